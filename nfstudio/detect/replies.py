"""What the reply to a message gives away: in a log the assistant has answered already, and its first words tell whether
it was corrected or thanked. Only the fusion asks; the encoder learnt nothing from seeing it (see the model's card)."""

import re

from nfstudio.detect.reading import Reading, plain, words_of

NAMES = ("reply.sorry", "reply.concedes", "reply.welcomes", "reply.words")
OPENING = 240
"""Characters of a reply that are searched."""
_WORDS = 4_000
"""Characters of a reply whose words are compared with those of the answer before it."""
_THOUGHT = re.compile(r"^\s*<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL)
_THOUGHT_CHARACTERS = 20_000
_SORRY = re.compile(r"\b(?:apolog\w+|sorry)\b", re.IGNORECASE)
_CONCEDES = re.compile(
    r"\byou(?:'re| are) (?:absolutely |completely |quite |totally |indeed )?(?:right|correct)\b"
    r"|\bgood (?:catch|point)\b|\bmy (?:mistake|bad|error)\b|\ban? (?:mistake|error) in my\b"
    r"|\bmade an? (?:mistake|error)\b"
    r"|\bmis(?:under|read|interpret|took|spoke)\w*|\bcorrect(?:ed|ion)\b|\b(?:fixed|updated|revised) (?:version|code)\b"
    r"|\bi see the (?:issue|problem|error)\b|\boops\b"
    r"|\bthank(?:s| you) for (?:point|correct|clarif|letting me know)\w*",
    re.IGNORECASE,
)
_WELCOMES = re.compile(
    r"\byou(?:'re| are) (?:very |most )?welcome\b|\bglad\b|\bhappy to (?:hear|help|have)\b|\bno problem\b"
    r"|\bgreat to hear\b|\bmy pleasure\b|\banytime\b",
    re.IGNORECASE,
)


def opening(reply: str) -> str:
    """The beginning of a reply: what it thought before it spoke is left out, the person was not told that."""
    return _THOUGHT.sub("", reply[:_THOUGHT_CHARACTERS], count=1).lstrip()[:OPENING]


def replied(reading: Reading) -> list[float]:
    """A number for each of `NAMES`, all 0 where nobody replied: who was corrected apologises and concedes, who was
    thanked says so, and who was asked once more answers once more in like words."""
    reply = reading.candidate.reply
    said = plain(opening(reply))
    if not said:
        return [0.0] * len(NAMES)
    words, known = frozenset(words_of(plain(reply[:_WORDS]))), reading.answer_words
    return [
        float(bool(_SORRY.search(said))),
        float(bool(_CONCEDES.search(said))),
        float(bool(_WELCOMES.search(said))),
        len(words & known) / max(1, len(words | known)),
    ]
