"""Laws of what becomes a row, for any conversation with any feedback."""

import dataclasses
import random

from hypothesis import given
from hypothesis import strategies as st
from judged_answers import A, S, T, U

from nfstudio.curate.examples import demonstrations, graded, prompts, triples, unpaired
from nfstudio.curate.judged import STATUSES, Example, JudgedFeedback, LeftOut, Reviewed, Selection
from nfstudio.domain.conversation import Conversation, Message, path_to
from nfstudio.domain.feedback import Category, Polarity, Status
from nfstudio.domain.span import Span

words = st.text(alphabet="ab \n👍", max_size=6)


@st.composite
def reviews(draw) -> Reviewed:
    size = draw(st.integers(1, 9))
    messages = tuple(
        Message(
            draw(st.sampled_from([U, A, U, A, S, T])),
            draw(words),
            parent=draw(st.integers(max(0, i - 3), i - 1)) if i else None,
        )
        for i in range(size)
    )
    speakable = [i for i in range(size) if messages[i].content]
    feedback = [
        JudgedFeedback(
            message=message,
            target=draw(st.none() | st.integers(0, size - 1)),
            span=Span(start := draw(st.integers(0, len(messages[message].content) - 1)), start + 1),
            category=draw(st.sampled_from(Category)),
            status=draw(st.sampled_from(Status)),
            score=draw(st.none() | st.floats(0, 1)),
        )
        for message in draw(st.lists(st.sampled_from(speakable), max_size=8) if speakable else st.just([]))
    ]
    return Reviewed(Conversation(messages), "c", "s", tuple(feedback))


selections = st.builds(
    Selection,
    statuses=st.sampled_from(list(STATUSES.values())),
    min_score=st.none() | st.floats(0, 1),
    include=st.frozensets(st.sampled_from([Category.REPHRASE, Category.CLARIFICATION])),
)


@given(reviews(), selections)
def test_every_feedback_is_in_one_row_or_left_out_once(reviewed, selection):
    for maker in (unpaired, graded, prompts, triples, demonstrations):
        found = list(maker(reviewed, selection))
        counted = sum(f.judgements if isinstance(f, Example) else f.count for f in found)
        assert counted == len(reviewed.feedback)


@given(reviews(), selections)
def test_a_prompt_ends_before_its_answer_and_never_holds_the_feedback(reviewed, selection):
    messages = reviewed.conversation.messages
    parents = [m.parent for m in messages]
    judged_answers = [
        [messages[i] for i in path_to(parents, f.message)] for f in reviewed.feedback if f.target is not None
    ]
    for example in unpaired(reviewed, selection):
        if isinstance(example, LeftOut):
            continue
        at, then = example.meta["target_position"], example.meta["feedback_position"]
        assert at == len(example.content.prompt) < then
        assert any(
            [id(m) for m in path[:at]] == [id(m) for m in example.content.prompt]
            and path[at] is example.content.completion
            and path[then] is path[-1]
            and path[then].content[example.meta["start"] : example.meta["end"]] == example.meta["quote"]
            for path in judged_answers
            if len(path) == then + 1
        )


@given(reviews(), selections)
def test_but_for_system_messages_a_prompt_ends_with_the_person_or_a_tool_and_the_answer_has_words(reviewed, selection):
    for example in unpaired(reviewed, selection):
        if isinstance(example, Example):
            assert next(m.role for m in reversed(example.content.prompt) if m.role is not S) in {U, T}
            assert any(m.role is U for m in example.content.prompt)
            assert example.content.completion.role is A
            assert example.content.completion.content.strip()


@given(reviews(), selections)
def test_an_answer_gives_at_most_one_row_and_all_behind_it_is_of_one_sign(reviewed, selection):
    examples = [e for e in unpaired(reviewed, selection) if isinstance(e, Example)]
    assert len({id(e.content.completion) for e in examples}) == len(examples)
    for example in examples:
        for trace in example.traces:
            assert (trace.category.polarity is Polarity.POSITIVE) == example.content.label
            assert trace.status in selection.statuses


@given(reviews(), selections, st.randoms(use_true_random=False))
def test_the_order_of_the_feedback_does_not_matter(reviewed, selection, chance: random.Random):
    shuffled = dataclasses.replace(reviewed, feedback=tuple(chance.sample(reviewed.feedback, len(reviewed.feedback))))
    rows, other_rows = (
        [(e.content, e.meta) for e in unpaired(r, selection) if isinstance(e, Example)] for r in (reviewed, shuffled)
    )
    assert rows == other_rows


@given(reviews())
def test_what_is_not_chosen_changes_no_row(reviewed):
    chosen = tuple(f for f in reviewed.feedback if f.status is Status.CONFIRMED)
    selection = Selection(statuses=STATUSES["confirmed"])
    all_of_it, part = (
        [e.meta for e in unpaired(r, selection) if isinstance(e, Example)]
        for r in (reviewed, dataclasses.replace(reviewed, feedback=chosen))
    )
    assert all_of_it == part
