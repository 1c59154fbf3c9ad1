"""Rows of another language than those that were chosen; what is unknown passes, since it is no other language."""

from nfstudio.curate.checks.flags import Action, Flag, Settings, Specimen

NAME = "language"
TITLE = "Another language"
ABOUT = "Conversations in a language that was not chosen; without a choice none, and those of unknown language never."
ACTIONS = (Action.KEEP, Action.DROP)
DEFAULT = Action.DROP  # acts only where languages were chosen


def flags(specimen: Specimen, settings: Settings) -> list[Flag]:
    """A flag with the code of the language."""
    language = specimen.language
    if not settings.languages or language is None or language.partition("-")[0].casefold() in settings.languages:
        return []
    return [Flag(NAME, f"language {language}", Action.DROP)]
