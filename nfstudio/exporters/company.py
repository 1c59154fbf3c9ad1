"""What no row can be asked alone, kept in digests: whether it stands in the dataset twice, and in which splits its
conversation does."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from nfstudio.exporters.row_checks import content_of, digest_of
from nfstudio.exporters.twins import Twins

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FILE = 1 << 40
"""More rows than a file ever has."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: a file, or "train.jsonl, line 3"."""

    place: str
    sentence: str


class Company:
    """The rows of all files beside one another; each has a number: `start` of its file and what stands before it there.

    Args:
        names: of the fields of the provenance, where some rows are known already.

    Attributes:
        file: which of the files is read, from 0.
    """

    def __init__(self, files: Sequence[str], names: tuple[str, ...] | None = None) -> None:
        self._names = names
        self._files = files
        self.file = 0
        self._rows = Twins()
        self._conversations = Twins() if len(files) > 1 else None  # one file is one split

    def meet(self, at: int, row: dict[str, Any], meta: Mapping[str, Any] | None, raw: bytes | None) -> list[str]:
        """One row; what is wrong with it beside those before that can be said at once.

        Args:
            at: rows before it in its file.
            raw: the line it was read from, where it was read from one.
        """
        faults = []
        if meta is not None and (names := tuple(meta)) != self._names:
            if self._names is not None and set(names) != set(self._names):
                faults.append("The meta has other names than in the rows before.")
            else:
                self._names = names
        number = start(self.file) + at
        self._rows.add(content_of(row, raw), number)
        if self._conversations is not None:
            told = (meta or row).get("conversation_id")
            if told is not None:
                self._conversations.add(digest_of(orjson.dumps(told)), number)
        return faults

    def meet_all(
        self,
        numbers: "NDArray[np.uint64]",
        contents: "NDArray[np.uint64]",
        conversations: "NDArray[np.uint64]",
        named: "NDArray[np.bool_]",
    ) -> None:
        """Rows whose digests are known, two numbers each; not all have a conversation that is `named`."""
        self._rows.add_all(contents, numbers)
        if self._conversations is not None:
            self._conversations.add_all(conversations[named], numbers[named])

    def faults(self) -> Iterator[Fault]:
        """What is wrong with rows beside one another."""
        with self._rows as rows:
            for group in rows.groups():
                for number in group[1:]:
                    yield Fault(self._place(number), "The same row stands in the dataset before.")
        if self._conversations is None:
            return
        with self._conversations as conversations:
            for group in conversations.groups():
                first = self._split(group[0])
                for number in group[1:]:
                    if self._split(number) != first:
                        yield Fault(self._place(number), f"Its conversation stands in the split {first} too.")

    def _split(self, number: int) -> str:
        return Path(self._files[number // _FILE]).stem

    def _place(self, number: int) -> str:
        return f"{self._files[number // _FILE]}, line {number % _FILE + 1}"


def start(file: int) -> int:
    """The number of the first row of a file; files are counted from 0."""
    return file * _FILE
