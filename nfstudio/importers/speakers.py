"""Utterances and exchanges in JSON under the names that people commonly choose, in words of role and content."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from nfstudio.domain.conversation import Message, Role
from nfstudio.importers import datasets, marked_text
from nfstudio.importers.chat_messages import RATED, TIMES
from nfstudio.importers.exchanges import pair_in, with_input
from nfstudio.importers.shapes import ROLES, UNKNOWN_ROLE

_SPEAKERS = (
    *("role", "from", "speaker", "author", "sender", "participantRole", "participantId", "sender_type", "senderType"),
    *("author_type", "authorType", "direction", "type", "name", "event", "source"),
)
_WORDS = ("content", "text", "value", "message", "utterance", "parts", "items", "contents", "body", "say")
_MORE = frozenset(
    {
        "inbound",
        "incoming",
        "outbound",
        "outgoing",
        "you",
        "me",
        "question",
        "answer",
        "llm",
        "input",
        "output",
        "q",
        "a",
        "u",
        "h",
        "prompt",
        "response",
    }
)
"""Names of speakers that are too common elsewhere to be told by alone."""
_SAID_AS = {
    **dict.fromkeys(("inbound", "incoming"), "user"),
    **dict.fromkeys(("outbound", "outgoing"), "assistant"),
    **dict.fromkeys(("you", "me", "question", "input", "q", "u", "h", "prompt"), "user"),
    **dict.fromkeys(("answer", "llm", "output", "a", "response"), "assistant"),
}
_BY_PERSON = {
    **dict.fromkeys(("is_user", "isUser", "from_user", "fromUser", "is_human", "isHuman"), ("user", "assistant")),
    **dict.fromkeys(("is_bot", "isBot", "is_ai", "isAi", "isAI", "from_bot"), ("assistant", "user")),
}
"""Fields that say yes or no to who speaks, with who it is then."""
_OF_ANSWERS = (*RATED, "model", "model_name")
_OF_A_TREE = frozenset({"parentId", "parent_id", "parentMessageId", "childrenIds", "children", "replies", "mes"})
_LOOKED_AT = 4  # items of a list: the first may be anybody's
_PAIR = 2


def are_utterances(items: object) -> bool:
    """Whether a list holds what is said one after another: utterances, texts that name their speaker, or exchanges."""
    if not isinstance(items, list) or not items:
        return False
    said = items[:_LOOKED_AT]
    return any(map(is_utterance, said)) or are_keyed(items) or all(map(_is_exchange, said))


def are_keyed(items: Sequence[object]) -> bool:
    """Whether words stand under the name of who says them, a person's and an assistant's in turn."""
    return {"user", "assistant"} <= {_keyed(item) and ROLES[_keyed(item).lower()].value for item in items[:_LOOKED_AT]}


def _keyed(item: object) -> str:
    """The name of who speaks in an object such as {"user": "hi"}, which says nothing else but when."""
    if not isinstance(item, dict) or len(item) > _PAIR:
        return ""
    name = next((name for name in item if name.lower() in ROLES), "")
    return name if isinstance(item.get(name), str) and all(one == name or one in TIMES for one in item) else ""


def is_utterance(item: object) -> bool:
    """An object with a known speaker and words, or words that begin with one."""
    if isinstance(item, str):
        return _names_one(item)
    if isinstance(item, list):
        return _is_named(item)
    if not isinstance(item, dict) or not _OF_A_TREE.isdisjoint(item):
        return False
    item = _flat(item)
    speaker, words = _names_in(item)
    if speaker and words:
        return True
    said = item[words] if words is not None else None
    return isinstance(said, str) and _names_one(said)


def _names_one(words: str) -> bool:
    """Whether a text begins with who says it, and nobody else speaks in it."""
    return marked_text.utterance_in(words) is not None and marked_text.messages_in(words) is None


def _is_named(item: Sequence[object]) -> bool:
    """A pair such as ["human", "hi"]."""
    return len(item) == _PAIR and str(item[0]).strip().lower() in ROLES and isinstance(item[1], str)


def _by_role(item: Mapping[str, object]) -> list[object]:
    """What stands in objects under the names of roles: {"user": {"text": "hi"}, "assistant": {"text": "yo"}}."""
    said: list[object] = []
    for name, held in item.items():
        role = ROLES.get(name.lower()) if isinstance(held, dict) else None
        if role is None or not isinstance(held, dict):
            continue
        if (words := next((word for word in _WORDS if isinstance(held.get(word), str)), None)) is not None:
            rest = {key: kept for key, kept in held.items() if key not in (words, "role", "content")}
            said.append(_message(role.value, held[words], rest))
    return said if len(said) == _PAIR else []


def _is_exchange(item: object) -> bool:
    if isinstance(item, list):
        return len(item) == _PAIR and all(isinstance(words, str | None) for words in item) and not _is_named(item)
    return isinstance(item, dict) and (pair_in(item) is not None or bool(_by_role(item)))


def said_in(items: Sequence[object]) -> list[object]:
    """Everything in such a list in words of role and content; what is neither is left to be complained of."""
    return [message for item in items if not _is_event(item) for message in _said(item)]


def _is_event(item: object) -> bool:
    """Something that happened between messages, such as that somebody came in or typed: it has a type and no words."""
    kind = item.get("type", item.get("Type")) if isinstance(item, dict) else None
    if not isinstance(item, dict) or not isinstance(kind, str) or is_utterance(item):
        return False
    return _flat(item).keys().isdisjoint(_WORDS) and kind.strip().lower() not in ROLES


def _said(item: object) -> list[object]:
    if isinstance(item, str):
        return [marked_text.utterance_in(item) or item]
    if isinstance(item, list):
        if _is_named(item):
            return [_message(_speaker(item[0]), item[1], {})]
        return _exchanged(item) if _is_exchange(item) else [item]
    return _said_in(item) if isinstance(item, dict) else [item]


def _said_in(item: Mapping[str, object]) -> list[object]:
    if spoken := _by_role(item):
        return spoken
    if not is_utterance(item) and (names := pair_in(item)):
        system = item.get("system")
        before: list[object] = [{"role": "system", "content": system}] if isinstance(system, str) and system else []
        return [*before, *exchange(item, *names)]
    return [_as_message(item), *_observed(item)] if "observation" in item else [_as_message(item)]


def _observed(item: Mapping[str, object]) -> list[object]:
    """What tools gave back in a step of a trajectory (ATIF), which stands beside what the agent says."""
    observation = item["observation"]
    results = observation.get("results") if isinstance(observation, dict) else None
    held = [one.get("content") for one in results if isinstance(one, dict)] if isinstance(results, list) else []
    return [{"role": "tool", "content": content} for content in held if content]


def _flat(item: Mapping[str, object]) -> Mapping[str, object]:
    """The same with a word for a yes or no to who speaks, and without the object that LangChain puts words in."""
    if next(iter(item), "")[:1].isupper():
        item = {name[:1].lower() + name[1:]: held for name, held in item.items()}
    if "kwargs" in item and (built := _constructed(item)) is not None:
        return built
    if "data" not in item and _BY_PERSON.keys().isdisjoint(item):
        return item
    inner = item.get("data")
    flat = {**item, **inner} if isinstance(inner, dict) and "content" in inner else dict(item)
    if inner is not None and flat.get("type") == item.get("type"):
        flat.pop("data")
    for name, roles in _BY_PERSON.items():
        if isinstance(flat.get(name), bool) and "role" not in flat:
            flat["role"] = roles[not flat.pop(name)]
    return flat


def _constructed(item: Mapping[str, object]) -> Mapping[str, object] | None:
    """What an object of LangChain's own classes says, as it is serialised; None for others."""
    inner, names = item["kwargs"], item.get("id")
    if not isinstance(inner, dict) or "content" not in inner or not isinstance(names, list) or not names:
        return None
    role = _CLASSES.get(str(names[-1]).removesuffix("Chunk"))
    return None if role is None else {**inner, "role": role}


