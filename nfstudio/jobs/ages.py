"""Which of two sources is the older one: by the times their dumps tell, else by the models that answered in them, else
by what corpus it is, else by a year in its name."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from nfstudio.domain.model_ages import gathered, released, year_in
from nfstudio.store import figures, grouping
from nfstudio.store.project import Project

ENOUGH = 30
"""Conversations with a follow-up that a source has at least to be proposed, and a file to be offered by itself."""
FILES = 20
"""Files of one source that are offered by themselves."""


class Known(StrEnum):
    """How the age of a source is known."""

    TIMES = "times"
    MODELS = "models"
    CORPUS = "corpus"
    NAME = "name"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Aged:
    """A source, or a file of one, that can be compared.

    Attributes:
        name: as a filter names it.
        files: how many it has; 0 for a file of a source of several.
        conversations: with a follow-up, the only ones that can hold feedback.
        month: in the middle of its times ("2023-04"), or in which its models were there; of a name a year ("2018");
            None where nothing is known.
    """

    name: str
    files: int
    conversations: int
    month: str | None
    by: Known


@dataclass(frozen=True, slots=True)
class Ages:
    """All sources, the largest first, each with its largest files behind it, and which two are proposed, the older
    first."""

    sources: list[Aged]
    proposed: tuple[Aged, Aged] | None


def ages(project: Project) -> Ages:
    """How old the sources are (1 to 2 s for a million conversations)."""
    files = grouping.files(project.db)
    months: defaultdict[str, Counter[str | None]] = defaultdict(Counter)
    inside: defaultdict[str, defaultdict[str, Counter[str | None]]] = defaultdict(lambda: defaultdict(Counter))
    for source, file, month, count in figures.months(project.db):
        months[source][month] += count
        if source in files and file != source:
            inside[source][file][month] += count
    models: defaultdict[str, Counter[str | None]] = defaultdict(Counter)
    for source, model, count in figures.models(project.db):
        models[source][released(model) if model else None] += count
    formats = figures.formats(project.db)
    listed = []
    for source in sorted(months, key=lambda name: (-months[name].total(), name)):
        corpus = formats.get(source)
        listed.append(_aged(source, months[source], models[source], corpus=corpus, files=files.get(source, 1)))
        parts = sorted(inside[source].items(), key=lambda part: (-part[1].total(), part[0]))
        large = [(file, times) for file, times in parts[:FILES] if times.total() >= ENOUGH]
        listed += [_aged(file, times, Counter(), corpus=corpus, files=0) for file, times in large]
    return Ages(listed, _proposed([one for one in listed if one.files]))


def _aged(
    name: str, times: Counter[str | None], models: Counter[str | None], *, corpus: str | None, files: int
) -> Aged:
    known = (
        (Known.TIMES, _middle(times)),
        (Known.MODELS, _middle(models)),
        (Known.CORPUS, gathered(corpus)),
        (Known.NAME, year_in(name.rpartition("/")[2])),
    )
    by, month = next(((by, month) for by, month in known if month), (Known.NOT, None))
    return Aged(name, files, times.total(), month, by)


def _middle(counted: Mapping[str | None, int]) -> str | None:
    """The month in the middle; None where less than half of all conversations have one."""
    known = sorted((month, count) for month, count in counted.items() if month)
    left = sum(count for _, count in known) / 2
    if not known or 4 * left < sum(counted.values()):
        return None
    for month, count in known:
        left -= count
        if left <= 0:
            return month
    return known[-1][0]


def _proposed(sources: list[Aged]) -> tuple[Aged, Aged] | None:
    """The oldest and the newest of those that are large enough; else the two largest, in the order of what is known."""
    aged = [one for one in sources if one.month and one.conversations >= ENOUGH]
    if aged:  # among equals the largest
        oldest = min(aged, key=lambda one: (one.month or "", -one.conversations))
        newest = max(aged, key=lambda one: (one.month or "", one.conversations))
        if oldest.month != newest.month:
            return oldest, newest
    if len(sources) < 2:
        return None
    first, second = sources[:2]
    return (second, first) if first.month and second.month and second.month < first.month else (first, second)
