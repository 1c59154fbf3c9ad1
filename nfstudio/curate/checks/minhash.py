"""Finds texts that are nearly the same among a million, by MinHash and banding (Broder 1997; Leskovec, Rajaraman and
Ullman, Mining of Massive Datasets, chapter 3).

A text is its set of word triples. `PERMUTATIONS` minima of hashes stand for the set; the share of minima that two texts
have in common estimates their Jaccard similarity, with a standard error of at most 0.06. Only texts that agree in all
four minima of at least one of 16 bands are compared: at a similarity of 0.8 that misses 2 pairs of 10,000. A minimum is
kept in 16 bits, so a text costs 128 bytes and a band is one 64-bit number.
"""

import zlib
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from nfstudio.curate.checks.wording import words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PERMUTATIONS = 64
_WORDS = 3
"""Words to a shingle; a shorter text is one shingle."""
_CHUNK = 2048
"""Shingles hashed at a time, so that a text of a megabyte needs no more memory than a page."""
MOST_COMPARED = 400
"""With so many others of one bucket a text is compared: its neighbours in the order of signatures, which is the same
whatever order the texts came in. Buckets are larger only where thousands are cut from one template."""
_PAIRS = 1 << 18
"""Pairs compared at a time."""
_MOST_REMEMBERED = 1 << 18
"""Words whose hashes are remembered."""


class _Hashes(dict[str, int]):
    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        value = self[word] = zlib.crc32(word.encode("utf-8", "surrogatepass"))
        return value


@cache
def _factors() -> "tuple[NDArray[np.uint32], NDArray[np.uint32]]":
    """The odd factors and the summands of the permutations, fixed for ever: datasets must come out the same."""
    import numpy as np

    generator = np.random.Generator(np.random.PCG64(20240710))
    numbers = generator.integers(0, 2**32, size=(2, PERMUTATIONS), dtype=np.uint32)
    return numbers[0] | np.uint32(1), numbers[1]


class Likeness:
    """Takes texts one after the other, then tells which belong together."""

    def __init__(self, alike: float) -> None:
        self._alike = alike
        self._hashes = _Hashes()
        self._signatures = bytearray()

    def add(self, text: str) -> None:
        """One more text; the first has number 0, the next 1."""
        self._signatures += self._signature(words(text))

    def clusters(self) -> "NDArray[np.intp]":
        """For each text a number that all texts of its cluster share.

        Clusters are chains: two texts that are alike are in one, and so are those alike to either. They do not depend
        on the order in which the texts came.
        """
        import numpy as np

        if not self._signatures:
            return np.zeros(0, dtype=np.intp)
        rows = np.frombuffer(bytes(self._signatures), dtype=np.dtype((np.void, 2 * PERMUTATIONS)))
        distinct, which = np.unique(rows, return_inverse=True)
        signatures = distinct.view(np.uint16).reshape(-1, PERMUTATIONS)
        chains = _Chains(len(signatures))
        for band in np.ascontiguousarray(signatures).view(np.uint64).T:
            self._join(np.ascontiguousarray(band), signatures, chains)
        return chains.roots()[which]

    def _join(self, band: "NDArray[np.uint64]", signatures: "NDArray[np.uint16]", chains: "_Chains") -> None:
        """Chain the texts that agree in this band and are alike; equal bands lie beside one another once sorted."""
        import numpy as np

        order = np.argsort(band, kind="stable")
        keys = band[order]
        at = np.flatnonzero(keys[:-1] == keys[1:])
        for distance in range(1, MOST_COMPARED + 1):
            if not len(at):
                return
            roots = chains.roots()
            ones, others = order[at], order[at + distance]
            apart = roots[ones] != roots[others]
            self._compare(ones[apart], others[apart], signatures, chains)
            at = at[at + distance + 1 < len(keys)]
            at = at[keys[at] == keys[at + distance + 1]]

    def _compare(
        self,
        ones: "NDArray[np.intp]",
        others: "NDArray[np.intp]",
        signatures: "NDArray[np.uint16]",
        chains: "_Chains",
    ) -> None:
        for start in range(0, len(ones), _PAIRS):
            left, right = ones[start : start + _PAIRS], others[start : start + _PAIRS]
            near = (signatures[left] == signatures[right]).sum(axis=1) >= self._alike * PERMUTATIONS
            chains.join(left[near].tolist(), right[near].tolist())

    def _signature(self, said: Sequence[str]) -> bytes:
        import numpy as np

        hashes = np.fromiter(map(self._hashes.__getitem__, said), dtype=np.uint64, count=len(said))
        shingles = _mixed(hashes)
        factors, summands = _factors()
        least = np.full(PERMUTATIONS, 2**32 - 1, dtype=np.uint32)
        for start in range(0, len(shingles), _CHUNK):
            permuted = shingles[start : start + _CHUNK, None] * factors + summands
            np.minimum(least, permuted.min(axis=0), out=least)
        return least.astype(np.uint16).tobytes()  # of a minimum the low bits are the ones that vary


def _mixed(hashes: "NDArray[np.uint64]") -> "NDArray[np.uint32]":
    """One well mixed number for each run of `_WORDS` words, or for all of them where there are fewer."""
    import numpy as np

    width = min(_WORDS, len(hashes))
    if not width:
        return hashes.astype(np.uint32)
    count = len(hashes) - width + 1
    mixed = np.full(count, 0x9E3779B97F4A7C15 + width, dtype=np.uint64)
    for i in range(width):
        mixed = (mixed ^ hashes[i : i + count]) * np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0x94D049BB133111EB)
    return (mixed >> np.uint64(32)).astype(np.uint32)


class _Chains:
    """Which of `count` things hang together (union-find); the root of a chain is its smallest member."""

    def __init__(self, count: int) -> None:
        import numpy as np

        self._parents = np.arange(count)

    def roots(self) -> "NDArray[np.intp]":
        import numpy as np

        while not np.array_equal(above := self._parents[self._parents], self._parents):
            self._parents = above
        return self._parents

    def join(self, ones: list[int], others: list[int]) -> None:
        for one, other in zip(ones, others, strict=True):
            low, high = sorted((self._root(one), self._root(other)))
            self._parents[high] = low

    def _root(self, at: int) -> int:
        while (above := int(self._parents[at])) != at:
            at = above
        return at
