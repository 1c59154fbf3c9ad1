import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_models import fusion_record

from nfstudio.detect.encoding import LABELS
from nfstudio.detect.features import FEATURES
from nfstudio.detect.fusion import Fusion, load
from nfstudio.domain.feedback import Category
from nfstudio.domain.thresholds import Setting, Thresholds
from nfstudio.errors import StudioError


def drawn(seed):
    """A fusion and three vectors of any numbers."""
    chance = np.random.default_rng(seed)
    fusion = Fusion(
        weights=chance.normal(0, 2, (len(LABELS), len(FEATURES))).round(6),
        bias=chance.normal(0, 2, len(LABELS)).round(6),
        center=chance.normal(0, 2, len(FEATURES)).round(6),
        thresholds={
            setting: Thresholds.parse({category.value: chance.random() for category in Category}) for setting in Setting
        },
    )
    return fusion, chance.normal(0, 3, (3, len(FEATURES)))


fusions = st.integers(0, 2**32 - 1).map(drawn)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return tmp_path_factory.mktemp("fusion") / "fusion.json"


@given(fusions)
def test_a_fusion_comes_back_from_its_record_as_it_was(file, drawn):
    fusion, _ = drawn
    back = made(fusion.record(), file)

    assert np.array_equal(back.weights, fusion.weights)
    assert np.array_equal(back.bias, fusion.bias)
    assert np.array_equal(back.center, fusion.center)
    assert {s: dict(t.by_category) for s, t in back.thresholds.items()} == {
        s: dict(t.by_category) for s, t in fusion.thresholds.items()
    }


@given(fusions)
def test_probabilities_are_shares_of_one_and_those_of_a_message_are_its_own(drawn):
    fusion, many = drawn
    found = fusion.probabilities(many)

    assert found.shape == (len(many), len(LABELS))
    assert np.allclose(found.sum(axis=1), 1)
    assert (found >= 0).all()
    for i in range(len(many)):
        assert np.allclose(fusion.probabilities(many[i : i + 1])[0], found[i], atol=1e-9)


@given(fusions, st.integers(1, len(LABELS) - 1))
def test_all_contributions_and_the_bias_add_up_to_the_logits_between_category_and_none(drawn, label):
    fusion, many = drawn
    all_of_them = fusion.contributions(many[0], label, most=len(FEATURES))
    shares = fusion.probabilities(many[:1])[0]
    bias = fusion.bias[label] - fusion.bias[0]
    exact = ((many[0] - fusion.center) * (fusion.weights[label] - fusion.weights[0])).sum()

    assert sum(all_of_them.values()) == pytest.approx(exact, abs=0.06 * len(FEATURES))
    if 1e-12 < shares[label] < 1 and shares[0] > 1e-12:
        assert np.log(shares[label] / shares[0]) == pytest.approx(exact + bias, abs=1e-4)


def made(record, path):
    path.write_text(json.dumps(record))
    return load(path)


def test_the_strongest_contributions_come_first_and_what_hardly_counts_is_left_out(tmp_path):
    record = fusion_record(strength=0.0)
    for name, weight in (("rules.any", 2.0), ("answer.asks", -3.0), ("similar.ratio", 0.01), ("message.new", 1.0)):
        record["features"][name]["weights"][1] = weight
    fusion = made(record, tmp_path / "fusion.json")
    vector = np.ones(len(FEATURES))

    assert list(fusion.contributions(vector, 1).items()) == [
        ("answer.asks", -3.0),
        ("rules.any", 2.0),
        ("message.new", 1.0),
    ]
    assert list(fusion.contributions(vector, 1, most=1)) == ["answer.asks"]


def test_a_contribution_counts_from_what_is_usual(tmp_path):
    record = fusion_record(strength=0.0)
    record["features"]["rules.any"] = {"center": 0.25, "weights": [0, 4, 0, 0, 0, 0]}
    fusion = made(record, tmp_path / "fusion.json")

    assert fusion.contributions(np.zeros(len(FEATURES)), 1) == {"rules.any": -1.0}


def test_no_message_at_all_has_no_probabilities():
    fusion, _ = drawn(1)
    assert fusion.probabilities(np.zeros((0, len(FEATURES)))).shape == (0, len(LABELS))


def test_a_fusion_of_other_features_is_refused(tmp_path):
    record = fusion_record()
    del record["features"]["rules.any"]
    with pytest.raises(StudioError, match="fitted to other features") as refused:
        made(record, tmp_path / "fusion.json")
    assert "nfstudio train" in refused.value.hint


def test_to_a_fusion_that_was_fitted_before_some_features_were_counted_they_say_nothing(tmp_path):
    record = fusion_record()
    older = fusion_record()
    del older["features"][FEATURES[-1]]
    record["features"][FEATURES[-1]] = {"center": 0.0, "weights": [0.0] * len(LABELS)}
    vectors = np.random.default_rng(1).normal(0, 1, (4, len(FEATURES)))

    known = made(older, tmp_path / "older.json").probabilities(vectors)
    assert np.array_equal(known, made(record, tmp_path / "fusion.json").probabilities(vectors))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda record: record.pop("labels"),
        lambda record: record.pop("bias"),
        lambda record: record.update(features=3),
        lambda record: record["features"]["rules.any"].update(weights="x"),
        lambda record: record["features"]["rules.any"].update(weights=[1.0]),
        lambda record: record.update(bias=[0.0]),
        lambda record: record["thresholds"].clear(),
        lambda record: record["bias"].__setitem__(0, float("nan")),
        lambda record: record["thresholds"].pop("balanced"),
        lambda record: record["thresholds"]["precise"].update(POSITIVE=3),
    ],
)
def test_a_spoiled_file_is_refused(tmp_path, spoil):
    record = fusion_record()
    spoil(record)
    with pytest.raises(StudioError, match=r"cannot be read|other features"):
        made(record, tmp_path / "fusion.json")


@pytest.mark.parametrize("text", ["", "[]", "{", "3"])
def test_a_file_that_is_none_is_refused(tmp_path, text):
    path = tmp_path / "fusion.json"
    path.write_text(text)
    with pytest.raises(StudioError, match="cannot be read"):
        load(path)


def test_a_number_beyond_all_numbers_is_refused(tmp_path):
    path = tmp_path / "fusion.json"
    record = fusion_record()
    record["bias"][0] = 123.25
    path.write_text(json.dumps(record).replace("123.25", "1e999"))
    with pytest.raises(StudioError, match="a number is none"):
        load(path)
