"""How lists are sorted: by what a reviewer needs, or by a column of a table; each a piece of SQL over `f` (feedback)
and `c` (conversations)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Order(StrEnum):
    """How a list is sorted: conversations from `IMPORTED` to `MOST_FEEDBACK`, feedback by the others."""

    UNCERTAIN = "least certain first"
    SURE = "surest first"
    READING = "as they stand"
    RANDOM = "shuffled"
    IMPORTED = "as imported"
    NEWEST = "newest first"
    LONGEST = "longest first"
    MOST_FEEDBACK = "most feedback first"
    GIVEN = "most alike first"
    DISAGREED = "rules against encoder first"
    NOVEL = "most unusual first"
    CATEGORIES = "each category in turn"
    SOURCES = "each source in turn"


@dataclass(frozen=True, slots=True)
class Sort:
    """A list sorted by one column of its table (see `CONVERSATION_SORTS` and `FEEDBACK_SORTS`); rows without a value
    come last either way."""

    column: str
    descending: bool = False


_ORDERS = {
    Order.UNCERTAIN: "f.status != 'auto', abs(coalesce(f.score, 1.0) - 0.5), f.id",
    Order.SURE: "f.score IS NULL, f.score DESC, f.id",
    Order.READING: "f.conversation_id, f.message_id, f.start, f.id",
    # A multiplicative hash (Knuth) of the id: a fixed shuffle, so that the order is the same tomorrow.
    Order.RANDOM: "(f.id * 2654435761) % 4294967296, f.id",
    Order.IMPORTED: "c.id",
    Order.NEWEST: "c.created_at IS NULL, c.created_at DESC, c.id",
    Order.LONGEST: "c.messages DESC, c.id",
    Order.MOST_FEEDBACK: (
        "(SELECT count(*) FROM feedback n WHERE n.conversation_id = c.id AND n.status IN ('auto', 'confirmed')) DESC,"
        " c.id"
    ),
    Order.GIVEN: "f.id",
    # Claims without a priority come last: NULL is the smallest value.
    Order.DISAGREED: (
        "(SELECT p.disagreement FROM priorities p WHERE p.detection_id = f.detection_id) DESC,"
        " abs(coalesce(f.score, 1.0) - 0.5), f.id"
    ),
    Order.NOVEL: "(SELECT p.novelty FROM priorities p WHERE p.detection_id = f.detection_id) DESC, f.id",
    Order.CATEGORIES: (
        "row_number() OVER (PARTITION BY f.category ORDER BY abs(coalesce(f.score, 1.0) - 0.5), f.id), f.category"
    ),
    Order.SOURCES: (
        "row_number() OVER (PARTITION BY c.source ORDER BY abs(coalesce(f.score, 1.0) - 0.5), f.id), c.source"
    ),
}
_STANDING = "(SELECT count(*) FROM feedback n WHERE n.conversation_id = c.id AND n.status IN ('auto', 'confirmed'))"
CONVERSATION_SORTS = {
    "title": "c.title COLLATE NOCASE",
    "source": "c.source COLLATE NOCASE",
    "model": "c.model COLLATE NOCASE",
    "language": "c.language",
    "created": "c.created_at",
    "messages": "c.messages",
    "feedback": _STANDING,
}
"""The columns conversations can be sorted by, and the SQL for each."""
FEEDBACK_SORTS = {
    "category": "f.category",
    "score": "f.score",
    "status": "f.status",
    "source": "c.source COLLATE NOCASE",
    "model": "c.model COLLATE NOCASE",
    "created": "c.created_at",
    "detector": "f.detector",
}
"""The same for feedback."""


def order_by(order: Order | Sort, columns: Mapping[str, str], last: str) -> str:
    """The SQL of an order; `columns` are those of the list, `last` decides between equals."""
    if isinstance(order, Order):
        return _ORDERS[order]
    column = columns[order.column]
    return f"{column} IS NULL, {column} {'DESC' if order.descending else 'ASC'}, {last}"
