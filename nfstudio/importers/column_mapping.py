"""Which column of a table holds what: chosen by a person, remembered by the columns' names, or guessed from them."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import groupby

from nfstudio.errors import StudioError
from nfstudio.importers import headless, numbered_columns
from nfstudio.importers.shapes import ROLES
from nfstudio.importers.speaker_names import SPEAKERS

SURE = 0.8
"""Confidence from which a guess is used without asking."""

ASKED = "(a mapping)"
"""Stands in the sentence that asks for one."""
_STRONG, _WEAK = 1.0, 0.6
_LONGEST_LIST = 30
_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """For each thing that a conversation is made of, the name of its column; empty where there is none.

    A table is of one of three shapes: `text` and `role` (a message a row), `prompt` and `response` (an exchange a
    row), `messages` (a conversation a row, as a list, as JSON, or as a transcript). Rows of the same `conversation`
    belong together; without that column a row is a conversation, and of messages the whole file is one.

    Attributes:
        person: what stands in the column `role` for the person, when it is no usual word.
    """

    conversation: str = ""
    role: str = ""
    text: str = ""
    prompt: str = ""
    response: str = ""
    messages: str = ""
    system: str = ""
    time: str = ""
    model: str = ""
    title: str = ""
    language: str = ""
    user: str = ""
    rating: str = ""
    person: str = ""

    @classmethod
    def parse(cls, text: str) -> "ColumnMapping":
        """A mapping from text such as `conversation=chat,role=who,text=body`; names with commas stand in quotes.

        Raises:
            StudioError: when a part is none of that; the hint lists what can be mapped.
        """
        known = [field.name for field in fields(cls)]
        chosen: dict[str, str] = {}
        for part in next(csv.reader([text], skipinitialspace=True), []):
            name, sign, column = part.partition("=")
            if name.strip() not in known or not sign:
                raise StudioError(f"The mapping says {part!r}, which maps nothing.", f"Known are {', '.join(known)}.")
            chosen[name.strip()] = column.strip()
        return cls(**chosen)

    def as_text(self) -> str:
        """What `parse` reads."""
        line = io.StringIO()
        chosen = [f"{name}={column}" for name, column in self.chosen().items()]
        csv.writer(line, lineterminator="").writerow(chosen)
        return line.getvalue()

    def chosen(self) -> dict[str, str]:
        """What is mapped, with its column (for `person` its word)."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name))}

    def fault(self, columns: Iterable[str]) -> str:
        """Why a table of these columns cannot be read so, as a sentence; empty when it can."""
        there = set(columns)
        for name, column in self.chosen().items():
            if name != "person" and column not in there:
                return f"There is no column {column!r} for {name}."
        if not (self.messages or (self.text and self.role) or (self.prompt and self.response)):
            return "The mapping names neither messages, nor text and role, nor prompt and response."
        return ""


def signature(columns: Iterable[str]) -> str:
    """What a chosen mapping is remembered by: the names of all columns, whatever their order."""
    return ", ".join(sorted(columns))


def wanted(columns: Sequence[str]) -> str:
    """A sentence that asks for a mapping and says which columns there are."""
    shown = ", ".join(columns[:_LONGEST_LIST])
    more = f" and {len(columns) - _LONGEST_LIST} more" if len(columns) > _LONGEST_LIST else ""
    return f"Say which columns hold the words and who speaks (a mapping); there are {shown}{more}."


@dataclass(frozen=True, slots=True)
class Guess:
    """A mapping found from names, and how sure it is, in [0, 1]; 0 when nothing in it looks like a conversation."""

    mapping: ColumnMapping
    confidence: float


_WORDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {  # strong and weak names, without signs between words
    "messages": (("messages", "chatmessages"), ("conversation", "conversations", "dialog", "dialogue", "transcript")),
    "text": (
        ("text", "content", "message", "utterance", "messagetext", "nachricht"),
        ("body", "msg", "value", "inhalt", "parts"),
    ),
    "role": (
        ("role", "speaker", "isuser", "messagerole", "authorrole", "senderrole", "speakerrole", "rolle"),
        ("sender", "from", "author", "who", "participant", "type", "absender"),
    ),
    "prompt": (
        (
            *("prompt", "userprompt", "usermessage", "userinput", "userquery", "userquestion", "userrequest"),
            *("usertext", "usermsg", "humanmessage", "humaninput", "humanmsg", "customermessage"),
        ),
        (
            *("question", "instruction", "input", "query", "request", "user", "human"),
            *("frage", "pregunta", "pergunta", "domanda"),
        ),
    ),
    "response": (
        (
            *("response", "completion", "assistantmessage", "assistantresponse", "assistantreply", "assistantanswer"),
            *("botresponse", "botreply", "botanswer", "chatbotresponse", "chatbotreply", "chatbotanswer"),
            *("modelresponse", "modelanswer", "airesponse", "aireply", "aianswer", "llmresponse", "llmanswer"),
            *("gptresponse", "chatgptresponse", "agentresponse", "generatedresponse", "aimsg", "botmsg"),
            *("finalanswer", "finalresponse", "botoutput", "aioutput", "assistantoutput"),
        ),
        (
            *("answer", "output", "reply", "assistant", "bot", "botmessage", "chatbot", "aimessage", "modeloutput"),
            *("llmoutput", "generatedtext", "antwort", "reponse", "réponse", "respuesta", "resposta", "risposta"),
        ),
    ),
    "conversation": (
        ("conversationid", "chatid", "sessionid", "threadid", "dialogueid", "dialogid", "convid", "conversationhash"),
        ("conversation", "session", "thread", "chat"),
    ),
    "system": (("systemprompt", "systemmessage", "system"), ()),
    "time": (
        ("timestamp", "createdat", "datetime", "datetimeutc", "time", "createtime", "created", "sentat", "date"),
        ("zeitstempel", "zeitpunkt", "zeit", "uhrzeit", "datum"),
    ),
    "model": (("model", "modelname", "modelid", "llm", "engine"), ()),
    "title": (("title", "conversationtitle", "conversationname", "chattitle", "subject", "topic"), ()),
    "language": (("language", "lang"), ()),
    "user": (("userid", "username", "customerid", "hashedip"), ()),
    "rating": (("rating", "feedback", "userfeedback", "thumb", "thumbs", "vote", "reaction"), ()),
}
_SHAPES = (("text", "role"), ("prompt", "response"), ("messages",))
_BESIDE = ("system", "time", "model", "title", "language", "user", "rating")


def guess(columns: Sequence[str], rows: Sequence[Mapping[str, object]] = ()) -> Guess:
    """What the columns seem to hold.

    Args:
        rows: a few rows; they settle whether a column of names is one of roles.
    """
    if headless.is_numbered(columns):
        held = numbered_columns.mapped(columns, rows) if rows else {}
        return Guess(ColumnMapping(**held), SURE if held else _WEAK / 2)
    named = {_NO_LETTERS.sub("", column.casefold()): column for column in reversed(columns)}
    best, sure = {}, 0.0
    for shape in _SHAPES:
        found = {part: _column(named, part) for part in shape}
        confidence = min(weight for _, weight in found.values())
        if shape == ("text", "role") and confidence and rows:
            confidence = _STRONG if _holds_roles(found["role"][0], rows) else _WEAK / 2
        if shape == ("prompt", "response") and confidence == _WEAK and _is_logged(named, found["prompt"][1]):
            confidence = SURE
        if shape == ("prompt", "response") and 0 < confidence < SURE and _are_exchanges(found, rows):
            confidence = SURE
        if confidence > sure:
            best, sure = {part: column for part, (column, _) in found.items()}, confidence
    if not best:
        return Guess(ColumnMapping(), max(_column(named, "text")[1], _column(named, "prompt")[1]) / 2)
    return Guess(ColumnMapping(**_completed(best, named, rows)), sure)


