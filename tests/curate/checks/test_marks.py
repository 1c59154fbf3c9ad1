import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.curate.checks import marks, secrets
from nfstudio.curate.checks.marks import Marks
from nfstudio.domain.span import Span

MARKS = ("AC", "sk-", "dan ", "jailbr", "год", "潮汐", "aaaa", "’", "aaaaaaa", "sk-s")


@given(st.lists(st.lists(st.one_of(st.sampled_from(MARKS), st.text(max_size=5)), max_size=20).map("".join), max_size=4))
def test_marks_are_found_where_they_stand_and_nowhere_else(texts):
    expected = [{mark for mark in MARKS if mark in text} for text in texts]
    assert Marks(MARKS).standing(texts) == expected


@pytest.mark.parametrize("before", ["", "words and words " * 60, "İ" * 300])
def test_a_value_assigned_to_a_name_is_found_wherever_it_stands(before):
    value = "q7R2x9Zk4Lm8Tn3Vb6"
    text = f'{before}the API_KEY = "{value}" and so on {"and on " * 90}'
    at = text.index(value)
    assert secrets.secret_spans(text) == [Span(at, at + len(value))]


@given(st.binary(min_size=4, max_size=4) | st.binary(min_size=6, max_size=6))
def test_a_few_bytes_have_the_place_that_they_have_in_a_text(few):
    assert marks._place(few) == int(marks._places(marks._fours(few)[:-1], len(few))[0])
