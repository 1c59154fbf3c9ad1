"""One person's wish is no fault of the answer: "make it vegan" after a recipe says nothing to anybody else.

Less than half of natural feedback (47.9 %) holds for everybody who asks the same (Don-Yehiya et al., arXiv 2609.02859).
"""

from nfstudio.curate.checks.flags import Action, Flag, Settings, Specimen
from nfstudio.domain.feedback import Scope

NAME = "personal-scope"
TITLE = "One person's wish"
ABOUT = "Rows whose feedback a reviewer marked as personal: it holds for this person, not for everyone."
ACTIONS = (Action.KEEP, Action.DROP)
DEFAULT = Action.KEEP


def flags(specimen: Specimen, settings: Settings) -> list[Flag]:  # noqa: ARG001  # what every check is given
    """A flag where all feedback behind the row is personal; one that holds for everyone is reason enough for it."""
    scopes = [said.scope for said in specimen.feedback]
    if scopes and all(scope is Scope.PERSONAL for scope in scopes):
        return [Flag(NAME, "personal wish", Action.DROP)]
    return []
