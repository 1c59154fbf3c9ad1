"""What nobody wants to train towards, told by words: the lists stand in `resources/checks/harm.toml`, to be read and
changed. A list of words sees what is said outright and nothing else; a person decides."""

from functools import cache, lru_cache

from nfstudio.curate.checks.word_lists import WordLists, folded, read, word_list
from nfstudio.domain.span import Span


@lru_cache(maxsize=1024)  # the rows of one conversation share their first messages
def harmful(text: str) -> tuple[tuple[str, Span], ...]:
    """Kinds of harm and the words that show them, in order of place."""
    found = [(kind, span) for kind, spans in _lists().find(folded(text)) for span in spans]
    return tuple(sorted(found, key=lambda one: (one[1], one[0])))


@cache
def _lists() -> WordLists:
    return WordLists({entry["kind"]: word_list(entry["marks"], entry["patterns"]) for entry in read("harm")["list"]})
