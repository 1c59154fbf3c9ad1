"""How a row of a list is drawn: text is laid out here, character by character as it is, so nothing in it can be HTML.

Every row is two lines high. What a row says by colour it also says by a letter, a sign or a style of writing.
"""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from nfstudio.app.highlight import Offsets
from nfstudio.app.models.paged_list import ROW
from nfstudio.app.reading_text import occurrences
from nfstudio.app.row_words import SIGNS, one_line, score_text, status_word
from nfstudio.app.theme import NEAR, ROOM, TIGHT, Theme, mixed, small_font, theme_of
from nfstudio.app.wording import number
from nfstudio.domain.feedback import Category, Status
from nfstudio.store import search
from nfstudio.store.browse import ConversationRow, FeedbackRow

Row = TypeVar("Row")
_ALIGNMENT = Qt.ItemDataRole.TextAlignmentRole
_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def marked_terms(text: str) -> list[str]:
    """The words of a search that are worth marking: a lone Latin letter would mark half of every line."""
    terms = [one_line(term) for term in search.terms(text)]
    return [term for term in terms if len(term) > 1 or not term.isascii()]


class RowPainter(QStyledItemDelegate, Generic[Row]):
    """Draws the frame that all rows share; subclasses draw what stands in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.terms: Sequence[str] = ()
        self.excerpt: Callable[[int], str] = lambda _conversation: ""

    @abstractmethod
    def draw(self, pen: "Pen", row: Row, area: QRect) -> None:
        """Draw one row into `area`."""

    def height(self, widget: QWidget) -> int:
        """Pixels of every row."""
        font = widget.font()
        return QFontMetrics(font).height() + QFontMetrics(small_font(font)).height() + NEAR + TIGHT

    def cell_height(self, widget: QWidget) -> int:
        """Pixels of every row of a table."""
        return QFontMetrics(widget.font()).height() + NEAR

    def sizeHint(self, option: QStyleOptionViewItem, _index: Any) -> QSize:  # noqa: N802 - Qt's name
        """The same for all."""
        return QSize(200, self.height(option.widget))

    def _cell(self, pen: "Pen", index: QModelIndex | QPersistentModelIndex, rect: QRect) -> None:
        """One field of a row, of a table: a category with its letter, a number at the right, else words."""
        area, words = rect.adjusted(NEAR, 0, -NEAR, 0), str(index.data() or "")
        row = index.data(ROW)
        if isinstance(row, FeedbackRow) and words == row.category.short:
            side = QFontMetrics(pen.font).height()
            box = QRect(area.left(), area.top() + (area.height() - side) // 2, side, side)
            pen.letter(box, row.category, faded=row.status is not Status.AUTO)
            area.setLeft(area.left() + side + NEAR)
        if index.model().headerData(index.column(), Qt.Orientation.Horizontal, _ALIGNMENT) == _END:
            pen.aside(area, words)
        else:
            struck = isinstance(row, FeedbackRow) and row.status is Status.REJECTED
            faded = isinstance(row, FeedbackRow) and row.status is not Status.AUTO
            pen.line(area, words, colour=pen.theme.muted if faded else None, struck=struck and index.column() == 2)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The background, the mark of the present row, then the row."""
        theme = theme_of(option.palette)
        painter.save()
        _background(painter, option, theme, index.column())
        row = index.data(ROW)
        if index.column() and row is not None:
            self._cell(Pen(painter, theme, option.font, self.terms), index, option.rect)
            painter.restore()
            return
        area = option.rect.adjusted(ROOM, TIGHT + 2, -ROOM, -TIGHT - 2)
        pen = Pen(painter, theme, option.font, self.terms)
        if row is None:
            pen.line(area, self.tr("No longer in the project"), colour=theme.muted, italic=True)
        else:
            self.draw(pen, row, area)
        painter.restore()


def _background(painter: QPainter, option: QStyleOptionViewItem, theme: Theme, column: int) -> None:
    state, rect = option.state, option.rect
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, mixed(theme.accent, theme.base, 0.16))
        if column <= 1:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.accent)
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, mixed(theme.text, theme.base, 0.05))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), mixed(theme.rule, theme.base, 0.6))
    if state & QStyle.StateFlag.State_HasFocus and not column:
        painter.setPen(theme.accent)
        painter.drawRect(rect.adjusted(0, 0, -1, -1))


