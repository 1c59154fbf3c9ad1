"""The left column: what it lists, what narrows it, and that nothing in it jumps."""

from dataclasses import replace

import pytest
from building import claim, run, take_in, talk
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

from nfstudio.app import standing_question
from nfstudio.app.filter_form import FilterForm
from nfstudio.app.filter_words import conditions, without_conditions
from nfstudio.app.panels.browser import Browser
from nfstudio.app.row_painting import marked_terms
from nfstudio.app.row_words import cut, one_line, plain_tip
from nfstudio.app.session import Session
from nfstudio.app.standing_question import StandingQuestion
from nfstudio.domain.conversation import Role
from nfstudio.domain.feedback import Category, Polarity, Status, Verdict
from nfstudio.domain.span import Span
from nfstudio.store import detections, search
from nfstudio.store.browse import Filter, Order
from nfstudio.store.changes import Changes

UNDECIDED = Filter(statuses=frozenset({Status.AUTO}))


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch):
    monkeypatch.setattr(standing_question, "EVERY", 1)
    monkeypatch.setattr(standing_question, "REST", 0)


@pytest.fixture
def session(tmp_path, qtbot):
    session = Session(tmp_path / "p.nfstudio", reviewer="Ada")
    yield session
    session.close()


@pytest.fixture
def filled(session):
    """40 conversations from two files; feedback in every one, ids 1 to 40, scores 0.51 to 0.90."""
    for number, path in enumerate(("/logs/a.jsonl", "/logs/b.jsonl")):
        talks = [
            talk(f"u ask {i}", "a answer", f"u no, wrong {i}", title=f"Talk {i}", model="m & co")
            for i in range(20 * number, 20 * number + 20)
        ]
        take_in(session.project, *talks, path=path)
    categories = list(Category)
    run(session.project, [(3 * i + 3, "no, wrong", categories[i % 5], round(0.51 + i / 100, 2)) for i in range(40)])
    list(search.index(session.project))
    return session


@pytest.fixture
def browser(filled, qtbot):
    return opened(filled, qtbot)


def opened(session, qtbot) -> Browser:
    browser = Browser(session)
    qtbot.addWidget(browser)
    browser.resize(320, 500)
    browser.show()
    settle(browser, qtbot)
    return browser


def settle(browser, qtbot) -> None:
    """Wait until every answer has come."""

    def settled() -> bool:
        listings = browser._listings
        questions = [question for listing in listings for question in (listing._ids, listing._numbers, listing._values)]
        return not any(q.waits or q._timer.isActive() for q in questions) and browser._session.reader.idle

    qtbot.waitUntil(settled)


def rows(browser) -> list[int]:
    return browser.current_ids


def page(browser):
    return browser._pages.currentWidget()


def facet(browser, name: str):
    tree = browser._panel._tree
    return tree._facets[name]


def values(browser, name: str) -> dict[str, str]:
    item = facet(browser, name)
    return {item.child(i).text(0): item.child(i).text(1) for i in range(item.childCount())}


def tick(browser, name: str, text: str, *, on: bool = True) -> None:
    item = facet(browser, name)
    line = next(item.child(i) for i in range(item.childCount()) if item.child(i).text(0) == text)
    line.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


# The queue


def test_the_queue_begins_with_the_least_certain_undecided(browser):
    assert browser.in_queue
    assert browser._session.filter == UNDECIDED
    assert rows(browser) == list(range(1, 41))


def test_going_to_a_row_looks_at_that_feedback(browser):
    assert browser.next()
    assert browser._session.feedback == 1
    assert browser._session.conversation == 1


def test_the_row_follows_a_selection_made_elsewhere_without_telling_anybody(browser, qtbot):
    told = []
    browser._session.feedback_selected.connect(told.append)
    browser._session.select(30)
    assert browser._queue.view.current_id == 30
    assert told == [30]
    browser._session.select(None)
    assert browser._queue.view.current_id is None
    assert told == [30, None]


