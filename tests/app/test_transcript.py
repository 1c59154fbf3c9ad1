"""The widget, off screen: what a person sees, clicks and selects."""

import time
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import QAction, QColor, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow

from nfstudio.app.conversation_view import ConversationView, FeedbackView, FoldedPart, MessageView
from nfstudio.app.line_geometry import caret_rect, line_rects
from nfstudio.app.panels.transcript import Transcript
from nfstudio.app.theme import LIGHT, palette_of
from nfstudio.domain.conversation import Role
from nfstudio.domain.feedback import Category, Status
from nfstudio.domain.span import Span

ANSWER = "Day one: the market 🚀.\nDay two: the **museum**.\nDay three: `home`."
JUDGEMENT = "Ha 🚀 I said two days, not three, and please add prices."
EVERYWHERE = QRectF(0, 0, 1e6, 1e6)


def conversation(*contents, parts=(), branch=None):
    roles = (Role.USER, Role.ASSISTANT)
    return ConversationView(
        id=1,
        title="Trip to Lyon",
        subtitle="made up",
        messages=tuple(
            MessageView(10 + i, roles[i % 2], text, parts=parts, branch=branch if i % 2 else None)
            for i, text in enumerate(contents)
        ),
    )


VIEW = conversation("Plan two days in Lyon", ANSWER, JUDGEMENT)


def feedback(number, words, category=Category.CORRECTION, status=Status.AUTO, **more):
    start = JUDGEMENT.index(words)
    span = Span(start, start + len(words))
    return FeedbackView(number, 12, span, category, status, 0.9, target=11, **more)


@pytest.fixture
def transcript(qtbot):
    widget = Transcript()
    widget.setPalette(palette_of(LIGHT))
    widget.resize(900, 700)
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.show_conversation(VIEW)
    return widget


def page_of(transcript):
    return transcript._page


def point_at(transcript, message, offset, into=2):
    """Where a character is on the viewport, some pixels into it."""
    page = page_of(transcript)
    place = transcript._document.place(message)
    rect = caret_rect(page.document(), place.position(offset))
    return QPointF(rect.left() + into, rect.center().y() - page.verticalScrollBar().value()).toPoint()


def choose(transcript, message, start, end):
    place = transcript._document.place(message)
    cursor = page_of(transcript).textCursor()
    cursor.setPosition(place.position(start))
    cursor.setPosition(place.position(end), QTextCursor.MoveMode.KeepAnchor)
    page_of(transcript).setTextCursor(cursor)


def pixels_under(transcript, item):
    """The pixels behind and below the words of a feedback, as far as lanes reach: height and colour."""
    page, place = page_of(transcript), transcript._document.place(item.message)
    rects = line_rects(page.document(), place.position(item.span.start), place.position(item.span.end), EVERYWHERE)
    image = page.viewport().grab().toImage()
    top = page.verticalScrollBar().value()
    return {
        (y, image.pixelColor(x, y).name())
        for rect in rects
        for x in range(int(rect.left()) + 2, int(rect.right()) - 2)
        for y in range(int(rect.bottom() - top) - 6, int(rect.bottom() - top) + 11)
    }


def colours_under(transcript, item):
    return {colour for _, colour in pixels_under(transcript, item)}


def near(colour, names):
    """Whether a colour is among them but for smoothing."""
    return any(
        sum(abs(a - b) for a, b in zip(QColor(name).getRgb(), colour.getRgb(), strict=True)) < 40 for name in names
    )


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


@pytest.mark.parametrize("category", list(Category))
def test_a_span_is_underlined_in_its_category(transcript, category):
    item = feedback(1, "I said two days, not three", category, Status.CONFIRMED)
    assert not near(LIGHT.categories[category].line, colours_under(transcript, item))
    transcript.set_feedback([item])
    found = colours_under(transcript, item)
    assert near(LIGHT.categories[category].line, found)
    assert LIGHT.categories[category].tint.name() in found


def test_of_two_overlapping_spans_both_are_seen(transcript):
    one = feedback(1, "I said two days, not three", Category.CORRECTION)
    other = feedback(2, "two days, not three, and please", Category.REPHRASE)
    transcript.set_feedback([one, other])
    shared = feedback(3, "two days, not three")
    found = pixels_under(transcript, shared)

    def rows(category):
        return {y for y, colour in found if near(LIGHT.categories[category].line, [colour])}

    upper, lower = rows(Category.CORRECTION), rows(Category.REPHRASE)
    assert upper
    assert lower
    assert max(upper) < min(lower)


def test_rejected_spans_are_struck_through_and_grey(transcript):
    transcript.set_feedback([feedback(1, "two days", status=Status.REJECTED)])
    (tint,) = page_of(transcript).extraSelections()
    assert tint.format.fontStrikeOut()
    assert tint.format.foreground().color() == LIGHT.muted
    assert not near(LIGHT.categories[Category.CORRECTION].line, colours_under(transcript, feedback(1, "two days")))


