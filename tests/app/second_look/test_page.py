"""A second look by keys alone: begun, read blind, left and taken up again, compared, settled, undone."""

from dataclasses import replace

import pytest
from building import feedback, run, take_in, talk
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget
from windows import press, settle, write_logs

from nfstudio.app import tickets
from nfstudio.app.tab_order import tab_stops
from nfstudio.app.verbs import project
from nfstudio.app.wrapped_text import WrappedText
from nfstudio.domain.feedback import Category, Status, Verdict
from nfstudio.domain.span import Span
from nfstudio.store import review, second_look
from nfstudio.store.project import Project

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
Key = Qt.Key
CLAIMED = Category.COMPLAINT
BY_HAND = (Span(9, 14), Category.POSITIVE)


@pytest.fixture
def reviewed(make_window, tmp_path, qtbot):
    """Messages 3, 6 and 9, each with the claim "no, that": accepted, rejected, and accepted beside a span by hand."""
    path = tmp_path / "reviewed.nfstudio"
    with Project.create(path) as made:
        take_in(made, *(talk("u hi", f"a hello {i}", "u no, that is wrong. Two days.") for i in range(3)))
        run(made, [(message, "no, that", CLAIMED, 0.9) for message in (3, 6, 9)])
        one, two, three = (item.id for item in feedback(made))
        review.decide(made, [one, three], Verdict.ACCEPT, reviewer="Ada")
        review.decide(made, [two], Verdict.REJECT, reviewer="Ada")
        review.add(made, 9, *BY_HAND, reviewer="Ada")
    window = make_window()
    window.resize(1280, 800)
    window.show_project(path)
    settle(window, qtbot)
    return window


def page(window):
    return window.columns.stage.own_page[0]


