"""The licence of each source, as the person says it: it stands on the card, and nothing is guessed."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHeaderView, QLabel, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from nfstudio.app import theme as look
from nfstudio.app.highlight import shown
from nfstudio.app.wording import tr

_SOURCE = Qt.ItemDataRole.UserRole
OTHERS = "*"


class Licences(QWidget):
    """A table to write in: all that are not named, then every source."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = QTableWidget(0, 2, self)
        self.table.setAccessibleName(tr("Licences of the sources"))
        self.table.setHorizontalHeaderLabels([tr("Source"), tr("Licence")])
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        for column in range(2):
            self.table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        words = tr("Such as cc-by-4.0 or words of your own. What is not said stands on the card as unknown.")
        about = QLabel(words, self)
        about.setWordWrap(True)
        about.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        page = QVBoxLayout(self)
        page.setContentsMargins(look.ROOM, look.ROOM, look.ROOM, look.ROOM)
        page.addWidget(about)
        page.addWidget(self.table, 1)
        self._fill([OTHERS], {})
        self.table.itemChanged.connect(lambda _: self.changed.emit())

    @property
    def chosen(self) -> dict[str, str]:
        """The licences that are said, by source."""
        found = {str(self._item(row, 0).data(_SOURCE)): self._item(row, 1).text().strip() for row in self._rows()}
        return {source: licence for source, licence in found.items() if licence}

    def show_licences(self, said: Mapping[str, str]) -> None:
        """Have these stand in the table, and tell nobody."""
        known = [str(self._item(row, 0).data(_SOURCE)) for row in self._rows()]
        self._fill([*known, *(source for source in said if source not in known)], said)

    def offer(self, sources: Sequence[str]) -> None:
        """List these sources; what was said stays, even of one that is gone."""
        said = self.chosen
        self._fill([OTHERS, *sources, *(one for one in said if one != OTHERS and one not in sources)], said)

    def _fill(self, sources: Sequence[str], said: Mapping[str, str]) -> None:
        with QSignalBlocker(self.table):
            self.table.setRowCount(len(sources))
            for row, source in enumerate(sources):
                name = QTableWidgetItem(tr("All that are not named") if source == OTHERS else shown(source))
                name.setData(_SOURCE, source)
                name.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                self.table.setItem(row, 0, name)
                self.table.setItem(row, 1, QTableWidgetItem(said.get(source, "")))

    def _rows(self) -> range:
        return range(self.table.rowCount())

    def _item(self, row: int, column: int) -> QTableWidgetItem:
        found = self.table.item(row, column)
        assert found is not None  # every row is filled as it is made
        return found
