import pytest

from nfstudio.detect.context import Candidate
from nfstudio.detect.merging import Hit, detections
from nfstudio.domain.feedback import Category
from nfstudio.domain.span import Span

TEXT = "That is wrong. It is green. Thanks for the rest of it."
CANDIDATE = Candidate(7, TEXT, "It is blue.", 6)
WRONG, GREEN, THANKS = Span(0, 14), Span(15, 27), Span(28, len(TEXT))


def merged(*hits):
    return [(d.category, d.span, d.score, d.evidence.rules) for d in detections(CANDIDATE, hits)]


def test_hits_of_one_category_that_touch_are_one_and_doubt_multiplies():
    hits = Hit(WRONG, Category.COMPLAINT, 0.5, "b"), Hit(GREEN, Category.COMPLAINT, 0.5, "a")
    assert merged(*hits) == [(Category.COMPLAINT, Span(0, 27), 0.75, ("a", "b"))]


def test_the_same_rule_twice_makes_nobody_surer():
    hits = Hit(WRONG, Category.COMPLAINT, 0.5, "a"), Hit(GREEN, Category.COMPLAINT, 0.5, "a")
    assert merged(*hits) == [(Category.COMPLAINT, Span(0, 27), 0.5, ("a",))]


@pytest.mark.parametrize(
    ("loses", "wins"),
    [
        (Category.COMPLAINT, Category.CORRECTION),
        (Category.CLARIFICATION, Category.COMPLAINT),
        (Category.REPHRASE, Category.CLARIFICATION),
    ],
)
def test_on_the_same_words_the_category_of_higher_priority_stays_with_the_rules_of_both(loses, wins):
    assert merged(Hit(WRONG, loses, 0.9, "lost"), Hit(WRONG, wins, 0.6, "won")) == [
        (wins, WRONG, 0.96, ("lost", "won"))
    ]


def test_a_correction_by_shape_alone_is_the_complaint_that_stands_on_its_words():
    shape = Hit(WRONG, Category.CORRECTION, 0.9, "shape", yields=True)
    complaint = Hit(WRONG, Category.COMPLAINT, 0.6, "n")
    assert merged(shape) == [(Category.CORRECTION, WRONG, 0.9, ("shape",))]
    assert merged(shape, complaint) == [(Category.COMPLAINT, WRONG, 0.96, ("n", "shape"))]
    assert merged(shape, Hit(GREEN, Category.COMPLAINT, 0.6, "n"))[0] == (Category.CORRECTION, WRONG, 0.9, ("shape",))


def test_a_correction_by_shape_stays_one_where_another_rule_tells_what_is_right():
    shape = Hit(WRONG, Category.CORRECTION, 0.9, "shape", yields=True)
    found = merged(shape, Hit(WRONG, Category.COMPLAINT, 0.6, "n"), Hit(WRONG, Category.CORRECTION, 0.5, "right"))
    assert [category for category, *_ in found] == [Category.CORRECTION]


def test_two_feedbacks_in_one_message_are_two_detections_in_order_of_place():
    hits = Hit(THANKS, Category.POSITIVE, 0.9, "p"), Hit(WRONG, Category.COMPLAINT, 0.8, "n")
    assert [(category, span) for category, span, *_ in merged(*hits)] == [
        (Category.COMPLAINT, WRONG),
        (Category.POSITIVE, THANKS),
    ]


def test_a_repeat_of_the_whole_message_may_hold_a_correction():
    whole = Hit(Span(0, len(TEXT)), Category.REPHRASE, 0.85, similar_to=2, similarity=0.9)
    found = detections(CANDIDATE, [whole, Hit(WRONG, Category.CORRECTION, 0.8, "w")])
    assert [(d.category, d.evidence.similar_to) for d in found] == [(Category.CORRECTION, None), (Category.REPHRASE, 2)]


def test_no_hits_are_no_detections():
    assert merged() == []
