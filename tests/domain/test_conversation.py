import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.domain.conversation import (
    Conversation,
    Message,
    Role,
    answer_to,
    canonical,
    chain,
    fingerprint,
    instant,
    path_to,
    targets,
)

U, A, S, T = Role.USER, Role.ASSISTANT, Role.SYSTEM, Role.TOOL
anything = st.text(st.characters() | st.sampled_from("\r\n\x00\ud800\udfff"))


@given(anything)
def test_canonical_text_can_be_stored_and_is_canonical_already(text):
    stored = canonical(text)

    assert "\r" not in stored
    assert "\x00" not in stored
    stored.encode()
    assert canonical(stored) == stored


@given(anything)
def test_canonical_text_loses_no_code_point_but_the_second_half_of_a_newline(text):
    assert len(canonical(text)) == len(text) - text.count("\r\n")


def test_other_line_separators_stay_because_they_are_no_newlines_to_python():
    assert canonical("a\u2028b\u2029c\x85d") == "a\u2028b\u2029c\x85d"


def test_an_instant_is_utc_to_the_second():
    assert instant(1750000000.9) == instant(1750000000.0) == "2025-06-15T15:06:40Z"
    assert instant(-1.0) == instant(-0.5) == "1969-12-31T23:59:59Z"
    assert instant(4102444799.0) == "2099-12-31T23:59:59Z"


def test_the_target_is_the_nearest_earlier_answer_across_tools_and_system_messages():
    roles, parents = [U, A, T, S, U], [None, 0, 1, 2, 3]

    assert targets(roles, parents)[4] == 1


def test_a_first_message_and_an_answer_have_no_target():
    roles, parents = [S, U, A], [None, 0, 1]

    assert targets(roles, parents) == [None, None, None]


def test_the_second_of_two_messages_in_a_row_speaks_about_the_same_answer():
    roles, parents = [U, A, U, U], [None, 0, 1, 2]

    assert targets(roles, parents)[2:] == [1, 1]


def test_the_target_lies_on_the_own_branch():
    # Two answers to one question; the follow-up belongs to the second.
    roles, parents = [U, A, A, U], [None, 0, 0, 2]

    assert targets(roles, parents)[3] == 2


trees = st.lists(st.tuples(st.sampled_from([U, A, S, T]), st.integers(0, 9)), max_size=8).map(
    lambda said: [Message(role, "", at % i if i and at else None) for i, (role, at) in enumerate(said)]
)


@given(trees)
def test_the_target_of_one_message_is_the_one_that_all_are_told(messages):
    told = targets([m.role for m in messages], [m.parent for m in messages])
    assert told == [answer_to(messages, i) if m.role is U else None for i, m in enumerate(messages)]


def test_a_loop_of_parents_is_refused():
    with pytest.raises(ValueError, match="loop"):
        path_to([1, 0], 0)


def conversation(*said):
    return Conversation(chain([Message(role, words) for role, words in said]))


def test_equal_words_have_one_fingerprint_whatever_the_ids_say():
    one = conversation((U, "hi"), (A, "hello"))
    other = Conversation(tuple(Message(m.role, m.content, m.parent, origin_id="x") for m in one.messages), title="t")

    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize(
    "other",
    [
        conversation((U, "hi"), (A, "hello!")),
        conversation((U, "hi"), (U, "hello")),
        conversation((U, "hih"), (A, "ello")),
        Conversation((Message(U, "hi"), Message(A, "hello"))),
    ],
)
def test_other_words_roles_cuts_or_branches_have_another_fingerprint(other):
    assert fingerprint(conversation((U, "hi"), (A, "hello"))) != fingerprint(other)
