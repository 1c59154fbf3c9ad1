import pytest

from nfstudio.importers.shapes import when


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
    assert when(given) == expected


@pytest.mark.parametrize(
    ("written_so", "means"),
    [
        ("July 3, 2023", "2023-07-03T00:00:00Z"),
        ("Jul 3, 2023 at 10:05", "2023-07-03T10:05:00Z"),
        ("1/2/2025, 3:04:05 PM", "2025-01-02T15:04:05Z"),
        ("1/2/2025 12:04 am", "2025-01-02T00:04:00Z"),
        ("3.7.2023", "2023-07-03T00:00:00Z"),
        ("03.07.2023, 15:04", "2023-07-03T15:04:00Z"),
        ("2025/1/2 15:04:05", "2025-01-02T15:04:05Z"),
        ("2025-1-2", "2025-01-02T00:00:00Z"),
        ("Sun, 01 Mar 2026 10:00:00 GMT", "2026-03-01T10:00:00Z"),
        ("Sun, 1 Mar 2026 10:00:00 +0130", "2026-03-01T08:30:00Z"),
        ("1 March 2026 10:00:00 -0500", "2026-03-01T15:00:00Z"),
        ("1/2/2025 15:04", None),
        ("31.13.2023", None),
    ],
)
def test_dates_of_tables_are_read_where_they_cannot_mean_two_days(written_so, means):
    assert when(written_so) == means
