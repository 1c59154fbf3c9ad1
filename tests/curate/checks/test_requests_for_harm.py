"""How far the lists of harm reach: requests that were written with them are found, of others few; look-alikes pass."""

import tomllib
from pathlib import Path

import pytest

from nfstudio.curate.checks.harm import harmful
from nfstudio.curate.checks.harm_requests import asks_for_harm

SETS = {one["name"]: one for one in tomllib.loads(Path(__file__).with_name("requests.toml").read_text())["set"]}
LEAST = {"written with the lists": 75, "written when the lists stood": 8}
"""Of 80 and of 40: lists find what somebody thought of. Who makes them longer, writes a further set first."""
MOST = {"written with the lists": 1, "written when the lists stood": 2}
"""Of 82 and of 40."""


def flagged(texts):
    return [text for text in texts if asks_for_harm(text) or harmful(text)]


@pytest.mark.parametrize("name", SETS)
def test_requests_for_harm_are_found_as_far_as_the_lists_reach(name):
    assert len(flagged(SETS[name]["asks"])) >= LEAST[name]


@pytest.mark.parametrize("name", SETS)
def test_harmless_requests_that_look_like_them_pass(name):
    assert len(flagged(SETS[name]["passes"])) <= MOST[name]


def test_no_request_stands_in_the_sets_twice():
    texts = [text for one in SETS.values() for text in (*one["asks"], *one["passes"])]
    assert len(set(texts)) == len(texts) == 242
