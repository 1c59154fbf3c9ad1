"""Bytes from the world: opened, decompressed, guarded against bombs, and failing in one way only."""

import bz2
import codecs
import gzip
import io
import lzma
import re
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Sequence
from typing import BinaryIO, Protocol, cast

from nfstudio.domain.records import Problem, Reason
from nfstudio.errors import StudioError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

BUFFER = 1 << 18
"""Bytes asked for at once: few enough to report progress, enough that Python's share of the work vanishes."""

BOMB_RATIO = 250
"""How many times its packed size a stream may grow to. Chat logs pack 3 to 40 times, bombs 1,000 and more."""

BOMB_FLOOR = 64 << 20
"""Bytes that a stream may yield whatever its ratio: small files of blanks are no danger."""

BROKEN = (
    EOFError,
    zlib.error,
    lzma.LZMAError,
    zstd.ZstdError,
    gzip.BadGzipFile,
    zipfile.BadZipFile,
    tarfile.TarError,
)
"""What the unpacking libraries raise when the bytes are not what they should be."""

_MAGIC = {"gzip": b"\x1f\x8b", "bzip2": b"BZh", "xz": b"\xfd7zXZ\x00", "zstd": b"\x28\xb5\x2f\xfd"}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class StreamFailed(StudioError):
    """A file could not be opened, or not be read to its end; what was read before is good."""

    def __init__(self, reason: Reason, sentence: str, hint: str = "") -> None:
        super().__init__(sentence, hint)
        self.reason = reason

    def as_problem(self, place: str = "") -> Problem:
        """The same, as an importer hands it over."""
        return Problem(place, self.reason, str(self))


class Closable(Protocol):
    """Anything that must be given back."""

    def close(self) -> None:
        """Give it back."""


class Meter:
    """How far into a file on disk its reader has come, in bytes."""

    __slots__ = ("at",)

    def __init__(self) -> None:
        self.at = 0


class Guarded(io.RawIOBase):
    """What `inner` yields, counted; its failures become `StreamFailed`.

    Attributes:
        count: bytes yielded so far.

    Args:
        taken: how many packed bytes were used up so far.
        position: how far into the file on disk that is.
        owners: closed with this stream, in order.
    """

    def __init__(
        self,
        inner: BinaryIO,
        *,
        taken: Callable[[], int],
        position: Callable[[], int],
        meter: Meter,
        owners: Sequence[Closable] = (),
    ) -> None:
        self._inner, self._owners = inner, owners
        self._taken, self._position, self._meter = taken, position, meter
        self.count = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the stub knows a type only it can name
        """Fill `buffer` as far as possible.

        Raises:
            StreamFailed: when the bytes are damaged, end too early or grow like a bomb.
        """
        try:
            count = cast("io.BufferedIOBase", self._inner).readinto(buffer)
        except BROKEN as broken:
            raise StreamFailed(Reason.TRUNCATED, "The packed data is damaged or ends too early.") from broken
        except OSError as failure:
            raise StreamFailed(Reason.UNREADABLE, f"It could not be read: {failure.strerror or failure}.") from failure
        self.count += count
        self._meter.at = max(self._meter.at, self._position())
        if self.count > BOMB_FLOOR and self.count > BOMB_RATIO * self._taken():
            raise StreamFailed(Reason.UNSAFE, f"It unpacks to more than {BOMB_RATIO} times its size: not read further.")
        return count

    def close(self) -> None:
        """Close this stream and its owners."""
        if not self.closed:
            super().close()
            for owner in self._owners:
                owner.close()


class Replayed(io.RawIOBase):
    """A stream that is dear to rewind, whose beginning is kept so that a look at it costs nothing."""

    KEPT = 1 << 20

    def __init__(self, inner: BinaryIO) -> None:
        self._inner = inner
        self._kept = bytearray()
        self._at = 0
        self._beyond = False

    def readable(self) -> bool:
        """Always."""
        return True

    def rewind(self) -> bool:
        """Stand at the beginning again; False when more was read than is kept."""
        self._at = 0 if not self._beyond else self._at
        return not self._beyond

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # as above
        """Fill `buffer` from what is kept, or from the stream."""
        if self._at < len(self._kept):
            kept = self._kept[self._at : self._at + len(buffer)]
            buffer[: len(kept)] = kept
            self._at += len(kept)
            return len(kept)
        count = cast("io.BufferedIOBase", self._inner).readinto(buffer)
        if len(self._kept) + count > self.KEPT:
            self._beyond = count > 0
        else:
            self._kept += buffer[:count]
            self._at += count
        return count


def packing(head: bytes) -> str:
    """How a stream that begins with `head` is packed: "gzip", "bzip2", "xz", "zstd" or "" when it is not."""
    return next((name for name, magic in _MAGIC.items() if head.startswith(magic)), "")


