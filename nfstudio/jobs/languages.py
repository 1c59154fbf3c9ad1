"""The verb identify: the language of every conversation whose dump states none, told from what its person wrote.

It runs after the import and the first detection, because nobody waits for it.
"""

from dataclasses import dataclass
from time import perf_counter

from nfstudio.curate.language import MOST_MESSAGES, MOST_OF_MESSAGE, Identifier
from nfstudio.jobs.progress import Job, Progress
from nfstudio.store import languages
from nfstudio.store.changes import Changes
from nfstudio.store.project import Project


@dataclass(frozen=True, slots=True)
class LanguageSummary:
    """How it stands in the whole project afterwards.

    Attributes:
        identified: conversations whose language was told from their words.
        unknown: those without any language: too little was said, or in several.
    """

    identified: int
    unknown: int
    seconds: float


def identify_languages(project: Project) -> Job[LanguageSummary]:
    """Tell the languages of what came or grew since the last time; cut short and asked again it goes on.

    The lists hear of it once, at the end: a facet that counts anew every second helps nobody who reads.
    """
    started, changed = perf_counter(), 0
    first = total = languages.waiting(project)
    identifier = Identifier()
    while batch := languages.next_batch(project, messages=MOST_MESSAGES, characters=MOST_OF_MESSAGE):
        told = {found.id: identifier.language(found.said) for found in batch.conversations}
        changed += languages.record(project, batch, told)
        project.give_way()
        left = languages.waiting(project)
        total = max(total, left)
        yield Progress(total - left, total, "Identifying languages", "messages")
    if first:
        # As after an import: which values there are to filter by, and how many rows each has, is another thing now.
        yield Progress(total, total, "Identifying languages", "messages", Changes(imported=changed > 0))
    identified, unknown = languages.counts(project)
    return LanguageSummary(identified, unknown, perf_counter() - started)
