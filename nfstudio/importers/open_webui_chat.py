"""One chat of Open WebUI: a tree of messages, answers side by side, and what the program hides in details."""

import html
import re
from collections.abc import Mapping
from dataclasses import replace

from nfstudio.domain.conversation import Message, Role, canonical
from nfstudio.importers import shapes
from nfstudio.importers.asides import add, add_thought, listed, without_thoughts
from nfstudio.importers.shapes import WrongShape
from nfstudio.importers.trees import Node, branched, instructed, spoken

_DETAILS = re.compile(
    r"^<details type=\"(reasoning|tool_calls|code_interpreter)\"([^>]*)>(.*?)(?:</details>|\Z)\s*",
    re.MULTILINE | re.DOTALL,
)
_SUMMARY = re.compile(r"\A\s*<summary>.*?</summary>\s*", re.DOTALL)
_ATTRIBUTE = re.compile(r"(\w+)=\"([^\"]*)\"")
_QUOTED = re.compile(r"^> ?", re.MULTILINE)


def messages_of(
    chat: Mapping[str, object], given: Mapping[str, Mapping[str, object]], lost: list[str]
) -> list[Message]:
    """All messages of a chat under its system prompt.

    Args:
        given: what the person said of answers, by id of the message, where it is kept apart from the chat.
        lost: gets what is wrong with each message that cannot be read.
    """
    history = chat.get("history")
    history = history if isinstance(history, dict) else {}
    kept = history.get("messages")
    if not isinstance(kept, dict) or not kept:  # the list is a copy of the path, good enough when nothing else is left
        kept = {str(item.get("id", i)): item for i, item in enumerate(_objects(chat.get("messages")))}
    nodes = {name: _node(name, item, kept, given, lost) for name, item in kept.items()}
    settings = chat.get("params")
    system = settings.get("system") if isinstance(settings, dict) else chat.get("system")
    return instructed(
        system if isinstance(system, str) else None, branched(nodes, shapes.text(history.get("currentId")))
    )


def _objects(items: object) -> list[dict[str, object]]:
    return [item for item in listed(items) if isinstance(item, dict)]


def _node(
    name: str,
    item: object,
    kept: Mapping[str, object],
    given: Mapping[str, Mapping[str, object]],
    lost: list[str],
) -> Node:
    if not isinstance(item, dict):
        lost.append(f"The message {name[:40]!r} is no object.")
        return Node(None)
    parent = shapes.text(item.get("parentId"))
    children = tuple(child for one in listed(item.get("childrenIds")) if (child := shapes.text(one)))
    try:
        message = _message(name, item, given.get(name))
    except WrongShape as fault:
        lost.append(str(fault))
        return Node(None, parent, children)
    above = kept.get(parent) if parent else None
    asked = listed(above.get("models")) if isinstance(above, dict) else []
    if message.role is Role.ASSISTANT and len(asked) > 1 and spoken(message):
        which = item.get("modelIdx")  # of the models that were asked at once: equal numbers are regenerated answers
        message = replace(message, extra={**message.extra, "side_by_side": which if type(which) is int else 0})
    return Node(spoken(message), parent, children)


def _message(name: str, item: Mapping[str, object], given: Mapping[str, object] | None) -> Message:
    role = shapes.role_of(item.get("role"))
    words, extra = shapes.content_of(item.get("content"), 0)
    extra |= shapes.stranger(item.get("role"))
    if role is Role.ASSISTANT:
        words = _without_details(words, extra) if words else _structured(item.get("output"), extra)
        words = words or _phases(item.get("content_list"), extra)
    names = [shapes.attachment_name(one) for one in listed(item.get("files")) if isinstance(one, dict)]
    add(extra, "attachments", *names)
    if not words and item.get("error"):
        extra["error"] = True
    said = given or item.get("annotation")
    rating = shapes.thumb(said.get("rating")) if isinstance(said, dict) else None
    if isinstance(said, dict) and rating is not None and (reason := _reason(said)):
        extra["feedback"] = reason
    return Message(
        role=role,
        content=shapes.worded(words),
        origin_id=name,
        model=shapes.text(item.get("model")) if role is Role.ASSISTANT else None,
        created_at=shapes.when(item.get("timestamp")),
        rating=rating,
        extra=extra,
    )


def _reason(said: Mapping[str, object]) -> dict[str, str]:
    """Why the thumb was given, as far as the person told."""
    return {key: words for key in ("reason", "comment") if (words := shapes.text(said.get(key)))}


def _without_details(words: str, extra: dict[str, object]) -> str:
    """An answer without the blocks that the program folds away: thoughts, calls and code it ran go to `extra`."""
    pieces: list[str] = []
    at = 0
    for found in _DETAILS.finditer(words):
        pieces.append(words[at : found.start()])
        at = found.end()
        inner = _SUMMARY.sub("", found[3]).strip()
        if found[1] == "reasoning":
            add_thought(extra, _QUOTED.sub("", inner).strip())
        elif found[1] == "code_interpreter":
            add(extra, "tool_calls", {"name": "code_interpreter", "arguments": inner})
        else:
            add(extra, "tool_calls", _call(dict(_ATTRIBUTE.findall(found[2]))))
    return without_thoughts("".join([*pieces, words[at:]]), extra).strip("\n")


def _call(attributes: Mapping[str, str]) -> dict[str, object]:
    names = (("name", "name"), ("arguments", "arguments"), ("result", "output"))
    return {ours: html.unescape(attributes[theirs]) for theirs, ours in names if theirs in attributes}


def _structured(output: object, extra: dict[str, object]) -> str:
    """The words of the newest shape, which lists what happened step by step."""
    words: list[str] = []
    for step in _objects(output):
        kind = step.get("type")
        if kind == "message":
            words.append(shapes.content_of(_parts(step.get("content")), 0)[0])
        elif kind == "reasoning":
            thought = shapes.content_of(_parts(step.get("content")) or _parts(step.get("summary")), 0)[0]
            add_thought(extra, thought.strip())
        elif kind == "function_call":
            call = {"name": shapes.text(step.get("name")) or "tool", "arguments": shapes.plain(step.get("arguments"))}
            add(extra, "tool_calls", call)
        elif kind == "function_call_output":
            add(extra, "tool_calls", {"output": shapes.content_of(_parts(step.get("output")), 0)[0]})
    return "\n\n".join(filter(None, words))


def _phases(listed_content: object, extra: dict[str, object]) -> str:
    """The words of an answer of Qwen's page, which is made of the same program and keeps thoughts and answer apart."""
    words: list[str] = []
    for step in _objects(listed_content):
        said = step.get("content")
        if not isinstance(said, str) or not said:
            continue
        if step.get("phase") in ("answer", None):
            words.append(said)
        elif str(step["phase"]).startswith("think"):
            add_thought(extra, canonical(said).strip())
        else:
            add(extra, "tool_calls", {"name": str(step["phase"]), "output": canonical(said)})
    return "\n\n".join(words)


def _parts(content: object) -> str | list[object]:
    return content if isinstance(content, str) else _spoken_parts(content)


def _spoken_parts(content: object) -> list[object]:
    return [part.get("text") for part in _objects(content) if isinstance(part.get("text"), str)]
