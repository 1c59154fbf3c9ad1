"""What narrows a list: facets with counts, chips."""

from dataclasses import replace

import pytest
from browsing import UNDECIDED, facet, rows, settle, tick, values
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from nfstudio.app.filter_words import conditions
from nfstudio.domain.feedback import Verdict
from nfstudio.store.browse import Filter


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
    counted = {name: [] for name in ("source", "language", "category", "status", "detector", "difference")}
    counted["model"] = [(f"model {i}", 100 - i) for i in range(80)]
    tree = browser._panel._tree
    tree.show_counts(counted, Filter(models=frozenset({"model 75"})), files={}, opened={}, sort=True)
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


@pytest.mark.parametrize(("height", "opened"), [(800, False), (900, True)])
def test_filters_stand_open_at_first_only_where_the_queue_keeps_most_of_its_height(
    make_window, tmp_path, height, opened
):
    window = make_window()
    window.resize(1280, height)
    window.show_project(tmp_path / "p.nfstudio")
    assert window.columns.browser._panel.opener.isChecked() is opened


def test_filters_open_as_they_were_left(make_window, tmp_path):
    first = make_window()
    first.resize(1280, 800)
    first.show_project(tmp_path / "p.nfstudio")
    first.columns.browser._panel.opener.setChecked(True)
    first.close()
    second = make_window()
    second.resize(1280, 800)
    second.show_project(tmp_path / "p.nfstudio")
    assert second.columns.browser._panel.opener.isChecked()