def test_a_decided_row_stays_in_its_place_until_somebody_refreshes(browser, qtbot):
    browser.next()
    browser.next()
    browser._session.decide([2], Verdict.ACCEPT)
    settle(browser, qtbot)
    assert rows(browser) == list(range(1, 41))
    assert browser._feedback.row_at(1).status is Status.CONFIRMED
    assert page(browser)._again.isVisible()
    assert page(browser)._footer.text() == "40 of 40 · 39 undecided"
    browser.refresh()
    settle(browser, qtbot)
    assert 2 not in rows(browser)
    assert not page(browser)._again.isVisible()


def test_undo_brings_a_decided_row_back_where_it_was(browser, qtbot):
    browser.next()
    browser._session.decide([1], Verdict.REJECT)
    settle(browser, qtbot)
    browser._session.undo()
    settle(browser, qtbot)
    assert rows(browser)[0] == 1
    assert browser._feedback.row_at(0).status is Status.AUTO
    assert not page(browser)._again.isVisible()


def test_next_passes_over_what_is_decided(browser):
    browser._session.decide([2, 3], Verdict.REJECT)
    browser.next()
    browser.next()
    assert browser._session.feedback == 4
    browser.next(-1)
    assert browser._session.feedback == 3


def test_next_begins_again_at_the_top_for_what_was_left_out(browser):
    browser._session.select(40)
    assert browser.next()
    assert browser._session.feedback == 1


def test_next_stops_when_the_last_row_is_the_only_undecided_one(browser):
    browser._session.decide(range(1, 40), Verdict.ACCEPT)
    browser._session.select(40)
    assert not browser.next()
    assert browser._session.feedback == 40


def test_the_previous_of_nothing_is_the_last_row(browser):
    assert browser.next(-1)
    assert browser._session.feedback == 40


def test_feedback_that_a_job_finds_comes_last_and_moves_nothing(browser, qtbot):
    project, view = browser._session.project, browser._queue.view
    take_in(project, talk("u x", "a y", "u awful z"), path="/logs/c.jsonl")
    browser._session.select(20)
    before = view.visualRect(view.currentIndex())
    top = view.rowAt(0)
    record = detections.newest_run_record(project)
    found = claim(project, 123, "awful", Category.COMPLAINT, 0.5)
    changes = detections.record(
        project, record.id, [found], after=record.high_water, up_to=123, messages=1, candidates=1, seconds=0
    )
    with qtbot.assertNotEmitted(browser._feedback.modelReset):
        browser._session._tell(changes)
        settle(browser, qtbot)
    assert rows(browser) == list(range(1, 42))  # 0.5 is the least certain, and still comes last
    assert (view.current_id, view.rowAt(0), view.visualRect(view.currentIndex())) == (20, top, before)


def test_feedback_is_sorted_in_while_nobody_is_anywhere(browser, qtbot):
    project = browser._session.project
    take_in(project, talk("u x", "a y", "u awful z"), path="/logs/c.jsonl")
    record = detections.newest_run_record(project)
    found = claim(project, 123, "awful", Category.COMPLAINT, 0.5)
    changes = detections.record(
        project, record.id, [found], after=record.high_water, up_to=123, messages=1, candidates=1, seconds=0
    )
    browser._session._tell(changes)
    settle(browser, qtbot)
    assert rows(browser)[0] == 41


def test_the_row_under_the_person_stays_there_when_rows_above_it_go(browser, qtbot):
    view = browser._queue.view
    browser._session.select(20)
    before = view.visualRect(view.currentIndex())
    browser._session.decide([3, 5, 7], Verdict.ACCEPT)
    browser.refresh()
    settle(browser, qtbot)
    assert view.current_id == 20
    assert view.visualRect(view.currentIndex()) == before
    assert view.currentIndex().row() == 16


