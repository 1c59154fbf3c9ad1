"""What stands at both sides of the conversation gives way to it: in a narrow window one of them, or both, are folded
away, and come back with the room."""

from PySide6.QtWidgets import QWidget


class SidePanels:
    """Shows the panels that the person wants as far as there is room, the one asked for last first."""

    def __init__(self, first: QWidget, centre: QWidget, second: QWidget) -> None:
        self._centre = centre
        self._sides = [first, second]
        self._wanted = {first, second}

    def want(self, panel: QWidget, *, shown: bool) -> None:
        """The person wants a panel, or no longer; `fit` follows."""
        if shown:
            self._wanted.add(panel)
            self._sides.sort(key=lambda side: side is not panel)
        else:
            self._wanted.discard(panel)

    def fit(self, room: int, *, least: int, squeezed: int) -> None:
        """Show what so many pixels have room for.

        Args:
            least: what the conversation keeps of them.
            squeezed: what it keeps where not even the panel that comes first has room beside it otherwise.
        """
        wanted = [panel for panel in self._sides if panel in self._wanted]
        if wanted and room - _least(wanted[0]) < least:
            least = max(squeezed, room - _least(wanted[0]))
        self._centre.setMinimumWidth(least)
        left = room - least
        for panel in self._sides:
            fits = panel in wanted and _least(panel) <= left
            left -= _least(panel) if fits else 0
            if fits is panel.isHidden():
                panel.setVisible(fits)

    def show_all(self) -> None:
        """Show what is wanted, before anything has a width."""
        for panel in self._sides:
            panel.setVisible(panel in self._wanted)


def _least(panel: QWidget) -> int:
    """How narrow a panel may be, with the line beside it."""
    return max(panel.minimumWidth(), panel.minimumSizeHint().width()) + 1
