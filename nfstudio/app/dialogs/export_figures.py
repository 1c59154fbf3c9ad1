"""How many rows would leave, and how they are balanced: a sentence, bars of one height, and what stays behind."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from nfstudio.app import theme as look
from nfstudio.app.dialogs.export_words import listed, way_word
from nfstudio.app.row_words import percent
from nfstudio.app.wording import category_word, counted, number, tr
from nfstudio.app.wrapped_text import WrappedText
from nfstudio.domain.feedback import Category
from nfstudio.jobs.export_preview import Preview


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar: its name, its rows, the category whose colour it has."""

    name: str
    rows: int
    category: Category


class Balance(QWidget):
    """A bar cut into parts, and their names with their rows below; names and figures say all that colours do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[Part, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show other parts; those without rows are not drawn."""
        self._parts = tuple(part for part in parts if part.rows)
        self.setAccessibleName(self.words)
        self.setToolTip(self.words)
        self.setVisible(bool(self._parts))
        self.update()

    @property
    def words(self) -> str:
        """The parts in words."""
        total = sum(part.rows for part in self._parts)
        return "    ".join(
            f"{part.name} {number(part.rows)} ({percent(part.rows / max(1, total))})" for part in self._parts
        )

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A bar and a line."""
        return QSize(200, look.NEAR + look.TIGHT + self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the bar, then the words."""
        painter, theme = QPainter(self), look.theme_of(self.palette())
        total, left = sum(part.rows for part in self._parts), 0.0
        for part in self._parts:
            width = self.width() * part.rows / total
            painter.fillRect(QRectF(left, 0, max(1.0, width - 1), look.NEAR), self._colour(theme, part))
            left += width
        painter.setPen(theme.text)
        line = self.rect().adjusted(0, look.NEAR + look.TIGHT, 0, 0)
        words = self.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()

    def _colour(self, theme: look.Theme, part: Part) -> QColor:
        return theme.categories[part.category].line


class Figures(QWidget):
    """What a preview counted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.headline = QLabel(self)
        self.headline.setTextFormat(Qt.TextFormat.PlainText)
        self.headline.setFont(look.heading_font(self.font()))
        self.labels, self.categories = Balance(self), Balance(self)
        self.more = WrappedText(muted=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.TIGHT)
        for widget in (self.headline, self.labels, self.categories, self.more):
            column.addWidget(widget)

    def say(self, sentence: str) -> None:
        """Say something else in place of the count."""
        self.headline.setText(sentence)

    def say_nothing(self, sentence: str, why: str) -> None:
        """Nothing can be counted: no figure of another choice stays."""
        self.say(sentence)
        self.more.say(why)
        for bar in (self.labels, self.categories):
            bar.show_parts(())

    def show_preview(self, seen: Preview) -> None:
        """Show what was counted."""
        rows = counted(seen.rows, tr("1 row"), tr("{count} rows"))
        part = seen.looked_at < seen.conversations
        self.headline.setText(tr("{rows} so far").format(rows=rows) if part else rows)
        good, bad = seen.labels.get("true", 0), seen.labels.get("false", 0)
        self.labels.show_parts(
            [Part(tr("Wanted"), good, Category.POSITIVE), Part(tr("Unwanted"), bad, Category.CORRECTION)]
        )
        by_name = {Category(name): count for name, count in seen.categories.items()}
        self.categories.show_parts([Part(category_word(one), by_name.get(one, 0), one) for one in Category])
        self.more.say("\n".join(_more(seen)))


def _more(seen: Preview) -> list[str]:
    lines = []
    if seen.looked_at < seen.conversations:
        text = tr("Counted in the first {some} of {all} conversations; the export takes all of them.")
        lines.append(text.format(some=number(seen.looked_at), all=number(seen.conversations)))
    other = seen.rows - sum(seen.categories.values())
    if seen.categories and other > 0:
        one, many = (
            tr("1 row is of no category: a thumb, or a better answer"),
            tr("{count} rows are of no category: thumbs, or better answers"),
        )
        lines.append(counted(other, one, many))
    if len(seen.recipes) > 1:
        lines.append(tr("Made of: {ways}").format(ways=listed({way_word(k): n for k, n in seen.recipes.items()})))
    if seen.left_out:
        lines.append(tr("Without a row: {reasons}").format(reasons=listed(seen.left_out)))
    return lines
