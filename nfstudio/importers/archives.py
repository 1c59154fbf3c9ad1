"""Zip and tar: their members are read where they stand, and nothing is ever written to disk."""

import io
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from nfstudio.domain.records import Reason
from nfstudio.importers import streams
from nfstudio.importers.streams import Guarded, Meter, Replayed, StreamFailed

ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
TAR_MAGIC_AT = 257
_DOCUMENTS = {"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF", "AndroidManifest.xml"}


def is_zip(head: bytes) -> bool:
    """Whether a file that begins with `head` is a zip."""
    return head.startswith(ZIP_MAGIC)


def is_tar(head: bytes) -> bool:
    """Whether a file that begins with `head` (263 bytes or more) is a tar."""
    return head[TAR_MAGIC_AT : TAR_MAGIC_AT + 5] == b"ustar"


class Zip:
    """A zip file, open as long as anybody holds it; safe to use again afterwards."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._holders = 0
        self._file: BinaryIO | None = None
        self._zip: zipfile.ZipFile | None = None

    def hold(self) -> zipfile.ZipFile:
        """The open zip; each call wants one `close`.

        Raises:
            StreamFailed: when it cannot be opened.
        """
        if self._zip is None or self._file is None:
            try:
                self._file = self.path.open("rb")
                self._zip = zipfile.ZipFile(self._file)
            except (OSError, zipfile.BadZipFile, ValueError) as failure:
                self._drop()
                raise StreamFailed(Reason.UNREADABLE, f"The zip file cannot be opened: {failure}.") from failure
        self._holders += 1
        return self._zip

    def close(self) -> None:
        """Say that one holder is done."""
        self._holders -= 1
        if self._holders == 0:
            self._drop()

    def _drop(self) -> None:
        for thing in (self._zip, self._file):
            if thing is not None:
                thing.close()
        self._zip = self._file = None

    def members(self) -> Iterator[tuple[str, zipfile.ZipInfo]]:
        """Names and records of the files inside, in the order they lie on disk; none for an office document."""
        held = self.hold()
        try:
            if not _DOCUMENTS.intersection(held.namelist()):
                for info in sorted(held.infolist(), key=lambda i: i.header_offset):
                    if not info.is_dir():
                        yield info.filename, info
        finally:
            self.close()

    def open(self, info: zipfile.ZipInfo, meter: Meter) -> io.BufferedReader:
        """The bytes of one member.

        Raises:
            StreamFailed: when it is encrypted, packed in a way Python does not know, or damaged.
        """
        if info.flag_bits & 1:
            raise StreamFailed(Reason.UNREADABLE, "It is encrypted.", "Unpack the archive first.")
        held = self.hold()
        try:
            inner = held.open(info)
        except (NotImplementedError, RuntimeError, OSError, zipfile.BadZipFile, EOFError) as failure:
            self.close()
            raise StreamFailed(Reason.UNREADABLE, f"It cannot be unpacked: {failure}.") from failure
        file = cast("BinaryIO", self._file)
        raw = Guarded(
            cast("BinaryIO", inner),
            taken=lambda: info.compress_size,
            position=file.tell,
            meter=meter,
            owners=(inner, self),
        )
        return io.BufferedReader(raw, streams.BUFFER)

    def names(self) -> list[str]:
        """Names of all members."""
        try:
            return self.hold().namelist()
        finally:
            self.close()

    def find(self, name: str) -> zipfile.ZipInfo | None:
        """The member of that name."""
        held = self.hold()
        try:
            return held.getinfo(name)
        except KeyError:
            return None
        finally:
            self.close()


class Tar:
    """A tar file, packed or not, open as long as anybody holds it; cheap when read from front to back."""

    def __init__(self, path: Path, how: str) -> None:
        self.path = path
        self._how = how
        self._holders = 0
        self._opened: list[BinaryIO] = []
        self._tar: tarfile.TarFile | None = None
        self._latest: tuple[int, Replayed] | None = None

    def hold(self) -> tarfile.TarFile:
        """The open tar; each call wants one `close`.

        Raises:
            StreamFailed: when it cannot be opened.
        """
        if self._tar is None:
            try:
                self._opened = [self.path.open("rb")]
                self._opened.insert(0, streams.unpacked(self._opened[0], self._how))
                self._tar = tarfile.open(fileobj=self._opened[0], mode="r:")  # noqa: SIM115  # closed by the last holder
            except (OSError, EOFError, *streams.BROKEN) as failure:
                self._drop()
                raise StreamFailed(Reason.UNREADABLE, f"The tar file cannot be opened: {failure}.") from failure
        self._holders += 1
        return self._tar

    def close(self) -> None:
        """Say that one holder is done."""
        self._holders -= 1
        if self._holders == 0:
            self._drop()

    def _drop(self) -> None:
        for thing in (self._tar, *self._opened):
            if thing is not None:
                thing.close()
        self._tar, self._opened, self._latest = None, [], None

    def members(self) -> Iterator[tuple[str, tarfile.TarInfo]]:
        """Names and records of the files inside, in order; links and devices are left out.

        Raises:
            StreamFailed: when the archive is damaged from some point on, or unpacks like a bomb.
        """
        held = self.hold()
        try:
            on_disk = self.path.stat().st_size
            for info in held:
                if info.size > streams.BOMB_FLOOR and info.size > streams.BOMB_RATIO * on_disk:
                    raise StreamFailed(Reason.UNSAFE, f"A file of {info.size} bytes is said to lie inside: not read.")
                if info.isreg():
                    yield info.name, info
        except (OSError, *streams.BROKEN) as failure:
            raise StreamFailed(Reason.TRUNCATED, f"The archive is damaged or ends too early: {failure}.") from failure
        finally:
            self.close()

    def open(self, info: tarfile.TarInfo, meter: Meter) -> io.BufferedReader:
        """The bytes of one member. Looking at its beginning and opening it again costs nothing."""
        held = self.hold()
        if self._latest is None or self._latest[0] != info.offset_data or not self._latest[1].rewind():
            self._latest = (info.offset_data, Replayed(cast("BinaryIO", held.extractfile(info))))
        file = self._opened[-1]
        before = file.tell()
        raw = Guarded(
            cast("BinaryIO", self._latest[1]),
            taken=lambda: max(file.tell() - before, streams.BUFFER) if self._how else info.size,
            position=file.tell,
            meter=meter,
            owners=(self,),
        )
        return io.BufferedReader(raw, streams.BUFFER)

    def names(self) -> list[str]:
        """Names of all members, as far as the archive can be read."""
        held = self.hold()
        try:
            return held.getnames()
        except (OSError, *streams.BROKEN):
            return []  # the walk over the members tells of the damage
        finally:
            self.close()

    def find(self, name: str) -> tarfile.TarInfo | None:
        """The member of that name."""
        held = self.hold()
        try:
            info = held.getmember(name)
        except KeyError:
            return None
        except (OSError, *streams.BROKEN):
            return None  # the walk over the members tells of the damage
        finally:
            self.close()
        return info if info.isreg() else None
