"""Finds texts that are nearly the same among a million, by MinHash and banding (Broder 1997; Leskovec, Rajaraman and
Ullman, Mining of Massive Datasets, chapter 3).

A text is its set of word triples. `PERMUTATIONS` minima of hashes stand for the set; the share of minima that two texts
have in common estimates their Jaccard similarity, with a standard error of at most 0.06. Only texts that agree in all
four minima of at least one of 16 bands are compared: at a similarity of 0.8 that misses 2 pairs of 10,000. A minimum is
kept in 16 bits, so a text costs 128 bytes and a band is one 64-bit number.
"""

from typing import TYPE_CHECKING

from nfstudio.curate.checks.signatures import PERMUTATIONS, signatures

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BATCH = 1 << 18
"""Bytes of texts whose signatures are made together."""
MOST_COMPARED = 400
"""With so many others of one bucket a text is compared: its neighbours in the order of signatures, which is the same
whatever order the texts came in. Buckets are larger only where thousands are cut from one template."""
_PAIRS = 1 << 18
"""Pairs compared at a time."""


class Likeness:
    """Takes texts one after the other, then tells which belong together."""

    def __init__(self, alike: float) -> None:
        self._alike = alike
        self._texts: list[bytes] = []
        self._waiting = 0
        self._signatures = bytearray()

    def add(self, text: bytes) -> None:
        """One more text, as `wording.spelt` gives it; the first has number 0, the next 1."""
        self._texts.append(text)
        self._waiting += len(text)
        if self._waiting >= _BATCH:
            self._sign()

    def _sign(self) -> None:
        if self._texts:
            self._signatures += signatures(self._texts).tobytes()
        self._texts, self._waiting = [], 0

    def clusters(self) -> "NDArray[np.intp]":
        """For each text a number that all texts of its cluster share.

        Clusters are chains: two texts that are alike are in one, and so are those alike to either. They do not depend
        on the order in which the texts came.
        """
        import numpy as np

        self._sign()
        if not self._signatures:
            return np.zeros(0, dtype=np.intp)
        rows = np.frombuffer(self._signatures, dtype=np.dtype((np.void, 2 * PERMUTATIONS)))
        distinct, which = _distinct(rows)
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


def _distinct(rows: "NDArray[np.void]") -> "tuple[NDArray[np.void], NDArray[np.intp]]":
    """Each of these once, in order, and which of them each is; numpy's own way copies all of them three times."""
    import numpy as np

    order = np.argsort(rows, kind="stable")
    first = np.ones(len(rows), dtype=np.bool_)
    for start in range(1, len(rows), _PAIRS):
        some = rows[order[start - 1 : start + _PAIRS]]
        first[start : start + _PAIRS] = some[1:] != some[:-1]
    which = np.empty(len(rows), dtype=np.intp)
    which[order] = np.cumsum(first) - 1
    return rows[order[first]], which


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
