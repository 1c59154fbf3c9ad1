import threading

import pytest

from nfstudio.errors import StudioError
from nfstudio.jobs.alongside import Alongside
from nfstudio.store.project import Project


def nothing(_project):
    return None


def test_work_is_done_in_another_thread_on_a_connection_of_its_own(project):
    with Alongside(project.path) as second:
        second.begin(lambda door: (threading.get_ident(), door.db))
        thread, connection = second.wait()

    assert thread != threading.get_ident()
    assert connection is not project.db


def test_what_was_begun_is_waited_for_once(project):
    with Alongside(project.path) as second:
        assert second.wait() is None
        second.begin(lambda _: 3)
        assert second.wait() == 3
        assert second.wait() is None


def test_pieces_of_work_are_done_and_waited_for_in_the_order_they_were_begun(project):
    done = []
    with Alongside(project.path) as second:
        for number in range(3):
            second.begin(lambda _, number=number: done.append(number) or number)
        assert second.under_way == 3
        assert [second.wait() for _ in range(4)] == [0, 1, 2, None]
    assert done == [0, 1, 2]


def test_what_was_begun_after_a_piece_that_failed_is_not_done(project):
    done = []

    def fails(_):
        raise StudioError("The disk is full.")

    second = Alongside(project.path)
    second.begin(fails)
    second.begin(lambda _: done.append(1))
    with pytest.raises(StudioError, match="full"), second:
        second.wait()
    assert done == []


def test_what_is_not_under_way_yet_when_the_first_thread_fails_is_not_done(project):
    begun, may_end, done = threading.Event(), threading.Event(), []
    second = Alongside(project.path)
    second.begin(lambda _: (begun.set(), may_end.wait(5), done.append(1)))
    second.begin(lambda _: done.append(2))
    begun.wait(5)
    threading.Timer(0.05, may_end.set).start()
    with pytest.raises(ValueError, match="first"), second:
        raise ValueError("first")
    assert done == [1]


def test_at_the_end_the_second_thread_lets_go_of_the_project(project):
    with Alongside(project.path) as second:
        second.begin(nothing)
    with Project(project.path) as other, other.writing():
        pass

    assert not [thread for thread in threading.enumerate() if thread.name.startswith("writing")]


def test_what_fails_in_the_second_thread_is_told_in_the_first(tmp_path):
    with Alongside(tmp_path / "gone.nfstudio") as second:
        second.begin(nothing)
        with pytest.raises(StudioError, match="no project"):
            second.wait()


def test_what_fails_in_the_second_thread_at_the_very_end_is_told_too(tmp_path):
    second = Alongside(tmp_path / "gone.nfstudio")
    with pytest.raises(StudioError, match="no project"), second:
        second.begin(nothing)


def test_a_failure_of_the_first_thread_is_the_one_that_is_told(tmp_path):
    second = Alongside(tmp_path / "gone.nfstudio")
    second.begin(nothing)
    with pytest.raises(ValueError, match="first"), second:
        raise ValueError("first")
