"""The right column: what it says of a feedback, and that whatever a person says of it is kept, once."""

import pytest
from building import take_in, talk
from inspecting import FIRST, SECOND, button, steps
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit

from nfstudio.app.conversation_facts import ConversationFacts
from nfstudio.app.panels.inspector import Inspector
from nfstudio.app.panels.rewrite import Rewrite
from nfstudio.app.steady_bar import scrolling
from nfstudio.domain.feedback import Category, Scope, Status
from nfstudio.domain.span import Span


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


def test_a_fact_of_many_lines_has_the_height_of_all_of_them(qtbot, session):
    session.show(1)
    facts = ConversationFacts()
    qtbot.addWidget(facts)
    claims = "\n".join(f"Rephrase 0.37 “ask {number}”" for number in range(23))
    facts._rows = lambda *_: iter([("Title", "Many"), ("Claimed no longer", claims), ("Notes on such", "one")])
    area = scrolling(facts)
    qtbot.addWidget(area)
    area.resize(300, 300)
    area.show()
    facts.show_facts(session.shown(), [])
    title, claimed, notes = (facts._facts.itemAtPosition(row, 1).widget() for row in range(3))
    qtbot.waitUntil(lambda: claimed.height() == claimed.heightForWidth(claimed.width()) > 300)
    assert title.height() < 40
    assert notes.y() > claimed.geometry().bottom()
