from dataclasses import replace

import pytest
from building import talk
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.curate.answers import cut_off, leans, only_apologises, same_topic, without_openers
from nfstudio.curate.examples import demonstrations
from nfstudio.curate.judged import (
    STATUSES,
    Example,
    JudgedFeedback,
    LeftOut,
    PromptForm,
    Reason,
    Reviewed,
    Selection,
    Way,
)
from nfstudio.curate.pairs import WAYS, demonstrations_after, pairs
from nfstudio.domain.conversation import Conversation, Message, Role, chain
from nfstudio.domain.feedback import Category, Scope, Status
from nfstudio.domain.span import Span

U, A = Role.USER, Role.ASSISTANT
USUAL = Selection()
TEA = talk(
    "u How long does green tea steep?",
    "a Ten minutes, in boiling water.",
    "u No, that makes green tea bitter.",
    "a Green tea steeps for two minutes at eighty degrees.",
    "u Perfect, thank you.",
)
MERGED = "How long does green tea steep?\n\nNo, that makes green tea bitter."


def judged(message: int, target: int, category: Category = Category.POSITIVE, **other) -> JudgedFeedback:
    other = {"span": Span(0, 2), "status": Status.CONFIRMED} | other
    return JudgedFeedback(message=message, target=target, category=category, **other)


CORRECTED = judged(2, 1, Category.CORRECTION)
PRAISED = judged(4, 3)


def made(conversation: Conversation, *feedback: JudgedFeedback, selection=USUAL, rewrites=(), **how):
    return list(pairs(Reviewed(conversation, "c", "a.json", feedback, rewrites=dict(rewrites)), selection, **how))


def only(*args, **how):
    (result,) = made(*args, **how)
    return result


def with_answer(answer: str, **extra) -> Conversation:
    """The talk about tea with another answer after the correction."""
    messages = list(TEA.messages)
    messages[3] = Message(A, answer, parent=2, extra=extra)
    return Conversation(tuple(messages))


# --- rewrites ---------------------------------------------------------------------------------------------------


def test_what_a_person_wrote_is_chosen_against_the_answer_that_was_judged():
    pair = only(TEA, CORRECTED, rewrites={1: "Two minutes."})
    assert (pair.content.chosen.content, pair.content.rejected.content) == ("Two minutes.", TEA.messages[1].content)
    assert pair.content.prompt == TEA.messages[:1]
    assert (pair.way, pair.judgements, pair.chosen.by, pair.rejected.by) == (Way.REWRITE, 1, "person", "model")


def test_a_rewrite_needs_no_feedback():
    pair = only(TEA, rewrites={1: "Two minutes."})
    assert (pair.traces, pair.judgements) == ((), 0)


def test_a_rewrite_that_says_the_same_is_no_pair():
    assert made(TEA, rewrites={1: TEA.messages[1].content}) == [LeftOut(Reason.EQUAL)]


def test_a_rewrite_of_an_answer_to_nobody_is_counted():
    greeting = Conversation(chain([Message(A, "Welcome!"), Message(U, "Hello.")]))
    assert made(greeting, rewrites={0: "Good day!"}) == [LeftOut(Reason.PROMPT)]


# --- the answer after a correction ------------------------------------------------------------------------------


def test_an_answer_after_a_correction_is_chosen_when_it_was_praised():
    pair = only(TEA, CORRECTED, PRAISED)
    better, worse = TEA.messages[3].content, TEA.messages[1].content
    assert (pair.content.chosen.content, pair.content.rejected.content) == (better, worse)
    assert (pair.way, pair.judgements, pair.meta["weak"]) == (Way.CORRECTED, 2, True)
    assert pair.meta["chosen"]["feedback"][0]["category"] == "POSITIVE"
    assert pair.meta["rejected"]["feedback"][0]["category"] == "AWARE_WITH_CORRECTION"


def test_an_answer_after_a_correction_that_nobody_praised_is_no_better_one():
    assert only(TEA, CORRECTED) == LeftOut(Reason.PARTNER)


