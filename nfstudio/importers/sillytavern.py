"""SillyTavern's chats: a head line, then one message a line, with the answers that were swiped away."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import shapes
from nfstudio.importers.asides import add, add_thought, listed, without_thoughts
from nfstudio.importers.files import Entry
from nfstudio.importers.json_records import records
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import NOTHING, WrongShape, chained, placed
from nfstudio.importers.trees import spoken

NAME = "sillytavern"
TITLE = "SillyTavern"
COMPANIONS: tuple[str, ...] = ()

_UNUSED = "unused"
_PROGRAM = "SillyTavern System"
_GENERATED = frozenset({"gen_started", "gen_id", "swipe_id"})
_NOT_SPOKEN = frozenset({"narrator", "comment", "help", "welcome", "macros", "slash_command", "generic"})


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such lines."""
    return sample.layout(is_line) is not None


def is_line(value: object) -> bool:
    """A message, or the line at the head of a chat."""
    return isinstance(value, dict) and (("mes" in value and "is_user" in value) or _is_head(value))


def _is_head(value: Mapping[str, object]) -> bool:
    return "mes" not in value and "user_name" in value and ("character_name" in value or "chat_metadata" in value)


def read(entry: Entry) -> Iterator[Found | Problem]:
    """The conversation of the file; lines that are no messages are problems, and it goes on without them."""
    chat = _Chat()
    place = ""
    for item in records(entry, is_line):
        if isinstance(item, Problem):
            yield item
            continue
        place = place or item[0]
        try:
            chat.take(item[1])
        except WrongShape as fault:
            yield Problem(item[0], Reason.WRONG_SHAPE, str(fault))
    if place:
        yield placed(chat.conversation(), place)


class _Chat:
    """One chat on its way in: what the head said, the messages so far, and the one that the next answers."""

    def __init__(self) -> None:
        self._head: Mapping[str, object] = NOTHING
        self._messages: list[Message] = []
        self._last: int | None = None
        self._first: str | None = None

    def take(self, value: object) -> None:
        """One line.

        Raises:
            WrongShape: when it is neither a head nor a message.
        """
        if isinstance(value, dict) and _is_head(value):
            self._head = value
            return
        if not isinstance(value, dict) or not isinstance(value.get("mes"), str):
            raise WrongShape("This line is no message: it holds no words called mes.")
        message = spoken(self._message(value))
        if message is None:
            return
        others = list(_swiped(value, message)) if message.role is Role.ASSISTANT else []
        chosen = value.get("swipe_id")
        before = chosen if type(chosen) is int and 0 <= chosen <= len(others) else len(others)
        self._messages += others[:before]
        self._last = len(self._messages)
        self._messages += [message, *others[before:]]

    def conversation(self) -> Found:
        """All that was taken in."""
        models = [message.model for message in self._messages if message.model]
        times = [message.created_at for message in self._messages if message.created_at]
        return chained(
            self._messages,
            title=self._title(),
            model=models[-1] if models else None,
            created_at=shapes.when(self._head.get("create_date")) or (times[0] if times else None),
        )

    def _title(self) -> str | None:
        """Whom the person talks to: the head says so, or, in newer files, only the first who speaks."""
        named = shapes.text(self._head.get("character_name"))
        return named if named != _UNUSED else self._first

    def _message(self, value: Mapping[str, object]) -> Message:
        about = value.get("extra")
        about = about if isinstance(about, dict) else {}
        extra: dict[str, object] = {}
        name = shapes.text(value.get("name"))
        role = _role(
            value, about, is_known=name is not None and name in (self._head.get("character_name"), self._first)
        )
        if role is Role.ASSISTANT:
            self._first = self._first or name
        unsaid = self._head.get("character_name") == _UNUSED and name == self._first
        if name and not unsaid and name not in (self._head.get("character_name"), self._head.get("user_name")):
            extra["name"] = name
        if role is Role.ASSISTANT:
            add_thought(extra, shapes.text(about.get("reasoning")) or "")
        words = shapes.worded(str(value["mes"]))
        words = without_thoughts(words, extra) if role is Role.ASSISTANT else words
        add(extra, "attachments", *_attachments(about))
        return Message(
            role=role,
            content=words,
            parent=self._last,
            model=shapes.text(about.get("model")) if role is Role.ASSISTANT else None,
            created_at=shapes.when(value.get("send_date")),
            extra=extra if words or extra.keys() - {"name"} else {},
        )


def _role(value: Mapping[str, object], about: Mapping[str, object], *, is_known: bool) -> Role:
    """Whose a line is. The mark of the system is set on the program's notices, and on every line that somebody hid from
    the model, to save its memory: those were said all the same.

    Args:
        is_known: whether it bears the name of whom the person talks to.
    """
    if value.get("name") == _PROGRAM or shapes.text(about.get("type")) in _NOT_SPOKEN:
        return Role.SYSTEM
    if value.get("is_user") is True:
        return Role.USER
    hidden = value.get("is_system") is True
    return Role.SYSTEM if hidden and not is_known and _GENERATED.isdisjoint(value) else Role.ASSISTANT


def _swiped(value: Mapping[str, object], chosen: Message) -> Iterator[Message]:
    """The answers that were flipped through before the chosen one, or after it."""
    about = listed(value.get("swipe_info"))
    for i, words in enumerate(listed(value.get("swipes"))):
        if i == value.get("swipe_id") or not isinstance(words, str) or not words or words == value["mes"]:
            continue
        info = about[i] if i < len(about) else None
        info = info if isinstance(info, dict) else {}
        inner = info.get("extra")
        inner = inner if isinstance(inner, dict) else {}
        extra: dict[str, object] = {key: chosen.extra[key] for key in ("name",) if key in chosen.extra}
        add_thought(extra, shapes.text(inner.get("reasoning")) or "")
        yield replace(
            chosen,
            content=without_thoughts(shapes.worded(words), extra),
            on_active_path=False,
            model=shapes.text(inner.get("model")) or chosen.model,
            created_at=shapes.when(info.get("send_date")) or chosen.created_at,
            extra=extra,
        )


def _attachments(about: Mapping[str, object]) -> list[str]:
    """Names of files and pictures; a picture that lies inside the line is only said to be there."""
    names = []
    for one in [about.get("file"), about.get("image"), *listed(about.get("files")), *listed(about.get("media"))]:
        name = shapes.attachment_name(one) if isinstance(one, dict) else shapes.text(one)
        if name:
            names.append("picture" if name.startswith("data:") else name)
    return names
