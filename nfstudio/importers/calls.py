"""What programs log of a call to a model has a hundred shapes: here its history and its answer become messages."""

import re
from collections.abc import Callable, Hashable, Mapping, Sequence

from nfstudio.domain.conversation import Message, Role
from nfstudio.importers import datasets, shapes
from nfstudio.importers.asides import may_think
from nfstudio.importers.chat_messages import read_messages, readable
from nfstudio.importers.shapes import NOTHING, ROLES, WrongShape

_HISTORIES = (
    "messages",
    "input_messages",
    "chat_history",
    "history",
    "input",
    "inputs",
    "args",
    "kwargs",
    "body",
    "contents",
)
_QUESTIONS = ("question", "query", "prompt", "input", "user_input", "text", "content", "message")
_ANSWERS = ("messages", "output", "answer", "response", "completion", "generations", "text", "content", "message")
_PLAIN = frozenset({"role", "content", "refusal", "annotations", "type"})
"""All that a plain answer of OpenAI's API has; beside its words the others say nothing."""
_SPEAKING = frozenset({"content", "kwargs", "data", "parts"})
"""Keys of which every message has one, however it is serialised."""
_TOLD = ("system", "systemInstruction", "system_instruction")
_DEEPEST = 6
_CLASSES = {"HumanMessage": "user", "AIMessage": "assistant", "SystemMessage": "system", "ToolMessage": "tool"}
_SIDE = re.compile(
    r"\b(?:titles?|tags?|summar\w+|follow[- ]?ups?|emoji|categor\w+|search quer\w+)\b.{0,300}"
    r"(?:\b(?:this|the|following|our) (?:conversation|chat|dialog(?:ue)?|exchange)\b|chat_history|conversation_history)"
    r"|\b(?:this|the|following) (?:conversation|chat|dialog(?:ue)?)\b.{0,120}\b(?:titles?|summar\w+|tags?)\b",
    re.DOTALL | re.IGNORECASE,
)
_SIDE_LENGTH = 2_000


def asked(value: object, depth: int = 0) -> list[object] | str | None:
    """What was sent: a list of messages, the words alone where no history is sent along, or None."""
    value = datasets.unpacked(value)
    if isinstance(value, str):
        return value or None
    if isinstance(value, list):
        return _listed(value)
    if not isinstance(value, dict) or depth > _DEEPEST:
        return None
    if _is_message(value):
        return [value]
    for name in (*_HISTORIES, "request"):
        inner = datasets.unpacked(value.get(name))
        if isinstance(inner, dict | list) and (found := asked(inner, depth + 1)):
            return found
    return next((value[name] for name in _QUESTIONS if isinstance(value.get(name), str) and value[name]), None)


def _listed(value: list[object]) -> list[object] | None:
    """Messages as they stand, or one list deeper; pairs such as ["human", "hi"] are messages too."""
    while len(value) == 1 and isinstance(value[0], list) and not _is_pair(value[0]):
        value = value[0]
    for item in value:
        if not _is_message(item):
            break
    else:
        return value or None
    messages = [_as_message(item) for item in value]
    return messages if any(_is_message(item) for item in messages) else None


def _is_message(value: object) -> bool:
    return (
        isinstance(value, dict) and isinstance(value.get("role"), str) and ("content" in value or "tool_calls" in value)
    )


def told(sent: object) -> list[object]:
    """What is said to the model beside the messages of a request, as Anthropic's and Gemini's APIs have it."""
    sent = datasets.unpacked(sent)
    if not isinstance(sent, dict):
        return []
    system = next((sent[name] for name in _TOLD if isinstance(sent.get(name), str | list | dict) and sent[name]), None)
    content = system.get("parts") if isinstance(system, dict) else system
    return [{"role": "system", "content": content}] if content else []


