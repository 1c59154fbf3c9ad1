"""All that narrows a list, behind one button: lists of values with counts, and below them the ranges."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from nfstudio.app.facets import Counted, FacetTree, Opened
from nfstudio.app.filter_form import FilterForm
from nfstudio.app.filter_words import FIELDS
from nfstudio.app.theme import NEAR, TIGHT
from nfstudio.store.browse import Filter


class FilterPanel(QWidget):
    """Edits a filter. `opener` is the button that shows and hides it; whoever owns the panel places it."""

    wanted = Signal(object)
    """The Filter after a change."""
    opened = Signal(bool)
    sources_opened = Signal(object)
    """Names of the sources whose files are to be seen (frozenset)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = Filter()
        self._tree = FacetTree(self)
        self._form = FilterForm(self)
        self.opener = _opener(self.tr("Filters"), shown=True)
        more = _opener(self.tr("More"), shown=False)
        self._form.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(NEAR, 0, NEAR, TIGHT)
        column.setSpacing(TIGHT)
        column.addWidget(self._tree)
        column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._form)
        self._tree.chosen.connect(self._chosen)
        self._tree.sources_opened.connect(self.sources_opened)
        self._form.wanted.connect(self.wanted)
        more.toggled.connect(self._form.setVisible)
        self.opener.toggled.connect(self.setVisible)
        self.opener.toggled.connect(self.opened)

    def show_filter(self, shown: Filter) -> None:
        """Follow a filter that was changed elsewhere."""
        self._filter = shown
        self._form.show_filter(shown)
        self._tree.follow(shown)

    def show_counts(self, counted: Counted, *, files: Mapping[str, int], opened: Opened, sort: bool) -> None:
        """Show how many rows each value would leave (see `FacetTree.show_counts`)."""
        self._tree.show_counts(counted, self._filter, files=files, opened=opened, sort=sort)

    def _chosen(self, facet: str, values: frozenset[str]) -> None:
        self._filter = replace(self._filter, **{FIELDS[facet]: values})  # type: ignore[arg-type]
        self.wanted.emit(self._filter)


def _opener(text: str, *, shown: bool) -> QToolButton:
    """A button with an arrow that points right, and down while what it opens is shown."""
    button = QToolButton()
    button.setText(text)
    button.setAutoRaise(True)
    button.setCheckable(True)
    # The arrow says what is shown; a button that stays pressed in would say it louder than the list it is about.
    button.setStyleSheet(
        "QToolButton { border: none; padding: 3px; } QToolButton:focus { text-decoration: underline; }"
    )
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    arrows = {True: Qt.ArrowType.DownArrow, False: Qt.ArrowType.RightArrow}
    button.toggled.connect(lambda on: button.setArrowType(arrows[on]))
    button.setArrowType(arrows[shown])
    button.setChecked(shown)
    return button
