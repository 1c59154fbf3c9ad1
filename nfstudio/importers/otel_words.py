"""What a span of OpenTelemetry says of a call to a model: every library writes the same words under other names."""

import re
from collections.abc import Iterator, Mapping, Sequence

from nfstudio.importers import calls, datasets, shapes
from nfstudio.importers.sample import parsed

Span = Mapping[str, object]
"""Attributes under their whole names; `events` keeps what happened in the span."""

_NUMBERED = re.compile(
    r"(?P<family>gen_ai\.prompt|gen_ai\.completion|llm\.prompts|llm\.completions"
    r"|llm\.input_messages|llm\.output_messages)\.(?P<at>\d{1,4})\.(?:message\.)?(?P<name>[\w.]+)"
)
_ASKING = ("gen_ai.prompt", "llm.prompts", "llm.input_messages")
_TELLING = ("gen_ai.completion", "llm.completions", "llm.output_messages")
_SENT = (
    *("gen_ai.input.messages", "ai.prompt.messages", "ai.prompt", "gen_ai.prompt", "llm.input_messages"),
    *("mlflow.spanInputs", "input.value", "traceloop.entity.input"),
)
_GIVEN = (
    *("gen_ai.output.messages", "gen_ai.completion", "llm.output_messages", "ai.response.text", "ai.result.text"),
    *("mlflow.spanOutputs", "output.value", "traceloop.entity.output"),
)
_TOLD = ("gen_ai.system_instructions", "ai.prompt.system")
_EVENT = re.compile(r"gen_ai\.(system|user|assistant|tool)\.message")
_CHOICE = "gen_ai.choice"
_KINDS = (
    *("openinference.span.kind", "span_kind", "mlflow.spanType", "gen_ai.operation.name", "traceloop.span.kind"),
    "llm.request.type",
)
_NO_MODEL = frozenset(
    {*("tool", "retriever", "embedding", "embeddings", "reranker", "rerank", "execute_tool", "create_agent", "chain")}
    | {*("agent", "task", "workflow", "evaluator", "guardrail", "prompt", "parser", "memory", "unknown")}
)
"""Spans in which no model is asked, or which repeat what one inside them asks."""
_PREFIXES = ("gen_ai.", "llm.", "openinference.", "ai.prompt", "ai.response", "ai.model", "mlflow.span", "traceloop.")


def is_of_a_model(span: Span) -> bool:
    """Whether a span is of the kind that asks a model, as far as it says so."""
    kinds = (str(datasets.unpacked(span[name])).strip('"').lower() for name in _KINDS if name in span)
    return next(kinds, "") not in _NO_MODEL


def speaks_of_models(attributes: object) -> bool:
    """Whether attributes, however they are written, hold one that is about models."""
    if isinstance(attributes, list):
        return any(isinstance(one, dict) and str(one.get("key")).startswith(_PREFIXES) for one in attributes)
    if not isinstance(attributes, dict):
        return False
    return any(str(name).startswith(_PREFIXES) or name in ("gen_ai", "openinference") for name in attributes)


def sent(span: Span) -> list[object] | None:
    """The messages that were sent; None when their words were not logged."""
    found = _numbered(span, _ASKING) or _in_events(span)
    for name in _SENT if not found else ():
        value = _held(span, name)
        if asked := calls.asked(_worded(value)):
            before = calls.told(value)
            found = [*before, *(asked if isinstance(asked, list) else [{"role": "user", "content": asked}])]
            break
    if not found:
        return None
    told = next((datasets.unpacked(span[name]) for name in _TOLD if span.get(name)), None)
    return [{"role": "system", "content": told}, *found] if isinstance(told, str | list | dict) else found


def given(span: Span) -> list[object]:
    """The answers, the one that was taken first; none when it failed or was not logged."""
    if found := _numbered(span, _TELLING):
        return found
    choices: list[object] = [_of_event(event, "assistant") for event in _events(span) if event.get("name") == _CHOICE]
    if choices:
        return choices
    for name in _GIVEN:
        if found := calls.answered(_worded(_held(span, name))):
            return found
    invoked = datasets.unpacked(span.get("ai.response.toolCalls"))
    return [{"role": "assistant", "content": None, "tool_calls": invoked}] if isinstance(invoked, list) else []


def _held(span: Span, name: str) -> object:
    """The value of an attribute; MLflow writes JSON for every one, also for a text."""
    value = span.get(name)
    if name.startswith("mlflow.") and isinstance(value, str) and value.startswith('"'):
        return parsed(value.encode(errors="replace")) or ""
    return datasets.unpacked(value)


def _worded(value: object) -> object:
    """Messages whose words stand in `parts`, in words of role and content; everything else as it is."""
    if isinstance(value, dict) and isinstance(value.get("parts"), list) and isinstance(value.get("role"), str):
        return _from_parts(value)
    if isinstance(value, list) and any(isinstance(item, dict) and "parts" in item for item in value):
        return [_worded(item) for item in value]
    return value


