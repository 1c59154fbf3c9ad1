"""Messages of one role in a row become one, and nothing else changes."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from nfstudio.curate.judged import Example, Reviewed, Way
from nfstudio.curate.turns import told, with_turns, without_greeting
from nfstudio.domain.conversation import Conversation, Message, Role
from nfstudio.domain.preferences import Asked, Demonstration, Pair, Unpaired

S, U, A, T = Role.SYSTEM, Role.USER, Role.ASSISTANT, Role.TOOL
ANSWER = Message(A, "Seven.")
PROMPTS = st.lists(st.tuples(st.sampled_from([S, U, A, T]), st.text(min_size=1, max_size=5)), max_size=8)


def example(prompt, *, make=lambda prompt: Unpaired(prompt, ANSWER, True)):
    reviewed = Reviewed(Conversation(messages=()), conversation_id="c", source="a.jsonl", feedback=())
    return Example(make(tuple(Message(role, text) for role, text in prompt)), reviewed, Way.JUDGED, len(prompt))


def said(one):
    return [(message.role, message.content) for message in one.content.prompt]


def test_what_somebody_wrote_in_two_messages_is_one_with_a_blank_line_between():
    prompt = [(S, "Be brief."), (U, "Name a prime."), (U, "An odd one."), (A, "3"), (A, "or 5"), (U, "More")]
    one = with_turns(example(prompt))
    assert said(one) == [(S, "Be brief."), (U, "Name a prime.\n\nAn odd one."), (A, "3\n\nor 5"), (U, "More")]
    assert one.content.completion is ANSWER


def test_pairs_and_demonstrations_are_joined_too_and_tools_are_not():
    twice = [(U, "a"), (U, "b")]
    for make in (lambda p: Pair(p, ANSWER, Message(A, "Nine.")), lambda p: Demonstration(p, ANSWER)):
        assert said(with_turns(example(twice, make=make))) == [(U, "a\n\nb")]
    tools = example([(U, "a"), (T, "x"), (T, "y")])
    assert with_turns(tools) is tools


@given(PROMPTS)
def test_every_word_stays_in_its_order_and_no_speaker_follows_upon_himself(prompt):
    one = with_turns(example(prompt))
    spoken = said(one)
    assert "\n\n".join(text for _, text in spoken) == "\n\n".join(text for _, text in prompt)
    assert not any(a == b and a in (U, A) for (a, _), (b, _) in pairwise(spoken))
    assert with_turns(one) is one


def test_what_a_dump_says_of_one_of_them_holds_for_the_whole():
    prompt = (Message(U, "a", extra={"toxic": True}), Message(U, "b"))
    one = with_turns(example([], make=lambda _: Unpaired(prompt, ANSWER, True)))
    assert one.content.prompt[0].extra == {"toxic": True}


def test_the_card_is_told_how_many():
    assert told(1, "X").sentence.startswith("One row holds")
    assert told(1200, "X").sentence.startswith("1,200 rows hold")


def test_what_the_assistant_says_first_goes_and_nothing_else():
    prompt = [(S, "Be brief."), (A, "Hello!"), (S, "Now."), (A, "Ask me."), (U, "Name a prime."), (A, "3"), (U, "More")]
    assert said(without_greeting(example(prompt))) == [prompt[0], prompt[2], *prompt[4:]]


def test_without_a_greeting_there_is_nothing_to_leave_out():
    assert without_greeting(example([(S, "Be brief."), (U, "a")])) is None
    assert without_greeting(example([(U, "a")], make=Asked)) is None
