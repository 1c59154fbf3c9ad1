"""Lists of messages as rows hold them."""

import pytest

from nfstudio.domain.conversation import Message, Role
from nfstudio.exporters import messages as m
from nfstudio.exporters.shapes import Unfit

S, U, A, T = Role.SYSTEM, Role.USER, Role.ASSISTANT, Role.TOOL
GOOD = {"role": "user", "content": "hi"}
BAD = (
    {},
    {"role": "user"},
    {"role": "robot", "content": "hi"},
    {"role": "user", "content": 7},
    GOOD | {"x": 1},
    "hi",
    None,
)


@pytest.mark.parametrize("bad", BAD, ids=range(len(BAD)))
def test_one_that_is_no_message_spoils_the_list_wherever_it_stands(bad):
    assert m.are_messages([GOOD])
    assert m.are_messages([GOOD, GOOD, GOOD])
    assert not m.are_messages([bad])
    assert not m.are_messages([bad, GOOD])
    assert not m.are_messages([GOOD, bad])
    assert not m.are_messages([GOOD, bad, GOOD])


@pytest.mark.parametrize("value", [[], None, {}, "hi", GOOD, ({"role": "user", "content": "hi"},)])
def test_what_is_no_list_of_messages_is_none(value):
    assert not m.are_messages(value)


@pytest.mark.parametrize(
    ("roles", "why"),
    [
        ((), None),
        ((U,), None),
        ((S, U, A, U), None),
        ((U, A, U, A), None),
        ((S, S, U), m.NOT_ALTERNATING),
        ((U, S, U), m.NOT_ALTERNATING),
        ((A, U), m.NOT_ALTERNATING),
        ((U, U, A), m.NOT_ALTERNATING),
        ((U, A, A), m.NOT_ALTERNATING),
        ((U, T, A), m.TOOLS),
        ((U, U, T), m.TOOLS),
    ],
)
def test_who_speaks_in_turn_has_a_shape_and_others_are_told_why_not(roles, why):
    assert m.alternating([Message(role, "x") for role in roles]) == (Unfit(why) if why else None)


@pytest.mark.parametrize(
    ("roles", "sound"),
    [("", False), ("u", True), ("ut", True), ("us", True), ("ua", False), ("s", False), ("uas", False), ("as", False)],
)
def test_a_prompt_ends_with_who_is_answered_instructions_behind_aside(roles, sound):
    names = {"u": "user", "a": "assistant", "s": "system", "t": "tool"}
    assert (m.prompt_faults([{"role": names[role], "content": "x"} for role in roles]) == []) == sound
