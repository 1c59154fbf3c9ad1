"""Kinds with one answer beside unpaired preferences: learned from, asked alone, followed up, graded."""

import pytest
from judged_answers import EVERYTHING, SIMPLE, USUAL, judged

from nfstudio.curate.examples import GRADES, demonstrations, graded, prompts, triples
from nfstudio.curate.judged import JudgedFeedback, LeftOut, Reason, Reviewed, Selection
from nfstudio.domain.feedback import Category
from nfstudio.domain.span import Span

PRAISED = judged(4, 3, span=Span(0, 6))
CORRECTED = judged(2, 1, Category.CORRECTION, span=Span(0, 2))


def made(maker, *feedback: JudgedFeedback, selection: Selection = USUAL, **known):
    return list(maker(Reviewed(SIMPLE, "c-1", "chats.json", feedback, **known), selection))


def test_only_praised_answers_are_learned_from():
    left_out, example = made(demonstrations, PRAISED, CORRECTED)
    assert left_out == LeftOut(Reason.SIGN)
    assert (example.content.completion.content, example.way) == ("Seven.", "praised-answer")


def test_what_a_person_wrote_stands_for_the_answer_it_betters():
    first, second = made(demonstrations, PRAISED, CORRECTED, rewrites={1: "Seven, for example.", 3: "Eleven."})
    assert [(e.content.completion.content, e.way, e.judgements) for e in (first, second)] == [
        ("Seven, for example.", "rewrite", 1),
        ("Eleven.", "rewrite", 1),
    ]
    assert [m.content for m in first.content.prompt] == ["Name a prime."]


def test_a_rewrite_is_learned_from_although_nobody_judged_its_answer():
    (example,) = made(demonstrations, rewrites={1: "Seven."})
    assert (example.content.completion.content, example.judgements, example.category) == ("Seven.", 0, None)
    assert example.meta["target_position"] == 1
    assert example.meta["quote"] is None


def test_prompts_alone_may_come_from_answers_that_people_disagree_about():
    (example,) = made(prompts, judged(2, 1), CORRECTED)
    assert [m.content for m in example.content.prompt] == ["Name a prime."]
    assert example.judgements == 2


def test_a_triple_holds_what_the_person_said_next_whole():
    first, second = made(triples, PRAISED, CORRECTED)
    assert first.content.follow_up.content == "No, nine is three times three."
    assert (first.content.completion.content, second.content.follow_up.content) == ("Nine.", "Thanks!")


@pytest.mark.parametrize(("category", "grade"), sorted(GRADES.items()))
def test_a_grade_goes_by_the_strongest_feedback(category, grade):
    (example,) = made(graded, judged(2, 1, category), selection=EVERYTHING)
    assert (example.content.grade, example.content.words) == (grade, "No")
