"""What a person writes about a feedback is kept as it is written, goes along with the verdict, and is kept once."""

from building import run
from inspecting import FIRST, SECOND, button, leave, steps, write_note

from nfstudio.app.panels.inspector import Inspector
from nfstudio.app.session import Session
from nfstudio.domain.feedback import Category, Scope, Status, Verdict
from nfstudio.store import drafts
from nfstudio.store.decisions import Edit
from nfstudio.store.project import Project


def test_a_note_on_undecided_feedback_waits_for_the_verdict(inspector, session, qtbot):
    write_note(inspector, "two, not three")
    leave(inspector, qtbot)
    assert steps(session) == []
    inspector.accept()
    item = session.selected()
    assert (item.note, item.status) == ("two, not three", Status.CONFIRMED)
    assert steps(session) == ["accept"]


def test_a_note_that_waits_is_there_again_when_one_comes_back(inspector, session):
    write_note(inspector, "half a thought")
    session.select(SECOND)
    assert inspector._note.toPlainText() == ""
    session.select(FIRST)
    assert inspector._note.toPlainText() == "half a thought"


def test_a_note_on_decided_feedback_is_kept_with_its_verdict(inspector, session, qtbot):
    inspector.reject()
    write_note(inspector, "sarcasm")
    leave(inspector, qtbot)
    item = session.selected()
    assert (item.note, item.status) == ("sarcasm", Status.REJECTED)
    assert steps(session) == ["reject", "note"]
    leave(inspector, qtbot)
    assert steps(session) == ["reject", "note"]


def test_a_note_is_kept_when_another_row_is_chosen(inspector, session):
    inspector.accept()
    write_note(inspector, "kept")
    session.select(SECOND)
    session.select(FIRST)
    assert session.selected().note == "kept"
    assert inspector._note.toPlainText() == "kept"


def test_a_note_is_kept_when_the_field_is_left(inspector, session, qtbot):
    inspector.accept()
    inspector.focus_note()
    qtbot.keyClicks(inspector._note, "typed")
    inspector._note.clearFocus()
    qtbot.waitUntil(lambda: session.selected().note == "typed")


def test_a_change_by_a_job_does_not_disturb_the_typing(inspector, session):
    inspector.accept()
    write_note(inspector, "in the middle of")
    cursor = inspector._note.textCursor()
    cursor.setPosition(3)
    inspector._note.setTextCursor(cursor)
    session.decide([SECOND], Verdict.ACCEPT)
    assert inspector._note.toPlainText() == "in the middle of"
    assert inspector._note.textCursor().position() == 3


def test_a_category_takes_the_waiting_note_along(inspector, session):
    write_note(inspector, "why")
    inspector.set_category(Category.COMPLAINT)
    assert session.selected().note == "why"


def test_a_decision_that_is_refused_loses_no_note(inspector, session, monkeypatch, advanced):
    write_note(inspector, "precious")
    session.why_readonly = "Only read."
    with_errors = []
    session.failed.connect(with_errors.append)
    inspector.accept()
    assert len(with_errors) == 1
    assert inspector._note.toPlainText() == "precious"
    assert advanced == []
    session.why_readonly = ""
    inspector.accept()
    assert session.selected().note == "precious"


def test_what_is_typed_is_in_the_project_a_moment_later(inspector, session, qtbot):
    """So that a kill takes nothing."""
    inspector.focus_note()
    qtbot.keyClicks(inspector._note, "half a")
    button(inspector, "Toxic").click()
    with Project(session.project.path, readonly=True) as other:
        qtbot.waitUntil(lambda: drafts.of(other.db, [session.selected()]) != {})
        assert drafts.of(other.db, [session.selected()]) == {FIRST: Edit(note="half a", flags=("toxic",))}
    assert steps(session) == []


def test_closing_the_project_keeps_what_was_typed_last(inspector, session, qtbot):
    write_note(inspector, "two, not three")
    inspector._scopes[Scope.PERSONAL].click()
    session.close()
    again = Session(session.project.path, reviewer="Ada")
    shown = Inspector(again)
    qtbot.addWidget(shown)
    again.select(FIRST)
    assert shown._note.toPlainText() == "two, not three"
    assert shown._scopes[Scope.PERSONAL].isChecked()
    shown.accept()
    assert (again.selected().note, again.selected().scope) == ("two, not three", Scope.PERSONAL)
    again.close()


def test_what_is_written_about_one_row_never_goes_to_the_next(inspector, session):
    write_note(inspector, "about the first")
    button(inspector, "Toxic").click()
    session.select(SECOND)
    inspector.accept()
    item = session.selected()
    assert (item.note, item.flags) == ("", ())


def test_undoing_a_verdict_gives_the_note_back_to_write_on(inspector, session):
    write_note(inspector, "why")
    inspector.accept()
    session.undo()
    assert inspector._note.toPlainText() == "why"
    assert steps(session) == ["accept"]


def test_the_reason_of_a_skip_goes_when_the_skip_is_undone(inspector, session):
    write_note(inspector, "why")
    inspector.skip_because("unclear")
    assert session.selected().note == "why\nunclear"
    session.undo()
    assert inspector._note.toPlainText() == "why"


def test_a_note_on_a_claim_that_nobody_makes_any_more_is_told_beside_the_conversation(inspector, session):
    write_note(inspector, "two, not three")
    inspector.keep()
    run(session.project, [(5, "thanks a lot", Category.POSITIVE, 0.9)], version="2")
    session.show(None)
    session.show(1)
    facts = inspector._facts
    rows = dict(facts._rows(session.shown(), session.shown_feedback(), session.differences(), session.waiting()))
    assert rows["Notes on such"] == "Correction: two, not three"
