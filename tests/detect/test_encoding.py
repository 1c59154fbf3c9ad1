import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_models import tokenizer

from nfstudio.detect.context import Candidate
from nfstudio.detect.encoding import (
    CONTEXT_CHARACTERS,
    LONG_MESSAGE,
    PASTE,
    Budget,
    Layout,
    _shown,
    _starts,
    asked_before,
)

SMALL = Budget(message=12, earlier=8, head=4, tail=6, stride=9, windows=3)


@pytest.fixture(scope="module")
def layout():
    return Layout(tokenizer())


@pytest.fixture(scope="module")
def small():
    return Layout(tokenizer(), SMALL)


def of(text, answer="the boat leaves at noon", *earlier):
    return Candidate(3, text, answer, 2, earlier)


def words(layout, ids):
    return layout._tokenizer.decode(ids, skip_special_tokens=False).split()


texts = st.text(alphabet="no that's wrong\n\t.,!?👍é中1`>", max_size=200)
paragraphs = st.lists(st.sampled_from(["no that is wrong", "x = y + 1;", "```", "> quoted", "", "thanks"]), max_size=80)


def test_a_message_stands_first_then_an_earlier_one_then_the_answer(layout):
    (window,) = layout.windows([of("no that is wrong", "at noon", "write a poem")])

    assert " ".join(words(layout, window.ids)) == "[CLS] no that is wrong [SEP] write a poem [SEP] at noon [SEP]"
    assert window.kinds == [0] * 6 + [1] * 7
    assert list(window.places) == [(0, 2), (3, 7), (8, 10), (11, 16)]


def test_padding_and_truncation_that_a_tokenizer_was_saved_with_are_switched_off(layout):
    (window,) = layout.windows([of("no that is wrong not what i asked thanks perfect are you sure")])
    assert len(window.places) == 13
    assert "[PAD]" not in words(layout, window.ids)


@given(texts)
def test_places_are_inside_the_text_ascending_and_show_the_characters_of_their_tokens(layout, text):
    for window in layout.windows([of(text)]):
        assert all(0 <= place.start < place.end <= len(text) for place in window.places)
        assert all(one.end <= other.start for one, other in pairwise(window.places))
        own = window.ids[1 : 1 + len(window.places)]
        for token, place in zip(own, window.places, strict=True):
            spelled = layout._tokenizer.id_to_token(token).removeprefix("##")
            seen = text[place.start : place.end].lower()
            bare = "".join(c for c in unicodedata.normalize("NFD", seen) if not unicodedata.combining(c))
            assert spelled in ("[UNK]", seen, bare)


@given(paragraphs)
def test_pieces_of_a_shortened_message_are_the_words_at_their_places(layout, lines):
    text = "\n".join(lines)
    shown, kept = _shown(text)
    assert "".join(span.of(text) for span in kept) == shown
    for window in layout.windows([of(text)]):
        assert all(0 <= place.start < place.end <= len(text) for place in window.places)
        assert all(one.end <= other.start for one, other in pairwise(window.places))


@given(texts, texts, st.lists(texts, max_size=3))
def test_every_window_keeps_within_the_budget(small, text, answer, earlier):
    for window in small.windows([of(text, answer, *earlier)]):
        assert len(window.ids) == len(window.kinds) <= SMALL.longest
        assert len(window.places) <= SMALL.message


@given(st.integers(0, 400))
def test_windows_cover_head_and_tail_and_no_more_than_allowed(tokens):
    starts = _starts(tokens, SMALL)

    assert len(starts) <= SMALL.windows
    assert starts == sorted(set(starts))
    assert starts[0] == 0
    assert starts[-1] + SMALL.message >= tokens
    assert all(start < max(tokens, 1) for start in starts)
    if tokens <= SMALL.message + (SMALL.windows - 1) * SMALL.stride:
        assert all(other - one <= SMALL.message for one, other in pairwise(starts))


def test_feedback_below_a_long_paste_and_above_it_is_read(small):
    text = "no wrong " + "the boat leaves at noon " * 40 + "are you sure"
    read = [window.ids[1 : 1 + len(window.places)] for window in small.windows([of(text)])]

    assert words(small, read[0])[:2] == ["no", "wrong"]
    assert words(small, read[-1])[-3:] == ["are", "you", "sure"]


def test_a_long_paste_shows_both_ends_and_not_its_middle():
    paste = "```\n" + "\n".join(f"line {i}" for i in range(200)) + "\n```"
    text = f"this fails\n\n{paste}\n\nthat is wrong"
    shown, kept = _shown(text)

    assert len(text) > LONG_MESSAGE > len(shown)
    assert shown.startswith("this fails\n\n```\nline 0")
    assert shown.endswith("```\n\nthat is wrong")
    assert len(kept) == 2
    assert kept[1].start - kept[0].end == len(paste) - PASTE


def test_a_short_message_is_shown_as_it_is():
    assert _shown("```\nx\n```")[0] == "```\nx\n```"


def test_of_a_long_answer_head_and_tail_are_read(small):
    answer = "first " * 1000 + "middle " * 1000 + "last " * 1000
    (window,) = small.windows([of("no", answer)])

    assert words(small, window.ids[-11:]) == ["first"] * 4 + ["last"] * 6 + ["[SEP]"]


@pytest.mark.parametrize("length", [CONTEXT_CHARACTERS // 6 - 1, CONTEXT_CHARACTERS // 6 + 1])
def test_the_ends_of_an_answer_are_the_same_on_either_side_of_the_limit(small, length):
    (window,) = small.windows([of("no", "first " * length + "last")])
    assert words(small, window.ids[-11:]) == ["first"] * 9 + ["last", "[SEP]"]


@pytest.mark.parametrize(
    ("earlier", "shown"),
    [
        ((), ""),
        (("write a poem",), "write a poem"),
        (("write a poem", "make it shorter"), "write a poem"),
        (("thanks", "the boat leaves at noon and comes back"), "the boat leaves at noon and comes back"),
    ],
)
def test_the_earlier_message_shown_is_a_like_one_or_the_previous_one(earlier, shown):
    assert asked_before(of("the boat leaves at noon and comes back late", "yes", *earlier)) == shown


@settings(max_examples=30)
@given(st.lists(texts, max_size=5))
def test_windows_of_a_message_do_not_depend_on_what_else_is_laid_out(small, many):
    together = small.windows([of(text) for text in many])
    assert [window.candidate for window in together] == sorted(window.candidate for window in together)
    for i, text in enumerate(many):
        alone = small.windows([of(text)])
        mine = [window for window in together if window.candidate == i]
        assert [(w.ids, w.kinds, w.places) for w in mine] == [(w.ids, w.kinds, w.places) for w in alone]


def test_a_tokenizer_that_marks_no_beginning_cannot_be_used():
    from tokenizers import Tokenizer, models

    with pytest.raises(ValueError, match="special tokens"):
        Layout(Tokenizer(models.WordLevel({"no": 0, "?": 1}, unk_token="?")))
