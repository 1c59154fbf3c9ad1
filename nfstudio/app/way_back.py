"""The way back from a list that was shown in the queue for a moment: what is alike, what a plot's mark stands for."""

from nfstudio.store.browse import Filter
from nfstudio.store.last_place import Place


class WayBack:
    """Remembers the first place of a detour, until somebody goes back or chooses another list for good."""

    def __init__(self) -> None:
        self._place: Place | None = None

    def leave(self, place: Place) -> None:
        """A detour begins, or goes on."""
        self._place = self._place or place

    def forget(self) -> None:
        """Somebody is where they want to be."""
        self._place = None

    def take(self) -> Place | None:
        """Where to go back to; nothing is left to go back to then."""
        place, self._place = self._place, None
        return place

    def is_left_by(self, before: Filter, after: Filter) -> bool:
        """Whether somebody on a detour takes away the very thing that it was made for."""
        return self._place is not None and bool(before.among) and not after.among