def _completed(best: dict[str, str], named: Mapping[str, str], rows: Sequence[Mapping[str, object]]) -> dict[str, str]:
    """What is mapped with what else the columns say."""
    for part in ("conversation", *_BESIDE):
        column, _ = _column(named, part)
        if column and column not in best.values():
            best[part] = column
    if (
        "conversation" not in best
        and "role" in best
        and (column := numbering([*named.values()][::-1], rows)) not in best.values()
    ):
        best |= {"conversation": column} if column else {}
    return best


def numbering(columns: Sequence[str], rows: Sequence[Mapping[str, object]]) -> str:
    """The column whose ids come again row after row, as conversations' do and messages' never; empty without one."""
    for column in columns:
        cells = [row.get(column) for row in rows]
        if not _AN_ID.search(column) or len(cells) < _RUN or not all(isinstance(cell, str | int) for cell in cells):
            continue
        runs = [len(list(run)) for _, run in groupby(cells)]
        if len(runs) == len(set(cells)) and all(length >= _RUN for length in runs[:-1]) and "" not in cells:
            return column
    return ""


_AN_ID = re.compile(
    r"(?:^|[\W_])(?:id|no|nr|num|number|index|idx|key)$|[a-z]Id$|conv|dialog|chat|session|thread|ticket|case",
    re.IGNORECASE,
)
_RUN = 2


def _are_exchanges(found: Mapping[str, tuple[str, float]], rows: Sequence[Mapping[str, object]]) -> bool:
    """Whether columns under common names hold what somebody asks, and answers of more than a word or two."""
    (asked, _), (answered, _) = found["prompt"], found["response"]
    both = [(row.get(asked), row.get(answered)) for row in rows]
    said = [(one, other) for one, other in both if isinstance(one, str) and isinstance(other, str) and one and other]
    if len(said) * 2 <= len(rows) or not said:
        return False
    if _NO_LETTERS.sub("", answered.casefold()) in _ASSISTANTS or asked.casefold() == "instruction":
        return True
    return all(sum(len(words.split()) for words in side) >= _TALK * len(said) for side in zip(*said, strict=True))


_ASSISTANTS = frozenset({"assistant", "bot", "chatbot", "aimessage", "botmessage", "modeloutput", "llmoutput"})
"""Nobody else answers under these names."""
_TALK = 3
"""Words that a question and its answer have on average, if not more; so few as a field's value has say nothing."""


def _is_logged(named: Mapping[str, str], sure: float) -> bool:
    """Whether an exchange under common names is one with a model: nothing else has a prompt, or notes such things."""
    return sure == _STRONG or any(_column(named, part)[0] for part in ("conversation", "time", "model"))


def names_exchange(columns: Sequence[str]) -> tuple[str, str] | None:
    """The columns of a question and its answer, of which one at least can be nothing else by its name."""
    named = {_NO_LETTERS.sub("", column.casefold()): column for column in reversed(columns)}
    (asked, sure), (answered, as_sure) = (_column(named, part) for part in ("prompt", "response"))
    return (asked, answered) if asked and answered and _STRONG in (sure, as_sure) else None


def names_conversation(column: str) -> bool:
    """Whether a column of this name holds the ids of conversations, and nothing else it could be."""
    return _NO_LETTERS.sub("", column.casefold()) in _WORDS["conversation"][0]


def _column(named: Mapping[str, str], part: str) -> tuple[str, float]:
    """The column for `part` and how sure its name is."""
    for words, weight in zip(_WORDS[part], (_STRONG, _WEAK), strict=True):
        for word in words:
            if word in named:
                return named[word], weight
    return "", 0.0


def _holds_roles(column: str, rows: Sequence[Mapping[str, object]]) -> bool:
    """Whether most values say who speaks, in usual words."""
    values = [str(row.get(column)).strip().casefold() for row in rows]
    return sum(value in _USUAL for value in values) > len(values) / 2


_USUAL = {*ROLES, *SPEAKERS, "true", "false", "1", "0"}
