"""One sitting by keys alone: a folder is opened, read, searched for feedback, reviewed with every kind of correction,
all of it taken back, all of it done again, and a dataset written."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from windows import settle

from nfstudio.app.dialogs.export_result import ExportResult
from nfstudio.domain.feedback import Status

Key, Held = Qt.Key, Qt.KeyboardModifier
NONE, SHIFT, ALT, CTRL = Held.NoModifier, Held.ShiftModifier, Held.AltModifier, Held.ControlModifier
SPANS = 30
ACCEPT, REJECT = (Key.Key_A, NONE), (Key.Key_X, NONE)
CORRECTIONS = {
    "accept": [ACCEPT],
    "reject": [REJECT],
    "category": [(Key.Key_3, NONE)],
    "end by characters": [(Key.Key_Left, ALT), (Key.Key_Left, ALT), (Key.Key_Right, ALT)],
    "end by a word": [(Key.Key_R, NONE)],
    "start by a character": [(Key.Key_Right, ALT | SHIFT)],
    "start by a word": [(Key.Key_T, SHIFT)],
    "end by a sentence": [(Key.Key_PageUp, ALT), ACCEPT],
    "split and merge": [(Key.Key_B, NONE), (Key.Key_J, NONE), ACCEPT],
    "split": [(Key.Key_B, NONE)],
    "target": [(Key.Key_Up, ALT), ACCEPT],
    "for everyone": [(Key.Key_E, NONE), ACCEPT],
    "only this user": [(Key.Key_O, NONE), ACCEPT],
    "flags": [(Key.Key_1, ALT), (Key.Key_2, ALT), (Key.Key_3, ALT), (Key.Key_4, ALT), ACCEPT],
    "skip": [(Key.Key_S, NONE)],
    "skip with a reason": [(Key.Key_S, SHIFT)],
    "delete": [(Key.Key_Delete, NONE)],
}


@pytest.fixture
def logs(tmp_path):
    folder = tmp_path / "my logs"
    folder.mkdir()
    lines = []
    for i in range(SPANS):
        said = [
            ("user", f"Plan day {i} in Lyon."),
            ("assistant", f"The old town, {i} times."),
            ("user", f"And where do I eat on day {i}?"),
            ("assistant", f"In three places, {i} of them closed."),
            ("user", f"That's wrong, place {i} is closed. I asked for places that are open."),
        ]
        lines.append(json.dumps({"messages": [{"role": role, "content": words} for role, words in said]}))
    (folder / "a.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def press(window, qtbot, key, held=NONE):
    """A key for the widget that has the keyboard, as a person's does."""
    qtbot.keyClick(window.focusWidget() or window, key, held)


def type_words(window, qtbot, words):
    qtbot.keyClicks(window.focusWidget(), words)


def state(window):
    """All that was decided, without the numbers of rows."""
    db = window.session.project.db
    items = db.execute(
        'SELECT message_id, start, "end", category, status, target_id, scope, note, flags'
        " FROM feedback ORDER BY 1, 2, 3, 4"
    ).fetchall()
    answers = {message for (message,) in db.execute("SELECT DISTINCT target_id FROM rewrites")}
    return [tuple(item) for item in items], {message: window.session.rewritten(message) for message in answers} or None


def open_folder(window, qtbot, logs):
    press(window, qtbot, Key.Key_O, CTRL | SHIFT)
    (chooser,) = window.findChildren(QFileDialog)
    field = chooser.findChild(QLineEdit)
    field.selectAll()
    QApplication.clipboard().setText(str(logs))  # typed letter by letter, Qt's own proposals would come between
    qtbot.keyClick(field, Key.Key_V, CTRL)
    if (proposals := QApplication.activePopupWidget()) is not None:
        qtbot.keyClick(proposals, Key.Key_Escape)
    qtbot.keyClick(field, Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window._dialogs))
    (preview,) = window._dialogs.values()
    qtbot.waitUntil(lambda: not preview.counting)
    qtbot.keyClick(preview.focusWidget(), Key.Key_Return)
    qtbot.waitUntil(lambda: window.session is not None)
    window.activateWindow()  # as every desktop does once a dialog is gone
    qtbot.waitUntil(window.isActiveWindow)
    settle(window, qtbot)


def next_undecided(window, qtbot):
    """A verdict has gone on by itself; whatever else was said stays in sight until the next is asked for."""
    item = window.session.selected()
    if item is None or item.decided:
        press(window, qtbot, Key.Key_N)
        qtbot.waitUntil(lambda: window.session.selected() is not None and not window.session.selected().decided)


