"""A cheap look may go before a pattern only where it never hides what the pattern finds."""

from hypothesis import given
from hypothesis import strategies as st

from nfstudio.curate.checks import identity, refusals, secrets
from nfstudio.curate.checks.personal_data import _TAKEN, _digits_of
from nfstudio.curate.checks.personal_shapes import SHAPES
from nfstudio.curate.checks.truncation import _CLOSES, _GOES_ON, _TAIL
from nfstudio.curate.checks.word_lists import folded
from nfstudio.domain.masking import masked
from nfstudio.domain.span import Span

WORDS = """
I’m sorry,|but|I|can’t|can't|cannot|can not|CANNOT|won't|will not|refuse to|have to decline|am not able to|I'm unable to
not comfortable|not going to|don’t feel comfortable|It is inappropriate to|it's illegal to|it would be unethical to
goes against my guidelines|violates our policies|in violation of the|help|assist|with that|do that|provide
in good conscience|my programming|.|the|egg
""".strip().replace("\n", "|")


@given(st.lists(st.sampled_from([*WORDS.split("|"), "\n"]), max_size=14).map(" ".join))
def test_no_refusal_passes_without_one_of_its_marks(text):
    opening = masked(text[: refusals._OPENING])
    if refusals._REFUSAL.search(opening) or refusals._FLAT.search(opening):
        assert any(mark in folded(text[: refusals._OPENING]) for mark in refusals._MARKS)


@given(st.text(alphabet=f"ab@.:/-+ ()kskAKIAPRIVATEKEYtoken=home{_TAKEN}1234567890٣", max_size=200))
def test_shapes_that_need_digits_find_nothing_with_fewer(text):
    digits = sum(map(str.isdigit, text))
    assert digits <= _digits_of(text)
    for shape in SHAPES.values():
        if digits < shape.digits:
            assert shape.find(text) == []


NAMED = """
api_key|API-KEY|secret access key|secret_access_key|client_secret|refresh_token|bot-token|private key|Password|passwd
key|token|keys|tokenizer|:|=|=>|:=| = |"|'|`|\t|\n| |q7R2x9Zk4Lm8Tn3Vb6|abcdefghijklmnopqrst|q7R2x9Zk4Lm8Tn3Vb6!(
""".strip().replace("\n", "|")


@given(st.lists(st.sampled_from([*NAMED.split("|"), "words between " * 30]), max_size=14).map("".join))
def test_no_value_is_assigned_to_a_name_elsewhere_than_where_it_is_looked_for(text):
    near = [hit.span() for one in secrets._assigned(text) for hit in secrets._NAMED.finditer(text, one.start, one.end)]
    assert near == [hit.span() for hit in secrets._NAMED.finditer(text)]


ASKED = """
what|which|model|version|are you|of gpt are|is this|do you use|am i talking|who made|who are|you|?|what's|your|name
claude|knowledge cut|summarize|look at|https://news.test/|search|browse|on|in|the web|the internet|online|google
the latest
today's|current|news|weather|stock prices|exchange rate|draw|generate|me|a|the|images|picture|photos|logo|of|with|.|!
/imagine|attached|uploaded|new|file|pdfs|describe|see|this|my|screenshot
""".strip().replace("\n", "|")


@given(st.lists(st.sampled_from([*ASKED.split("|"), "words between " * 30]), max_size=14).map(" ".join))
def test_what_an_identity_list_finds_stands_near_one_of_its_marks(text):
    for lists in identity._lists().values():
        for one in lists.lists.values():
            assert one.find(text) == [Span(*hit.span()) for hit in one.pattern.finditer(text)]


@given(
    st.lists(
        st.sampled_from(["which", "because", "these", "than", "egg", "x", ",", ".", "🙂", "é"]), min_size=1, max_size=9
    )
)
def test_the_end_of_a_line_says_what_the_whole_line_says(parts):
    for line in (" ".join(parts), "".join(parts)):
        for pattern in (_CLOSES, _GOES_ON):
            assert bool(pattern.search(line)) == bool(pattern.search(line[-_TAIL:]))