def test_the_top_row_stays_on_top_when_nothing_is_selected(browser, qtbot):
    view = browser._queue.view
    view.verticalScrollBar().setValue(10 * view._row_height() + 5)
    before = view.visualRect(browser._feedback.index(11, 0))
    browser._session.decide([3, 5, 11], Verdict.ACCEPT)
    browser.refresh()
    settle(browser, qtbot)
    assert browser.current_ids[8] == 12  # the one that stood on top is gone, the next is where it was
    assert view.visualRect(browser._feedback.index(8, 0)) == before


def test_a_new_order_begins_at_the_top(browser, qtbot):
    view = browser._queue.view
    view.verticalScrollBar().setValue(10 * view._row_height())
    browser._order.setCurrentIndex(browser._order.findData(Order.SURE))
    browser._order.activated.emit(browser._order.currentIndex())
    settle(browser, qtbot)
    assert rows(browser) == list(range(40, 0, -1))
    assert view.verticalScrollBar().value() == 0


def test_removed_feedback_leaves_the_list_at_the_next_look(browser, qtbot):
    session = browser._session
    added = session.add(6, Span(0, 2), Category.POSITIVE)
    session.filter_by(Filter())
    settle(browser, qtbot)
    assert added in rows(browser)
    session.delete(session.selected())
    settle(browser, qtbot)
    session.select(1)
    browser._session._tell(Changes(frozenset({2}), feedback=True))
    settle(browser, qtbot)
    assert added not in rows(browser)


def test_letters_are_left_to_the_window(browser, qtbot):
    browser.next()
    heard = []
    browser.keyPressEvent = lambda event: heard.append(event.text())
    qtbot.keyClick(browser._queue.view, Qt.Key.Key_A)
    assert browser._session.feedback == 1
    qtbot.keyClick(browser._queue.view, Qt.Key.Key_Down)
    assert browser._session.feedback == 2


# Filters


def test_each_facet_says_how_many_rows_each_value_would_leave(browser):
    assert values(browser, "source") == {"a.jsonl": "20", "b.jsonl": "20"}
    assert values(browser, "category")["C  Correction"] == "8"
    assert facet(browser, "model").child(0).text(0) == "m & co"


def test_ticking_a_value_narrows_the_list_and_shows_a_chip(browser, qtbot):
    tick(browser, "source", "b.jsonl")
    settle(browser, qtbot)
    assert browser._session.filter == replace(UNDECIDED, sources=frozenset({"b.jsonl"}))
    assert rows(browser) == list(range(21, 41))
    assert [text for text, _ in conditions(browser._session.filter)] == ["Source: b.jsonl", "Status: Undecided"]
    tick(browser, "category", "P  Positive")
    settle(browser, qtbot)
    assert rows(browser) == [21, 26, 31, 36]
    assert values(browser, "source") == {"a.jsonl": "4", "b.jsonl": "4"}


def test_ticked_boxes_and_chips_follow_a_filter_set_elsewhere(browser, qtbot):
    browser._session.filter_by(Filter(sources=frozenset({"a.jsonl"})))
    settle(browser, qtbot)
    assert facet(browser, "source").child(0).checkState(0) is Qt.CheckState.Checked
    assert facet(browser, "source").child(1).checkState(0) is Qt.CheckState.Unchecked
    assert len(browser._chips.findChildren(QAbstractButton)) >= 1
    assert rows(browser) == list(range(1, 21))


def test_a_chip_takes_its_condition_away(browser, qtbot):
    chip = next(c for c in browser._chips.findChildren(QAbstractButton) if c.text().startswith("Status"))
    browser._session.decide([1], Verdict.REJECT)
    chip.click()
    settle(browser, qtbot)
    assert browser._session.filter == Filter()
    assert len(rows(browser)) == 40


