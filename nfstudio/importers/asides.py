"""What stands beside the words of a message: thoughts, calls and file names are taken out of them and put there."""

import re

_INLINE = re.compile(
    r"\s*(?:<(think|thinking)>(.*?)(?:</\1>|\Z)|\[THINK\](.*?)(?:\[/THINK\]|\Z)"
    r"|<\|begin_of_thought\|>(.*?)(?:<\|end_of_thought\|>|\Z))\s*",
    re.DOTALL,
)
"""A block of thoughts at the beginning of an answer, in the marks of the models that write them."""
_SPOKEN_OF = re.compile(
    r"\s*<think(?:ing)?>(?:[ \t]*(?:…|\.\.\.|and|or|/|,)?[ \t]*</think(?:ing)?>)?"
    r"[ \t]+(?:tags?|tokens?|marks?|markers?|elements?|blocks?|is|are|was|were|and|or|means?|stands?|will)\b"
)
"""An answer that begins with the mark because it is about it."""
_SOLUTION = re.compile(r"\s*<\|begin_of_solution\|>\s*(.*?)\s*(?:<\|end_of_solution\|>\s*)?\Z", re.DOTALL)
_CLOSING = re.compile(r"</(?:think|thinking)>")
_ENDS_ITS_LINE = re.compile(r"[ \t]*(?:\n|\Z)")
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)", re.MULTILINE)

_CHANNELLED = ("<|channel|>", "<|start|>assistant<|channel|>")
_CHANNEL = re.compile(
    r"(?:<\|start\|>assistant)?<\|channel\|>(\w+)[^<\n]{0,80}<\|message\|>(.*?)"
    r"(?:<\|(?:end|return|call)\|>|(?=<\|start\|>|<\|channel\|>)|\Z)",
    re.DOTALL,
)
"""How some models mark what is thought and what is said, where the program around them does not take it away."""
_OPENINGS = ("<", "[THINK]", "\n", " ")
"""What an answer begins with whose thoughts stand in their marks."""


def add(extra: dict[str, object], key: str, *items: object) -> None:
    """Put `items` at the end of the list that `extra` holds as `key` (see `Message.extra`)."""
    known = extra.get(key)
    if items:
        extra[key] = [*known, *items] if isinstance(known, list) else list(items)


def add_thought(extra: dict[str, object], thought: str) -> None:
    """Put `thought`, unless it is empty, behind the reasoning that `extra` holds."""
    if thought:
        extra["reasoning"] = "\n\n".join(filter(None, [str(extra.get("reasoning", "")), thought]))


def may_think(words: str) -> bool:
    """Whether an answer may hold thoughts: told of millions that hold none, in a fraction of the time."""
    return words.startswith(_OPENINGS) or ("<" in words and "</think" in words)


def without_thoughts(words: str, extra: dict[str, object]) -> str:
    """An answer without the thoughts at its beginning, the last perhaps cut off; they go to `extra`.

    Only what stands first is taken: an answer may speak about such marks further down.
    """
    if words.startswith(_CHANNELLED):
        return _final(words, extra)
    if _SPOKEN_OF.match(words):
        return words
    at = 0
    while found := _INLINE.match(words, at):
        add_thought(extra, next(filter(None, found.groups()[1:]), "").strip())
        at = found.end()
    if at == 0:
        at = _begun_before(words, extra)
    said = words[at:]
    solved = _SOLUTION.match(said) if at and "<|begin_of_solution|>" in said else None
    return solved[1] if solved else said


def _begun_before(words: str, extra: dict[str, object]) -> int:
    """Where the words begin of an answer that holds the closing mark alone, as its prompt ended with the opening one.

    That mark ends its line: in a sentence, between signs of code or in a block of it, it is only spoken of.
    """
    closing = _CLOSING.search(words)
    if closing is None or not _ENDS_ITS_LINE.match(words, closing.end()):
        return 0
    before = words[: closing.start()]
    line = before[before.rfind("\n") + 1 :]
    if f"<{closing[0][2:]}" in before or "`" in line or len(_FENCE.findall(before)) % 2:
        return 0
    if line.strip() and words[closing.end() :].strip() and not words[closing.end() :].lstrip(" \t").startswith("\n\n"):
        return 0  # within a paragraph
    add_thought(extra, before.strip())
    return len(words) - len(words[closing.end() :].lstrip())


def _final(words: str, extra: dict[str, object]) -> str:
    said = []
    for channel in _CHANNEL.finditer(words):
        if channel[1] == "final":
            said.append(channel[2].strip())
        else:
            add_thought(extra, channel[2].strip())
    return "\n\n".join(said)


def listed(value: object) -> list[object]:
    """`value` when it is a list; an empty one for everything else."""
    return value if isinstance(value, list) else []
