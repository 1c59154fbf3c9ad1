"""Rows at rest lie as the lines that they will be, so that they are copied and not made again; only flags come late."""

from collections.abc import Sequence
from typing import NamedTuple

import orjson

_LONG = 1 << 12
"""Bytes from which a view costs less than a copy."""
_META, _FLAGS, _NONE = b',"meta":', b',"flags":', b"[]"


class Line(NamedTuple):
    """One row at rest.

    Attributes:
        text: the line with its end; where the provenance stands beside the rows a second line with it follows.
        words: bytes of the row without `meta`, its closing brace counted.
        flags: bytes of the list of flags; 0 where there are none.
    """

    text: bytes
    words: int
    flags: int


def line(words: bytes, meta: bytes, flags: Sequence[str], *, beside: bool) -> Line:
    """A row as the line that it will be.

    Args:
        words: the row without `meta`, as JSON.
        meta: its provenance as JSON; empty where there is none, and then flags stand nowhere.
    """
    if not meta:
        return Line(words + b"\n", len(words), 0)
    told = orjson.dumps(flags) if flags else _NONE
    if beside:
        pieces: tuple[bytes | memoryview, ...] = (words, b"\n", meta[:-1], _FLAGS, told, b"}\n")
    else:
        pieces = (words[:-1] if len(words) < _LONG else memoryview(words)[:-1], _META, meta[:-1], _FLAGS, told, b"}}\n")
    return Line(b"".join(pieces), len(words), len(told) if flags else 0)


def parts(one: Line) -> tuple[bytes, bytes, bytes]:
    """What a line was made of: the row without `meta`, the provenance without its closing brace, the flags."""
    text, words, flags = one
    if text[words:] == b"\n":
        return text[:words], b"", b""
    beside = text[words - 1 : words + 1] == b"}\n"
    begin = words + 1 if beside else words - 1 + len(_META)
    end = len(text) - (2 if beside else 3)
    told = text[end - (flags or len(_NONE)) : end]
    return text[: words - 1] + b"}", text[begin : end - len(told) - len(_FLAGS)], told if flags else b""


def with_flags(one: Line, late: Sequence[str]) -> bytes:
    """The text of a line with further flags."""
    text, words, flags = one
    if text[words:] == b"\n":
        return text
    end = len(text) - (2 if text[words - 1 : words + 1] == b"}\n" else 3)
    begin = end - (flags or len(_NONE))
    return text[:begin] + orjson.dumps([*orjson.loads(text[begin:end]), *late]) + text[end:]
