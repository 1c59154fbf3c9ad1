import json

import pytest

from nfstudio.domain.feedback import Category
from nfstudio.store import last_place
from nfstudio.store.browse import Filter, Order
from nfstudio.store.last_place import Place


def test_the_place_that_was_left_comes_back(project):
    assert last_place.kept(project) is None
    place = Place(Filter(categories=frozenset({Category.COMPLAINT})), Order.SURE, 3)
    last_place.keep(project, place)
    assert last_place.kept(project) == place


@pytest.mark.parametrize(
    "left",
    [
        "{",
        "[]",
        "[" * 100_000,
        json.dumps({"filter": {"sources": ["\ud800"]}, "order": "surest first", "feedback": 1}),
        json.dumps({"filter": {}, "order": "sideways", "feedback": 1}),
        '{"filter": {"among": [1e999]}, "order": "surest first", "feedback": 1}',
    ],
    ids=["cut", "a list", "deep", "half a sign", "no order", "beyond numbers"],
)
def test_what_a_stranger_left_there_is_no_place(project, left):
    with project.writing() as db:
        db.execute("INSERT OR REPLACE INTO marks VALUES ('last place', ?)", (left,))

    assert last_place.kept(project) is None
