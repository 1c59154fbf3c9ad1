import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.exporters import EXPORTERS, trl

GOOD = {
    "prompt": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Name a prime."}],
    "completion": [{"role": "assistant", "content": "Seven."}],
    "label": True,
    "meta": {},
}


def test_every_exporter_in_the_table_stands_under_its_name():
    for name, exporter in EXPORTERS.items():
        assert name == exporter.NAME
        assert exporter.KINDS


def test_a_row_is_lists_of_messages_and_a_boolean(make_example):
    assert trl.row(make_example("2+2?", "5", label=False).content, kind="kto") == {
        "prompt": [{"role": "user", "content": "2+2?"}],
        "completion": [{"role": "assistant", "content": "5"}],
        "label": False,
    }


def test_an_unknown_kind_is_refused(make_example):
    with pytest.raises(ValueError, match="'spans' are not written"):
        trl.row(make_example().content, kind="spans")


def test_a_sound_row_has_no_fault():
    assert trl.row_faults(GOOD, kind="kto") == []


def test_a_system_message_may_follow_the_last_words_of_the_user():
    prompt = [*GOOD["prompt"], {"role": "system", "content": "Answer in French."}]
    assert trl.row_faults(GOOD | {"prompt": prompt}, kind="kto") == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"label": "true"}, "The label is no JSON boolean."),
        ({"label": 1}, "The label is no JSON boolean."),
        ({"prompt": "Name a prime."}, "The prompt is no list of messages."),
        ({"prompt": []}, "The prompt is no list of messages."),
        ({"prompt": [{"role": "human", "content": "Hi"}]}, "The prompt is no list of messages."),
        ({"prompt": [{"role": [], "content": "Hi"}]}, "The prompt is no list of messages."),
        ({"prompt": [{"role": "user", "content": None}]}, "The prompt is no list of messages."),
        ({"prompt": [{"role": "user", "content": "Hi", "name": "Ann"}]}, "The prompt is no list of messages."),
        ({"prompt": [{"role": "assistant", "content": "Hi"}]}, "The prompt does not end with a message"),
        ({"prompt": [{"role": "system", "content": "Be brief."}]}, "The prompt does not end with a message"),
        ({"completion": [{"role": "user", "content": "Hi"}]}, "The completion is not one message"),
        ({"completion": GOOD["completion"] * 2}, "The completion is not one message"),
        ({"completion": [{"role": "assistant", "content": " "}]}, "The completion is empty."),
    ],
)
def test_a_broken_row_is_told_with_a_sentence(change, sentence):
    faults = trl.row_faults(copy.deepcopy(GOOD) | change, kind="kto")
    assert len(faults) == 1
    assert faults[0].startswith(sentence)


@pytest.mark.parametrize("key", ["prompt", "completion", "label"])
def test_a_missing_column_is_told(key):
    assert trl.row_faults({k: v for k, v in GOOD.items() if k != key}, kind="kto") == [f"There is no {key}."]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["role", "content", "x"]), inner),
)


@given(st.fixed_dictionaries({"prompt": json_values, "completion": json_values, "label": json_values}))
def test_no_json_object_makes_the_check_itself_fail(row):
    assert all(fault.endswith(".") for fault in trl.row_faults(row, kind="kto"))


def test_balanced_labels_need_no_weight_but_one():
    advice = trl.advice(kind="kto", good=50, bad=50)
    assert advice["desirable_weight"] == [1.0, 1.33]
    assert advice["undesirable_weight"] == [0.75, 1.0]


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_weight_in_its_range_brings_the_labels_to_between_even_and_four_to_three(good, bad):
    advice = trl.advice(kind="kto", good=good, bad=bad)
    rounding = 0.0051
    for weight in advice["desirable_weight"]:
        assert bad - rounding * good <= weight * good <= bad * 1.33 + rounding * good
    for weight in advice["undesirable_weight"]:
        assert good / 1.33 - rounding * bad <= weight * bad <= good + rounding * bad


@pytest.mark.parametrize(("good", "bad"), [(0, 10), (10, 0), (0, 0)])
def test_one_label_alone_has_no_weight(good, bad):
    advice = trl.advice(kind="kto", good=good, bad=bad)
    assert advice["desirable_weight"] is None
    assert advice["undesirable_weight"] is None


@pytest.mark.parametrize("kind", trl.KINDS)
def test_what_the_snippet_imports_stands_at_its_top(kind):
    lines = [line for line in trl.snippet(kind=kind, files=[]).splitlines() if line]
    imports = [at for at, line in enumerate(lines) if line.startswith(("import ", "from "))]
    assert imports == list(range(len(imports)))
