"""Tab goes where the eye goes: from top to bottom, along the lines, one panel after the other.

Qt's own order is that in which widgets were made, and chips, plots and rows of buttons are made again and again.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def tab_stops(root: QWidget) -> list[QWidget]:
    """Everything inside `root` that Tab stops at, in the order of the eye; what is hidden or disabled left out."""
    return list(_stops(root))


def move_focus(root: QWidget, *, forward: bool) -> bool:
    """Move the focus inside `root` to the next or previous stop, round and round; whether there was one."""
    stops = tab_stops(root)
    now: QWidget | None = root.focusWidget()
    while now is not None and now not in stops and now is not root:
        now = now.parentWidget()
    step = 1 if forward else -1
    at = stops.index(now) + step if now in stops else (0 if forward else -1)
    if not stops or (len(stops) == 1 and now in stops):
        return False
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    stop = stops[at % len(stops)]
    stop.setFocus(reason)
    _bring_into_sight(stop)
    return True


def _bring_into_sight(stop: QWidget) -> None:
    """Scroll whatever it lies in."""
    above = stop.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(stop)
        above = above.parentWidget()


def _stops(parent: QWidget) -> Iterator[QWidget]:
    for child in _by_eye(parent):
        if child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.focusProxy() is None:
            yield child
        yield from _stops(child)


def _by_eye(parent: QWidget) -> list[QWidget]:
    """The visible children, line by line; two stand in one line when half of the lower one lies beside the other."""
    children = [c for c in parent.children() if isinstance(c, QWidget) and not c.isWindow() and c.isVisible()]
    lines: list[list[QWidget]] = []
    for child in sorted(children, key=QWidget.y):
        if lines and _beside(lines[-1][0], child):
            lines[-1].append(child)
        else:
            lines.append([child])
    backwards = parent.layoutDirection() is Qt.LayoutDirection.RightToLeft
    return [child for line in lines for child in sorted(line, key=QWidget.x, reverse=backwards)]


def _beside(one: QWidget, other: QWidget) -> bool:
    shared = min(one.y() + one.height(), other.y() + other.height()) - max(one.y(), other.y())
    return 2 * shared > min(one.height(), other.height())
