"""Lines that were looked at while they rested: where a file holds the very same line, it need not be looked at again.

A line is known by a hash of all its bytes, of 64 bits and with a key that each process draws anew, so a line that is
not the same is taken for one that is in one of 10^13 datasets of a million rows.
"""

import hashlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import orjson

from nfstudio.exporters.behind import Behind
from nfstudio.exporters.company import Company, start
from nfstudio.exporters.piles import PILES, Piles
from nfstudio.exporters.row_checks import content_of, digest_of, label_of, row_faults
from nfstudio.exporters.shapes import Exporter
from nfstudio.exporters.twins import DIGEST

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.uint64]

_HASH, _CONTENT, _CONVERSATION, _LABEL = 0, slice(1, 3), slice(3, 5), 5
_COLUMNS = 6
_LABELS = {False: 0, True: 1, None: 2}
_UNNAMED = bytes(DIGEST)
_BLOCK = 1 << 20


@dataclass(slots=True)
class Read:
    """What reading a file told.

    Attributes:
        unknown: places of lines that nobody had looked at as they rested, in ascending order.
    """

    rows: int = 0
    sha256: str = ""
    labels: dict[bool, int] = field(default_factory=lambda: {True: 0, False: 0})
    unknown: Sequence[int] = ()


class Met:
    """Looks at lines as they rest, remembers those without a fault, and finds them again in files; use as a context
    manager.

    Args:
        splits: whether they may come to stand in several files.

    Attributes:
        names: of the fields of their provenance, the same in all that are remembered.
    """

    def __init__(self, exporter: Exporter, kind: str, *, splits: bool) -> None:
        self.names: tuple[str, ...] | None = None
        self._exporter, self._kind, self._splits = exporter, kind, splits
        self._known = Piles(_COLUMNS)
        self._files: dict[str, _Following] = {}

    def __enter__(self) -> Self:
        import numpy as np  # noqa: F401 - while nobody waits for it yet

        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._known.__exit__(kind, error, trace)
        for file in self._files.values():
            file.close()

    def look(self, lines: Sequence[bytes]) -> None:
        """Some more lines that rest, each with its end."""
        import numpy as np

        sound: list[bytes] = []
        contents, conversations, labels = bytearray(), bytearray(), array("Q")
        for line in lines:
            try:
                row = orjson.loads(line)
            except ValueError:
                continue
            if row_faults(row, None, self._exporter, self._kind):
                continue
            meta = row["meta"] if self._exporter.META == "inside" else None
            if meta is not None and not self._named(tuple(meta)):
                continue
            told = (meta or row).get("conversation_id") if self._splits else None
            sound.append(line)
            contents += content_of(row, line)
            conversations += _UNNAMED if told is None else digest_of(orjson.dumps(told))
            labels.append(_LABELS[label_of(row)])
        known = np.empty((len(sound), _COLUMNS), dtype=np.uint64)
        known[:, _HASH], known[:, _LABEL] = _hashes(sound), labels
        for columns, digests in ((_CONTENT, contents), (_CONVERSATION, conversations)):
            known[:, columns] = np.frombuffer(bytes(digests), dtype=np.uint64).reshape(-1, 2)
        self._known.add(known)

    def _named(self, names: tuple[str, ...]) -> bool:
        if self.names is None:
            self.names = names
        return names == self.names or set(names) == set(self.names)

    def follow(self, path: Path, size: int | None = None) -> None:
        """Read a file as far as it is written: so many bytes, or all of it."""
        if path.name not in self._files:
            self._files[path.name] = _Following(path)
        self._files[path.name].go_on(size)

    def recognised(self, folder: Path, names: Sequence[str], company: Company) -> dict[str, Read]:
        """What these files hold; the lines in them that are known are brought together in `company`."""
        import numpy as np

        for name in names:
            self.follow(folder / name)
        files = [self._files[name] for name in names]
        read = [file.end() for file in files]
        unknown: list[list[int]] = [[] for _ in names]
        for pile in range(PILES):
            known = self._known.pile(pile)
            known = known[np.argsort(known[:, _HASH], kind="stable")]
            for number, file in enumerate(files):
                rows = file.lines.pile(pile)
                found, lines, others = _matched(known, rows)
                unknown[number] += others
                for label in (False, True):
                    read[number].labels[label] += int((found[:, _LABEL] == _LABELS[label]).sum())
                named = (found[:, _CONVERSATION] != 0).any(axis=1)
                lines += np.uint64(start(number))
                company.meet_all(lines, found[:, _CONTENT], found[:, _CONVERSATION], named)
        for one, places in zip(read, unknown, strict=True):
            one.unknown = sorted(places)
        return dict(zip(names, read, strict=True))


class _Following:
    """A file that is read while it grows."""

    def __init__(self, path: Path) -> None:
        self.lines = Piles(2)
        self._file = path.open("rb", buffering=0)
        self._begun = b""
        self._behind = Behind()
        self._digest = hashlib.sha256()
        self._at = self._rows = 0

    def go_on(self, size: int | None) -> None:
        """Read up to these bytes, or to the end; the hash of each line is kept with its place."""
        while size is None or self._at < size:
            text = self._file.read(_BLOCK if size is None else min(_BLOCK, size - self._at))
            if not text:
                return
            self._behind.begin(self._digest.update, text)
            self._at += len(text)
            lines = BytesIO(self._begun + text).readlines()
            self._begun = b"" if lines[-1].endswith(b"\n") else lines.pop()
            self._take(lines)

    def _take(self, lines: Sequence[bytes]) -> None:
        import numpy as np

        places = np.arange(self._rows, self._rows + len(lines), dtype=np.uint64)
        self.lines.add(np.column_stack((_hashes(lines), places)))
        self._rows += len(lines)

    def end(self) -> Read:
        """What it holds."""
        self._take([self._begun] if self._begun else [])
        self._behind.wait()
        return Read(self._rows, self._digest.hexdigest())

    def close(self) -> None:
        """Let it go."""
        self._behind.close()
        self._file.close()
        self.lines.__exit__(None, None, None)


def _matched(known: "Rows", rows: "Rows") -> "tuple[Rows, Rows, list[int]]":
    """What is known of lines that were read, the places of these, and the places of the others.

    Args:
        known: in the order of their hashes.
    """
    import numpy as np

    if not len(known):
        return known, rows[:0, 1], rows[:, 1].tolist()
    at = np.minimum(np.searchsorted(known[:, _HASH], rows[:, 0]), len(known) - 1)
    same = known[at, _HASH] == rows[:, 0]
    return known[at[same]], rows[same, 1], rows[~same, 1].tolist()


def _hashes(lines: Sequence[bytes]) -> "NDArray[np.uint64]":
    """What lines are known by, in this process."""
    import numpy as np

    return np.fromiter(map(hash, lines), dtype=np.int64, count=len(lines)).view(np.uint64)
