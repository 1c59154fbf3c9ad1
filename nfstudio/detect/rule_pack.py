"""Rules are data that people can read, dispute and add to: loads rule packs from TOML and refuses broken ones."""

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from nfstudio import paths
from nfstudio.detect.guards import SHAPES, Condition, Guard, Reads, worded
from nfstudio.domain.feedback import Category
from nfstudio.errors import StudioError


class Position(StrEnum):
    """Where in the message a cue must stand. The pack's openers ("ok, ", "hmm") may precede all but `anywhere`."""

    WHOLE = "whole"
    START = "start"
    CLAUSE = "clause"
    ANYWHERE = "anywhere"


class Extent(StrEnum):
    """How far a hit is widened. Fine clauses end at commas too; `onward` runs to the end of the message."""

    FINE = "fine"
    CLAUSE = "clause"
    SENTENCE = "sentence"
    ONWARD = "onward"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class Example:
    """A message that a rule must or must not match, with the context that matters; each one is a test.

    Attributes:
        span: the words that the hit must be widened to, where that is part of the example.
    """

    text: str
    answer: str = "Here it is."
    earlier: tuple[str, ...] = ()
    span: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One cue: a pattern, where it must stand, which guards must pass, and how sure a hit makes us.

    Attributes:
        expression: the whole expression in the common subset of Rust's and Python's (no look-around), for polars
            and for `re` alike; the cue is its group `cue`.
        regex: the same, compiled for offsets.
        weight: the share of hits that were feedback when the rule was measured.
        fix: what follows may say what is right; then the claim takes it in and is a Correction.
        yields: read from its shape alone, so where a Complaint stands on the same words it is that Complaint.
        pasted: read the message as it stands, pasted text included.
    """

    id: str
    category: Category
    expression: str
    regex: re.Pattern[str]
    position: Position
    extent: Extent
    guards: tuple[Guard, ...]
    weight: float
    fix: bool
    yields: bool
    pasted: bool
    match: tuple[Example, ...]
    no_match: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class RulePack:
    """All rules of a folder of packs.

    Attributes:
        digest: changes whenever a file of the packs does.
    """

    rules: tuple[Rule, ...]
    digest: str


_FIELDS = frozenset(
    {"id", "category", "pattern", "phrases", "position", "extent", "guards", "weight", "fix", "yields", "pasted"}
    | {"match", "no_match"}
)
_LOOK_AROUND = re.compile(r"\(\?<?[=!]|\(\?P=|\\[1-9]|\(\?>|(?<!\\)[*+?}]\+")
_ODD_CHARACTERS = re.compile(r"\\[uUxNpPBDX]|\[\^[^\]]*[^\x00-\x7f]|\[[^\]]*(?:[^\x00-\x7f]-|-[^\x00-\x7f])")
"""What a scan could not look for (nfstudio/detect/scanning.py)."""
_MANY = re.compile(r"(?<![\^])(\\[sW])([*+])")
_ONE = re.compile(r"\\[^s]|\[\^?\]?(?:\\.|[^\]])*\]")
_ABSENT = re.compile(r"(?:\((?:\?(?::|<?[=!]))?[^()]*\)|(?<!\\)[^\\()|])(?:[?*]|\{0?,\d+\})\??")
_THERE = re.compile(r"\((?:\?(?::|<?[=!]))?([^()]*)\)(?:\+|\{[1-9]\d*(?:,\d*)?\}|(?![?*{]))")
_TWICE_BLANK = re.compile(r"\\s[*+]\\s[*+?]|\\s\?\\s[*+]")
"""A pattern is read inside out: groups and characters that may be absent go, those that must be there become an x."""
_TERM = re.compile(r"\{([a-z_]+)\}")
_DEPTH = 4


def load(folder: Path | None = None) -> RulePack:
    """The rules of every `*.toml` in `folder` (the shipped packs when not given), in order of file and place.

    Raises:
        StudioError: naming the file and rule, when a pack cannot be read, breaks the shape, or names an unknown guard.
    """
    folder = folder or paths.rule_packs()
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise StudioError(f"There is no rule pack in {paths.shown(folder)}.", "Reinstall the program.")
    digest = hashlib.blake2b(digest_size=4)
    packs = []
    for file in files:
        content, parsed = _parsed(file)
        digest.update(content)
        packs.append((file, parsed))
    return RulePack(_rules(packs), digest.hexdigest())


def _parsed(file: Path) -> tuple[bytes, dict[str, Any]]:
    try:
        content = file.read_bytes()
        return content, tomllib.loads(content.decode())
    except (OSError, ValueError) as broken:
        raise StudioError(
            f"The rule pack {file.name} cannot be read: {broken}.", "Correct or remove the file."
        ) from broken


def _rules(packs: Sequence[tuple[Path, Mapping[str, Any]]]) -> tuple[Rule, ...]:
    """The rules of all files; terms and guards of any file serve them all."""
    terms: dict[str, str] = {}
    conditions = dict(SHAPES)
    for _, parsed in packs:
        terms |= parsed.get("terms", {})
    for file, parsed in packs:
        for name, raw in parsed.get("guards", {}).items():
            conditions[name] = _condition(raw, file, name, terms)
    rules: dict[str, Rule] = {}
    for file, parsed in packs:
        for raw in parsed.get("rule", ()):
            rule = _checked(raw, file, terms, conditions)
            if rule.id in rules:
                raise _broken(file, rule.id, "its id is taken")
            rules[rule.id] = rule
    return tuple(rules.values())


def _condition(raw: Mapping[str, Any], file: Path, name: str, terms: Mapping[str, str]) -> Condition:
    try:
        return worded(Reads(raw["reads"]), _bounded(_expanded(raw["pattern"], terms)))
    except (KeyError, TypeError, ValueError, re.error) as broken:
        raise _broken(file, name, _reason(broken)) from broken


def _checked(raw: Mapping[str, Any], file: Path, terms: Mapping[str, str], conditions: Mapping[str, Condition]) -> Rule:
    try:
        return _rule(raw, terms, conditions)
    except (KeyError, TypeError, ValueError, re.error) as broken:
        raise _broken(file, str(raw.get("id", "without an id")), _reason(broken)) from broken


def _reason(broken: Exception) -> str:
    return f"{broken.args[0]} is missing" if isinstance(broken, KeyError) else str(broken)


def _broken(file: Path, name: str, reason: str) -> StudioError:
    return StudioError(f"In the rule pack {file.name} the entry {name} is broken: {reason}.", "Correct or remove it.")


def _rule(raw: Mapping[str, Any], terms: Mapping[str, str], conditions: Mapping[str, Condition]) -> Rule:
    if unknown := sorted(raw.keys() - _FIELDS):
        raise ValueError(f"there is no field called {unknown[0]}")
    position = Position(raw.get("position", "anywhere"))
    expression = _anchored(position, _pattern(raw, terms), terms)
    rule = Rule(
        id=raw["id"],
        category=Category.parse(raw["category"]),
        expression=expression,
        regex=re.compile(expression),
        position=position,
        extent=Extent(raw.get("extent", "sentence")),
        guards=tuple(_guard(name, conditions) for name in raw.get("guards", ())),
        weight=float(raw["weight"]),
        fix=raw.get("fix", False) is True,
        yields=raw.get("yields", False) is True,
        pasted=raw.get("pasted", False) is True,
        match=_examples(raw["match"]),
        no_match=_examples(raw["no_match"]),
    )
    if not 0 < rule.weight < 1:
        raise ValueError("its weight is not between 0 and 1")
    if rule.regex.groups != 1:
        raise ValueError("its pattern captures a group")
    return rule


def _guard(name: str, conditions: Mapping[str, Condition]) -> Guard:
    if (plain := name.removeprefix("not ")) not in conditions:
        raise ValueError(f"there is no guard called {plain}")
    return Guard(name, conditions[plain])


def _pattern(raw: Mapping[str, Any], terms: Mapping[str, str]) -> str:
    if "phrases" in raw:
        return r"\b(?:" + "|".join(_phrase(phrase) for phrase in raw["phrases"]) + r")\b"
    pattern = _expanded(raw["pattern"], terms)
    if _LOOK_AROUND.search(pattern):
        raise ValueError("look-around, back references and possessive repeats are not part of the language")
    if _ODD_CHARACTERS.search(pattern):
        raise ValueError("characters beyond ASCII are written as they are, in no range and in no negated class")
    return pattern


def _expanded(pattern: str, terms: Mapping[str, str]) -> str:
    """`pattern` with every {term} replaced, terms within terms included."""
    for _ in range(_DEPTH):
        pattern = _TERM.sub(lambda match: f"(?:{terms[match[1]]})", pattern)
    return pattern


def _phrase(phrase: str) -> str:
    """A phrase as a pattern: any white space between words, apostrophes may be missing."""
    return r"\s+".join(re.escape(word).replace("'", "'?") for word in phrase.split())


def _anchored(position: Position, pattern: str, terms: Mapping[str, str]) -> str:
    openers, joiners = (terms.get(name, "(?:)") for name in ("openers", "joiners"))
    before = {
        Position.WHOLE: rf"^[\W_]*{openers}",
        Position.START: rf"^[\W_]*{openers}",
        Position.CLAUSE: rf"(?:^[\W_]*|[.!?;:,)\n]\s{{0,3}}|\s-{{1,3}}\s|\b(?:{joiners})\b\s){openers}",
        Position.ANYWHERE: "",
    }[position]
    after = r"[\W_]*$" if position is Position.WHOLE else ""
    return f"(?is){before}(?P<cue>{_bounded(pattern)}){after}"


def _bounded(pattern: str) -> str:
    """`pattern` with short white space and few marks on end, so that no run of them makes `re` crawl.

    Behind `^` a run is read but once, so it stays as it is.

    Raises:
        ValueError: when white space that may be absent stands twice with nothing between that must be there.
    """
    if _TWICE_BLANK.search(_skeleton(pattern)):
        raise ValueError("white space that may be absent stands twice on end; put it into the optional groups, as \\s+")
    return _MANY.sub(lambda run: f"{run[1]}{{{run[2] == '+':d},{3 if run[1] == chr(92) + 's' else 9}}}", pattern)


def _skeleton(pattern: str) -> str:
    """`pattern` without what may be absent; what must be there is an x, white space stays."""
    before, pattern = "", _ONE.sub("x", pattern)
    while pattern != before:
        before, pattern = pattern, _THERE.sub(_outline, _ABSENT.sub("", pattern))
    return pattern


def _outline(group: re.Match[str]) -> str:
    return "x" if all(group[1].split("|")) else ""


def _examples(raw: Sequence[Any]) -> tuple[Example, ...]:
    if not raw:
        raise ValueError("it needs examples that match and examples that do not")
    return tuple(Example(item) if isinstance(item, str) else _example(item) for item in raw)


def _example(raw: Mapping[str, Any]) -> Example:
    return Example(**{**raw, "earlier": tuple(raw.get("earlier", ()))})
