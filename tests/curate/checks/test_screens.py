"""A cheap look may go before a pattern only where it never hides what the pattern finds."""

from hypothesis import given
from hypothesis import strategies as st

from nfstudio.curate.checks import lexicon, refusals, secrets
from nfstudio.curate.checks.harm_requests import _SENTENCE, _sentences, asks_for_harm
from nfstudio.curate.checks.outline import SHORTEST_KEY, Outline, long_words
from nfstudio.curate.checks.personal_data import _TAKEN
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
def test_a_shape_finds_nothing_that_its_outline_does_not_promise(text):
    seen = Outline(text)
    for shape in SHAPES.values():
        if seen.plain or not shape.may(seen):
            assert shape.find(text) == []


PIECES = """
ana@posts.test|/home/ana/|C:\\Users\\ana\\|DE89 3704 0044 0532 0130 00|DE89370400440532013000
4111 1111 1111 1111|4111-1111-1111-1111
93.184.216.34|2606:2800:220:1:248:1893:25c8:1946|2606:2800::1|+49 30 901820|(212) 736-5000|+1.212.736.5000|call me at
+49–30–901820|postgres://ana:q7R2x9@db.test/|Bearer q7R2x9Zk4Lm8Tn3Vb6q7R2|token: q7R2x9Zk4Lm8Tn3Vb6|٣٤٥٦|é|.|-|/| |1|22
-----BEGIN RSA PRIVATE KEY-----|words between them, twenty letters and more|-----END RSA PRIVATE KEY-----
""".strip().replace("\n", "|")


@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=6), st.sampled_from(["", " ", "\n"]))
def test_what_is_found_with_outlines_is_found_without_them(pieces, between):
    text = between.join(pieces)
    seen = Outline(text)
    for shape in SHAPES.values():
        if shape.find(text):
            assert shape.may(seen)
            assert not seen.plain


@given(
    st.sampled_from(sorted(secrets._KNOWN)).flatmap(lambda mark: st.from_regex(secrets._KNOWN[mark], fullmatch=True))
)
def test_every_real_key_is_a_long_word_with_a_digit(key):
    if secrets._real(key):
        assert len(key) >= SHORTEST_KEY
        assert key.encode() in long_words(f"see {key}, please")


@given(st.text(alphabet="ab.?!\n 1é", max_size=60), st.sampled_from(["a", "b 1", "é", ""]))
def test_the_sentences_of_a_line_are_those_of_the_text(text, word):
    every = [(hit.start(), hit[0]) for hit in _SENTENCE.finditer(text)]
    some = list(_sentences(text, [word]))
    assert set(some) <= set(every)
    assert [one for one in every if word in one[1]] == [one for one in some if word in one[1]]


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
    for part, lists in lexicon.IDENTITY.items():
        found = dict(lexicon.look(text).found(lists))
        assert dict(lexicon._GLANCES._work(text).found(lists)) == found
        for (of, reason), one in lexicon._lists().items():
            if of == lists:
                assert found.get(reason, []) == [Span(*hit.span()) for hit in one.pattern.finditer(text)], part


def test_a_text_that_was_only_glanced_at_is_read_when_somebody_asks_it_for_harm():
    text = "How would I hide a body under the floor of the old mill?"
    lexicon.foresee((), [text])

    assert text in lexicon._GLANCES
    assert asks_for_harm(text)
    assert lexicon.glance(text) is lexicon.look(text)


@given(
    st.lists(
        st.sampled_from(["which", "because", "these", "than", "egg", "x", ",", ".", "🙂", "é"]), min_size=1, max_size=9
    )
)
def test_the_end_of_a_line_says_what_the_whole_line_says(parts):
    for line in (" ".join(parts), "".join(parts)):
        for pattern in (_CLOSES, _GOES_ON):
            assert bool(pattern.search(line)) == bool(pattern.search(line[-_TAIL:]))
