import json

from PySide6.QtCore import QSettings
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from nfstudio.app.picturing import Picture
from nfstudio.app.window import Window


def test_a_picture_of_the_window_is_taken_once_it_stands_and_the_program_leaves(qtbot, tmp_path, capsys, monkeypatch):
    left = []
    monkeypatch.setattr(QApplication, "exit", left.append)
    window = Window(tmp_path / "preferences.json", QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(window)
    window.show()
    Picture(window, tmp_path / "window.png")

    qtbot.waitUntil(lambda: bool(left), timeout=20_000)

    assert left == [0]
    assert QImage(str(tmp_path / "window.png")).size() == window.size()
    assert json.loads(capsys.readouterr().out)["saved"] is True
    window.close()
