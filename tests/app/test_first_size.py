"""A window is never larger than its screen, when it first comes and when it comes back from a larger one."""

import pytest
from PySide6.QtCore import QByteArray, QDataStream, QIODevice, QRect
from PySide6.QtWidgets import QWidget

from nfstudio.app.first_size import USUAL, come_up, inside, no_larger


@pytest.fixture
def plain(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


def room(widget):
    return widget.screen().availableGeometry()


def geometry_kept_on(screen_width, frame, *, maximised=False):
    """What Qt writes for a window of this frame on a screen of that width (its format 3.0)."""
    kept = QByteArray()
    stream = QDataStream(kept, QIODevice.OpenModeFlag.WriteOnly)
    stream.setVersion(QDataStream.Version.Qt_4_0)
    stream.writeUInt32(0x1D9D0CB)
    stream.writeUInt16(3)
    stream.writeUInt16(0)
    for _ in range(2):
        stream << frame
    stream.writeInt32(0)
    stream.writeUInt8(int(maximised))
    stream.writeUInt8(0)
    stream.writeInt32(screen_width)
    stream << frame
    return kept


def test_a_first_window_is_no_larger_than_its_screen(plain):
    assert room(plain).width() < USUAL.width()
    come_up(plain, None)
    assert plain.width() <= room(plain).width()
    assert plain.height() < room(plain).height(), "its title has room, too"


@pytest.mark.parametrize("screen_width", [800, 2560])
def test_a_window_that_was_kept_on_a_larger_screen_comes_as_large_as_fits(plain, screen_width):
    come_up(plain, geometry_kept_on(screen_width, QRect(1000, 600, 1400, 880)))
    assert room(plain).contains(plain.geometry())


def test_a_window_that_fits_comes_where_it_was(plain):
    plain.setGeometry(40, 50, 500, 400)
    kept = plain.saveGeometry()
    other = QWidget()
    come_up(other, kept)
    assert other.geometry() == QRect(40, 50, 500, 400)


def test_a_maximised_window_stays_maximised(plain):
    plain.resize(500, 400)
    plain.showMaximized()
    kept = plain.saveGeometry()
    other = QWidget()
    come_up(other, kept)
    assert other.isMaximized()


def test_on_a_screen_of_1280_by_800_the_usual_size_becomes_what_is_there(plain):
    plain.resize(USUAL)
    plain.move(300, 200)
    inside(plain, QRect(0, 30, 1280, 770))
    assert QRect(0, 30, 1280, 770).contains(plain.geometry())
    assert plain.width() == 1280


def test_on_a_large_screen_the_usual_size_stays(plain):
    plain.resize(USUAL)
    inside(plain, QRect(0, 0, 2560, 1440))
    assert plain.size() == USUAL


def test_the_window_of_the_program_fits_the_screen(make_window):
    window = make_window(roomy=False)
    assert window.height() <= room(window).height()
    assert window.width() <= max(room(window).width(), window.minimumSizeHint().width())


def test_a_dialog_is_no_larger_than_its_screen_and_a_small_one_stays(plain):
    plain.resize(3000, 2000)
    no_larger(plain, room(plain))
    assert plain.width() == room(plain).width()
    assert plain.height() < room(plain).height()
    plain.resize(300, 200)
    no_larger(plain, room(plain))
    assert (plain.width(), plain.height()) == (300, 200)
