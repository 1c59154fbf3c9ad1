"""The verb train: judged messages and a base become a model folder; no project is touched.

Every stage leaves what it made in `OUT.partial`; asked again with the same plan, training goes on from there. OUT
itself appears whole, at the end.
"""

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from nfstudio.detect.devices import cuda_name, needs_torch
from nfstudio.detect.encoding import Budget
from nfstudio.detect.learning.card import card
from nfstudio.detect.learning.examples import Example
from nfstudio.detect.learning.folders import CARD, check_base, checksums, record_weights
from nfstudio.detect.learning.mixing import mixed
from nfstudio.detect.learning.quantising import needs_onnx
from nfstudio.detect.learning.training import Recipe
from nfstudio.detect.model_folder import CONFIG, QUANTISED, RECORD, SETTINGS, TOKENIZER, WEIGHTS, look_at
from nfstudio.errors import StudioError
from nfstudio.jobs.judged import candidates_in, judged_in
from nfstudio.jobs.progress import Job
from nfstudio.jobs.training_stages import Work, encoder_stage, figures_stage, fusion_stage, quantise_stage

ONLY = ("encoder", "fusion", "quantise")
_ENCODER = (CONFIG, TOKENIZER, WEIGHTS, SETTINGS, QUANTISED, RECORD)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be trained, from what and how.

    Attributes:
        data: files of judged messages (spans JSONL); `dev`: another, for figures alone.
        base: folder of the encoder to start from.
        by: what the held-out parts are made of: "conversation" (then `folds` of them) or "source" (each once).
        without: sources that are left out.
        unlabelled: files of conversations that `teachers`, or the fold encoders, together judge for the student.
        mixed: so many more messages for them to judge, made of the judged ones.
        only: one of `ONLY`; "fusion" and "quantise" start from `model` instead of `base`.
    """

    data: tuple[Path, ...]
    out: Path
    base: Path | None = None
    dev: Path | None = None
    recipe: Recipe = field(default_factory=Recipe)
    folds: int = 3
    by: str = "conversation"
    device: str = "auto"
    without: tuple[str, ...] = ()
    unlabelled: tuple[Path, ...] = ()
    mixed: int = 0
    teachers: tuple[Path, ...] = ()
    only: str | None = None
    model: Path | None = None


def train_model(plan: Plan) -> Job[dict[str, Any]]:
    """Make the folder `plan.out`: encoder, int8 file, fusion with thresholds, figures and card.

    Returns the figures.

    Raises:
        StudioError: when the base or the data cannot be used, OUT is taken, or OUT.partial belongs to another plan.
    """
    _check(plan)
    examples = _examples(plan.data, plan.without) if plan.data else []
    dev = _examples((plan.dev,), ()) if plan.dev else []
    if plan.only != "quantise" and not any(example.spans for example in examples):
        raise StudioError("No judged message of this data carries feedback.", "Judged messages have spans.")
    partial = plan.out.with_name(f"{plan.out.name}.partial")
    _begin(partial, plan)
    unlabelled = [candidate for path in plan.unlabelled for candidate in candidates_in(path)]
    telling = [example.candidate for example in examples if example.spans]
    unlabelled += mixed([example.candidate for example in examples], telling, plan.mixed, seed=plan.recipe.seed)
    work = Work(
        partial,
        tuple(examples),
        tuple(dev),
        tuple(unlabelled),
        plan.recipe,
        plan.folds,
        plan.by,
        _cuda(plan.device),
        plan.teachers,
    )
    if plan.model is not None:
        # An int8 file that is there would be taken for the one that is asked for.
        _copy(plan.model, work.model, [part for part in _ENCODER if plan.only != "quantise" or part != QUANTISED])
    elif plan.base is not None:
        yield from encoder_stage(work, plan.base, folds=plan.only != "encoder")
    figures: dict[str, Any] = {}
    if plan.only not in ("encoder", "quantise"):
        figures["settings"] = yield from fusion_stage(work, seen=plan.model is not None)
    if plan.only != "fusion":
        yield from quantise_stage(work)
    figures |= yield from figures_stage(work)
    _finish(work, plan, figures)
    return {"out": str(plan.out), **figures}


def _check(plan: Plan) -> None:
    needs_torch("Training")
    if plan.out.exists() and (not plan.out.is_dir() or any(plan.out.iterdir())):
        raise StudioError(f"{plan.out} is there already.", "Name a folder that does not exist, or remove it.")
    if plan.only in ("fusion", "quantise"):
        if plan.model is None:
            raise StudioError(f"To make only the {plan.only}, say which model.", "Add --model FOLDER.")
        look_at(plan.model)
    elif plan.base is None:
        raise StudioError("Nothing says what to train from.", "Add --base FOLDER.")
    else:
        check_base(plan.base, Budget())
        if plan.recipe.kept:
            look_at(plan.base)  # weights of other labels are nothing to keep
    if not plan.data and plan.only != "quantise":
        raise StudioError("Nothing says what to learn from.", "Name files of judged messages (spans JSONL).")
    _check_numbers(plan)
    for teacher in plan.teachers:
        look_at(teacher)
    if plan.teachers and not plan.unlabelled and not plan.mixed:
        raise StudioError("A teacher needs messages to judge.", "Add --unlabelled FILE or --mixed N.")
    if plan.only != "fusion":
        needs_onnx()


def _check_numbers(plan: Plan) -> None:
    if plan.folds < 2 or plan.recipe.epochs < 1:
        raise StudioError("Training takes two folds and one epoch at least.", "Mind --folds and --epochs.")
    if not 0 <= plan.recipe.kept < 1:
        raise StudioError("The share of the base that is kept lies from 0 to below 1.", "Mind --kept.")


def _cuda(device: str) -> bool:
    if device == "cpu":
        return False
    found = cuda_name()
    if device == "cuda" and found is None:
        raise StudioError("There is no CUDA device.", "Leave --device away, or install a torch with CUDA.")
    return found is not None


def _examples(data: Sequence[Path], without: Sequence[str]) -> list[Example]:
    found = [
        Example(candidate, judgement.spans, conversation, source, uncertain=judgement.uncertain)
        for path in data
        for candidate, judgement, conversation, source in judged_in(path)
    ]
    if not found:
        raise StudioError("No message of this data is judged.", 'Messages are judged that say "labelled": true.')
    sources = sorted({example.source for example in found})
    if unknown := [name for name in without if name not in sources]:
        raise StudioError(f"No message comes from the source {unknown[0]!r}.", f"There are: {', '.join(sources)}.")
    return [example for example in found if example.source not in without]


def _begin(partial: Path, plan: Plan) -> None:
    """Make the working folder, or see that it is this plan's."""
    wanted = _described(plan)
    mark = partial / "plan.json"
    if mark.is_file():
        if json.loads(mark.read_text(encoding="utf-8")) != wanted:
            raise StudioError(f"{partial} was begun with another plan.", "Remove it, or name another OUT.")
        return
    if partial.exists() and any(partial.iterdir()):
        raise StudioError(f"{partial} is there already and holds something else.", "Name another OUT.")
    try:
        partial.mkdir(parents=True, exist_ok=True)
        mark.write_text(json.dumps(wanted), encoding="utf-8")
    except OSError as failed:
        raise StudioError(f"{partial} cannot be written: {failed.strerror}.", "Choose another place.") from failed


