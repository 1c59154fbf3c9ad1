"""The right column: what it says of a feedback, and that whatever a person says of it is kept, once."""

import pytest
from building import run, take_in, talk
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit

from nfstudio.app.panels.inspector import Inspector
from nfstudio.app.panels.rewrite import Rewrite
from nfstudio.app.session import Session
from nfstudio.domain.feedback import Category, Scope, Status, Verdict
from nfstudio.domain.span import Span
from nfstudio.store import drafts
from nfstudio.store.decisions import Edit
from nfstudio.store.project import Project

FIRST, SECOND = 1, 2
"""Ids of the two feedback of the first conversation."""


@pytest.fixture
def session(tmp_path, qtbot):
    session = Session(tmp_path / "p.nfstudio", reviewer="Ada")
    take_in(
        session.project,
        talk("u plan", "a three days", "u no, two days", "a two days", "u thanks a lot", title="Lyon", model="m"),
        talk("u <b>x</b>", "a y", f"u {'z' * 10_000}", title="<i>long</i>"),
    )
    run(
        session.project,
        [
            (3, "no, two days", Category.CORRECTION, 0.93),
            (5, "thanks a lot", Category.POSITIVE, 0.4),
            (8, "z" * 10_000, Category.COMPLAINT, 0.6),
        ],
    )
    yield session
    session.close()


@pytest.fixture
def inspector(session, qtbot):
    inspector = Inspector(session)
    qtbot.addWidget(inspector)
    inspector.resize(300, 700)
    inspector.show()
    qtbot.waitExposed(inspector)
    session.select(FIRST)
    return inspector


@pytest.fixture
def advanced(inspector):
    heard = []
    inspector.advance.connect(lambda: heard.append(True))
    return heard


def button(inspector, text: str):
    return next(b for b in inspector.findChildren(QAbstractButton) if text in b.text())


def write_note(inspector, text: str) -> None:
    inspector._note.setPlainText(text)


