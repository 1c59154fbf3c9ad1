import pytest

from nfstudio.importers.local_times import looks_like_time, moment


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Jan 3, 2026, 10:04:00\u202fAM UTC", "2026-01-03T10:04:00Z"),
        ("Mar 27, 2026, 12:09:53\u202fPM EDT", "2026-03-27T16:09:53Z"),
        ("Mar 27, 2026, 12:09:53 AM EST", "2026-03-27T05:09:53Z"),
        ("3 Jan 2026, 10:04:00 GMT+05:30", "2026-01-03T04:34:00Z"),
        ("15 jun 2026, 20:30:41 CEST", "2026-06-15T18:30:41Z"),
        ("03.01.2026, 10:04:00 MEZ", "2026-01-03T09:04:00Z"),
        ("3. M\u00e4rz 2026 um 10:04:00 MEZ", "2026-03-03T09:04:00Z"),
        ("3 janv. 2026, 10:04:00 CET", "2026-01-03T09:04:00Z"),
        ("3 juin 2026, 10:04:00 CEST", "2026-06-03T08:04:00Z"),
        ("3 juil. 2026, 10:04:00 CEST", "2026-07-03T08:04:00Z"),
        ("6 de out. de 2026, 10:15:30 BRT", "2026-10-06T13:15:30Z"),
        ("1/3/2026, 1:04:00 PM PST", "2026-01-03T21:04:00Z"),
        ("3/1/2026, 13:04:00", "2026-01-03T13:04:00Z"),
        ("2026/01/03 10:04:00 JST", "2026-01-03T01:04:00Z"),
        ("2026\u5e741\u67083\u65e5 \u4e0b\u53483:04:00 GMT+8", "2026-01-03T07:04:00Z"),
        ("2026. 1. 3. \uc624\uc804 10:04:00 KST", "2026-01-03T01:04:00Z"),
        ("3 Jan 2026, 10:04:00 XYZT", "2026-01-03T10:04:00Z"),
        ("31 Feb 2026, 10:04:00 UTC", None),
        ("3 Foo 2026, 10:04:00 UTC", None),
        ("yesterday", None),
    ],
)
def test_times_are_read_in_the_order_language_and_zone_of_the_account(written, expected):
    assert moment(written) == expected


@pytest.mark.parametrize("words", ["at 10:00:00", "In 2026", "Jan 3, 2026, 10:04:00 AM was when it rained in the town"])
def test_a_line_with_other_words_is_no_time(words):
    assert not looks_like_time(words)
