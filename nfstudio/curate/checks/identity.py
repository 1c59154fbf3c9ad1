"""Rows about what only that assistant was or could: its name and maker, its knowledge cut-off, the web, pictures.

A model trained on them learns to be another one, or to see pictures it was never given. WildReward (arXiv 2602.08829)
leaves out prompts about image generation, browsing and addresses, model identity and uploaded files. What is looked for
stands in `resources/checks/identity.toml`, to be read and changed.
"""

from nfstudio.curate.checks.flags import Action, Flag, Place, Settings, Specimen
from nfstudio.curate.checks.lexicon import IDENTITY, glance
from nfstudio.domain.conversation import Role

NAME = "identity"
TITLE = "Identity, browsing, pictures"
ABOUT = "Answers about being a certain model or its knowledge cut-off; prompts that need the web, a file or a picture."
ACTIONS = (Action.KEEP, Action.DROP)
DEFAULT = Action.KEEP


def flags(specimen: Specimen, settings: Settings) -> list[Flag]:  # noqa: ARG001  # what every check is given
    """One flag for each reason and text; of the prompt only the last message of the person counts."""
    found = []
    asked = [(i, message.content) for i, message in enumerate(specimen.prompt) if message.role is Role.USER]
    if asked:
        found += _matches("prompt", "prompt", *asked[-1])
    for answer in specimen.answers:
        found += _matches("answer", answer.name, 0, answer.message.content)
    return found


def _matches(side: str, part: str, index: int, content: str) -> list[Flag]:
    return [
        Flag(NAME, reason, Action.DROP, tuple(Place(part, index, span) for span in spans))
        for reason, spans in glance(content).found(IDENTITY[side])
    ]
