"""One plot with its title, what it is told by, what is counted, and the ways to take it along."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nfstudio.app.insights import saving
from nfstudio.app.insights.charts import Chart
from nfstudio.app.insights.view import ChartView
from nfstudio.app.theme import NEAR, ROOM, TIGHT, WIDE, small_font, theme_of
from nfstudio.errors import StudioError


class Card(QFrame):
    """A plot in a frame. Cards with several charts let the person choose one.

    Args:
        content: what is shown in the place of the plot, which then only leaves as a picture.
    """

    told = Signal(str)
    """A picture was copied or saved."""
    failed = Signal(object)
    """A StudioError: a file could not be written."""

    def __init__(self, title: str, parent: QWidget | None = None, *, content: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self._charts: list[tuple[str, Chart]] = []
        self.view = ChartView(self)
        self.view.setAccessibleName(title)  # until there is a plot, which has a name of its own
        self.choice = QComboBox(self)
        self._title = QLabel(title, self)
        self._caption = QLabel(self)
        self._more = QToolButton(self)
        self._dialog: QFileDialog | None = None
        self._lay_out()
        self._tint()

    @property
    def chart(self) -> Chart | None:
        """What is shown."""
        return self.view.chart

    def show_charts(self, charts: Sequence[tuple[str, Chart]]) -> None:
        """Show one of these, by name; the one chosen before when it is still among them."""
        before = self.choice.currentText()
        self._charts = list(charts)
        self.choice.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.choice.clear()
        self.choice.addItems([name for name, _ in charts])
        self.choice.setCurrentIndex(max(0, self.choice.findText(before)))
        self.choice.blockSignals(False)  # noqa: FBT003 - Qt's own
        self.choice.setVisible(len(charts) > 1)
        self._show()

    def actions_menu(self) -> QMenu:
        """The ways to take the plot along."""
        menu = QMenu(self)
        for text, do in (
            (self.tr("Copy picture"), self.copy_picture),
            (self.tr("Save picture…"), self.ask_picture),
            (self.tr("Save figures as CSV…"), self.ask_table),
        ):
            menu.addAction(text, do)
        return menu

    def copy_picture(self) -> None:
        """Put the plot on the clipboard."""
        if self.chart is not None:
            image = saving.picture(self.chart, theme_of(self.palette()), self.font())
            QGuiApplication.clipboard().setImage(image)
            self.told.emit(self.tr("Copied the picture."))

    def ask_picture(self) -> QFileDialog:
        """Have a place for the picture chosen."""
        filters = [self.tr("PNG picture (*.png)"), self.tr("SVG drawing (*.svg)")]
        return self._ask(self.tr("Save picture"), filters, self.save_picture)

    def ask_table(self) -> QFileDialog:
        """Have a place for the figures chosen."""
        return self._ask(self.tr("Save figures"), [self.tr("Table (*.csv)")], self.save_table)

    def save_picture(self, path: Path) -> None:
        """Write the plot as it looks now."""
        chart = self.chart
        if chart is not None:
            self._save(path, lambda: saving.save_picture(path, chart, theme_of(self.palette()), self.font()))

    def save_table(self, path: Path) -> None:
        """Write the figures behind the plot."""
        chart = self.chart
        if chart is not None:
            self._save(path, lambda: saving.save_table(path, chart))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The frame follows the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_more"):
            self._tint()

    def _save(self, path: Path, write: Callable[[], None]) -> None:
        try:
            write()
        except StudioError as refused:
            self.failed.emit(refused)
        else:
            self.told.emit(self.tr("Saved {name}.").format(name=path.name))

    def _ask(self, title: str, filters: list[str], then: Callable[[Path], None]) -> QFileDialog:
        dialog = QFileDialog(self, title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(filters)

        def suffix(chosen: str) -> None:
            dialog.setDefaultSuffix(chosen.rpartition(".")[2].rstrip(")"))

        dialog.filterSelected.connect(suffix)
        suffix(filters[0])
        dialog.selectFile(self._title.text().lower().replace(" ", "-"))
        dialog.fileSelected.connect(lambda path: then(Path(path)))
        dialog.open()
        return dialog

    def _show(self) -> None:
        if self._charts:
            _, chart = self._charts[max(0, self.choice.currentIndex())]
            self._caption.setText(chart.caption)
            self._caption.setVisible(bool(chart.caption))
            self.view.show_chart(chart)
            self._more.setEnabled(bool(chart.table))

    def _tint(self) -> None:
        theme = theme_of(self.palette())
        # Named by class, so that what stands in the card does not get the frame too.
        sheet = (
            f"Card {{ background: {theme.base.name()}; border: 1px solid {theme.rule.name()}; border-radius: 6px; }}"
        )
        if self.styleSheet() != sheet:
            self.setStyleSheet(sheet)

    def _lay_out(self) -> None:
        bold = self._title.font()
        bold.setBold(True)
        self._title.setFont(bold)
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for label in (self._title, self._caption):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._caption.setFont(small_font(self.font()))
        self._caption.setWordWrap(True)
        self._caption.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.choice.setAccessibleName(self.tr("{title}: by").format(title=self._title.text()))
        self.choice.hide()
        self.choice.currentIndexChanged.connect(lambda _: self._show())
        self._more.setText("⋯")
        self._more.setAutoRaise(True)
        self._more.setIconSize(QSize(16, 16))
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._more.setToolTip(self.tr("Copy or save"))
        self._more.setAccessibleName(self.tr("{title}: copy or save").format(title=self._title.text()))
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(self.actions_menu())
        self._more.setStyleSheet("QToolButton::menu-indicator { image: none; } QToolButton { padding: 0 6px; }")
        self.head = QHBoxLayout()
        self.head.setSpacing(NEAR)
        self.head.addWidget(self._title, 1)
        self.head.addWidget(self.choice)
        self.head.addWidget(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, ROOM, WIDE, ROOM)
        column.setSpacing(TIGHT)
        column.addLayout(self.head)
        column.addWidget(self._caption)
        column.addSpacing(NEAR)
        column.addWidget(self._content or self.view)
        column.addStretch(1)
        self.view.setVisible(self._content is None)
