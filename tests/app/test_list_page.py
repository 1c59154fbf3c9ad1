"""What stands where there is nothing to list."""

from browsing import opened, page, rows, settle
from building import run, take_in, talk
from PySide6.QtCore import Qt

from nfstudio.domain.feedback import Category, Verdict
from nfstudio.store import first_rows
from nfstudio.store.browse import Filter


def test_a_project_without_conversations_says_what_to_do(session, qtbot):
    browser = opened(session, qtbot)
    browser.show_conversations()
    settle(browser, qtbot)
    assert page(browser)._pages.currentIndex() == 1
    assert page(browser)._empty.text() == "No conversations yet. Import a folder of chat logs (Ctrl+I)."
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


def test_an_empty_project_asks_for_logs_before_it_speaks_of_detection(session, qtbot):
    browser = opened(session, qtbot)
    assert page(browser)._empty.text() == "No conversations yet. Import a folder of chat logs (Ctrl+I)."


def test_what_a_search_finds_first_is_listed_before_all_of_it_and_then_grows(browser, qtbot, monkeypatch):
    monkeypatch.setattr(first_rows, "_FIRST_HITS", 3)
    browser.show_conversations()
    settle(browser, qtbot)
    listing, seen = browser._shown, []
    listing.model.modelReset.connect(lambda: seen.append(list(listing.model.ids)))
    listing.model.rowsInserted.connect(lambda: seen.append(list(listing.model.ids)))
    listing.follow(Filter(text="wrong "))
    settle(browser, qtbot)

    assert seen[-2:] == [[1, 2, 3], list(range(1, 41))]


def test_what_is_left_out_because_it_is_below_the_threshold_is_counted(session, qtbot):
    take_in(session.project, talk("u a", "a b", "u no, wrong", "a c", "u hm, thanks"))
    run(session.project, [(3, "no, wrong", Category.COMPLAINT, 0.9), (5, "thanks", Category.POSITIVE, 0.2)])
    browser = opened(session, qtbot)
    settle(browser, qtbot)
    assert page(browser)._footer.text() == "1 of 2 · 1 undecided · 1 below the threshold"
    session.filter_by(Filter())
    settle(browser, qtbot)
    assert page(browser)._footer.text() == "2 of 2 · 1 undecided"


def test_the_list_keeps_its_height_when_it_can_be_refreshed_no_more(browser, qtbot):
    browser.resize(320, 700)
    browser.next()
    browser._session.decide([1], Verdict.ACCEPT)
    settle(browser, qtbot)
    again, view = page(browser)._again, browser._queue.view
    qtbot.waitUntil(lambda: again.isVisible() and again.geometry().bottom() < browser.height() and view.height() > 150)
    before = view.geometry()
    again.hide()
    page(browser).layout().activate()
    assert view.geometry() == before
