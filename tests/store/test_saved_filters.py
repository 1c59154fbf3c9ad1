import json
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.domain.conversation import Role
from nfstudio.domain.feedback import Category, Polarity, Status
from nfstudio.errors import StudioError
from nfstudio.store import saved_filters
from nfstudio.store.browse import Filter

FIELDS = [field.name for field in fields(Filter)]
_names = st.frozensets(st.text(max_size=5), max_size=3)
_filters = st.builds(
    Filter,
    text=st.text(max_size=8),
    text_role=st.none() | st.sampled_from(Role),
    sources=_names,
    models=_names,
    languages=_names,
    categories=st.frozensets(st.sampled_from(Category)),
    polarities=st.frozensets(st.sampled_from(Polarity)),
    statuses=st.frozensets(st.sampled_from(Status)),
    detectors=_names,
    score=st.tuples(st.none() | st.floats(0, 1), st.none() | st.floats(0, 1)),
    created=st.tuples(st.none() | st.just("2024-01-01"), st.none()),
    length=st.tuples(st.none() | st.integers(0, 9), st.none()),
    conversation=st.none() | st.integers(1, 9),
    among=st.lists(st.integers(1, 99), max_size=4).map(tuple),
    among_what=st.text(max_size=5),
)


@given(_filters)
def test_any_filter_comes_back_as_it_was_saved(wanted):
    assert saved_filters.parse(saved_filters.dump(wanted)) == wanted


def test_filters_are_kept_by_name_replaced_and_forgotten(project):
    low, high = Filter(score=(None, 0.5)), Filter(score=(0.8, None))
    saved_filters.save(project, "  sure   ones ", low)
    saved_filters.save(project, "sure ones", high)
    saved_filters.save(project, "All", Filter())

    assert saved_filters.saved_filters(project) == [("All", Filter()), ("sure ones", high)]
    saved_filters.forget(project, "All")
    assert [name for name, _ in saved_filters.saved_filters(project)] == ["sure ones"]


def test_a_filter_without_a_name_is_refused(project):
    with pytest.raises(StudioError, match="needs a name"):
        saved_filters.save(project, "  ", Filter())


def test_what_a_newer_program_wrote_is_passed_over():
    assert saved_filters.parse('{"categories": ["POSITIVE", "SARCASM"], "mood": 3}') == Filter(
        categories=frozenset({Category.POSITIVE})
    )


_anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=4),
    max_leaves=12,
)


@given(_anything)
def test_whatever_json_stands_there_is_a_filter_or_told_to_be_none(value):
    try:
        wanted = saved_filters.parse(json.dumps(value))
    except ValueError:
        return
    assert saved_filters.parse(saved_filters.dump(wanted)) == wanted


@pytest.mark.parametrize(
    "text", ["{", "[]", "3", "[" * 100_000, '{"score": 3}', '{"categories": [[]]}', '{"among": [1e999]}'], ids=range(7)
)
def test_what_a_stranger_left_among_the_filters_is_left_out_and_can_be_forgotten(project, caplog, text):
    saved_filters.save(project, "mine", Filter(text="egg"))
    with project.writing() as db:
        db.execute("INSERT INTO saved_filters VALUES ('odd', ?, '')", (text,))

    assert saved_filters.saved_filters(project) == [("mine", Filter(text="egg"))]
    assert "'odd'" in caplog.text
    saved_filters.forget(project, "odd")
