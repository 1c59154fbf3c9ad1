"""The window as a person drives it: decide, undo, find, close, and what stays."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QMessageBox
from windows import press, select_first, settle, statuses, write_logs

from nfstudio import paths
from nfstudio.app import preferences, tickets
from nfstudio.app.runner import Ticket
from nfstudio.app.theme import Scheme
from nfstudio.app.verbs import project, review, view
from nfstudio.domain.feedback import Category, Status
from nfstudio.domain.span import Span
from nfstudio.jobs.progress import Progress
from nfstudio.store.browse import Filter
from nfstudio.store.project import Project


def test_a_key_accepts_and_a_key_takes_it_back(reviewed, qtbot):
    select_first(reviewed, qtbot)
    first = reviewed.session.feedback
    press(reviewed, qtbot, Qt.Key.Key_A)
    assert statuses(reviewed)[Status.CONFIRMED] == 1
    qtbot.waitUntil(lambda: reviewed.session.feedback != first)
    press(reviewed, qtbot, Qt.Key.Key_U)
    assert Status.CONFIRMED not in statuses(reviewed)
    press(reviewed, qtbot, Qt.Key.Key_U, Qt.KeyboardModifier.ShiftModifier)
    assert statuses(reviewed)[Status.CONFIRMED] == 1


@pytest.mark.parametrize(("key", "status"), [(Qt.Key.Key_X, Status.REJECTED), (Qt.Key.Key_S, Status.SKIPPED)])
def test_the_other_verdicts_have_keys_too(reviewed, qtbot, key, status):
    select_first(reviewed, qtbot)
    press(reviewed, qtbot, key)
    assert statuses(reviewed)[status] == 1


def test_the_menu_names_what_undo_takes_back(reviewed, qtbot):
    undo = reviewed.menus.by_id["edit.undo"]
    assert not undo.isEnabled()
    select_first(reviewed, qtbot)
    press(reviewed, qtbot, Qt.Key.Key_X)
    assert undo.text() == "Undo reject"
    assert undo.isEnabled()


def test_a_digit_changes_the_category_of_what_is_looked_at(reviewed, qtbot):
    select_first(reviewed, qtbot)
    press(reviewed, qtbot, Qt.Key.Key_5)
    assert reviewed.session.selected().category is Category.CLARIFICATION
    assert reviewed.session.selected().status is Status.CONFIRMED


def test_a_digit_marks_selected_words(reviewed, qtbot, monkeypatch):
    select_first(reviewed, qtbot)
    item = reviewed.session.selected()
    words = type(item.span)(0, 2)
    monkeypatch.setattr(reviewed.columns.transcript, "selected_span", lambda: (item.message, words))
    press(reviewed, qtbot, Qt.Key.Key_3)
    added = reviewed.session.selected()
    assert (added.span, added.category, added.by_hand) == (words, Category.COMPLAINT, True)
    monkeypatch.undo()
    press(reviewed, qtbot, Qt.Key.Key_Delete)
    assert added.id not in {item.id for item in reviewed.session.shown_feedback()}


def test_the_button_of_a_category_marks_selected_words_as_its_key_does(found, qtbot):
    found.session.select(1)
    columns = found.columns
    button = columns.inspector._categories._buttons[Category.CLARIFICATION]
    columns.transcript.selected_span = lambda: (4, Span(0, 2))
    button.click()
    assert (found.session.selected().span, found.session.selected().category) == (Span(0, 2), Category.CLARIFICATION)
    untouched = next(item for item in found.session.shown_feedback() if item.id == 1)
    assert (untouched.category, untouched.status) == (Category.CORRECTION, Status.AUTO)
    columns.transcript.selected_span = lambda: None
    columns.inspector._categories._buttons[Category.POSITIVE].click()
    assert found.session.selected().category is Category.POSITIVE


def test_the_button_shows_the_category_that_stands_where_words_cannot_be_marked(found, qtbot):
    found.session.select(1)
    columns = found.columns
    columns.transcript.selected_span = lambda: (1, Span(0, 2))  # no answer stands above it
    columns.inspector._categories._buttons[Category.CLARIFICATION].click()
    assert columns.inspector._categories._buttons[Category.CORRECTION].isChecked()


def test_keys_move_the_edges_of_a_span(reviewed, qtbot):
    select_first(reviewed, qtbot)
    before = reviewed.session.selected().span
    press(reviewed, qtbot, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    after = reviewed.session.selected().span
    assert (after.start, after.end) == (before.start, before.end - 1)
    press(reviewed, qtbot, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)
    assert reviewed.session.selected().span.start == before.start + 1


def test_a_letter_typed_into_a_field_is_a_letter(reviewed, qtbot):
    select_first(reviewed, qtbot)
    before = statuses(reviewed)
    view.find(reviewed)
    qtbot.waitUntil(reviewed.columns.find_bar.words.hasFocus)
    qtbot.keyClicks(reviewed.columns.find_bar.words, "axsu1")
    assert reviewed.columns.find_bar.words.text() == "axsu1"
    assert statuses(reviewed) == before


def test_finding_counts_hits_and_escape_ends_it(reviewed, qtbot):
    select_first(reviewed, qtbot)
    press(reviewed, qtbot, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar = reviewed.columns.find_bar
    assert bar.isVisible()
    qtbot.keyClicks(bar.words, "day")
    assert bar._count.text().startswith("1 of ")
    qtbot.keyClick(bar.words, Qt.Key.Key_Return)
    assert bar._count.text().startswith("2 of ")
    qtbot.keyClick(bar.words, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def endless(_project):
    done = 0
    while True:
        done += 1
        yield Progress(done, None, "Counting")


def test_closing_in_the_middle_of_a_job_ends_it_and_leaves_a_sound_project(make_window, logs, qtbot):
    window = make_window()
    project.open_logs(window, [logs])
    settle(window, qtbot)
    path = window.session.project.path
    ticket = Ticket("Count", "count", endless)
    with qtbot.waitSignal(window.session.runner.progressed):
        window.session.start(ticket)
    window.close()
    assert ticket.cancel.is_set()
    with Project(path) as again:
        assert again.db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_an_import_cut_short_by_closing_can_be_resumed(make_window, tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr("nfstudio.jobs.intake.BIG_BATCH", 50)
    logs = write_logs(tmp_path / "big", conversations=3_000, broken=0)
    window = make_window()
    window.show_project(tmp_path / "big.nfstudio")
    with qtbot.waitSignal(window.session.runner.progressed):
        project.take_in(window, [logs])
    qtbot.waitUntil(lambda: window.session.runner.tickets[0].last.done > 0, timeout=10_000)
    window.close()
    again = make_window()
    again.show_project(tmp_path / "big.nfstudio")
    qtbot.waitUntil(lambda: again.columns.strip.sentence == "An import is not finished.", timeout=10_000)
    again.columns.strip._resume.click()
    settle(again, qtbot)
    assert again.session.project.db.execute("SELECT count(*) FROM conversations").fetchone() == (3_000,)


def test_an_import_is_followed_by_detection_and_languages_once(window, logs, qtbot):
    seen = []
    window.show_project(logs.with_name("p.nfstudio"))
    window.session.runner.started.connect(lambda ticket: seen.append(ticket.kind))
    project.take_in(window, [logs])
    settle(window, qtbot)
    assert seen == [tickets.IMPORT, tickets.DETECT, tickets.LANGUAGES]


def test_a_backup_put_back_undoes_what_came_after(reviewed, tmp_path, qtbot):
    backup = tmp_path / "backup.nfstudio"
    reviewed.session.start(tickets.backup_ticket(backup))
    settle(reviewed, qtbot)
    select_first(reviewed, qtbot)
    press(reviewed, qtbot, Qt.Key.Key_A)
    assert Status.CONFIRMED in statuses(reviewed)
    reviewed.restore(backup)
    qtbot.waitUntil(lambda: reviewed.session is not None, timeout=10_000)
    assert Status.CONFIRMED not in statuses(reviewed)
    assert sum(statuses(reviewed).values()) == 6


def test_an_empty_project_says_what_to_do(window, tmp_path, qtbot):
    window.show_project(tmp_path / "empty.nfstudio")
    qtbot.waitUntil(lambda: "Import a folder" in window.columns.advice)


def test_the_theme_is_kept(window, make_window):
    window.menus.by_id["view.theme.dark"].trigger()
    assert preferences.load(paths.preferences())[0].theme is Scheme.DARK
    assert window.menus.by_id["view.theme.dark"].isChecked()
    window.dress(Scheme.SYSTEM)


def test_columns_collapse_by_key(reviewed, qtbot):
    press(reviewed, qtbot, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert not reviewed.columns.browser.isVisible()
    press(reviewed, qtbot, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert not reviewed.columns.inspector.isVisible()
    press(reviewed, qtbot, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert reviewed.columns.browser.isVisible()


def test_f6_goes_round_the_panels(reviewed, qtbot):
    seen = []
    for _ in range(4):
        press(reviewed, qtbot, Qt.Key.Key_F6)
        focus = reviewed.focusWidget()
        seen.append(
            next((i for i, p in enumerate(reviewed.columns.panels()) if p is focus or p.isAncestorOf(focus)), None)
        )
    assert sorted(seen[:3]) == [0, 1, 2]


def test_a_question_mark_shows_the_keys(window, qtbot):
    press(window, qtbot, Qt.Key.Key_Question)
    assert window._dialogs["keys"].isVisible()


def test_preferences_that_cannot_be_read_are_told(make_window):
    paths.preferences().parent.mkdir(parents=True, exist_ok=True)
    paths.preferences().write_text("{")
    assert "preferences.json.bad" in make_window().toast.text()


def test_a_bug_is_shown_once_without_its_words(window):
    window.tell(ValueError("words of a conversation"))
    window.tell(ValueError("more words"))
    shown = window._dialogs["details"].text.toPlainText()
    assert "ValueError" in shown
    assert "words" not in shown


def test_a_conversation_found_by_a_search_opens_at_its_first_hit_with_all_hits_marked(reviewed, qtbot):
    browser, transcript = reviewed.columns.browser, reviewed.columns.transcript
    browser.show_conversations()
    reviewed.session.filter_by(Filter(text="museum lyon"))
    settle(reviewed, qtbot)
    reviewed.session.show(1)

    assert len(transcript._hits) == 2
    assert transcript._hits.current == 0

    reviewed.session.filter_by(Filter())
    assert len(transcript._hits) == 0


def test_the_conversation_looked_at_is_removed_once_the_person_has_said_so(reviewed, qtbot):
    reviewed.session.show(1)
    project.remove_conversation(reviewed)
    (question,) = [box for box in reviewed.findChildren(QMessageBox) if box.isVisible()]
    assert not question.isModal()
    assert question.defaultButton().text().replace("&", "") == "Cancel"
    next(b for b in question.buttons() if b.text().replace("&", "") == "Remove for good").click()
    settle(reviewed, qtbot)

    assert reviewed.session.conversation is None
    assert reviewed.session.project.db.execute("SELECT count(*) FROM conversations").fetchone() == (2,)


def test_a_question_about_another_conversation_takes_the_place_of_the_first_and_goes_with_the_project(reviewed):
    for conversation in (1, 2):
        reviewed.session.show(conversation)
        project.remove_conversation(reviewed)
    (question,) = [box for box in reviewed.findChildren(QMessageBox) if box.isVisible()]
    assert "(1)" not in question.text()
    reviewed.close_project()
    assert not question.isVisible()


def test_the_name_is_asked_for_beside_the_window(reviewed):
    review.ask_name(reviewed)
    review.ask_name(reviewed)
    (dialog,) = reviewed.findChildren(QInputDialog)
    assert not dialog.isModal()
    dialog.setTextValue("Bea")
    dialog.accept()
    assert reviewed.preferences.reviewer == "Bea"


def test_the_window_fits_a_small_screen_also_while_a_better_answer_is_written(reviewed, qtbot):
    select_first(reviewed, qtbot)
    assert reviewed.minimumSizeHint().width() <= 1020
    reviewed.columns.write_better()
    qtbot.waitUntil(reviewed.columns.rewrite.isVisible)
    assert reviewed.minimumSizeHint().width() <= 1020
    assert reviewed.columns.rewrite.minimumSizeHint().width() <= reviewed.columns._centre.minimumWidth()


def test_buttons_of_the_tool_bar_stand_equally_far_from_one_another(found, qapp):
    bar = found.menus
    image = bar.grab().toImage()
    ground = image.pixel(bar.width() // 2, bar.height() // 2)

    def inked(button):
        box = button.geometry()
        lines = range(box.top() + 2, box.bottom() - 2)
        return [x for x in range(box.left(), box.right()) if any(image.pixel(x, y) != ground for y in lines)]

    names = ("project.import_folder", "detect.run", "project.export")
    buttons = [bar.project, *(bar.widgetForAction(bar.by_id[name]) for name in names)]
    inks = [inked(button) for button in buttons]
    gaps = [right[0] - left[-1] for left, right in pairwise(inks)]
    assert max(gaps) - min(gaps) <= 6, gaps


def test_what_acts_on_a_job_can_be_asked_for_while_there_is_one(found, qtbot):
    pause, cancel = (found.menus.by_id[f"detect.{name}"] for name in ("pause", "cancel"))
    assert (pause.isEnabled(), cancel.isEnabled()) == (False, False)

    def slowly(_project):
        yield Progress(0, 1, "At work", "")
        while True:
            yield Progress(0, 1, "At work", "")

    found.session.start(Ticket("Slow", "slow", slowly))
    assert pause.isEnabled()
    qtbot.waitUntil(cancel.isEnabled)
    found.menus.by_id["detect.cancel"].trigger()
    settle(found, qtbot)
    assert (pause.isEnabled(), cancel.isEnabled()) == (False, False)


def test_a_conversation_without_a_title_is_removed_by_its_first_words(found):
    found.session.show(2)
    project.remove_conversation(found)
    (question,) = [box for box in found.findChildren(QMessageBox) if box.isVisible()]
    assert question.text() == "Remove the conversation “hi” from the project?"


def sides(window):
    return window.columns.browser.isVisible(), window.columns.inspector.isVisible()


@pytest.mark.parametrize("percent", [100, 150])
def test_a_narrow_window_folds_its_panels_away_and_brings_them_back(found, qtbot, percent):
    found.session.select(1)
    found.size_text(percent)
    found.resize(1400, 700)
    qtbot.waitUntil(lambda: sides(found) == (True, True))
    found.resize(800, 600)
    qtbot.waitUntil(lambda: sides(found) == (True, False))
    assert found.width() == 800
    found.menus.by_id["view.right"].trigger()
    assert sides(found) == (False, True), "the one that is asked for comes in the place of the other"
    found.menus.by_id["view.left"].trigger()
    assert sides(found) == (True, False)
    found.resize(1400, 700)
    qtbot.waitUntil(lambda: sides(found) == (True, True))
    found.size_text(100)


def test_a_panel_that_is_hidden_stays_hidden_whatever_the_width(found, qtbot):
    found.menus.by_id["view.right"].trigger()
    for width in (800, 1400, 800):
        found.resize(width, 700)
        qtbot.waitUntil(lambda width=width: found.columns.width() == width)
        assert sides(found) == (True, False)


def test_the_names_of_both_lists_are_whole_however_narrow_the_list_is(found, qtbot):
    tabs = found.columns.browser._tabs
    found.columns._splitter.setSizes([1, 2000, 1])
    qtbot.waitUntil(lambda: found.columns.browser.width() < 400)
    for at in range(tabs.count()):
        assert tabs.tabRect(at).width() > tabs.fontMetrics().horizontalAdvance(tabs.tabText(at))
        assert tabs.tabRect(at).right() <= tabs.width()