def test_values_stay_in_their_places_while_counts_change(browser, qtbot):
    before = list(values(browser, "category"))
    browser._session.decide([1, 6, 11], Verdict.REJECT)
    settle(browser, qtbot)
    assert list(values(browser, "category")) == before
    assert values(browser, "category")["P  Positive"] == "5"


def test_a_ticked_value_that_would_leave_nothing_is_still_shown(browser, qtbot):
    browser._session.filter_by(Filter(models=frozenset({"gone"})))
    settle(browser, qtbot)
    assert values(browser, "model")["gone"] == "0"


def test_many_values_end_with_how_many_more_there_are(browser, qtbot):
    counted = {name: [] for name in ("source", "language", "category", "status", "detector")}
    counted["model"] = [(f"model {i}", 100 - i) for i in range(80)]
    tree = browser._panel._tree
    tree.show_counts(counted, Filter(models=frozenset({"model 75"})), sort=True)
    shown = values(browser, "model")
    assert list(shown)[-1] == "and 19 more; search finds them"
    assert "model 75" in shown
    assert facet(browser, "model").text(1) == "80"


def test_the_tabs_have_filters_of_their_own(browser, qtbot):
    browser.show_conversations()
    settle(browser, qtbot)
    assert browser._session.filter == Filter()
    assert rows(browser) == list(range(1, 41))
    tick(browser, "source", "a.jsonl")
    settle(browser, qtbot)
    assert len(rows(browser)) == 20
    browser.show_queue()
    settle(browser, qtbot)
    assert browser._session.filter == UNDECIDED
    assert len(rows(browser)) == 40


def test_a_conversation_is_shown_without_feedback_in_particular(browser, qtbot):
    browser.show_conversations()
    settle(browser, qtbot)
    browser.next()
    browser.next()
    assert (browser._session.conversation, browser._session.feedback) == (2, None)


def test_counts_are_left_alone_while_nobody_looks_at_them(browser, qtbot):
    browser._panel.opener.click()
    assert not browser._panel.isVisible()
    before = browser._queue.facets
    browser._session.filter_by(Filter(sources=frozenset({"b.jsonl"})))
    settle(browser, qtbot)
    assert len(rows(browser)) == 20
    assert browser._queue.facets is before
    browser._panel.opener.click()
    settle(browser, qtbot)
    assert dict(browser._queue.facets["category"])["REPHRASE"] == 4


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Filter(text="only words"), []),
        (Filter(score=(0.5, None)), ["Score: from 0.50"]),
        (Filter(score=(None, 0.75)), ["Score: up to 0.75"]),
        (Filter(created=("2025-01-01", "2025-02-01")), ["Date: 2025-01-01 to 2025-02-01"]),
        (Filter(length=(2, 1000)), ["Messages: 2 to 1,000"]),
        (Filter(polarities=frozenset(Polarity)), ["Negative", "Neutral", "Positive"]),
        (Filter(text_role=Role.ASSISTANT), ["Search in: Answers"]),
        (Filter(conversation=3), ["One conversation"]),
        (Filter(models=frozenset({""})), ["Model: (none)"]),
        (Filter(statuses=frozenset(Status)), 5),
    ],
)
def test_every_condition_is_said_and_can_be_taken_away(wanted, said):
    parts = conditions(wanted)
    assert len(parts) == said if isinstance(said, int) else [text for text, _ in parts] == said
    for _, rest in parts:
        assert len(conditions(rest)) == len(parts) - 1
    assert without_conditions(wanted) == Filter(text=wanted.text)


def test_a_range_that_cannot_be_read_is_marked_and_not_applied(qtbot):
    form = FilterForm()
    qtbot.addWidget(form)
    told = []
    form.wanted.connect(told.append)
    low, high = form._score._fields
    low.setText("nonsense")
    low.editingFinished.emit()
    assert told == []
    assert low.accessibleDescription() == "This cannot be read"
    low.setText("0.25")
    low.editingFinished.emit()
    high.setText("1.5")
    high.editingFinished.emit()
    assert told == [Filter(score=(0.25, None))]
    high.setText("")
    low.setText("")
    low.editingFinished.emit()
    assert told[-1] == Filter()


