import pytest

from nfstudio.importers.dates import written


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Mar 01, 2026 08:00", "2026-03-01T08:00:00Z"),
        ("March 1, 2026 8:00am", "2026-03-01T08:00:00Z"),
        ("March 1, 2026 12:05am", "2026-03-01T00:05:00Z"),
        ("March 1, 2026 12:05 PM", "2026-03-01T12:05:00Z"),
        ("Sep 1, 2026 1:05:07 pm", "2026-09-01T13:05:07Z"),
        ("2026-3-1 @08h 00m 05s 120ms", "2026-03-01T08:00:05Z"),
        ("2026-03-01@08h00m05s", "2026-03-01T08:00:05Z"),
        (1772352000000, "2026-03-01T08:00:00Z"),
        ("2026-03-01T08:00:00.000Z", "2026-03-01T08:00:00Z"),
        ("Smarch 1, 2026 8:00am", None),
        ("March 32, 2026 8:00am", None),
        ("March 1, 2026 25:00", None),
        ("yesterday", None),
        (None, None),
        ([], None),
    ],
)
def test_times_written_for_people_are_read(given, expected):
    assert written(given) == expected
