import numpy as np
import pytest
from tiny_models import tokenizer

from nfstudio.detect.context import Candidate
from nfstudio.detect.encoder import Opinion
from nfstudio.detect.encoding import LABELS, Budget, Layout, Place
from nfstudio.detect.learning.examples import DOUBTFUL, FIRST, Example, rows, soft_rows
from nfstudio.domain.feedback import Category
from nfstudio.domain.span import Span

POSITIVE, COMPLAINT = (LABELS.index(c.value) for c in (Category.POSITIVE, Category.COMPLAINT))


@pytest.fixture
def layout():
    return Layout(tokenizer(), Budget(message=6, stride=4))


def example(text, *spans, uncertain=False):
    return Example(Candidate(2, text, "rain", 1), spans, "c", "ours", uncertain=uncertain)


def test_tokens_of_a_span_say_its_category_and_the_first_token_speaks_for_the_message(layout):
    (row,) = rows(layout, [example("thanks but say rain", (Span(0, 6), Category.POSITIVE))], smoothing=0.0)

    assert list(row.tokens.argmax(axis=1))[:3] == [POSITIVE, 0, 0]
    assert row.message[POSITIVE] == pytest.approx(1)


def test_a_message_of_two_categories_speaks_mostly_for_the_one_it_counts_as(layout):
    spans = (Span(0, 6), Category.POSITIVE), (Span(11, 16), Category.COMPLAINT)
    (row,) = rows(layout, [example("thanks but wrong", *spans)], smoothing=0.0)

    assert row.message[COMPLAINT] == pytest.approx(FIRST + (1 - FIRST) / 2)
    assert row.message[POSITIVE] == pytest.approx((1 - FIRST) / 2)


def test_a_window_without_the_span_counts_as_no_feedback(layout):
    long = "say first last middle noon rain boat late thanks"
    found = rows(layout, [example(long, (Span(42, 48), Category.POSITIVE))], smoothing=0.0)
    assert [int(row.message.argmax()) for row in found] == [0, POSITIVE]


def test_smoothing_spreads_and_doubt_weighs_less(layout):
    sure, doubtful = rows(layout, [example("rain"), example("rain", uncertain=True)], smoothing=0.06)
    assert sure.message[1] == pytest.approx(0.01)
    assert sure.message.sum() == pytest.approx(1)
    assert (sure.weight, doubtful.weight) == (1.0, DOUBTFUL)


def test_what_another_model_says_is_softened_and_laid_on_our_tokens(layout):
    sure = np.full((2, 6), 0.01) + 0.94 * np.eye(6)[[POSITIVE, 0]]
    opinion = Opinion(sure[0], (Place(0, 6), Place(7, 15)), sure)  # the other tokenizer joins two words
    (row,) = soft_rows(layout, [Candidate(2, "thanks say more", "rain", 1)], [[opinion]], temperature=2.0)

    assert [int(one.argmax()) for one in row.tokens][:2] == [POSITIVE, 0]
    assert sure[0][POSITIVE] > row.message[POSITIVE] > 0.5
    assert row.temperature == 2.0


def test_a_message_of_several_windows_is_left_to_the_judges(layout):
    long = Candidate(2, "say first last middle noon rain boat late thanks", "rain", 1)
    opinion = Opinion(np.eye(6)[0], (Place(0, 3),), np.eye(6)[[0]])
    assert list(soft_rows(layout, [long], [[opinion]], temperature=2.0)) == []


def test_of_several_models_the_mean_is_learnt_each_by_its_own_tokens(layout):
    split, joined = np.eye(6)[[POSITIVE, 0, 0]], np.eye(6)[[0]]
    first = Opinion(split[0], (Place(0, 6), Place(7, 10), Place(11, 15)), split)
    other = Opinion(joined[0], (Place(0, 15),), joined)
    (row,) = soft_rows(layout, [Candidate(2, "thanks say more", "rain", 1)], [[first], [other]], temperature=1.0)

    assert row.message[[0, POSITIVE]] == pytest.approx(0.5, abs=1e-4)
    assert row.tokens[0][[0, POSITIVE]] == pytest.approx(0.5, abs=1e-4)
    assert row.tokens[1][0] == pytest.approx(1, abs=1e-4)
