"""What a pattern is said to need stands in whatever it matches."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.curate.checks import lexicon
from nfstudio.curate.checks.factors import Need, needs


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        (r"\bsteal (?:his|her) \w+", {"steal his ", "steal her "}),
        (r"(?:kill|murder)(?:ing|ed)?\b", {"kill", "murder"}),
        (r"\bhack(?!athon)", {"hack"}),
        (r"a\d+b", set()),
        (r"(?:blackmail|x)", set()),
        (r"(?:bomb)?", set()),
        (r"b[ou]mb", {"bomb", "bumb"}),
        (r"(?:bribe){2,}", {"bribe"}),
    ],
)
def test_the_words_that_tell_most_come_first(pattern, first):
    (need,) = needs([pattern])
    assert need.first == first


def test_a_need_is_met_where_every_further_clause_is():
    need = Need(frozenset({"bomb"}), (frozenset({"build", "make"}),))
    assert need.met("build a bomb")
    assert not need.met("the bomb")


ENTRIES = [(one.pattern, one.needs) for one in lexicon._lists().values()] + [
    (re.compile(pattern), (need,))
    for act in lexicon.acts().values()
    for pattern, need in zip(act.patterns, act.needs, strict=True)
]


@given(st.sampled_from(ENTRIES).flatmap(lambda one: st.tuples(st.just(one), st.from_regex(one[0], fullmatch=True))))
def test_no_list_matches_without_what_it_needs(both):
    (pattern, needed), text = both
    small = text.lower()
    for hit in re.finditer(pattern, small):
        met = [need for need in needed if any(word in hit[0] for word in need.first or ("",))]
        assert any(need.met(hit[0]) for need in met)
