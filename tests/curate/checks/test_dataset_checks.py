"""The checks that need to know all rows, a question each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.curate.checks import balance, caps, conflicts, length_confound, token_length
from nfstudio.curate.checks.flags import Settings
from nfstudio.curate.checks.tokens import BY_CHARACTERS, tokenizer
from nfstudio.errors import StudioError


def gathered(check, *rows, **wishes):
    found = check.gathering(Settings(**wishes))
    for one in rows:
        found.add(one)
    return found


def test_the_same_answer_wanted_here_and_unwanted_there_is_a_conflict(row):
    rows = row(answer="Moon."), row(answer="Moon. ", wanted=False), row(answer="Sun.")
    found = gathered(conflicts, *rows)

    assert list(found.flags(set())) == [0, 1]
    assert found.findings(set())[0].figures == {"rows": 2}
    assert gathered(conflicts, *rows).flags({1}) == {}


def test_a_pair_of_equal_answers_and_pairs_turned_round_are_conflicts(pair):
    assert list(gathered(conflicts, pair("a", "a ")).flags(set())) == [0]
    assert list(gathered(conflicts, pair("a", "b"), pair("b", "a"), pair("c", "d")).flags(set())) == [0, 1]


@pytest.mark.parametrize("wish", ["most_per_user", "most_per_template"])
def test_rows_beyond_a_cap_are_flagged_and_the_same_ones_in_any_order(row, wish):
    rows = [row("Act as a poet and write about 7 tides", "x", key=key, user="u") for key in "abcde"]
    other = row("Why is the sky blue", "x", key="z", user="v")
    left = []
    for order in (rows, rows[::-1]):
        flags = gathered(caps, *order, other, **{wish: 2}).flags(set())
        left.append({one.key for i, one in enumerate(order) if i not in flags})
        assert 5 not in flags

    assert left[0] == left[1]
    assert len(left[0]) == 2


def test_without_a_cap_nothing_is_flagged_but_a_crowd_is_told_of(row):
    rows = [row(f"word{i} first and then more", "x", key=str(i), user="u" if i < 30 else str(i)) for i in range(200)]
    found = gathered(caps, *rows)

    assert found.flags(set()) == {}
    (finding,) = found.findings(set())
    assert finding.figures == {"user": 30, "share": 0.15}
    assert finding.remedy == {"most_per_user": 10}


def test_rows_of_nobody_known_are_not_one_user(row):
    rows = [row(f"word{i} first", "x", key=str(i)) for i in range(5)]

    assert gathered(caps, *rows, most_per_user=1).flags(set()) == {}


def test_a_row_is_too_long_by_its_prompt_and_its_longest_answer(pair):
    rows = pair("x" * 40, "y" * 400, prompt="z" * 40), pair("x", "y", prompt="z")
    found = gathered(token_length, *rows, most_tokens=100)

    assert list(found.flags(set())) == [0]
    assert found.findings(set())[0].figures["longest"] == 10 + 100 + 8


def test_a_tokenizer_of_ones_own_counts(tmp_path):
    from tokenizers import Tokenizer, models, pre_tokenizers

    made = Tokenizer(models.WordLevel({"tide": 0, "moon": 1, "?": 2}, unk_token="?"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.save(str(tmp_path / "tokenizer.json"))

    assert tokenizer(tmp_path).count("moon tide stone") == 3
    assert BY_CHARACTERS.count("moon tide stone") == 4


def test_what_is_no_tokenizer_is_told_in_a_sentence(tmp_path):
    (tmp_path / "tokenizer.json").write_text("{}")

    with pytest.raises(StudioError, match="no tokenizer that can be read"):
        tokenizer(tmp_path)
    with pytest.raises(StudioError, match="no tokenizer in"):
        tokenizer(tmp_path / "none")


def test_chosen_answers_that_are_mostly_longer_are_warned_of(pair):
    longer = [pair("x" * 50, "y" * 10) for _ in range(30)]
    even = [pair("x" * 10, "y" * 50) for _ in range(30)]

    (finding,) = gathered(length_confound, *longer).findings(set())
    assert finding.warns
    assert finding.figures == {"pairs": 30, "chosen_longer": 1.0, "length_ratio": 5.0}
    (finding,) = gathered(length_confound, *longer, *even).findings(set())
    assert not finding.warns


def test_labels_that_length_alone_tells_are_warned_of(row):
    good = [row(answer="x" * (100 + i)) for i in range(25)]
    bad = [row(answer="x" * (10 + i), wanted=False) for i in range(25)]

    (finding,) = gathered(length_confound, *good, *bad).findings(set())

    assert finding.warns
    assert finding.figures["auc"] == 1.0
    assert finding.figures["point_biserial"] > 0.9


@given(st.lists(st.integers(0, 9), min_size=1), st.lists(st.integers(0, 9), min_size=1))
def test_the_area_is_the_share_of_comparisons_won(good, bad):
    counted = sum((a > b) + (a == b) / 2 for a in good for b in bad) / (len(good) * len(bad))

    assert length_confound.area(sorted(good), sorted(bad)) == pytest.approx(counted)


def test_labels_are_counted_and_lopsided_ones_warned_of(row):
    rows = [row(answer="x", said=["thanks"])] + [row(answer="x", wanted=False)] * 11

    (finding,) = gathered(balance, *rows).findings(set())
    assert finding.warns
    assert finding.figures == {"true": 1, "false": 11, "categories": {"POSITIVE": 1}}
    assert not gathered(balance, *rows[:5]).findings(set())[0].warns
