"""What deserves review first, as numbers beside each detection: worked out by a job, sorted by in `browse`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nfstudio.domain.feedback import Category, Evidence
from nfstudio.store.changes import Changes
from nfstudio.store.feedback import evidence_of
from nfstudio.store.project import Project

BATCH = 500
_MARK = "priorities"
_LONGEST = 400
"""Characters of a span that are looked at."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A feedback that a detector claimed.

    Attributes:
        words: of its span, the beginning of them.
    """

    feedback: int
    detection: int
    category: Category
    words: str
    decided: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Priority:
    """What the review queue sorts a detection by; both in [0, 1], None where nothing can be said."""

    detection: int
    disagreement: float | None
    novelty: float


def count(project: Project) -> int:
    """How many claims there are."""
    return int(project.db.execute("SELECT count(*) FROM feedback WHERE detection_id IS NOT NULL").fetchone()[0])


def claims(project: Project) -> Iterator[list[Claim]]:
    """All feedback that a detector claimed, in batches."""
    after = 0
    while rows := project.db.execute(
        'SELECT f.id, f.detection_id, f.category, substr(m.content, f.start + 1, min(f."end" - f.start, ?)),'
        " f.decision_id IS NOT NULL, d.evidence FROM feedback f JOIN messages m ON m.id = f.message_id"
        " JOIN detections d ON d.id = f.detection_id WHERE f.id > ? ORDER BY f.id LIMIT ?",
        (_LONGEST, after, BATCH),
    ).fetchall():
        after = rows[-1][0]
        yield [
            Claim(id_, detection, Category(category), words, bool(decided), evidence_of(evidence))
            for id_, detection, category, words, decided, evidence in rows
        ]


def record(project: Project, found: Sequence[Priority]) -> None:
    """Keep the priorities of one batch."""
    with project.writing() as db:
        db.executemany(
            "INSERT OR REPLACE INTO priorities(detection_id, disagreement, novelty)"
            " SELECT id, ?2, ?3 FROM detections WHERE id = ?1",  # one may be gone since it was read
            [(one.detection, one.disagreement, one.novelty) for one in found],
        )


def state(project: Project) -> str:
    """Changes whenever priorities would come out otherwise."""
    row = project.db.execute(
        "SELECT coalesce((SELECT max(id) FROM detections), 0), coalesce((SELECT max(id) FROM decisions), 0),"
        " coalesce((SELECT max(id) FROM steps), 0)"
    ).fetchone()
    return " ".join(str(number) for number in row)


def are_fresh(project: Project) -> bool:
    """Whether the priorities are those of the project as it stands."""
    row = project.db.execute("SELECT value FROM marks WHERE name = ?", (_MARK,)).fetchone()
    return row is not None and row[0] == state(project)


def finish(project: Project, worked_out_at: str) -> Changes:
    """All priorities are those of the `state` that was noted before the first."""
    with project.writing() as db:
        db.execute(
            "INSERT INTO marks(name, value) VALUES (?1, ?2) ON CONFLICT(name) DO UPDATE SET value = ?2",
            (_MARK, worked_out_at),
        )
    return Changes(None, feedback=True)
