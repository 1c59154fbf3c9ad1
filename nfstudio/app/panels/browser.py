"""The left column: the review queue and the conversations, what they are narrowed by, and the way through them."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QSettings, Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from nfstudio.app import list_looks, tickets
from nfstudio.app.chips import Chips
from nfstudio.app.filter_panel import FilterPanel
from nfstudio.app.going_on import row_to_go_to
from nfstudio.app.icons import icon
from nfstudio.app.list_controls import ListControls, switch, whole_tabs
from nfstudio.app.list_page import ListPage
from nfstudio.app.listing import CONVERSATIONS, QUEUE, Listing
from nfstudio.app.menu_button import menu_button
from nfstudio.app.models.conversation_list import ConversationList
from nfstudio.app.models.feedback_list import FeedbackList
from nfstudio.app.quick_sets import QUICK_SETS, QuickSet, drawn
from nfstudio.app.review_meter import ReviewMeter
from nfstudio.app.row_painting import ConversationPainter, FeedbackPainter
from nfstudio.app.row_words import order_word
from nfstudio.app.saved_row import SavedRow
from nfstudio.app.search_field import SearchField
from nfstudio.app.session import Session
from nfstudio.app.steady_list import SteadyList
from nfstudio.app.taking_up import FIRST, leave, take_up
from nfstudio.app.theme import NEAR, TIGHT
from nfstudio.app.way_back import WayBack
from nfstudio.store import priorities
from nfstudio.store.browse import Filter, Order, Sort
from nfstudio.store.changes import Changes
from nfstudio.store.last_place import Place

_WORKED_OUT = (Order.DISAGREED, Order.NOVEL)
"""Orders by numbers that a job has to work out."""
_TALL = 860
"""Pixels of a window from which filters stand open at first: in a lower one they would take half of the queue."""


class Browser(QWidget):
    """Two lists over one project. Each keeps a filter of its own; the search text goes along from one to the other."""

    TITLE = "Browse"

    table_shown = Signal(bool)
    """Columns are shown, which want more width than rows do; or rows again."""
    selected = Signal()
    """Other rows are selected in the list that is shown, or another list is."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._feedback = FeedbackList(session, self)
        self._queue = Listing(session, QUEUE, self._feedback, FeedbackPainter(self), self)
        self._conversations = Listing(
            session, CONVERSATIONS, ConversationList(session, self), ConversationPainter(self), self
        )
        take_up(session, self._queue)
        self._listings = (self._queue, self._conversations)
        self._begun: set[Listing] = set()
        self._back = WayBack()
        self._opens_filters_if_tall = self._goes_to_first = False
        self._tabs = whole_tabs(self.tr("Queue"), self.tr("Conversations"), parent=self)
        self._search = SearchField(self)
        self._search.setText(self._queue.filter.text)
        self._order = QComboBox(self)
        self._sets = menu_button(self.tr("Sets"), self)
        self._meter = ReviewMeter(session, self)
        self._table = switch(self.tr("Table"), self.tr("Show columns (Ctrl+T)"), parent=self)
        self._saved = SavedRow(session, FIRST, self)
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
    def view(self) -> SteadyList:
        """The list that is shown."""
        return self._shown.view

    def offer(self, groups: Sequence[Sequence[QAction]]) -> None:
        """What the menu of the right mouse button offers in the lists."""
        for listing in self._listings:
            listing.view.offered = groups

    @property
    def in_queue(self) -> bool:
        """Whether the list that is shown is the queue."""
        return self._shown is self._queue

    def next(self, step: int = 1) -> bool:
        """Go `step` rows on in the list that is shown (see `row_to_go_to`); whether there was a row to go to."""
        view, count = self._shown.view, len(self._shown.model.ids)
        row = row_to_go_to(view, count, step, self._feedback if self.in_queue else None)
        if row is not None:
            view.go_to_row(row)
        return row is not None

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

    @property
    def is_table(self) -> bool:
        """Whether the lists are shown as tables."""
        return self._table.isChecked()

    def show_table(self, *, wanted: bool) -> None:
        """Show the lists as tables with columns, or as rows to be read."""
        self._table.setChecked(wanted)

    def keep(self, settings: QSettings) -> None:
        """Remember how the tables look."""
        list_looks.keep(settings, self._listings, table=self.is_table, filters=self._panel.opener.isChecked())

    def restore(self, settings: QSettings) -> None:
        """Look as remembered."""
        table, filters = list_looks.restore(settings, self._listings)
        self.show_table(wanted=table)
        self._opens_filters_if_tall = filters is None
        if filters is not None:
            self._panel.opener.setChecked(filters)

    def look(self, wanted: Filter, *, as_given: bool = False, order: Order | None = None) -> None:
        """Show the feedback that a filter lets through, in the queue, until the person goes back; `as_given` in the
        order of `wanted.among`, else in `order`."""
        self._back.leave(Place(self._queue.filter, self._queue.order, self._session.feedback))
        self._tabs.setCurrentIndex(0)
        if as_given or order is not None:
            self._queue.order = order or Order.GIVEN
        self._session.filter_by(wanted)
        self._search.setText(wanted.text)
        self._queue.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> bool:
        """Show the queue as it was before `look`, at the feedback that was looked at then; whether there was one."""
        place = self._back.take()
        if place is None:
            return False
        self._tabs.setCurrentIndex(0)
        self._queue.order = place.order
        self._go(place.filter)
        if place.feedback is not None:
            self._session.select(place.feedback)
        return True

    def show_set(self, name: str) -> None:
        """Show one of `QUICK_SETS` in the queue."""
        wanted = next(one for one in QUICK_SETS if one.id == name)
        self.show_queue()
        self._session.reader.ask("quick set", drawn(wanted), lambda found: self._show_drawn(wanted, found))

    def refresh(self) -> None:
        """Look afresh: decided rows that no longer fit go, everything is sorted again."""
        self._shown.refresh()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Counts that nobody looks at would only keep the reader from what is looked at instead."""
        super().hideEvent(event)
        self._panel_opened(False)  # noqa: FBT003 - a slot

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Counts are wanted again."""
        super().showEvent(event)
        if self._opens_filters_if_tall:
            self._opens_filters_if_tall = False
            self._panel.opener.setChecked(self.window().height() >= _TALL)
        if self._panel.opener.isChecked() and not self._shown.facets_wanted:
            self._panel_opened(True)  # noqa: FBT003 - a slot

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape goes back from what was shown for a moment."""
        if event.key() != Qt.Key.Key_Escape or not self.go_back():
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The icon follows the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_table"):
            self._table.setIcon(icon("table", self.palette()))

    # Inside

    @property
    def _shown(self) -> Listing:
        return self._listings[self._tabs.currentIndex()]

    def _switched(self) -> None:
        """Another tab: its filter, with the search text that stands in the field."""
        listing = self._shown
        self._pages.setCurrentIndex(self._tabs.currentIndex())
        self._meter.setVisible(self.in_queue)
        self._sets.setVisible(self.in_queue)
        self.setFocusProxy(listing.view)
        wanted = replace(listing.filter, text=self._search.text())
        if listing not in self._begun or wanted != listing.filter:
            self._begun.add(listing)
            listing.follow(wanted)
        self._session.filter_by(wanted)
        self._say_filter()
        self._say_facets(sort=True)
        self._follow_session()
        self.selected.emit()

    def _narrow(self, wanted: Filter) -> None:
        """Another filter for the list that is shown; the session tells everybody, this panel too."""
        if self._back.is_left_by(self._shown.filter, wanted) and self.go_back():
            return
        typed = self._search.text()  # what was typed a moment ago and is not searched yet is not lost
        self._session.filter_by(replace(wanted, text=typed))

    def _go(self, wanted: Filter) -> None:
        """Another filter for good, such as a saved one: its search text too."""
        self._back.forget()
        self._search.setText(wanted.text)
        self._session.filter_by(wanted)
        self._say_filter()

    def _filtered(self, wanted: Filter) -> None:
        if wanted != self._shown.filter:
            self._shown.follow(wanted)
        if wanted.text != self._search.text():
            self._search.setText(wanted.text)
        self._say_filter()

    def _to_list(self) -> None:
        self._shown.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _to_first(self, entered: bool = False) -> None:  # noqa: FBT001, FBT002 - a slot
        """Go to the first row that was searched for, once it is there; where there is none one types on."""
        self._goes_to_first = entered or self._goes_to_first
        if self._goes_to_first and not self._shown.waits:
            self._goes_to_first = False
            if self._search.hasFocus() and self._shown.model.ids:
                self._to_list()
                self._shown.view.go_to_row(0)

    def _ordered(self) -> None:
        self._follow_order(self._shown.filter, Order(self._order.currentData()))
        self._say_order()

    def _sorted(self, listing: Listing, column: str, descending: bool) -> None:  # noqa: FBT001 - a slot
        listing.follow(listing.filter, Sort(column, descending))
        self._say_order()

    def _say_order(self) -> None:
        """The box and the heads of the columns say what the list that is shown is sorted by."""
        listing = self._shown
        if listing.order is Order.GIVEN and not listing.filter.among:
            listing.follow(listing.filter, listing.kind.orders[0])
        order = listing.order
        self._order.clear()
        for one in listing.kind.orders:
            if one is not Order.GIVEN or listing.filter.among:
                self._order.addItem(order_word(one), one)
        self._order.setCurrentIndex(-1 if isinstance(order, Sort) else self._order.findData(order))
        column, descending = (order.column, order.descending) if isinstance(order, Sort) else ("", False)
        listing.view.show_sort(column, descending=descending)

    def _tabled(self, shown: bool) -> None:  # noqa: FBT001 - a signal of Qt
        for listing in self._listings:
            listing.view.show_table(wanted=shown)
        self.table_shown.emit(shown)

    def _follow_order(self, wanted: Filter, order: Order) -> None:
        """Sort the list that is shown; where the numbers are not those of today a job works them out."""
        self._shown.follow(wanted, order)
        session = self._session
        waits = any(ticket.kind == tickets.PRIORITISE for ticket in session.runner.tickets)
        if order in _WORKED_OUT and not session.readonly and not waits and not priorities.are_fresh(session.project):
            session.start(tickets.prioritise_ticket())

    def _show_drawn(self, wanted: QuickSet, found: Filter) -> None:
        if not self.in_queue:
            return  # the person has gone elsewhere since
        self._back.forget()
        self._search.clear()
        self._follow_order(found, wanted.order)
        self._session.filter_by(found)
        self._say_filter()

    def _picked(self, wanted: int) -> None:
        if self.in_queue:
            self._session.select(wanted)
        else:
            self._session.show(wanted)

    def _follow_session(self, _wanted: int | None = None) -> None:
        """Mark the row that the session looks at, in the list that is shown; the other follows once it is."""
        session = self._session
        self._shown.view.show_current(session.feedback if self.in_queue else session.conversation)

    def _changed(self, changes: Changes) -> None:
        for listing in self._begun:
            listing.touched(changes)

    def _say_filter(self) -> None:
        self._say_order()
        self._saved.show_filter(self._shown.filter)
        self._chips.show_filter(self._shown.filter)
        self._panel.show_filter(self._shown.filter)

    def _arrived(self, listing: Listing, page: ListPage) -> None:
        page.say()
        if listing is self._shown:
            self._follow_session()
            self._to_first()

    def _faceted(self, listing: Listing, *, other: bool) -> None:
        if listing is self._shown:
            self._say_facets(sort=other)

    def _say_facets(self, *, sort: bool) -> None:
        if (shown := self._shown).facets is not None:
            self._panel.show_counts(shown.facets, files=shown.files, opened=shown.opened, sort=sort)

    def _panel_opened(self, opened: bool) -> None:  # noqa: FBT001 - a signal of Qt
        for listing in self._begun:
            listing.want_facets(wanted=opened)

    def _lay_out(self) -> None:
        self.setMinimumWidth(220)
        self._tabs.setAccessibleName(self.tr("List"))
        self._order.setAccessibleName(self.tr("Order"))
        self._order.setToolTip(self.tr("Order of the list"))
        self._order.setPlaceholderText(self.tr("By column"))
        self._table.setIcon(icon("table", self.palette()))
        head = QVBoxLayout()
        head.setContentsMargins(NEAR, NEAR, NEAR, TIGHT)
        head.setSpacing(TIGHT)
        controls = ListControls(self._panel.opener, (self._sets, self._table), self._order, self)
        for part in (self._tabs, self._search, controls, self._saved, self._chips):
            head.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._panel)
        column.addWidget(self._pages, 1)
        column.addWidget(self._meter)
        self._sets.setToolTip(self.tr("Sets that are reviewed again and again"))
        for one in QUICK_SETS:
            self._sets.menu().addAction(one.title).triggered.connect(lambda _=False, name=one.id: self.show_set(name))
        self._saved.list_in(self._sets.menu())

    def _connect(self) -> None:
        for listing in self._listings:
            page = ListPage(listing, self)
            page.wanted.connect(self._session.filter_by)
            self._pages.addWidget(page)
            listing.view.picked.connect(self._picked)
            listing.view.selection.changed.connect(self.selected)
            listing.view.sorted_by.connect(partial(self._sorted, listing))
            listing.arrived.connect(lambda listing=listing, page=page: self._arrived(listing, page))
            listing.counted.connect(page.say)
            listing.faceted.connect(lambda other, listing=listing: self._faceted(listing, other=other))
        self._tabs.currentChanged.connect(lambda _: self._switched())
        self._search.settled.connect(lambda: self._narrow(self._shown.filter))
        self._search.left.connect(self._to_list)
        self._search.entered.connect(lambda: self._to_first(True))  # noqa: FBT003 - a slot
        self._search.textEdited.connect(lambda _: setattr(self, "_goes_to_first", False))
        self._order.activated.connect(lambda _: self._ordered())
        self._chips.wanted.connect(self._narrow)
        self._saved.wanted.connect(self._go)
        self._table.toggled.connect(self._tabled)
        self._panel.wanted.connect(self._narrow)
        self._panel.opened.connect(self._panel_opened)
        self._panel.sources_opened.connect(lambda names: self._shown.open_sources(names))  # noqa: PLW0108 - of now
        self._session.filtered.connect(self._filtered)
        self._session.closing.connect(partial(leave, self._session, self._queue))
        self._session.changed.connect(self._changed)
        self._session.feedback_selected.connect(self._follow_session)
        self._session.conversation_shown.connect(self._follow_session)
        again = QShortcut(QKeySequence.StandardKey.Refresh, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        again.activated.connect(self.refresh)
