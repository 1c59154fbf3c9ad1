"""Saved filters beside the sets that come with the program: one menu holds both."""

import pytest
from browsing import opened, settle
from building import run, take_in, talk

from nfstudio.app.session import Session
from nfstudio.domain.feedback import Category
from nfstudio.store.browse import Filter
from nfstudio.store.project import Project


@pytest.fixture
def browser(tmp_path, qtbot):
    path = tmp_path / "p.nfstudio"
    with Project.create(path) as project:
        take_in(project, talk("u plan", "a done", "u thanks, but wrong"))
        run(project, [(3, "thanks", Category.POSITIVE, 0.9), (3, "wrong", Category.COMPLAINT, 0.8)])
    session = Session(path)
    yield opened(session, qtbot)
    session.close()


def words(browser):
    browser._sets.menu().aboutToShow.emit()
    return [action.text() for action in browser._sets.menu().actions() if not action.isSeparator()]


def test_the_menu_of_sets_holds_the_saved_filters_and_the_way_to_save_one(browser, qtbot):
    before = words(browser)
    assert "Save this filter…" not in before
    praise = Filter(categories=frozenset({Category.POSITIVE}))
    browser.look(praise)
    settle(browser, qtbot)
    assert words(browser) == [*before, "Save this filter…"]
    browser._saved.keep("Praise & thanks")
    assert words(browser) == [*before, "Praise && thanks"]

    browser.look(Filter(categories=frozenset({Category.COMPLAINT})))
    settle(browser, qtbot)
    assert words(browser) == [*before, "Praise && thanks", "Save this filter…"]
    next(one for one in browser._sets.menu().actions() if one.text() == "Praise && thanks").trigger()
    settle(browser, qtbot)
    assert browser._session.filter == praise
    assert words(browser) == [*before, "Praise && thanks"], "nothing stands there twice"
