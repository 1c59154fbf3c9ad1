import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nfstudio.detect import rule_pack
from nfstudio.detect.context import Candidate
from nfstudio.detect.reading import Reading
from nfstudio.detect.rules import RuleDetector
from nfstudio.detect.scanning import scanned, scanning

PACK = rule_pack.load()
DETECTOR = RuleDetector(PACK)
EXAMPLES = [example.text for rule in PACK.rules for example in (*rule.match, *rule.no_match)]
PIECES = [
    "\u212a",
    "\u0130t \u0131s wrong",
    "\u017ftill broken",
    "clich\u00e9",
    "\u0663",
    "\u3000",
    "wrong\u00e9",
    "NO",
    "👍",
    "It\u2019s off",
]


def looked_for(expression, text):
    import polars as pl

    return bool(pl.Series([scanned(text)]).str.contains(f"(?s){scanning(expression)}")[0])


@given(st.text())
def test_scanned_text_is_small_and_as_long_as_before(text):
    assert len(scanned(text)) == len(text)
    assert not any(c.isupper() for c in scanned(text) if c.isascii())


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (r"(?is)(?P<cue>\bcafé\b)", "the CAF\u00c9!"),
        (r"(?is)(?P<cue>[éè]+)", "\u00e8"),
        (r"(?is)(?P<cue>\w+\b)", "\u00fc"),
        (r"(?is)(?P<cue>a\sb)", "a\u3000b"),
        (r"(?is)(?P<cue>\d)", "\u0663"),
        (r"(?is)(?P<cue>Kiss)", "\u212ai\u017fs"),
        (r"(?is)(?P<cue>\W\S)", "\u00b6\u00b6"),
    ],
)
def test_a_scan_finds_what_the_rule_finds_beyond_ascii(expression, text):
    import re

    assert re.search(expression, text)
    assert looked_for(expression, text)


def test_a_scan_leaves_out_most_of_what_the_rule_leaves_out():
    assert not looked_for(r"(?is)(?P<cue>\bwrong\b)", "a wrongdoing")


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(EXAMPLES + PIECES) | st.text(max_size=6), min_size=1, max_size=4).map(" ".join))
def test_no_rule_finds_anything_in_a_message_for_which_it_was_not_tried(text):
    reading = Reading(Candidate(2, text, "Here it is.", 1))
    tried = {rule.id for rule, _ in DETECTOR._cues([reading])}
    found = {rule.id for rule in PACK.rules if rule.regex.search(reading.raw if rule.pasted else reading.text)}
    assert found <= tried
