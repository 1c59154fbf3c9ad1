from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.detect.clauses import clauses, covering, sentences, unpunctuated
from nfstudio.domain.span import Span


def words(text, spans):
    return [span.of(text) for span in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thanks! Now sort it.", ["Thanks!", "Now sort it."]),
        ("Use tools, e.g. a saw. Then stop.", ["Use tools, e.g. a saw.", "Then stop."]),
        ("Version 3.11.2 is out. Use it", ["Version 3.11.2 is out.", "Use it"]),
        ("Ask Dr. Otley. He knows.", ["Ask Dr. Otley.", "He knows."]),
        ("1. first\n2. second", ["1. first", "2. second"]),
        ("What?!No", ["What?!", "No"]),
        ("one\n\n  two  ", ["one", "two"]),
        ("it works (really.) Good", ["it works (really.)", "Good"]),
        ("It has 12. Not 13.", ["It has 12.", "Not 13."]),
        ("Exactly it 🐠 Is it open?", ["Exactly it 🐠", "Is it open?"]),
        ("Found 🐠 it", ["Found 🐠 it"]),
        (" \n ", []),
    ],
)
def test_sentences_end_where_people_end_them(text, expected):
    assert words(text, sentences(text)) == expected


@given(st.text(alphabet="ab .,!?\n1e👍…", max_size=60))
def test_sentences_are_disjoint_ordered_and_leave_out_white_space_alone(text):
    spans = sentences(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    covered = {i for span in spans for i in range(span.start, span.end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)


def test_clauses_part_at_contrast_and_fine_ones_at_commas_and_new_requests_too():
    text = "Great work, but the last line is wrong"
    whole = Span(0, len(text))
    assert words(text, clauses(text, whole)) == ["Great work,", "but the last line is wrong"]
    text = "Thanks, it works can you add a title"
    whole = Span(0, len(text))
    assert words(text, clauses(text, whole)) == [text]
    assert words(text, clauses(text, whole, fine=True)) == ["Thanks,", "it works", "can you add a title"]


def test_covering_takes_every_touched_piece_and_the_part_itself():
    pieces = [Span(0, 4), Span(5, 9), Span(10, 14)]
    assert covering(pieces, Span(6, 11)) == Span(5, 14)
    assert covering(pieces, Span(4, 5)) == Span(4, 5)


def test_a_clause_is_marked_without_the_comma_that_ends_it():
    assert unpunctuated("Thanks, now", Span(0, 7)) == Span(0, 6)
    assert unpunctuated("--", Span(0, 2)) == Span(0, 2)
