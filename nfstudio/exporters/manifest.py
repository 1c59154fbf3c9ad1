"""What a dataset says of itself: where its rows come from, how many there are, and the digests that prove it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from nfstudio import __version__

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """One file of rows.

    Attributes:
        path: relative to the dataset's folder.
        split: the split whose rows it holds.
    """

    path: str
    split: str
    rows: int
    labels: Mapping[str, int]
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Written:
    """What came out.

    Attributes:
        rows: by split; a split that got none has no file.
        labels: `true` and `false`, over all splits.
        categories: rows by the category of the feedback behind their label.
        left_out: feedback without a row, by reason.
    """

    folder: Path
    kind: str
    framework: str
    rows: Mapping[str, int]
    labels: Mapping[str, int]
    categories: Mapping[str, int]
    files: tuple[WrittenFile, ...]
    left_out: Mapping[str, int]

    def record(self) -> dict[str, Any]:
        """What the command line answers, as plain JSON values."""
        return {
            "kind": self.kind,
            "framework": self.framework,
            "rows": dict(self.rows),
            "labels": dict(self.labels),
            "files": [{"path": file.path, "sha256": file.sha256, "rows": file.rows} for file in self.files],
            "left_out": dict(self.left_out),
        }


def manifest(
    written: Written,
    *,
    seed: int,
    fractions: Mapping[str, float],
    about: Mapping[str, object],
    advice: Mapping[str, object],
    created_at: str,
) -> dict[str, Any]:
    """The manifest as plain JSON values; it names no path of the machine it was made on.

    Args:
        about: the name of the project, the selection: whatever the caller wants told.
        advice: settings to train with on the train split.
    """
    return {
        "program": f"NF Studio {__version__}",
        "created_at": created_at,
        "about": dict(about),
        "seed": seed,
        "split": dict(fractions),
        **written.record(),
        "categories": dict(written.categories),
        "files": [asdict(file) for file in written.files],
        "advice": dict(advice),
    }
