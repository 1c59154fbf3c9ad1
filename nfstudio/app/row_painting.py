"""How a row of a list is drawn: text is laid out here, character by character as it is, so nothing in it can be HTML.

Every row is two lines high. What a row says by colour it also says by a letter, a sign or a style of writing.
"""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from nfstudio.app.models.paged_list import Field, PagedList
from nfstudio.app.pen import Pen, Shades, inks_of, shades_of
from nfstudio.app.row_words import SIGNS, one_line, score_text, status_word
from nfstudio.app.theme import NEAR, ROOM, TIGHT, small_font, theme_of
from nfstudio.app.wording import counted, number
from nfstudio.domain.feedback import Status
from nfstudio.store import search
from nfstudio.store.browse import ConversationRow, FeedbackRow

Row = TypeVar("Row")


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
    def draw(self, pen: Pen, row: Row, area: QRect) -> None:
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

    def _cell(self, pen: Pen, row: Row, field: Field[Row], rect: QRect) -> None:
        """One field of a row, of a table: a category with its letter, a number at the right, else words."""
        area, words = rect.adjusted(NEAR, 0, -NEAR, 0), field.of(row)
        status = row.status if isinstance(row, FeedbackRow) else Status.AUTO
        if isinstance(row, FeedbackRow) and field.sort == "category":
            side = pen.inks.height
            box = QRect(area.left(), area.top() + (area.height() - side) // 2, side, side)
            pen.letter(box, row.category, faded=status is not Status.AUTO)
            area.setLeft(area.left() + side + NEAR)
        if field.number:
            pen.aside(area, words)
        else:
            colour = pen.theme.muted if status is not Status.AUTO else None
            pen.line(area, words, colour=colour, struck=status is Status.REJECTED and not field.sort)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The background, the mark of the present row, then the row."""
        # What is asked of Qt here is asked three hundred times a repaint.
        theme, rect, column, model = theme_of(option.palette), option.rect, index.column(), index.model()
        assert isinstance(model, PagedList)
        row = model.row_at(index.row())
        painter.save()
        _background(painter, option, shades_of(dark=theme.dark), column)
        pen = Pen(painter, theme, inks_of(option.font), self.terms)
        area = rect.adjusted(ROOM, TIGHT + 2, -ROOM, -TIGHT - 2)
        if row is None:
            pen.line(area, self.tr("No longer in the project"), colour=theme.muted, italic=True)
        elif column:
            self._cell(pen, row, model.fields[column - 1], rect)
        else:
            self.draw(pen, row, area)
        painter.restore()


_SELECTED = QStyle.StateFlag.State_Selected.value
_POINTED_AT = QStyle.StateFlag.State_MouseOver.value
_FOCUSED = QStyle.StateFlag.State_HasFocus.value


def _background(painter: QPainter, option: QStyleOptionViewItem, shades: Shades, column: int) -> None:
    state, rect = option.state.value, option.rect
    if state & _SELECTED:
        focused = option.widget.hasFocus()  # a person who works by keys must see where their keys go
        painter.fillRect(rect, shades.selected if focused else shades.remembered)
        if column <= 1:
            bar = QRect(rect.left(), rect.top(), 3, rect.height())
            painter.fillRect(bar, shades.accent if focused else shades.muted)
    elif state & _POINTED_AT:
        painter.fillRect(rect, shades.pointed_at)
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), shades.rule)
    if state & _FOCUSED and not column:
        painter.setPen(shades.accent)
        painter.drawRect(rect.adjusted(0, 0, -1, -1))


def _halves(pen: Pen, area: QRect) -> tuple[QRect, QRect]:
    """The upper and the lower line of a row."""
    upper = pen.inks.height
    return (
        QRect(area.left(), area.top(), area.width(), upper),
        QRect(area.left(), area.top() + upper, area.width(), area.height() - upper),
    )


class FeedbackPainter(RowPainter[FeedbackRow]):
    """Letter, words and score above; source and what was decided below. What was rejected is struck through."""

    def draw(self, pen: Pen, row: FeedbackRow, area: QRect) -> None:
        """One row of the queue."""
        decided = row.status is not Status.AUTO
        side = pen.inks.height
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
        size = counted(row.messages, self.tr("1 message"), self.tr("{count} messages"))
        about = " · ".join(one_line(part, 60) for part in (size, row.source, row.model) if part)
        pen.line(lower, about, colour=pen.theme.muted, small=True)
