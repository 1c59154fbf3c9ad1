"""What tests of the lists are made of: a browser on the screen, its rows, its facets."""

from PySide6.QtCore import Qt

from nfstudio.app.panels.browser import Browser
from nfstudio.domain.feedback import Status
from nfstudio.store.browse import Filter

UNDECIDED = Filter(statuses=frozenset({Status.AUTO}))


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
