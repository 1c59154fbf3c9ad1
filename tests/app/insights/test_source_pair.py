"""The two sources of a comparison: the older at the left, with what tells so."""

import pytest

from nfstudio.app.insights.source_pair import SourcePair
from nfstudio.jobs.ages import Aged, Ages, Known

OLD = Aged("old.jsonl", 1, 80, "2018-05", Known.TIMES)
NEW = Aged("arena", 1640, 900, "2023-03", Known.MODELS)
PART = Aged("arena/0001.json", 0, 40, "2024-01", Known.TIMES)
BARE = Aged("bare.jsonl", 1, 50, None, Known.NOT)
FOUND = Ages([NEW, PART, OLD, BARE], (OLD, NEW))


@pytest.fixture
def pair(qtbot):
    pair = SourcePair()
    qtbot.addWidget(pair)
    assert pair.offer(FOUND)
    return pair


def choose(box, name):
    box.setCurrentIndex(box.findData(name))
    box.activated.emit(box.currentIndex())


def test_the_proposed_pair_is_chosen_and_it_is_said_by_what(pair):
    assert pair.chosen == ("old.jsonl", "arena")
    assert pair.hint.text.splitlines() == [
        "old.jsonl: half of it is from 2018-05 or earlier",
        "arena: no times, but half of its models came out in 2023-03 or earlier",
    ]
    assert [pair.older.itemText(i) for i in range(pair.older.count())] == [
        "arena (1,640 files) · 2023-03",
        "    0001.json · 2024-01",
        "old.jsonl · 2018-05",
        "bare.jsonl",
    ]


def test_the_wrong_way_round_is_said(pair):
    choose(pair.older, "arena")
    choose(pair.newer, "old.jsonl")
    assert pair.hint.text.endswith("The older one stands at the right.")


def test_where_nothing_tells_the_person_is_asked(pair):
    choose(pair.newer, "bare.jsonl")
    assert pair.hint.text == "Nothing tells how old this is: bare.jsonl. Choose the older one at the left."


def test_what_the_person_chose_stays_while_it_is_there(pair):
    choose(pair.newer, "arena/0001.json")
    assert not pair.offer(FOUND)
    assert pair.offer(Ages([NEW, PART, OLD], (OLD, NEW)))
    assert pair.chosen == ("old.jsonl", "arena/0001.json")


def test_one_source_alone_is_no_pair(qtbot):
    pair = SourcePair()
    qtbot.addWidget(pair)
    pair.offer(Ages([OLD], None))
    assert not pair.is_one
    assert pair.hint.text == ""
