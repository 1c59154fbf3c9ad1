"""Deciding: accept, reject, category, edges, undo, and going on to the next."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from nfstudio.app.dialogs.asking import ask_words
from nfstudio.app.dialogs.decide_all import DecideAll
from nfstudio.app.dialogs.quota import Quota
from nfstudio.app.edges import Direction, Edge, Unit
from nfstudio.app.models.feedback_list import UNDECIDED
from nfstudio.app.quick_sets import CHANGED
from nfstudio.app.row_words import cut
from nfstudio.app.wording import tr
from nfstudio.domain.feedback import Category, Scope, Verdict
from nfstudio.jobs.similar import similar
from nfstudio.store.browse import Filter, Order, count_feedback
from nfstudio.store.decisions import Saying
from nfstudio.store.differences import ALL

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
    if window.columns is not None:
        window.columns.inspector.choose(category)


def move_edge(window: "Window", *, edge: Edge, direction: Direction, unit: Unit) -> None:
    """Move an edge of the span looked at."""
    if window.columns is not None:
        window.columns.desk.move_edge(edge, direction, unit)
        window.columns.several.one_only()


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
        moved = columns.browser.next(1)
        item = session.selected()
        # A list of what is decided, or skipped, is gone through row by row.
        wants_undecided = not session.filter.statuses or bool(session.filter.statuses & UNDECIDED)
        if not moved or (wants_undecided and item is not None and item.decided):
            session.told.emit(
                tr("Nothing undecided is left in this list.") if wants_undecided else tr("The list ends.")
            )
        return
    items = session.shown_feedback()
    at = next((i for i, item in enumerate(items) if item.id == session.feedback), -1)
    around = items[at + 1 :] + items[: max(at, 0)]
    following = next((item for item in around if not item.decided), None)
    if following is not None:
        session.select(following.id)
    else:
        session.told.emit(tr("Nothing undecided is left in this conversation."))


def more_like_this(window: "Window") -> None:
    """List the feedback most like the one looked at."""
    session, columns = window.session, window.columns
    item = session.selected() if session is not None else None
    shown = session.shown() if session is not None else None
    if session is None or columns is None or item is None or shown is None:
        return
    content = shown.conversation.messages[shown.message_ids.index(item.message)].content
    what = tr("Like “{words}”").format(words=cut(item.span.of(content), 24))

    def take(found: tuple[int, ...]) -> None:
        if len(found) < 2:
            session.told.emit(tr("No other feedback is like this one."))
        else:
            columns.browser.look(Filter(among=found, among_what=what), as_given=True)
            session.told.emit(tr("What is most alike. Escape in the list goes back to where you were."))

    session.reader.ask("similar", partial(similar, feedback_id=item.id), take)


def undo(window: "Window") -> None:
    """Take back the newest step."""
    if window.session is not None:
        window.session.undo()


def redo(window: "Window") -> None:
    """Do again what was undone."""
    if window.session is not None:
        window.session.redo()


def note(window: "Window") -> None:
    """Write a note to the feedback looked at, or to all that are selected."""
    if window.columns is not None:
        window.columns.show_right(shown=True)
        window.columns.inspector.focus_note()


def rewrite(window: "Window") -> None:
    """Write a better answer to what the feedback looked at judges."""
    if window.columns is not None:
        window.columns.write_better()


def split(window: "Window") -> None:
    """Cut the span looked at in two."""
    if window.columns is not None:
        window.columns.desk.split()
        window.columns.several.one_only()


def merge(window: "Window") -> None:
    """Make one span of the one looked at and its neighbour, or of those selected that stand in one message."""
    if window.columns is not None and not window.columns.several.merge():
        window.columns.desk.merge()


def step_target(window: "Window", *, step: int) -> None:
    """The feedback looked at judges the answer before, or after."""
    if window.columns is not None:
        window.columns.inspector.step_target(step)
        window.columns.several.one_only()


def show_set(window: "Window", *, name: str) -> None:
    """Show a quick set in the queue."""
    if window.columns is not None:
        window.columns.show_left(shown=True)
        window.columns.browser.show_set(name)


def show_changes(window: "Window") -> None:
    """Show what the last detection changed: in the queue, or, where no feedback is left of it, the conversations."""
    session, columns = window.session, window.columns
    if session is None or columns is None:
        return
    wanted = Filter(differences=ALL)

    def take(count: int) -> None:
        if count:
            columns.browser.show_set(CHANGED)
        else:
            columns.browser.show_conversations()
            session.filter_by(wanted)

    columns.stage.show_page("")
    columns.show_left(shown=True)
    session.reader.ask("changes", lambda project: count_feedback(project.db, wanted), take)


def show_quota(window: "Window") -> None:
    """Show so many of each category in the queue."""
    session, columns = window.session, window.columns
    if session is None or columns is None:
        return

    def make() -> Quota:
        dialog = Quota(session, window)
        dialog.drawn.connect(lambda found: columns.browser.look(found, order=Order.CATEGORIES))
        return dialog

    columns.show_left(shown=True)
    columns.browser.show_queue()
    window.show_dialog("quota", make)


def skip_because(window: "Window", *, reason: str) -> None:
    """Leave it undecided, and say why."""
    if window.columns is not None:
        window.columns.inspector.skip_because(tr(reason))


def set_scope(window: "Window", *, scope: Scope) -> None:
    """Say for whom the feedback looked at holds."""
    if window.columns is not None:
        window.columns.inspector.set_scope(scope)


def toggle_flag(window: "Window", *, flag: str) -> None:
    """Flag the feedback looked at, or take the flag away."""
    if window.columns is not None:
        window.columns.inspector.toggle_flag(flag)


def decide_list(window: "Window") -> None:
    """Say the same of the whole list, once it is seen what that would touch."""
    session = window.session
    if session is not None:
        window.show_dialog("decide all", lambda: DecideAll(session, window))


def decide_selected(window: "Window", ids: Sequence[int], saying: Saying) -> None:
    """Say the same of many that are selected, once it is seen what they are."""
    session, columns = window.session, window.columns
    if session is None or columns is None:
        return

    def make() -> DecideAll:
        dialog = DecideAll(session, window, among=ids, saying=saying)
        dialog.accepted.connect(lambda: columns.several.said.emit(dialog.saying))
        return dialog

    window.close_dialog("decide selected")
    window.show_dialog("decide selected", make)


def ask_name(window: "Window") -> None:
    """Ask under which name decisions are made."""

    def take(name: str) -> None:
        if name.strip():
            window.prefer(replace(window.preferences, reviewer=name.strip()))

    title, label = tr("Your name"), tr("Decisions are made under this name:")
    window.show_dialog("name", lambda: ask_words(window, title, label, window.preferences.reviewer, take))
