"""Conversations that are one text: with the marks of a chat template, or with lines that say who speaks."""

import re
from collections.abc import Iterator

from nfstudio.domain.conversation import Message, Role, canonical
from nfstudio.importers import transcript
from nfstudio.importers.shapes import ROLES

Said = dict[str, object]
"""A message in words of role and content."""

_MARK = re.compile(
    r"<\|im_start\|>[ \t]*(?P<chatml>\w+)[^\n]*\n"
    r"|<\|start_header_id\|>\s*(?P<llama>\w+)\s*<\|end_header_id\|>\s*"
    r"|<start_of_turn>[ \t]*(?P<gemma>\w+)[ \t]*\n"
    r"|<\|(?P<zephyr>user|assistant|system|model|human|tool|prompter)\|>\s*"
    r"|<extra_id_[01]>(?P<nemo>System|User|Assistant)[^\S\n]*\n"
    r"|\[\|(?P<baize>Human|AI|User|Assistant)\|\]:?[ \t]*"
    r"|<｜(?P<deepseek>User|Assistant)｜>"
    r"|<\|START_OF_TURN_TOKEN\|><\|(?P<command>USER|CHATBOT|SYSTEM)_TOKEN\|>"
    r"|<\|start_of_role\|>(?P<granite>\w+)[^<\n]{0,200}<\|end_of_role\|>"
    r"|<\|start\|>(?P<harmony>user|system|developer|tool)<\|message\|>"
    r"|<\|start\|>(?P<answer>assistant)(?=<\|(?:channel|message)\|>)"
    r"|(?:(?<=<\|end_of_turn\|>)|\A)\s*(?:GPT4 Correct|Code|Math Correct) (?P<openchat>User|Assistant):[ \t]*"
    r"|^<(?P<chevron>human|bot)>:[ \t]*"
    r"|#{2,3} ?(?P<alpaca>Human|Assistant|User|System|Instruction|Input|Response|Output) ?:[ \t]*",
    re.MULTILINE,
)
_SIGNS = ("<", "##", "[|", " Correct ")
"""One of these stands in every mark; to look for them takes a fraction of the time."""
_OUTER = re.compile(
    r"(?:\s*(?:<\|(?:im_end|eot_id|end|endoftext|begin_of_text|end_of_text|end_of_turn|END_OF_TURN_TOKEN|return)\|>"
    r"|<end_of_turn>|</?s>|<bos>|<eos>|<BOS_TOKEN>|<｜(?:begin|end)▁of▁sentence｜>))+\s*"
)
_ROLES = {**ROLES, "instruction": Role.USER, "input": Role.USER, "response": Role.ASSISTANT, "output": Role.ASSISTANT}
_SPOKEN = {
    "ASSISTANT:": re.compile(r"(?:(?<=</s>)|(?<!\S))(USER|ASSISTANT):\s"),  # Vicuna's, in the middle of a line
    "Assistant:": re.compile(r"^(Human|Assistant):", re.MULTILINE),  # BELLE's, without a blank
}
"""Who speaks in templates that are looked for where nothing else says it."""
_SYSTEM = re.compile(r"\s*<<SYS>>(.*?)<</SYS>>\s*", re.DOTALL)
_ASK, _ASKED = "[INST]", "[/INST]"


def messages_in(text: str) -> list[Said] | None:
    """What is said in `text`; None when it does not show a person and an assistant in turn."""
    marked = any(sign in text for sign in _SIGNS) and _MARK.search(text)
    said = list(_joined(_marked(text))) if marked else []
    if not _are_two(said):
        said = list(_instructed(text)) if _ASK in text and _ASKED in text else []
    if not _are_two(said) and ("\n" in text or "\r" in text):  # of two speakers each has a line
        lines = canonical(text).split("\n")
        style = transcript.style_of(lines)
        said = [_as_said(message) for message in transcript.messages_of(lines, style)] if style else []
    for mark, pattern in _SPOKEN.items() if not _are_two(said) else ():
        if mark in text and not _are_two(said):
            said = list(_cut(text, pattern))
    return [one for one in said if one["content"] or one.get("reasoning")] if _are_two(said) else None


def utterance_in(text: str) -> Said | None:
    """What one person says in a text such as "User: hi"; None when it does not begin so."""
    found = transcript.utterance(text)
    return None if found is None else _as_said(found)


def _as_said(message: Message) -> Said:
    words = _inner(message.content) if "<|" in message.content or "</s>" in message.content else message.content
    said: Said = {"role": message.role.value, "content": words}
    beside = {"created_at": message.created_at, "model": message.model, **message.extra}
    return said | {name: item for name, item in beside.items() if item is not None}


def _are_two(said: list[Said]) -> bool:
    return {"user", "assistant"} <= {str(one["role"]) for one in said}


def _marked(text: str) -> Iterator[Said]:
    """What stands between the marks of a template; words before the first are what the template says to the model,
    or what the person asks whom an assistant answers first."""
    found = list(_MARK.finditer(text))
    if before := _inner(text[: found[0].start()]):
        first = _ROLES.get(str(found[0][found[0].lastgroup or 0]).lower())
        yield {"role": "user" if first is Role.ASSISTANT else "system", "content": before}
    for i, mark in enumerate(found):
        end = found[i + 1].start() if i + 1 < len(found) else len(text)
        name = str(mark[mark.lastgroup or 0]).lower()
        role = _ROLES.get(name)
        yield {"role": role.value if role else name, "content": _inner(text[mark.end() : end])}


def _joined(said: Iterator[Said]) -> Iterator[Said]:
    """The same, what one of them says in a row being one message: an instruction, and what it is about."""
    held: Said | None = None
    for one in said:
        if held and one["role"] == held["role"]:
            held = {**held, "content": "\n\n".join(filter(None, (str(held["content"]), str(one["content"]))))}
            continue
        if held:
            yield held
        held = one
    if held:
        yield held


def _instructed(text: str) -> Iterator[Said]:
    """Llama 2's template: questions in marks, answers after them, the system's words in the first question."""
    for piece in text.split(_ASK)[1:]:
        asked, _, answer = piece.partition(_ASKED)
        if system := _SYSTEM.match(asked):
            yield {"role": "system", "content": system[1].strip()}
            asked = asked[system.end() :]
        yield {"role": "user", "content": asked.strip()}
        yield {"role": "assistant", "content": _inner(answer)}


def _cut(text: str, pattern: re.Pattern[str]) -> Iterator[Said]:
    """What stands behind each speaker; before the first, what the model is told."""
    found = list(pattern.finditer(text))
    if found and (before := _inner(text[: found[0].start()])):
        yield {"role": "system", "content": before}
    for i, mark in enumerate(found):
        end = found[i + 1].start() if i + 1 < len(found) else len(text)
        words = _inner(text[mark.end() : end])
        yield {"role": _ROLES[mark[1].lower()].value, "content": words}


def _inner(words: str) -> str:
    """`words` without blanks and the marks of the template at their ends."""
    begin = _OUTER.match(words)
    words = words[begin.end() :] if begin else words
    at = max(0, len(words) - _LONGEST_END)
    end = next((found for found in _OUTER.finditer(words, at) if found.end() == len(words)), None)
    return canonical(words[: end.start()] if end else words).strip()


_LONGEST_END = 200
