from datetime import UTC, datetime, timedelta

import pytest

from nfstudio.app import wording

NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


def test_numbers_carry_separators():
    assert wording.number(1_639) == "1,639"


def test_one_thing_is_not_plural():
    assert wording.counted(1, "1 problem", "{count} problems") == "1 problem"
    assert wording.counted(1_200, "1 problem", "{count} problems") == "1,200 problems"


@pytest.mark.parametrize(("done", "total", "said"), [(0, 7, "0 %"), (9_999, 10_000, "99 %"), (7, 7, "100 %")])
def test_a_hundred_per_cent_is_said_only_at_the_end(done, total, said):
    assert wording.percent(done, total) == said


def test_bytes_are_said_as_people_read_them():
    assert wording.amount(12_345_678, "bytes") == "12.3 MB"
    assert wording.amount(812.4, "messages") == "812 messages"


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.2, "1 s"), (59, "59 s"), (61, "2 min"), (3_600, "60 min"), (9_000, "3 h")]
)
def test_a_duration_is_one_unit_rounded_up(seconds, said):
    assert wording.duration(seconds) == said


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(seconds=5), "just now"),
        (timedelta(minutes=1, seconds=5), "1 minute ago"),
        (timedelta(minutes=5), "5 minutes ago"),
        (timedelta(days=1), "yesterday"),
        (timedelta(days=30), "2/12/26"),
    ],
)
def test_recent_times_are_relative_and_old_ones_are_dates(ago, said):
    assert wording.relative(NOW - ago, NOW) == said


def test_a_time_in_the_future_is_not_said_to_be_minutes_ago():
    assert "ago" not in wording.relative(NOW + timedelta(minutes=5), NOW)