def _described(plan: Plan) -> dict[str, Any]:
    """All that could change the outcome, as JSON values; files by what is in them."""
    files = [*plan.data, *plan.unlabelled, *([plan.dev] if plan.dev else [])]
    folders = {name: path for name in ("base", "model") if (path := getattr(plan, name)) is not None}
    folders |= {f"teacher {number}": path for number, path in enumerate(plan.teachers, 1)}
    return {
        "recipe": asdict(plan.recipe),
        "files": [_sum(path) for path in files],
        "folders": {
            name: [_sum(path / part) for part in (CONFIG, TOKENIZER, WEIGHTS)] for name, path in folders.items()
        },
        "rest": [plan.folds, plan.by, plan.device, sorted(plan.without), plan.only, plan.mixed],
    }


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _copy(model: Path, out: Path, parts: Sequence[str]) -> None:
    """What makes an encoder, without fusion, card and figures, which belong to where it came from."""
    out.mkdir(exist_ok=True)
    for name in parts:
        if (model / name).is_file() and not (out / name).is_file():
            shutil.copyfile(model / name, out / name)


def _finish(work: Work, plan: Plan, figures: Mapping[str, Any]) -> None:
    (work.model / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    sources: dict[str, list[int]] = {}
    for example in work.examples:
        counts = sources.setdefault(example.source, [0, 0])
        counts[0] += 1
        counts[1] += bool(example.spans)
    facts = {
        "data": dict(sorted(sources.items())),
        "files": {path.name: _sum(path) for path in (*plan.data, *plan.unlabelled)},
        "recipe": {
            **asdict(plan.recipe),
            "base": (plan.base or plan.model or Path()).name,
            "parts held out": f"{plan.folds} by conversation" if plan.by == "conversation" else "each source once",
            "without": ", ".join(plan.without) or "nothing",
            "teachers": ", ".join(path.name for path in plan.teachers) or "none",
            "mixed": plan.mixed,
        },
    }
    record_weights(work.model)
    text = card(facts, figures, {name: one for name, one in checksums(work.model).items() if name != CARD})
    (work.model / CARD).write_text(text, encoding="utf-8")
    if plan.out.is_dir():
        plan.out.rmdir()
    work.model.replace(plan.out)
    shutil.rmtree(work.partial)