def focused(window, qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    """A key for the very widget that has the keyboard."""
    qtbot.keyClick(window.focusWidget(), key, modifier)


def begin(window, qtbot, name="Bea"):
    """Ctrl+4, a name, Return."""
    press(window, qtbot, Key.Key_4, CTRL)
    settle(window, qtbot)
    shown = page(window)
    if shown.begin.looks.isVisible():
        shown.begin.reviewer.setFocus()
    qtbot.keyClicks(window.focusWidget(), name)
    qtbot.waitUntil(shown.begin.begin.isEnabled)
    focused(window, qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: shown.reading is not None)
    settle(window, qtbot)
    return page(window)


def read_all(window, qtbot, *keys):
    for key in keys:
        press(window, qtbot, key)
        settle(window, qtbot)
    return page(window)


def marks(desk):
    return [(mark.span, mark.category, mark.status) for mark in desk.sheet.marks]


def test_a_second_look_is_begun_by_keys(reviewed, qtbot):
    shown = begin(reviewed, qtbot)
    desk = shown.reading.desk
    assert (desk.look.reviewer, len(desk.look.messages), desk.look.drawn_from) == ("Bea", 3, 3)
    assert shown.reading.bar.sentence == "Second look by Bea: 0 of 3 read · message 1"
    assert reviewed.columns.stage.page == "second look"


def test_without_a_name_or_for_the_first_reader_nothing_can_be_begun(reviewed, qtbot):
    press(reviewed, qtbot, Key.Key_4, CTRL)
    settle(reviewed, qtbot)
    form = page(reviewed).begin
    assert not form.begin.isEnabled()
    qtbot.keyClicks(reviewed.focusWidget(), "Ada")
    settle(reviewed, qtbot)
    assert not form.begin.isEnabled()
    assert form._available.text.startswith("Nothing can be drawn yet")


def test_the_draw_can_be_narrowed_to_the_list_but_not_by_what_was_said(reviewed, qtbot):
    reviewed.session.filter_by(replace(reviewed.session.filter, conversation=2, statuses=frozenset({Status.REJECTED})))
    press(reviewed, qtbot, Key.Key_4, CTRL)
    qtbot.keyClicks(reviewed.focusWidget(), "Bea")
    form = page(reviewed).begin
    form.drawn_from.setFocus()
    focused(reviewed, qtbot, Key.Key_Down)
    settle(reviewed, qtbot)
    assert form._available.text == "1 message can be drawn."
    assert "One conversation" in form._narrowing.text
    assert "Left out" in form._narrowing.text
    assert "ejected" not in form._narrowing.text
    form.draw()
    settle(reviewed, qtbot)
    assert page(reviewed).reading.desk.look.messages == (6,)


def test_a_second_press_while_it_is_drawn_draws_nothing_more(reviewed, qtbot):
    press(reviewed, qtbot, Key.Key_4, CTRL)
    qtbot.keyClicks(reviewed.focusWidget(), "Bea")
    settle(reviewed, qtbot)
    form = page(reviewed).begin
    form.begin.click()
    form.begin.click()
    settle(reviewed, qtbot)
    assert len(second_look.second_looks(reviewed.session.project.db)) == 1


def test_nothing_of_the_first_reading_is_on_the_screen_or_in_the_menus(reviewed, qtbot):
    shown = begin(reviewed, qtbot)
    desk, seen = shown.reading.desk, []
    for _ in desk.look.messages:
        seen.append(marks(desk))
        press(reviewed, qtbot, Key.Key_N)
    assert seen == [[(Span(0, 8), CLAIMED, Status.AUTO)]] * 3
    words = [w.text() for w in reviewed.findChildren(QLabel) if w.isVisible()]
    words += [w.text for w in reviewed.findChildren(WrappedText) if w.isVisible()]
    words += [action.text() for action in reviewed.menus.by_id.values() if action.isEnabled()]
    assert not any("Ada" in one or "accepted" in one or "rejected" in one for one in words)
    assert not reviewed.columns.browser.isVisible()
    assert not reviewed.columns.inspector.isVisible()
    assert not reviewed.menus.by_id["edit.undo"].isEnabled()
    assert reviewed.menus.by_id["edit.undo"].text() == "Undo"


def test_keys_decide_nothing_of_the_lists_behind_the_page(reviewed, qtbot):
    reviewed.session.select(2)
    before = [item.status for item in reviewed.session.shown_feedback()]
    press(reviewed, qtbot, Key.Key_4, CTRL)
    settle(reviewed, qtbot)
    reviewed.setFocus()
    for key in (Key.Key_A, Key.Key_2, Key.Key_U, Key.Key_Delete):
        press(reviewed, qtbot, key)
    assert not reviewed.menus.by_id["review.list"].isEnabled()
    assert [item.status for item in reviewed.session.shown_feedback()] == before


def test_a_verdict_reads_the_message_and_brings_the_next_and_the_last_one_the_result(reviewed, qtbot):
    shown = begin(reviewed, qtbot)
    first = shown.reading.desk.message
    press(reviewed, qtbot, Key.Key_A)
    assert shown.reading.desk.message != first
    assert second_look.readings(reviewed.session.project.db, 1) == {first: ((Span(0, 8), CLAIMED),)}
    assert shown.reading.bar.sentence.startswith("Second look by Bea: 1 of 3 read")
    shown = read_all(reviewed, qtbot, Key.Key_X, Key.Key_D)
    assert shown.currentWidget() is shown.result
    assert shown.result.found.read == 3


def test_undo_takes_back_readings_one_by_one_and_redo_says_them_again(reviewed, qtbot):
    shown = begin(reviewed, qtbot)
    desk = shown.reading.desk
    first, second, _ = desk.look.messages
    read_all(reviewed, qtbot, Key.Key_A, Key.Key_X)
    press(reviewed, qtbot, Key.Key_U)
    assert (desk.message, desk.unread, marks(desk)[0][2]) == (second, [*desk.look.messages[1:]], Status.AUTO)
    press(reviewed, qtbot, Key.Key_U)
    assert (desk.message, len(desk.unread)) == (first, 3)
    assert not reviewed.menus.by_id["edit.undo"].isEnabled()
    press(reviewed, qtbot, Key.Key_U, SHIFT)
    press(reviewed, qtbot, Key.Key_U, SHIFT)
    assert len(desk.unread) == 1
    assert not reviewed.menus.by_id["edit.redo"].isEnabled()


def test_words_selected_by_keys_become_a_span_and_edges_category_and_cut_are_corrected(reviewed, qtbot):
    shown = begin(reviewed, qtbot)
    desk = shown.reading.desk
    press(reviewed, qtbot, Key.Key_2)
    assert marks(desk) == [(Span(0, 8), Category.CORRECTION, Status.CONFIRMED)]
    press(reviewed, qtbot, Key.Key_PageDown, ALT)
    assert desk.mark.span == Span(0, 18)
    press(reviewed, qtbot, Key.Key_Right, CTRL | ALT)
    press(reviewed, qtbot, Key.Key_Right, CTRL | ALT)
    press(reviewed, qtbot, Key.Key_B)
    assert [mark.span for mark in desk.sheet.marks] == [Span(0, 18), Span(19, 27)]
    press(reviewed, qtbot, Key.Key_J)
    assert [mark.span for mark in desk.sheet.marks] == [Span(0, 27)]
    press(reviewed, qtbot, Key.Key_U)
    press(reviewed, qtbot, Key.Key_N)
    press(reviewed, qtbot, Key.Key_N)
    assert len(desk.unread) == 2, "what has all its verdicts is kept when the reader goes on"
    assert len(second_look.readings(reviewed.session.project.db, 1)[desk.look.messages[0]]) == 2

    settle(reviewed, qtbot)
    before = desk.message
    qtbot.keyClick(shown.reading.transcript.focusProxy(), Key.Key_Right, CTRL | SHIFT)
    press(reviewed, qtbot, Key.Key_1)
    assert (desk.message, desk.mark.category, desk.mark.claim) == (before, Category.POSITIVE, None)
    press(reviewed, qtbot, Key.Key_Delete)
    assert len(desk.sheet.marks) == 1


def test_where_nothing_is_marked_no_category_is_pressed_in(reviewed, qtbot):
    shown = begin(reviewed, qtbot)
    buttons = shown.reading._categories._buttons
    assert buttons[CLAIMED].isChecked()
    shown.reading.desk.choose(None)
    assert not any(button.isChecked() for button in buttons.values())
    assert not reviewed.menus.by_id["review.accept"].isEnabled()
    press(reviewed, qtbot, Key.Key_N)
    assert buttons[CLAIMED].isChecked()


def test_a_settled_message_is_not_read_again(compared, qtbot):
    result = page(compared).result
    message = result.pair.message
    press(compared, qtbot, Key.Key_F)
    page(compared)._read(result.look_id)
    desk = page(compared).reading.desk
    while desk.message != message:
        press(compared, qtbot, Key.Key_N)
    press(compared, qtbot, Key.Key_X)
    assert compared.toast.text().startswith("This message is settled already.")
    assert marks(desk)[0][2] is Status.CONFIRMED


def test_a_message_may_be_left_for_later_and_comes_round_again(reviewed, qtbot):
    shown = begin(reviewed, qtbot)
    desk = shown.reading.desk
    first = desk.message
    read_all(reviewed, qtbot, Key.Key_S, Key.Key_A, Key.Key_A)
    assert (desk.message, desk.unread) == (first, [first])


def test_an_import_meanwhile_takes_nothing_from_the_reader(reviewed, qtbot, tmp_path):
    shown = begin(reviewed, qtbot)
    press(reviewed, qtbot, Key.Key_2)
    half_read = shown.reading
    project.take_in(reviewed, [write_logs(tmp_path / "more")])
    settle(reviewed, qtbot)
    assert shown.reading is half_read
    assert marks(shown.reading.desk)[0][1] is Category.CORRECTION


def test_when_a_message_of_the_sample_is_removed_the_others_are_read(reviewed, qtbot):
    shown = begin(reviewed, qtbot)
    gone = shown.reading.desk.stored.id
    reviewed.session.start(tickets.remove_conversation_ticket(gone, shown="a talk"))
    settle(reviewed, qtbot)
    qtbot.waitUntil(lambda: len(shown.reading.desk.look.messages) == 2)
    assert shown.reading.desk.stored.id != gone


def test_it_is_left_with_escape_and_taken_up_after_a_restart_where_it_was(reviewed, make_window, qtbot):
    shown = begin(reviewed, qtbot)
    second = shown.reading.desk.look.messages[1]
    press(reviewed, qtbot, Key.Key_A)
    focused(reviewed, qtbot, Key.Key_Escape)
    assert reviewed.columns.stage.page == ""
    path = reviewed.session.project.path
    reviewed.close()

    window = make_window()
    window.show_project(path)
    settle(window, qtbot)
    press(window, qtbot, Key.Key_4, CTRL)
    settle(window, qtbot)
    said = page(window).begin.looks.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("By Bea · 1 of 3 messages read")
    focused(window, qtbot, Key.Key_Return)
    desk = page(window).reading.desk
    assert (desk.message, len(desk.unread)) == (second, 2)
    press(window, qtbot, Key.Key_U)
    assert len(desk.unread) == 3, "undo reaches back beyond the restart"
    press(window, qtbot, Key.Key_U)
    assert len(desk.unread) == 3, "but no further than the second reader"


@pytest.fixture
def compared(reviewed, qtbot):
    """Read twice: the second reader accepts every claim, so that they differ about messages 6 and 9."""
    begin(reviewed, qtbot)
    read_all(reviewed, qtbot, Key.Key_A, Key.Key_A, Key.Key_A)
    return reviewed


def standing(window, message):
    rows = window.session.project.db.execute(
        "SELECT start, \"end\", category FROM feedback WHERE message_id = ? AND status = 'confirmed' ORDER BY 1",
        (message,),
    )
    return [(Span(start, end), Category(category)) for start, end, category in rows]


def test_the_result_tells_agreement_a_table_and_both_readings_side_by_side(compared):
    result = page(compared).result
    assert sorted(pair.message for pair in result.found.disagreements) == [6, 9]
    shown = [result._figures.itemAt(row, result._figures.ItemRole.LabelRole).widget().text() for row in range(5)]
    assert shown == ["Cohen’s kappa", "Same category", "Span F1", "Span and category F1", "Disagreements"]
    assert result.found.span_f1 == pytest.approx(2 * 2 / 6)
    cells = [result.confusion.item(row, column).text() for row in range(6) for column in range(6)]
    assert sum(int(cell) for cell in cells if cell != "·") == 3
    nine = next(i for i, pair in enumerate(result.found.disagreements) if pair.message == 9)
    result.disagreements.setCurrentRow(nine)
    left, right = ([view.span for view in one._feedback] for one in result.both.transcripts)
    assert (left, right) == ([Span(0, 8), BY_HAND[0]], [Span(0, 8)])


def test_disagreements_are_settled_by_keys_and_undone_by_one(compared, qtbot):
    result = page(compared).result
    one, two = (pair.message for pair in result.found.disagreements)
    assert result.pair.message == one
    before = {message: standing(compared, message) for message in (one, two)}
    press(compared, qtbot, Key.Key_G)
    assert standing(compared, one) == [(Span(0, 8), CLAIMED)]
    assert result.pair.message == two
    assert "1 to settle" in result._figures.itemAt(4, result._figures.ItemRole.FieldRole).widget().text()
    press(compared, qtbot, Key.Key_F)
    assert standing(compared, two) == before[two]
    assert not compared.menus.by_id["review.look.first"].isEnabled()

    press(compared, qtbot, Key.Key_U)
    press(compared, qtbot, Key.Key_U)
    assert {message: standing(compared, message) for message in (one, two)} == before
    assert result.pair.message == one
    press(compared, qtbot, Key.Key_H)
    press(compared, qtbot, Key.Key_K)
    assert standing(compared, two) == []


def test_words_selected_stand_where_neither_reading_does(compared, qtbot):
    result = page(compared).result
    message = result.pair.message
    press(compared, qtbot, Key.Key_2)
    assert result.own == ()
    transcript = result.both.transcripts[1]
    transcript.setFocus()
    qtbot.keyClick(transcript.focusProxy(), Key.Key_Right, CTRL | SHIFT)
    press(compared, qtbot, Key.Key_2)
    assert len(result.own) == 1
    ((span, category),) = result.own
    press(compared, qtbot, Key.Key_K)
    assert standing(compared, message) == [(span, category)]


def test_from_a_result_half_way_reading_goes_on(reviewed, qtbot):
    shown = begin(reviewed, qtbot)
    press(reviewed, qtbot, Key.Key_A)
    shown.reading.result_wanted.emit()
    assert shown.result.found.read == 1
    assert shown.result._go_on.isVisible()
    shown.result._go_on.click()
    assert len(shown.reading.desk.unread) == 2


def nameless(root):
    """What takes the keyboard but says nothing to a screen reader."""
    stops = [w for w in root.findChildren(QWidget) if w.isVisible() and w.focusPolicy() is not Qt.FocusPolicy.NoFocus]
    own = [w for w in stops if w.focusProxy() is None and w.window() is root.window()]

    def said(widget):
        if isinstance(widget, QComboBox):
            return widget.accessibleName()
        return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)

    return [type(w).__name__ for w in own if not said(w).strip()]


def test_every_part_of_the_page_can_be_reached_and_has_a_name(reviewed, qtbot):
    press(reviewed, qtbot, Key.Key_4, CTRL)
    settle(reviewed, qtbot)
    assert nameless(page(reviewed)) == []
    focused(reviewed, qtbot, Key.Key_Escape)
    shown = begin(reviewed, qtbot)
    assert nameless(shown) == []
    assert shown.reading._read in tab_stops(reviewed)
    shown = read_all(reviewed, qtbot, Key.Key_A, Key.Key_X, Key.Key_D)
    assert nameless(shown) == []
    assert shown.result.disagreements in tab_stops(reviewed)
    assert QApplication.activeModalWidget() is None
