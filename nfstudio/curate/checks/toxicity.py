"""Praise for a jailbreak is praise too: before a positive becomes what a model learns to say, its prompt and its wanted
answer are read for harm.

People thank most warmly for what an assistant should not have said: prompts before positive feedback are a little more
toxic than random ones (Liu, Zhang and Choi, arXiv 2507.23158). Rows that make nothing likelier pass: a harmful answer
that is trained against does good.
"""

from collections.abc import Iterator

from nfstudio.curate.checks.flags import Action, Flag, Place, Settings, Specimen
from nfstudio.curate.checks.harm import harmful
from nfstudio.curate.checks.harm_requests import advises_harm, asks_for_harm, discourages
from nfstudio.curate.checks.refusals import refuses
from nfstudio.domain.conversation import Role
from nfstudio.domain.span import Span

NAME = "toxicity"
TITLE = "Harmful and praised"
ABOUT = "Harmful prompts or answers, requests for harm, and jailbreaks, where training would make the answer likelier."
ACTIONS = (Action.KEEP, Action.DROP)
DEFAULT = Action.DROP  # the gate before positives

_LAST = 3
"""Messages of the person in which a request counts for the answer; talk moves on."""


def flags(specimen: Specimen, settings: Settings) -> list[Flag]:  # noqa: ARG001  # what every check is given
    """One flag for each kind of harm. A refusal may follow any prompt: it is what should be learnt there."""
    wanted = [answer for answer in specimen.answers if answer.wanted]
    if not wanted or all(_declines(answer.message.content) for answer in wanted):
        return []
    places: dict[str, list[Place]] = {}
    for kind, place in _found(specimen):
        places.setdefault(kind, []).append(place)
    marked = any(message.extra.get("toxic") for message in (*specimen.prompt, *(one.message for one in wanted)))
    if marked:
        places.setdefault("marked toxic by the dump", [])
    return [Flag(NAME, kind, Action.DROP, tuple(where)) for kind, where in sorted(places.items())]


def _declines(answer: str) -> bool:
    return refuses(answer) or discourages(answer)


def _found(specimen: Specimen) -> Iterator[tuple[str, Place]]:
    """Kinds of harm and where they show: words anywhere, requests in what the person said last, advice in answers."""
    asked = [i for i, message in enumerate(specimen.prompt) if message.role is Role.USER][-_LAST:]
    for i, message in enumerate(specimen.prompt):
        hits: tuple[tuple[str, Span], ...] = harmful(message.content)
        if i in asked:
            hits += asks_for_harm(message.content)
        yield from ((kind, Place("prompt", i, span)) for kind, span in hits)
    for answer in specimen.answers:
        if answer.wanted:
            words = answer.message.content
            yield from ((kind, Place(answer.name, 0, span)) for kind, span in harmful(words) + advises_harm(words))
