"""Searching: when it begins, what it takes along."""

import pytest
from browsing import rows, settle, tick
from PySide6.QtCore import Qt

from nfstudio.app.row_painting import marked_terms


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


@pytest.mark.parametrize("typed", ["", "wrong"])
def test_escape_leaves_it_for_the_list(browser, qtbot, typed):
    browser.focus_search()
    qtbot.keyClicks(browser._search, typed)
    qtbot.keyClick(browser._search, Qt.Key.Key_Escape)
    settle(browser, qtbot)
    assert browser.focusWidget() is browser._queue.view
    assert browser._search.text() == ""
    assert browser._session.feedback is None


def test_return_goes_to_the_first_row_that_was_searched_for(browser, qtbot):
    browser.focus_search()
    qtbot.keyClicks(browser._search, "wrong 7")
    qtbot.keyClick(browser._search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: browser._session.feedback == 8)
    assert browser.focusWidget() is browser._queue.view
    browser.focus_search()
    qtbot.keyClick(browser._search, Qt.Key.Key_Return)  # nothing new to look for
    assert browser.focusWidget() is browser._queue.view
    settle(browser, qtbot)


def test_return_where_nothing_is_found_lets_one_type_on(browser, qtbot):
    browser.focus_search()
    qtbot.keyClicks(browser._search, "nothing such")
    qtbot.keyClick(browser._search, Qt.Key.Key_Return)
    settle(browser, qtbot)
    assert rows(browser) == []
    assert browser.focusWidget() is browser._search
    qtbot.keyClick(browser._search, Qt.Key.Key_Escape)
    settle(browser, qtbot)


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
