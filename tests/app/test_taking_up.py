"""A project that is opened again shows its queue as it was left."""

import json

import pytest
from building import run, take_in, talk
from windows import settle

from nfstudio.app.session import Session
from nfstudio.app.taking_up import FIRST
from nfstudio.domain.feedback import Category, Status, Verdict
from nfstudio.store import last_place, search
from nfstudio.store.browse import Filter, Order, Sort
from nfstudio.store.last_place import Place
from nfstudio.store.project import Project


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "many.nfstudio"
    with Project.create(path) as project:
        take_in(project, *(talk(f"u ask {i}", "a answer", f"u no, wrong {i}") for i in range(12)))
        run(project, [(3 * i + 3, "no, wrong", Category.COMPLAINT, round(0.99 - i / 100, 2)) for i in range(12)])
        list(search.index(project))
    return path


@pytest.fixture
def opened(path, make_window, qtbot):
    def open_window():
        window = make_window()
        window.show_project(path)
        settle(window, qtbot)
        qtbot.waitUntil(lambda: not window.columns.browser._queue.waits)
        return window

    return open_window


def test_the_list_its_order_and_the_feedback_looked_at_are_there_again(opened, qtbot):
    window = opened()
    browser = window.columns.browser
    browser._follow_order(FIRST, Order.SURE)
    window.session.filter_by(Filter(statuses=frozenset({Status.AUTO, Status.CONFIRMED}), text="wrong"))
    qtbot.waitUntil(lambda: not browser._queue.waits and len(browser.current_ids) == 12)
    for _ in range(4):
        browser.next()
    here = window.session.feedback
    assert here is not None
    window.session.decide([here], Verdict.ACCEPT)
    window.close()

    again = opened()
    browser = again.columns.browser
    assert again.session.feedback == here
    assert (again.session.filter.text, browser._search.text()) == ("wrong", "wrong")
    assert browser._order.currentData() == Order.SURE
    qtbot.waitUntil(lambda: browser.view.current_id == here)
    assert again.columns.inspector._item.id == here
    assert browser.next()
    assert again.session.feedback == browser.current_ids[browser.current_ids.index(here) + 1]


def test_who_looked_at_nothing_leaves_nothing_behind(opened, path):
    opened().close()
    with Project(path) as project:
        assert last_place.kept(project) is None


def test_a_window_that_only_reads_shows_the_place_and_remembers_none(opened, path):
    window = opened()
    window.session.select(5)
    other = Session(path)
    assert other.readonly
    other.select(7)
    other.close()
    window.close()
    with Project(path) as project:
        assert last_place.kept(project) == Place(FIRST, Order.UNCERTAIN, 5)


@pytest.mark.parametrize("order", [Order.GIVEN, Order.NOVEL, Sort("score", descending=True), Sort("created")])
def test_any_order_is_remembered(path, order):
    place = Place(Filter(among=(3, 1), among_what="Like that"), order, None)
    with Project(path) as project:
        last_place.keep(project, place)
        assert last_place.kept(project) == place


@pytest.mark.parametrize(
    "value",
    ["", "{", "[]", "7", "{}", '{"filter": 3, "order": "as imported", "feedback": 1}']
    + [json.dumps({"filter": {"score": 4}, "order": ["score"], "feedback": "x"})]
    + [json.dumps({"filter": {}, "order": order, "feedback": 1}) for order in (7, [], "upwards", None)],
)
def test_what_is_no_place_is_passed_over(path, value, opened):
    with Project(path) as project, project.writing() as db:
        db.execute("INSERT INTO marks VALUES ('last place', ?)", (value,))
    with Project(path) as project:
        assert last_place.kept(project) is None
    assert opened().session.filter == FIRST


@pytest.mark.parametrize("order", ["newest first", ["no such column", False]])
def test_an_order_that_is_none_of_the_queue_is_not_taken_up(path, opened, order):
    with Project(path) as project, project.writing() as db:
        value = json.dumps({"filter": {"text": "x"}, "order": order, "feedback": 1})
        db.execute("INSERT INTO marks VALUES ('last place', ?)", (value,))
    assert opened().session.filter == FIRST
