import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.detect.context import Candidate
from nfstudio.detect.llm_answers import (
    SHOWN_ANSWER,
    SHOWN_MESSAGE,
    MalformedAnswer,
    claims_of,
    place,
    question,
)
from nfstudio.domain.feedback import Category
from nfstudio.domain.span import shared

TEXT = "Thanks! But that’s  wrong, it has 12 floors."


def claimed(answer, text=TEXT):
    return [(category.short, span.of(text)) for span, category in claims_of(answer, text)]


@pytest.mark.parametrize(
    "answer",
    [
        '[{"category": "Positive", "words": "Thanks!"}]',
        'Sure, here it is:\n```json\n[{"category": "positive", "words": "Thanks!"}]\n```\nAnything else?',
        '{"category": "POSITIVE", "words": "Thanks!"}',
        '{"feedback": [{"category": "Positive", "words": "Thanks!"}]}',
        '<think>[{"category": "Rephrase", "words": "x"}]</think>[{"category": "Positive", "words": "Thanks!"}]',
        '[{"User Response Pattern": "UR5", "User Response Text": "Thanks!"}]',
        '[{"User Response Pattern": "UR5. Positive Feedback", "User Response Text": "Thanks!"}]',
        '[{"category": "Positive", "words": "Thanks!"}, {"category": "none", "words": ""}]',
        '[{"category": "Positive", "words": "Thanks!"}, {"category": "Complaint", "words": "thanks!"}]',
        'Use {braces}: [{"category": "Positive", "words": "Thanks!"}]',
    ],
)
def test_json_is_found_whatever_stands_around_it(answer):
    assert claimed(answer) == [("Positive", "Thanks!")]


def test_the_most_frequent_of_the_papers_numbers_is_not_lost():
    assert claimed('[{"User Response Pattern": "UR1", "User Response Text": "Thanks!"}]') == [("Rephrase", "Thanks!")]


def test_several_feedbacks_come_in_the_order_of_the_text():
    answer = json.dumps(
        [{"category": "Correction", "words": "it has 12 floors."}, {"category": "Positive", "words": "Thanks!"}]
    )
    assert claimed(answer) == [("Positive", "Thanks!"), ("Correction", "it has 12 floors.")]


@pytest.mark.parametrize("answer", ["[]", "No feedback", " none. ", '{"feedback": []}', "```json\n[]\n```"])
def test_an_answer_may_say_that_there_is_none(answer):
    assert claimed(answer) == []


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("", "no JSON"),
        ("The user is unhappy.", "no JSON"),
        ('[{"category": "Positive", "words": "Thanks!"', "no JSON"),
        ('["Positive"]', "no object"),
        ('[{"category": "Positive"}]', 'no text called "words"'),
        ('[{"words": "Thanks!"}]', 'no text called "category"'),
        ('[{"category": "Asking for Assistance", "words": "Thanks!"}]', "no category called"),
        ('[{"category": "Complaint", "words": "this is bad"}]', "do not stand in the message"),
        ('[{"category": "Complaint", "words": ""}]', "do not stand in the message"),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_a_malformed_answer_is_told_with_its_reason(answer, reason):
    with pytest.raises(MalformedAnswer, match=reason):
        claims_of(answer, TEXT)


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ("Thanks!", "Thanks!"),
        ("thanks!", "Thanks!"),
        ("But that's wrong", "But that’s  wrong"),
        ("that’s\nwrong,", "that’s  wrong,"),
        ("  it has 12 floors. ", "it has 12 floors."),
        ("it has 13 floors", None),
        ("", None),
        (" \n", None),
    ],
)
def test_words_are_found_verbatim_or_but_for_case_marks_and_white_space(words, stands):
    span = place(words, TEXT)
    assert (span and span.of(TEXT)) == stands


texts = st.text(alphabet="no That's’ wrong\n.,!?[{\"'👍", max_size=40)


@given(texts, st.data())
def test_any_words_of_a_message_are_found_in_it(text, data):
    start = data.draw(st.integers(0, len(text)))
    words = text[start : data.draw(st.integers(start, len(text)))]
    span = place(words, text)
    assert (span is None) == (not words.strip())
    if span:
        assert span.of(text) == words.strip()


@given(texts, texts)
def test_no_answer_makes_a_span_outside_the_message(text, words):
    answer = json.dumps([{"category": "Complaint", "words": words}, {"category": "Positive", "words": text}])
    try:
        found = claims_of(answer, text)
    except MalformedAnswer:
        return
    for i, (span, _) in enumerate(found):
        assert span.end <= len(text)
        assert all(not shared(span, other) for other, _ in found[:i])


def test_the_question_shows_message_answer_and_the_request_before_it_and_all_categories():
    asked = question(Candidate(3, "no, the other lake", "Lake Inari is deep.", 2, ("how deep is the lake?", "hi")))

    assert all(part in asked for part in ("no, the other lake", "Lake Inari is deep.", "how deep is the lake?"))
    assert all(f"- {category.short}: {category.meaning}" in asked for category in Category)
    assert asked.index("Lake Inari") < asked.index("no, the other lake")
    assert "\nhi\n" not in asked


def test_of_long_texts_head_and_tail_are_shown():
    asked = question(Candidate(3, "a" * 9_000 + "z", "b" * 9_000 + "y", 2))
    assert asked.count("a" * SHOWN_MESSAGE[0] + " […] ") == 1
    assert "z\n\nAnswer with JSON" in asked
    assert len(asked) < 2_500 + sum(SHOWN_MESSAGE) + sum(SHOWN_ANSWER)
