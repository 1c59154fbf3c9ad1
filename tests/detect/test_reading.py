import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.detect.context import Candidate
from nfstudio.detect.reading import HEAD, TAIL, Reading, is_english, plain


def reading(text="hello", answer="Here it is."):
    return Reading(Candidate(2, text, answer, 1))


@given(st.text())
def test_plain_text_keeps_every_offset(text):
    assert len(plain(text)) == len(text)
    assert plain(plain(text)) == plain(text)


def test_typographic_marks_read_as_plain_ones():
    assert plain("I don’t — “no” …") == 'I don\'t - "no" .'


@given(st.text(max_size=2000))
def test_a_reading_keeps_the_length_of_the_message(text):
    read = reading(text)
    assert len(read.text) == len(read.raw) == len(text)


def test_the_middle_of_a_long_message_is_not_read():
    read = reading("a" * HEAD + "middle" + "z" * TAIL)
    assert "middle" in read.raw
    assert read.text == "a" * HEAD + " " * 6 + "z" * TAIL


@pytest.mark.parametrize(
    ("answer", "asks"),
    [
        ("It is blue. Shall I paint it?", True),
        ("Which one do you mean? Please tell me.", True),
        ("What is blue? Blue is a colour. It has many shades that painters love and mix for years on end.", False),
        ("It is blue. Is there anything else I can help you with?", False),
        ("It is blue. Does that help? 😊", False),
        ("It is blue.", False),
        ("", False),
    ],
)
def test_an_answer_asks_unless_it_only_offers_more_help(answer, asks):
    assert reading(answer=answer).answer_asks is asks


def test_code_and_refusals_in_an_answer_are_seen():
    assert reading(answer="Try `ls -a`.").answer_has_code
    assert not reading(answer="Try it again.").answer_has_code
    assert reading(answer="I’m sorry, but I can’t do that.").answer_refuses
    assert not reading(answer="Here is the list.").answer_refuses


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("That is not what I asked for", True),
        ("nope", True),
        ("", True),
        ("das ist nicht die Antwort", False),
        ("no es la respuesta que esperaba", False),
        ("это неправильно", False),
        ("Translate der Mann und die Frau for me, please, and make it short, because this is for school", True),
    ],
)
def test_messages_in_other_languages_are_told_apart(text, english):
    assert is_english(text) is english
