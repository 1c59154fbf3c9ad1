"""Amazon Bedrock's log of model invocations: requests and replies of a dozen APIs, put into the words of one."""

from collections.abc import Mapping, Sequence

from nfstudio.importers import datasets, hh, shapes
from nfstudio.importers.asides import listed

_SCHEMA = "ModelInvocationLog"
_TEXTS = ("outputText", "generation", "completion", "text")
_PARTS = ("text", "thinking", "partial_json")


def invocation(value: Mapping[str, object]) -> Mapping[str, object] | None:
    """The record of an invocation, also as CloudWatch wraps it; None for every other."""
    if value.get("schemaType") == _SCHEMA:
        return value
    message = value.get("message")
    if isinstance(message, str) and "ingestionTime" in value and _SCHEMA in message[:_SHOWN]:
        inner = datasets.unpacked(message)
        return inner if isinstance(inner, dict) and inner.get("schemaType") == _SCHEMA else None
    return None


_SHOWN = 20_000


def call(value: Mapping[str, object]) -> Mapping[str, object]:
    """An invocation as the record of a call; without messages where its body lies elsewhere (those above 100 kB do)."""
    sent, given = _body(value, "input"), _body(value, "output")
    identity = value.get("identity")
    known = {
        "model": (shapes.text(value.get("modelId")) or "").rpartition("/")[2] or None,
        "timestamp": value.get("timestamp"),
        "user": shapes.text(identity.get("arn")) if isinstance(identity, dict) else None,
        "metadata": value.get("requestMetadata"),
    }
    return {**known, "messages": _history(sent), "response": _reply(given)}


def _body(value: Mapping[str, object], side: str) -> object:
    held = value.get(side)
    return datasets.unpacked(held.get(f"{side}BodyJson")) if isinstance(held, dict) else None


def _history(sent: object) -> list[object] | str | None:
    """What was sent, as messages; the words alone where the API takes no more."""
    if not isinstance(sent, dict):
        return None
    items = sent.get("messages")
    if isinstance(items, list):
        told = sent.get("system")
        system: list[object] = [{"role": "system", "content": _content(told)}] if told else []
        return [*system, *map(_message, items)]
    words = shapes.first(sent, ("prompt", "inputText"))
    if words is None:
        return None
    said = hh.utterances(words)
    return said or words


def _message(item: object) -> object:
    return {**item, "content": _content(item["content"])} if isinstance(item, dict) and "content" in item else item


def _content(content: object) -> object:
    return list(map(_part, content)) if isinstance(content, list) else content


def _part(part: object) -> object:
    """A part of the Converse API, which is named by its only key, in words of Anthropic's."""
    if not isinstance(part, dict) or "type" in part:
        return part
    used, result, thought = part.get("toolUse"), part.get("toolResult"), part.get("reasoningContent")
    if isinstance(used, dict):
        return {"type": "tool_use", "name": used.get("name"), "input": used.get("input")}
    if isinstance(result, dict):
        return {"type": "tool_result", "content": _content(result.get("content"))}
    if isinstance(thought, dict):
        told = thought.get("reasoningText")
        return {"type": "thinking", "thinking": told.get("text") if isinstance(told, dict) else ""}
    return _attached(part)


def _attached(part: Mapping[str, object]) -> object:
    """A document or a picture by its name; words as they are; nothing of a mark for the cache."""
    kind = next(iter(part), "")
    if kind == "json":
        return {"type": "text", "text": str(part["json"])}
    held = part.get(kind)
    if not isinstance(held, dict):
        return part
    name = held.get("name") or f"{kind}.{held.get('format') or 'file'}"
    return None if kind == "cachePoint" else {"type": kind, "name": name}


def _reply(given: object) -> object:
    """What came back: whole, or in the pieces of a stream."""
    if isinstance(given, list):
        return _streamed([piece for piece in given if isinstance(piece, dict)])
    if not isinstance(given, dict):
        return None
    output = given.get("output")
    if isinstance(output, dict) and isinstance(output.get("message"), dict):
        return _message(output["message"])
    if isinstance(given.get("content"), list):
        return _message({"role": "assistant", **given})
    results = [item for item in listed(given.get("results")) if isinstance(item, dict)]
    words = shapes.first(results[0] if results else given, _TEXTS)
    return words or given


def _streamed(pieces: Sequence[Mapping[str, object]]) -> object:
    """The message that the pieces of a stream come to, in Anthropic's words, Converse's, or those of older models."""
    blocks: dict[object, dict[str, str]] = {}
    for piece in pieces:
        event = next((piece[name] for name in _EVENTS if isinstance(piece.get(name), dict)), piece)
        if not isinstance(event, dict):
            continue
        index = event.get("index", event.get("contentBlockIndex", 0))
        block = blocks.setdefault(str(index), {"type": "text", "text": ""})
        begun = event.get("content_block", event.get("start"))
        if isinstance(begun, dict):
            used = begun.get("toolUse")
            block |= {name: held for name in ("type", "name") if isinstance(held := begun.get(name), str)}
            block |= {"type": "tool_use", "name": str(used.get("name"))} if isinstance(used, dict) else {}
        _grow(block, event.get("delta", event))
    return {"role": "assistant", "content": [block for block in blocks.values() if block["text"] or "name" in block]}


_EVENTS = ("contentBlockStart", "contentBlockDelta", "chunk")


def _grow(block: dict[str, str], delta: object) -> None:
    """Put the words of one piece behind those before."""
    if not isinstance(delta, dict):
        return
    thought, used = delta.get("reasoningContent"), delta.get("toolUse")
    if isinstance(thought, dict):
        block["type"] = "thinking"
        delta = thought
    elif isinstance(used, dict):
        delta = {"text": used.get("input")}
    words = next((held for name in (*_PARTS, *_TEXTS) if isinstance(held := delta.get(name), str)), "")
    block["text"] += words
    if block["type"] == "thinking":
        block["thinking"] = block["text"]
    elif block["type"] == "tool_use":
        block["input"] = block["text"]
