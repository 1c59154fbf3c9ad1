"""The recipes of a project: chosen, saved under a name, let go."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from nfstudio.app.dialogs.asking import ask_words
from nfstudio.app.session import Session
from nfstudio.errors import StudioError
from nfstudio.jobs.export_options import ExportOptions, plan
from nfstudio.jobs.export_rows import starts_of, wanted_ids
from nfstudio.store import recipes
from nfstudio.store.changes import NOTHING, Changes
from nfstudio.store.project import Project

_CHANNEL = "export recipe"


def as_kept(project: Project, options: ExportOptions) -> ExportOptions:
    """The options as a recipe keeps them: a split by time with the instants it has now.

    Raises:
        StudioError: when the options make no export.
    """
    wanted = plan(options)
    return replace(wanted.options, starts=dict(starts_of(project, wanted, wanted_ids(project, wanted))))


class Recipes(QWidget):
    """`chosen` with the options of the recipe that the person picks; `saving` when the present ones are to be kept."""

    chosen = Signal(object)
    saving = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._options: ExportOptions | None = None
        self.box = QComboBox(self)
        self.box.setAccessibleName(self.tr("Recipe"))
        self.save = QPushButton(self.tr("Save…"), self, autoDefault=False)
        self.forget = QPushButton(self.tr("Forget"), self, autoDefault=False)
        self.save.setToolTip(self.tr("Keep these options in the project under a name"))
        self.forget.setToolTip(self.tr("Let the recipe go; what it made stays"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box, 1)
        row.addWidget(self.save)
        row.addWidget(self.forget)
        self._list("")
        self.box.activated.connect(self._pick)
        self.save.clicked.connect(self._ask)
        self.forget.clicked.connect(self._let_go)

    def name_of(self, options: ExportOptions) -> str | None:
        """The recipe that is chosen, as long as these are its options."""
        name = self.box.currentData()
        return name if name and self._options is not None and plan(options) == plan(self._options) else None

    def keep(self, name: str, options: ExportOptions) -> None:
        """Save options under a name; the reader thread measures what a split by time needs."""

        def answered(kept: ExportOptions) -> None:
            def write() -> Changes:
                recipes.save(self._session.project, name, kept.record())
                return NOTHING

            if self._session.write(write):
                self._options = kept
                self._list(name.strip())
                self.chosen.emit(kept)

        self._session.reader.ask(_CHANNEL, lambda project: as_kept(project, options), answered)

    def _ask(self) -> None:
        now = self.box.currentData() or ""
        ask_words(self, self.tr("Save recipe"), self.tr("Name"), now, self.saving.emit)

    def _pick(self) -> None:
        name = self.box.currentData()
        self._list(name)
        if not name:
            return
        try:
            self._options = ExportOptions.of(recipes.recipe(self._session.project.db, name))
        except StudioError as failed:
            self._session.failed.emit(failed)
            return
        self.chosen.emit(self._options)

    def _let_go(self) -> None:
        name = self.box.currentData()

        def write() -> Changes:
            recipes.forget(self._session.project, name)
            return NOTHING

        if name and self._session.write(write):
            self._list("")

    def _list(self, chosen: str) -> None:
        with QSignalBlocker(self.box):
            self.box.clear()
            self.box.addItem(self.tr("No recipe"), "")
            for name in recipes.names(self._session.project.db):
                self.box.addItem(name, name)
            self.box.setCurrentIndex(max(0, self.box.findData(chosen)))
        self.forget.setEnabled(bool(self.box.currentData()) and not self._session.readonly)
        self.save.setEnabled(not self._session.readonly)