def unpacked(stream: BinaryIO, how: str) -> BinaryIO:
    """`stream` without its packing (see `packing`)."""
    match how:
        case "gzip":
            return cast("BinaryIO", gzip.GzipFile(fileobj=stream, mode="rb"))
        case "bzip2":
            return cast("BinaryIO", bz2.BZ2File(stream))
        case "xz":
            return cast("BinaryIO", lzma.LZMAFile(stream))
        case "zstd":
            return cast("BinaryIO", zstd.ZstdFile(stream))
        case _:
            return stream


def head_of(stream: io.BufferedReader, size: int) -> bytes:
    """The first `size` bytes, or as many as can be read.

    Raises:
        StreamFailed: when not a single byte can be read.
    """
    pieces: list[bytes] = []
    left = size
    try:
        while left and (piece := stream.read1(left)):
            pieces.append(piece)
            left -= len(piece)
    except StreamFailed:
        if not pieces:
            raise
    return b"".join(pieces)


class _Recoded(io.RawIOBase):
    """Text of another encoding as UTF-8."""

    def __init__(self, stream: io.BufferedReader, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # as above
        while not self._left:
            piece = self._stream.read1(BUFFER)
            self._left = self._decoder.decode(piece, final=not piece).encode(errors="replace")
            if not piece:
                break
        part, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


class _Lined(io.RawIOBase):
    """Text whose lines end as on old Macs, with the ends that all others have."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._left = b""
        self._returned = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # as above
        while not self._left:
            piece = self._stream.read1(BUFFER)
            if not piece:
                break
            whole = piece[1:] if self._returned and piece.startswith(b"\n") else piece
            self._returned = piece.endswith(b"\r")
            self._left = whole.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        part, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


def ends_with_returns(head: bytes) -> bool:
    """Whether the lines of a text that begins with `head`, as UTF-8, end in carriage returns alone."""
    return b"\r" in head and b"\n" not in head


def lined(stream: io.BufferedReader) -> io.BufferedReader:
    """`stream` with a line feed at the end of every line, also where a carriage return stands alone."""
    return io.BufferedReader(_Lined(stream), BUFFER)


_HIGH = re.compile(rb"[\x80-\xff]+")
_WESTERN = frozenset(b"\x80\x85\x91\x92\x93\x94\x95\x96\x97" + bytes(range(0xA0, 0x100)))
_ENOUGH, _LONGEST = 3, 3
LEGACY = "cp1252"
"""How Western European text was written before UTF-8, and still is by some spreadsheets."""


def _is_legacy(head: bytes) -> bool:
    """Whether a text is in `LEGACY`: accented letters stand alone between plain ones, and none is UTF-8's."""
    if head.isascii() or b"\x00" in head:
        return False
    runs = _HIGH.findall(head)
    alone = [run[0] for run in runs if len(run) == 1]
    if len(alone) < _ENOUGH or 2 * len(alone) <= len(runs) or max(map(len, runs)) > _LONGEST:
        return False
    if not _WESTERN.issuperset(alone):
        return False
    text = head.decode("utf-8", "replace")
    return not any(sign > "\x7f" and sign != "\ufffd" for sign in text)


def encoding_of(head: bytes) -> str:
    """What a byte order mark says, or NUL bytes where JSON has none, or how accented letters stand in the text;
    "utf-8" when nothing speaks against it."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    if b"\x00" in head[:2] and (wide := _wide(head[:_TELLING])) is not None:
        return wide
    return LEGACY if _is_legacy(head) else "utf-8"


_TELLING = 200


def _wide(head: bytes) -> str | None:
    """How text stands in `head` whose letters take two bytes each without a mark before them; None when it is none."""
    if head[1:2] == b"\x00" and head[:1] in b"[{":
        return "utf-16-le"
    if head[:1] == b"\x00" and head[1:2] in (b"[", b"{"):
        return "utf-16-be"
    for name, filled, empty in (("utf-16-le", head[::2], head[1::2]), ("utf-16-be", head[1::2], head[::2])):
        if len(head) >= _LEAST and filled.isascii() and b"\x00" not in filled and not empty.strip(b"\x00"):
            return name
    return None


_LEAST = 16
"""Bytes that tell."""


def is_utf8(head: bytes) -> bool:
    """Whether a file that begins with `head`, whose last letter may be cut in two, is in UTF-8 so far."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def as_utf8(stream: io.BufferedReader, encoding: str) -> io.BufferedReader:
    """`stream`, which holds text in `encoding` (see `encoding_of`), as plain UTF-8 without a mark."""
    if encoding == "utf-8":
        return stream
    return io.BufferedReader(_Recoded(stream, encoding), BUFFER)