_CLASSES = {"HumanMessage": "user", "AIMessage": "assistant", "SystemMessage": "system", "ToolMessage": "tool"}


def _as_message(given: Mapping[str, object]) -> object:
    if name := _keyed(given):
        return _message(name.lower(), given[name], {key: given[key] for key in given if key != name})
    item = _flat(given)
    speaker, words = _names_in(item)
    if words is None:
        return item
    rest = {key: item[key] for key in item if key not in (speaker, words, "role", "content")}
    if speaker is None:
        said = marked_text.utterance_in(item[words]) if isinstance(item[words], str) else None  # type: ignore[arg-type]
        if said is not None and "role" not in item and "speaker" not in item:
            return {**rest, **said}
    role = _speaker(item[speaker]) if speaker else next((item[name] for name in _SPEAKERS if name in item), None)
    return _message(role, item[words], rest)


def _message(role: object, words: object, rest: Mapping[str, object]) -> object:
    return {"role": _SAID_AS.get(str(role).lower(), role), "content": words, **rest}


def _names_in(item: Mapping[str, object]) -> tuple[str | None, str | None]:
    """The keys of an utterance that say who speaks, and what."""
    speaker = next((name for name in _SPEAKERS if name in item and _speaker(item[name]) is not None), None)
    return speaker, next((name for name in _WORDS if name in item and name != speaker), None)