class Pen:
    """Draws single lines of text in a theme, with the words of a search marked."""

    def __init__(self, painter: QPainter, theme: Theme, font: QFont, terms: Sequence[str]) -> None:
        self.painter, self.theme, self.font, self.terms = painter, theme, QFont(font), terms
        self.small = small_font(self.font)

    def line(
        self,
        area: QRect,
        text: str,
        *,
        colour: QColor | None = None,
        small: bool = False,
        struck: bool = False,
        italic: bool = False,
    ) -> None:
        """One line out of a log, as much of it as fits, from the side that its script begins on."""
        font = QFont(self.small if small else self.font)
        font.setStrikeOut(struck)
        font.setItalic(italic)
        text = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout = QTextLayout(text, font)
        layout.setTextOption(option)
        layout.setFormats(self._marks(text))
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(area.width())
        layout.endLayout()
        self.painter.setPen(colour or self.theme.text)
        self.painter.setClipRect(area.adjusted(0, -2, 0, 2))  # a font for another script may be taller than ours
        layout.draw(self.painter, QPointF(area.left(), area.top() + (area.height() - line.height()) / 2))
        self.painter.setClipping(False)

    def aside(self, area: QRect, text: str, *, colour: QColor | None = None, bold: bool = False) -> int:
        """A short word of ours at the end of `area`; returns the pixels it took, the gap before it included."""
        if not text:
            return 0
        font = QFont(self.small)
        font.setBold(bold)
        self.painter.setFont(font)
        self.painter.setPen(colour or self.theme.muted)
        self.painter.drawText(area, _END, text)
        return QFontMetrics(font).horizontalAdvance(text) + NEAR

    def letter(self, area: QRect, category: Category, *, faded: bool) -> None:
        """A category's letter on its tint."""
        colours = self.theme.categories[category]
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.theme.code if faded else colours.tint)
        self.painter.drawRoundedRect(area, 4, 4)
        font = QFont(self.small)
        font.setBold(True)
        self.painter.setFont(font)
        self.painter.setPen(self.theme.muted if faded else colours.ink)
        self.painter.drawText(area, Qt.AlignmentFlag.AlignCenter, category.letter)

    def _marks(self, text: str) -> list[QTextLayout.FormatRange]:
        marks = []
        offsets = Offsets(text)
        for span in (span for term in self.terms for span in occurrences(text, term)):
            mark = QTextLayout.FormatRange()
            mark.start = offsets.utf16(span.start)
            mark.length = offsets.utf16(span.end) - mark.start
            mark.format = QTextCharFormat()
            mark.format.setBackground(self.theme.found)
            marks.append(mark)
        return marks


def _halves(pen: Pen, area: QRect) -> tuple[QRect, QRect]:
    """The upper and the lower line of a row."""
    upper = QFontMetrics(pen.font).height()
    return (
        QRect(area.left(), area.top(), area.width(), upper),
        QRect(area.left(), area.top() + upper, area.width(), area.height() - upper),
    )


class FeedbackPainter(RowPainter[FeedbackRow]):
    """Letter, words and score above; source and what was decided below. What was rejected is struck through."""

    def draw(self, pen: Pen, row: FeedbackRow, area: QRect) -> None:
        """One row of the queue."""
        decided = row.status is not Status.AUTO
        side = QFontMetrics(pen.font).height()
        pen.letter(
            QRect(area.left(), area.top() + (area.height() - side) // 2, side, side), row.category, faded=decided
        )
        upper, lower = _halves(pen, area.adjusted(side + NEAR, 0, 0, 0))
        upper.setWidth(upper.width() - pen.aside(upper, score_text(row.score)))
        lower.setWidth(lower.width() - pen.aside(lower, _standing(row.status)))
        colour = pen.theme.muted if decided else None
        rejected, skipped = row.status is Status.REJECTED, row.status is Status.SKIPPED
        pen.line(upper, one_line(row.quote), colour=colour, struck=rejected, italic=skipped)
        said = self.excerpt(row.conversation)
        pen.line(lower, one_line(said) or one_line(row.source), colour=pen.theme.muted, small=True)


def _standing(status: Status) -> str:
    return "" if status is Status.AUTO else f"{SIGNS[status]} {status_word(status)}"


class ConversationPainter(RowPainter[ConversationRow]):
    """Title above; size and origin below, with the letters of the feedback in it."""

    def draw(self, pen: Pen, row: ConversationRow, area: QRect) -> None:
        """One row of the list of conversations."""
        upper, lower = _halves(pen, area)
        for category, count in reversed(row.feedback):
            text = category.letter + (number(count) if count > 1 else "")
            lower.setWidth(lower.width() - pen.aside(lower, text, colour=pen.theme.categories[category].ink, bold=True))
        pen.line(upper, one_line(row.title or row.opening) or self.tr("Untitled"))
        said = self.excerpt(row.id)
        if said:
            pen.line(lower, one_line(said), colour=pen.theme.muted, small=True)
            return
        size = self.tr("{count} messages").format(count=number(row.messages))
        about = " · ".join(one_line(part, 60) for part in (size, row.source, row.model) if part)
        pen.line(lower, about, colour=pen.theme.muted, small=True)
