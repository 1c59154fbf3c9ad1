"""A cheap look may go before a pattern only where it never hides what the pattern finds."""

from hypothesis import given
from hypothesis import strategies as st

from nfstudio.curate.checks import refusals
from nfstudio.curate.checks.personal_data import _TAKEN
from nfstudio.curate.checks.personal_shapes import SHAPES
from nfstudio.curate.checks.truncation import _CLOSES, _GOES_ON, _TAIL
from nfstudio.curate.checks.word_lists import folded
from nfstudio.domain.masking import masked

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


@given(st.text(alphabet=f"ab@.:/-+ ()kskAKIAPRIVATEKEYtoken=home{_TAKEN}", max_size=200))
def test_shapes_that_need_a_digit_find_nothing_without_one(text):
    for shape in SHAPES.values():
        if shape.needs_digits:
            assert shape.find(text) == []


@given(
    st.lists(
        st.sampled_from(["which", "because", "these", "than", "egg", "x", ",", ".", "🙂", "é"]), min_size=1, max_size=9
    )
)
def test_the_end_of_a_line_says_what_the_whole_line_says(parts):
    for line in (" ".join(parts), "".join(parts)):
        for pattern in (_CLOSES, _GOES_ON):
            assert bool(pattern.search(line)) == bool(pattern.search(line[-_TAIL:]))
