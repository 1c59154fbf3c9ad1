"""aider's Markdown history: one file for all sessions of a folder, told apart by how their lines begin and end."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto

from nfstudio.domain.conversation import Conversation, Message, Role, canonical
from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import shapes
from nfstudio.importers.answers import Chain, outcome
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import placed
from nfstudio.importers.text_lines import blocks

NAME = "aider"
TITLE = "aider chat history"
COMPANIONS: tuple[str, ...] = ()

_START = re.compile(r"# aider chat started at (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)")
_SHOWS = re.compile(rf"^(?:{_START.pattern}|> Aider v\d)", re.MULTILINE)
_MODEL = re.compile(r"(?:Main model|Models?): ([^\s,]+)")
_COMMAND = re.compile(r"(/[a-z][a-z-]*|!)(?:\s+|\Z)(.*)", re.DOTALL)
_SPOKEN = frozenset({"/ask", "/code", "/architect", "/context", "/help"})
"""Commands that take a message along."""
_MACHINE = re.compile(
    r"# Fix any errors below|I ran (?:this command:|`)|I added these files to the chat"
    r"|# \d+ SEARCH/REPLACE blocks? failed to match|The LLM did not conform|<blank>\Z|\Z"
)
_QUESTION = re.compile(r"# Question: (.*?)(?:\n# Relevant docs:.*)?\Z", re.DOTALL)
_THINKING = re.compile(r"(?<!-)-{3,}\n► \*\*THINKING\*\*\n(.*?)\n-{3,}\n► \*\*ANSWER\*\*\n", re.DOTALL)
_TAGGED = re.compile(r"<(thinking-content-[0-9a-f]{8,64})>(.*?)</\1>\s*", re.DOTALL)
_TYPED = (Role.USER, Role.SYSTEM)
_BREAK = "  "  # aider ends every line of its own so; an answer's headings and quotes do not


class _Voice(Enum):
    PERSON = auto()
    CONSOLE = auto()
    ANSWER = auto()


def recognises(sample: Sample) -> bool:
    """Whether aider started somewhere in the sample."""
    return not sample.values and not sample.columns and _SHOWS.search(sample.text) is not None


def read(entry: Entry) -> Iterator[Found | Problem]:
    """One conversation a session. Those with commands alone, or nothing, are many, and are told of together."""
    sessions, silent, first = 0, 0, ""
    for block in blocks(entry, lambda line: line.startswith("# aider chat started at ")):
        if isinstance(block, Problem):
            yield block
            continue
        place, lines = block
        if not any(map(str.strip, lines)):
            continue
        sessions += 1
        found = placed(_conversation(lines), place)
        if isinstance(found, Found) and any(m.role in _TYPED for m in found.conversation.messages):
            yield found
        else:
            silent, first = silent + 1, first or place
    if silent:
        sentence = f"In {silent} of {sessions} sessions, this one the first, nothing is said but commands."
        yield Problem(first, Reason.EMPTY, sentence)


def _conversation(lines: Sequence[str]) -> Found:
    start = _START.match(lines[0])
    created = shapes.when(start[1]) if start else None
    session = _Session(created)
    for voice, words in _spoken(lines[1:] if start else lines):
        session.take(voice, words)
    about = {"origin_id": f"aider {start[1]}" if start else None, "model": session.model, "created_at": created}
    return Found("", Conversation(tuple(session.done()), **about))


def _spoken(lines: Sequence[str]) -> Iterator[tuple[_Voice, str]]:
    """Neighbouring lines of one voice; two messages of the person stay apart, for a blank line stands between."""
    marked = any(line.startswith("####") and line.endswith(_BREAK) for line in lines)
    held: list[str] = []
    now = _Voice.ANSWER
    for line in lines:
        voice, words = _told_apart(line, marked=marked)
        if voice is not now and (voice is not _Voice.ANSWER or now is _Voice.PERSON or words.strip()):
            if held:
                yield now, "\n".join(held)
            now, held = voice, []
        held.append(words)
    if held:
        yield now, "\n".join(held)


def _told_apart(line: str, *, marked: bool) -> tuple[_Voice, str]:
    """Who speaks in a line, and its words. In files whose trailing blanks an editor took, the beginning decides."""
    own = line.endswith(_BREAK) or not marked
    if own and (line.startswith("#### ") or line.rstrip() == "####"):
        return _Voice.PERSON, line[5:].rstrip()
    if own and (line.startswith("> ") or line.rstrip() == ">"):
        return _Voice.CONSOLE, line[2:].rstrip()
    return _Voice.ANSWER, line


class _Session:
    """Sorts what was said into messages; knows whether an answer is under way, which console lines belong to."""

    def __init__(self, created: str | None) -> None:
        self.model: str | None = None
        self._chain = Chain()
        self._answering = False
        self._console: list[str] = []
        self._created = created
        self._handed_on = ""  # what was asked by a command, which aider logs again when it asks it

    def take(self, voice: _Voice, words: str) -> None:
        """What one voice said without a break."""
        words = words.strip("\n")
        if voice is _Voice.CONSOLE:
            self._wrote(words.strip())
        elif voice is _Voice.PERSON:
            self._typed(words.strip())
        elif words.strip():
            self._answered(words)

    def done(self) -> list[Message]:
        """All messages."""
        self._flush()
        return self._chain.done()

    def _wrote(self, words: str) -> None:
        if named := _MODEL.search(words):
            self.model = named[1]
        if words and self._answering:
            self._chain.answer.calls.append(outcome("aider", words))
        elif words and self._chain.messages:  # before the first message it only says how it was started
            self._console.append(words)

    def _typed(self, words: str) -> None:
        self._flush()
        again, self._handed_on = self._handed_on, ""
        if again and words == again and self._chain.messages[-1:] and self._chain.messages[-1].content == again:
            return
        command, asked = _COMMAND.fullmatch(words), _QUESTION.fullmatch(words)
        if asked and asked[1].strip():
            self._chain.say(Role.USER, asked[1].strip(), created_at=self._created)
        elif command and command[1] in _SPOKEN and command[2].strip():
            self._handed_on = command[2].strip()
            self._chain.say(Role.USER, command[2].strip(), created_at=self._created)
        elif command or _MACHINE.match(words):
            if words:
                self._chain.say(Role.SYSTEM, words, created_at=self._created)
        else:
            self._chain.say(Role.USER, words, created_at=self._created)

    def _answered(self, words: str) -> None:
        answer = self._chain.answer
        if thought := _THINKING.search(words):
            answer.thoughts.append(thought[1].strip())
            words = words[: thought.start()] + words[thought.end() :]
        elif thought := _TAGGED.search(words):
            answer.thoughts.append(thought[2].strip())
            words = words[: thought.start()] + words[thought.end() :]
        answer.about(model=self.model, created_at=self._created)
        answer.words.append(words.strip("\n"))
        answer.calls += [outcome("aider", written) for written in self._console]
        self._console = []
        self._answering = True

    def _flush(self) -> None:
        """Console lines that no answer followed are a tool's message."""
        if self._console:
            self._chain.say(Role.TOOL, canonical("\n".join(self._console)), created_at=self._created)
        self._console, self._answering = [], False