def test_a_rephrase_makes_a_pair_only_where_a_person_has_confirmed_it():
    again = talk(
        "u Is it far?", "a Yes, it is.", "u how many miles is it to the town?", "a Nine miles to the town.", "u thanks"
    )
    selection = Selection(include=frozenset({Category.REPHRASE}))
    claimed = judged(2, 1, Category.REPHRASE, status=Status.AUTO, score=0.9)
    demonstration = demonstrations(Reviewed(again, "c", "a.json", (claimed, PRAISED)), selection)

    assert {one.reason for one in made(again, claimed, PRAISED, selection=selection)} == {Reason.UNSURE}
    assert only(again, judged(2, 1, Category.REPHRASE), PRAISED, selection=selection).way is Way.CORRECTED
    assert only(TEA, replace(CORRECTED, status=Status.AUTO, score=0.9), PRAISED).way is Way.CORRECTED
    moved = demonstrations_after(
        Reviewed(again, "c", "a.json", (claimed, PRAISED)), selection, demonstration, form=PromptForm.MERGED
    )
    (stays,) = [one for one in moved if isinstance(one, Example)]
    assert (stays.way, len(stays.content.prompt)) == (Way.PRAISED, 3)


def test_a_question_asked_again_in_the_same_words_is_not_said_twice():
    again = talk(
        "u Who are you?", "a Hello there, friend.", "u who  are you", "a A gardener of many years.", "u I see, thanks"
    )
    selection = Selection(include=frozenset({Category.REPHRASE}))
    asked = judged(2, 1, Category.REPHRASE)
    pair = only(again, asked, PRAISED, selection=selection)

    assert [message.content for message in pair.content.prompt] == ["Who are you?"]
    assert (pair.prompt_form, pair.meta["prompt_form"], pair.meta["weak"]) == (PromptForm.ORIGINAL, "original", False)
    leaning = list(again.messages)
    leaning[3] = Message(A, "Sorry for the confusion. I am a gardener of many years.", parent=2)
    lost = made(Conversation(tuple(leaning)), asked, PRAISED, selection=selection)
    assert {one.reason for one in lost} == {Reason.LEANS}


def test_the_merged_prompt_says_the_correction_after_the_question():
    pair = only(TEA, CORRECTED, PRAISED, form=PromptForm.MERGED)
    assert [m.content for m in pair.content.prompt] == [MERGED]


def test_the_original_prompt_is_that_of_the_corrected_answer():
    pair = only(TEA, CORRECTED, PRAISED, form=PromptForm.ORIGINAL)
    assert pair.content.prompt == TEA.messages[:1]
    assert pair.meta["weak"] is False


def test_with_the_conversation_as_prompt_there_is_nothing_to_reject():
    found = made(TEA, CORRECTED, PRAISED, form=PromptForm.CONVERSATION)
    assert found == [LeftOut(Reason.UNPAIRED), LeftOut(Reason.UNPAIRED)]


def test_an_answer_that_leans_on_the_correction_stands_alone_once_a_person_has_rewritten_it():
    leaning = with_answer("You're right, green tea steeps for two minutes at eighty degrees.")
    out = made(leaning, CORRECTED, PRAISED, form=PromptForm.ORIGINAL)
    assert out == [LeftOut(Reason.LEANS), LeftOut(Reason.LEANS)]
    found = made(leaning, CORRECTED, PRAISED, form=PromptForm.ORIGINAL, rewrites={3: "Green tea: two minutes."})
    (pair,) = [one for one in found if isinstance(one, Example) and one.way is Way.CORRECTED]
    assert pair.content.chosen.content == "Green tea: two minutes."
    assert pair.chosen.by == "person"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("I'm sorry for the confusion.", Reason.APOLOGY),
        ("You are right, I apologize.", Reason.APOLOGY),
        ("Green tea steeps for two minutes, then you take,", Reason.CUT),
        ("Green tea steeps so:\n```python\nsteep(", Reason.CUT),
        ("Basketball players often stretch before matches.", Reason.TOPIC),
        ("Ten minutes, in boiling water.", Reason.EQUAL),
    ],
)
def test_an_answer_that_teaches_nothing_is_left_out_with_the_reason(answer, reason):
    assert made(with_answer(answer), CORRECTED, PRAISED) == [LeftOut(reason), LeftOut(reason)]


def test_an_answer_that_was_stopped_is_cut_off():
    stopped = with_answer("Green tea steeps for two minutes at eighty degrees.", stopped=True)
    assert made(stopped, CORRECTED, PRAISED)[0] == LeftOut(Reason.CUT)


def test_a_wish_of_one_person_is_no_correction_for_everybody():
    personal = judged(2, 1, Category.CORRECTION, scope=Scope.PERSONAL)
    assert made(TEA, personal, PRAISED)[0] == LeftOut(Reason.PERSONAL)


def test_a_complaint_says_nothing_that_a_later_answer_could_take_up():
    assert not any(isinstance(one, Example) for one in made(TEA, judged(2, 1, Category.COMPLAINT), PRAISED))


