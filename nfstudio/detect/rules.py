"""The detector that can say why: rule packs for cues, similarity for repeats, in one pass over many messages."""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from nfstudio.detect import rule_pack
from nfstudio.detect.context import Candidate
from nfstudio.detect.merging import Hit, detections
from nfstudio.detect.reading import Reading
from nfstudio.detect.rephrase import Comparison
from nfstudio.detect.rule_pack import Position, Rule, RulePack
from nfstudio.detect.scanning import scanned, scanning
from nfstudio.detect.widening import fix_end, widened
from nfstudio.domain.feedback import Category, Detection
from nfstudio.domain.span import Span
from nfstudio.domain.thresholds import Setting, Thresholds

ENGINE = 3
"""Raised whenever this code changes what it answers."""
TOGETHER = {Position.WHOLE: 3, Position.START: 3, Position.CLAUSE: 6, Position.ANYWHERE: 6}
"""Rules looked for in one scan, by position: alike ones share a small automaton, and polars keeps about 30 compiled
expressions, so that more scans than that are compiled anew at each call (5,343 messages: 0.07 s so, 0.11 s by fours
in order, 0.14 s by eights)."""
MOST = 20
"""Hits of one rule in one message that are looked at: nobody gives more feedback, but a hostile message could."""
REPEAT_SHOWN = 150
"""Characters up to which a repeat is marked whole; of a longer one the first sentence is (the labelling guide)."""

THRESHOLDS = {
    Setting.PRECISE: Thresholds(0.8),
    Setting.BALANCED: Thresholds(0.5),
    Setting.THOROUGH: Thresholds(0.25),
}


class RuleDetector:
    """Finds feedback by the rules of a pack and by likeness to earlier requests; needs no model and no network."""

    name = "rules"
    device = "CPU"

    def __init__(self, pack: RulePack) -> None:
        self._scans = list(_scans(pack))
        self.version = f"{ENGINE}.{pack.digest}"

    def thresholds(self, setting: Setting) -> Thresholds:
        """See `Detector`; one figure for all categories."""
        return THRESHOLDS[setting]

    def detect(self, candidates: Sequence[Candidate]) -> list[tuple[Detection, ...]]:
        """For each candidate its detections; the same whatever stands beside it in the batch."""
        readings = [Reading(candidate) for candidate in candidates]
        compare = Comparison()
        hits = [_repeats(reading, compare) for reading in readings]
        for rule, index in self._cues(readings):
            if readings[index].english:
                hits[index] += hits_of(rule, readings[index])
        return [detections(candidate, found) for candidate, found in zip(candidates, hits, strict=True)]

    def close(self) -> None:
        """Nothing is held."""

    def _cues(self, readings: Sequence[Reading]) -> Iterator[tuple[Rule, int]]:
        """Which rules to try on which message; polars' scanner answers for the whole batch at once."""
        import polars as pl

        frame = pl.DataFrame(
            {
                "own": [scanned(reading.text) for reading in readings],
                "raw": [scanned(reading.raw) for reading in readings],
            },
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


def detector(*, device: str = "auto", model: Path | None = None, packs: Path | None = None) -> RuleDetector:
    """The rules detector.

    Args:
        device: taken as every detector takes it; rules run on the CPU whatever it says.
        model: taken as every detector takes it; rules need none.
        packs: a folder of rule packs; the shipped ones when not given.

    Raises:
        StudioError: when a pack is broken.
    """
    del device, model
    return RuleDetector(rule_pack.load(packs))


def _scans(pack: RulePack) -> Iterator[tuple[str, list[Rule]]]:
    """The expressions that polars looks for, each with the rules it stands for."""
    for position, together in TOGETHER.items():
        for pasted in (False, True):
            rules = [rule for rule in pack.rules if rule.position is position and rule.pasted is pasted]
            for i in range(0, len(rules), together):
                batch = rules[i : i + together]
                yield f"(?s){'|'.join(scanning(rule.expression) for rule in batch)}", batch


def hits_of(rule: Rule, reading: Reading) -> list[Hit]:
    """What one rule finds in one message; of pasted output the last hit alone, because the cause stands there."""
    found = (Span(*match.span("cue")) for match in _matches(rule, reading) if match["cue"])
    cues = deque(found, maxlen=1) if rule.pasted else islice(found, MOST)
    return [_hit(rule, reading, cue) for cue in cues if all(guard.passes(reading, cue) for guard in rule.guards)]


def _matches(rule: Rule, reading: Reading) -> Iterable[re.Match[str]]:
    """Where the expression stands; `re` looks everywhere even for what can stand at the start alone."""
    text = reading.raw if rule.pasted else reading.text
    if rule.position in {Position.WHOLE, Position.START}:
        match = rule.regex.match(text)
        return () if match is None else (match,)
    return rule.regex.finditer(text)


def _hit(rule: Rule, reading: Reading, cue: Span) -> Hit:
    span, category = widened(reading, cue, rule.extent), rule.category
    fixed = fix_end(reading, cue) if rule.fix else None
    if fixed:
        span, category = Span(span.start, max(span.end, fixed)), Category.CORRECTION
    return Hit(reading.placed(span), category, rule.weight, rule.id, yields=rule.yields)


def _repeats(reading: Reading, compare: Comparison) -> list[Hit]:
    repeat = compare.repeat_of(reading)
    if repeat is None or not reading.sentences:
        return []
    first, last = reading.sentences[0], reading.sentences[-1]
    whole = Span(first.start, last.end)
    span = whole if len(whole) <= REPEAT_SHOWN else first
    likeness = round(repeat.similarity, 4)
    return [
        Hit(reading.placed(span), Category.REPHRASE, repeat.weight, similar_to=repeat.distance, similarity=likeness)
    ]
