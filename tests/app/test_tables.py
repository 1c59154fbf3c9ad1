"""The lists as tables, saved filters, pieces of text around hits, and more like this."""

import pytest
from building import run, take_in, talk
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QToolButton
from windows import settle

from nfstudio.app.verbs import review, view
from nfstudio.domain.feedback import Category, Status
from nfstudio.store import grouping, search
from nfstudio.store.browse import Filter, Order, Sort
from nfstudio.store.changes import Changes
from nfstudio.store.project import Project


def filled(path):
    """Six conversations, each with one Correction, of scores from 0.55 to 0.80; the last in another file."""
    with Project.create(path) as project:
        talks = [
            talk(f"u ask {i}", "a answer", f"u no, I said apples {i}", title=f"Talk {5 - i}", model=f"m{i % 2}")
            for i in range(6)
        ]
        take_in(project, *talks[:5])
        take_in(project, talks[5], path="/logs/b.jsonl")
        run(project, [(3 * i + 3, "no, I said", Category.CORRECTION, round(0.55 + i / 20, 2)) for i in range(6)])
        list(search.index(project))
    return path


@pytest.fixture
def window(make_window, tmp_path, qtbot):
    window = make_window()
    window.show_project(filled(tmp_path / "p.nfstudio"))
    settle(window, qtbot)
    return window


@pytest.fixture
def browser(window):
    return window.columns.browser


def click(view_, field):
    """A click on the head of a column."""
    section = next(at for at, one in enumerate(view_._list.fields, 1) if one.sort == field)
    view_.horizontalHeader().sectionClicked.emit(section)


