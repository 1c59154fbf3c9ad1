"""A scroll bar that keeps its room."""

import shiboken6
from PySide6.QtWidgets import QWidget

from nfstudio.app.steady_bar import scrolling


def test_it_is_enabled_where_there_is_something_to_scroll(qtbot):
    page = QWidget()
    area = scrolling(page)
    qtbot.addWidget(area)
    area.resize(200, 200)
    area.show()
    assert not area.verticalScrollBar().isEnabled()
    page.setMinimumHeight(900)
    qtbot.waitUntil(area.verticalScrollBar().isEnabled)
    assert area.verticalScrollBar().isVisible()


def test_it_goes_on_where_what_python_holds_of_it_has_become_void(qtbot):
    page = QWidget()
    area = scrolling(page)
    qtbot.addWidget(area)
    area.resize(200, 200)
    area.show()
    shiboken6.invalidate(area.verticalScrollBar())
    page.setMinimumHeight(900)
    qtbot.waitUntil(lambda: area.verticalScrollBar().isEnabled())
