import pytest
from building import feedback, run, take_in, talk

from nfstudio.domain.feedback import Category
from nfstudio.store.browse import (
    CONVERSATION_SORTS,
    FEEDBACK_SORTS,
    Filter,
    Order,
    Sort,
    conversation_ids,
    feedback_ids,
)


@pytest.fixture
def filled(project):
    take_in(
        project,
        talk("u a", "a b", "u thanks", title="beta", model="m2", created_at="2025-01-01"),
        talk("u a", "a b", "u thanks", "a c", "u thanks", title="Alpha", created_at="2024-01-01"),
        talk("u a", "a b"),
    )
    run(project, [(m, "thanks", Category.POSITIVE, score) for m, score in ((3, 0.6), (6, 0.9), (8, 0.7))])
    return project


def test_conversations_are_sorted_by_a_column_either_way_and_those_without_a_value_come_last(filled):
    def ids(column, *, descending=False):
        return conversation_ids(filled.db, Filter(), Sort(column, descending))

    assert ids("title") == [2, 1, 3]
    assert ids("title", descending=True) == [1, 2, 3]
    assert ids("messages", descending=True) == [2, 1, 3]
    assert ids("feedback", descending=True) == [2, 1, 3]
    assert ids("model") == [1, 2, 3]


def test_feedback_is_sorted_by_what_is_said_of_it_and_of_its_conversation(filled):
    first, second, third = (item.id for item in feedback(filled))

    assert feedback_ids(filled.db, Filter(), Sort("score", descending=True)) == [second, third, first]
    assert feedback_ids(filled.db, Filter(), Sort("created")) == [second, third, first]


def test_chosen_feedback_keeps_the_order_it_was_chosen_in(filled):
    first, second, third = (item.id for item in feedback(filled))
    wanted = Filter(among=(third, first, 999))

    assert feedback_ids(filled.db, wanted, Order.GIVEN) == [third, first]
    assert feedback_ids(filled.db, wanted, Sort("score")) == [first, third]
    assert conversation_ids(filled.db, wanted) == [1, 2]
    assert second not in feedback_ids(filled.db, wanted)


@pytest.mark.parametrize("column", CONVERSATION_SORTS)
def test_every_column_of_conversations_sorts(filled, column):
    assert sorted(conversation_ids(filled.db, Filter(), Sort(column))) == [1, 2, 3]


@pytest.mark.parametrize("column", FEEDBACK_SORTS)
def test_every_column_of_feedback_sorts(filled, column):
    assert len(feedback_ids(filled.db, Filter(), Sort(column, descending=True))) == 3
