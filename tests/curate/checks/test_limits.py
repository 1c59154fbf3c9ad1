from dataclasses import fields

import pytest

from nfstudio.curate.checks.flags import Settings
from nfstudio.curate.checks.limits import LIMITS, parse_limits
from nfstudio.errors import StudioError


def test_every_limit_is_a_setting_with_its_default_there():
    usual = {one.name: one.default for one in fields(Settings)}
    assert {one.field: one.usual for one in LIMITS.values()}.items() <= usual.items()


def test_numbers_are_read_by_their_words():
    assert parse_limits("most-tokens=2048, alike=0.9") == {"most_tokens": 2048, "alike": 0.9}


@pytest.mark.parametrize(
    "text", ["most=3", "most-tokens", "most-tokens=many", "alike=0.2", "short-answer=3", "most-tokens=0"]
)
def test_what_is_no_number_of_the_checks_is_told(text):
    with pytest.raises(StudioError):
        parse_limits(text)
