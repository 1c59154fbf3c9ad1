"""Rows with hardly a word teach nothing: greetings, tests, one-word answers."""

from nfstudio.curate.checks.flags import Action, Flag, Settings, Specimen
from nfstudio.curate.checks.wording import words
from nfstudio.domain.conversation import Role

NAME = "short"
TITLE = "Too short"
ABOUT = "A request of fewer words than it takes to ask for something, or a wanted answer of hardly any."
ACTIONS = (Action.KEEP, Action.DROP)
DEFAULT = Action.KEEP

_BIT = 400
"""Characters that are read to count a few words; a longer text has them."""


def flags(specimen: Specimen, settings: Settings) -> list[Flag]:
    """A flag for the prompt, one for the shortest of the wanted answers.

    The prompt counts as a whole, so that "and in French?" after a long exchange is no short one.
    """
    found = []
    asked = [message.content[:_BIT] for message in specimen.prompt if message.role is Role.USER]
    if specimen.prompt and _fewer(asked, settings.shortest_prompt):
        found.append(Flag(NAME, "short prompt", Action.DROP))
    if any(answer.wanted and _fewer([answer.message.content], settings.shortest_answer) for answer in specimen.answers):
        found.append(Flag(NAME, "short answer", Action.DROP))
    return found


def _fewer(texts: list[str], least: int) -> bool:
    """Whether texts behind one another have fewer words."""
    short = sum(map(len, texts)) + len(texts) - 1 < 40 * least
    return short and len(words(" ".join(texts))) < least
