"""Where somebody stood in the review queue when they closed the project, so that they can go on from there."""

import json
from dataclasses import dataclass

from nfstudio.domain.json_text import parsed
from nfstudio.store import saved_filters
from nfstudio.store.browse import Filter, Order, Sort
from nfstudio.store.changes import NOTHING, Changes
from nfstudio.store.grouping import current
from nfstudio.store.project import Project

_MARK = "last place"


@dataclass(frozen=True, slots=True)
class Place:
    """A list, and which of its feedback was looked at."""

    filter: Filter
    order: Order | Sort
    feedback: int | None


def keep(project: Project, place: Place) -> Changes:
    """Remember a place instead of the one before."""
    order = place.order
    record = {
        "filter": json.loads(saved_filters.dump(place.filter)),
        "order": [order.column, order.descending] if isinstance(order, Sort) else order.value,
        "feedback": place.feedback,
    }
    with project.writing() as db:
        db.execute("INSERT OR REPLACE INTO marks VALUES (?, ?)", (_MARK, json.dumps(record, ensure_ascii=False)))
    return NOTHING


def kept(project: Project) -> Place | None:
    """The place that was remembered, with what its sources are called now; None where there is none, or what stands
    there is none: a project file may come from anywhere."""
    row = project.db.execute("SELECT value FROM marks WHERE name = ?", (_MARK,)).fetchone()
    if row is None:
        return None
    try:
        record = parsed(row[0])
        wanted = saved_filters.parse(json.dumps(record["filter"]))
        told, feedback = record["order"], record["feedback"]
        order = Order(told) if isinstance(told, str) else Sort(str(told[0]), bool(told[1]))
        today = current(project.db, wanted)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return None
    return Place(today, order, feedback if isinstance(feedback, int) else None)
