"""An answer that refuses says little about answers: was the refusal right, and is it wanted or not?

Anger at a right refusal must not teach a model to give in (WildReward, arXiv 2602.08829: short answers with words of
refusal are judged anew by their query). Less than 3 % of answers refuse (arXiv 2507.23158).
"""

import re
from functools import lru_cache

from nfstudio.curate.checks.flags import Action, Flag, Place, Settings, Specimen
from nfstudio.curate.checks.harm import harmful
from nfstudio.curate.checks.word_lists import folded
from nfstudio.domain.conversation import Role
from nfstudio.domain.masking import masked
from nfstudio.domain.span import Span

NAME = "refusals"
TITLE = "Refusals"
ABOUT = "Answers that refuse: judged bad after a harmful request, judged good after a harmless one, or only judged."
ACTIONS = (Action.KEEP, Action.DROP)
DEFAULT = Action.KEEP

RIGHT = "right refusal judged bad"
WRONG = "refusal as the wanted answer"
OTHER = "refusal judged bad"
EXPECTED = "right refusal as the wanted answer"

_OPENING = 300
"""Characters of an answer within which a refusal announces itself."""
_LEADS = (
    r"(?:i['’]?m|i am|we['’]re)(?: (?:really|very|so|truly))? sorry,? (?:but|however|,)? ?",
    r"sorry,? (?:but )?",
    r"unfortunately,? ",
    r"apologies,? (?:but )?",
    r"i apologi[sz]e,? (?:but )?",
    r"no,? ",
    r"as an ai(?: language)?(?: model| assistant)?(?: (?:developed|created|trained) by \w+)?,? ",
    r"however,? ",
    r"but ",
)
_NOT = (
    r"i (?:can(?:['’]t|not| not)|won['’]t|will not|refuse to)",
    r"i (?:have to decline|must (?:decline|refuse))",
    r"(?:i am|i['’]m) (?:not able to|unable to|not comfortable|not going to)",
    r"i (?:do not|don['’]t) feel comfortable",
    r"it(?: is|['’]s| would be) (?:not |in)appropriate(?: for me)? to",
    r"it (?:is|would be) (?:illegal|unethical) (?:for me )?to",
)
_DO = (
    "assist|help|provide|fulfil+|comply|answer|engage|generate|create|write|support|discuss|participate|continue|give|offer"
    "|share|do (?:that|this)|tell you|recommend|respond|promote|condone|encourage|satisfy|accommodate|produce|speculate"
    "|make|disclose|impersonate|use|repeat|describe|with (?:that|this)|(?:that|this|your) request"
)
_HOW = "really|directly|actually|currently|simply|just|ethically|knowingly|be able to|to|you|any further"
_REFUSAL = re.compile(
    rf"(?:^|[.!?,;:]\s+|\n)(?:{'|'.join(_LEADS)})*(?:{'|'.join(_NOT)})(?: (?:{_HOW}))* (?:{_DO})\b", re.IGNORECASE
)
_RULES = r"(?:my|our|openai['’]?s?|the) (?:\w+ ){0,3}(?:guidelines|polic(?:y|ies)|programming|principles)"
_FLAT = re.compile(
    rf"(?:goes|is|are) against {_RULES}|(?:violates?|in violation of) {_RULES}"
    r"|sorry,? (?:but )?i can(?:['’]t|not) do that"
    r"|i can(?:['’]t|not) (?:in good conscience|assist with that|help with that)",
    re.IGNORECASE,
)
_MARKS = (
    *("can't", "cannot", "can not", "won't", "will not", "refuse", "decline", "not able to", "unable to"),
    *("comfortable", "not going to", "appropriate", "illegal", "unethical", "against ", "violat"),
)
"""Of which one stands in whatever the two patterns above match: the ways not to do it are all there."""
_CLARIFIES = re.compile(
    r"without (?:more|further|additional|seeing|knowing|the|any)"
    r"|(?:more|further|additional|enough) (?:information|context|details)"
    r"|(?:could|can|would) you (?:please )?(?:provide|clarify|share|specify|tell|give|paste|rephrase)"
    r"|please (?:provide|share|paste|clarify|specify)",
    re.IGNORECASE,
)
"""To ask for more is not to refuse."""


def flags(specimen: Specimen, settings: Settings) -> list[Flag]:  # noqa: ARG001  # what every check is given
    """One flag for each answer that refuses."""
    found = []
    for answer in specimen.answers:
        span = refusal(answer.message.content)
        if span is None or answer.wanted is None:
            continue
        harm = _asked_for_harm(specimen)
        reason = (EXPECTED if harm else WRONG) if answer.wanted else (RIGHT if harm else OTHER)
        suggested = Action.DROP if reason in (RIGHT, WRONG) else Action.KEEP
        found.append(Flag(NAME, reason, suggested, (Place(answer.name, 0, span),)))
    return found


def refuses(answer: str) -> bool:
    """Whether an answer refuses what it was asked for."""
    return refusal(answer) is not None


@lru_cache(maxsize=64)  # two checks ask that of each answer
def refusal(answer: str) -> Span | None:
    """The words with which an answer refuses; None where it does not.

    They stand in its opening, outside of code and quotes, and no request for more information follows them there.
    """
    opening = answer[:_OPENING]
    small = folded(opening)
    for mark in _MARKS:  # in a loop: every answer is asked
        if mark in small:
            break
    else:
        return None
    opening = masked(opening)
    hit = _REFUSAL.search(opening) or _FLAT.search(opening)
    if hit is None or _CLARIFIES.search(answer, 0, 2 * _OPENING):
        return None
    start = hit.start() + len(hit[0]) - len(hit[0].lstrip(" .!?,;:\n"))
    return Span(start, hit.end())


def _asked_for_harm(specimen: Specimen) -> bool:
    asked = [message.content for message in specimen.prompt if message.role is Role.USER]
    return any(harmful(content) for content in asked[-2:])
