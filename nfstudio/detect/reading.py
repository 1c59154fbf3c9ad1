"""One candidate made ready for rules: typography plain, pasted text masked, and what guards ask about found once."""

import re
from functools import cached_property

from nfstudio.detect.clauses import clauses, sentences
from nfstudio.detect.context import Candidate
from nfstudio.detect.lexicon import COMMON_ELSEWHERE, COMMON_ENGLISH
from nfstudio.detect.shortening import Cuts, blanks_shortened, middle_left_out
from nfstudio.domain.masking import blanked, masked
from nfstudio.domain.span import Span

HEAD, TAIL = 500, 300
"""Characters of a long message that are read: people say what they think of an answer first or last, and SIGNALS
(arXiv 2604.00356) reads heads and tails too."""
ANSWER_HEAD, ANSWER_TAIL = 500, 240
"""Characters of an answer in which a refusal, or a question to the person, is looked for."""
CHAT = 25
"""Words up to which an answer that speaks of itself is small talk."""

_PLAIN = str.maketrans(
    "\u2018\u2019\u02bc\u2032\u00b4\u201c\u201d\u201e\u2013\u2014\u2212\u00a0\u202f\u2009\u2026\uff1f\uff01\uff0c\u3002\u2028\u2029",
    "'''''" + '"""' + "---" + "   " + ".?!,." + "\n\n",
)
_TYPOGRAPHIC = re.compile(f"[{''.join(map(chr, _PLAIN))}]")
_WORD = re.compile(r"[a-z0-9][a-z0-9'_]*")
_ASKS = re.compile(r"\?[\s\"')*_\]]*(?:[^\w?]*|[^.?!\n]{0,80}[.!:]?\s*)$")
_COURTESY = re.compile(
    r"\b(?:anything else|any(?: other| more)? questions|something else i can"
    r"|(?:does|did) (?:this|that|it) (?:help|answer|make sense|work|clarify))\b[^?]*\?[^?]*$",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"```|^(?: {4}|\t)\S|^(?:def|import|class|SELECT|from) |#include|</\w+>|\b\w+\([^)\n]{0,200}\);?$|`[^`\n]+`",
    re.MULTILINE,
)
_REFUSES = re.compile(
    r"\b(?:i(?:'m| am)(?: really| very| so)? sorry|i apologi[sz]e|i can(?:'t|not)|i won't"
    r"|i don't (?:have|know|think|want|understand)|i(?:'m| am) (?:not able|unable|not sure|not going)|as an ai"
    r"|as a (?:large )?language model|i(?:'d| would) (?:rather not|not)"
    r"|illegal|unethical|harmful|dangerous|inappropriate|against the law"
    r"|wrong to|not (?:appropriate|okay|ok|a good idea|advisable)|i am just an?"
    r"|could you (?:please )?(?:provide|clarify|rephrase)"
    r"|more (?:context|information)|what do you mean)\b",
    re.IGNORECASE,
)

_OF_ITSELF = re.compile(r"\b(?:i|i'?m|i'?ve|i'?d|i'?ll|my|me|mine)\b", re.IGNORECASE)
_AT_WORK = re.compile(
    r"^\s*(?:[-*+]|\d+[.)])\s|[`{}<>|]|https?://|\blet me\b|\bas far as i know\b|\bi(?:'m| am) afraid\b"
    r"|\b(?:can'?t|cannot) (?:say|do|help|answer|tell|provide|write)\b"
    r"|\byou (?:need|should|could|might|can)\b|\btell me\b"
    r"|\bi(?:'ve| have| did| just|'ll| will| can(?:'t|not)?| could|'m|'m not| am)? *(?:now |just |already |not )*"
    r"(?:add(?:ed)?|fix(?:ed)?|updat\w+|chang\w+|ma[dk]e|wr[io]te\w*|written|remov\w+|creat\w+|correct\w*|apologi\w+|help"
    r"|provid\w+|found|an? (?:ai|language|large)|assist\w*)\b",
    re.IGNORECASE | re.MULTILINE,
)
_REQUEST = re.compile(
    r"\b(?:write|give|list|make|create|explain|tell me (?!about your)|show|help|find|translate|fix|summari[sz]e|add"
    r"|change|describe|compare|suggest|please|pls|(?:can|could|would) you (?!be\b)"
    r"|how (?:do (?:i|you (?!do|feel|like|know|spend))|can i|to|does|many|much)"
    r"|what (?:is|are|was|were) (?:the|an?)|why (?:is|are|do|does) (?!you)|can i|what should i|should i)\b",
    re.IGNORECASE,
)


