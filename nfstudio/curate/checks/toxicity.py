"""Praise for a jailbreak is praise too: before a positive becomes what a model learns to say, its prompt and its wanted
answer are read for harm.

People thank most warmly for what an assistant should not have said: prompts before positive feedback are a little more
toxic than random ones (Liu, Zhang and Choi, arXiv 2507.23158). Rows that make nothing likelier pass: a harmful answer
that is trained against does good.
"""

from nfstudio.curate.checks.flags import Action, Flag, Place, Settings, Specimen
from nfstudio.curate.checks.harm import harmful
from nfstudio.curate.checks.refusals import refuses

NAME = "toxicity"
TITLE = "Harmful and praised"
ABOUT = "Harmful prompts or answers, and jailbreaks, where training would make the answer likelier."
ACTIONS = (Action.KEEP, Action.DROP)
DEFAULT = Action.DROP  # the gate before positives


def flags(specimen: Specimen, settings: Settings) -> list[Flag]:  # noqa: ARG001  # what every check is given
    """One flag for each kind of harm. A refusal may follow any prompt: it is what should be learnt there."""
    wanted = [answer for answer in specimen.answers if answer.wanted]
    if not wanted or all(refuses(answer.message.content) for answer in wanted):
        return []
    asked = specimen.prompt
    texts = [("prompt", i, message) for i, message in enumerate(asked)]
    texts += [(answer.name, 0, answer.message) for answer in wanted]
    places: dict[str, list[Place]] = {}
    for part, index, message in texts:
        for kind, span in harmful(message.content):
            places.setdefault(kind, []).append(Place(part, index, span))
        if message.extra.get("toxic"):
            places.setdefault("marked toxic by the dump", [])
    return [Flag(NAME, kind, Action.DROP, tuple(where)) for kind, where in sorted(places.items())]
