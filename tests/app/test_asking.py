"""Where files are asked for, and how tables of a dialog say what is selected."""

from pathlib import Path

from PySide6.QtCore import QDir, QModelIndex
from PySide6.QtWidgets import QFileDialog, QStyle, QStyleOptionViewItem, QWidget

from nfstudio.app.dialogs.asking import ask_files, ask_folder
from nfstudio.app.dialogs.rows import Column, RowsModel, table


def test_files_are_asked_for_in_the_home_folder_rather_than_where_the_program_was_started(qtbot, monkeypatch):
    parent = QWidget()
    qtbot.addWidget(parent)
    for ask in (ask_folder, ask_files):
        monkeypatch.chdir(QFileDialog(parent).directory().absolutePath())  # wherever Qt would begin
        dialog = ask(parent, "Import", lambda _: None)
        assert Path(dialog.directory().absolutePath()) in (Path(QDir.homePath()), Path(QDir.homePath()).resolve())
        dialog.close()


def test_the_focus_alone_marks_no_cell_as_if_it_were_selected(qtbot):
    model = RowsModel([Column("File", lambda row: row, 9, of_files=True), Column("Why", lambda row: row)], None)
    parent = QWidget()
    qtbot.addWidget(parent)
    view = table(model, parent)
    model.show_rows(["a", "b"])
    for column in range(2):
        index = model.index(0, column, QModelIndex())
        option = QStyleOptionViewItem()
        option.state |= QStyle.StateFlag.State_HasFocus
        view.itemDelegateForIndex(index).initStyleOption(option, index)
        assert not option.state & QStyle.StateFlag.State_HasFocus
