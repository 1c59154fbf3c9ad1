r"""What must stand in a text for a pattern to match there, worked out from the pattern: most texts need no search.

After the "filtered" search of RE2 (Cox, Regular Expression Matching with a Trigram Index, 2012): of a pattern such as
`steal (?:his|her) \w+` a match holds "steal his " or "steal her ".
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import product
from typing import Any

Clause = frozenset[str]
"""Words of which one stands in every match."""

_LEAST = 3
"""Letters from which a word is worth looking for."""
_MOST = 64
"""Words of a clause; with more of them it is cut in two."""
_FEW = 3
"""Clauses that are asked for of one pattern."""
_COMMON = """
get getting make making take taking know create creating write start starting find give use using put set keep do for
the and with from what how who when where which your you have has are was not all any can is be ill i'm
in into inside on under at to of off out up by or an him her his them their my me it so if police cop cops
"""
_EVERYDAY = frozenset(_COMMON.split())
"""Words that stand in most texts, so that looking for them tells little."""


@dataclass(frozen=True, slots=True)
class Need:
    """What one pattern needs.

    Attributes:
        first: the words that tell most, of which one stands in every match; empty: nothing is known.
        others: further clauses.
    """

    first: Clause
    others: tuple[Clause, ...] = ()

    def met(self, text: str) -> bool:
        """Whether a text in which one of `first` stands may hold a match."""
        for clause in self.others:  # in loops: it is asked for each text, of many patterns
            for word in clause:
                if word in text:
                    break
            else:
                return False
        return True


def needs(patterns: Iterable[str]) -> tuple[Need, ...]:
    """What each of these patterns needs; they must tell capitals from small letters."""
    # The standard library has no other door to how it reads a pattern.
    parser: Any = import_module("re._parser")
    return tuple(_need(_best(_read(parser.parse(pattern)))) for pattern in patterns)


def _need(clauses: Sequence[Clause]) -> Need:
    return Need(clauses[0], tuple(clauses[1:])) if clauses else Need(frozenset())


def _best(clauses: Collection[Clause]) -> list[Clause]:
    """The few that tell most: long words, few of them."""
    return sorted(set(clauses), key=lambda one: (-_told(one), len(one), sorted(one)))[:_FEW]


def _told(clause: Clause) -> int:
    return 0 if any(word.strip() in _EVERYDAY for word in clause) else min(map(len, clause))


def _read(tokens: Any) -> list[Clause]:
    """The clauses of a sequence of what a pattern is made of."""
    clauses: list[Clause] = []
    run: frozenset[str] = frozenset({""})
    for token in tokens:
        exact = _exact(token)
        if exact is None or len(run) * len(exact) > _MOST:
            clauses += _clause(run)
            run = exact or frozenset({""})
            clauses += _inner(token) if exact is None else ()
        else:
            run = frozenset(map("".join, product(run, exact)))
        if _repeats(token):  # what follows may follow any of them
            clauses += _clause(run)
            run = frozenset({""})
    return clauses + _clause(run)


def _clause(words: frozenset[str]) -> list[Clause]:
    """Words as a clause, without those that hold another of them; none where one is too short to look for."""
    if any(len(word) < _LEAST for word in words):
        return []
    return [frozenset(word for word in words if not any(other in word and other != word for other in words))]


def _exact(token: Any) -> frozenset[str] | None:
    """All that a piece of a pattern can match, where that is a few words; None: anything."""
    name, value = str(token[0]), token[1]
    words: frozenset[str] | None = None
    match name:
        case "LITERAL":
            words = frozenset({chr(value)})
        case "AT" | "ASSERT" | "ASSERT_NOT":  # they stand between letters
            words = frozenset({""})
        case "IN" if all(str(one[0]) == "LITERAL" for one in value):
            words = frozenset(chr(one[1]) for one in value)
        case "BRANCH":
            words = _either([_whole(branch) for branch in value[1]])
        case "SUBPATTERN":
            words = _whole(value[3])
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, most, inner = value
            once = _whole(inner)
            if once is not None and least <= 1 and (most == 1 or least):
                words = once if least else once | {""}
    return words


def _whole(tokens: Any) -> frozenset[str] | None:
    """All that a sequence can match."""
    run: frozenset[str] = frozenset({""})
    for token in tokens:
        exact = _exact(token)
        if exact is None or len(run) * len(exact) > _MOST or _repeats(token):
            return None
        run = frozenset(map("".join, product(run, exact)))
    return run


def _either(branches: Sequence[frozenset[str] | None]) -> frozenset[str] | None:
    known = [branch for branch in branches if branch is not None]
    words: frozenset[str] = frozenset().union(*known)
    return words if len(known) == len(branches) and len(words) <= _MOST else None


def _repeats(token: Any) -> bool:
    """Whether a piece may stand there more than once."""
    return str(token[0]).endswith("REPEAT") and token[1][1] > 1


def _inner(token: Any) -> list[Clause]:
    """The clauses of a piece that can match anything."""
    name, value = str(token[0]), token[1]
    if name == "SUBPATTERN":
        return _read(value[3])
    if name.endswith("REPEAT"):
        return _read(value[2]) if value[0] else []
    if name == "BRANCH":
        best = [_best(_read(branch))[:1] for branch in value[1]]
        return _clause(frozenset().union(*(one[0] for one in best))) if all(best) else []
    return []