def test_letters_of_spans_that_begin_in_one_line_stand_side_by_side(transcript):
    items = [feedback(1, "Ha"), feedback(2, "I said"), feedback(3, "two"), feedback(4, "not"), feedback(5, "add")]
    for count in (2, 3, 5):
        transcript.set_feedback(items[:count])
        transcript.grab()
        chips = page_of(transcript)._chips
        assert len(chips) == min(count, 3)
        assert all(a.rect.right() < b.rect.left() for a, b in pairwise(chips))
        assert chips[0].rect.left() >= 0
        assert sum(chip.more or 1 for chip in chips) == count


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


def test_looking_at_a_feedback_names_the_answer_it_judges(transcript):
    item = feedback(1, "two days", Category.POSITIVE)
    transcript.set_feedback([item])
    before = transcript.grab().toImage()
    transcript.select(1)
    assert transcript.selected == 1
    place = transcript._document.place(11)
    left = caret_rect(page_of(transcript).document(), place.start)
    image = page_of(transcript).viewport().grab().toImage()
    beside = {
        image.pixelColor(x, int(left.center().y())).name() for x in range(int(left.left()) - 20, int(left.left()))
    }
    assert LIGHT.categories[Category.POSITIVE].line.name() in beside
    transcript.select(None)
    assert transcript.selected is None
    assert transcript.grab().toImage().size() == before.size()


def test_a_feedback_that_was_not_set_cannot_be_looked_at(transcript):
    with pytest.raises(KeyError):
        transcript.select(99)


def test_a_selected_feedback_that_is_gone_is_no_longer_selected(transcript):
    transcript.set_feedback([feedback(1, "two days")])
    transcript.select(1)
    transcript.set_feedback([feedback(2, "not three")])
    assert transcript.selected is None


def test_looking_scrolls_far_spans_into_calm_sight_and_near_ones_not_at_all(transcript):
    texts = ["word " * 40] * 60
    transcript.show_conversation(conversation(*texts))
    items = [FeedbackView(i, 10 + i, Span(0, 4), Category.POSITIVE, Status.AUTO) for i in (2, 40, 41)]
    transcript.set_feedback(items)
    bar = page_of(transcript).verticalScrollBar()
    transcript.select(2)
    assert bar.value() == 0
    transcript.select(40)
    far = bar.value()
    height = page_of(transcript).viewport().height()
    assert 0.1 * height < point_at(transcript, 50, 0).y() < 0.6 * height
    transcript.select(41)
    assert bar.value() == far


def test_reasoning_opens_by_mouse_and_by_keyboard(transcript, qtbot):
    transcript.show_conversation(conversation("question", "answer", parts=(FoldedPart("Reasoning", "secret thought"),)))
    page = page_of(transcript)

    def is_open():
        return [page.document().findBlockByNumber(t.lines[0]).isVisible() for t in transcript._document.places[0].parts]

    assert is_open() == [False]
    opener = page.document().findBlockByNumber(transcript._document.places[0].parts[0].opener)
    middle = caret_rect(page.document(), opener.position() + 3).center().toPoint()
    QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert is_open() == [True]
    page.setFocus()
    page.set_caret(0)
    QTest.keyClick(page, Qt.Key.Key_Tab)
    assert page.textCursor().block().isVisible()
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert is_open() == [False]
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert is_open() == [True]


def test_a_branch_can_be_asked_for(transcript, qtbot):
    transcript.show_conversation(conversation("question", "answer", branch=(2, 3)))
    with qtbot.waitSignal(transcript.branch_requested) as told:
        page_of(transcript).anchorClicked.emit(QUrl("branch:11:-1"))
    assert told.args == [11, -1]


def test_a_long_message_folds_around_feedback_and_opens_where_words_are_found(transcript):
    text = "\n".join(f"line {i}" for i in range(300))
    transcript.show_conversation(conversation("question", text))
    item = FeedbackView(1, 11, Span(text.index("line 150"), text.index("line 151")), Category.POSITIVE, Status.AUTO)
    transcript.set_feedback([item])
    document = page_of(transcript).document()
    lines = transcript._document.place(11).lines

    def visible(line):
        return document.findBlockByNumber(lines[line]).isVisible()

    assert visible(0)
    assert visible(150)
    assert not visible(100)
    assert transcript.find_text("LINE 100") == 1
    assert transcript.find_next() == 0
    assert visible(100)
    assert page_of(transcript).viewport().rect().contains(point_at(transcript, 11, text.index("line 100")))


def test_selecting_across_folded_lines_opens_them_first(transcript):
    text = "\n".join(f"line {i}" for i in range(300))
    transcript.show_conversation(conversation("question", text))
    choose(transcript, 11, 0, len(text))
    document = page_of(transcript).document()
    assert all(document.findBlockByNumber(n).isVisible() for n in transcript._document.place(11).lines)


