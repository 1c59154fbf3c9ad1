"""What a second reader has half said survives leaving, quitting and a killed process."""

import os
import signal
import subprocess
import sys
import textwrap

import pytest
from building import claim, feedback, take_in, talk
from PySide6.QtCore import Qt
from windows import press, settle

from nfstudio.app.second_look.desk import BlindDesk
from nfstudio.app.second_look.sheet import begun, resumed
from nfstudio.app.session import Session
from nfstudio.domain.feedback import Category, Status, Verdict
from nfstudio.domain.span import Span
from nfstudio.domain.thresholds import Thresholds
from nfstudio.jobs.keeping import remove_conversation
from nfstudio.jobs.progress import finish
from nfstudio.store import blind_reading, detections, half_readings, review, second_look
from nfstudio.store.project import Project

WORDS = "no, that is wrong. I said two days. Thanks anyway"
CLAIMED = (
    ("no, that", Category.COMPLAINT, 0.9),
    ("I said two days", Category.CORRECTION, 0.8),
    ("Thanks anyway", Category.POSITIVE, 0.7),
)
SPANS = [Span(0, 8), Span(19, 34), Span(36, 49)]


def detect(project, claims=CLAIMED, *, version="1"):
    run = detections.open_run(
        project, detector="rules", version=version, settings={}, device="CPU", thresholds=Thresholds(0.5)
    )
    messages = [row[0] for row in project.db.execute("SELECT id FROM messages WHERE role = 'user' AND parent_id")]
    found = [claim(project, message, *one) for message in messages for one in claims]
    last = messages[-1]
    detections.record(project, run.id, found, after=0, up_to=last, messages=len(messages), candidates=0, seconds=0.0)
    detections.finish_run(project, run.id)


@pytest.fixture
def path(tmp_path):
    """Two messages with three claims each, all accepted by Ada; Bea is to read them again."""
    path = tmp_path / "p.nfstudio"
    with Project.create(path) as project:
        take_in(project, *(talk("u hi", f"a hello {i}", f"u {WORDS}") for i in range(2)))
        detect(project)
        review.decide(project, [item.id for item in feedback(project)], Verdict.ACCEPT, reviewer="Ada")
        second_look.draw(project, reviewer="Bea", size=2)
    return path


@pytest.fixture
def desk(path, qapp):
    """Opens the second look anew, as if the program were started again."""
    opened = []

    def open_desk():
        for session in opened:
            session.close()
        opened.append(Session(path, reviewer="Bea"))
        return BlindDesk(opened[-1], 1)

    yield open_desk
    for session in opened:
        session.close()


def said(desk):
    return [(mark.span, mark.category, mark.status) for mark in desk.sheet.marks]


def test_half_a_message_is_as_it_was_left_when_the_project_is_opened_again(desk):
    one = desk()
    message = one.message
    one.say(Status.CONFIRMED)
    one.call(Category.COMPLAINT)
    one.mark_words(Span(9, 17), Category.REPHRASE)
    left = said(one)

    again = desk()
    assert again.message == message
    assert said(again) == left
    assert [mark.span for mark in again.sheet.undecided] == [SPANS[2]]
    assert again.chosen == again.sheet.undecided[0].id
    assert len(again.unread) == 2


def test_the_last_answer_makes_it_a_reading_and_nothing_half_is_left(desk):
    desk().say(Status.CONFIRMED)
    again = desk()
    message = again.message
    again.say(Status.REJECTED)
    again.say(Status.CONFIRMED)

    project = again._session.project
    assert half_readings.half_readings(project.db, 1) == {}
    found = second_look.readings(project.db, 1)[message]
    assert found == ((SPANS[0], Category.COMPLAINT), (SPANS[2], Category.POSITIVE))


def test_undo_after_a_restart_takes_back_what_was_said_of_the_message(desk):
    one = desk()
    one.say(Status.CONFIRMED)
    one.say(Status.REJECTED)
    again = desk()
    assert again.undoable
    again.undo()
    assert {status for _, _, status in said(again)} == {Status.AUTO}
    assert half_readings.half_readings(again._session.project.db, 1) == {}
    again.redo()
    assert [status for _, _, status in said(again)] == [Status.CONFIRMED, Status.REJECTED, Status.AUTO]
    third = desk()
    assert [status for _, _, status in said(third)] == [Status.CONFIRMED, Status.REJECTED, Status.AUTO]


