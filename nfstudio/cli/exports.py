"""What the command line asks of an export, and how it tells what came out."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from nfstudio.cli.telling import many, say
from nfstudio.curate.checks import CHECKS
from nfstudio.curate.checks.inspection import parse_actions
from nfstudio.curate.checks.limits import parse_limits
from nfstudio.domain.json_text import parsed
from nfstudio.errors import StudioError, why
from nfstudio.exporters.manifest import Written
from nfstudio.jobs.export_options import ExportOptions
from nfstudio.store import recipes
from nfstudio.store.project import Project

_SAME = (
    "kind",
    "framework",
    "status",
    "min_score",
    "prompt_form",
    "implicit_prompt",
    "drop_greeting",
    "split",
    "split_by",
    "seed",
)
_OTHERWISE = {"format": "form", "include": "include", "ways": "ways", "control": "control"}
_LISTS = {"source": "sources", "model": "models", "language": "languages"}


def asked_export(project: Project, wanted: argparse.Namespace) -> tuple[ExportOptions, str | None]:
    """The options, and the name under which a recipe is run; what is said beside a recipe goes before it.

    Raises:
        StudioError: when there is no such recipe.
    """
    saved, name = _saved(project, wanted.recipe) if wanted.recipe is not None else ({}, None)
    said = {name_: getattr(wanted, name_) for name_ in _SAME}
    said |= {field: getattr(wanted, word) for word, field in (_OTHERWISE | _LISTS).items()}
    if wanted.without_checks is not None:
        said["without"] = wanted.without_checks or list(CHECKS)
    if wanted.tokenizer is not None:
        said["tokenizer"] = str(wanted.tokenizer.expanduser().resolve())
    options = saved | {field: value for field, value in said.items() if value is not None}
    for field, more in (("actions", _actions(wanted)), ("settings", _limits(wanted)), ("licences", _licences(wanted))):
        options[field] = dict(saved.get(field, {})) | more
    return ExportOptions.of(options), wanted.save_recipe or name


def _actions(wanted: argparse.Namespace) -> dict[str, str]:
    found = {name: str(action) for text in wanted.check for name, action in parse_actions(text).items()}
    return ({"personal-data": "redact"} if wanted.redact else {}) | found


def _limits(wanted: argparse.Namespace) -> dict[str, float | int]:
    return {name: number for text in wanted.limit for name, number in parse_limits(text).items()}


def _licences(wanted: argparse.Namespace) -> dict[str, str]:
    """What was said of each source; without a source's name it holds for all that are not named."""
    split = [text.rpartition("=") for text in wanted.licence]
    return {source.strip() or "*": licence.strip() for source, _, licence in split}


def _saved(project: Project, word: str) -> tuple[dict[str, Any], str | None]:
    """The options of a recipe by its name, or those in a file: a recipe, or the manifest of a dataset."""
    if not word.endswith(".json"):
        return recipes.recipe(project.db, word), word
    try:
        return _options_in(parsed(Path(word).read_text(encoding="utf-8"))), None
    except (OSError, ValueError) as failed:
        raise StudioError(f"{word} is no recipe: {why(failed)}.", "Name the manifest.json of a dataset.") from failed


def _options_in(record: object) -> dict[str, Any]:
    """The options of a recipe, or of the dataset whose manifest this is.

    Raises:
        ValueError: when there are none.
    """
    about = record.get("about", {"options": record}) if isinstance(record, dict) else None
    found = about.get("options") if isinstance(about, dict) else None
    if not isinstance(found, dict):
        raise ValueError("it holds no options")  # noqa: TRY004 - the fault of a file, not of a caller
    return found


def told_recipes(wanted: argparse.Namespace) -> int:
    """List the recipes of a project, show one, or let one go.

    Raises:
        StudioError: when there is no recipe of that name.
    """
    shown, gone = wanted.show, wanted.forget
    with Project(wanted.project, readonly=gone is None) as project:
        if gone is not None:
            recipes.forget(project, gone)
        found = {name: recipes.recipe(project.db, name) for name in ([shown] if shown else recipes.names(project.db))}
    usual = ExportOptions().record()
    lines = [f"{gone} is forgotten; what it made stays."] if gone else []
    for name, options in found.items():
        lines += [f"{name}: {options['kind']} for {options['framework']}"]
        lines += [f"  {key}: {value}" for key, value in options.items() if value != usual.get(key)] if shown else []
    say(wanted, {"recipes": found}, lines or ["This project keeps no recipes."])
    return 0


def exported(written: Written, out: Path) -> list[str]:
    """What came out, as lines."""
    rows = sum(written.rows.values())
    lines = [f"{many(rows, 'row')}{_labels(written.labels)}."]
    lines += [f"  {out / file.path}  {many(file.rows, 'row')}" for file in written.files]
    lines += [f"  no file for {split}: it got no row" for split, count in written.rows.items() if rows and not count]
    lines += [f"  {way}: {count:,}" for way, count in written.recipes.items() if len(written.recipes) > 1]
    lines += [f"  left out, {reason}: {count:,}" for reason, count in written.left_out.items()]
    lines += _counts("  flagged, ", written.checks)
    lines += [f"To mind: {sentence}" for sentence in written.minds]
    if written.change is not None:
        since = written.change.since
        lines.append(f"Since {since}: {many(written.change.added, 'row')} added, {written.change.removed:,} removed.")
    if written.control is not None:
        count = sum(written.control.rows.values())
        lines.append(f"Control: {many(count, 'row')} in {written.control.folder}")
    return lines


def _labels(labels: Mapping[str, int]) -> str:
    return f": {labels['true']:,} wanted, {labels['false']:,} unwanted answers" if any(labels.values()) else ""


def _counts(before: str, counts: Mapping[str, int]) -> Sequence[str]:
    return [f"{before}{name}: {count:,}" for name, count in counts.items() if count]
