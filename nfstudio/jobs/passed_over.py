"""What an import passed over, as it is told when it is through: light, because every import waits for it to load."""

from collections.abc import Sequence
from dataclasses import dataclass

from nfstudio.store import statistics
from nfstudio.store.project import Project


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Records, or a file, that did not become conversations.

    Attributes:
        file: as it was shown when it first came in.
        place: of the first of them.
        count: how many of the file are told of in this sentence.
    """

    file: str
    place: str
    reason: str
    sentence: str
    count: int


def passed_over_in(project: Project, paths: Sequence[str], *, limit: int) -> list[PassedOver]:
    """The first problems of the files at these paths, as the project knows them; what is said of many records of a
    file is told once."""
    return [PassedOver(*row) for row in statistics.alike(project.db, paths, limit=limit)]
