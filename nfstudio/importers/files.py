"""What lies under the paths a person names: every file, also inside zip, tar and gzip, as an Entry to read from."""

import io
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from posixpath import dirname, join
from typing import BinaryIO, Protocol, cast

from nfstudio.domain.conversation import canonical
from nfstudio.domain.records import Problem, Reason
from nfstudio.importers import streams
from nfstudio.importers.archives import Tar, Zip, is_tar, is_zip
from nfstudio.importers.streams import Guarded, Meter, StreamFailed

SKIPPED_FOLDERS = frozenset({".git", ".hg", ".svn", "node_modules", "__pycache__", "__MACOSX"})
OWN_FILES = (".nfstudio", ".nfstudio-wal", ".nfstudio-shm")
_PEEK = 512  # enough for the magic bytes of a tar, which stand at 257


class Door(Protocol):
    """The way to the bytes of one entry."""

    def open(self, meter: Meter) -> io.BufferedReader:
        """The bytes as they lie there, still packed where a single file is packed."""

    def beside(self, name: str, folder: str = "") -> "Entry | None":
        """The file called `name` in the same folder, or in `folder` beside that."""

    def names(self, folder: str = "") -> list[str]:
        """Names of the files in the same folder, or in `folder` beside that."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file to look at, on disk or inside an archive.

    Attributes:
        path: the file on disk.
        member: name inside the archive; empty for a file on disk. Never used as a path.
        name: shown to people, such as "logs/export.zip!/conversations.json"; begins with the folder they chose.
        size: bytes of `path` on disk.
        packing: "gzip", "bzip2", "xz", "zstd" or "".
        notes: what an importer keeps from one file for another, under its name, while one walk goes on.
    """

    path: Path
    member: str
    name: str
    size: int
    door: Door = field(repr=False, compare=False)
    packing: str = ""
    notes: dict[str, object] = field(default_factory=dict, repr=False, compare=False)
    _meter: Meter = field(default_factory=Meter, repr=False, compare=False)

    @property
    def position(self) -> int:
        """How far into `path` reading has come, in bytes on disk; only ever grows."""
        return self._meter.at

    def reached(self, share: float) -> None:
        """Say how much of the file is read, in [0, 1]; for readers that take it from the disk without `open`."""
        self._meter.at = max(self._meter.at, int(share * self.size))

    @property
    def file_name(self) -> str:
        """The last part of the name."""
        return self.member.rpartition("/")[2] or self.path.name

    def open(self) -> io.BufferedReader:
        """The bytes, unpacked and buffered. May be asked for again; cheapest while `walk` stands at this entry.

        Raises:
            StreamFailed: when they cannot be had; also from reading the stream.
        """
        inner = self.door.open(self._meter)
        if not self.packing:
            return inner
        packed = cast("Guarded", inner.raw)
        raw = Guarded(
            streams.unpacked(cast("BinaryIO", inner), self.packing),
            taken=lambda: packed.count,
            position=lambda: self._meter.at,
            meter=self._meter,
            owners=(inner,),
        )
        return io.BufferedReader(raw, streams.BUFFER)

    def sibling(self, name: str) -> "Entry | None":
        """The file called `name` in the same folder or at the same place of the same archive."""
        return self.door.beside(name)

    def siblings(self, suffixes: tuple[str, ...], folder: str = "") -> "Iterator[Entry]":
        """The other files in the same folder whose names end so, by name; packed ones are unpacked.

        Args:
            folder: look in the folder of that name instead, which lies beside the one this file is in.
        """
        for name in sorted(self.door.names(folder)):
            if not name.lower().endswith(suffixes) or (name == self.file_name and not folder):
                continue
            try:
                found = self.door.beside(name, folder)
                if found is None:
                    continue
                with closing(found.open()) as stream:
                    how = streams.packing(streams.head_of(stream, _PEEK))
            except StreamFailed:
                continue  # told of when the walk comes to it
            yield replace(found, packing=how) if how else found


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be looked at, and why."""

    path: Path
    name: str
    problem: Problem


def walk(paths: Sequence[Path]) -> Iterator[Entry | Unread]:
    """Every file under `paths`, sorted by name within its folder; members of archives in the archive's order.

    Folders of version control and caches and our own project files are passed over; a folder that is reached twice
    (by a link) is read once.
    """
    seen: set[tuple[int, int]] = set()
    notes: dict[str, object] = {}
    for path in paths:
        whole = path.absolute()
        for found in _under(whole, whole.name or str(whole), seen):
            yield replace(found, notes=notes) if isinstance(found, Entry) else found


def bytes_under(paths: Sequence[Path]) -> int:
    """How many bytes on disk `walk` will pass over, for a progress bar; a guess where files cannot be reached."""
    total, seen = 0, set[tuple[int, int]]()
    for path in paths:
        for file, _ in _files(path.absolute(), "", seen):
            if isinstance(file, Path):
                total += file.stat().st_size
    return total


def _under(path: Path, name: str, seen: set[tuple[int, int]]) -> Iterator[Entry | Unread]:
    for file, shown in _files(path, name, seen):
        if isinstance(file, Unread):
            yield file
        else:
            yield from _file(file, shown)


def _files(path: Path, name: str, seen: set[tuple[int, int]]) -> Iterator[tuple[Path | Unread, str]]:
    """Ordinary files at or under `path` with their shown names; what cannot be reached comes as Unread."""
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            if (about.st_dev, about.st_ino) in seen:
                return
            seen.add((about.st_dev, about.st_ino))
            inside = sorted(entry.name for entry in os.scandir(path))
        elif not stat.S_ISREG(about.st_mode):
            yield _unread(path, name, "It is no ordinary file."), name
            return
        else:
            if not path.name.endswith(OWN_FILES):
                yield path, name
            return
    except OSError as failure:
        yield _unread(path, name, f"It cannot be opened: {failure.strerror or failure}."), name
        return
    for child in inside:
        if child not in SKIPPED_FOLDERS:
            yield from _files(path / child, f"{name}/{child}", seen)


def _unread(path: Path, name: str, sentence: str) -> Unread:
    return Unread(path, shown(name), Problem("", Reason.UNREADABLE, sentence))


def shown(name: str) -> str:
    """A file name that can be stored and printed, whatever bytes it was made of."""
    text = os.fsencode(name).decode("utf-8", "replace") if not name.isascii() else name
    return text if text.isprintable() else "".join(c if c.isprintable() else "\ufffd" for c in canonical(text))


def _file(path: Path, name: str) -> Iterator[Entry | Unread]:
    """The entry of one file on disk, or those of the archive it is."""
    try:
        entry = _plain(path, name)
        with closing(entry.door.open(Meter())) as stream:
            head = streams.head_of(stream, _PEEK)
        packing = streams.packing(head)
        if packing:
            entry = _plain(path, name, packing)
            with closing(entry.open()) as stream:
                head = b"" if is_zip(head) else streams.head_of(stream, _PEEK)
    except StreamFailed as failure:
        yield Unread(path, shown(name), failure.as_problem())
        return
    if is_tar(head):
        yield from _members(path, name, entry.size, Tar(path, packing))
    elif is_zip(head):
        yield from _members(path, name, entry.size, Zip(path))
    else:
        yield entry


def _plain(path: Path, name: str, packing: str = "") -> Entry:
    try:
        size = path.stat().st_size
    except OSError as failure:
        raise StreamFailed(Reason.UNREADABLE, f"It cannot be opened: {failure.strerror or failure}.") from failure
    return Entry(path, "", shown(name), size, _OnDisk(path, name), packing)


def _members(path: Path, name: str, size: int, archive: Zip | Tar) -> Iterator[Entry | Unread]:
    """The files inside an archive, which stays open while they are gone through."""
    found = False
    try:
        archive.hold()
        try:
            for member, info in archive.members():
                found = True
                if not SKIPPED_FOLDERS.intersection(member.split("/")):
                    yield _member(path, _Inside(archive, info, member, name, size))
        finally:
            archive.close()
    except StreamFailed as failure:
        yield Unread(path, shown(name), failure.as_problem())
        return
    if not found and isinstance(archive, Zip):  # an office document, or empty: a file like any other
        yield _plain(path, name)


def _member(path: Path, door: "_Inside") -> Entry | Unread:
    """One member, looked at just far enough to know how it is packed."""
    entry = door.entry()
    try:
        with closing(entry.open()) as stream:
            head = streams.head_of(stream, _PEEK)
        if how := streams.packing(head):
            entry = door.entry(how)
            with closing(entry.open()) as stream:
                head = streams.head_of(stream, _PEEK)
        if is_zip(head) or is_tar(head):
            sentence = "An archive inside an archive is not opened. Unpack it first."
            return Unread(path, entry.name, Problem("", Reason.UNREADABLE, sentence))
    except StreamFailed as failure:
        return Unread(path, entry.name, failure.as_problem())
    return entry


@dataclass(frozen=True, slots=True)
class _OnDisk:
    path: Path
    name: str

    def open(self, meter: Meter) -> io.BufferedReader:
        try:
            file = io.FileIO(self.path)
        except OSError as failure:
            sentence = f"It cannot be opened: {failure.strerror or failure}."
            raise StreamFailed(Reason.UNREADABLE, sentence) from failure
        inner = cast("BinaryIO", file)
        raw = Guarded(inner, taken=file.tell, position=file.tell, meter=meter, owners=(file,))
        return io.BufferedReader(raw, streams.BUFFER)

    def beside(self, name: str, folder: str = "") -> Entry | None:
        other = self._at(folder) / name
        return _plain(other, join(_place(self.name, folder), name)) if other.is_file() else None

    def names(self, folder: str = "") -> list[str]:
        try:
            return [entry.name for entry in os.scandir(self._at(folder)) if entry.is_file()]
        except OSError:
            return []

    def _at(self, folder: str) -> Path:
        return self.path.parent.parent / folder if folder else self.path.parent


@dataclass(frozen=True, slots=True)
class _Inside:
    archive: Zip | Tar
    info: object
    member: str
    archive_name: str
    size: int

    def entry(self, packing: str = "") -> Entry:
        name = shown(f"{self.archive_name}!/{self.member}")
        return Entry(self.archive.path, shown(self.member), name, self.size, self, packing)

    def open(self, meter: Meter) -> io.BufferedReader:
        return self.archive.open(self.info, meter)  # type: ignore[arg-type]  # each archive is given its own records

    def beside(self, name: str, folder: str = "") -> Entry | None:
        wanted = join(_place(self.member, folder), name)
        info = self.archive.find(wanted)
        return _Inside(self.archive, info, wanted, self.archive_name, self.size).entry() if info else None

    def names(self, folder: str = "") -> list[str]:
        place = _place(self.member, folder)
        return [name.rpartition("/")[2] for name in self.archive.names() if dirname(name) == place]


def _place(name: str, folder: str) -> str:
    """The folder that the file called `name` is in, or `folder` beside that."""
    return join(dirname(dirname(name)), folder) if folder else dirname(name)
