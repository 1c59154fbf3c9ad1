"""What stands on each side of a pair, and which answers come into one at all: edges of the ways."""

from dataclasses import replace

from building import talk

from nfstudio.curate.examples import demonstrations
from nfstudio.curate.judged import Example, JudgedFeedback, LeftOut, PromptForm, Reason, Reviewed, Selection, Way
from nfstudio.curate.pairs import demonstrations_after, pairs
from nfstudio.domain.conversation import Conversation, Message, Role
from nfstudio.domain.feedback import Category, Scope, Status
from nfstudio.domain.span import Span

U, A, T = Role.USER, Role.ASSISTANT, Role.TOOL
USUAL = Selection()
TEA = talk(
    "u How long does green tea steep?",
    "a Ten minutes, in boiling water.",
    "u No, that makes green tea bitter.",
    "a Green tea steeps for two minutes at eighty degrees.",
    "u Perfect, thank you.",
)


def judged(message, target, category=Category.POSITIVE, scope=None):
    return JudgedFeedback(
        message=message, target=target, category=category, span=Span(0, 2), status=Status.CONFIRMED, scope=scope
    )


CORRECTED, PRAISED = judged(2, 1, Category.CORRECTION), judged(4, 3)


def made(conversation, *feedback, rewrites=(), **how):
    return list(pairs(Reviewed(conversation, "c", "a.json", feedback, rewrites=dict(rewrites)), USUAL, **how))


def only(*args, **how):
    (result,) = made(*args, **how)
    return result


def changed(conversation, at, **fields):
    messages = list(conversation.messages)
    messages[at] = replace(messages[at], **fields)
    return Conversation(tuple(messages))


def categories(traces):
    return [trace.category for trace in traces]


def test_what_a_person_wrote_carries_no_word_and_no_thumb_of_the_answer_it_betters():
    pair = only(changed(TEA, 1, rating=-1), CORRECTED, rewrites={1: "Two minutes."})

    assert (pair.chosen.target_position, pair.chosen.rating, pair.chosen.traces) == (1, None, ())
    assert (pair.rejected.target_position, pair.rejected.rating) == (1, -1)
    assert categories(pair.rejected.traces) == [Category.CORRECTION]


def test_what_is_said_against_the_rejected_answer_speaks_for_the_pair_and_each_side_has_its_place():
    pair = only(TEA, CORRECTED, PRAISED)

    assert categories(pair.traces) == [Category.CORRECTION]
    assert categories(pair.chosen.traces) == [Category.POSITIVE]
    assert (pair.chosen.target_position, pair.rejected.target_position, pair.target_position) == (3, 1, 1)


def test_where_nothing_is_said_against_the_rejected_answer_the_praise_speaks():
    answers = (Message(A, "one", parent=0), Message(A, "two", parent=0, rating=-1), Message(U, "thanks", parent=1))
    pair = only(Conversation((Message(U, "ask"), *answers)), judged(3, 1))

    assert (categories(pair.traces), pair.way) == ([Category.POSITIVE], Way.THUMBS)
    assert (pair.chosen.target_position, pair.rejected.target_position, pair.rejected.rating) == (1, 1, -1)


def test_an_answer_that_was_praised_and_corrected_is_rejected_for_none():
    assert made(TEA, CORRECTED, judged(2, 1), PRAISED) == [
        LeftOut(Reason.CONFLICT, 2),
        LeftOut(Reason.PARTNER, 1),
    ]


def test_a_thumb_makes_the_answer_after_a_correction_better_where_no_words_speak_against_it():
    up = changed(TEA, 3, rating=1)

    assert only(up, CORRECTED).way is Way.CORRECTED
    faulted = judged(4, 3, Category.COMPLAINT)
    assert not any(isinstance(one, Example) for one in made(up, CORRECTED, faulted))
    assert not any(isinstance(one, Example) for one in made(changed(TEA, 3, rating=-1), CORRECTED))


def test_the_question_alone_can_be_what_the_better_answer_speaks_of():
    asked = changed(TEA, 2, content="No, you misunderstood me completely there.")
    asked = changed(asked, 1, content="Boil it hard, then serve it cold.")

    assert only(asked, CORRECTED, PRAISED).way is Way.CORRECTED
    assert made(changed(asked, 0, content="Where do the penguins live in winter?"), CORRECTED, PRAISED) == [
        LeftOut(Reason.TOPIC, 1),
        LeftOut(Reason.TOPIC, 1),
    ]


def test_a_correction_is_merged_into_words_of_a_person_alone():
    messages = (
        Message(U, "How long does green tea steep?"),
        Message(A, "I look it up.", parent=0),
        Message(T, "green tea: 2 min", parent=1),
        Message(A, "Ten minutes, in boiling water.", parent=2),
        Message(U, "No, that makes green tea bitter.", parent=3),
        Message(A, "Green tea steeps for two minutes at eighty degrees.", parent=4),
        Message(U, "Perfect, thank you.", parent=5),
    )
    found = judged(4, 3, Category.CORRECTION), judged(6, 5)

    assert made(Conversation(messages), *found) == [LeftOut(Reason.MERGE, 1)] * 2
    (pair,) = made(Conversation(messages), *found, form=PromptForm.ORIGINAL)
    assert [message.role for message in pair.content.prompt] == [U, A, T]


def test_two_greetings_that_answer_nobody_are_no_pair():
    greetings = (Message(A, "Welcome!", rating=1), Message(A, "Go away!", rating=-1))
    replies = (Message(U, "hello", parent=0), Message(A, "Yes?", parent=2))

    assert not any(isinstance(one, Example) for one in made(Conversation((*greetings, *replies))))


def test_a_demonstration_that_may_not_stand_at_the_earlier_question_is_counted_with_what_stands_behind_it():
    personal = judged(2, 1, Category.CORRECTION, Scope.PERSONAL)
    reviewed = Reviewed(TEA, "c", "a", (personal, PRAISED))
    found = list(demonstrations_after(reviewed, USUAL, demonstrations(reviewed, USUAL), form=PromptForm.MERGED))

    assert LeftOut(Reason.PERSONAL, 1) in found
    assert not any(isinstance(one, Example) for one in found)


def test_a_demonstration_stays_where_it_was_after_a_message_that_both_praised_and_corrected():
    reviewed = Reviewed(TEA, "c", "a", (CORRECTED, judged(2, 1), PRAISED))
    found = list(demonstrations_after(reviewed, USUAL, demonstrations(reviewed, USUAL), form=PromptForm.MERGED))

    (example,) = [one for one in found if isinstance(one, Example)]
    assert [message.content for message in example.content.prompt] == [m.content for m in TEA.messages[:3]]
