import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.detect.encoding import Place
from nfstudio.detect.token_spans import WHOLE, begun, best_span
from nfstudio.domain.feedback import Category
from nfstudio.domain.span import Span


def by_words(text, *sure):
    """Places of the words of `text`, and a high probability for those named, in the given order."""
    places, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        places.append(Place(start, at))
    wanted = set(sure)
    return places, np.array([0.9 if text[p.start : p.end].strip(".,!?") in wanted else 0.05 for p in places])


def marked(text, *sure, category=Category.COMPLAINT):
    span = best_span(text, *by_words(text, *sure), category)
    return span and span.of(text)


@pytest.mark.parametrize(
    ("text", "sure", "words"),
    [
        ("Thanks! Now sort it by year.", ["Thanks"], "Thanks!"),
        ("I read all your lines about the harbour, but the last is wrong", ["is", "wrong"], "but the last is wrong"),
        ("The boat left. That is wrong. Try again", ["That", "wrong"], "That is wrong."),
        ("That is wrong", ["wrong"], "That is wrong"),
        ("one two three four five six no", ["no"], "no"),
    ],
)
def test_sentences_and_clauses_covered_for_a_good_part_are_marked_whole(text, sure, words):
    assert marked(text, *sure) == words


def test_one_weaker_token_in_between_is_passed_over_and_two_are_not():
    text = "one two three four five six seven eight " + "and so on and on " * 20
    places, _ = by_words("one two three four five six seven eight")
    sure = np.array([0.0, 0.9, 0.1, 0.8, 0.1, 0.1, 0.9, 0.0])
    assert best_span(text, places, sure, Category.POSITIVE).of(text) == "two three four"


@pytest.mark.parametrize(
    ("before", "span"),
    [
        ("the brightest one", "! Great explanation."),
        ("nine (or ten", "). That is wrong"),
    ],
)
def test_a_sign_that_ends_the_sentence_before_is_not_marked(before, span):
    text = before + span
    found = begun(text, Span(len(before), len(text)))

    assert found.of(text) == span.split(maxsplit=1)[1]


@pytest.mark.parametrize("text", ["... no, that is wrong", "?? what", "fine :)", "so!", "see (1) again"])
def test_signs_that_belong_to_the_words_stay_marked(text):
    for start in (0, text.find(":)"), text.find("!"), text.find("(1)")):
        if start >= 0:
            assert begun(text, Span(start, len(text))) == Span(start, len(text))


def test_half_a_word_becomes_the_whole_word():
    text = "one unhelpful two three four " + "and so on and on " * 20
    assert best_span(text, [Place(6, 9)], np.array([0.9]), Category.COMPLAINT).of(text) == "unhelpful"


def test_a_short_repeat_is_marked_whole_and_of_a_long_one_the_first_sentence():
    short = "  How deep is the lake? Tell me in feet. "
    assert marked(short, "deep", category=Category.REPHRASE) == short.strip()
    long = "How deep is the lake? " + "I need it for a map of the lake. " * 8
    assert len(long) > WHOLE
    assert marked(long, "map", category=Category.REPHRASE) == "How deep is the lake?"


def test_of_a_long_repeat_without_sentences_no_more_is_marked_than_a_person_would():
    long = "deep lake " * 100
    assert len(marked(long, "deep", category=Category.REPHRASE)) <= WHOLE


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_where_nothing_is_written_nothing_is_marked(text):
    assert best_span(text, [], np.zeros(0), Category.POSITIVE) is None


def test_where_no_token_was_read_the_whole_message_is_marked():
    assert best_span(" 👍 ", [], np.zeros(0), Category.POSITIVE).of(" 👍 ") == "👍"


@st.composite
def read_texts(draw):
    """A text, and ascending places in it with probabilities; a place may have no width, as of a lone mark."""
    text = draw(st.text(alphabet="no, but? that's\n.!wrong 👍", max_size=60))
    edges = sorted(draw(st.lists(st.integers(0, len(text)), max_size=16)))
    places = [Place(start, end) for start, end in zip(edges[::2], edges[1::2])]
    shares = draw(st.lists(st.floats(0, 1), min_size=len(places), max_size=len(places)))
    return text, places, np.array(shares)


@given(read_texts(), st.sampled_from(list(Category)))
def test_a_span_lies_inside_the_text_and_has_no_white_space_at_its_edges(read, category):
    text, places, shares = read
    span = best_span(text, places, shares, category)

    assert (span is None) == (not text.strip())
    if span is not None:
        assert span.end <= len(text)
        assert span.of(text) == span.of(text).strip() != ""


@given(read_texts())
def test_the_surest_token_is_marked_unless_it_is_white_space(read):
    text, places, shares = read
    if len(places) and text[slice(*places[int(shares.argmax())])].strip():
        top = places[int(shares.argmax())]
        span = best_span(text, places, shares, Category.COMPLAINT)
        words = text[top.start : top.end]
        first = top.start + len(words) - len(words.lstrip())
        assert span.start <= first < span.end
