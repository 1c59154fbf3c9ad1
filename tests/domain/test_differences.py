from nfstudio.domain.differences import Aspect, Change, differences
from nfstudio.domain.feedback import Category, Detection
from nfstudio.domain.span import Span

C, N, P = Category.CORRECTION, Category.COMPLAINT, Category.POSITIVE


def claim(start, end, category=C, score=0.7):
    return Detection(1, Span(start, end), category, score)


def told(before, after, *, scores=True):
    found = differences(before, after, counted=lambda d: d.score >= 0.5, counts=lambda d: d.score >= 0.5, scores=scores)
    return [(one.change, one.aspects) for one in found]


def test_the_same_claim_again_is_no_difference():
    assert told([claim(0, 10)], [claim(0, 10)]) == []
    assert told([claim(0, 10, score=0.70)], [claim(0, 10, score=0.79)]) == []
    assert told([], []) == []


def test_a_claim_elsewhere_is_new_and_the_one_that_is_missing_gone():
    assert told([claim(0, 10)], [claim(20, 30)]) == [(Change.GONE, ()), (Change.NEW, ())]


def test_other_words_another_category_and_another_score_are_told_apart():
    assert told([claim(0, 10)], [claim(0, 12)]) == [(Change.CHANGED, (Aspect.SPAN,))]
    assert told([claim(0, 10)], [claim(0, 10, N)]) == [(Change.CHANGED, (Aspect.CATEGORY,))]
    assert told([claim(0, 10, score=0.6)], [claim(0, 10, score=0.7)]) == [(Change.CHANGED, (Aspect.SCORE,))]
    assert told([claim(0, 10)], [claim(1, 10, N, 0.9)]) == [(Change.CHANGED, tuple(Aspect))]


def test_scores_of_two_detectors_are_not_compared():
    assert told([claim(0, 10, score=0.6)], [claim(0, 10, score=0.9)], scores=False) == []


def test_a_claim_that_begins_to_count_is_new_and_one_that_counts_no_more_is_gone():
    low, high = claim(0, 10, score=0.3), claim(0, 10, score=0.9)

    assert told([low], [high]) == [(Change.NEW, ())]
    assert told([high], [low]) == [(Change.GONE, ())]
    assert told([low], [claim(0, 10, score=0.1)]) == []
    assert differences([low], [high], counted=lambda d: d.score > 0.5, counts=lambda d: True, scores=True)[0].before


def test_a_claim_is_compared_with_the_one_that_counts_rather_than_with_its_own_name_below_the_threshold():
    after = [claim(0, 10, N, 0.3), claim(0, 10, C, 0.8)]

    assert told([claim(0, 10, N, 0.8)], after) == [(Change.CHANGED, (Aspect.CATEGORY,))]


def test_of_several_claims_on_the_same_words_each_is_compared_with_its_own_category():
    both = [claim(0, 10, C), claim(0, 10, P)]

    assert told(both, [claim(0, 10, P), claim(0, 11, C)]) == [(Change.CHANGED, (Aspect.SPAN,))]
    assert told(both, [claim(0, 10, P)]) == [(Change.GONE, ())]


def test_claims_that_overlap_by_just_a_half_are_the_same_and_by_less_two():
    assert told([claim(0, 10)], [claim(0, 5)]) == [(Change.CHANGED, (Aspect.SPAN,))]
    assert told([claim(0, 10)], [claim(0, 4)]) == [(Change.GONE, ()), (Change.NEW, ())]
    assert told([claim(0, 10)], [claim(0, 5), claim(0, 10)]) == [(Change.NEW, ())]
