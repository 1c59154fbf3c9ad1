"""Signatures of many texts at once: what stands for a text when it is asked what it resembles (see `minhash`).

Words are hashed in step, one character of all of them after the other: an array is worked through many times as fast
as as many single numbers.
"""

import zlib
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PERMUTATIONS = 64
_WORDS = 3
"""Words to a shingle; a shorter text is one shingle."""
_LONG_WORD = 24
"""Bytes from which a word is hashed alone, because few are as long."""
_PIECE = 1 << 16
"""Words of one text that are taken together, so that a text of megabytes needs no more memory than many short ones."""
_NOTHING = 2**32 - 1
"""The minima of a text without a word."""
_SPACE = 32


def signatures(texts: Sequence[bytes]) -> "NDArray[np.uint16]":
    """A row of minima for each text, of each the low bits: they are the ones that vary.

    Args:
        texts: as `wording.spelt` gives them, in small letters and with spaces between the words.
    """
    import numpy as np

    short = [b"" if len(text) > _PIECE else text for text in texts]
    least = _minima(short)
    for at, text in enumerate(texts):
        if len(text) > _PIECE:
            least[at] = _of_long(text)
    return least.astype(np.uint16)


def _of_long(text: bytes) -> "NDArray[np.uint32]":
    """The minima of one text, taken in pieces that share two words, so that no shingle is lost."""
    import numpy as np

    words, shared = text.split(), _WORDS - 1
    least = np.full(PERMUTATIONS, _NOTHING, dtype=np.uint32)
    for at in range(0, max(1, len(words) - shared), _PIECE):
        np.minimum(least, _minima([b" ".join(words[at : at + _PIECE + shared])])[0], out=least)
    return least


def _minima(texts: Sequence[bytes]) -> "NDArray[np.uint32]":
    import numpy as np

    least = np.full((PERMUTATIONS, len(texts)), _NOTHING, dtype=np.uint32)
    hashes, counts = _hashed(texts)
    owners = np.repeat(np.arange(len(texts)), counts)
    factors, summands = _factors()
    for few in range(1, _WORDS):
        only = np.flatnonzero(counts == few)
        at = np.searchsorted(owners, only)
        alone = _mixed([hashes[at + i] for i in range(few)])
        least[:, only] = alone * factors[:, None] + summands[:, None]
    last = max(0, len(hashes) - _WORDS + 1)
    whole = np.flatnonzero(owners[:last] == owners[_WORDS - 1 :])
    shingles, owners = _mixed([hashes[i : last + i] for i in range(_WORDS)])[whole], owners[whole]
    if len(shingles):
        starts = np.flatnonzero(np.concatenate(([True], owners[1:] != owners[:-1])))
        held, permuted = owners[starts], np.empty_like(shingles)
        for minima, factor, summand in zip(least, factors, summands, strict=True):
            np.multiply(shingles, factor, out=permuted)
            np.add(permuted, summand, out=permuted)
            minima[held] = np.minimum.reduceat(permuted, starts)
    return np.ascontiguousarray(least.T)


def _hashed(texts: Sequence[bytes]) -> "tuple[NDArray[np.uint64], NDArray[np.intp]]":
    """The hashes of all words of the texts, behind one another, and how many words each text has."""
    import numpy as np

    joined = b" ".join(texts)
    starts, ends = _words(joined)
    lengths = np.fromiter(map(len, texts), dtype=np.intp, count=len(texts))
    begins = np.cumsum(lengths + 1) - lengths - 1
    firsts = np.searchsorted(starts, begins)
    return _hashes(joined, starts, ends), np.diff(firsts, append=len(starts))


def _mixed(columns: "Sequence[NDArray[np.uint64]]") -> "NDArray[np.uint32]":
    """One well mixed number for each row of hashes."""
    import numpy as np

    mixed = np.full(len(columns[0]), 0x9E3779B97F4A7C15 + len(columns), dtype=np.uint64)
    for column in columns:
        mixed = (mixed ^ column) * np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0x94D049BB133111EB)
    return (mixed >> np.uint64(32)).astype(np.uint32)


def _words(text: bytes) -> "tuple[NDArray[np.intp], NDArray[np.intp]]":
    """Where words begin and end."""
    import numpy as np

    within = np.empty(len(text) + 2, dtype=np.bool_)
    within[0] = within[-1] = False
    np.not_equal(np.frombuffer(text, dtype=np.uint8), _SPACE, out=within[1:-1])
    edges = np.flatnonzero(within[1:] != within[:-1])
    return edges[::2], edges[1::2]


def _hashes(text: bytes, starts: "NDArray[np.intp]", ends: "NDArray[np.intp]") -> "NDArray[np.uint64]":
    """The CRC-32 of each word."""
    import numpy as np

    letters, table = np.frombuffer(text, dtype=np.uint8), _table()
    lengths = (ends - starts).clip(max=_LONG_WORD).astype(np.uint8)
    order = np.argsort(np.uint8(_LONG_WORD) - lengths, kind="stable")  # of bytes, which is fast
    longer = len(starts) - np.cumsum(np.bincount(lengths, minlength=_LONG_WORD + 1))
    at, sums = starts[order], np.full(len(starts), _NOTHING, dtype=np.uint32)
    for count in longer[:-1].tolist():
        some, at = sums[:count], at[:count]
        sums[:count] = table[some.astype(np.uint8) ^ letters[at]] ^ (some >> np.uint32(8))
        at += 1
    hashes = np.empty(len(starts), dtype=np.uint64)
    hashes[order] = sums ^ _NOTHING
    for word in np.flatnonzero(lengths == _LONG_WORD).tolist():
        hashes[word] = zlib.crc32(text[starts[word] : ends[word]])
    return hashes


@cache
def _table() -> "NDArray[np.uint32]":
    """What one byte does to a CRC-32."""
    import numpy as np

    return np.array([zlib.crc32(bytes([i])) ^ zlib.crc32(b"\0") for i in range(256)], dtype=np.uint32)


@cache
def _factors() -> "tuple[NDArray[np.uint32], NDArray[np.uint32]]":
    """The odd factors and the summands of the permutations, fixed for ever: datasets must come out the same."""
    import numpy as np

    generator = np.random.Generator(np.random.PCG64(20240710))
    numbers = generator.integers(0, 2**32, size=(2, PERMUTATIONS), dtype=np.uint32)
    return numbers[0] | np.uint32(1), numbers[1]