def test_undoing_the_answer_that_made_it_a_reading_keeps_the_others(desk):
    one = desk()
    for _ in range(3):
        one.say(Status.CONFIRMED)
    one.undo()
    assert [status for _, _, status in said(one)] == [Status.CONFIRMED, Status.CONFIRMED, Status.AUTO]
    assert [status for _, _, status in said(desk())] == [Status.CONFIRMED, Status.CONFIRMED, Status.AUTO]


def test_a_later_message_that_was_begun_is_taken_up_before_an_earlier_one_that_was_not(desk):
    one = desk()
    one.skip()
    begun_one = one.message
    one.say(Status.REJECTED)
    assert begun_one == one.look.messages[1]
    assert desk().message == begun_one


def test_answers_survive_a_process_that_is_killed(path, desk):
    script = textwrap.dedent("""
        import os, signal, sys
        from PySide6.QtWidgets import QApplication
        from pathlib import Path
        from nfstudio.app.second_look.desk import BlindDesk
        from nfstudio.app.session import Session
        from nfstudio.domain.feedback import Status

        app = QApplication([])
        desk = BlindDesk(Session(Path(sys.argv[1]), reviewer="Bea"), 1)
        desk.say(Status.CONFIRMED)
        desk.say(Status.REJECTED)
        os.kill(os.getpid(), signal.SIGKILL)
    """)
    killed = subprocess.run(
        [sys.executable, "-c", script, str(path)], check=False, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    )
    assert killed.returncode == -signal.SIGKILL

    again = desk()
    assert [status for _, _, status in said(again)] == [Status.CONFIRMED, Status.REJECTED, Status.AUTO]
    assert again._session.project.db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_claims_of_another_run_join_what_was_said_before(path, desk):
    one = desk()
    one.say(Status.CONFIRMED)
    one.say(Status.REJECTED)
    with Project(path) as other:
        detect(other, [*CLAIMED[:1], ("wrong", Category.COMPLAINT, 0.6)], version="2")

    again = desk()
    assert said(again) == [
        (SPANS[0], Category.COMPLAINT, Status.CONFIRMED),
        (Span(12, 17), Category.COMPLAINT, Status.AUTO),
    ]


def test_what_was_said_is_removed_with_its_conversation(path, desk):
    one = desk()
    one.say(Status.CONFIRMED)
    gone = one.stored.id
    with Project(path) as other:
        finish(remove_conversation(other, gone, shown="a talk"))
        assert half_readings.half_readings(other.db, 1) == {}


def test_a_sheet_that_is_kept_and_taken_up_is_the_same(desk):
    one = desk()
    claims = blind_reading.claims(one._session.project.db, one.message)
    sheet = begun(one.message, claims, None).say(2, Status.REJECTED)
    grown = sheet.add(Span(9, 17), Category.REPHRASE)[0]
    taken_up = resumed(one.message, claims, grown.said)
    assert taken_up.said == grown.said
    assert [mark.claim for mark in taken_up.marks] == [mark.claim for mark in grown.marks]


def test_by_keys_the_window_is_closed_in_the_middle_of_a_message_and_goes_on_there(path, make_window, qtbot):
    def opened():
        window = make_window()
        window.show_project(path)
        settle(window, qtbot)
        press(window, qtbot, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
        settle(window, qtbot)
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
        settle(window, qtbot)
        return window, window.columns.stage.own_page[0].reading.desk

    window, desk = opened()
    press(window, qtbot, Qt.Key.Key_A)
    press(window, qtbot, Qt.Key.Key_X)
    message, left = desk.message, said(desk)
    window.close()

    window, desk = opened()
    assert (desk.message, said(desk)) == (message, left)
    press(window, qtbot, Qt.Key.Key_A)
    assert second_look.readings(window.session.project.db, 1)[message] == (
        (SPANS[0], Category.COMPLAINT),
        (SPANS[2], Category.POSITIVE),
    )