def test_a_table_shows_the_fields_and_a_list_the_rows(window, browser, qtbot):
    queue = browser._queue.view
    QAbstractItemModelTester(queue.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    view.toggle_table(window)
    assert queue.isColumnHidden(0)
    assert not queue.isColumnHidden(1)
    assert queue.horizontalHeader().isVisible()
    assert queue.model().index(0, 1).data() == "Correction"
    assert queue.model().index(0, 3).data() in {"0.55", "0.80"}

    view.toggle_table(window)
    assert not queue.isColumnHidden(0)
    assert queue.isColumnHidden(1)
    assert queue.horizontalHeader().isHidden()


def test_a_click_on_a_head_sorts_and_another_turns_the_order(window, browser, qtbot):
    view.toggle_table(window)
    queue = browser._queue
    click(queue.view, "score")  # numbers begin with the largest
    qtbot.waitUntil(lambda: [queue.model.row_at(i).score for i in range(6)] == [0.8, 0.75, 0.7, 0.65, 0.6, 0.55])
    assert queue.view.horizontalHeader().sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
    assert browser._order.currentIndex() == -1

    click(queue.view, "score")
    qtbot.waitUntil(lambda: queue.model.row_at(0).score == 0.55)
    assert queue.order == Sort("score", descending=False)
    click(queue.view, "source")
    qtbot.waitUntil(lambda: queue.order == Sort("source", descending=False))


def test_the_person_stays_on_their_row_when_the_list_becomes_a_table(window, browser, qtbot):
    browser.next(1)
    here = window.session.feedback
    view.toggle_table(window)

    assert browser._queue.view.current_id == here
    browser.next(1)
    assert window.session.feedback != here
    assert browser._queue.view.currentIndex().column() == 1


def test_widths_and_the_table_are_remembered(window, browser, make_window, tmp_path, qtbot):
    view.toggle_table(window)
    browser._queue.view.horizontalHeader().resizeSection(2, 217)
    browser._queue.view.horizontalHeader().moveSection(3, 1)
    path = window.session.project.path
    window.close()
    again = make_window()
    again.show_project(path)
    settle(again, qtbot)

    header = again.columns.browser._queue.view.horizontalHeader()
    assert again.columns.browser.is_table
    assert header.sectionSize(2) == 217
    assert header.visualIndex(3) == 1


def test_a_hit_is_shown_with_the_words_around_it(window, browser, qtbot):
    view.conversations(window)
    window.session.filter_by(Filter(text="apples"))
    listing = browser._conversations
    settle(window, qtbot)
    listing.view.viewport().repaint()

    qtbot.waitUntil(lambda: "apples" in listing.excerpts.of(1))
    window.session.filter_by(Filter())
    assert listing.excerpts.of(1) == ""


def test_a_filter_is_saved_shown_with_one_click_and_removed(window, browser, qtbot):
    wanted = Filter(statuses=frozenset({Status.AUTO}), sources=frozenset({"b.jsonl"}), text="apples")
    browser.look(wanted)
    browser._saved.ask_name()
    assert QApplication.activeModalWidget() is None
    qtbot.keyClicks(browser._saved.name_field, "Apples of b")
    qtbot.keyClick(browser._saved.name_field, Qt.Key.Key_Return)
    assert not browser._saved.name_field.isVisible()
    assert browser._saved.names == ["Apples of b"]

    browser.look(Filter())
    browser._saved.wanted.emit(wanted)
    assert window.session.filter == wanted
    qtbot.waitUntil(lambda: len(browser.current_ids) == 1)
    browser._saved.forget("Apples of b")
    assert browser._saved.names == []


def test_filters_that_name_a_file_follow_it_into_its_folder(window, browser, qtbot):
    wanted = Filter(sources=frozenset({"b.jsonl"}))
    browser.look(wanted)
    browser._saved.keep("Of b")
    project = window.session.project
    with project.writing() as db:
        db.execute("UPDATE sources SET shown = 'logs/b.jsonl' WHERE name = 'b.jsonl'")
        (id_,) = db.execute("SELECT id FROM sources WHERE name = 'b.jsonl'").fetchone()
        grouping.rename(db, "logs", [(id_, "b.jsonl")])
    window.session.changed.emit(Changes(None, imported=True))

    now = Filter(sources=frozenset({"logs/b.jsonl"}))
    assert window.session.filter == now
    assert browser._saved._saved == [("Of b", now)]
    qtbot.waitUntil(lambda: len(browser.current_ids) == 1)


def test_more_like_this_lists_what_is_alike_with_itself_first(window, browser, qtbot):
    browser.next(1)
    here = window.session.feedback
    review.more_like_this(window)

    qtbot.waitUntil(lambda: browser.current_ids[:1] == [here] and browser._queue.order is Order.GIVEN)
    settle(window, qtbot)
    assert len(browser.current_ids) == 6
    assert browser._order.currentText() == "Most alike first"
    browser.look(Filter())
    assert browser._queue.order is not Order.GIVEN


@pytest.mark.parametrize("way", ["escape", "chip"])
def test_who_looked_at_what_is_alike_comes_back_to_where_they_were(window, browser, qtbot, way):
    browser._narrow(Filter(statuses=frozenset({Status.AUTO})))
    browser._order.setCurrentIndex(browser._order.findData(Order.SURE))
    browser._ordered()
    settle(window, qtbot)
    browser.next(1)
    browser.next(1)
    here, before = window.session.feedback, window.session.filter
    for _ in range(2):  # likewise from one that was found so
        review.more_like_this(window)
        qtbot.waitUntil(lambda: browser._queue.order is Order.GIVEN)
        settle(window, qtbot)
        browser.next(1)
    assert window.session.feedback != here

    if way == "escape":
        qtbot.keyClick(browser.view, Qt.Key.Key_Escape)
    else:
        browser._chips.findChildren(QToolButton)[0].click()
    settle(window, qtbot)
    qtbot.waitUntil(lambda: here in browser.current_ids)
    assert (window.session.filter, browser._queue.order, window.session.feedback) == (before, Order.SURE, here)
    assert browser.view.current_id == here
    assert not browser.go_back()


def test_a_list_that_was_chosen_for_good_is_left_by_no_escape(window, browser, qtbot):
    browser.look(Filter(categories=frozenset({Category.POSITIVE})))
    browser.show_set("undecided")
    settle(window, qtbot)
    wanted = window.session.filter
    qtbot.keyClick(browser.view, Qt.Key.Key_Escape)
    assert window.session.filter == wanted


def test_words_take_the_room_that_is_left_until_somebody_chooses_a_width(window, browser, qtbot):
    window.resize(3600, 900)
    view.toggle_table(window)
    queue = browser._queue.view
    header, words = queue.horizontalHeader(), 2
    qtbot.waitUntil(lambda: header.length() == queue.viewport().width())
    usual = header.sectionSize(words)
    assert usual > queue._list.fields[words - 1].width * queue.fontMetrics().averageCharWidth()

    header.resizeSection(words, usual - 40)
    window.resize(3500, 900)
    qtbot.wait(50)
    assert header.sectionSize(words) == usual - 40
