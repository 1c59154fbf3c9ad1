"""A few rows as they would be written, for reading: who says what, which side is wanted, and where it comes from.

Chat logs are hostile input: every word goes in as plain text under formats of our own, never as markup.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QCheckBox, QTextBrowser, QTextEdit, QVBoxLayout, QWidget

from nfstudio.app import theme as look
from nfstudio.app.dialogs.export_words import way_word
from nfstudio.app.highlight import shown
from nfstudio.app.wording import category_word, number, tr
from nfstudio.domain.feedback import Category
from nfstudio.jobs.export_preview import Shown

LONGEST = 1_500
"""Characters of one text that are shown; the row holds all of them."""
_SCHEME = "conversation"
_ROLES, _WORDS = ("role", "from"), ("content", "value")


class Examples(QWidget):
    """The rows one below the other, rendered or as JSON; the heading of each leads to its conversation (`opened`)."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Shown, ...] = ()
        self.view = QTextBrowser(self, openLinks=False)
        self.view.anchorClicked.connect(self._open)
        self.view.setAccessibleName(self.tr("Example rows"))
        self.view.setUndoRedoEnabled(False)
        self.as_json = QCheckBox(self.tr("Show as JSON"), self)
        self.as_json.toggled.connect(self._draw)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.TIGHT)
        column.addWidget(self.view, 1)
        column.addWidget(self.as_json)

    def show_rows(self, rows: Sequence[Shown]) -> None:
        """Show other rows; the same ones stay where they were scrolled to."""
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self._draw()

    def _draw(self) -> None:
        self.view.clear()
        pen = _Pen(self.view)
        for at, row in enumerate(self._rows, 1):
            pen.heading(f"{at}   {came_from(row)}", link="" if row.number is None else f"{_SCHEME}:{row.number}")
            if self.as_json.isChecked():
                pen.code(json.dumps(row.row, ensure_ascii=False, indent=1, default=str))
            else:
                for name, value in row.row.items():
                    if name != "meta":
                        _field(pen, name, value)
        self.view.moveCursor(QTextCursor.MoveOperation.Start)

    def _open(self, link: QUrl) -> None:
        if link.scheme() == _SCHEME and link.path().isdecimal():  # the headings are ours, words of logs hold no link
            self.opened.emit(int(link.path()))


def came_from(row: Shown) -> str:
    """Where a row comes from, in one line."""
    category = [category_word(Category(row.category))] if row.category else []
    return " · ".join([*category, way_word(row.recipe), row.source, row.conversation_id[:40]])


def _field(pen: "_Pen", name: str, value: Any) -> None:
    """One column of a row, whatever shape the framework gives it."""
    if isinstance(value, Mapping) and _said(value) is None:
        for inner, one in value.items():
            _field(pen, f"{name}.{inner}", one)
        return
    if isinstance(value, list) and value and any(isinstance(one, Mapping) for one in value):
        pen.name(name)
        for one in value:
            said = _said(one) if isinstance(one, Mapping) else None
            pen.said(*(said or ("", json.dumps(one, ensure_ascii=False, default=str))))
        return
    pen.name(name)
    said = _said(value) if isinstance(value, Mapping) else None
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    pen.said(*(said or ("", text)))


def _said(message: Mapping[str, Any]) -> tuple[str, str] | None:
    """Role and words of a message; None for what is none."""
    role = next((message[name] for name in _ROLES if name in message), None)
    words = next((message[name] for name in _WORDS if name in message), None)
    return (str(role), str(words)) if role is not None and words is not None else None


def shortened(text: str) -> str:
    """At most `LONGEST` characters, with how many are not shown."""
    if len(text) <= LONGEST:
        return text
    more = tr("… {count} characters more").format(count=number(len(text) - LONGEST))
    return f"{text[:LONGEST]}\n{more}"


class _Pen:
    """Writes into a view in four hands."""

    def __init__(self, view: QTextEdit) -> None:
        self._cursor = QTextCursor(view.document())
        self._theme, self._font = look.theme_of(view.palette()), view.font()
        self._fresh = True

    def heading(self, text: str, *, link: str = "") -> None:
        """The line above a row, which leads to its conversation."""
        format_ = self._format(bold=True)
        if link:
            format_.setAnchor(True)
            format_.setAnchorHref(link)
            format_.setToolTip(tr("Open the conversation"))
            format_.setForeground(self._theme.accent)
        self._block(0, top=0 if self._fresh else look.WIDE)
        self._cursor.insertText(shown(" ".join(text.split())), format_)

    def name(self, text: str) -> None:
        """The name of a column."""
        format_ = self._format()
        format_.setForeground(self._theme.accent)
        self._block(0, top=look.TIGHT)
        self._cursor.insertText(shown(text), format_)

    def said(self, role: str, text: str) -> None:
        """Words, and whose they are."""
        self._block(look.WIDE)
        if role:
            muted = self._format()
            muted.setForeground(self._theme.muted)
            self._cursor.insertText(f"{shown(role)}:  ", muted)
        self._cursor.insertText(shown(shortened(text)), self._format())

    def code(self, text: str) -> None:
        """As it stands in the file."""
        format_ = QTextCharFormat()
        format_.setFont(look.code_font(self._font))
        self._block(0)
        self._cursor.insertText(shown(text), format_)

    def _block(self, margin: int, *, top: int = 0) -> None:
        made = QTextBlockFormat()
        made.setLeftMargin(margin)
        made.setTopMargin(top)
        if self._fresh:
            self._cursor.setBlockFormat(made)
        else:
            self._cursor.insertBlock(made)
        self._fresh = False

    def _format(self, *, bold: bool = False) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(self._font)
        made.setForeground(self._theme.text)
        if bold:
            made.setFontWeight(QFont.Weight.DemiBold)
        return made