def test_a_rephrase_counts_where_it_is_included():
    again = judged(2, 1, Category.REPHRASE)
    assert not any(isinstance(one, Example) for one in made(TEA, again, PRAISED))
    with_rephrase = Selection(include=frozenset({Category.REPHRASE}))
    assert only(TEA, again, PRAISED, selection=with_rephrase).way is Way.CORRECTED


# --- siblings and thumbs ----------------------------------------------------------------------------------------


def siblings(*ratings: int | None) -> Conversation:
    answers = [Message(A, f"answer {i}", parent=0, rating=rating) for i, rating in enumerate(ratings)]
    replies = [Message(U, f"reply {i}", parent=i + 1) for i in range(len(ratings))]
    return Conversation((Message(U, "ask"), *answers, *replies))


def test_two_answers_to_one_question_that_were_judged_apart_are_a_pair():
    pair = only(siblings(None, None), judged(3, 1, Category.COMPLAINT), judged(4, 2))
    assert (pair.way, pair.content.chosen.content, pair.judgements) == (Way.SIBLINGS, "answer 1", 2)
    assert pair.content.rejected.content == "answer 0"


def test_thumbs_judge_apart_too_but_words_outrank_them():
    pair = only(siblings(-1, 1))
    assert (pair.way, pair.content.chosen.content, pair.traces) == (Way.THUMBS, "answer 1", ())
    against = only(siblings(1, -1), judged(3, 1, Category.COMPLAINT), judged(4, 2))
    assert (against.way, against.content.chosen.content) == (Way.SIBLINGS, "answer 1")


def test_every_judged_sibling_stands_in_a_pair_at_least_once():
    found = made(siblings(1, -1, 1, 1))
    assert {pair.content.chosen.content for pair in found} == {"answer 0", "answer 2", "answer 3"}
    assert {pair.content.rejected.content for pair in found} == {"answer 1"}


def test_equal_siblings_are_no_pair():
    messages = list(siblings(1, -1).messages)
    messages[2] = Message(A, "answer 0", parent=0, rating=-1)
    assert made(Conversation(tuple(messages))) == [LeftOut(Reason.EQUAL)] * 2


def test_an_answer_that_feedback_disagrees_about_is_left_out_whatever_its_thumb_says():
    torn = judged(3, 1), judged(3, 1, Category.COMPLAINT)
    assert made(siblings(1, -1), *torn) == [LeftOut(Reason.CONFLICT, 2), LeftOut(Reason.PARTNER)]


def test_a_thumb_without_another_answer_is_counted_where_thumbs_are_asked_for():
    lonely = siblings(1, None)
    assert made(lonely) == [LeftOut(Reason.PARTNER)]
    assert made(lonely, ways=[Way.REWRITE]) == []


@pytest.mark.parametrize("way", WAYS)
def test_a_way_that_was_not_asked_for_is_not_gone(way):
    found = [
        *made(TEA, CORRECTED, PRAISED, rewrites={1: "Two minutes."}, ways=[way]),
        *made(siblings(None, None), judged(3, 1, Category.COMPLAINT), judged(4, 2), ways=[way]),
        *made(siblings(1, -1), ways=[way]),
    ]
    assert {one.way for one in found if isinstance(one, Example)} == {way}


# --- demonstrations ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "prompt"),
    [
        (PromptForm.CONVERSATION, [m.content for m in TEA.messages[:3]]),
        (PromptForm.MERGED, [MERGED]),
        (PromptForm.ORIGINAL, ["How long does green tea steep?"]),
    ],
)
def test_a_praised_answer_after_a_correction_is_learned_from_in_three_prompt_forms(form, prompt):
    reviewed = Reviewed(TEA, "c", "a", (CORRECTED, PRAISED))
    found = list(demonstrations_after(reviewed, USUAL, demonstrations(reviewed, USUAL), form=form))
    (example,) = [one for one in found if isinstance(one, Example)]
    assert [m.content for m in example.content.prompt] == prompt
    assert example.content.completion.content == TEA.messages[3].content


# --- the words of answers ---------------------------------------------------------------------------------------


def test_openers_are_passed_over_and_what_follows_stays():
    text = "Apologies for the confusion! You're absolutely right. The capital is Canberra."
    assert without_openers(text) == "The capital is Canberra."
    assert leans(text)
    assert not leans("Canberra is the capital.")
    assert not leans("Sorrel is a herb.")


def test_a_short_answer_is_no_apology():
    assert not only_apologises("4")
    assert only_apologises("Sorry about that.")


