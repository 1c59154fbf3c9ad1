"""The stages of a training, each a generator of Progress that leaves what it made in the working folder."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nfstudio.detect import rules
from nfstudio.detect.context import Candidate
from nfstudio.detect.encoder import THRESHOLDS, Opinion, encoder
from nfstudio.detect.encoding import Budget, Layout
from nfstudio.detect.evaluate import Judged, figures
from nfstudio.detect.features import vectors
from nfstudio.detect.fusion import load
from nfstudio.detect.learning.examples import Example, Row, rows, soft_rows
from nfstudio.detect.learning.fitting import fit_out_of_fold, part_of
from nfstudio.detect.learning.opinions import Claims, encoder_claims, hybrid_claims, keep, recall
from nfstudio.detect.learning.quantising import quantise
from nfstudio.detect.learning.training import Recipe, train
from nfstudio.detect.model_folder import FUSION, QUANTISED, TOKENIZER
from nfstudio.domain.thresholds import Setting, Thresholds
from nfstudio.errors import StudioError
from nfstudio.jobs.progress import Job, Progress

_LOOK = 250
"""Messages that are read between two reports."""


@dataclass(frozen=True, slots=True)
class Work:
    """What the stages share.

    Attributes:
        partial: the working folder.
        unlabelled: messages to be judged by `teachers` together, or by the fold encoders where there are none.
    """

    partial: Path
    examples: tuple[Example, ...]
    dev: tuple[Example, ...]
    unlabelled: tuple[Candidate, ...]
    recipe: Recipe
    folds: int
    by: str
    cuda: bool
    teachers: tuple[Path, ...]

    @property
    def model(self) -> Path:
        """The folder that becomes OUT."""
        return self.partial / "model"

    @property
    def candidates(self) -> list[Candidate]:
        """Of the judged messages."""
        return [example.candidate for example in self.examples]

    def parts(self) -> list[int]:
        """For each judged message the part in which it is held out.

        Raises:
            StudioError: when there are not two parts.
        """
        if self.by == "source":
            names = sorted({example.source for example in self.examples})
            found = [names.index(example.source) for example in self.examples]
        else:
            found = [part_of(example.conversation, self.folds, salt="encoder") for example in self.examples]
        if len(set(found)) < 2:
            raise StudioError(f"All judged messages are of one {self.by}: none can be held out.", "Bring more data.")
        return found


def encoder_stage(work: Work, base: Path, *, folds: bool) -> Job[None]:
    """The encoders of the parts with what they say of the held-out messages, then the one that learns from all.

    Args:
        folds: without them there is no fusion, and soft labels come from teachers alone. With teachers the encoders
            of the parts learn from those labels too, so that the fusion meets encoders like the one it will weigh;
            teachers that have seen the judged messages let a little of the held-out ones through.
    """
    layout = _layout(base)
    soft = (yield from _soft(work, layout)) if work.unlabelled and work.teachers else []
    if folds:
        parts = work.parts()
        for number, part in enumerate(sorted(set(parts)), 1):
            yield from _fold(work, base, soft, parts, part, f"part {number} of {len(set(parts))}")
    if work.unlabelled and not work.teachers:
        soft = yield from _soft(work, layout)
    known = rows(layout, work.examples, smoothing=work.recipe.smoothing)
    yield from _trained(work, base, known + soft, work.model, "the encoder")


def _fold(work: Work, base: Path, soft: list[Row], parts: Sequence[int], part: int, name: str) -> Job[None]:
    out = work.partial / f"part-{part}"
    seen = [example for example, other in zip(work.examples, parts, strict=True) if other != part]
    unseen = [example.candidate for example, other in zip(work.examples, parts, strict=True) if other == part]
    yield from _trained(work, base, rows(_layout(base), seen, smoothing=work.recipe.smoothing) + soft, out, name)
    yield from _read(work, out, unseen, f"part-{part}", name)


def _trained(work: Work, base: Path, known: Sequence[Any], out: Path, name: str) -> Job[None]:
    for step in train(base, known, out, recipe=work.recipe, budget=Budget(), cuda=work.cuda):
        yield Progress(step.done, step.total, f"Training {name}, loss {step.loss:.3f}", "batches")


def _layout(base: Path) -> Layout:
    from tokenizers import Tokenizer

    return Layout(Tokenizer.from_file(str(base / TOKENIZER)), Budget())


def _read(work: Work, model: Path, candidates: Sequence[Candidate], kept: str, name: str) -> Job[list[Opinion]]:
    """What the encoder in a folder says, from disk where it was asked before."""
    path = work.partial / f"{kept}.npz"
    if path.is_file():
        return recall(path)
    loaded = encoder(model, device="cuda" if work.cuda else "cpu")
    found: list[Opinion] = []
    try:
        for at in range(0, len(candidates), _LOOK):
            found += loaded.read(candidates[at : at + _LOOK])
            yield Progress(len(found), len(candidates), f"Reading with {name}", "messages")
    finally:
        loaded.close()
    keep(path, found)
    return found


def _soft(work: Work, layout: Layout) -> Job[list[Row]]:
    """The unlabelled messages with what the teachers, or the fold encoders, say of them together."""
    folders = work.teachers or tuple(
        sorted(path for path in work.partial.glob("part-*") if (path / TOKENIZER).is_file())
    )
    if not folders:
        raise StudioError("Nothing judges the unlabelled messages.", "Add --teacher FOLDER.")
    readings = []
    for number, folder in enumerate(folders, 1):
        readings.append((yield from _read(work, folder, work.unlabelled, f"soft-{number}", folder.name)))
    return list(soft_rows(layout, work.unlabelled, readings, temperature=work.recipe.temperature))


def fusion_stage(work: Work, *, seen: bool) -> Job[dict[str, Any]]:
    """Fit the fusion to opinions on messages that the encoder had not seen; gives each setting's figures.

    Args:
        seen: the model came from elsewhere: it reads all messages itself, and nobody here knows what it learnt from.
    """
    opinions = (yield from _read(work, work.model, work.candidates, "all", "the model")) if seen else _unseen(work)
    yield Progress(0, 1, "Fitting the fusion", "fits")
    ruled = _ruled(work.candidates)
    weighed = vectors(work.candidates, ruled, opinions)
    gold = [example.label for example in work.examples]
    conversations, sources = zip(*((one.conversation, one.source) for one in work.examples), strict=True)
    found = fit_out_of_fold(weighed, gold, conversations, sources)
    (work.model / FUSION).write_text(json.dumps(found.fusion.record(), indent=1) + "\n", encoding="utf-8")
    claims = hybrid_claims(work.candidates, ruled, opinions, found.shares)
    told = {
        setting.value: _setting(_judged(work.examples, claims), thresholds)
        for setting, thresholds in found.fusion.thresholds.items()
    }
    held_out = {
        "rules": _ruled(work.candidates),
        "encoder": encoder_claims(work.candidates, opinions),
        "hybrid": claims,
    }
    result: dict[str, Any] = _compared(work.examples, held_out, found.fusion.thresholds[Setting.BALANCED])
    result["held_out"] = "each source once" if work.by == "source" else f"by conversation, {work.folds} parts"
    (work.partial / "held_out.json").write_text(json.dumps(result), encoding="utf-8")
    yield Progress(1, 1, "Fitting the fusion", "fits")
    return told


def _unseen(work: Work) -> list[Opinion]:
    """What each fold's encoder said of the messages held out from it, in the order of the examples."""
    parts = work.parts()
    found: dict[int, Opinion] = {}
    for part in set(parts):
        places = [i for i, other in enumerate(parts) if other == part]
        found |= zip(places, recall(work.partial / f"part-{part}.npz"), strict=True)
    return [found[i] for i in range(len(parts))]


