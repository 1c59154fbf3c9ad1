"""LangChain's messages as Python prints them: `HumanMessage(content='hi')`, one a line or in a list."""

import ast
import re
import warnings
from collections.abc import Iterator, Mapping

from nfstudio.domain.conversation import Message
from nfstudio.importers.chat_messages import readable
from nfstudio.importers.shapes import WrongShape

_ROLES = {"HumanMessage": "user", "AIMessage": "assistant", "SystemMessage": "system", "ToolMessage": "tool"}
_PRINTED = re.compile(r"^\[?(Human|AI|System|Tool)Message\(content=", re.MULTILINE)
_LONGEST = 5_000_000
_BOTH = ("HumanMessage(content=", "AIMessage(content=")


def shows(text: str) -> bool:
    """Whether the text begins with such a message, and both a person and an assistant speak in it."""
    return bool(_PRINTED.match(text.lstrip())) and all(one in text for one in _BOTH)


def messages_in(text: str) -> list[Message]:
    """The messages; none when they cannot be read."""
    if len(text) > _LONGEST:
        return []
    said = list(_parsed(text.strip())) or [one for line in text.splitlines() for one in _parsed(line.strip())]
    try:
        return readable(said)[0]
    except WrongShape:
        return []


def _parsed(text: str) -> Iterator[Mapping[str, object]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)  # backslashes that mean nothing
            body = ast.parse(text).body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return
    for statement in body:
        if isinstance(statement, ast.Expr):
            items = statement.value.elts if isinstance(statement.value, ast.List) else [statement.value]
            yield from filter(None, map(_said, items))


def _said(call: ast.expr) -> Mapping[str, object] | None:
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or call.func.id not in _ROLES:
        return None
    given: dict[str, object] = {}
    for word in call.keywords:
        if word.arg in ("content", "response_metadata"):
            try:
                given[word.arg] = ast.literal_eval(word.value)
            except (ValueError, TypeError):
                continue
    about = given.get("response_metadata")
    model = about.get("model_name") if isinstance(about, dict) else None
    return {"role": _ROLES[call.func.id], "content": given.get("content", ""), **({"model": model} if model else {})}
