"""What makes the answer after a correction fit to be learned from; the rules are those of docs/export.md, "Pairs".

A person who corrects an answer often gets a better one, but as an answer to the correction: it may only apologise,
lean on what was said between, be cut off, or answer something else by then.
"""

import re

from nfstudio.curate.checks import truncation
from nfstudio.curate.judged import Reason
from nfstudio.domain.conversation import Message

_OPENER = re.compile(
    r"""\s*(?:(?:oh|ah|yes|okay|ok|indeed|and|but|thank\ you|thanks)[,.!]?\s+)?
    (?:(?:i(?:'m|’m|\ am)?|my|we|please|our)\b[^.!?\n]{0,40}\b(?:apolog|sorry|mistake|bad\b|oversight|confusion|error)
    |sorry\b|apologies\b|you(?:'re|’re|\ are)\ (?:absolutely\ |completely\ |quite\ |totally\ )?(?:right|correct)
    |good\ (?:catch|point)|thanks?\ (?:you\ )?for\ (?:the\ correction|pointing|clarifying|catching|letting))
    [^.,!?:\n]*(?:[.,!?:]+|\n|$)""",
    re.IGNORECASE | re.VERBOSE,
)
_WORD = re.compile(r"\w{4,}")
_LEAST_WORDS = 4
_LEAST_LEFT = 20
_FENCE = "```"


def without_openers(text: str) -> str:
    """What is left of an answer when apologies and agreements at its beginning are passed over."""
    while found := _OPENER.match(text):
        text = text[found.end() :]
    return text.strip()


def leans(text: str) -> bool:
    """Whether an answer begins by answering a correction, so that it reads oddly without it."""
    return _OPENER.match(text) is not None


def only_apologises(text: str) -> bool:
    """Whether nothing worth learning follows the apology; short answers without an apology are none."""
    return leans(text) and len(without_openers(text)) < _LEAST_LEFT


def cut_off(message: Message) -> bool:
    """Whether an answer ends too early: it was stopped, a code block stays open, or it ends in a comma or colon, or in
    a sentence."""
    text = message.content.rstrip()
    if text.count(_FENCE) % 2 == 1 or text.endswith((",", ":", ";")):
        return True
    return truncation.cut_off(text, stopped=bool(message.extra.get("stopped"))) is not None


def same_topic(answer: str, *before: str) -> bool:
    """Whether an answer shares a word of four letters or more with what was said before.

    Texts too short to tell, or written without spaces, pass.
    """
    words = {word.casefold() for word in _WORD.findall(answer)}
    known = {word.casefold() for text in before for word in _WORD.findall(text)}
    if len(words) < _LEAST_WORDS or len(known) < _LEAST_WORDS:
        return True
    # Endings differ ("bake", "baking"): words count as shared by their first four letters.
    return bool({word[:4] for word in words} & {word[:4] for word in known})


def unfit_after_correction(answer: Message, *, asked: str, rejected: str, correction: str) -> Reason | None:
    """Why the answer after a correction cannot be the better one of a pair; None when it can."""
    if not answer.content.strip():
        return Reason.ANSWER
    if answer.content == rejected:
        return Reason.EQUAL
    if only_apologises(answer.content):
        return Reason.APOLOGY
    if cut_off(answer):
        return Reason.CUT
    if not same_topic(answer.content, asked, rejected, correction):
        return Reason.TOPIC
    return None
