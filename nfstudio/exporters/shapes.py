"""What passes through this room: an example comes in from curation, a row of a training framework goes out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from nfstudio.domain.feedback import Category
from nfstudio.domain.preferences import Content

Row = dict[str, Any]
"""One line of a dataset file as JSON values, without its `meta`."""


class Example(Protocol):
    """One row to be, as curation builds it.

    `judgements` is how many feedback it accounts for, `meta` its provenance as plain JSON values, the same names in
    every example of a kind; `category` that of the strongest feedback behind it.
    """

    @property
    def content(self) -> Content: ...  # noqa: D102
    @property
    def category(self) -> Category | None: ...  # noqa: D102
    @property
    def conversation_id(self) -> str: ...  # noqa: D102
    @property
    def judgements(self) -> int: ...  # noqa: D102
    @property
    def meta(self) -> Mapping[str, object]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Unfit:
    """A framework has no shape for an example; `reason` is what the manifest counts it under."""

    reason: str


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of rows, for what stands beside it.

    Attributes:
        path: relative to the dataset's folder.
        split: the split whose rows it holds.
    """

    path: str
    split: str


class Beside(Protocol):
    """Somebody who reads rows while they are written; a second thread calls `rest` and `grown`, which are soon back."""

    def expect(self) -> None:
        """There will be many rows, as it seems: lines may come to rest soon."""

    def rest(self, lines: bytes) -> None:
        """Lines that came to rest, as they will stand in a file, if they will; each with its end."""

    def grown(self, file: Path, size: int) -> None:
        """A file of lines has so many bytes."""


class Exporter(Protocol):
    """One file of this room: the shapes of one training framework."""

    @property
    def NAME(self) -> str:  # noqa: N802
        """The word it is asked for by (`--framework`)."""

    @property
    def TITLE(self) -> str:  # noqa: N802
        """The name people know it by."""

    @property
    def KINDS(self) -> tuple[str, ...]:  # noqa: N802
        """The kinds of dataset it writes (`--kind`)."""

    @property
    def META(self) -> str:  # noqa: N802
        """Where the provenance goes: "inside" the row as the column `meta`, "beside" it in a file of its own where
        loaders refuse further columns, or "none" where the row says all."""

    @property
    def ALTERNATES(self) -> bool:  # noqa: N802
        """Whether it reads no two messages of one role in a row: then such messages come to `row` as one, counted."""

    def row(self, content: Content, *, kind: str) -> Row | Unfit:
        """The example as this framework reads it; `meta` is added by the writer."""

    def row_faults(self, row: Mapping[str, Any], *, kind: str) -> list[str]:
        """What is wrong with a row read back, a sentence each; `row` may be any JSON object."""

    def advice(self, *, kind: str, good: int, bad: int) -> Mapping[str, object]:
        """Settings to train with on a file of so many true and false labels, as plain JSON values."""

    def beside(self, *, kind: str, files: Sequence[DataFile]) -> Mapping[str, str]:
        """Further files that the framework wants beside the rows: their text by name."""

    def snippet(self, *, kind: str, files: Sequence[DataFile]) -> str:
        """A few lines that train on the dataset, run in its folder."""
