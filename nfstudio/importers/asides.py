"""What stands beside the words of a message: thoughts, calls and file names are taken out of them and put there."""

import re

_INLINE = re.compile(r"\s*<(think|thinking)>(.*?)(?:</\1>|\Z)\s*", re.DOTALL)


_CHANNELLED = ("<|channel|>", "<|start|>assistant<|channel|>")
_CHANNEL = re.compile(
    r"(?:<\|start\|>assistant)?<\|channel\|>(\w+)[^<\n]{0,80}<\|message\|>(.*?)"
    r"(?:<\|(?:end|return|call)\|>|(?=<\|start\|>|<\|channel\|>)|\Z)",
    re.DOTALL,
)
"""How some models mark what is thought and what is said, where the program around them does not take it away."""


def add(extra: dict[str, object], key: str, *items: object) -> None:
    """Put `items` at the end of the list that `extra` holds as `key` (see `Message.extra`)."""
    known = extra.get(key)
    if items:
        extra[key] = [*known, *items] if isinstance(known, list) else list(items)


def add_thought(extra: dict[str, object], thought: str) -> None:
    """Put `thought`, unless it is empty, behind the reasoning that `extra` holds."""
    if thought:
        extra["reasoning"] = "\n\n".join(filter(None, [str(extra.get("reasoning", "")), thought]))


def without_thoughts(words: str, extra: dict[str, object]) -> str:
    """An answer without the `<think>` blocks at its beginning, the last perhaps cut off; they go to `extra`.

    Only what stands first is taken: an answer may speak about such marks further down.
    """
    if words.startswith(_CHANNELLED):
        return _final(words, extra)
    at = 0
    while found := _INLINE.match(words, at):
        add_thought(extra, found[2].strip())
        at = found.end()
    return words[at:]


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
