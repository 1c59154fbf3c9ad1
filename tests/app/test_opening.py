"""Opening: by one click, by a folder, by what is dropped on the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from windows import press, select_first, settle, statuses, write_logs

from nfstudio import paths
from nfstudio.app.verbs import project
from nfstudio.errors import StudioError
from nfstudio.store.browse import Filter, count_feedback
from nfstudio.store.project import Project


def drop(window, *found):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in found])
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(9, 9), action, data, button, none)
    window.dragEnterEvent(entering)
    if entering.isAccepted():
        window.dropEvent(QDropEvent(QPointF(9, 9), action, data, button, none))
    return entering.isAccepted()


def carry(window, *found):
    """Files are carried over the window, as a file manager does that would move them; what came of it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in found])
    offered = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    moving = Qt.KeyboardModifier.ShiftModifier
    entering = QDragEnterEvent(QPoint(9, 9), offered, data, Qt.MouseButton.LeftButton, moving)
    assert entering.proposedAction() is Qt.DropAction.MoveAction
    window.dragEnterEvent(entering)
    return entering


def test_what_is_carried_over_the_window_is_welcome_and_never_moved(window, logs, tmp_path):
    entering = carry(window, logs)
    assert (entering.isAccepted(), entering.dropAction()) == (True, Qt.DropAction.CopyAction)
    hint = window._drop_hint
    assert hint.isVisible()
    assert hint.words == "Drop it to see what can be imported"
    assert not hint.grab().isNull()
    window.dragLeaveEvent(QDragLeaveEvent())
    assert not hint.isVisible()
    window.show_project(tmp_path / "p.nfstudio")
    carry(window, logs)
    assert hint.words == "Drop it to see what can be imported into this project"
    carry(window, tmp_path / "p.nfstudio")
    assert hint.words == "Drop it to open the project"
    drop(window, tmp_path / "p.nfstudio")
    assert not hint.isVisible()


