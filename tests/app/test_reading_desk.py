"""The desk between session and transcript: paths, marks, edges."""

import pytest
from building import claim, take_in
from PySide6.QtCore import QCoreApplication, QEvent

from nfstudio.app.edges import Direction, Edge, Unit
from nfstudio.app.panels.transcript import Transcript
from nfstudio.app.reading_desk import ReadingDesk
from nfstudio.app.session import Session
from nfstudio.domain.conversation import Conversation, Message, Role
from nfstudio.domain.feedback import Category, Status
from nfstudio.domain.span import Span
from nfstudio.domain.thresholds import Thresholds
from nfstudio.store import detections

U, A = Role.USER, Role.ASSISTANT
TREE = Conversation(
    (
        Message(U, "Plan two days"),
        Message(A, "three days", parent=0, on_active_path=False),
        Message(A, "two days", parent=0),
        Message(U, "No, I said two days 🚀", parent=1, on_active_path=False),
        Message(U, "Perfect, thank you!", parent=2),
    )
)


@pytest.fixture
def session(qapp, tmp_path):
    made = Session(tmp_path / "p.nfstudio")
    take_in(made.project, TREE)
    ids = [row[0] for row in made.project.db.execute("SELECT id FROM messages ORDER BY id")]
    run = detections.open_run(
        made.project, detector="rules", version="1", settings={}, device="CPU", thresholds=Thresholds(0.5)
    )
    found = [
        claim(made.project, ids[3], "I said two days", Category.CORRECTION, 0.9),
        claim(made.project, ids[4], "Perfect", Category.POSITIVE, 0.8),
    ]
    detections.record(made.project, run.id, found, after=0, up_to=ids[-1], messages=0, candidates=0, seconds=0.0)
    made.ids = ids
    made.feedback_ids = [row[0] for row in made.project.db.execute("SELECT id FROM feedback ORDER BY message_id")]
    yield made
    made.close()


@pytest.fixture
def transcript(qtbot):
    widget = Transcript()
    qtbot.addWidget(widget)
    widget.resize(900, 700)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


@pytest.fixture
def desk(session, transcript):
    return ReadingDesk(session, transcript)


def shown(transcript):
    return [message.id for message in transcript._view.messages]


def marked(transcript):
    return [item.id for item in transcript._feedback]


def test_a_conversation_is_shown_along_its_active_path(session, transcript, desk):
    session.show(1)
    assert shown(transcript) == [session.ids[i] for i in (0, 2, 4)]
    assert marked(transcript) == [session.feedback_ids[1]]


def test_looking_at_feedback_on_another_path_leads_there(session, transcript, desk):
    session.select(session.feedback_ids[0])
    assert shown(transcript) == [session.ids[i] for i in (0, 1, 3)]
    assert transcript.selected == session.feedback_ids[0]


def test_a_chosen_branch_is_remembered_for_its_conversation(session, transcript, desk):
    session.show(1)
    transcript.branch_requested.emit(session.ids[2], 1)
    assert shown(transcript)[1] == session.ids[1]
    session.show(None)
    session.show(1)
    assert shown(transcript)[1] == session.ids[1]


def test_a_click_on_a_span_looks_at_it(session, transcript, desk):
    session.show(1)
    transcript.feedback_clicked.emit(session.feedback_ids[1])
    assert session.feedback == session.feedback_ids[1]


def test_a_dragged_edge_is_a_decision(session, transcript, desk):
    session.select(session.feedback_ids[1])
    transcript.span_edge_moved.emit(session.feedback_ids[1], 0, 18)
    item = session.selected()
    assert (item.span, item.status) == (Span(0, 18), Status.CONFIRMED)
    assert transcript._feedback[0].span == Span(0, 18)


def test_an_edge_dragged_beyond_the_words_is_refused_and_goes_back(session, transcript, desk):
    session.select(session.feedback_ids[1])
    transcript.span_edge_moved.emit(session.feedback_ids[1], 0, 99)
    assert session.selected().span == Span(0, 7)
    assert transcript._feedback[0].span == Span(0, 7)


def test_an_edge_moves_by_words_under_the_keyboard(session, transcript, desk):
    session.select(session.feedback_ids[1])
    desk.move_edge(Edge.END, Direction.FORWARD, Unit.WORD)
    assert session.selected().span == Span(0, 14)
    session.undo()
    assert session.selected().span == Span(0, 7)


def test_an_edge_that_cannot_move_decides_nothing(session, transcript, desk):
    session.select(session.feedback_ids[1])
    desk.move_edge(Edge.START, Direction.BACK, Unit.CHARACTER)
    assert session.selected().status is Status.AUTO
    assert session.undo_label() is None


def test_selected_words_are_marked_and_no_longer_selected(session, transcript, desk, monkeypatch):
    session.show(1)
    cleared = []
    monkeypatch.setattr(transcript, "selected_span", lambda: (session.ids[4], Span(9, 18)))
    monkeypatch.setattr(transcript, "clear_selection", lambda: cleared.append(True))
    assert desk.mark(Category.POSITIVE)
    assert session.selected().by_hand
    assert cleared == [True]


def test_without_selected_words_nothing_is_marked(session, transcript, desk):
    session.show(1)
    assert not desk.mark(Category.POSITIVE)


def test_words_before_any_answer_are_refused_with_a_sentence(session, transcript, desk, qtbot, monkeypatch):
    session.show(1)
    monkeypatch.setattr(transcript, "selected_span", lambda: (session.ids[0], Span(0, 4)))
    with qtbot.waitSignal(session.failed) as failed:
        assert desk.mark(Category.POSITIVE)
    assert "answer" in failed.args[0].sentence


def test_a_removed_conversation_is_no_longer_looked_at(session, transcript, desk):
    from nfstudio.store import removal

    session.select(session.feedback_ids[1])
    for _, changes in removal.remove(session.project, [1]):
        session._tell(changes)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall.value)
    assert session.conversation is None
    assert session.feedback is None


def test_a_target_on_another_path_is_scrolled_to(session, transcript, desk):
    session.show(1)
    desk.show_message(session.ids[1])
    assert session.ids[1] in shown(transcript)