def _is_pair(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and value[0] in ("human", "ai", "system", "user", "assistant")


def _as_message(item: object) -> object:
    """A message of LangChain's or Gemini's, serialised in any of its ways, in words of role and content."""
    if not isinstance(item, dict):
        return {"role": item[0], "content": item[1]} if isinstance(item, list) and _is_pair(item) else item
    if _is_message(item) or _SPEAKING.isdisjoint(item):
        return item
    if "role" not in item and (constructed := _constructed(item)) is not None:
        return constructed
    if isinstance(item.get("role", "user"), str) and isinstance(item.get("parts"), list):  # Gemini's
        return {"role": item.get("role", "user"), "content": item["parts"]}
    return _serialised(item)


def _serialised(item: Mapping[str, object]) -> Mapping[str, object]:
    """The same for LangChain's other ways; what is no message, as it is."""
    inner = item.get("kwargs", item.get("data", item))
    if not isinstance(inner, dict):
        return item
    names = item.get("id")
    named = _CLASSES.get(str(names[-1]).removesuffix("Chunk")) if isinstance(names, list) and names else None
    role = named or shapes.first(inner, ("role",)) or shapes.first(item, ("type",)) or shapes.first(inner, ("type",))
    if role is None or role.lower() not in ROLES or "content" not in inner:
        return item
    return {**inner, "role": role}


def _constructed(item: dict[str, object]) -> dict[str, object] | None:
    """What an object of LangChain's own classes says, as most of its messages are serialised; None for others."""
    inner, names = item.get("kwargs"), item.get("id")
    if type(inner) is not dict or "content" not in inner or type(names) is not list or not names:
        return None
    name = names[-1]
    named = _CLASSES.get(name) if type(name) is str else None
    return None if named is None else {**inner, "role": named}


def answered(value: object, depth: int = 0) -> list[object]:
    """The answers to a call, the one that was taken first; none when it failed or was not logged."""
    value = datasets.unpacked(value)
    if isinstance(value, list):
        return _last_answer(value, depth)
    if isinstance(value, dict) and depth <= _DEEPEST:
        return _answer_in(value, depth)
    return [{"role": "assistant", "content": value}] if isinstance(value, str) and value else []


def _answer_in(value: Mapping[str, object], depth: int) -> list[object]:
    message = _as_message(value)
    if _is_message(message):
        return [message]
    choices = value.get("choices", value.get("candidates"))
    if isinstance(choices, list):
        return [found for choice in choices for found in answered(_of_choice(choice), depth + 1)[:1]]
    for name in (*_ANSWERS, "body"):
        if (inner := value.get(name)) and (found := answered(inner, depth + 1)):
            return found
    return []


def _of_choice(choice: object) -> object:
    return choice.get("message", choice.get("content", choice.get("text"))) if isinstance(choice, dict) else choice


def _last_answer(value: list[object], depth: int) -> list[object]:
    """Of a list: the last message of an assistant, or what its parts say together (generations, output items)."""
    said = [message for item in value if _is_message(message := _as_message(item))]
    if said:
        by_model = [m for m in said if isinstance(m, dict) and _is_assistants(m)]
        return [_with_steps(by_model[-1], value)] if by_model else []
    if value and all(isinstance(part, dict) and isinstance(part.get("type"), str) for part in value):
        return [{"role": "assistant", "content": value}]
    return [found for item in value for found in answered(item, depth + 1)[:1]][:1] if depth <= _DEEPEST else []


def _with_steps(message: Mapping[str, object], output: Sequence[object]) -> object:
    """An answer of OpenAI's Responses API with what stands before it in the output: thoughts, and calls of tools."""
    steps = [
        item for item in output if isinstance(item, dict) and "role" not in item and isinstance(item.get("type"), str)
    ]
    summaries = [part for item in steps if isinstance(item.get("summary"), list) for part in item["summary"]]
    thoughts = [shapes.text(part.get("text")) for part in summaries if isinstance(part, dict)]
    made = [item for item in steps if str(item["type"]).endswith("_call")]
    beside = {"reasoning": "\n\n".join(filter(None, thoughts)), "tool_calls": made}
    more = {name: kept for name, kept in beside.items() if kept and not message.get(name)}
    return {**message, **more} if more else message


def _is_assistants(message: Mapping[str, object]) -> bool:
    return ROLES.get(str(message["role"]).lower()) is Role.ASSISTANT


def spoken(
    history: list[object] | str,
    answers: Sequence[object],
    *,
    model: str | None,
    at: str | None,
    lost: list[str] | None = None,
) -> list[Message]:
    """History and first answer as messages; the newest word of the person and the answer are of this call.

    Args:
        lost: gets a sentence about every message that cannot be read, which is left out.

    Raises:
        WrongShape: when no message of the history can be read, naming the first.
    """
    items = [{"role": "user", "content": history}] if isinstance(history, str) else history
    try:
        asking = read_messages(items)
    except WrongShape:
        asking, missing = readable(items)
        if lost is not None:
            lost += missing
    if at is not None:
        _stamp(asking, at)
    if not answers:
        return asking
    if asking and asking[-1].role is Role.ASSISTANT and _repeats(answers[0], asking[-1].content):
        return asking
    if (words := _plain_answer(answers[0])) is not None:
        parent = len(asking) - 1 if asking else None
        asking.append(Message(Role.ASSISTANT, words, parent, True, None, model, at, None, NOTHING))  # noqa: FBT003 - as fields stand
        return asking
    try:
        said = _answer_of(answers[0], len(asking))
    except WrongShape as fault:
        if lost is not None:
            lost.append(str(fault))
        return asking
    if (said.model or not model) and (said.created_at or not at):
        asking.append(said)
        return asking
    by = Message(
        said.role,
        said.content,
        said.parent,
        said.on_active_path,
        said.origin_id,
        said.model or model,
        said.created_at or at,
        said.rating,
        said.extra,
    )
    asking.append(by)
    return asking


def _repeats(answer: object, words: str) -> bool:
    """Whether an answer is what the history ends with already."""
    return type(answer) is dict and answer.get("content") == words


def _plain_answer(answer: object) -> str | None:
    """The words of an answer that is nothing else, as nearly all are; None for any other."""
    if type(answer) is not dict or not answer.keys() <= _PLAIN:
        return None
    words, role = answer.get("content"), answer.get("role")
    if type(words) is not str or not words or type(role) is not str or ROLES.get(role) is not Role.ASSISTANT:
        return None
    return None if may_think(words) else shapes.worded(words)


def _answer_of(answer: object, start: int) -> Message:
    if type(answer) is dict and ("name" in answer or "id" in answer):
        answer = _aside(answer)
    read = read_messages([answer], start=start)[0]
    if read.role is not Role.ASSISTANT:
        raise WrongShape("The answer is not an assistant's.")
    return read


def _aside(answer: Mapping[str, object]) -> Mapping[str, object]:
    """Without the name of a run or a class that stands where a message has a speaker's."""
    return {key: item for key, item in answer.items() if key not in ("name", "id")}


def _stamp(messages: list[Message], at: str) -> None:
    """Give the newest word of the person its time."""
    last = messages[-1] if messages else None
    if last and last.role is Role.USER and last.created_at is None:
        messages[-1] = Message(
            last.role,
            last.content,
            last.parent,
            origin_id=last.origin_id,
            model=last.model,
            created_at=at,
            rating=last.rating,
            extra=last.extra,
        )


def key_of(session: str | None, user: str | None, messages: Sequence[Message]) -> Hashable:
    """What calls of one conversation have in common: how it began, and the session; without one, the first answer."""
    system = next((m.content for m in messages if m.role is Role.SYSTEM), "")
    first = next((m.content.strip() for m in messages if m.role is Role.USER), "")
    if session is not None:
        return session, system, first
    answer = next((m.content.strip() for m in messages if m.role is Role.ASSISTANT), "")
    return user, system, first, answer


def early_key(
    session: str | None, user: str | None, history: list[object] | str, answers: Callable[[], Sequence[object]]
) -> Hashable:
    """What `key_of` says of all that was `spoken`, read from no more of it than tells.

    Raises:
        WrongShape: when no message can be read, naming the first.
    """
    if isinstance(history, str):
        return key_of(session, user, spoken(history, answers()[:1] if session is None else (), model=None, at=None))
    first = _first_of_each(history)
    answered_in_it = first is not None and Role.ASSISTANT in first
    given = () if answered_in_it or session is not None else answers()[:1]
    return key_of(session, user, spoken(history if first is None else [*first.values()], given, model=None, at=None))


def _first_of_each(history: list[object]) -> dict[Role, object] | None:
    """The first message of each role, as far as all are plain words; None for any other history."""
    first: dict[Role, object] = {}
    for item in history:
        if type(item) is not dict or type(item.get("content")) is not str:
            return None
        role = ROLES.get(name) if type(name := item.get("role")) is str else None
        if role is None:
            return None
        if role not in first:
            first[role] = item
    return first


def is_side(messages: Sequence[Message]) -> bool:
    """Whether a program made this call for itself: one request, without history, about a conversation."""
    user, system = Role.USER, Role.SYSTEM
    asked = [m.content for m in messages if m.role is user]
    if len(asked) != 1:
        return False
    asked += [m.content for m in messages if m.role is system]
    return any(_names_talk(words) and _SIDE.search(words, 0, _SIDE_LENGTH) for words in asked)


def _names_talk(words: str) -> bool:
    """Whether a text may name a conversation; a twentieth of the time that the search for what is said of it takes."""
    if not words.isascii():
        return True  # letters may count as others there
    small = words[:_SIDE_LENGTH].lower()
    return "conversation" in small or "chat" in small or "dialog" in small or "exchange" in small
