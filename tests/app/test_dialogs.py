import pytest
from building import take_in_records, talk
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QPushButton
from windows import settle

from nfstudio.app import outside
from nfstudio.app.dialogs import problems as problems_module
from nfstudio.app.dialogs.details import Details, details_of
from nfstudio.app.dialogs.problems import Problems
from nfstudio.app.verbs import project, view
from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.errors import StudioError
from nfstudio.store.changes import Changes


def shown(window, name, ask):
    ask(window)
    return window._dialogs[name]


def many_problems(window, count):
    reasons = (Reason.BROKEN_JSON, Reason.EMPTY)
    records = [Problem(f"line {i}", reasons[i % 2], f"Sentence <b>{i}</b>.") for i in range(count)]
    take_in_records(window.session.project, [Found("line 0", talk("u hi", "a hello")), *records])


@pytest.fixture
def opened_outside(monkeypatch):
    """What the desktop was asked to open."""
    opened = []
    monkeypatch.setattr(outside.QDesktopServices, "openUrl", lambda url: not opened.append(url.toLocalFile()))
    return opened


# Problems


def test_every_problem_is_shown_with_file_place_and_reason(reviewed, qtbot):
    dialog = shown(reviewed, "problems", project.problems)
    qtbot.waitUntil(lambda: bool(dialog.rows))
    (row,) = dialog.rows
    assert (row.shown, row.place, row.reason) == ("my logs/a.jsonl", "line 4", "broken JSON")
    assert dialog._count.text() == "1 record was passed over."