def _speaker(value: object) -> str | None:
    """The name of a role; None for anything else."""
    if isinstance(value, dict):  # ChatGPT's way: an author has a role
        value = value.get("role", value.get("label", value.get("Label", value.get("type"))))
        value = _NUMBERED.get(value) if type(value) is int else value
    name = value.strip().lower() if isinstance(value, str) else ""
    return name if name in ROLES or name in _MORE else None


_NUMBERED = {0: "bot", 1: "user"}
"""Roles of Copilot Studio."""


def exchange(record: Mapping[str, object], asked: str, answered: str) -> list[object]:
    """A question with its answer; a question may hold all that was said before."""
    question = with_input(record, asked)
    at = {name: record[name] for name in TIMES if name in record}
    beside = {name: held for name in _OF_ANSWERS if name in record and not _counts(held := record[name])}
    before, last = _question(question)
    return [*before, {**at, **last}, {**at, **beside, "role": "assistant", "content": record[answered]}]


def _counts(value: object) -> bool:
    """Whether a rating may be a number of stars: one exchange alone does not tell 1 of 5 from a thumb."""
    return (isinstance(value, int | float) and not isinstance(value, bool)) or (
        isinstance(value, str) and value.strip().isdecimal()
    )


def _question(words: str) -> tuple[list[object], Mapping[str, object]]:
    """What was said before, and the question."""
    listed = datasets.unpacked(words)
    said = said_in(listed) if isinstance(listed, list) and are_utterances(listed) else []
    if not said and (before := marked_text.messages_in(words)) and before[-1]["role"] == "user":
        said = list(before)
    if said and isinstance(last := said[-1], dict):
        return said[:-1], last
    return [], {"role": "user", "content": words}


def _exchanged(pair: Sequence[object]) -> list[object]:
    roles = ("user", "assistant")
    return [{"role": role, "content": words} for role, words in zip(roles, pair, strict=True) if words]


def with_answers(messages: list[Message]) -> list[Message]:
    """The messages; where no assistant speaks in them, who answers the person every time is the assistant.

    Some sets call the assistant SYSTEM, some programs by a name of its own. Nobody unknown is taken for the person.
    """
    if any(message.role is Role.ASSISTANT for message in messages):
        return messages
    speakers = {_who(message) for message in messages if message.role is not Role.USER}
    first = next((i for i, message in enumerate(messages) if message.role is Role.USER), len(messages))
    after = [i for i in range(first, len(messages)) if messages[i].role is not Role.USER]
    follows = all(messages[i - 1].role is Role.USER for i in after)
    who = {_who(messages[i]) for i in after}
    if len(after) < _OFTEN or not follows or len(who) != 1 or who == {Role.TOOL} or len(speakers - {Role.SYSTEM} - who):
        return messages
    return [_answering(message) if i in after else message for i, message in enumerate(messages)]


_OFTEN = 2


def _who(message: Message) -> object:
    return message.extra.get(UNKNOWN_ROLE, message.role)


def _answering(message: Message) -> Message:
    extra = {name: kept for name, kept in message.extra.items() if name != UNKNOWN_ROLE}
    if UNKNOWN_ROLE in message.extra:
        extra.setdefault("name", message.extra[UNKNOWN_ROLE])
    return replace(message, role=Role.ASSISTANT, extra=extra)
