"""Words of logs, of strangers' projects and of file names, which Qt would take for markup: nothing interprets them."""

import html
import re

import pytest
from building import run, take_in_records, talk
from PySide6 import QtGui
from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QTextEdit,
    QTreeWidget,
    QTreeWidgetItemIterator,
    QWidget,
)
from windows import settle

from nfstudio.app.actions import ACTIONS
from nfstudio.app.verbs import project as verbs
from nfstudio.domain.feedback import Category, Verdict
from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.jobs.export_options import ExportOptions
from nfstudio.store import recipes, review, saved_filters
from nfstudio.store.browse import Filter
from nfstudio.store.decisions import Edit
from nfstudio.store.project import Project

HOSTILE = "<b>EVIL</b><img src='file:///etc/hostname'><table border=9>"
FILE = "<b>EVIL<img src=x>.jsonl"
_TAG = re.compile(r"<\s*(b|img|table)\b")
_LEAVING = {"project.close", "project.quit", "project.open_folder", "help.log"}
_FILES = {"project.new", "project.open", "project.import_folder", "project.import_files", "project.back_up"}
_SHOWN = [action for action in ACTIONS if action.id not in _LEAVING | _FILES | {"project.restore"}]
_ASKING = [action.id for action in _SHOWN if action.text.endswith("…")]
_DOING = [action.id for action in _SHOWN if not action.text.endswith("…")]


def interpreted(root=None):
    """Where words of the log stand as markup: labels that guess, tips, and pages that hold a picture or a table."""
    found = []
    for widget in QApplication.allWidgets() if root is None else [root, *root.findChildren(QWidget)]:
        tips = [widget.toolTip(), widget.whatsThis(), widget.statusTip()]
        if isinstance(widget, QLabel) and widget.textFormat() is not Qt.TextFormat.PlainText:
            tips.append(widget.text())
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            tips += _tips_of(widget)
        if isinstance(widget, QTextEdit) and "EVIL" in widget.toPlainText():
            tips += [] if "<b>EVIL" in widget.toPlainText() else [widget.toHtml()]
        found += [(type(widget).__name__, said[:80]) for said in tips if _is_taken_for_markup(said)]
    return found


def _is_taken_for_markup(said):
    return "EVIL" in said and QtGui.Qt.mightBeRichText(said) and _TAG.search(said) is not None


def _tips_of(view):
    if isinstance(view, QTreeWidget):
        entries = QTreeWidgetItemIterator(view)
        while item := entries.value():
            yield from (item.toolTip(column) for column in range(view.columnCount()))
            entries += 1
        return
    model = view.model()
    for row in range(min(model.rowCount(QModelIndex()), 20)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())):
            yield str(model.index(row, column).data(Qt.ItemDataRole.ToolTipRole) or "")


@pytest.fixture
def hostile(make_window, tmp_path, qtbot):
    """A window on a project in which everything that may be a word is markup, with a feedback looked at."""
    with Project.create(tmp_path / "<b>EVIL<img>.nfstudio") as made:
        about = {"title": HOSTILE, "model": HOSTILE, "language": HOSTILE, "user": HOSTILE}
        talks = [talk(f"u plan {i} {HOSTILE}", f"a one {HOSTILE}", f"u wrong {HOSTILE}", **about) for i in range(3)]
        records = [Found(f"line {i}", one) for i, one in enumerate(talks, 1)]
        take_in_records(made, [*records, Problem(HOSTILE, Reason.BROKEN_JSON, HOSTILE)], path=f"/{HOSTILE}/{FILE}")
        run(made, [(3 * i + 3, f"wrong {HOSTILE}", Category.COMPLAINT, 0.6) for i in range(3)])
        run(made, [(3 * i + 3, f"wrong {HOSTILE}", Category.CORRECTION, 0.6) for i in range(3)], version="2")
        feedback = [row[0] for row in made.db.execute("SELECT id FROM feedback ORDER BY id")]
        review.decide(made, feedback[:1], Verdict.ACCEPT, reviewer=HOSTILE, edit=Edit(note=HOSTILE, flags=(HOSTILE,)))
        recipes.save(made, HOSTILE, ExportOptions().record())
        saved_filters.save(made, HOSTILE, Filter(models=frozenset({HOSTILE}), text=HOSTILE))
    window = make_window()
    window.resize(1_300, 900)
    window.show_project(tmp_path / "<b>EVIL<img>.nfstudio")
    settle(window, qtbot)
    window.columns.browser._panel.opener.setChecked(True)
    qtbot.waitUntil(lambda: bool(window.columns.browser.current_ids))
    window.menus.by_id["review.next"].trigger()
    settle(window, qtbot)
    assert window.session.feedback is not None
    yield window
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog | QFileDialog) and widget.isVisible():
            widget.close()


def test_what_this_test_looks_for_would_be_found(qtbot):
    label, plain = QLabel(HOSTILE), QLabel(HOSTILE, textFormat=Qt.TextFormat.PlainText)
    page, tip = QTextEdit(), QWidget()
    page.setHtml(HOSTILE)
    tip.setToolTip(HOSTILE)
    for widget in (label, plain, page, tip):
        qtbot.addWidget(widget)

    assert [bool(interpreted(widget)) for widget in (label, plain, page, tip)] == [True, False, True, True]
    tip.setToolTip(f"<span>{html.escape(HOSTILE)}</span>")
    assert interpreted(tip) == []


@pytest.mark.parametrize("name", _ASKING)
def test_no_word_of_a_log_becomes_markup_in_a_dialog(hostile, qtbot, name):
    hostile.menus.by_id[name].trigger()
    settle(hostile, qtbot)
    qtbot.wait(50)
    assert interpreted() == []


def test_no_word_of_a_log_becomes_markup_whatever_is_done(hostile, qtbot):
    assert interpreted() == []
    for name in _DOING:
        if hostile.menus.by_id[name].isEnabled():
            hostile.menus.by_id[name].trigger()
            settle(hostile, qtbot)
            assert interpreted() == [], name


def test_no_name_of_a_file_becomes_markup_in_the_preview_of_an_import(hostile, qtbot, tmp_path):
    logs = tmp_path / "<b>EVIL logs"
    logs.mkdir()
    (logs / FILE).write_text("{broken\n")
    (logs / "<b>EVIL.csv").write_text("<b>EVIL,<img>EVIL\nx,y\n")
    verbs.preview(hostile, [logs], verbs.take_in)
    settle(hostile, qtbot)
    qtbot.wait(50)
    assert interpreted() == []
