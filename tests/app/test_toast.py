import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from nfstudio.app import toast as module
from nfstudio.app.toast import Toast


@pytest.fixture
def page(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(600, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_toast_comes_and_goes(page, qtbot, monkeypatch):
    monkeypatch.setattr(module, "STAYS", 30)
    monkeypatch.setattr(module, "EACH", 0)
    toast = Toast(page)
    toast.say("Undone: accept")
    assert toast.isVisible()
    qtbot.waitUntil(lambda: not toast.isVisible(), timeout=3_000)


def test_a_toast_keeps_its_place_in_the_middle_at_the_foot(page):
    toast = Toast(page)
    toast.say("Saved")
    page.resize(900, 500)
    assert abs(toast.geometry().center().x() - 450) <= 1
    assert toast.geometry().bottom() < 500


def test_a_toast_takes_nothing_for_markup(page):
    toast = Toast(page)
    toast.say("<b>bold</b>")
    assert toast.textFormat() is Qt.TextFormat.PlainText


def test_what_no_longer_matters_is_gone_at_once(page):
    toast = Toast(page)
    toast.say("Saved")
    toast.clear()
    assert not toast.isVisible()


def test_a_long_sentence_is_shown_whole(page):
    toast = Toast(page)
    toast.say("This project is open in another window, so this one only reads. " * 4)
    assert toast.wordWrap()
    assert toast.width() <= page.width()
    room = toast.contentsRect()  # how many lines it takes is the font's affair
    words = toast.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, toast.text())
    assert words.height() > 2 * toast.fontMetrics().lineSpacing()
    assert toast.height() >= words.height()