def test_a_click_on_a_gap_opens_the_message(transcript):
    text = "\n".join(f"line {i}" for i in range(80))
    transcript.show_conversation(conversation("question", text))
    at = Span(text.index("line 60"), text.index("line 60") + 7)
    transcript.set_feedback([FeedbackView(1, 11, at, Category.POSITIVE, Status.AUTO)])
    transcript.select(1)
    (number,) = transcript._document.gaps
    document, bar = page_of(transcript).document(), page_of(transcript).verticalScrollBar()
    below = caret_rect(document, document.findBlockByNumber(number).position())
    where = QPointF(below.left() + 20, below.top() - 14 - bar.value()).toPoint()
    QTest.mouseClick(page_of(transcript).viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert transcript._document.gaps == {}


def test_finding_walks_round_in_any_letter_case(transcript):
    assert transcript.find_text("DAY") == 5
    assert [transcript.find_next() for _ in range(6)] == [0, 1, 2, 3, 4, 0]
    assert transcript.find_previous() == 4
    assert transcript.find_text("") == 0
    assert transcript.find_next() is None


def test_what_is_found_is_highlighted(transcript):
    item = feedback(1, "please")
    assert LIGHT.found.name() not in colours_under(transcript, item)
    transcript.find_text("PLEASE")
    assert LIGHT.find.name() in colours_under(transcript, item)
    transcript.find_next()
    assert LIGHT.found.name() in colours_under(transcript, item)


@pytest.mark.parametrize("odd", ["\x00", "(", "[a-", "\\", "\ud800", "🚀", "\n", "\u202e", "İ", "ß" * 1000])
def test_odd_words_to_find_never_fail(transcript, odd):
    assert transcript.find_text(odd) in (0, 1, 2, 4)
    transcript.find_next()
    transcript.grab()


def test_hostile_messages_are_shown_as_words(transcript):
    hostile = [
        "<img src=file:///etc/hostname><script>alert(1)</script>![x](http://example.invalid/x.png)",
        "x" * 100_000,
        "\u202e\u202d" * 50 + "evil",
        "\u0300" * 2_000,
        "\x00\u2029\ufdd0 end",
        "",
    ]
    transcript.show_conversation(conversation(*hostile))
    for i, text in enumerate(hostile):
        if text:
            choose(transcript, 10 + i, 0, len(text))
            transcript.grab()
    copied = page_of(transcript).createMimeDataFromSelection()
    assert copied.text() == "\x00\u2029\ufdd0 end"
    assert not copied.hasHtml()


def test_nothing_is_ever_fetched(transcript):
    for address in ("file:///etc/hostname", "http://example.invalid/x.png", "data:text/plain,x"):
        assert page_of(transcript).loadResource(2, QUrl(address)).isEmpty()


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


def test_a_huge_conversation_is_rendered_in_part_and_can_be_walked(transcript):
    transcript.show_conversation(conversation(*["word " * 2_000] * 130))
    assert transcript._document.window.start == 0
    transcript.set_feedback([FeedbackView(1, 110, Span(0, 4), Category.POSITIVE, Status.AUTO, target=109)])
    transcript.select(1)
    rendered = transcript._document.window
    assert 100 in rendered
    assert len(rendered) < 130
    page_of(transcript).anchorClicked.emit(QUrl("earlier:0:0"))
    assert rendered.start - 1 in transcript._document.window
    page_of(transcript).anchorClicked.emit(QUrl("later:0:0"))
    transcript.scroll_to_message(10 + 129)
    assert 129 in transcript._document.window


def test_another_scheme_recolours_and_keeps_selection_and_place(transcript, qtbot):
    transcript.show_conversation(conversation(*["word " * 40] * 60))
    transcript.scroll_to_message(40)
    choose(transcript, 41, 5, 9)
    top = page_of(transcript).cursorForPosition(QPoint(300, 0)).position()
    old = transcript._document
    font = page_of(transcript).font()
    font.setPointSizeF(font.pointSizeF() + 3)
    transcript.setFont(font)
    qtbot.waitUntil(lambda: transcript._document is not old)
    assert transcript.selected_span() == (41, Span(5, 9))
    assert abs(page_of(transcript).cursorForPosition(QPoint(300, 0)).position() - top) < 200


def test_lines_stay_between_sixty_and_ninety_characters(transcript):
    text = "the quick brown fox jumps over the lazy dog and finds the answer wrong again " * 20
    for width in (transcript.minimumSizeHint().width(), 1_000, 2_400):
        transcript.resize(width, 700)
        transcript.show_conversation(conversation(text))
        transcript.grab()
        layout = page_of(transcript).document().findBlock(transcript._document.place(10).start).layout()
        longest = max(layout.lineAt(i).textLength() for i in range(layout.lineCount() - 1))
        assert 55 <= longest <= 100


def test_two_hundred_messages_with_fifty_spans_cost_little(transcript):
    # Processor time and twice the budget (100 ms, 16 ms): what fails here is the code, not a busy machine.
    text = "the answer was **wrong** and I said so, please look at `it` again. " * 7
    view = conversation(*[text] * 200)
    items = [FeedbackView(i, 10 + 4 * i, Span(4, 40), list(Category)[i % 5], Status.AUTO) for i in range(50)]
    showing, selecting = [], []
    for _ in range(3):
        start = time.process_time()
        transcript.show_conversation(view)
        transcript.set_feedback(items)
        shown = time.process_time()
        for i in range(10):
            transcript.select(i)
        showing.append(shown - start)
        selecting.append((time.process_time() - shown) / 10)
    assert min(showing) < 0.2
    assert min(selecting) < 0.032
