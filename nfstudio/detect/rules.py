"""The detector that can say why: rule packs for cues, similarity for repeats, in one pass over many messages."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from nfstudio.detect import rule_pack
from nfstudio.detect.context import Candidate
from nfstudio.detect.merging import Hit, detections
from nfstudio.detect.reading import Reading, is_english
from nfstudio.detect.rephrase import repeat_of
from nfstudio.detect.rule_pack import Rule, RulePack
from nfstudio.detect.widening import fix_end, widened
from nfstudio.domain.feedback import Category, Detection
from nfstudio.domain.span import Span

ENGINE = 1
"""Raised whenever this code changes what it answers."""
TOGETHER = 4
"""Rules looked for in one scan: polars keeps few compiled expressions (with one a rule it compiled all anew at each
call, 50 ms), and beyond eight together its automaton grows slow (5,300 messages: 4 in 0.11 s, 8 in 0.34, 16 in 1.8)."""
REPEAT_SHOWN = 150
"""Characters up to which a repeat is marked whole; of a longer one the first sentence is (the labelling guide)."""


class RuleDetector:
    """Finds feedback by the rules of a pack and by likeness to earlier requests; needs no model and no network."""

    name = "rules"
    device = "CPU"

    def __init__(self, pack: RulePack) -> None:
        self._scans = list(_scans(pack))
        self.version = f"{ENGINE}.{pack.digest}"

    def detect(self, candidates: Sequence[Candidate]) -> list[tuple[Detection, ...]]:
        """For each candidate its detections; the same whatever stands beside it in the batch."""
        readings = [Reading(candidate) for candidate in candidates]
        hits = [_repeats(reading) for reading in readings]
        english = [is_english(reading.text) for reading in readings]
        for rule, index in self._cues(readings):
            if english[index]:
                hits[index] += hits_of(rule, readings[index])
        return [detections(candidate, found) for candidate, found in zip(candidates, hits, strict=True)]

    def close(self) -> None:
        """Nothing is held."""

    def _cues(self, readings: Sequence[Reading]) -> Iterator[tuple[Rule, int]]:
        """Which rules to try on which message; polars' scanner answers for the whole batch at once."""
        import polars as pl

        frame = pl.DataFrame(
            {"own": [reading.text for reading in readings], "raw": [reading.raw for reading in readings]},
            schema={"own": pl.String, "raw": pl.String},
        )
        found = frame.select(
            pl.col("raw" if batch[0].pasted else "own").str.contains(expression).arg_true().implode().alias(str(i))
            for i, (expression, batch) in enumerate(self._scans)
        )
        for i, (_, batch) in enumerate(self._scans):
            for index in found[str(i)][0].to_list():
                for rule in batch:
                    yield rule, index


def detector(*, device: str = "auto", packs: Path | None = None) -> RuleDetector:
    """The rules detector.

    Args:
        device: taken as every detector takes it; rules run on the CPU whatever it says.
        packs: a folder of rule packs; the shipped ones when not given.

    Raises:
        StudioError: when a pack is broken.
    """
    del device
    return RuleDetector(rule_pack.load(packs))


def _scans(pack: RulePack) -> Iterator[tuple[str, list[Rule]]]:
    """The expressions that polars looks for, each with the rules it stands for."""
    for pasted in (False, True):
        rules = [rule for rule in pack.rules if rule.pasted is pasted]
        for i in range(0, len(rules), TOGETHER):
            batch = rules[i : i + TOGETHER]
            yield "|".join(f"(?:{rule.expression.replace('?P<cue>', '?:')})" for rule in batch), batch


def hits_of(rule: Rule, reading: Reading) -> list[Hit]:
    """What one rule finds in one message; in pasted output only the last hit, because the cause stands there."""
    matches = rule.regex.finditer(reading.raw if rule.pasted else reading.text)
    cues = [Span(*match.span("cue")) for match in matches if match["cue"]]
    hits = [_hit(rule, reading, cue) for cue in cues if all(guard.passes(reading, cue) for guard in rule.guards)]
    return hits[-1:] if rule.pasted else hits


def _hit(rule: Rule, reading: Reading, cue: Span) -> Hit:
    span, category = widened(reading, cue, rule.extent), rule.category
    if rule.fix and (end := fix_end(reading, cue)):
        span, category = Span(span.start, max(span.end, end)), Category.CORRECTION
    return Hit(span, category, rule.weight, rule.id)


def _repeats(reading: Reading) -> list[Hit]:
    repeat = repeat_of(reading)
    if repeat is None or not reading.sentences:
        return []
    first, last = reading.sentences[0], reading.sentences[-1]
    whole = Span(first.start, last.end)
    span = whole if len(whole) <= REPEAT_SHOWN else first
    likeness = round(repeat.similarity, 4)
    return [Hit(span, Category.REPHRASE, repeat.weight, similar_to=repeat.distance, similarity=likeness)]
