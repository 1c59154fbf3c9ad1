"""What a person chose once and keeps: theme, keys, recent projects, columns of tables; in a file they can edit."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from nfstudio.app.detector_choice import DetectorChoice
from nfstudio.app.text_size import SIZES
from nfstudio.app.theme import Scheme
from nfstudio.app.wording import tr
from nfstudio.domain.json_text import parsed
from nfstudio.errors import StudioError
from nfstudio.importers.column_mapping import ColumnMapping

RECENTS = 12
LANGUAGES = {"": "Language of the desktop", "en": "English", "de": "Deutsch"}
"""What the window can be told to speak, by the codes of languages; each calls itself by its own name."""


@dataclass(frozen=True, slots=True)
class Recent:
    """A project that was open.

    Attributes:
        opened_at: ISO 8601 UTC text.
    """

    path: Path
    opened_at: str


_DETECTORS = 100
"""Projects whose detector is remembered."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person chose.

    Attributes:
        text_size: per cent of the desktop's own.
        language: one of `LANGUAGES`.
        keys: by the id of an action, keys that replace its own; an empty tuple takes them away.
        reviewer: the name decisions are made under.
        recents: the newest first.
        mappings: by the signature of its columns, what the columns of a table hold.
        detector: what finds feedback, how sure it must be and where it runs, in projects of which nothing else is said.
        detectors: the same for single projects, the newest first.
        rest: what the file holds beside these, kept as it is.
    """

    theme: Scheme = Scheme.SYSTEM
    text_size: int = 100
    language: str = ""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reviewer: str = "reviewer"
    recents: tuple[Recent, ...] = ()
    mappings: Mapping[str, ColumnMapping] = field(default_factory=dict)
    detector: DetectorChoice = field(default_factory=DetectorChoice)
    detectors: Mapping[Path, DetectorChoice] = field(default_factory=dict)
    rest: Mapping[str, Any] = field(default_factory=dict)

    def detector_of(self, project: Path | None) -> DetectorChoice:
        """What finds feedback in a project."""
        return self.detector if project is None else self.detectors.get(project, self.detector)

    def detecting(self, choice: DetectorChoice, project: Path | None, *, everywhere: bool) -> "Preferences":
        """With this detector for one project, or for all of which nothing else is said, this one among them."""
        others = {path: kept for path, kept in self.detectors.items() if path != project}
        if everywhere or project is None:
            return replace(self, detector=choice, detectors=others)
        return replace(self, detectors=dict([(project, choice), *others.items()][:_DETECTORS]))

    def opened(self, path: Path, at: str) -> "Preferences":
        """With `path` as the newest of the recent projects."""
        others = tuple(recent for recent in self.recents if recent.path != path)
        return replace(self, recents=(Recent(path, at), *others)[:RECENTS])

    def mapped(self, signature: str, mapping: ColumnMapping) -> "Preferences":
        """With what the columns of a table hold."""
        return replace(self, mappings={**self.mappings, signature: mapping})

    def without(self, path: Path) -> "Preferences":
        """With `path` no longer among the recent projects."""
        return replace(self, recents=tuple(recent for recent in self.recents if recent.path != path))


def load(path: Path) -> tuple[Preferences, str]:
    """The preferences, and a sentence when the file could not be used; empty when all is well.

    What is no preference at all is kept beside it as `.bad`; a single value that makes no sense is passed over.
    """
    try:
        found = parsed(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Preferences(), ""
    except OSError as failed:
        return Preferences(), tr("Your preferences cannot be read: {why}.").format(why=failed.strerror)
    except ValueError:
        return Preferences(), _put_aside(path)
    return (_preferences(found), "") if isinstance(found, dict) else (Preferences(), _put_aside(path))


def language(path: Path) -> str:
    """The language alone, which is wanted before there is a window to tell anything in; empty where none is said."""
    try:
        found = parsed(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):  # told by `load`
        return ""
    return _preferences(found).language if isinstance(found, dict) else ""


def save(path: Path, preferences: Preferences) -> None:
    """Write the preferences: the whole new file or the whole old one.

    Raises:
        StudioError: when the file cannot be written.
    """
    record = dict(preferences.rest) | {
        "theme": preferences.theme.value,
        "text_size": preferences.text_size,
        "language": preferences.language,
        "keys": {action: list(keys) for action, keys in preferences.keys.items()},
        "reviewer": preferences.reviewer,
        "recents": [{"path": str(recent.path), "opened_at": recent.opened_at} for recent in preferences.recents],
        "detector": preferences.detector.record(),
        "detectors": {str(project): choice.record() for project, choice in preferences.detectors.items()},
        "mappings": {columns: mapping.chosen() for columns, mapping in preferences.mappings.items()},
    }
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", errors="replace")
        partial.replace(path)
    except OSError as failed:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise StudioError(f"Your preferences cannot be written to {path}: {failed.strerror}.") from failed


def _put_aside(path: Path) -> str:
    bad = path.with_name(f"{path.name}.bad")
    try:
        path.replace(bad)
    except OSError as failed:
        return tr("Your preferences can neither be read nor put aside: {why}.").format(why=failed.strerror)
    return tr("Your preferences could not be read; they are kept as {name} and start anew.").format(name=bad.name)


def _preferences(found: Mapping[str, Any]) -> Preferences:
    """What `found` says where it makes sense; defaults elsewhere."""
    known = {"theme", "text_size", "language", "keys", "reviewer", "recents", "mappings", "detector", "detectors"}
    theme, reviewer, language = found.get("theme"), found.get("reviewer"), found.get("language")
    return Preferences(
        theme=Scheme(theme) if theme in list(Scheme) else Scheme.SYSTEM,
        text_size=found["text_size"] if found.get("text_size") in SIZES else 100,
        language=language if isinstance(language, str) and language in LANGUAGES else "",
        keys=_keys(found.get("keys")),
        reviewer=reviewer if isinstance(reviewer, str) and reviewer.strip() else "reviewer",
        recents=_recents(found.get("recents")),
        detector=DetectorChoice.parse(found.get("detector")),
        detectors=_detectors(found.get("detectors")),
        mappings=_mappings(found.get("mappings")),
        rest={name: value for name, value in found.items() if name not in known},
    )


def _keys(found: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(found, dict):
        return {}
    return {
        str(action): tuple(key for key in keys if isinstance(key, str))
        for action, keys in found.items()
        if isinstance(keys, list)
    }


def _detectors(found: object) -> dict[Path, DetectorChoice]:
    rows = found.items() if isinstance(found, dict) else ()
    return {Path(project): DetectorChoice.parse(choice) for project, choice in rows if isinstance(choice, dict)}


def _mappings(found: object) -> dict[str, ColumnMapping]:
    known = {field.name for field in fields(ColumnMapping)}
    rows = found.items() if isinstance(found, dict) else ()
    return {
        str(columns): ColumnMapping(**{what: column for what, column in row.items() if isinstance(column, str)})
        for columns, row in rows
        if isinstance(row, dict) and row and known.issuperset(row)
    }


def _recents(found: object) -> tuple[Recent, ...]:
    rows = [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []
    return tuple(
        Recent(Path(row["path"]), str(row.get("opened_at", "")))
        for row in rows
        if isinstance(row.get("path"), str) and row["path"]
    )[:RECENTS]
