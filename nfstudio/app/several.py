"""What is said of all rows that are selected in a list: of a few at once, of many after they were seen."""

from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from nfstudio.app.drafts import Drafts
from nfstudio.app.panels.browser import Browser
from nfstudio.app.session import Session
from nfstudio.app.tickets import said_of
from nfstudio.app.wording import counted, number
from nfstudio.domain.feedback import Status
from nfstudio.store import drafts, reading
from nfstudio.store.decisions import STANDING, Edit, Saying
from nfstudio.store.project import Project
from nfstudio.store.reading import StoredFeedback
from nfstudio.store.standing import Standing, standing_in

FEW = 20
"""More than so many are counted and shown before anything is written."""
AT_ONCE = 500
"""Most spans that are merged in one write, which a person waits for."""


class Several(QObject):
    """The selection of the list that is shown, and what keys, buttons and menus do with it.

    Selected conversations stand for the feedback in them. Of these a verdict leaves alone what is decided: nobody
    pointed at it. Feedback that was selected itself is decided anew, and the person is told.
    """

    changed = Signal()
    """Other rows are selected."""
    preview_wanted = Signal(object, object)
    """Ids of many feedback, and the Saying that is meant for them."""
    said = Signal(object)
    """A Saying that was written, or is about to be: nothing is left of it to be said."""

    def __init__(self, session: Session, browser: Browser, drafted: Drafts, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._browser, self._drafts = session, browser, drafted
        browser.selected.connect(self.changed)

    @property
    def count(self) -> int:
        """How many rows keys speak of; 0 when it is the one row looked at, or when nobody sees the list."""
        view = self._browser.view
        selection = view.selection
        if not self._browser.isVisible() or selection.is_only(view.current_row):
            return 0
        return selection.count

    def say(self, saying: Saying) -> bool:
        """Say it of all that is selected; whether anything is, beside the one row looked at."""
        if not self.count:
            return False
        rows = self._browser.view.selection.ids
        if self._browser.in_queue:
            self._say_of(saying, rows)
        else:
            ask = partial(_standing, conversations=rows)
            self._session.reader.ask("selected", ask, partial(self._say_in, saying, len(rows)))
        return True

    def merge(self) -> bool:
        """Of the selected feedback make one of those that stand in the same message; whether any is selected, beside
        the one row looked at."""
        if not self.count:
            return False
        if not self._browser.in_queue:
            self._session.told.emit(self.tr("Spans to be merged are selected in the queue."))
        elif self.count > AT_ONCE:
            text = self.tr("No more than {count} are merged at once.")
            self._session.told.emit(text.format(count=number(AT_ONCE)))
        else:
            self._merge(reading.feedback_by_id(self._session.project.db, self._browser.view.selection.ids))
        return True

    def one_only(self) -> None:
        """Tell that what was done is about the one looked at, where others are selected."""
        if self.count:
            text = self.tr("Of the {count} selected this was about the one looked at only.")
            self._session.told.emit(text.format(count=number(self.count)))

    # Inside

    def _merge(self, items: Sequence[StoredFeedback]) -> None:
        there = defaultdict(list)
        for item in sorted(items, key=lambda item: (item.id != self._session.feedback, item.span.start, item.id)):
            if item.status is not Status.REJECTED:
                there[item.message].append(item.id)
        groups = [ids for ids in there.values() if len(ids) > 1]
        merged = sum(len(ids) for ids in groups)
        if not groups:
            self._session.told.emit(self.tr("No two of the selected stand in the same message."))
        elif self._session.merge(groups):
            text = self.tr("{count} spans became {left}.").format(count=number(merged), left=number(len(groups)))
            one, many = self.tr("1 stays as it is."), self.tr("{count} stay as they are.")
            rest = len(items) - merged
            self._session.told.emit(f"{text} {counted(rest, one, many)}" if rest else text)

    def _say_in(self, saying: Saying, conversations: int, found: Standing) -> None:
        """Say it of the feedback in conversations."""
        verdict = saying.verdict is not None or saying.delete
        ids = found.undecided if verdict else sorted([*found.undecided, *found.decided])
        if ids:
            self._say_of(saying, array("q", ids), left=len(found.decided) if verdict else 0)
            return
        one, many = self.tr("The selected conversation"), self.tr("The {count} selected conversations")
        text = self.tr("{conversations}: no feedback that is undecided.")
        self._session.told.emit(text.format(conversations=counted(conversations, one, many)))

    def _say_of(self, saying: Saying, ids: "array[int]", *, left: int = 0) -> None:
        if len(ids) > FEW:
            self.preview_wanted.emit(ids, saying)
            return
        items = reading.feedback_by_id(self._session.project.db, ids)
        self._drafts.keep()
        drafted = drafts.of(self._session.project.db, items)
        flagged = all(saying.flag in _flags(item, drafted.get(item.id)) for item in items)
        saying = replace(saying, unflag=bool(saying.flag and items) and flagged)
        what = self.tr("{verdict} ({count})").format(verdict=saying_words(saying), count=number(len(items)))
        told = self._session.say(ids, saying, what=what)
        if told is not None:
            self.said.emit(saying)
            self._session.told.emit(self._sentence(saying, len(told.ids), told.before, left, len(told.waiting)))

    def _sentence(self, saying: Saying, said: int, before: int, left: int, waiting: int) -> str:
        parts = [said_of(said, saying)] if said or not waiting else []
        if before and (saying.verdict is not None or saying.delete):
            parts.append(self.tr("{count} of them decided before").format(count=number(before)))
        if left:
            parts.append(self.tr("{count} decided before left alone").format(count=number(left)))
        if waiting:
            one, many = self.tr("1 waits for your verdict"), self.tr("{count} wait for your verdict")
            parts.append(counted(waiting, one, many))
        return ", ".join(parts) + "."


def _flags(item: StoredFeedback, draft: Edit | None) -> tuple[str, ...]:
    """What is flagged, drafted flags before those that stand."""
    return item.flags if draft is None or draft.flags is None else draft.flags


def saying_words(saying: Saying) -> str:
    """What is said, in a word or two, for the names of undo and redo; the project keeps them, so they are English."""
    if saying.delete:
        return "delete"
    if saying.category is not None:
        return f"change to {saying.category.short}"
    if saying.flag:
        return f"take flag {saying.flag} away" if saying.unflag else f"flag {saying.flag}"
    if saying.scope is not None:
        return f"holds for {saying.scope.value}"
    return saying.verdict.value if saying.verdict is not None else "note"


def _standing(project: Project, *, conversations: Sequence[int]) -> Standing:
    return standing_in(project.db, conversations, undecided=(Status.AUTO,), decided=tuple(STANDING))
