"""What the lists show is what a slow and simple count over all rows says, for any filter."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_talks import DETECTORS, LANGUAGES, MODELS, SOURCES, Line, Talk

from nfstudio.domain.conversation import Role
from nfstudio.domain.feedback import Category, Polarity, Status
from nfstudio.store import browse, facets, first_rows, hits
from nfstudio.store.browse import FACETS, Filter, Order


def _some(values):
    """Any choice of values; an empty text stands for None, as in a filter."""
    return st.frozensets(st.sampled_from([value or "" for value in values] + ["unknown"]), max_size=3)


def _range(values):
    ends = st.one_of(st.none(), st.sampled_from(values))
    return st.tuples(ends, ends)


filters = st.builds(
    Filter,
    text=st.sampled_from(("", "", "", "apple", "plum pear", "翻译", "nothing-such", "...", "appl")),
    text_role=st.sampled_from((None, None, Role.USER, Role.ASSISTANT)),
    sources=_some(SOURCES),
    models=_some(MODELS),
    languages=_some(LANGUAGES),
    categories=st.frozensets(st.sampled_from(Category), max_size=3),
    polarities=st.frozensets(st.sampled_from(Polarity), max_size=2),
    statuses=st.frozensets(st.sampled_from(Status), max_size=3),
    detectors=_some(DETECTORS).map(lambda names: names - {"", "unknown"}),
    score=_range((0.1, 0.25, 0.5, 0.9)),
    created=_range(("2025-01-31", "2025-02-01", "2025-02-28", "2025-02-28T23:59:59Z")),
    length=_range((2, 3, 5, 7)),
    conversation=st.sampled_from((None, None, None, 1, 2, 999)),
)


def _named(wanted: frozenset[str], value: str | None) -> bool:
    return not wanted or (value or "") in wanted


def _inside(value, low, high) -> bool:
    if low is None and high is None:
        return True
    return value is not None and (low is None or value >= low) and (high is None or value <= high)


def _talk_fits(talk: Talk, wanted: Filter) -> bool:
    first, last = wanted.created
    day = last + "T23:59:59Z" if last and "T" not in last else last
    return (
        _named(wanted.sources, talk.source)
        and _named(wanted.models, talk.model)
        and _named(wanted.languages, talk.language)
        and _inside(talk.created, first, day)
        and _inside(len(talk.texts), *wanted.length)
        and wanted.conversation in (None, talk.id)
        and _says(talk, wanted)
    )


def _says(talk: Talk, wanted: Filter) -> bool:
    """Whether one message of the conversation has all the words; the last word may be the beginning of one."""
    if not wanted.text:
        return True
    words = wanted.text.replace("-", " ").replace(".", " ").split()
    texts = [text for role, text in talk.texts if wanted.text_role in (None, role)]
    return bool(words) and any(all(word in text for word in words) for text in texts)


def _line_fits(line: Line, wanted: Filter) -> bool:
    return (
        (not wanted.categories or line.category in wanted.categories)
        and (not wanted.polarities or line.category.polarity in wanted.polarities)
        and (not wanted.statuses or line.status in wanted.statuses)
        and (not wanted.detectors or line.detector in wanted.detectors)
        and _inside(line.score, *wanted.score)
    )


def _about_feedback(wanted: Filter) -> bool:
    narrowed = wanted.categories or wanted.polarities or wanted.statuses or wanted.detectors
    return bool(narrowed) or wanted.score != (None, None)


def _lines(talks, wanted: Filter) -> list[tuple[Talk, Line]]:
    return [
        (talk, line) for talk in talks if _talk_fits(talk, wanted) for line in talk.feedback if _line_fits(line, wanted)
    ]


def _talks(talks, wanted: Filter) -> list[Talk]:
    return [
        talk
        for talk in talks
        if _talk_fits(talk, wanted)
        and (not _about_feedback(wanted) or any(_line_fits(line, wanted) for line in talk.feedback))
    ]


# What a run has changed is counted in test_differences.py: here no run has followed another.
FIELDS = dict(zip(FACETS[:-1], ("sources", "models", "languages", "categories", "statuses", "detectors"), strict=True))
brute = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@brute
@given(wanted=filters, order=st.sampled_from((Order.READING, Order.UNCERTAIN, Order.SURE, Order.RANDOM)))
def test_the_feedback_of_a_filter_is_what_a_slow_count_finds(made, wanted, order):
    project, talks = made
    found = browse.feedback_ids(project.db, wanted, order)
    assert sorted(found) == sorted(line.id for _, line in _lines(talks, wanted))
    assert browse.count_feedback(project.db, wanted) == len(found)


@brute
@given(
    wanted=filters,
    order=st.sampled_from((Order.IMPORTED, Order.NEWEST, Order.LONGEST, Order.MOST_FEEDBACK)),
)
def test_the_conversations_of_a_filter_are_what_a_slow_count_finds(made, wanted, order):
    project, talks = made
    found = browse.conversation_ids(project.db, wanted, order)
    assert sorted(found) == [talk.id for talk in _talks(talks, wanted)]
    assert browse.count_conversations(project.db, wanted) == len(found)


@brute
@given(wanted=filters)
def test_feedback_is_counted_by_its_status_whatever_statuses_the_filter_has(made, wanted):
    project, _ = made
    counted = browse.count_by_status(project.db, wanted)
    for status in Status:
        of_one = browse.count_feedback(project.db, replace(wanted, statuses=frozenset({status})))
        assert counted.get(status, 0) == of_one


@brute
@given(wanted=filters)
def test_what_is_found_first_is_the_beginning_of_what_any_filter_lets_through(made, wanted):
    project, _ = made
    every = browse.conversation_ids(project.db, wanted)
    first = browse.first_conversations(project.db, wanted)
    assert first == every[: len(first)]
    assert first or not every or wanted.text


def test_where_a_source_begins_late_its_first_conversations_are_found_at_once_too(made, monkeypatch):
    project, _ = made
    monkeypatch.setattr(first_rows, "_WALKED", 1)
    for source, _count in browse.facets(project.db, Filter(), of_feedback=False)["source"]:
        wanted = Filter(sources=frozenset({source}))
        every = browse.conversation_ids(project.db, wanted)
        first = browse.first_conversations(project.db, wanted)
        assert first
        assert first == every[: len(first)]


@brute
@given(wanted=filters, order=st.sampled_from((Order.UNCERTAIN, Order.SURE, Order.NOVEL, Order.READING, Order.RANDOM)))
def test_what_is_found_first_is_the_beginning_of_any_queue(made, wanted, order):
    project, _ = made
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hits, "_FEW", 0)  # as if every word were common
        first = browse.first_feedback(project.db, wanted, order)
    every = browse.feedback_ids(project.db, wanted, order)
    assert first == every[: len(first)]
    first = browse.first_feedback(project.db, wanted, order)
    assert first == every[: len(first)]


@pytest.mark.parametrize(
    ("order", "score"),
    [
        (Order.UNCERTAIN, (0.9, None)),
        (Order.UNCERTAIN, (None, 0.25)),
        (Order.SURE, (None, 0.75)),
        (Order.SURE, (0.1, 0.25)),
    ],
)
@pytest.mark.parametrize("statuses", [(), (Status.CONFIRMED, Status.LOW)])
def test_a_queue_of_some_scores_begins_at_once_too(made, order, score, statuses):
    project, _ = made
    wanted = Filter(score=score, statuses=frozenset(statuses))
    every = browse.feedback_ids(project.db, wanted, order)
    first = browse.first_feedback(project.db, wanted, order)
    assert first
    assert first == every[: len(first)]


def test_a_queue_begins_at_once_with_what_is_least_certain(made):
    project, _ = made
    every = browse.feedback_ids(project.db, Filter(), Order.UNCERTAIN)
    assert every[0] in browse.first_feedback(project.db, Filter(), Order.UNCERTAIN)
    assert browse.first_feedback(project.db, Filter(), Order.RANDOM) == [], "all of it takes no longer"


def test_only_the_first_conversations_of_a_project_are_walked_through_at_once(made, monkeypatch):
    project, _ = made
    monkeypatch.setattr(first_rows, "_WALKED", 10)
    assert browse.first_conversations(project.db, Filter()) == list(range(1, 11))
    assert browse.first_conversations(project.db, Filter(length=(7, 7))) == [
        found for found in browse.conversation_ids(project.db, Filter(length=(7, 7))) if found <= 10
    ]


@brute
@given(wanted=filters, few=st.sampled_from((0, 64)))
def test_facets_of_feedback_are_what_a_slow_count_finds(made, wanted, few):
    project, talks = made
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(facets, "_FEW_VALUES", few)  # many sources, models and languages are counted by groups
        counted = browse.facets(project.db, wanted, of_feedback=True)
    assert set(counted) == set(FACETS)
    for name, field in FIELDS.items():
        expected: dict[str | None, int] = {}
        for talk, line in _lines(talks, replace(wanted, **{field: frozenset()})):
            value = getattr(talk, name) if hasattr(talk, name) else getattr(line, name)
            expected[value] = expected.get(value, 0) + 1
        assert dict(counted[name]) == expected


@brute
@given(wanted=filters)
def test_facets_of_conversations_are_what_a_slow_count_finds(made, wanted):
    project, talks = made
    counted = browse.facets(project.db, wanted, of_feedback=False)
    for name, field in FIELDS.items():
        wider = replace(wanted, **{field: frozenset()})
        expected: dict[str | None, int] = {}
        for talk in _talks(talks, wider):
            fitting = [line for line in talk.feedback if _line_fits(line, wider)]
            values = {getattr(talk, name)} if hasattr(talk, name) else {getattr(line, name) for line in fitting}
            for value in values:
                expected[value] = expected.get(value, 0) + 1
        assert dict(counted[name]) == expected


@brute
@given(wanted=filters, data=st.data())
def test_choosing_a_facet_leaves_as_many_rows_as_it_promised(made, wanted, data):
    project, _ = made
    counted = browse.facets(project.db, wanted, of_feedback=True)
    name = data.draw(st.sampled_from(FACETS))
    for value, count in counted[name]:
        chosen = replace(wanted, **{FIELDS[name]: frozenset([value or ""])})
        assert browse.count_feedback(project.db, chosen) == count


def test_facet_values_come_with_the_most_frequent_first(made):
    project, _ = made
    for of_feedback in (True, False):
        for values in browse.facets(project.db, Filter(), of_feedback=of_feedback).values():
            counts = [count for _, count in values]
            assert counts == sorted(counts, reverse=True)
