from hypothesis import given, settings
from hypothesis import strategies as st

from nfstudio.curate.checks.duplicates import gathering
from nfstudio.curate.checks.flags import Answer, Settings, Specimen
from nfstudio.domain.conversation import Message, Role

LONG = " ".join(f"word{i}" for i in range(60))


def specimen(key, prompt, answer, *, wanted=True, conversation=None):
    said = Answer("completion", Message(Role.ASSISTANT, answer), wanted)
    return Specimen(key, conversation or key, (Message(Role.USER, prompt),), (said,))


def gathered(*rows):
    found = gathering(Settings())
    for one in rows:
        found.add(one)
    return found


def test_all_but_one_of_equal_rows_are_flagged():
    rows = [
        specimen(key, "How do tides work?", "The moon  pulls.".replace("  ", gap))
        for key, gap in zip("abc", ["  ", " ", "\n"], strict=True)
    ]

    assert [flag.reason for flag in gathered(*rows).flags(set()).values()] == ["exact duplicate"] * 2


def test_the_row_that_stays_is_the_same_in_any_order():
    rows = [specimen(key, "How do tides work?", "The moon pulls.") for key in "abcdef"]
    kept = [
        {order[i].key for i in range(6)} - {order[i].key for i in gathered(*order).flags(set())}
        for order in (rows, rows[::-1], rows[3:] + rows[:3])
    ]

    assert kept[0] == kept[1] == kept[2]


def test_nearly_the_same_row_is_a_near_duplicate():
    flags = gathered(specimen("a", LONG, LONG), specimen("b", LONG + " more", LONG + " too")).flags(set())

    assert [flag.reason for flag in flags.values()] == ["near duplicate"]


def test_another_label_or_another_answer_is_no_duplicate():
    rows = specimen("a", LONG, LONG), specimen("b", LONG, LONG, wanted=False), specimen("c", LONG, "Something else.")

    assert gathered(*rows).flags(set()) == {}


def test_rows_that_were_left_out_meanwhile_hide_no_duplicate():
    rows = [specimen(key, "How do tides work?", "The moon pulls.") for key in "ab"]
    (flagged,) = gathered(*rows).flags(set())

    assert gathered(*rows).flags({1 - flagged}) == {}


def test_prompts_that_are_nearly_the_same_stay_in_one_split_with_all_of_their_conversations():
    rows = [
        specimen("1", LONG, "x", conversation="b"),
        specimen("2", "Something else altogether here", "y", conversation="b"),
        specimen("3", LONG + " more", "z", conversation="a"),
        specimen("4", "Nothing like the others at all", "w", conversation="c"),
    ]

    assert gathered(*rows).groups() == ["a", "a", "a", "c"]


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([LONG, LONG + " a", "b c d e f", "g h i j k"]), st.sampled_from("pqrst")), max_size=10
    ),
    st.randoms(),
)
def test_groups_do_not_depend_on_the_order_of_the_rows(made, random):
    rows = [specimen(str(i), prompt, "x", conversation=name) for i, (prompt, name) in enumerate(made)]
    shuffled = rows[:]
    random.shuffle(shuffled)

    def named(order):
        return dict(zip([one.key for one in order], gathered(*order).groups(), strict=True))

    assert named(rows) == named(shuffled)
