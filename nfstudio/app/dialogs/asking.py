"""Questions to the person that never stop the program: each opens, and calls back when it is answered. Only choosing a
file holds up the window; beside a question for words or a yes one goes on reading and deciding."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget

from nfstudio.app.wording import tr
from nfstudio.store.project import SUFFIX

_WORDS_WIDTH = 400
"""Pixels: room for the title, too."""


def ask_folder(parent: QWidget, title: str, then: Callable[[Path], object]) -> QFileDialog:
    """Have a folder chosen."""
    dialog = _file_dialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.open()
    return dialog


def ask_files(parent: QWidget, title: str, then: Callable[[Sequence[Path]], object]) -> QFileDialog:
    """Have files chosen."""
    dialog = _file_dialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda paths: then([Path(path) for path in paths]))
    dialog.open()
    return dialog


def ask_file(parent: QWidget, title: str, filters: Sequence[str], then: Callable[[Path], object]) -> QFileDialog:
    """Have one file chosen."""
    dialog = _file_dialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([*filters, tr("All files (*)")])
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.open()
    return dialog


def ask_project(parent: QWidget, title: str, then: Callable[[Path], object], *, backups: bool = False) -> QFileDialog:
    """Have a project, or a backup of one, chosen."""
    dialog = _file_dialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    endings = f"*{SUFFIX} *.bak" if backups else f"*{SUFFIX}"
    dialog.setNameFilters([tr("Projects ({endings})").format(endings=endings), tr("All files (*)")])
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.open()
    return dialog


def ask_new(parent: QWidget, title: str, proposed: Path, then: Callable[[Path], object]) -> QFileDialog:
    """Have the place of a new project, or of a backup, chosen."""
    dialog = _file_dialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
    dialog.setNameFilters([tr("Projects ({endings})").format(endings=f"*{SUFFIX}")])
    dialog.setDirectory(str(proposed.parent))
    dialog.selectFile(proposed.name)
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.open()
    return dialog


def ask_words(parent: QWidget, title: str, label: str, words: str, then: Callable[[str], object]) -> QInputDialog:
    """Have a short text typed."""
    dialog = QInputDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    dialog.setLabelText(label)
    dialog.setTextValue(words)
    dialog.textValueSelected.connect(then)
    dialog.resize(_WORDS_WIDTH, dialog.sizeHint().height())
    dialog.setModal(False)
    dialog.show()
    return dialog


def confirm(parent: QWidget, question: str, detail: str, *, verb: str, then: Callable[[], object]) -> QMessageBox:
    """Ask before something that cannot be undone; Return means Cancel."""
    box = QMessageBox(QMessageBox.Icon.Warning, "NF Studio", question, parent=parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(detail)
    yes = box.addButton(verb, QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    yes.clicked.connect(then)
    box.setModal(False)
    box.show()
    return box


def _file_dialog(parent: QWidget, title: str) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if dialog.directory() == QDir.current():  # Qt's choice until somebody has been elsewhere
        dialog.setDirectory(QDir.homePath())
    return dialog