class Reading:
    """A candidate with everything that was found out about it; facts are found when first asked for.

    Attributes:
        raw: the message with typographic marks made plain, and shortened where it is endless (`shortening`); all spans
            count in it, `placed` tells where they are in the message.
        own: the same with pasted text masked.
        text: the same with the middle of a long message masked as well.
        told: answers to questions about the message as a whole, so that several rules may ask the same one.
    """

    def __init__(self, candidate: Candidate) -> None:
        self.candidate = candidate
        self.raw, self.own, self._cuts = readable(candidate.text)
        self.text = _without_middle(self.own)
        self.told: dict[object, bool] = {}
        self._clauses: dict[tuple[Span, bool], list[Span]] = {}

    def placed(self, span: Span) -> Span:
        """Where `span` is in the message as it was written."""
        for cuts in self._cuts:
            span = cuts.whole(span)
        return span

    def clauses(self, sentence: Span, *, fine: bool) -> list[Span]:
        """The clauses of one sentence; many rules ask for those of the same one."""
        if (sentence, fine) not in self._clauses:
            self._clauses[sentence, fine] = clauses(self.raw, sentence, fine=fine)
        return self._clauses[sentence, fine]

    @cached_property
    def said(self) -> str:
        """`text` without endless blanks, such as masking leaves; for guards that need no offset."""
        return blanks_shortened(self.text)[0]

    @cached_property
    def sentences(self) -> list[Span]:
        """Sentences of the message, code and quotes counted as the words they stand for."""
        return sentences(self.raw)

    @cached_property
    def english(self) -> bool:
        """Whether an English pack may read it."""
        return is_english(self.text)

    @cached_property
    def words(self) -> list[str]:
        """Words of the message as read, in small letters."""
        return words_of(self.text)

    @cached_property
    def answer_words(self) -> frozenset[str]:
        """Words of the answer, in small letters."""
        return frozenset(words_of(plain(self.candidate.answer)))

    @cached_property
    def earlier_words(self) -> frozenset[str]:
        """Words of the earlier messages of the person, in small letters."""
        return frozenset(word for text in self.candidate.earlier for word in words_of(plain(text)))

    @cached_property
    def answer_asks(self) -> bool:
        """Whether the answer ends by asking the person something; an offer of more help is a courtesy, no question."""
        tail = plain(self.candidate.answer[-ANSWER_TAIL:])
        return bool(_ASKS.search(tail)) and not _COURTESY.search(tail)

    @cached_property
    def answer_has_code(self) -> bool:
        """Whether the answer shows code."""
        return bool(_CODE.search(self.candidate.answer))

    @cached_property
    def answer_chats(self) -> bool:
        """Whether the answer is a few words about the speaker itself ("i love tacos") and answers no request."""
        answer = plain(self.candidate.answer[:ANSWER_HEAD])
        if len(self.candidate.answer) > ANSWER_HEAD or len(words_of(answer)) > CHAT or _AT_WORK.search(answer):
            return False
        asked = any(_REQUEST.search(plain(text[:ANSWER_HEAD])) for text in self.candidate.earlier[:1])
        return bool(_OF_ITSELF.search(answer)) and not asked

    @cached_property
    def answer_refuses(self) -> bool:
        """Whether the answer looks like a refusal, an excuse or a question back instead of what was asked."""
        return bool(_REFUSES.search(plain(self.candidate.answer[:ANSWER_HEAD])))


def readable(text: str) -> tuple[str, str, tuple[Cuts, ...]]:
    """A message as rules read it, plain and shortened; the same with pasted text masked; and what was left out.

    Pasted text is told before the middle is left out, so that what closes there does not run on to the end.
    """
    raw, blanks = blanks_shortened(plain(text))
    own = masked(raw)
    raw, middle = middle_left_out(raw)
    return raw, middle_left_out(own)[0], (middle, blanks)


def words_of(text: str) -> list[str]:
    """Words and numbers of `text` in small letters; letters outside ASCII part words."""
    return _WORD.findall(text.lower())


def plain(text: str) -> str:
    """`text` with typographic quotes, dashes, spaces and full-width marks as ASCII, of the same length."""
    return text if text.isascii() else _TYPOGRAPHIC.sub(_plain_mark, text)


def is_english(text: str) -> bool:
    """Whether an English pack may read `text`: cheap, and in doubt yes, because cues are strict themselves.

    Letters outside ASCII beyond a quarter, or more function words of other languages than English ones, say no.
    """
    if not text.isascii():
        letters = [c for c in text[:HEAD] if c.isalpha()]
        if sum(not c.isascii() for c in letters) * 4 > len(letters):
            return False
    words = words_of(text[:HEAD])
    foreign = sum(word in COMMON_ELSEWHERE for word in words)
    return foreign < 2 or foreign <= sum(word in COMMON_ENGLISH for word in words)


def _plain_mark(mark: re.Match[str]) -> str:
    return chr(_PLAIN[ord(mark[0])])


def _without_middle(text: str) -> str:
    if len(text) <= HEAD + TAIL:
        return text
    return text[:HEAD] + blanked(text[HEAD:-TAIL]) + text[-TAIL:]