def _from_parts(message: Mapping[str, object]) -> dict[str, object]:
    """A message of the convention: what a tool gave back is a tool's, whoever is said to have said it."""
    parts = message["parts"]
    given = [part for part in parts if _is_outcome(part)] if isinstance(parts, list) else []
    if given and isinstance(parts, list) and len(given) == len(parts):
        results = [part.get("response", part.get("result")) for part in given if isinstance(part, dict)]
        shown = [one if isinstance(one, str) else str(one) for one in results]
        return {"role": "tool", "content": "\n".join(shown)}
    return {**{name: message[name] for name in ("role", "name") if name in message}, "content": parts}


def _is_outcome(part: object) -> bool:
    return isinstance(part, dict) and part.get("type") == "tool_call_response"


def _numbered(span: Span, families: Sequence[str]) -> list[object]:
    """Messages whose parts have attributes of their own (`gen_ai.prompt.0.role`), in their order; nested ones too."""
    told: dict[int, dict[str, object]] = {}
    for name, value in span.items():
        mark = _NUMBERED.fullmatch(name)
        if mark and mark["family"] in families:
            told.setdefault(int(mark["at"]), {})[mark["name"]] = value
    listed = next((span[name] for name in families if isinstance(span.get(name), list)), None)
    if not told and isinstance(listed, list):
        told = {i: _flat(item.get("message", item)) for i, item in enumerate(listed) if isinstance(item, dict)}
    return [message for _, parts in sorted(told.items()) if (message := _of_parts(parts)) is not None]


def _of_parts(parts: Mapping[str, object]) -> dict[str, object] | None:
    parts = {name.removeprefix("message."): value for name, value in parts.items()}
    content = _content(parts.get("content", parts.get("text")))
    if content is None:
        pieces = {name: value for name, value in parts.items() if name.startswith("contents.")}
        words = [value for name, value in sorted(pieces.items()) if name.endswith("message_content.text")]
        content = "\n".join(map(str, words)) or None
    invoked = datasets.unpacked(parts.get("tool_calls")) or _invoked(parts)
    if content is None and not invoked:
        return None
    role = parts.get("role", "assistant" if invoked else "user")
    beside = {"tool_calls": invoked} if invoked else {}
    return {"role": role, "content": content, **beside}


def _content(value: object) -> object:
    """Words, or the parts that a text holds; what a person pastes may look like a list, too, and stays words."""
    parts = datasets.unpacked(value)
    if isinstance(parts, list) and parts and all(isinstance(part, dict) and "type" in part for part in parts):
        return parts
    return value if value is None or isinstance(value, str | list) else str(value)


def _invoked(parts: Mapping[str, object]) -> list[object]:
    """Calls of tools under names such as `tool_calls.0.tool_call.function.name`."""
    made: dict[str, dict[str, object]] = {}
    for name, value in parts.items():
        if name.startswith("tool_calls."):
            at, _, rest = name.removeprefix("tool_calls.").partition(".")
            key = rest.rpartition(".")[2]
            if key in ("name", "arguments"):
                made.setdefault(at, {})[key] = value
    return [*made.values()]


def _in_events(span: Span) -> list[object]:
    """Messages as events of the span, as the convention had them first."""
    return [_of_event(event, role[1]) for event in _events(span) if (role := _EVENT.fullmatch(str(event.get("name"))))]


def _events(span: Span) -> Iterator[Mapping[str, object]]:
    events = span.get("events")
    for event in events if isinstance(events, list) else ():
        if isinstance(event, dict):
            yield event


def _of_event(event: Mapping[str, object], role: str) -> dict[str, object]:
    about = flat(event.get("attributes", event.get("body")))
    message = datasets.unpacked(about.get("message"))
    inner = message if isinstance(message, dict) else about
    content = inner.get("content", message if isinstance(message, str) else None)
    invoked = datasets.unpacked(inner.get("tool_calls"))
    beside = {"tool_calls": invoked} if isinstance(invoked, list) else {}
    return {"role": inner.get("role", role), "content": _content(content), **beside}


def flat(attributes: object) -> dict[str, object]:
    """Attributes under their whole names, whichever way they were written."""
    if isinstance(attributes, list):
        named = (one for one in attributes if isinstance(one, dict) and isinstance(one.get("key"), str))
        return {str(one["key"]): _plain(one.get("value")) for one in named}
    return _flat(attributes) if isinstance(attributes, dict) else {}


def _flat(inner: object, before: str = "", depth: int = 0) -> dict[str, object]:
    """Nested objects become names with dots between; lists stay as they are."""
    found: dict[str, object] = {}
    for name, value in inner.items() if isinstance(inner, dict) else ():
        whole = f"{before}{name}"
        if isinstance(value, dict) and depth < _DEEPEST and not whole.startswith(("mlflow.", "input.", "output.")):
            found |= _flat(value, f"{whole}.", depth + 1)
        else:
            found[whole] = value
    return found


_DEEPEST = 4


def _plain(value: object, depth: int = 0) -> object:
    """A value of OTLP, which says its kind, as the value alone."""
    if not isinstance(value, dict) or len(value) != 1 or depth > shapes.DEEPEST:
        return value
    kind, held = next(iter(value.items()))
    if kind == "arrayValue":
        items = held.get("values") if isinstance(held, dict) else None
        return [_plain(item, depth + 1) for item in items] if isinstance(items, list) else []
    if kind == "kvlistValue":
        items = held.get("values") if isinstance(held, dict) else None
        pairs = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
        return {str(pair.get("key")): _plain(pair.get("value"), depth + 1) for pair in pairs}
    return held
