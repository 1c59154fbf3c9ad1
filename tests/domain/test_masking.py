import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.domain.masking import LONG_PARAGRAPH, LONG_PASTE, blanked, masked, masked_spans

PIECES = [
    "```",
    "`",
    '"',
    "'",
    "\n",
    "    x = 1",
    "> quoted",
    "<pre>",
    "</pre>",
    "Traceback (most recent call last):",
    "“",
    "”",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=10).map("".join))
def test_masking_keeps_length_newlines_and_all_that_is_outside_its_spans(text):
    result, spans = masked(text), masked_spans(text)
    assert len(result) == len(text)
    hidden = {i for span in spans for i in range(span.start, span.end)}
    for i, (before, after) in enumerate(zip(text, result, strict=True)):
        assert after == (before if i not in hidden or before == "\n" else " ")
    assert all(one.end < other.start for one, other in pairwise(spans))


@pytest.mark.parametrize(
    "pasted",
    [
        "```python\nx = 1\n```",
        "~~~\nx = 1\n~~~",
        "```\nnever closed\nat all",
        "`x = 1`",
        '"the text is wrong"',
        "“the text is wrong”",
        "«the text is wrong»",
        "'the text isn't right'",
        "> that is wrong\n> try again",
        "    for row in rows:\n        print(row)",
        "def total(rows):\n    return sum(rows)",
        "import os\nprint(os.name)",
        'Traceback (most recent call last):\n  File "a.py", line 3\nValueError: no rows',
        "java.lang.IllegalStateException: closed\n    at lake.Row.open(Row.java:12)",
        "2026-02-01 10:00:00 ERROR it does not work",
        "$ make all",
        "<context>that is wrong</context>",
        "<b>",
        "https://example.org/wrong",
        "Dear Ms Ortega,\nyour parcel is wrong.\n\nBest regards,\nOtto",
        "Subject: parcel\n\nit is wrong",
    ],
)
def test_what_was_pasted_is_masked_and_the_words_around_it_are_not(pasted):
    text = f"please look\n\n{pasted}\n"
    assert masked(text).split() == ["please", "look"]


@pytest.mark.parametrize(
    "text",
    [
        "That doesn't work and I don't like it.",
        "It's John's and the users' fault, isn't it",
        "No, it is 5 < 6 and 7 > 6.",
        'the board is 6" by 4 ft',
        "Why?\nIt is blue\nand green",
        "1. it is wrong\n2. it is late",
        "Hi, thanks for the list.\nIt is fine.",
    ],
)
def test_the_persons_own_words_stay(text):
    assert masked(text) == text


def test_a_long_block_behind_a_colon_is_pasted_and_a_short_one_is_not():
    ask = "Is this right:\n"
    assert masked(ask + "word " * (LONG_PASTE // 5)).strip() == ask.strip()
    assert masked(ask + "word " * 5) == ask + "word " * 5


def test_a_paragraph_that_nobody_types_is_pasted():
    text = "It is late.\n\n" + "word " * (LONG_PARAGRAPH // 4)
    assert masked(text).strip() == "It is late."


def test_a_long_message_of_one_paragraph_is_what_the_person_says_however_it_is_wrapped():
    words = "word " * (LONG_PARAGRAPH // 4)
    for text in (words, words.replace("word word ", "word\nword ", 9)):
        assert masked(text) == text


def test_masking_a_hundred_thousand_characters_is_quick():
    text = 'it\'s "x" <b> `y` \n' * 6_000
    start = time.perf_counter()
    masked(text)
    assert time.perf_counter() - start < 2


@given(st.text(alphabet="a\n\r\x0b\u2028 👍", max_size=30))
def test_blanked_text_keeps_its_length_and_its_newlines_alone(text):
    assert [c == "\n" for c in blanked(text)] == [c == "\n" for c in text]
    assert not blanked(text).replace("\n", "").strip(" ")