def write_note(window, qtbot):
    press(window, qtbot, Key.Key_M)
    type_words(window, qtbot, "a U and an X that are letters here")
    press(window, qtbot, Key.Key_Escape)
    press(window, qtbot, *ACCEPT)


def write_answer(window, qtbot):
    press(window, qtbot, Key.Key_W)
    press(window, qtbot, Key.Key_A, CTRL)
    type_words(window, qtbot, "Two places that are open.")
    press(window, qtbot, Key.Key_Return, CTRL)
    press(window, qtbot, Key.Key_Escape)
    press(window, qtbot, *ACCEPT)


def mark_words(window, qtbot):
    """Words selected from the caret, which stands before the span looked at, become a span of their own."""
    while window.focusWidget() is not window.columns.transcript._page:
        press(window, qtbot, Key.Key_F6)
    press(window, qtbot, Key.Key_Right, CTRL | SHIFT)
    press(window, qtbot, Key.Key_1)


def review(window, qtbot):
    """Thirty spans, each with a correction of its kind, in turn."""
    written = {"note": write_note, "better answer": write_answer, "words marked": mark_words}
    kinds = [*CORRECTIONS, *written]
    for number in range(SPANS):
        next_undecided(window, qtbot)
        kind, before = kinds[number % len(kinds)], state(window)
        if kind in written:
            written[kind](window, qtbot)
        for key, held in CORRECTIONS.get(kind, ()):
            press(window, qtbot, key, held)
        assert state(window) != before, kind


def all_the_way(window, qtbot, key, held, name):
    """Press until there is nothing more to do; how often."""
    times = 0
    while window.menus.by_id[name].isEnabled():
        press(window, qtbot, key, held)
        settle(window, qtbot)
        times += 1
        assert times < 500
    return times


def test_a_whole_review_goes_by_keys_alone(window, logs, qtbot, tmp_path):
    open_folder(window, qtbot, logs)
    press(window, qtbot, Key.Key_D, CTRL)
    settle(window, qtbot)
    first = state(window)
    assert len(first[0]) == SPANS

    press(window, qtbot, Key.Key_1, CTRL)
    qtbot.waitUntil(lambda: len(window.columns.browser.current_ids) == SPANS, timeout=10_000)  # lists rest between news
    review(window, qtbot)
    reviewed = state(window)
    statuses = {item[4] for item in reviewed[0]}
    assert {Status.CONFIRMED, Status.REJECTED, Status.SKIPPED} <= statuses
    assert len(reviewed[0]) > SPANS, "some were split or marked by hand"

    undone = all_the_way(window, qtbot, Key.Key_U, NONE, "edit.undo")
    assert state(window)[0] == first[0]
    assert not any((state(window)[1] or {}).values())
    assert undone >= SPANS
    assert all_the_way(window, qtbot, Key.Key_U, SHIFT, "edit.redo") == undone
    assert state(window) == reviewed

    press(window, qtbot, Key.Key_E, CTRL)
    dialog = window._dialogs["export"]
    qtbot.waitUntil(dialog.go.isEnabled, timeout=10_000)
    dialog.out.setFocus()
    dialog.out.selectAll()
    qtbot.keyClicks(dialog.out, str(tmp_path / "out"))
    qtbot.keyClick(dialog.out, Key.Key_Return)
    settle(window, qtbot)
    qtbot.waitUntil(lambda: isinstance(window._dialogs.get("exported"), ExportResult), timeout=10_000)
    assert (tmp_path / "out" / "train.jsonl").read_text(encoding="utf-8").count("\n") > 0


def test_all_of_it_is_taken_back_and_done_again_after_restarts(make_window, logs, qtbot):
    def restarted(window):
        path = window.session.project.path
        window.close()
        again = make_window()
        again.show_project(path)
        settle(again, qtbot)
        return again

    window = make_window()
    open_folder(window, qtbot, logs)
    press(window, qtbot, Key.Key_D, CTRL)
    settle(window, qtbot)
    first = state(window)
    qtbot.waitUntil(lambda: len(window.columns.browser.current_ids) == SPANS, timeout=10_000)
    review(window, qtbot)
    reviewed = state(window)

    window = restarted(window)
    assert state(window) == reviewed
    undone = all_the_way(window, qtbot, Key.Key_U, NONE, "edit.undo")
    assert state(window)[0] == first[0]
    window = restarted(window)
    assert state(window)[0] == first[0]
    assert all_the_way(window, qtbot, Key.Key_U, SHIFT, "edit.redo") == undone
    assert state(window) == reviewed
    assert state(restarted(window)) == reviewed
