"""What the columns of a table without names hold, told by their cells."""

from collections.abc import Callable, Mapping, Sequence

from nfstudio.importers.roles import ROLES
from nfstudio.importers.shapes import when

_PAIR = 2
_SHARE = 0.5
"""Of the rows, as many different ids at most: a conversation has two messages."""
_MOSTLY = 0.8


def mapped(columns: Sequence[str], rows: Sequence[Mapping[str, object]]) -> dict[str, str]:
    """What numbered columns hold, by their cells: who speaks and the words, or questions and answers; nothing else
    where neither is plain."""
    cells = {name: [str(row.get(name) or "").strip() for row in rows] for name in columns}
    who = next((name for name in columns if _most(cells[name], lambda cell: cell.lower() in ROLES)), None)
    if who is None:
        return {"prompt": columns[0], "response": columns[1]} if len(columns) == _PAIR else {}
    time = next((name for name in columns if _most(cells[name], lambda cell: when(cell) is not None)), None)
    others = [name for name in columns if name not in (who, time)]
    if not others:
        return {}
    text = max(others, key=lambda name: (len(set(cells[name])), sum(map(len, cells[name]))))
    found = {"role": who, "text": text} | ({"time": time} if time else {})
    names = [name for name in others if name != text and all(cells[name])]
    first = next((name for name in names if len(set(cells[name])) <= _SHARE * len(rows)), None)
    return found | ({"conversation": first} if first else {})


def _most(cells: Sequence[str], holds: Callable[[str], bool]) -> bool:
    return bool(cells) and sum(map(holds, cells)) > _MOSTLY * len(cells)
