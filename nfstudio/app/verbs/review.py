"""Deciding: accept, reject, category, edges, undo, and going on to the next."""

from dataclasses import replace
from typing import TYPE_CHECKING

from nfstudio.app.dialogs.asking import ask_words
from nfstudio.app.edges import Direction, Edge, Unit
from nfstudio.app.wording import tr
from nfstudio.domain.feedback import Category, Verdict

if TYPE_CHECKING:
    from nfstudio.app.window import Window


def decide(window: "Window", *, verdict: Verdict) -> None:
    """Say it of the feedback looked at, with what was written about it; then the next undecided one is looked at."""
    if window.columns is not None:
        inspector = window.columns.inspector
        {Verdict.ACCEPT: inspector.accept, Verdict.REJECT: inspector.reject, Verdict.SKIP: inspector.skip}[verdict]()


def delete(window: "Window") -> None:
    """Take the span looked at away."""
    if window.columns is not None:
        window.columns.inspector.delete()


def choose_category(window: "Window", *, category: Category) -> None:
    """Mark the selected words, or change the category of the feedback looked at."""
    if window.columns is not None and not window.columns.desk.mark(category):
        window.columns.inspector.set_category(category)


def move_edge(window: "Window", *, edge: Edge, direction: Direction, unit: Unit) -> None:
    """Move an edge of the span looked at."""
    if window.columns is not None:
        window.columns.desk.move_edge(edge, direction, unit)


def step(window: "Window", *, by: int) -> None:
    """The next or previous one in the list."""
    if window.columns is not None:
        window.columns.browser.next(by)


def next_undecided(window: "Window") -> None:
    """The next one that nobody has decided: in the queue, or in this conversation beside the list of conversations."""
    session, columns = window.session, window.columns
    if session is None or columns is None:
        return
    if columns.browser.in_queue:
        columns.browser.next(1)
        return
    items = session.shown_feedback()
    at = next((i for i, item in enumerate(items) if item.id == session.feedback), -1)
    around = items[at + 1 :] + items[: max(at, 0)]
    following = next((item for item in around if not item.decided), None)
    if following is not None:
        session.select(following.id)


def undo(window: "Window") -> None:
    """Take back the newest step."""
    if window.session is not None:
        window.session.undo()


def redo(window: "Window") -> None:
    """Do again what was undone."""
    if window.session is not None:
        window.session.redo()


def note(window: "Window") -> None:
    """Write a note to the feedback looked at."""
    if window.columns is not None:
        window.columns.show_right(shown=True)
        window.columns.inspector.focus_note()


def ask_name(window: "Window") -> None:
    """Ask under which name decisions are made."""

    def take(name: str) -> None:
        if name.strip():
            window.prefer(replace(window.preferences, reviewer=name.strip()))

    ask_words(window, tr("Your name"), tr("Decisions are made under this name:"), window.preferences.reviewer, take)