def leave(inspector, qtbot) -> None:
    """The person is done with the note."""
    qtbot.keyClick(inspector._note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def steps(session) -> list[str]:
    return [what for (what,) in session.project.db.execute("SELECT what FROM steps WHERE kind = 'decide' ORDER BY id")]


def test_it_says_category_score_words_and_status(inspector):
    head = inspector._head
    assert (head._category.text(), head._score.text()) == ("Correction", "0.93")
    assert head._quote.text == "“no, two days”"
    assert inspector._status.text == "Undecided"
    assert button(inspector, "Correction").isChecked()


def test_a_long_quote_is_cut_and_does_not_widen_the_column(inspector, session):
    session.select(3)
    assert inspector._head._quote.text == "“" + "z" * 300 + "…”"
    assert inspector.width() == 300
    assert inspector._head._quote.width() <= 300
    assert not inspector.grab().isNull()


def test_the_answer_judged_is_named_and_can_be_looked_at(inspector, session, qtbot):
    assert inspector._head._target.text() == "answer 1"
    with qtbot.waitSignal(inspector.target_clicked) as clicked:
        inspector._head._target.click()
    assert clicked.args == [2]
    session.select(SECOND)
    assert inspector._head._target.text() == "answer 2"


def test_another_answer_can_be_judged(inspector, session):
    session.select(SECOND)
    inspector._head._offer()
    actions = inspector._head._change.menu().actions()
    assert [(a.text(), a.isChecked()) for a in actions] == [
        ("answer 1: three days", False),
        ("answer 2: two days", True),
    ]
    inspector._head._change.menu().triggered.emit(actions[0])
    assert session.selected().target == 2
    assert inspector._head._target.text() == "answer 1"


def test_an_ampersand_in_an_answer_is_no_key(inspector, session):
    take_in(session.project, talk("u x", "a R&D", "u wrong"), path="/logs/b.jsonl")
    session.add(11, Span(0, 5), Category.COMPLAINT)
    inspector._head._offer()
    assert inspector._head._change.menu().actions()[0].text() == "answer 1: R&&D"


def test_without_feedback_it_tells_of_the_conversation(inspector, session):
    session.show(1)
    assert inspector._pages.currentIndex() == 0
    facts = dict(inspector._facts._rows(session.shown(), session.shown_feedback(), session.differences()))
    assert facts["Title"] == "Lyon"
    assert (facts["File"], facts["Place"], facts["Messages"]) == ("a.jsonl", "line 1", "5")
    assert facts["Feedback"] == "1 Correction"


def test_without_a_conversation_it_says_what_to_do(inspector, session):
    session.show(None)
    assert inspector._facts._hint.text.startswith("What you choose")


def test_feedback_that_goes_away_leaves_the_facts(inspector, session):
    made = session.add(5, Span(0, 6), Category.COMPLAINT)
    assert session.feedback == made
    inspector.delete()
    assert inspector._pages.currentIndex() == 0


@pytest.mark.parametrize(
    ("say", "status", "said"),
    [
        ("accept", Status.CONFIRMED, "✓ Accepted by Ada"),
        ("reject", Status.REJECTED, "✕ Rejected by Ada"),
        ("skip", Status.SKIPPED, "» Skipped by Ada"),
    ],
)
def test_a_verdict_is_written_told_and_goes_on(inspector, session, advanced, say, status, said):
    getattr(inspector, say)()
    assert session.selected().status is status
    assert inspector._status.text == said
    assert advanced == [True]
    assert steps(session) == [say]
    session.undo()
    assert inspector._status.text == "Undecided"


@pytest.mark.parametrize(("text", "status"), [("Accept", Status.CONFIRMED), ("Reject", Status.REJECTED)])
def test_the_buttons_say_the_same_as_the_keys(inspector, session, advanced, text, status):
    button(inspector, text).click()
    assert session.selected().status is status
    assert button(inspector, text).isChecked()
    assert advanced == [True]


def test_another_category_is_a_correction_and_stays(inspector, session, advanced):
    button(inspector, "Complaint").click()
    item = session.selected()
    assert (item.category, item.status) == (Category.COMPLAINT, Status.CONFIRMED)
    assert steps(session) == ["change to Complaint"]
    assert advanced == []
    session.undo()
    assert button(inspector, "Correction").isChecked()


def test_the_present_category_accepts(inspector, session):
    inspector.set_category(Category.CORRECTION)
    assert session.selected().status is Status.CONFIRMED
    assert steps(session) == ["accept"]


def test_deleting_a_claim_of_a_detector_rejects_it(inspector, session):
    inspector.delete()
    assert session.selected().status is Status.REJECTED


def test_nothing_selected_means_nothing_to_say(inspector, session, advanced):
    session.show(1)
    for say in (inspector.accept, inspector.reject, inspector.skip, inspector.delete, inspector.focus_note):
        say()
    inspector.set_category(Category.POSITIVE)
    assert (steps(session), advanced) == ([], [])


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


def test_flags_are_words_with_commas_between(inspector, session):
    inspector._flags._others.setText(" private, off topic,,private ")
    inspector._flags._others.textEdited.emit(inspector._flags._others.text())
    inspector.accept()
    assert session.selected().flags == ("private", "off topic")
    session.select(SECOND)
    session.select(FIRST)
    assert inspector._flags._others.text() == "private, off topic"


def test_the_scope_is_unsaid_until_somebody_says_it(inspector, session):
    assert not any(b.isChecked() for b in inspector._scopes.values())
    inspector._scopes[Scope.PERSONAL].click()
    assert session.selected().scope is None
    inspector.accept()
    assert session.selected().scope is Scope.PERSONAL
    inspector._scopes[Scope.EVERYONE].click()
    assert session.selected().scope is Scope.EVERYONE
    session.select(SECOND)
    assert not any(b.isChecked() for b in inspector._scopes.values())


def test_a_window_that_only_reads_offers_nothing_to_press(session, qtbot):
    session.why_readonly = "Only read."
    inspector = Inspector(session)
    qtbot.addWidget(inspector)
    session.select(FIRST)
    assert not button(inspector, "Accept").isEnabled()
    assert inspector._note.isReadOnly()


def test_every_control_has_a_name(inspector):
    for control in inspector.findChildren(QAbstractButton):
        if control.isVisible():
            assert control.accessibleName() or control.text(), control
    for kind in (QLineEdit, QPlainTextEdit):
        for control in inspector.findChildren(kind):
            assert control.accessibleName(), control


def test_the_buttons_stay_where_they_are_however_long_the_words_are(inspector, session, qtbot):
    places = set()
    for feedback in (FIRST, SECOND, 3):
        session.select(feedback)
        qtbot.wait(1)
        accept = button(inspector, "Accept")
        places.add(accept.mapTo(inspector, accept.rect().topLeft()).y())
    assert len(places) == 1


def test_delete_takes_away_what_a_person_made_and_rejects_a_claim_as_reject_does(inspector, session, advanced):
    delete = button(inspector, "Delete")
    assert not delete.isEnabled(), "Reject stands beside it"
    inspector.delete()
    assert (session.selected().status, steps(session), advanced) == (Status.REJECTED, ["reject"], [True])
    session.add(5, Span(0, 6), Category.COMPLAINT)
    assert delete.isEnabled()
    delete.click()
    assert (session.feedback, steps(session)[-1], advanced) == (None, "delete", [True])


def test_delete_can_be_pressed_while_several_rows_are_selected(inspector):
    inspector.show_several(3)
    assert button(inspector, "Delete").isEnabled()
    inspector.show_several(0)
    assert not button(inspector, "Delete").isEnabled()


def test_a_project_of_an_earlier_version_that_may_only_be_read_is_shown(session, inspector, qtbot):
    session.project.db.executescript("DROP TABLE drafts; DROP TABLE half_rewrites")
    session.why_readonly = "The file may not be written."
    shown, answer = Inspector(session), Rewrite(session)
    for panel in (shown, answer):
        qtbot.addWidget(panel)
    session.select(SECOND)
    session.show(1)
    session.select(FIRST)
    answer.come()
    assert shown._head._quote.text == "“no, two days”"
    assert answer._field.words == "three days"
