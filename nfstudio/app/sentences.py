"""What the rooms below say, in the person's language.

They know no window and speak English, with names and figures in their sentences, and the project keeps some of it
(problems, what a step was). So what they said is held here against the sentences they can say, and what stands in the
places of one is put into its translation. `packaging/translations.py` gathers the sentences from their sources.
"""

import re
from functools import cache

from PySide6.QtCore import QCoreApplication

from nfstudio import paths
from nfstudio.app.wording import tr

CONTEXT = "sentences"
FILE = "sentences.txt"
"""Beside the translations: a sentence a line, with `{0}` for what is put in; `\\n` stands for a line break."""
SHORT = (
    *("accept", "reject", "skip", "withdraw", "delete", "note", "move edge", "move span", "change target"),
    *("change to {0}", "flag {0}", "take flag {0} away", "holds for {0}", "add {0}", "{0} ({1})"),
    *("split span", "merge spans", "write a better answer", "take the better answer away"),
    *("second reading", "settle a message", "labels that came with the import"),
    *("line {0}", "record {0}", "row {0}", "chat {0}", "conversation {0}", "header", "all records"),
    *("after line {0}", "after record {0}", "after row {0}", "after conversation {0}"),
    *("{0}: no GPU found", "{0}: torch, which a GPU needs, is not here", "everyone", "personal"),
    *("session {0}", "after chat {0}", "programs make such for themselves (titles, summaries, embeddings)"),
    *("no words were logged", "their requests lie in no file beside this one", "no span asks a model"),
    "their messages cannot be read",
    *("wanted", "unwanted", "user", "template", "longer", "shorter"),
)
"""What is no sentence: names of steps, places in a file, where detection runs."""
_PLACE = re.compile(r"\{(\w+)\}")
_BETWEEN = re.compile(r"(?<=\.) (?=[A-Z])")


def in_words(said: str) -> str:
    """A sentence of the rooms below in the person's language; English as it is where nothing is translated."""
    app = QCoreApplication.instance()
    if app is None or app.property(SPOKEN) is None:
        return said
    return _one(said) or _one_by_one(said) or said


SPOKEN = "nfstudio.language"
"""The property of the application that says that another language than English is spoken."""


def _one_by_one(said: str) -> str:
    """Several sentences that were said in one go."""
    for at in _BETWEEN.finditer(said):
        if (first := _one(said[: at.start()])) and (rest := _one(said[at.end() :])):
            return f"{first} {rest}"
    return ""


def _one(said: str) -> str:
    """One sentence; empty for one that is not known."""
    whole = _known(said)
    if whole != said:
        return whole
    for pattern, sentence in _patterns():
        found = pattern.fullmatch(said)
        if found is None:
            continue
        values = {name.removeprefix("v"): _one(value) or value for name, value in found.groupdict().items()}
        return _PLACE.sub(lambda place, values=values: values.get(place[1], place[0]), _known(sentence))  # type: ignore[misc]
    return ""


def _known(text: str) -> str:
    found = QCoreApplication.translate(CONTEXT, text)
    return found if found != text else tr(text)  # names of categories, say


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Sentences with places in them, the most telling first."""
    file = paths.translations() / FILE
    lines = file.read_text(encoding="utf-8").splitlines()
    sentences = [*(line.replace("\\n", "\n") for line in lines), *SHORT]
    placed = [one for one in sentences if _PLACE.search(one)]
    placed.sort(key=lambda one: -len(_PLACE.sub("", one)))
    return tuple((re.compile(_pattern(one), re.DOTALL), one) for one in placed)


def _pattern(sentence: str) -> str:
    pieces = _PLACE.split(sentence)
    return "".join(f"(?P<v{piece}>.+?)" if at % 2 else re.escape(piece) for at, piece in enumerate(pieces))
