"""The second look: its page, and what the keys do there."""

from typing import TYPE_CHECKING

from nfstudio.app.stage import SECOND_LOOK

if TYPE_CHECKING:
    from nfstudio.app.window import Window


def show(window: "Window") -> None:
    """Show the page of second looks, or go back from it to the lists."""
    if window.columns is not None:
        window.columns.stage.show_page("" if shown(window) else SECOND_LOOK)


def shown(window: "Window") -> bool:
    """Whether the page of second looks is shown."""
    return window.columns is not None and window.columns.stage.page == SECOND_LOOK


def do(window: "Window", *, name: str) -> None:
    """What the action of that id does on the page that is shown; nothing elsewhere."""
    deeds = window.columns.stage.deeds if window.columns is not None else None
    if deeds is not None and name in deeds:
        deeds[name]()
