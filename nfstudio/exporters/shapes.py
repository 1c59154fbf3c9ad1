"""What passes through this room: an example comes in from curation, a row of a training framework goes out."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from nfstudio.domain.conversation import Message
from nfstudio.domain.feedback import Category

Row = dict[str, Any]
"""One line of a dataset file as JSON values, without its `meta`."""


class Example(Protocol):
    """An unpaired preference, as curation builds it.

    `judgements` is how many feedback stand behind it, `meta` its provenance as plain JSON values, the same names in
    every example.
    """

    @property
    def prompt(self) -> Sequence[Message]: ...  # noqa: D102
    @property
    def completion(self) -> Message: ...  # noqa: D102
    @property
    def label(self) -> bool: ...  # noqa: D102
    @property
    def category(self) -> Category: ...  # noqa: D102
    @property
    def conversation_id(self) -> str: ...  # noqa: D102
    @property
    def judgements(self) -> int: ...  # noqa: D102
    @property
    def meta(self) -> Mapping[str, object]: ...  # noqa: D102


class Exporter(Protocol):
    """One file of this room: the shapes of one training framework."""

    @property
    def NAME(self) -> str:  # noqa: N802
        """The word it is asked for by (`--framework`)."""

    @property
    def KINDS(self) -> tuple[str, ...]:  # noqa: N802
        """The kinds of dataset it writes (`--kind`)."""

    def row(self, example: Example, *, kind: str) -> Row:
        """The example as this framework reads it; `meta` is added by the writer."""

    def row_faults(self, row: Mapping[str, Any], *, kind: str) -> list[str]:
        """What is wrong with a row read back, a sentence each; `row` may be any JSON object."""

    def advice(self, *, kind: str, good: int, bad: int) -> Mapping[str, object]:
        """Settings to train with on a file of so many true and false labels, as plain JSON values."""