def test_words_that_are_carried_over_the_window_are_left_alone(window):
    data = QMimeData()
    data.setText("words")
    entering = QDragEnterEvent(
        QPoint(9, 9), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    entering.ignore()
    window.dragEnterEvent(entering)
    assert not entering.isAccepted()
    assert not window._drop_hint.isVisible()


def test_arrows_go_through_the_list_as_soon_as_a_project_is_open(window, tmp_path, qtbot):
    window.activateWindow()
    assert window.show_project(tmp_path / "p.nfstudio")
    assert window.columns.browser.isAncestorOf(window.focusWidget())
    assert window.focusWidget() is window.columns.browser.focusProxy()


def test_a_new_window_welcomes(window):
    assert window.welcome.isVisible()
    assert window.session is None
    assert window.windowTitle() == "NF Studio"


def test_the_sample_logs_are_imported_and_searched_for_feedback_by_one_click(window, qtbot):
    window.welcome.samples_wanted.emit()
    settle(window, qtbot)
    assert window.session.project.path == paths.documents() / "NF Studio samples.nfstudio"
    assert count_feedback(window.session.project.db, Filter()) > 0
    assert "Imported" in window.columns.strip.sentence
    assert "Found" in window.columns.strip.sentence


def test_a_folder_gets_its_project_beside_it_and_is_imported_and_detected(reviewed, logs):
    assert reviewed.session.project.path == logs.with_name("my logs.nfstudio")
    assert sum(statuses(reviewed).values()) == 6
    assert reviewed.windowTitle() == "my logs — NF Studio"
    said = reviewed.columns.strip.sentence
    assert said.startswith("Imported 3 conversations, 1 problem · Found 6 pieces of feedback")


def test_a_folder_opened_again_finds_its_project_and_imports_nothing_twice(reviewed, logs, qtbot):
    reviewed.close_project()
    project.open_logs(reviewed, [logs])
    settle(reviewed, qtbot)
    assert reviewed.columns.strip.sentence.startswith("Imported 0 conversations, 3 duplicates")
    assert sum(statuses(reviewed).values()) == 6


def test_when_the_project_cannot_lie_beside_the_folder_the_person_is_asked(window, tmp_path, qtbot, monkeypatch):
    logs = write_logs(tmp_path / "logs")
    elsewhere = tmp_path / "elsewhere.nfstudio"
    real = Project.create

    def refusing(path):
        if Path(path).name == "logs.nfstudio":
            raise StudioError("The project cannot be made.")
        return real(path)

    monkeypatch.setattr(Project, "create", refusing)
    monkeypatch.setattr(project, "ask_new", lambda _window, _title, _proposed, then: then(elsewhere))
    project.open_logs(window, [logs])
    settle(window, qtbot)
    assert window.session.project.path == elsewhere
    assert sum(statuses(window).values()) == 6


@pytest.mark.parametrize(
    ("names", "wanted"),
    [(["logs"], "logs.nfstudio"), (["logs/a.jsonl"], "logs/a.nfstudio"), (["logs/a.jsonl", "logs/b"], "logs.nfstudio")],
)
def test_a_project_lies_beside_its_logs(tmp_path, names, wanted):
    write_logs(tmp_path / "logs")
    assert project.project_beside([tmp_path / name for name in names]) == tmp_path / wanted


def test_what_is_no_project_is_refused_and_the_open_one_stays(reviewed, tmp_path):
    other = tmp_path / "other.nfstudio"
    other.write_text("no database")
    before = reviewed.session
    assert not reviewed.show_project(other)
    assert reviewed.session is before
    assert "is no project" in reviewed.toast.text()


def test_a_project_that_was_open_is_listed_and_one_that_is_gone_is_not(reviewed, logs):
    path = reviewed.session.project.path
    reviewed.close_project()
    assert reviewed.preferences.recents[0].path == path
    assert reviewed.welcome._recents.count() == 1
    path.unlink()
    reviewed.welcome.show_recents(reviewed.preferences.recents)
    assert reviewed.welcome._recents.count() == 0


def test_a_second_window_on_the_same_project_only_reads_and_says_so(reviewed, make_window, qtbot):
    second = make_window()
    assert second.show_project(reviewed.session.project.path)
    assert second.columns.banner.sentence == "Open in another window: reading only."
    assert second.columns.banner.isVisible()
    assert not second.menus.by_id["detect.run"].isEnabled()
    select_first(second, qtbot)
    before = statuses(second)
    press(second, qtbot, Qt.Key.Key_A)
    assert statuses(second) == before
    assert not reviewed.columns.banner.isVisible()


def test_a_folder_dropped_on_the_welcome_page_is_opened(window, logs, qtbot):
    assert drop(window, logs)
    assert window.session is None  # first it is shown what lies there
    window._dialogs["preview"].go.click()
    settle(window, qtbot)
    assert window.session.project.name == "my logs"
    assert sum(statuses(window).values()) == 6


def test_files_dropped_on_an_open_project_are_imported_into_it(reviewed, tmp_path, qtbot):
    other = write_logs(tmp_path / "more", conversations=9, broken=0, name="b.jsonl") / "b.jsonl"
    path = reviewed.session.project.path
    assert drop(reviewed, other)
    reviewed._dialogs["preview"].go.click()
    settle(reviewed, qtbot)
    assert reviewed.session.project.path == path
    assert sum(statuses(reviewed).values()) == 18


def test_a_project_dropped_is_opened(reviewed, qtbot):
    path = reviewed.session.project.path
    reviewed.close_project()
    assert drop(reviewed, path)
    assert reviewed.session.project.path == path


def test_words_dropped_are_refused(window):
    data = QMimeData()
    data.setText("https://example.org")
    event = QDragEnterEvent(
        QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    window.dragEnterEvent(event)
    assert not event.isAccepted()
