"""The commands themselves: each drives a job to its end and says what came of it."""

import argparse
import sys
from collections.abc import Callable, Mapping
from importlib import metadata

from nfstudio import __version__, paths
from nfstudio.cli.agreement import told_agreement
from nfstudio.cli.changes import told_changes
from nfstudio.cli.detecting import asked_detector
from nfstudio.cli.detecting import detect as detect_command
from nfstudio.cli.exports import asked_export, exported, told_recipes
from nfstudio.cli.intake import VERBS as INTAKE
from nfstudio.cli.telling import Meter, by_category, by_status, many, nested, say, scores, shown, table
from nfstudio.cli.training import train
from nfstudio.jobs.evaluating import evaluate
from nfstudio.jobs.exporting import export_dataset, save_recipe
from nfstudio.jobs.installation import detectors, devices, rule_packs, sqlite_version, weights
from nfstudio.jobs.prevalence import stats, statuses
from nfstudio.jobs.progress import finish
from nfstudio.store import grouping
from nfstudio.store.project import Project

FAILED = 1
_LIBRARIES = (
    "PySide6-Essentials",
    "polars",
    "sqlite-utils",
    "onnxruntime",
    "tokenizers",
    "torch",
    "transformers",
    "trl",
)


def _evaluate(wanted: argparse.Namespace) -> int:
    job = evaluate(wanted.data, **asked_detector(wanted), errors=wanted.errors)
    result = finish(job, report=Meter())
    speed = f"{result['messages_per_second']:,.0f} a second"
    average, error = result["binary"]["average_precision"], result["calibration"]["ece"]
    misfires = result["binary"]["false_positive_rate"]
    lines = [
        f"{result['detector']} on {result['messages']:,} judged messages, {speed}",
        *[scores(name.replace("_", " and "), result[name]) for name in ("binary", "span", "span_category")],
        f"  average precision {average:.3f}, calibration error {error:.3f}",
        f"  feedback claimed in {misfires:.1%} of the messages without any",
        *[scores(name, one) for name, one in result["category"]["per_category"].items()],
    ]
    low, high = result["interval_95"]["category_macro_f1"]
    lines.append(f"  six classes: macro F1 {result['category']['macro_f1']:.3f} (95 %: {low:.3f} – {high:.3f})")
    say(wanted, result, lines)
    return 0


def _stats(wanted: argparse.Namespace) -> int:
    with Project(wanted.project, readonly=True) as project:
        whole, groups = stats(project, by=wanted.by)
        standing = statuses(project)
        files = grouping.files(project.db) if wanted.by == "source" else {}
    result = whole.as_dict()
    del result["group"]
    result["groups"] = [
        group.as_dict() | ({"files": files.get(group.group or "", 1)} if wanted.by == "source" else {})
        for group in groups
    ]
    result["by_status"] = standing
    lines = [
        (
            f"{whole.with_feedback:,} of {many(whole.with_follow_up, 'conversation')}"
            f" with a user message after an answer hold feedback: {shown(whole.share)}."
            f" {many(whole.conversations, 'conversation')} in all."
        ),
        *by_category(whole.by_category),
        *by_status(standing),
        *table(wanted.by, groups, files),
    ]
    say(wanted, result, lines)
    return 0


def _export(wanted: argparse.Namespace) -> int:
    if wanted.kind is None and wanted.recipe is None:
        wanted.misused("the following arguments are required: --kind, or --recipe")
    with Project.as_permitted(wanted.project) as project:
        options, name = asked_export(project, wanted)
        if wanted.save_recipe is not None:
            save_recipe(project, wanted.save_recipe, options)
        written = finish(export_dataset(project, wanted.out, options, recipe=name), report=Meter())
    say(wanted, written.record(), exported(written, wanted.out))
    return 0


def doctor(wanted: argparse.Namespace, *, window: Mapping[str, object]) -> int:
    """What this installation has; `window` is what the Qt side tells of itself."""
    result = {
        "nfstudio": __version__,
        "python": sys.version.split()[0],
        "sqlite": sqlite_version(),
        "libraries": {name: _version(name) for name in _LIBRARIES},
        "device": devices(),
        "detectors": detectors(),
        "rule_packs": rule_packs(),
        "models": weights(),
        "window": dict(window),
        "preferences": str(paths.preferences()),
        "logs": str(paths.logs()),
    }
    say(wanted, result, nested(result))
    return 0


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


VERBS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    **INTAKE,
    "detect": detect_command,
    "evaluate": _evaluate,
    "train": train,
    "stats": _stats,
    "agreement": told_agreement,
    "changes": told_changes,
    "export": _export,
    "recipes": told_recipes,
}
