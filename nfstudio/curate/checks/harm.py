"""What nobody wants to train towards, told by words: the lists stand in `resources/checks/harm.toml`, to be read and
changed. A list of words sees what is said outright and nothing else; a person decides."""

from nfstudio.curate.checks.lexicon import HARM, look
from nfstudio.curate.checks.remembered import Remembered
from nfstudio.domain.span import Span


def harmful(text: str) -> tuple[tuple[str, Span], ...]:
    """Kinds of harm and the words that show them, in order of place."""
    return _HARMFUL[text]


def _harmful(text: str) -> tuple[tuple[str, Span], ...]:
    found = [(kind, span) for kind, spans in look(text).found(HARM) for span in spans]
    return tuple(sorted(found, key=lambda one: (one[1], one[0])))


_HARMFUL = Remembered(_harmful)