def test_texts_too_short_or_without_spaces_are_not_told_apart():
    assert same_topic("4", "2+2?")
    assert same_topic("綠茶泡兩分鐘", "綠茶要泡多久")


def test_an_answer_that_ends_in_an_open_block_is_cut_off():
    assert cut_off(Message(A, "```\ncode"))
    assert not cut_off(Message(A, "```\ncode\n```"))


# --- laws -------------------------------------------------------------------------------------------------------


@st.composite
def trees(draw) -> Reviewed:
    size = draw(st.integers(2, 9))
    word = st.sampled_from(["green tea steeps", "two minutes please", "You're right, boil it", "no, that is wrong"])
    messages = tuple(
        Message(
            draw(st.sampled_from([U, A, U, A, Role.SYSTEM])),
            f"{draw(word)} {i}",
            parent=draw(st.integers(max(0, i - 3), i - 1)) if i else None,
            rating=draw(st.sampled_from([None, None, 1, -1])),
        )
        for i in range(size)
    )
    feedback = tuple(
        judged(
            draw(st.integers(0, size - 1)),
            draw(st.integers(0, size - 1)),
            draw(st.sampled_from(Category)),
            span=Span(0, 1),
            status=draw(st.sampled_from(Status)),
        )
        for _ in range(draw(st.integers(0, 6)))
    )
    answers = [i for i, m in enumerate(messages) if m.role is A]
    rewritten = draw(st.lists(st.sampled_from(answers), max_size=2)) if answers else []
    return Reviewed(Conversation(messages), "c", "s", feedback, rewrites=dict.fromkeys(rewritten, "written by hand"))


selections = st.builds(
    Selection,
    statuses=st.sampled_from(list(STATUSES.values())),
    include=st.frozensets(st.sampled_from([Category.REPHRASE, Category.CLARIFICATION])),
)


@given(trees(), selections, st.sampled_from(PromptForm))
def test_every_feedback_is_accounted_for_once(reviewed, selection, form):
    messages = tuple(replace(message, rating=None) for message in reviewed.conversation.messages)
    spoken = replace(reviewed, conversation=Conversation(messages), rewrites={})
    found = list(pairs(spoken, selection, form=form))
    assert sum(f.judgements if isinstance(f, Example) else f.count for f in found) == len(reviewed.feedback)


@given(trees(), selections, st.sampled_from(PromptForm))
def test_no_thumb_and_no_better_answer_is_passed_over_in_silence(reviewed, selection, form):
    said = sum(message.rating is not None for message in reviewed.conversation.messages if message.role is A)
    found = list(pairs(replace(reviewed, feedback=()), selection, form=form))
    sides = [
        side for f in found if isinstance(f, Example) for side in (f.chosen, f.rejected) if side.rating is not None
    ]
    assert sum(isinstance(f, LeftOut) for f in found) + len(sides) >= said
    rewritten = sum(isinstance(f, Example) and f.way is Way.REWRITE for f in found)
    assert rewritten + sum(f.count for f in found if isinstance(f, LeftOut)) >= len(reviewed.rewrites)


@given(trees(), selections, st.sampled_from(PromptForm))
def test_both_sides_answer_a_person_and_differ(reviewed, selection, form):
    for one in pairs(reviewed, selection, form=form):
        if isinstance(one, Example):
            pair = one.content
            assert pair.chosen.content != pair.rejected.content
            assert pair.chosen.content.strip()
            assert pair.rejected.content.strip()
            assert next(m.role for m in reversed(pair.prompt) if m.role is not Role.SYSTEM) is U
            assert len(pair.prompt) == one.target_position


@given(trees(), selections)
def test_the_original_form_shows_nothing_of_what_was_said_after_the_rejected_answer(reviewed, selection):
    known = {id(message) for message in reviewed.conversation.messages}
    for one in pairs(reviewed, selection, form=PromptForm.ORIGINAL):
        if isinstance(one, Example):
            assert all(id(message) in known for message in one.content.prompt)
            for side in (one.chosen, one.rejected):
                assert all(trace.feedback_position > len(one.content.prompt) for trace in side.traces)


@given(trees(), selections, st.randoms(use_true_random=False))
def test_the_order_of_the_feedback_changes_no_pair(reviewed, selection, chance):
    mixed = tuple(chance.sample(reviewed.feedback, len(reviewed.feedback)))
    shuffled = Reviewed(reviewed.conversation, "c", "s", mixed, rewrites=reviewed.rewrites)
    one, other = (
        [(e.content, e.meta) for e in pairs(r, selection) if isinstance(e, Example)] for r in (reviewed, shuffled)
    )
    assert one == other
