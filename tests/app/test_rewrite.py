"""The better answer: written by keys, kept when the person goes elsewhere, taken back by undo."""

import pytest
from building import feedback, run, take_in, talk
from PySide6.QtCore import Qt
from windows import settle

from nfstudio.app.panels.rewrite import Rewrite
from nfstudio.app.session import Session
from nfstudio.app.targets import beginnings
from nfstudio.app.word_diff import Change
from nfstudio.domain.feedback import Category
from nfstudio.store import rewrites
from nfstudio.store.project import Project

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
CORRECTION, PRAISE = 1, 2
ANSWER = 2


@pytest.fixture
def session(tmp_path, qtbot):
    session = Session(tmp_path / "p.nfstudio", reviewer="Ada")
    take_in(session.project, talk("u plan", "a three\u00a0days", "u no, two days", "a two days", "u thanks a lot"))
    run(session.project, [(3, "no, two days", Category.CORRECTION, 0.9), (5, "thanks", Category.POSITIVE, 0.8)])
    yield session
    session.close()


@pytest.fixture
def panel(session, qtbot):
    panel = Rewrite(session)
    qtbot.addWidget(panel)
    session.select(CORRECTION)
    panel.come()
    qtbot.waitExposed(panel)
    return panel


@pytest.fixture
def failures(session):
    heard = []
    session.failed.connect(lambda error: heard.append(str(error)))
    return heard


def write(panel, qtbot, words):
    panel._field.selectAll()
    qtbot.keyClicks(panel._field, words)


def test_it_begins_with_the_answer_that_is_judged(panel):
    assert panel._field.words == "three\u00a0days"
    assert not panel._keep_button.isEnabled()


def test_ctrl_return_keeps_it_and_undo_takes_it_back(panel, session, qtbot):
    write(panel, qtbot, "two days")
    qtbot.keyClick(panel._field, Qt.Key.Key_Return, CTRL)
    assert session.rewritten(ANSWER) == "two days"

    session.undo()
    assert session.rewritten(ANSWER) == ""
    assert panel._field.words == "three\u00a0days"
    session.redo()
    assert panel._field.words == "two days"


def test_the_difference_is_shown_by_words(panel, qtbot):
    write(panel, qtbot, "two\u00a0days")
    qtbot.waitUntil(lambda: any(piece.change is Change.ADDED for piece in panel._diff.pieces))
    assert [piece.text for piece in panel._diff.pieces] == ["three", "two", "\u00a0days"]


def test_what_is_being_written_survives_a_kill_and_is_no_better_answer_yet(panel, session, qtbot):
    write(panel, qtbot, "two days")
    qtbot.waitUntil(lambda: rewrites.held(session.project.db, ANSWER) == "two days")
    assert session.rewritten(ANSWER) == ""
    after = Rewrite(session)  # as if the first had never said goodbye
    qtbot.addWidget(after)
    after.come()
    assert (after._field.words, after._standing.text()) == ("two days", "Ctrl+Return keeps it")
    after.keep()
    assert session.rewritten(ANSWER) == "two days"
    assert rewrites.held(session.project.db, ANSWER) is None


def test_what_was_typed_and_taken_back_is_held_no_longer(panel, session, qtbot):
    write(panel, qtbot, "two days")
    qtbot.waitUntil(lambda: rewrites.held(session.project.db, ANSWER) == "two days")
    panel._field.replace("three\u00a0days")
    panel.go()
    assert rewrites.held(session.project.db, ANSWER) is None


def test_looking_at_something_else_keeps_what_was_written(panel, session, qtbot):
    write(panel, qtbot, "two days")
    session.select(PRAISE)
    assert session.rewritten(ANSWER) == "two days"
    assert panel.isHidden()


def test_escape_keeps_it_and_closes(panel, session, qtbot):
    write(panel, qtbot, "two days")
    with qtbot.waitSignal(panel.closed):
        qtbot.keyClick(panel._field, Qt.Key.Key_Escape)
    assert session.rewritten(ANSWER) == "two days"


def test_an_answer_left_as_it_is_makes_no_step(panel, session, failures):
    panel.go()
    assert (session.undo_label(), failures) == (None, [])


def test_emptied_it_is_taken_away(panel, session, qtbot):
    session.rewrite(ANSWER, "two days")
    write(panel, qtbot, " ")
    qtbot.keyClick(panel._field, Qt.Key.Key_Return, CTRL)
    assert session.rewritten(ANSWER) == ""
    assert [version.content for version in session.rewrite_versions(ANSWER)] == ["", "two days"]


def test_it_can_begin_from_the_answer_after_the_correction(panel, session):
    found = beginnings(session.shown(), ANSWER, 3)
    assert [beginning.content for beginning in found] == ["three\u00a0days", "two days"]
    panel._offer_beginnings()
    panel._from.menu().actions()[1].trigger()
    assert panel._field.words == "two days"


def test_an_earlier_version_comes_back_from_the_menu(panel, session):
    session.rewrite(ANSWER, "one")
    session.rewrite(ANSWER, "two")
    panel._offer_versions()
    panel._versions.menu().actions()[1].trigger()
    assert panel.keep()
    assert session.rewritten(ANSWER) == "one"


def test_praise_has_no_better_answer(panel, session, failures):
    session.select(PRAISE)
    panel.come()
    assert panel.isHidden()
    assert failures == ["It praises the answer. A better answer goes with a Correction or Complaint."]


def test_what_is_being_typed_stays_when_something_else_changes(panel, session, qtbot):
    write(panel, qtbot, "half a thou")
    session.rewrite(ANSWER, "from elsewhere")
    assert panel._field.words == "half a thou"


def test_a_long_answer_is_shown_from_its_beginning(session, qtbot):
    talks = [talk(f"u plan {i}", f"a {'one two three. ' * 400}", "u no, wrong", title=f"{i}") for i in range(2)]
    take_in(session.project, *talks, path="/logs/long.jsonl")
    run(session.project, [(8, "no, wrong", Category.COMPLAINT, 0.9), (11, "no, wrong", Category.COMPLAINT, 0.9)])
    first, second = (one.id for one in feedback(session.project) if one.category is Category.COMPLAINT)
    panel = Rewrite(session)
    qtbot.addWidget(panel)
    panel.resize(500, 300)
    session.select(first)
    panel.come()
    bar = panel._diff.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert bar.value() == 0
    bar.setValue(bar.maximum())
    session.select(second)
    assert bar.value() == 0


def test_what_changes_is_read_from_its_beginning_the_first_time_too(tmp_path, make_window, qtbot):
    answer = "\n".join(f"Line {number} of many, which are read one after another." for number in range(80))
    path = tmp_path / "long.nfstudio"
    with Project.create(path) as project:
        take_in(project, talk("u plan", f"a {answer}", "u no, two days"))
        run(project, [(3, "no, two days", Category.CORRECTION, 0.9)])
    window = make_window()
    window.resize(1440, 900)
    window.show_project(path)
    settle(window, qtbot)
    window.session.select(1)
    window.columns.write_better()
    bar = window.columns.rewrite._diff.verticalScrollBar()
    assert bar.maximum() > 0
    assert bar.value() == 0
