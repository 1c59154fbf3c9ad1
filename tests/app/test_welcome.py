import pytest
from PySide6.QtCore import Qt

from nfstudio.app import wording
from nfstudio.app.panels.welcome import Welcome
from nfstudio.app.preferences import Recent
from nfstudio.app.theme import DARK, LIGHT, contrast, palette_of


@pytest.fixture
def welcome(qtbot):
    page = Welcome()
    qtbot.addWidget(page)
    page.resize(1000, 700)
    with qtbot.waitExposed(page):
        page.show()
    return page


def test_each_way_in_asks_for_what_it_says(welcome, qtbot):
    signals = [welcome.folder_wanted, welcome.project_wanted, welcome.new_wanted, welcome.samples_wanted]
    assert len(welcome._ways) == len(signals)
    for (button, _), signal in zip(welcome._ways, signals, strict=True):
        with qtbot.waitSignal(signal):
            button.click()


def test_without_recent_projects_the_page_says_what_will_stand_there(welcome):
    assert welcome._none.isVisible()
    assert not welcome._recents.isVisible()


def test_a_recent_project_is_listed_with_its_folder_and_opened_by_a_click(welcome, qtbot, tmp_path):
    path = tmp_path / "a & <b>.nfstudio"
    path.write_text("")
    welcome.show_recents([Recent(path, wording.now().isoformat()), Recent(tmp_path / "gone.nfstudio", "")])
    assert welcome._recents.count() == 1
    item = welcome._recents.item(0)
    assert item.text().splitlines()[0] == "a & <b>"
    assert item.text().endswith("just now")
    with qtbot.waitSignal(welcome.recent_wanted) as wanted:
        spot = welcome._recents.visualItemRect(item).center()
        qtbot.mouseClick(welcome._recents.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert wanted.args == [path]


def test_a_project_opened_at_no_known_time_is_listed_without_one(welcome, tmp_path):
    path = tmp_path / "p.nfstudio"
    path.write_text("")
    welcome.show_recents([Recent(path, "yesterday-ish")])
    assert " · " not in welcome._recents.item(0).text()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_the_way_that_has_the_keyboard_is_taken_by_return_too(welcome, qtbot, key):
    way, _ = welcome._ways[1]
    way.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(welcome.project_wanted):
        qtbot.keyClick(way, key)


@pytest.mark.parametrize("shown", [LIGHT, DARK])
def test_which_way_has_the_keyboard_is_seen(welcome, shown):
    welcome.setPalette(palette_of(shown))
    (first, _), (second, _), *_ = welcome._ways
    second.setFocus(Qt.FocusReason.TabFocusReason)
    for way in (first, second):
        picture = way.grab().toImage()
        rim = picture.pixelColor(picture.width() // 2, 1)
        assert (contrast(rim, shown.window) >= 3) is (way is second)
