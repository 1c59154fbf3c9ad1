"""opencode's exported sessions: messages in parts, answers in steps between which tools are called."""

from collections.abc import Iterator, Mapping, Sequence

from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.records import Found, Problem
from nfstudio.importers import injected, shapes
from nfstudio.importers.answers import Answer, Chain, called, outcome
from nfstudio.importers.asides import listed
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import WrongShape, chained, conversations

NAME = "opencode"
TITLE = "opencode sessions"
COMPANIONS: tuple[str, ...] = ()


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such a session."""
    return sample.layout(is_record) is not None


def read(entry: Entry) -> Iterator[Found | Problem]:
    """The conversation of the file."""
    return conversations(entry, is_record, build)


def is_record(value: object) -> bool:
    """A session with what is known of it, and messages of which the same is said."""
    items = value.get("messages") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(value.get("info"), dict) or not isinstance(items, list):
        return False
    first = [item for item in items if isinstance(item, dict)][:1]
    return not items or any({"info", "parts"} <= item.keys() for item in first)


def build(value: object) -> Found:
    """One record as a conversation.

    Raises:
        WrongShape: when it cannot be read.
    """
    items = value.get("messages") if isinstance(value, dict) else None
    about = value.get("info") if isinstance(value, dict) else None
    if not isinstance(items, list) or not isinstance(about, dict):
        raise WrongShape("There is no session with a list of messages.")
    lost: list[str] = []
    messages = _messages(items, lost)
    models = [message.model for message in messages if message.model]
    return chained(
        messages,
        lost=lost,
        origin_id=shapes.text(about.get("id")),
        title=shapes.text(about.get("title")),
        model=models[-1] if models else None,
        created_at=_when(about),
    )


def _when(about: Mapping[str, object]) -> str | None:
    time = about.get("time")
    return shapes.first_time(time, ("created", "start")) if isinstance(time, dict) else None


def _messages(items: Sequence[object], lost: list[str]) -> list[Message]:
    chain = Chain()
    for i, item in enumerate(items):
        about = item.get("info") if isinstance(item, dict) else None
        if not isinstance(item, dict) or not isinstance(about, dict):
            lost.append(f"Message {i + 1} is no object with an info.")
            continue
        held = [part for part in listed(item.get("parts")) if isinstance(part, dict)]
        if shapes.role_of(about.get("role")) is Role.ASSISTANT:
            _answered(chain.answer, about, held)
        else:
            _said(chain, about, held)
    return chain.done()


def _said(chain: Chain, about: Mapping[str, object], held: Sequence[Mapping[str, object]]) -> None:
    """What the person wrote. Parts that the program made up, such as files it read out, are marked as such."""
    own = [part for part in held if part.get("synthetic") is not True]
    words = injected.own_words("\n".join(str(part["text"]) for part in own if isinstance(part.get("text"), str)))
    names: list[object] = [shapes.attachment_name(part) for part in own if part.get("type") == "file"]
    extra = {**({"attachments": names} if names else {}), **shapes.stranger(about.get("role"))}
    if words or extra:
        role, name = shapes.role_of(about.get("role")), shapes.text(about.get("id"))
        chain.add(Message(role, shapes.worded(words), origin_id=name, created_at=_when(about), extra=extra))


def _answered(answer: Answer, about: Mapping[str, object], held: Sequence[Mapping[str, object]]) -> None:
    answer.about(
        origin_id=shapes.text(about.get("id")), model=shapes.text(about.get("modelID")), created_at=_when(about)
    )
    for part in held:
        kind, words = part.get("type"), part.get("text")
        if kind == "tool":
            state = part.get("state")
            done: Mapping[str, object] = state if isinstance(state, dict) else {}
            answer.calls.append(called(part.get("tool"), done.get("input")))
            if output := shapes.first(done, ("output", "error")):
                answer.calls.append(outcome(part.get("tool"), output))
        elif kind == "reasoning" and isinstance(words, str):
            answer.thoughts.append(words.strip())
        elif kind == "text" and isinstance(words, str):
            answer.words.append(words.strip())
        elif kind == "file":
            answer.attachments.append(shapes.attachment_name(part))
