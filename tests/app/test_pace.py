from hypothesis import given
from hypothesis import strategies as st

from nfstudio.app.pace import WINDOW, Pace


def paced(*points):
    pace = Pace()
    for time, done in points:
        pace.note(time, done)
    return pace


def test_a_pace_is_units_by_seconds():
    assert paced((0.0, 0), (2.0, 100)).rate() == 50


def test_nothing_is_said_before_a_second_has_passed():
    pace = paced((0.0, 0), (0.5, 100))
    assert pace.rate() is None
    assert pace.left(1000) is None


def test_the_time_left_is_what_remains_at_this_pace():
    assert paced((0.0, 0), (2.0, 100)).left(200) == 2.0


def test_a_total_that_was_passed_leaves_no_time():
    assert paced((0.0, 0), (2.0, 100)).left(90) == 0.0


def test_an_unknown_total_leaves_the_time_unknown():
    assert paced((0.0, 0), (2.0, 100)).left(None) is None


def test_only_the_last_seconds_count():
    slow_then_fast = [(float(t), t) for t in range(60)] + [(60.0 + t, 59 + 100 * t) for t in range(1, 30)]
    assert 95 < paced(*slow_then_fast).rate() <= 100


def test_a_job_that_counts_anew_is_measured_anew():
    assert paced((0.0, 0), (5.0, 5000), (6.0, 1), (8.0, 21)).rate() == 10


def test_a_pause_does_not_count():
    pace = paced((0.0, 0), (2.0, 100))
    pace.rest()
    assert pace.rate() is None


@given(st.lists(st.tuples(st.floats(0.01, 5), st.integers(0, 1000)), min_size=2, max_size=80))
def test_a_pace_is_never_negative_and_looks_back_little_further_than_its_window(steps):
    pace, time, done = Pace(), 0.0, 0
    for wait, more in steps:
        time, done = time + wait, done + more
        pace.note(time, done)
    rate = pace.rate()
    assert rate is None or rate > 0
    assert time - pace._points[1][0] <= WINDOW
