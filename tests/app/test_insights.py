"""The page of plots: asked off the GUI thread while it is looked at, taken along, and left for the lists."""

import pytest
from building import run, take_in, talk
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from windows import settle

from nfstudio.app.verbs import project, view
from nfstudio.domain.feedback import Category, Verdict
from nfstudio.store.project import Project


def filled(path, *, sources=1):
    """A project of three conversations a source, each with a Correction and a Positive that one rule found."""
    with Project.create(path) as project:
        for number in range(sources):
            talks = [
                talk(f"u ask {number} {i}", "a answer", "u no, wrong", "a so", "u thanks", model="m") for i in range(3)
            ]
            take_in(project, *talks, path=f"/logs/{'abc'[number]}.jsonl")
        found = [
            one
            for i in range(3 * sources)
            for one in (
                (5 * i + 3, "no, wrong", Category.CORRECTION, 0.8),
                (5 * i + 5, "thanks", Category.POSITIVE, 0.9),
            )
        ]
        run(project, found)
    return path


@pytest.fixture
def reviewed(make_window, tmp_path, qtbot):
    window = make_window()
    window.show_project(filled(tmp_path / "p.nfstudio"))
    settle(window, qtbot)
    return window


@pytest.fixture
def page(reviewed, qtbot):
    view.insights(reviewed)
    found = reviewed.columns.stage.own_page[0]
    settle(reviewed, qtbot)
    qtbot.waitUntil(lambda: found.scores.chart is not None and found.shares.chart is not None)
    return found


def test_the_page_tells_shares_categories_and_scores(page):
    assert page.shares.chart.rows[0].parts[0].value == 1.0
    assert [row.category for row in page.categories.chart.rows] == list(Category)
    assert page.scores.chart.rows
    assert "of 3 conversations" in page._summary.text()


def test_a_decision_is_seen_in_the_plots(page, reviewed, qtbot):
    assert page.precision.chart.rows == ()
    reviewed.session.decide(reviewed.columns.browser.current_ids[:2], Verdict.ACCEPT)

    qtbot.waitUntil(lambda: bool(page.precision.chart.rows))
    assert sum(row[2] for row in page.precision.chart.table) == 2
    assert page.days.chart.table[0][2] == 2


def test_another_group_is_asked_for_when_it_is_chosen(page, reviewed, qtbot):
    page._by.setCurrentIndex(page._by.findData("model"))

    qtbot.waitUntil(lambda: page.shares.chart.header[0] == "model")


def test_a_mark_leads_to_its_feedback(page, reviewed, qtbot):
    page.categories.view.picked.emit(page.categories.chart.rows[0].key)

    assert reviewed.columns.stage.page == ""
    assert reviewed.session.filter.categories == {Category.POSITIVE}


def test_arrows_walk_the_rows_and_return_asks_for_one(page, reviewed, qtbot):
    plot = page.categories.view
    plot.repaint()
    with qtbot.waitSignal(plot.picked) as told:
        qtbot.keyClick(plot, Qt.Key.Key_Down)
        qtbot.keyClick(plot, Qt.Key.Key_Down)
        qtbot.keyClick(plot, Qt.Key.Key_Return)
    assert told.args == ["category\tAWARE_WITH_CORRECTION"]


def test_a_picture_is_copied_and_a_table_saved(page, reviewed, tmp_path, qtbot):
    page.scores.copy_picture()
    assert not QGuiApplication.clipboard().image().isNull()
    page.scores.save_table(tmp_path / "scores.csv")
    assert (tmp_path / "scores.csv").read_text(encoding="utf-8-sig").startswith("from,to,")
    with qtbot.waitSignal(reviewed.session.failed):
        page.scores.save_table(tmp_path / "nowhere" / "scores.csv")


def test_escape_goes_back_and_nothing_is_asked_while_nobody_looks(page, reviewed, qtbot):
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert reviewed.columns.stage.page == ""
    assert not view.insights_shown(reviewed)

    reviewed.session.decide(reviewed.columns.browser.current_ids[:1], Verdict.ACCEPT)
    assert not any(question.waits or question._timer.isActive() for question in page._questions.all)


def test_two_sources_are_compared_as_soon_as_they_are_chosen(make_window, tmp_path, qtbot):
    window = make_window()
    window.show_project(filled(tmp_path / "two.nfstudio", sources=3))
    view.insights(window)
    page = window.columns.stage.own_page[0]
    qtbot.waitUntil(lambda: page.comparison.chart is not None)
    assert {row[0] for row in page.comparison.chart.table} == {"a.jsonl", "b.jsonl"}

    newer = page._pair.newer
    newer.setCurrentIndex(newer.findData("c.jsonl"))
    newer.activated.emit(newer.currentIndex())
    qtbot.waitUntil(lambda: {row[0] for row in page.comparison.chart.table} == {"a.jsonl", "c.jsonl"})
    assert page.comparison.isVisible()


def test_the_lists_count_nothing_while_the_page_hides_them(page, reviewed, qtbot):
    listing = reviewed.columns.browser._queue
    view.insights(reviewed)
    reviewed.columns.browser._panel.opener.setChecked(True)  # closed at first in a low window
    assert listing.facets_wanted

    view.insights(reviewed)
    assert not listing.facets_wanted
    view.insights(reviewed)
    assert listing.facets_wanted


def test_a_rule_leads_to_what_it_found(make_window, logs, qtbot):
    window = make_window()
    project.open_logs(window, [logs])
    settle(window, qtbot)
    view.insights(window)
    page = window.columns.stage.own_page[0]
    table = page.rules.view
    qtbot.waitUntil(lambda: bool(page.rules.model.rows))
    rule = page.rules.model.rows[0]
    area = table.visualRect(page.rules.model.index(0, 1))
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert window.columns.stage.page == "insights"

    qtbot.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(page.rules.model.index(0, 0)).center()
    )
    qtbot.waitUntil(lambda: window.columns.stage.page == "")
    assert len(window.session.filter.among) == rule.fires
    assert rule.rule in window.session.filter.among_what
    qtbot.waitUntil(lambda: len(window.columns.browser.current_ids) == rule.fires)

    view.insights(window)
    qtbot.waitUntil(lambda: not page._questions.rules.waits)
    table.setFocus()
    table.setCurrentIndex(page.rules.model.index(0, 2))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.columns.stage.page == "")


def test_keys_decide_nothing_that_is_not_in_sight(found, qtbot):
    found.session.select(1)
    found.session.decide([2], Verdict.ACCEPT)
    qtbot.keyClick(found, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    for key in (Qt.Key.Key_X, Qt.Key.Key_2, Qt.Key.Key_Delete):
        qtbot.keyClick(found, key)
    db = found.session.project.db
    stood = "SELECT count(*) FROM feedback WHERE decision_id IS NOT NULL"
    assert db.execute(stood).fetchone() == (1,)
    assert not found.menus.by_id["review.reject"].isEnabled()
    qtbot.keyClick(found, Qt.Key.Key_U)
    assert db.execute(stood).fetchone() == (0,)
    qtbot.keyClick(found, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(found, Qt.Key.Key_X)
    assert db.execute(stood).fetchone() == (1,)
