"""What an import passed over, as it is told when it is through: light, because every import waits for it to load."""

from collections.abc import Sequence
from dataclasses import dataclass

from nfstudio.store import statistics
from nfstudio.store.project import Project


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A record, or a file, that did not become a conversation."""

    file: str
    place: str
    reason: str
    sentence: str


def passed_over_in(project: Project, files: Sequence[str], *, limit: int) -> list[PassedOver]:
    """The first problems of these files, as they are shown."""
    wanted = set(files)
    found: list[PassedOver] = []
    after = 0
    while len(found) < limit and (rows := statistics.problems(project.db, after=after)):
        after = rows[-1].id
        found += [PassedOver(row.shown, row.place, row.reason, row.sentence) for row in rows if row.shown in wanted]
    return found[:limit]
