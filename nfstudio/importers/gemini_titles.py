"""The titles of Gemini's activity: prompts behind a translated word, and events such as a thumb among them."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from nfstudio.domain.conversation import canonical

ENOUGH = 5
"""Answered prompts from which a word that stands before them can be learnt."""
SHARE = 0.8
"""Share of the answered prompts that must begin (or end) with it; the rest are other activities with an answer."""

_KNOWN = (
    *("Prompted with: ", "Prompted ", "Asked Gemini: ", "Asked Bard: ", "Asked ", "Said ", "Searched for "),
    *("Branched ", "Answered ", "Live Prompt ", "送信したメッセージ: "),
)
_ATTACHED = re.compile(r"\s+Attached \d{1,3} files?\.?\Z")
"""What some titles end with, though the files are listed below."""
_LONGEST = 48
_MOST_TITLES = 5_000  # of answered prompts: more teach nothing new
_AFTER = re.compile(r"(?<=[\s:：「『„“«\"])(?=\S)")
_BEFORE = re.compile(r"(?<=\S)(?=[\s:：」』“”»\"])")
_TO_COLON = re.compile(r"[^:：]*[:：]\s*")
"""Where the word that stands before a prompt ends, in the languages that part them so: prompts may begin alike, too."""
_LETTER = re.compile(r"[^\W\d_]")
_FEEDBACK = re.compile(r"Gave feedback: *(good|bad)\b", re.IGNORECASE)
_EVENTS = re.compile(r"(?:Gave feedback|Selected preferred draft|Created |Used |Shared |Deleted |Canceled |Enabled )")


@dataclass(frozen=True, slots=True)
class Wording:
    """What stands around every prompt in the titles of one file; nothing when it is not known."""

    prefixes: tuple[str, ...] = ()
    suffix: str = ""

    def prompt(self, title: str) -> str | None:
        """The person's own words in `title`; None when it tells of an event."""
        if not self.prefixes and not self.suffix:
            return None if _EVENTS.match(title) else title
        before = next((prefix for prefix in self.prefixes if _begins(title, prefix)), None if self.prefixes else "")
        if before is None or (not self.prefixes and not title.endswith(self.suffix)):
            return None
        return _ATTACHED.sub("", title[len(before) :].removesuffix(self.suffix)).strip()


def _begins(title: str, prefix: str) -> bool:
    """Whether it does, also when nothing follows and the blank at the end is gone."""
    return title.startswith(prefix) or title == prefix.rstrip()


def thumb_of(title: str) -> int | None:
    """1 or -1 when an event tells of a thumb (in English; other languages' words for it are not known)."""
    found = _FEEDBACK.match(title)
    return None if found is None else 1 if found[1].lower() == "good" else -1


def learnt(entries: Iterable[object]) -> Wording | None:
    """The wording of a file: a known one where it is that, else what most answered prompts share; None without any."""
    known, answered = 0, 0
    before, after = Counter[str](), Counter[str]()
    for entry in entries:
        if not isinstance(entry, dict) or not isinstance(entry.get("title"), str):
            continue
        title = canonical(entry["title"])
        known += f"{title} ".startswith(_KNOWN)
        if entry.get("safeHtmlItem"):
            answered += 1
            before.update(title[: at.end()] for at in _AFTER.finditer(title[:_LONGEST]))
            after.update(title[at.start() :] for at in _BEFORE.finditer(title, max(0, len(title) - _LONGEST)))
        if answered == _MOST_TITLES:
            break
    if known and known * 2 >= answered:
        return Wording(_KNOWN)
    if answered < ENOUGH:
        return None
    prefix, suffix = (_longest(counted, SHARE * answered) for counted in (before, after))
    prefix = _TO_COLON.match(prefix)[0] if _TO_COLON.match(prefix) else prefix  # type: ignore[index]  # asked before
    if not _LETTER.search(prefix + suffix):
        return None
    return Wording((prefix,) if prefix else (), suffix)


def _longest(counted: Counter[str], least: float) -> str:
    return max((words for words, times in counted.items() if times >= least), key=len, default="")
