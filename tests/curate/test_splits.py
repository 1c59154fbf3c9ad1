import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.curate.openings import opening_of, tied
from nfstudio.curate.splits import WHOLE, cutoffs, parse_split, split_at, split_of
from nfstudio.domain.conversation import Conversation, Message, Role

THREE = {"train": 0.8, "validation": 0.1, "test": 0.1}


def test_one_two_and_three_parts_have_their_names():
    assert parse_split("1") == dict(WHOLE)
    assert parse_split("0.9,0.1") == {"train": 0.9, "test": 0.1}
    assert parse_split(" 0.9, 0.05 ,0.05") == {"train": 0.9, "validation": 0.05, "test": 0.05}


def test_a_part_may_be_nothing():
    assert parse_split("0.9,0,0.1") == {"train": 0.9, "validation": 0.0, "test": 0.1}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "written as numbers"),
        ("0.9;0.1", "written as numbers"),
        ("0.9,0.2", "adds up to 1.1"),
        ("90,5,5", "between 0 and 1"),
        ("1.2,-0.2", "between 0 and 1"),
        ("nan,0.5", "between 0 and 1"),
        ("0.4,0.2,0.2,0.2", "at most three"),
        ("0.9,0.0999", "add up to 1"),
    ],
)
def test_what_is_no_split_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(ValueError, match=sentence):
        parse_split(text)


def test_thirds_add_up():
    assert list(parse_split("0.3333333,0.3333333,0.3333334")) == ["train", "validation", "test"]


@given(st.text(), st.integers())
def test_a_group_always_goes_to_the_same_split(group, seed):
    assert split_of(group, fractions=THREE, seed=seed) == split_of(group, fractions=THREE, seed=seed)


@given(st.text(), st.integers())
def test_a_part_of_nothing_gets_nothing(group, seed):
    assert split_of(group, fractions={"train": 0.0, "validation": 1.0, "test": 0.0}, seed=seed) == "validation"
    assert split_of(group, fractions=WHOLE, seed=seed) == "train"


@given(st.text(), st.integers(), st.floats(0, 0.9), st.floats(0, 0.1))
def test_a_bigger_train_part_only_takes_in_never_gives_away(group, seed, share, more):
    before = split_of(group, fractions={"train": share, "test": 1 - share}, seed=seed)
    after = split_of(group, fractions={"train": share + more, "test": 1 - share - more}, seed=seed)
    assert before == after or (before, after) == ("test", "train")


def test_the_shares_are_met_on_average_and_the_seed_moves_groups():
    one, other = ([split_of(f"c{i}", fractions=THREE, seed=seed) for i in range(4000)] for seed in (0, 1))
    assert 3100 < one.count("train") < 3300
    assert 330 < one.count("validation") < 470
    assert one != other


def test_shares_a_hair_below_one_leave_nobody_out():
    fractions = {"train": 1e-9, "test": 1e-9}
    assert {split_of(f"c{i}", fractions=fractions, seed=0) for i in range(50)} == {"test"}


THIRDS = {"train": 0.5, "validation": 0.25, "test": 0.25}
DAYS = [f"2026-01-{day:02}T00:00:00Z" for day in range(1, 29)]


def test_the_oldest_conversations_are_for_training():
    starts = cutoffs(DAYS, fractions=THIRDS)
    assert starts == {"train": "", "validation": DAYS[14], "test": DAYS[21]}
    days = DAYS[0], DAYS[13], DAYS[14], DAYS[27]
    assert [split_at(day, starts) for day in days] == ["train", "train", "validation", "test"]


def test_what_has_no_time_is_for_training():
    assert split_at(None, cutoffs(DAYS, fractions=THIRDS)) == "train"


def test_a_split_without_a_share_takes_nothing():
    starts = cutoffs(DAYS, fractions={"train": 0.5, "validation": 0.0, "test": 0.5})
    assert starts == {"train": "", "test": DAYS[14]}


def test_a_split_that_begins_behind_the_newest_takes_nothing():
    starts = cutoffs(DAYS[:1], fractions={"train": 0.99, "test": 0.01})
    assert split_at("2099-01-01T00:00:00Z", starts) == "train"


@given(st.lists(st.sampled_from(DAYS), min_size=1))
def test_the_first_split_is_never_empty_by_time_alone(times):
    starts = cutoffs(times, fractions=THIRDS)
    assert split_at(min(times), starts) == "train"


def test_times_that_are_all_alike_are_all_for_training():
    starts = cutoffs(DAYS[:1] * 20, fractions=THIRDS)
    assert {split_at(DAYS[0], starts)} == {"train"}


def said(*contents, first=Role.USER):
    roles = (first, *((Role.ASSISTANT, Role.USER) * len(contents)))
    return Conversation(messages=tuple(Message(role, text) for role, text in zip(roles, contents, strict=False)))


@given(st.text(), st.text(), st.lists(st.text(max_size=5), max_size=3))
def test_what_follows_an_opening_does_not_move_a_conversation(opening, answer, further):
    one, other = opening_of(said(opening), "a"), opening_of(said(opening, answer, *further), "b")
    assert one == other or not opening.strip()


@pytest.mark.parametrize("other", ["how  long do eggs BOIL", "How long do eggs boil?", "\nhow long do eggs boil"])
def test_letter_case_space_and_punctuation_make_no_other_opening(other):
    assert opening_of(said(other), "b") == opening_of(said("how long do eggs boil"), "a")


def test_openings_without_a_word_differ_by_their_signs_and_silence_by_its_id():
    names = [opening_of(said(text), "id") for text in ("?", "!!", " ")]
    assert len(set(names)) == 3
    assert names[2] == "id"


@given(st.lists(st.sampled_from(DAYS), min_size=1))
def test_nothing_in_a_later_split_is_older_than_what_is_in_an_earlier_one(times):
    starts = cutoffs(times, fractions=THIRDS)
    order = list(THIRDS)
    places = [order.index(split_at(time, starts)) for time in sorted(times)]
    assert places == sorted(places)


def test_openings_that_hang_together_have_the_smallest_name_whatever_order_they_come_in():
    tied_one_way = tied([["c", "b"], ["e", "d"], ["x"], ["d", "a", "c"], []])
    assert tied_one_way == dict.fromkeys("bcde", "a")
    assert tied([["c", "a", "d"], ["b", "c"], ["d", "e"]]) == tied_one_way


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=4)))
def test_openings_of_one_conversation_have_one_name(conversations):
    names = tied(conversations)
    for openings in conversations:
        assert len({names.get(name, name) for name in openings}) <= 1
