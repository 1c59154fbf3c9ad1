"""What mouse and keyboard do on the paper."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from transcripts import ANSWER, JUDGEMENT, VIEW, choose, conversation, feedback, opened_transcript, page_of, point_at

from nfstudio.app.line_geometry import caret_rect
from nfstudio.app.panels.transcript import Transcript
from nfstudio.domain.feedback import Category
from nfstudio.domain.span import Span


def test_selected_words_are_reported_in_code_points(transcript, qtbot):
    start = JUDGEMENT.index("not three")
    with qtbot.waitSignal(transcript.span_selected) as told:
        choose(transcript, 12, start, start + len("not three"))
    assert told.args == [12, start, start + 9]
    assert transcript.selected_span() == (12, Span(start, start + 9))
    transcript.clear_selection()
    assert transcript.selected_span() is None


def test_the_mouse_selects_words_within_one_message(transcript, qtbot):
    viewport = page_of(transcript).viewport()
    start = JUDGEMENT.index("two")
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=point_at(transcript, 12, start))
    QTest.mouseMove(viewport, QPoint(600, 690))
    with qtbot.waitSignal(transcript.span_selected) as told:
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(600, 690))
    assert told.args == [12, start, len(JUDGEMENT)]


def test_the_keyboard_selects_from_the_span_looked_at(transcript, qtbot):
    transcript.set_feedback([feedback(1, "two days")])
    transcript.select(1)
    page_of(transcript).setFocus()
    QTest.keyClick(page_of(transcript), Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    start = JUDGEMENT.index("two days")
    assert transcript.selected_span() == (12, Span(start, start + 1))


def test_single_letters_and_alt_arrows_are_left_to_the_window(qtbot):
    window, transcript = QMainWindow(), Transcript()
    window.setCentralWidget(transcript)
    qtbot.addWidget(window)
    pressed = []
    for keys in ("A", "1", "Shift+N", "Alt+Left"):
        action = QAction(keys, window, shortcut=keys)
        action.triggered.connect(lambda _checked=False, keys=keys: pressed.append(keys))
        window.addAction(action)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    transcript.setFocus()
    QTest.keyClick(page_of(transcript), Qt.Key.Key_A)
    QTest.keyClick(page_of(transcript), Qt.Key.Key_1)
    QTest.keyClick(page_of(transcript), Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page_of(transcript), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert pressed == ["A", "1", "Shift+N", "Alt+Left"]


def test_alt_arrows_without_a_meaning_are_not_swallowed(transcript):
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    page_of(transcript).keyPressEvent(event)
    assert not event.isAccepted()


def test_a_click_on_words_or_their_letter_names_the_feedback(transcript, qtbot):
    transcript.set_feedback([feedback(7, "two days, not three")])
    viewport = page_of(transcript).viewport()
    with qtbot.waitSignal(transcript.feedback_clicked) as told:
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=point_at(transcript, 12, JUDGEMENT.index("days")))
    assert told.args == [7]
    transcript.grab()
    (chip,) = page_of(transcript)._chips
    with qtbot.waitSignal(transcript.feedback_clicked) as told:
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=chip.rect.center().toPoint())
    assert told.args == [7]


def test_clicks_on_overlapping_spans_walk_through_them(transcript, qtbot):
    transcript.set_feedback([feedback(1, "I said two days, not three"), feedback(2, "two days", Category.REPHRASE)])
    seen = []
    transcript.feedback_clicked.connect(seen.append)
    transcript.feedback_clicked.connect(transcript.select)
    for _ in range(3):
        where = point_at(transcript, 12, JUDGEMENT.index("days"))
        QTest.mouseClick(page_of(transcript).viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert seen == [2, 1, 2]


def test_dragging_an_edge_of_the_selected_span_moves_it(transcript, qtbot):
    transcript.set_feedback([feedback(1, "two days")])
    transcript.select(1)
    start, end = JUDGEMENT.index("two days"), JUDGEMENT.index(", not three")
    viewport = page_of(transcript).viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=point_at(transcript, 12, end))
    there = point_at(transcript, 12, JUDGEMENT.index(", and"), into=0)
    QTest.mouseMove(viewport, there)
    with qtbot.waitSignal(transcript.span_edge_moved) as told:
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=there)
    assert told.args == [1, start, JUDGEMENT.index(", and")]


def test_copying_gives_the_content_of_all_selected_messages_as_plain_text(transcript):
    page_of(transcript).selectAll()
    copied = page_of(transcript).createMimeDataFromSelection()
    assert copied.formats() == ["text/plain"]
    assert copied.text() == f"Plan two days in Lyon\n\n{ANSWER}\n\n{JUDGEMENT}"


def test_the_card_over_a_span_shows_plain_text(transcript, qtbot):
    transcript.set_feedback([feedback(1, "two days", why="rule <b>x</b>\n<img src=file:///etc/hostname>")])
    page = page_of(transcript)
    page._show_card(QPointF(point_at(transcript, 12, JUDGEMENT.index("days"))), QPoint(100, 100))
    assert page._card.isVisible()
    assert page._card.textFormat() is Qt.TextFormat.PlainText
    assert page._card.text() == "rule <b>x</b>\n<img src=file:///etc/hostname>"
    QTest.mousePress(page.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not page._card.isVisible()


def test_a_mark_in_the_strip_jumps_to_its_feedback(transcript, qtbot):
    transcript.set_feedback([feedback(5, "two days")])
    strip = transcript._strip
    (mark,) = strip._marks
    with qtbot.waitSignal(transcript.feedback_clicked) as told:
        QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(5, int(strip._y(mark)) + 4))
    assert told.args == [5]
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(5, strip.height() - 1))


def test_in_a_short_conversation_a_mark_in_the_strip_lies_beside_its_words(qtbot):
    shown = opened_transcript(qtbot, VIEW, height=2_000)
    shown.set_feedback([feedback(1, "two days")])
    (mark,) = shown._strip._marks
    place = shown._document.place(12)
    words = caret_rect(page_of(shown).document(), place.position(JUDGEMENT.index("two days")))
    assert abs(shown._strip._y(mark) - words.top()) <= words.height()


@pytest.mark.parametrize(("from_width", "width"), [(900, 420), (420, 900)])
def test_the_span_looked_at_stays_where_it_is_when_lines_get_another_length(transcript, qtbot, from_width, width):
    long = "A sentence of some length about the first day. " * 60
    transcript.resize(from_width, 400)
    transcript.show_conversation(conversation("Plan two days.", long, JUDGEMENT, long))
    transcript.set_feedback([feedback(1, "two days")])
    transcript.select(1)
    page = page_of(transcript)
    start = JUDGEMENT.index("two days")
    before = point_at(transcript, 12, start).y()
    height = page.document().size().height()
    assert 0 < before < page.viewport().height()

    transcript.resize(width, 400)
    qtbot.waitUntil(lambda: page.document().size().height() != height)
    assert abs(point_at(transcript, 12, start).y() - before) <= 1


def test_the_first_line_stays_the_first_when_the_caret_is_out_of_sight(transcript, qtbot):
    long = "A sentence of some length about the first day. " * 60
    transcript.resize(900, 400)
    transcript.show_conversation(conversation("Plan two days.", long, JUDGEMENT, long))
    page = page_of(transcript)
    page.set_caret(0)
    page.verticalScrollBar().setValue(300)
    first, height = page.top_position(), page.document().size().height()

    transcript.resize(500, 400)
    qtbot.waitUntil(lambda: page.document().size().height() != height)
    assert abs(page.top_position() - first) < 100


def test_the_scroll_bar_keeps_its_room_and_is_seen_only_where_there_is_more(transcript):
    bar, page = page_of(transcript).verticalScrollBar(), page_of(transcript)
    width = page.viewport().width()
    assert bar.isVisible()
    assert not bar.isEnabled()
    transcript.show_conversation(conversation("Plan two days in Lyon", "day\n" * 60, JUDGEMENT))
    assert bar.isEnabled()
    assert page.viewport().width() == width


def test_the_menu_offers_no_copy_of_links_that_lead_nowhere(transcript):
    menu = page_of(transcript).menu_at(QPointF(point_at(transcript, 12, 3)))
    assert all("link" not in action.objectName() for action in menu.actions())


SHIFT, NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


def sweep(transcript, start, end, modifier=NONE):
    """The mouse selects from one letter to another."""
    viewport = page_of(transcript).viewport()
    there = point_at(transcript, 12, end, into=0)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=point_at(transcript, 12, start, into=0))
    QTest.mouseMove(viewport, there)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, modifier, there)


@pytest.mark.parametrize("backwards", [False, True])
def test_the_mouse_takes_whole_words(transcript, backwards):
    start, end = JUDGEMENT.index("wo days"), JUDGEMENT.index("ot three")
    sweep(transcript, *((end, start) if backwards else (start, end)))
    assert transcript.selected_span()[1].of(JUDGEMENT) == "two days, not"
    cursor = page_of(transcript).textCursor()
    assert (cursor.position() < cursor.anchor()) is backwards


def test_with_shift_as_it_lets_go_the_mouse_takes_letters(transcript):
    sweep(transcript, JUDGEMENT.index("wo days"), JUDGEMENT.index("ot three"), SHIFT)
    assert transcript.selected_span()[1].of(JUDGEMENT) == "wo days, n"


@pytest.mark.parametrize(("modifier", "words"), [(NONE, "two days, not"), (SHIFT, "two days, n")])
def test_a_dragged_edge_takes_whole_words_and_with_shift_letters(transcript, qtbot, modifier, words):
    transcript.set_feedback([feedback(1, "two days")])
    transcript.select(1)
    viewport, there = page_of(transcript).viewport(), point_at(transcript, 12, JUDGEMENT.index("ot three"), into=0)
    edge = point_at(transcript, 12, JUDGEMENT.index(", not three"))
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(viewport, there)
    with qtbot.waitSignal(transcript.span_edge_moved) as told:
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, modifier, there)
    assert JUDGEMENT[slice(*told.args[1:])] == words


def test_a_selection_over_two_messages_stays_as_it_is_for_copying(transcript):
    page = page_of(transcript)
    choose(transcript, 12, 3, 5)
    cursor = page.textCursor()
    cursor.setPosition(cursor.anchor() - 40)
    cursor.setPosition(cursor.anchor() + 60, cursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)
    before = (cursor.anchor(), cursor.position())
    page.swept.emit()
    after = page.textCursor()
    assert (after.anchor(), after.position()) == before


def test_what_is_looked_at_stays_in_sight_when_the_page_gets_lower(transcript, qtbot):
    transcript.set_feedback([feedback(1, "two days")])
    transcript.select(1)
    page = page_of(transcript)
    assert page._sees_caret(page.viewport().height())
    transcript.resize(transcript.width(), 140)
    qtbot.waitUntil(lambda: page.viewport().height() < 150)
    assert page._sees_caret(page.viewport().height())