def test_problems_are_narrowed_by_reason_and_read_on_page_by_page(window, tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr(problems_module, "PAGE", 10)
    window.show_project(tmp_path / "p.nfstudio")
    many_problems(window, 15)
    dialog = shown(window, "problems", project.problems)
    qtbot.waitUntil(lambda: len(dialog.rows) == 10)
    assert dialog._count.text() == "The first 10 records that were passed over."
    dialog._more.click()
    qtbot.waitUntil(lambda: len(dialog.rows) == 15)
    assert not dialog._more.isVisible()
    dialog._reason.setCurrentIndex(dialog._reason.findData(Reason.EMPTY.value))
    assert {row.reason for row in dialog.rows} == {"empty"}
    assert len(dialog.rows) == 7


def test_problems_are_copied_as_lines_with_tabs(window, tmp_path, qtbot):
    window.show_project(tmp_path / "p.nfstudio")
    many_problems(window, 2)
    dialog = shown(window, "problems", project.problems)
    qtbot.waitUntil(lambda: len(dialog.rows) == 2)
    dialog._copy.click()
    assert QGuiApplication.clipboard().text().splitlines() == [
        "a.jsonl\tline 0\tbroken JSON\tSentence <b>0</b>.",
        "a.jsonl\tline 1\tempty\tSentence <b>1</b>.",
    ]


def test_what_is_chosen_stays_chosen_when_news_come_of_other_things(reviewed, qtbot):
    dialog = shown(reviewed, "problems", project.problems)
    qtbot.waitUntil(lambda: bool(dialog.rows))
    dialog.view.selectRow(0)
    reviewed.session.changed.emit(Changes(frozenset({1}), imported=True))
    assert dialog.rows, "what is shown stays until something else is known"
    settle(reviewed, qtbot)
    assert dialog._folder.isEnabled()


def test_the_folder_of_the_chosen_file_is_opened(reviewed, logs, qtbot, opened_outside):
    dialog = shown(reviewed, "problems", project.problems)
    qtbot.waitUntil(lambda: bool(dialog.rows))
    assert not dialog._folder.isEnabled()
    dialog.view.selectRow(0)
    dialog._folder.click()
    assert opened_outside == [str(logs)]


def test_the_file_of_a_problem_is_opened_and_its_line_is_copied(reviewed, logs, qtbot, opened_outside):
    dialog = shown(reviewed, "problems", project.problems)
    qtbot.waitUntil(lambda: bool(dialog.rows))
    assert not dialog._file.isEnabled()
    dialog.view.selectRow(0)
    dialog._file.click()
    assert opened_outside == [str(logs / "a.jsonl")]
    dialog._place.click()
    assert QGuiApplication.clipboard().text() == f"{logs / 'a.jsonl'}:4"


def test_of_a_file_that_is_gone_it_is_said(reviewed, logs, qtbot, opened_outside):
    dialog = shown(reviewed, "problems", project.problems)
    qtbot.waitUntil(lambda: bool(dialog.rows))
    (logs / "a.jsonl").unlink()
    dialog.view.selectRow(0)
    assert not dialog._file.isEnabled()
    logs.rmdir()
    dialog._folder.click()
    assert dialog.told.text.endswith(f"It cannot be opened: {logs / 'a.jsonl'}")
    assert opened_outside == []


def test_a_project_without_problems_says_so(window, tmp_path, qtbot):
    window.show_project(tmp_path / "p.nfstudio")
    dialog = shown(window, "problems", project.problems)
    qtbot.waitUntil(lambda: dialog._count.text() == "No problems: every record became a conversation.")


def test_a_dialog_asked_for_twice_is_one_and_goes_with_its_project(reviewed):
    first = shown(reviewed, "problems", project.problems)
    assert shown(reviewed, "problems", project.problems) is first
    reviewed.close_project()
    assert reviewed._dialogs == {}


# Sources


def test_a_source_is_removed_for_good_after_a_question(reviewed, qtbot):
    dialog = shown(reviewed, "sources", project.sources)
    qtbot.waitUntil(lambda: len(dialog.rows) == 1)
    dialog.view.selectRow(0)
    dialog._remove.click()
    question = dialog.question
    assert question.defaultButton().text().replace("&", "") == "Cancel"
    remove = next(button for button in question.buttons() if button.text() == "Remove for good")
    remove.click()
    qtbot.waitUntil(lambda: dialog.rows == [], timeout=20_000)
    settle(reviewed, qtbot)
    assert reviewed.session.project.db.execute("SELECT count(*) FROM messages").fetchone() == (0,)
    assert reviewed.columns.strip.sentence == "Removed my logs/a.jsonl: 3 conversations"


def test_a_question_about_another_file_takes_the_place_of_the_first(reviewed, qtbot):
    dialog = shown(reviewed, "sources", project.sources)
    qtbot.waitUntil(lambda: len(dialog.rows) == 1)
    dialog.view.selectRow(0)
    for _ in range(3):
        dialog._remove.click()
        assert not dialog.question.isModal()
    qtbot.waitUntil(lambda: len([one for one in dialog.findChildren(QMessageBox) if one.isVisible()]) == 1)
    assert dialog.question.isVisible()


def test_a_question_answered_with_cancel_removes_nothing(reviewed, qtbot):
    dialog = shown(reviewed, "sources", project.sources)
    qtbot.waitUntil(lambda: len(dialog.rows) == 1)
    dialog.view.selectRow(0)
    dialog._remove.click()
    dialog.question.defaultButton().click()
    assert reviewed.session.runner.tickets == ()
    assert reviewed.session.project.db.execute("SELECT count(*) FROM conversations").fetchone() == (3,)


# The rest


def test_details_tell_where_but_not_what():
    try:
        try:
            {}["words of a conversation"]
        except KeyError as inner:
            raise ValueError("more words") from inner
    except ValueError as bug:
        text = details_of(bug)
    assert "ValueError" in text
    assert "KeyError" in text
    assert "test_dialogs.py" in text
    assert "more words" not in text.replace('raise ValueError("more words")', "")


def test_details_are_copied(qtbot):
    dialog = Details(StudioError("The disk is full.", "Make room."))
    qtbot.addWidget(dialog)
    buttons = {button.text(): button for button in dialog.findChildren(QPushButton)}
    buttons["Copy details"].click()
    assert QGuiApplication.clipboard().text() == dialog.text.toPlainText()


@pytest.mark.parametrize("name", ["about", "keys"])
def test_help_opens_beside_the_window(window, name):
    dialog = shown(window, name, {"about": view.about, "keys": view.key_sheet}[name])
    assert dialog.isVisible()
    assert not dialog.isModal()


def test_problems_are_a_dialog_over_any_session(reviewed, qtbot):
    dialog = Problems(reviewed.session)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: len(dialog.rows) == 1)


def test_a_selected_problem_is_told_whole_below_the_list(reviewed, qtbot):
    dialog = Problems(reviewed.session)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: len(dialog.rows) == 1)
    assert dialog.told.text == "Select a problem to read all of it."
    dialog.view.selectRow(0)
    (row,) = dialog.rows
    assert dialog.told.text.splitlines() == [f"{row.shown}, {row.place}", row.sentence]
