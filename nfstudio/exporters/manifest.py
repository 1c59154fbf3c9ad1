"""What a dataset says of itself: where its rows come from, how many there are, and the digests that prove it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from nfstudio import __version__

MANIFEST = "manifest.json"
PROVENANCE = "provenance"
"""The folder of the provenance, where it cannot stand in the rows."""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """One file of rows.

    Attributes:
        path: relative to the dataset's folder.
        split: the split whose rows it holds.
        labels: rows by label, `true` and `false`; empty for kinds without one.
    """

    path: str
    split: str
    rows: int
    labels: Mapping[str, int]
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a recipe made that its last run had not, and the other way round.

    Attributes:
        since: when that run was, ISO 8601 UTC text.
    """

    added: int
    removed: int
    since: str


@dataclass(frozen=True, slots=True)
class Written:
    """What came out.

    Attributes:
        rows: by split; a split that got none has no file.
        labels: `true` and `false`, over all splits.
        categories: rows by the category of the feedback behind them.
        recipes: rows by the way they were made.
        left_out: feedback without a row, by reason; rows that a check dropped stand under its name.
        in_rows: feedback that stands behind the rows; a row without any (a thumb, a better answer) counts as one.
        candidates: all that might have: what stands behind rows and what is left out; None where nobody counted.
        checks: rows flagged, by check.
        provenance: files of provenance beside the rows.
        keys: digests of the rows in ascending order, 8 bytes each, one behind the other; empty where nobody asked.
        change: against the last run of the same recipe.
        control: the dataset of chance beside this one.
        minds: sentences on what had better be minded before the dataset is used.
    """

    folder: Path
    kind: str
    framework: str
    rows: Mapping[str, int]
    labels: Mapping[str, int]
    categories: Mapping[str, int]
    recipes: Mapping[str, int]
    files: tuple[WrittenFile, ...]
    left_out: Mapping[str, int]
    in_rows: int = 0
    candidates: int | None = None
    checks: Mapping[str, int] = field(default_factory=dict)
    provenance: tuple[WrittenFile, ...] = ()
    keys: bytes = b""
    change: Change | None = None
    control: "Written | None" = None
    minds: tuple[str, ...] = ()

    def record(self) -> dict[str, Any]:
        """What the command line answers, as plain JSON values."""
        told = {
            "kind": self.kind,
            "framework": self.framework,
            "rows": dict(self.rows),
            "labels": dict(self.labels),
            "files": [{"path": file.path, "sha256": file.sha256, "rows": file.rows} for file in self.files],
            "left_out": dict(self.left_out),
            "checks": dict(self.checks),
        }
        if self.minds:
            told["warnings"] = list(self.minds)
        if self.change is not None:
            told["change"] = asdict(self.change)
        if self.control is not None:
            told["control"] = self.control.record()
        return told


def manifest(
    written: Written,
    *,
    seed: int,
    fractions: Mapping[str, float],
    about: Mapping[str, object],
    advice: Mapping[str, object],
) -> dict[str, Any]:
    """The manifest as plain JSON values; it names no path of the machine it was made on and no time.

    Args:
        about: the name of the project, the options: whatever the caller wants told.
        advice: settings to train with on the train split.
    """
    return {
        "program": f"NF Studio {__version__}",
        "about": dict(about),
        "seed": seed,
        "split": dict(fractions),
        **written.record(),
        "candidates": {"all": written.candidates, "in_rows": written.in_rows},
        "categories": dict(written.categories),
        "recipes": dict(written.recipes),
        "files": [asdict(file) for file in written.files],
        "provenance": [asdict(file) for file in written.provenance],
        "advice": dict(advice),
    }
