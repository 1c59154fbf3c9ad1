"""A window of its own for every test that wants one, and logs to import into it."""

import pytest
from PySide6.QtCore import QLocale, QSettings
from windows import settle, write_logs

from nfstudio import paths
from nfstudio.app.main import settings_file
from nfstudio.app.verbs import project
from nfstudio.app.window import Window


@pytest.fixture(autouse=True)
def _english_numbers():
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def logs(tmp_path):
    return write_logs(tmp_path / "my logs")


@pytest.fixture
def make_window(qtbot, qapp):
    made = []

    def make():
        window = Window(paths.preferences(), QSettings(str(settings_file()), QSettings.Format.IniFormat))
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        made.append(window)
        return window

    yield make
    for window in made:
        window.close()


@pytest.fixture
def window(make_window):
    return make_window()


@pytest.fixture
def reviewed(window, logs, qtbot):
    """A window with the logs imported and feedback detected."""
    project.open_logs(window, [logs])
    settle(window, qtbot)
    return window
