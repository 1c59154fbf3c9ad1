"""The left column: the review queue and the conversations, what they are narrowed by, and the way through them."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from nfstudio.app.chips import Chips
from nfstudio.app.filter_panel import FilterPanel
from nfstudio.app.list_page import ListPage
from nfstudio.app.listing import CONVERSATIONS, QUEUE, Listing
from nfstudio.app.models.conversation_list import ConversationList
from nfstudio.app.models.feedback_list import UNDECIDED, FeedbackList
from nfstudio.app.row_painting import ConversationPainter, FeedbackPainter
from nfstudio.app.row_words import order_word
from nfstudio.app.search_field import SearchField
from nfstudio.app.session import Session
from nfstudio.app.theme import NEAR, TIGHT
from nfstudio.domain.feedback import Status
from nfstudio.store.browse import Filter
from nfstudio.store.changes import Changes

LOOKED_THROUGH = 1_000
"""Rows in which `next` looks for an undecided one: ten pages, 10 ms."""
_FIRST = Filter(statuses=frozenset({Status.AUTO}))


class Browser(QWidget):
    """Two lists over one project. Each keeps a filter of its own; the search text goes along from one to the other."""

    TITLE = "Browse"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        queue = FeedbackList(session, self)
        self._queue = Listing(session, QUEUE, queue, FeedbackPainter(self), self)
        self._conversations = Listing(
            session, CONVERSATIONS, ConversationList(session, self), ConversationPainter(self), self
        )
        self._feedback = queue
        self._queue.filter = _FIRST
        self._listings = (self._queue, self._conversations)
        self._begun: set[Listing] = set()
        self._tabs = QTabBar(self)
        self._search = SearchField(self)
        self._order = QComboBox(self)
        self._chips = Chips(self)
        self._panel = FilterPanel(self)
        self._pages = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self._switched()

    # What the window and its keys ask for

    @property
    def current_ids(self) -> list[int]:
        """Ids of all rows of the list that is shown, in its order: of feedback, or of conversations."""
        return list(self._shown.model.ids)

    @property
    def in_queue(self) -> bool:
        """Whether the list that is shown is the queue."""
        return self._shown is self._queue

    def next(self, step: int = 1) -> bool:
        """Go `step` rows on in the list that is shown; whether there was a row to go to.

        In the queue one step on is the next undecided feedback; the search for it begins again at the top, looks
        through `LOOKED_THROUGH` rows and otherwise takes the next row.
        """
        view, count = self._shown.view, len(self._shown.model.ids)
        wanted = view.current_row + step if view.current_row >= 0 or step > 0 else count - 1
        if step == 1 and self.in_queue:
            found = self._next_undecided(view.current_row)
            wanted = wanted if found is None else found
        if not 0 <= wanted < count:
            return False
        view.go_to_row(wanted)
        return True

    def focus_search(self) -> None:
        """Let the person type a search."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def show_queue(self) -> None:
        """Show the review queue."""
        self._tabs.setCurrentIndex(0)

    def show_conversations(self) -> None:
        """Show the conversations."""
        self._tabs.setCurrentIndex(1)

    def refresh(self) -> None:
        """Look afresh: decided rows that no longer fit go, everything is sorted again."""
        self._shown.refresh()

    # Inside

    @property
    def _shown(self) -> Listing:
        return self._listings[self._tabs.currentIndex()]

    def _next_undecided(self, after: int) -> int | None:
        count = len(self._feedback.ids)
        for at in range(after + 1, after + 1 + min(count, LOOKED_THROUGH)):
            row = self._feedback.row_at(at % count)
            if row is not None and row.status in UNDECIDED and at % count != after:
                return at % count
        return None

    def _switched(self) -> None:
        """Another tab: its filter, with the search text that stands in the field."""
        listing = self._shown
        self._pages.setCurrentIndex(self._tabs.currentIndex())
        self.setFocusProxy(listing.view)
        self._order.clear()
        for order in listing.kind.orders:
            self._order.addItem(order_word(order), order)
        self._order.setCurrentIndex(listing.kind.orders.index(listing.order))
        wanted = replace(listing.filter, text=self._search.text())
        if listing not in self._begun or wanted != listing.filter:
            self._begun.add(listing)
            listing.follow(wanted)
        self._session.filter_by(wanted)
        self._say_filter()
        self._say_facets(sort=True)
        self._follow_session()

    def _narrow(self, wanted: Filter) -> None:
        """Another filter for the list that is shown; the session tells everybody, this panel too."""
        typed = self._search.text()  # what was typed a moment ago and is not searched yet is not lost
        self._session.filter_by(replace(wanted, text=typed))

    def _filtered(self, wanted: Filter) -> None:
        if wanted != self._shown.filter:
            self._shown.follow(wanted)
        if wanted.text != self._search.text():
            self._search.setText(wanted.text)
        self._say_filter()

    def _searched(self) -> None:
        self._narrow(self._shown.filter)

    def _ordered(self) -> None:
        self._shown.follow(self._shown.filter, self._order.currentData())

    def _picked(self, wanted: int) -> None:
        if self.in_queue:
            self._session.select(wanted)
        else:
            self._session.show(wanted)

    def _follow_session(self, _wanted: int | None = None) -> None:
        """Mark the row that the session looks at, in both lists."""
        self._queue.view.show_current(self._session.feedback)
        self._conversations.view.show_current(self._session.conversation)

    def _changed(self, changes: Changes) -> None:
        for listing in self._begun:
            listing.touched(changes)

    def _say_filter(self) -> None:
        self._chips.show_filter(self._shown.filter)
        self._panel.show_filter(self._shown.filter)

    def _arrived(self, listing: Listing, page: ListPage) -> None:
        page.say()
        if listing is self._shown:
            self._follow_session()

    def _faceted(self, listing: Listing, *, other: bool) -> None:
        if listing is self._shown:
            self._say_facets(sort=other)

    def _say_facets(self, *, sort: bool) -> None:
        facets = self._shown.facets
        if facets is not None:
            self._panel.show_counts(facets, sort=sort)

    def _panel_opened(self, opened: bool) -> None:  # noqa: FBT001 - a signal of Qt
        for listing in self._begun:
            listing.want_facets(wanted=opened)

    def _lay_out(self) -> None:
        self.setMinimumWidth(220)
        for text in (self.tr("Queue"), self.tr("Conversations")):
            self._tabs.addTab(text)
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(True)
        self._tabs.setAccessibleName(self.tr("List"))
        self._order.setAccessibleName(self.tr("Order"))
        self._order.setToolTip(self.tr("Order of the list"))
        controls = QHBoxLayout()
        controls.setSpacing(TIGHT)
        controls.addWidget(self._panel.opener)
        controls.addStretch()
        controls.addWidget(self._order)
        head = QVBoxLayout()
        head.setContentsMargins(NEAR, NEAR, NEAR, TIGHT)
        head.setSpacing(TIGHT)
        head.addWidget(self._tabs)
        head.addWidget(self._search)
        head.addLayout(controls)
        head.addWidget(self._chips)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._panel)
        column.addWidget(self._pages, 1)

    def _connect(self) -> None:
        for listing in self._listings:
            page = ListPage(listing, self)
            page.wanted.connect(self._session.filter_by)
            self._pages.addWidget(page)
            listing.view.picked.connect(self._picked)
            listing.arrived.connect(lambda listing=listing, page=page: self._arrived(listing, page))
            listing.counted.connect(page.say)
            listing.faceted.connect(lambda other, listing=listing: self._faceted(listing, other=other))
        QWidget.setTabOrder(self._search, self._panel.opener)
        QWidget.setTabOrder(self._panel.opener, self._order)
        self._tabs.currentChanged.connect(lambda _: self._switched())
        self._search.settled.connect(self._searched)
        self._search.left.connect(lambda: self._shown.view.setFocus(Qt.FocusReason.TabFocusReason))
        self._order.activated.connect(lambda _: self._ordered())
        self._chips.wanted.connect(self._narrow)
        self._panel.wanted.connect(self._narrow)
        self._panel.opened.connect(self._panel_opened)
        self._session.filtered.connect(self._filtered)
        self._session.changed.connect(self._changed)
        self._session.feedback_selected.connect(self._follow_session)
        self._session.conversation_shown.connect(self._follow_session)
        again = QShortcut(QKeySequence(QKeySequence.StandardKey.Refresh), self)
        again.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        again.activated.connect(self.refresh)
