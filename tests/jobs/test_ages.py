"""Which of two sources is the older one is told by times, else by models, else not at all."""

import pytest
from building import talk

from nfstudio.domain.model_ages import released, year_in
from nfstudio.domain.records import Found
from nfstudio.jobs.ages import ENOUGH, Known, ages
from nfstudio.store import adding
from nfstudio.store.adding import WholeFile


def take_in(project, shown, *, group=None, count=ENOUGH, format_name="messages", **about):
    talks = [talk(f"u ask {i} {shown}", "a answer", f"u thanks {i} {shown}", **about) for i in range(count)]
    records = [Found(f"line {i}", one) for i, one in enumerate(talks, 1)]
    group = group or shown
    adding.add_whole(project, [WholeFile(f"/logs/{shown}", shown, group, format_name, 1, 1, records=records)])


def proposed(project):
    pair = ages(project).proposed
    return pair and tuple(one.name for one in pair)


def test_the_source_with_the_earlier_times_stands_at_the_left(project):
    take_in(project, "big.jsonl", count=2 * ENOUGH, created_at="2024-05-01T10:00:00Z")
    take_in(project, "old.jsonl", created_at="2018-02-01T10:00:00Z")
    assert proposed(project) == ("old.jsonl", "big.jsonl")
    found = {one.name: (one.month, one.by) for one in ages(project).sources}
    assert found == {"big.jsonl": ("2024-05", Known.TIMES), "old.jsonl": ("2018-02", Known.TIMES)}


def test_a_few_strange_times_do_not_make_a_source_old(project):
    take_in(project, "a.jsonl", group="a", count=ENOUGH, created_at="2024-05-01T10:00:00Z")
    take_in(project, "b.jsonl", group="a", count=3, created_at="1970-01-01T00:00:00Z")
    take_in(project, "c.jsonl", created_at="2023-05-01T10:00:00Z")
    assert proposed(project) == ("c.jsonl", "a")


def test_without_times_the_models_tell(project):
    take_in(project, "new.jsonl", count=2 * ENOUGH, model="gpt-4o-mini")
    take_in(project, "old.jsonl", model="vicuna-13b")
    assert proposed(project) == ("old.jsonl", "new.jsonl")
    assert {one.by for one in ages(project).sources} == {Known.MODELS}


def test_without_times_and_models_the_corpus_or_a_year_in_the_name_tells(project):
    take_in(project, "wild.jsonl", count=2 * ENOUGH, format_name="wildchat")
    take_in(project, "convai-2018.jsonl")
    assert proposed(project) == ("convai-2018.jsonl", "wild.jsonl")
    found = {one.name: (one.month, one.by) for one in ages(project).sources}
    assert found == {"wild.jsonl": ("2023-10", Known.CORPUS), "convai-2018.jsonl": ("2018", Known.NAME)}


@pytest.mark.parametrize(
    ("name", "year"),
    [("talks-2018.jsonl", "2018"), ("2019-2023.jsonl", None), ("a12018.jsonl", None), ("2018-01/2018-02", "2018")],
)
def test_only_a_single_year_counts(name, year):
    assert year_in(name) == year


def test_where_nothing_tells_the_two_largest_are_proposed_as_they_come(project):
    take_in(project, "small.jsonl", count=ENOUGH)
    take_in(project, "large.jsonl", count=2 * ENOUGH)
    take_in(project, "tiny.jsonl", count=2, created_at="2001-01-01T00:00:00Z")
    assert proposed(project) == ("large.jsonl", "small.jsonl")
    assert ages(project).sources[0].by is Known.NOT


def test_one_source_is_no_pair_and_large_files_of_it_are_offered(project):
    take_in(project, "f/a.jsonl", group="f", created_at="2018-02-01T10:00:00Z")
    take_in(project, "f/b.jsonl", group="f", created_at="2024-02-01T10:00:00Z")
    take_in(project, "f/c.jsonl", group="f", count=2)
    found = ages(project)
    assert found.proposed is None
    assert [(one.name, one.files, one.month) for one in found.sources] == [
        ("f", 3, "2018-02"),
        ("f/a.jsonl", 0, "2018-02"),
        ("f/b.jsonl", 0, "2024-02"),
    ]


@pytest.mark.parametrize(
    ("model", "month"),
    [
        ("gpt-4", "2023-03"),
        ("openai/gpt-4o-mini", "2024-05"),
        ("gpt-3.5-turbo-0301", "2022-11"),
        ("vicuna-33b", "2023-03"),
        ("Claude-3-5-Sonnet", "2024-06"),
        ("llama_2_7b", "2023-07"),
        ("o1-preview", "2024-09"),
        ("phi", None),
        ("palmyra", None),
        ("my-own", None),
        ("", None),
    ],
)
def test_a_model_is_as_old_as_its_family(model, month):
    assert released(model) == month