@pytest.mark.parametrize(
    ("name", "typed", "field"),
    [
        ("_created", "2026-01-31", {"created": ("2026-01-31", None)}),
        ("_created", "31.1.2026", {}),
        ("_length", "12", {"length": (12, None)}),
        ("_length", "-1", {}),
    ],
)
def test_dates_and_lengths_are_read_as_they_are_shown(qtbot, name, typed, field):
    form = FilterForm()
    qtbot.addWidget(form)
    told = [Filter()]
    form.wanted.connect(told.append)
    low = getattr(form, name)._fields[0]
    low.setText(typed)
    low.editingFinished.emit()
    assert told[-1] == replace(Filter(), **field)
    form.show_filter(told[-1])
    assert (low.text() == typed) or not field


# Searching


def test_a_search_begins_after_a_pause(browser, qtbot):
    browser.focus_search()
    qtbot.keyClicks(browser._search, "wrong 7")
    assert len(rows(browser)) == 40
    qtbot.waitUntil(lambda: browser._session.filter.text == "wrong 7")
    settle(browser, qtbot)
    assert rows(browser) == [8]
    assert browser._queue.painter.terms == ["wrong"]


def test_escape_clears_the_search(browser, qtbot):
    browser._search.setText("nothing such")
    qtbot.keyClick(browser._search, Qt.Key.Key_Return)
    settle(browser, qtbot)
    assert rows(browser) == []
    qtbot.keyClick(browser._search, Qt.Key.Key_Escape)
    settle(browser, qtbot)
    assert browser._search.text() == ""
    assert len(rows(browser)) == 40


def test_a_facet_ticked_while_typing_does_not_swallow_what_was_typed(browser, qtbot):
    qtbot.keyClicks(browser._search, "wrong")
    tick(browser, "source", "b.jsonl")
    assert browser._search.text() == "wrong"
    assert browser._session.filter.text == "wrong"
    settle(browser, qtbot)


def test_the_search_goes_along_to_the_other_list(browser, qtbot):
    browser._search.setText("wrong 7")
    qtbot.keyClick(browser._search, Qt.Key.Key_Return)
    browser.show_conversations()
    settle(browser, qtbot)
    assert browser._session.filter.text == "wrong 7"
    assert rows(browser) == [8]


def test_down_goes_from_the_search_into_the_list(browser, qtbot):
    browser.focus_search()
    qtbot.keyClick(browser._search, Qt.Key.Key_Down)
    assert browser._queue.view.hasFocus() or browser.focusWidget() is browser._queue.view


def test_words_are_marked_as_they_were_typed():
    assert marked_terms("don't 我 two") == ["don't", "two", "我"]


# When there is nothing to list


def test_a_project_without_conversations_says_what_to_do(session, qtbot):
    browser = opened(session, qtbot)
    browser.show_conversations()
    settle(browser, qtbot)
    assert page(browser)._pages.currentIndex() == 1
    assert page(browser)._empty.text() == "No conversations yet. Import a folder of chat logs."
    assert page(browser)._way_out.isHidden()


def test_a_project_without_feedback_says_how_to_get_some(session, qtbot):
    take_in(session.project, talk("u a", "a b", "u c"))
    browser = opened(session, qtbot)
    assert page(browser)._empty.text() == "No feedback yet. Run detection (Ctrl+D)."


def test_a_filter_that_lets_nothing_through_offers_to_be_cleared(browser, qtbot):
    browser._search.setText("nothing such")
    qtbot.keyClick(browser._search, Qt.Key.Key_Return)
    settle(browser, qtbot)
    assert page(browser)._empty.text() == "Nothing matches this filter."
    page(browser)._way_out.click()
    settle(browser, qtbot)
    assert browser._search.text() == ""
    assert page(browser)._pages.currentIndex() == 0


