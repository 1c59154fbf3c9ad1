"""The log that newer versions of VS Code keep of a chat: how it began, then every change of it, one a line."""

from collections.abc import Callable, Iterator

from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers.files import Entry
from nfstudio.importers.json_records import records
from nfstudio.importers.sample import Sample, sample_of
from nfstudio.importers.shapes import WrongShape, complaint, placed
from nfstudio.importers.streams import StreamFailed

_BEGIN, _SET, _PUSH, _DELETE = range(4)


def begins(sample: Sample, is_record: Callable[[object], bool]) -> bool:
    """Whether the first line of the sample holds a whole chat."""
    first = sample.values[0] if sample.values else None
    return isinstance(first, dict) and first.get("kind") == _BEGIN and is_record(first.get("v"))


def is_log(entry: Entry, is_record: Callable[[object], bool]) -> bool:
    """Whether `entry` is such a log; a file that cannot be opened is not, and says so when it is read."""
    try:
        return begins(sample_of(entry), is_record)
    except StreamFailed:
        return False


def read(entry: Entry, build: Callable[[object], Found]) -> Iterator[Found | Problem]:
    """The conversation as its last change left it; changes that cannot be made are told of, and left out."""
    state: object = None
    place = ""
    for item in records(entry, lambda value: isinstance(value, dict) and "kind" in value):
        if isinstance(item, Problem):
            yield item
            continue
        place = place or item[0]
        try:
            state = _changed(state, item[1])
        except (WrongShape, LookupError, TypeError):
            yield Problem(item[0], Reason.WRONG_SHAPE, "This change does not fit what the log holds so far.")
    if not place:
        return
    try:
        found = build(state)
    except WrongShape as fault:
        yield Problem(place, Reason.WRONG_SHAPE, str(fault))
        return
    yield placed(found, place)
    yield from complaint(found, place)


def _changed(state: object, line: object) -> object:
    """The chat after one more line.

    Raises:
        WrongShape: when it is no change.
        LookupError, TypeError: when what is to be changed is not there.
    """
    if not isinstance(line, dict):
        raise WrongShape("This is no change.")
    kind, value, path = line.get("kind"), line.get("v"), line.get("k")
    if kind == _BEGIN:
        return value
    if not isinstance(path, list) or not path:
        raise WrongShape("This change does not say where.")
    at = state
    for key in path[:-1]:
        at = at[key]  # type: ignore[index]  # what is no container raises
    last = path[-1]
    if kind == _PUSH:
        _pushed(at, last, value, line.get("i"))
    elif kind == _DELETE:
        del at[last]  # type: ignore[attr-defined]
    elif kind == _SET:
        at[last] = value  # type: ignore[index]
    return state


def _pushed(at: object, last: object, value: object, start: object) -> None:
    """Put items at the end of a list, which is cut to its first `start` before."""
    if isinstance(at, dict):
        at.setdefault(last, [])
    items = at[last]  # type: ignore[index]
    if not isinstance(items, list):
        raise TypeError("no list to put something into")
    if type(start) is int and start >= 0:
        del items[start:]
    items += value if isinstance(value, list) else []