def quantise_stage(work: Work) -> Job[None]:
    """Make the int8 file; what the weights say of the development data is read before, to compare."""
    if work.dev:
        yield from _read(work, work.model, [one.candidate for one in work.dev], "dev", "the encoder")
    if not (work.model / QUANTISED).is_file():
        yield Progress(0, 1, "Quantising", "files")
        quantise(work.model)
        yield Progress(1, 1, "Quantising", "files")


def figures_stage(work: Work) -> Job[dict[str, Any]]:
    """Figures on held-out parts and on the development data, there also those of the int8 file."""
    found: dict[str, Any] = {}
    held_out = work.partial / "held_out.json"
    if held_out.is_file():
        found["cross_validation"] = json.loads(held_out.read_text(encoding="utf-8"))
    if not work.dev:
        return found
    candidates = [one.candidate for one in work.dev]
    weights_spoke = (work.partial / "dev.npz").is_file()
    readings = {"": (yield from _read(work, work.model, candidates, "dev", "the encoder"))}
    if weights_spoke and (work.model / QUANTISED).is_file():
        readings["_int8"] = yield from _read(
            replace(work, cuda=False), work.model, candidates, "dev-int8", "the int8 file"
        )
    ruled = _ruled(candidates)
    claims: dict[str, Claims] = {"rules": ruled}
    fusion = load(work.model / FUSION) if (work.model / FUSION).is_file() else None
    for name, opinions in readings.items():
        claims[f"encoder{name}"] = encoder_claims(candidates, opinions)
        if fusion is not None:
            shares = fusion.probabilities(vectors(candidates, ruled, opinions))
            claims[f"hybrid{name}"] = hybrid_claims(candidates, ruled, opinions, shares)
    balanced = fusion.thresholds[Setting.BALANCED] if fusion else THRESHOLDS[Setting.BALANCED]
    found["dev"] = _compared(work.dev, claims, balanced)
    return found


def _ruled(candidates: Sequence[Candidate]) -> Claims:
    return rules.detector().detect(candidates)


def _judged(examples: Sequence[Example], claims: Claims) -> list[Judged]:
    return [
        Judged(example.conversation, example.source, example.spans, found, uncertain=example.uncertain)
        for example, found in zip(examples, claims, strict=True)
    ]


def _compared(
    examples: Sequence[Example], claims: Mapping[str, Claims], hybrid: Thresholds
) -> dict[str, dict[str, Any]]:
    """The figures of each detector with its own balanced thresholds, and those of none at all."""
    own = {"rules": rules.detector().thresholds(Setting.BALANCED), "encoder": THRESHOLDS[Setting.BALANCED]}
    nothing: Claims = [()] * len(examples)
    return {
        name: figures(_judged(examples, found), thresholds=own.get(name.split("_")[0], hybrid))
        for name, found in {"always_none": nothing, **claims}.items()
    }


def _setting(judged: Sequence[Judged], thresholds: Thresholds) -> dict[str, Any]:
    sure = [bool([claim for claim in one.claims if thresholds.passes(claim)]) for one in judged]
    hits = sum(claimed and bool(one.gold) for claimed, one in zip(sure, judged, strict=True))
    precision, recall_ = hits / max(1, sum(sure)), hits / max(1, sum(bool(one.gold) for one in judged))
    return {
        "precision": precision,
        "recall": recall_,
        "f1": 2 * precision * recall_ / max(precision + recall_, 1e-9),
        "thresholds": {category.value: value for category, value in thresholds.by_category},
    }