def test_when_everything_is_decided_the_queue_says_so(filled, qtbot):
    filled.decide(range(1, 41), Verdict.ACCEPT)
    browser = opened(filled, qtbot)
    assert page(browser)._empty.text() == "Everything is decided."
    page(browser)._way_out.click()
    settle(browser, qtbot)
    assert len(rows(browser)) == 40


# Looks


HOSTILE = (
    "<b>bold</b><img src='file:///etc/passwd'>",
    "لا، هذا طويل جدا، اجعله أقصر من فضلك",
    "不对，请再翻译一遍",
    "x" * 10_000,
    "👩‍👩‍👧 🚀 e\u0301 \u202e evil \u2028 line\nbreak\ttab",
)


def test_no_text_changes_the_height_of_a_row_or_breaks_its_painting(session, qtbot):
    take_in(session.project, *[talk("u a", "a b", f"u {text}", title=text) for text in HOSTILE])
    run(session.project, [(3 * i + 3, text, Category.COMPLAINT, 0.9) for i, text in enumerate(HOSTILE)])
    browser = opened(session, qtbot)
    for show in (browser.show_queue, browser.show_conversations):
        show()
        settle(browser, qtbot)
        view = browser._shown.view
        assert len({view.rowHeight(row) for row in range(len(HOSTILE))}) == 1
        assert view.columnWidth(0) == view.viewport().width()
        assert not browser.grab().isNull()


def test_a_log_line_is_one_harmless_line():
    assert one_line(" a\n\tb\u2028c \x00") == "a b c ␀"
    assert len(one_line("y" * 10_000)) == 300
    assert cut("one two three", 7) == "one two…"
    assert plain_tip("<i>&") == "<span>&lt;i&gt;&amp;</span>"


def test_every_control_has_a_name(browser, qtbot):
    browser._panel._form.show()
    browser.show_conversations()
    settle(browser, qtbot)
    for control in browser.findChildren(QAbstractButton):
        if control.isVisible() and not control.objectName().startswith("qt_"):
            assert (
                control.accessibleName() or control.text() or control.toolTip() or control.parent() is browser._search
            )
    for kind in (QLineEdit, QComboBox):
        for control in browser.findChildren(kind):
            if control.isVisible():
                assert control.accessibleName(), control


# Asking


class Slow(QObject):
    """Stands for the reader: answers when told to."""

    failed = Signal(object)

    def __init__(self):
        super().__init__()
        self.asked, self.dropped = [], 0

    def ask(self, _channel, question, answer):
        self.asked.append((question, answer))

    def drop(self, _channel):
        self.dropped += 1

    def answer(self):
        question, answer = self.asked.pop()
        answer(question)


def standing(reader, parent):
    answers = []
    return StandingQuestion(reader, "x", compose=lambda: "?", answer=answers.append, parent=parent), answers


def test_a_slow_answer_is_not_interrupted_by_changes(qtbot):
    reader = Slow()
    question, answers = standing(reader, reader)
    question.now()
    for _ in range(50):
        question.soon()
    assert len(reader.asked) == 1
    reader.answer()
    assert answers == ["?"]
    qtbot.waitUntil(lambda: len(reader.asked) == 1)
    reader.answer()
    assert (len(answers), question.waits) == (2, False)


def test_a_question_that_failed_can_be_asked_again(qtbot):
    reader = Slow()
    question, _ = standing(reader, reader)
    question.now()
    reader.failed.emit(OSError())
    question.soon()
    qtbot.waitUntil(lambda: len(reader.asked) == 2)


def test_a_dropped_question_is_not_asked_later(qtbot):
    reader = Slow()
    question, _ = standing(reader, reader)
    question.soon()
    question.drop()
    qtbot.wait(20)
    assert (reader.asked, reader.dropped) == ([], 1)
