"""Calls of tools as the parts of a message hold them: in the words of Vercel's AI SDK, and of Gemini's API."""

from collections.abc import Mapping

_GOOGLES = {
    "functionCall": "args",
    "function_call": "args",
    "functionResponse": "response",
    "function_response": "response",
    "executableCode": "code",
    "executable_code": "code",
    "codeExecutionResult": "output",
    "code_execution_result": "output",
}
"""Names of parts in Gemini's API, with the name of what they hold."""
_OUTCOMES = frozenset({"response", "output"})
_GIVEN = ("input", "args")
_GOT = ("output", "result", "errorText")


def call_in(part: Mapping[str, object]) -> dict[str, object] | None:
    """What a part says of a tool: its name, what it was given, what it gave back; None for every other part."""
    kind = part.get("type")
    if isinstance(kind, str):
        return _sdks(part, kind) if kind.startswith(("tool-", "dynamic-tool")) else None
    for name, holds in _GOOGLES.items():
        inner = part.get(name)
        if isinstance(inner, dict):
            key = "output" if holds in _OUTCOMES else "arguments"
            return {"name": inner.get("name") or name, key: inner.get(holds)}
    return None


def _sdks(part: Mapping[str, object], kind: str) -> dict[str, object]:
    """`tool-invocation` holds all in an object, `tool-call` and `tool-result` are two, `tool-NAME` is one for both."""
    inner = part.get("toolInvocation")
    said = inner if isinstance(inner, dict) else part
    call: dict[str, object] = {"name": said.get("toolName") or kind.removeprefix("tool-")}
    for key, names in (("arguments", _GIVEN), ("output", _GOT)):
        held = next((said[name] for name in names if said.get(name) is not None), None)
        if held is not None:
            call[key] = held
    return call


def outcome_in(part: object) -> object | None:
    """What a tool gave back, of a part that holds nothing else; None for every other part."""
    if not isinstance(part, dict):
        return None
    if part.get("type") == "tool_result":
        return part.get("content") or ""
    call = call_in(part)
    return call["output"] if call and "output" in call and "arguments" not in call else None


def says_nothing(kind: str) -> bool:
    """Whether parts of this kind only serve the page that shows them."""
    return kind in ("step-start", "source-url", "source-document") or kind.startswith("data-")
