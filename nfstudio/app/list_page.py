"""A list with what stands below it, or, when there is nothing to list, a sentence that says why and what to do."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from nfstudio.app.listing import Counts, Listing
from nfstudio.app.theme import AIRY, NEAR, ROOM, TIGHT, small_font
from nfstudio.app.wording import number
from nfstudio.store.browse import Filter


class ListPage(QWidget):
    """One list."""

    wanted = Signal(object)
    """A Filter that a button of the empty page asks for."""

    def __init__(self, listing: Listing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._listing = listing
        self._empty = QLabel()
        self._way_out = QPushButton()
        self._rest = Filter()
        self._footer = QLabel()
        self._again = QToolButton()
        self._pages = QStackedWidget()
        self._lay_out()

    def say(self) -> None:
        """Say what is listed, or why nothing is."""
        listing, counts = self._listing, self._listing.counts
        self._again.setVisible(listing.stale)
        rows = len(listing.model.ids)
        empty = rows == 0 and not listing.waits and counts is not None
        self._pages.setCurrentIndex(int(empty))
        if counts is not None:
            self._footer.setText(self._below(rows, counts))
            if empty:
                self._explain(counts)

    def _below(self, rows: int, counts: Counts) -> str:
        if not self._listing.kind.of_feedback:
            text = self.tr("{rows} of {total} conversations")
        elif self._listing.filter.text:
            text = self.tr("{rows} of {total} in conversations that say it · {undecided} undecided")
        else:
            text = self.tr("{rows} of {total} · {undecided} undecided")
        below = text.format(rows=number(rows), total=number(counts.total), undecided=number(counts.undecided))
        if counts.low:
            below = self.tr("{rows} · {count} below the threshold").format(rows=below, count=number(counts.low))
        selected = self._listing.view.selection.count
        return (
            self.tr("{count} selected · {rows}").format(count=number(selected), rows=below) if selected > 1 else below
        )

    def _explain(self, counts: Counts) -> None:
        """The empty page: a sentence, and the filter that would show something."""
        shown, of_feedback = self._listing.filter, self._listing.kind.of_feedback
        anything = replace(shown, statuses=frozenset())
        button, rest = self.tr("Clear the filter"), Filter()
        if counts.total == 0:
            button = ""
            if self._listing.at_work:
                sentence = self.tr("What is found is listed here.")
            elif of_feedback and counts.imported:
                sentence = self.tr("No feedback yet. Run detection (Ctrl+D).")
            else:
                sentence = self.tr("No conversations yet. Import a folder of chat logs (Ctrl+I).")
        elif of_feedback and anything == Filter():
            sentence, button, rest = self.tr("Everything is decided."), self.tr("Show decided feedback"), anything
        else:
            sentence = self.tr("Nothing matches this filter.")
        self._empty.setText(sentence)
        self._way_out.setText(button)
        self._way_out.setVisible(bool(button))
        self._rest = rest

    def _lay_out(self) -> None:
        view = self._listing.view
        of_feedback = self._listing.kind.of_feedback
        view.setAccessibleName(self.tr("Review queue") if of_feedback else self.tr("Conversations"))
        self._pages.addWidget(view)
        self._pages.addWidget(self._empty_page())
        for label in (self._footer, self._empty):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._footer.setFont(small_font(self.font()))
        self._again.setText(self.tr("Refresh"))
        self._again.setToolTip(self.tr("Take decided rows out and sort again (F5)"))
        self._again.setAutoRaise(True)
        self._again.clicked.connect(self._listing.refresh)
        room = self._again.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # the list above keeps its height when the button comes
        self._again.setSizePolicy(room)
        self._again.hide()
        view.selection.changed.connect(self.say)
        below = QHBoxLayout()
        below.setContentsMargins(ROOM, TIGHT, NEAR, TIGHT)
        below.addWidget(self._footer, 1)
        below.addWidget(self._again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._pages, 1)
        column.addLayout(below)

    def _empty_page(self) -> QWidget:
        page = QWidget()
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._way_out.clicked.connect(lambda: self.wanted.emit(self._rest))
        column = QVBoxLayout(page)
        column.setContentsMargins(AIRY, AIRY, AIRY, AIRY)
        column.setSpacing(ROOM)
        column.addStretch(1)
        column.addWidget(self._empty)
        column.addWidget(self._way_out, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        return page
