"""What every check must do, over the tables."""

import re
from pathlib import Path

import pytest

import nfstudio
from nfstudio.curate.checks import CHECKS, DATASET_CHECKS, ROW_CHECKS
from nfstudio.curate.checks.flags import Action, Settings

WORDS = (Path(nfstudio.__file__).parent.parent / "docs" / "checks.md").read_text()
ASKED_FOR = {"language", "caps"}


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_says_what_it_is_and_what_it_can_do(name):
    check = CHECKS[name]

    assert name == check.NAME
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    assert check.TITLE
    assert check.ABOUT.endswith(".")
    assert check.ACTIONS[0] is Action.KEEP
    assert check.DEFAULT in check.ACTIONS


def test_nothing_is_left_out_unasked_but_by_the_gate_before_positives():
    assert {name for name, check in CHECKS.items() if check.DEFAULT is Action.DROP} == {"toxicity", *ASKED_FOR}


@pytest.mark.parametrize("name", CHECKS)
def test_the_document_tells_of_every_check(name):
    assert f"`{name}`" in WORDS


@pytest.mark.parametrize("name", ROW_CHECKS)
def test_a_check_finds_nothing_in_a_plain_row(name, row):
    plain = row(
        "How do tides work on our planet?", "The moon pulls at the water, and the earth turns under two bulges."
    )

    assert ROW_CHECKS[name].flags(plain, Settings()) == []


@pytest.mark.parametrize("name", DATASET_CHECKS)
def test_a_check_of_no_rows_says_nothing(name):
    gathering = DATASET_CHECKS[name].gathering(Settings())

    assert dict(gathering.flags(set())) == {}
    assert list(gathering.findings(set())) == []
