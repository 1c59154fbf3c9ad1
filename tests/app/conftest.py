"""A window of its own for every test that wants one, and logs to import into it."""

import json

import pytest
from browsing import opened
from building import run, take_in, talk
from PySide6.QtCore import QLocale, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from transcripts import VIEW, opened_transcript
from windows import settle, write_logs

from nfstudio import paths
from nfstudio.app import standing_question, tickets
from nfstudio.app.main import settings_file
from nfstudio.app.session import Session
from nfstudio.app.verbs import project
from nfstudio.app.window import Window
from nfstudio.domain.feedback import Category
from nfstudio.jobs.detecting import detect
from nfstudio.store import search
from nfstudio.store.project import Project


@pytest.fixture(autouse=True)
def _english_numbers():
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    yield
    QLocale.setDefault(before)


@pytest.fixture(autouse=True)
def _undressed(qapp):
    """What a test dresses the whole application in does not stay for the tests after it."""
    sheet, palette, font = qapp.styleSheet(), qapp.palette(), qapp.font()
    yield
    if qapp.styleSheet() != sheet:
        qapp.setStyleSheet(sheet)
        qapp.setPalette(palette)
        qapp.setFont(font)
        qapp.setProperty("nfstudio.scheme", None)
        qapp.styleHints().unsetColorScheme()


@pytest.fixture(autouse=True)
def _no_key_is_held(qapp):
    """Qt remembers the Ctrl or Shift of the last key of a test, and selects other rows than asked in the next one."""
    if QGuiApplication.keyboardModifiers():
        QTest.keyClick(QWidget(), Qt.Key.Key_F35)
    assert not QGuiApplication.keyboardModifiers()


@pytest.fixture(autouse=True)
def _detection_at_hand(request, monkeypatch):
    """Detection in this process, as the command line runs it: a process for each would make the suite slow. Tests of
    the process itself ask for `apart`."""
    if "apart" not in request.fixturenames:
        monkeypatch.setattr(tickets, "detect_apart", detect)


@pytest.fixture
def apart():
    """Detection as the window runs it: in a process of its own."""


@pytest.fixture
def logs(tmp_path):
    return write_logs(tmp_path / "my logs")


@pytest.fixture
def make_window(qtbot, qapp):
    made = []

    # The rules are enough for what windows are tested for; the encoder has tests of its own.
    paths.preferences().parent.mkdir(parents=True, exist_ok=True)
    if not paths.preferences().exists():
        paths.preferences().write_text(json.dumps({"detector": {"detector": "rules"}}))

    def make(*, roomy=True):
        window = Window(paths.preferences(), QSettings(str(settings_file()), QSettings.Format.IniFormat))
        qtbot.addWidget(window)
        if roomy:  # for all panels: the screen of the tests is a small one
            window.resize(max(1000, window.width()), window.height())
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


@pytest.fixture
def found(window, tmp_path, qtbot):
    """A window on a project of two conversations in which feedback was found: 1 and 2 in one message, 3, 4."""
    with Project.create(tmp_path / "found.nfstudio") as project:
        take_in(
            project,
            talk("u plan", "a one", "a two", "u No. I said two days. Not three.", "a two days", "u thanks a lot"),
            talk("u hi", "a hello", "u that is wrong"),
        )
        claims = [
            (4, "No. I said two days.", Category.CORRECTION, 0.9),
            (4, "Not three.", Category.COMPLAINT, 0.7),
            (6, "thanks a lot", Category.POSITIVE, 0.97),
            (9, "that is wrong", Category.COMPLAINT, 0.55),
        ]
        run(project, claims)
    window.show_project(tmp_path / "found.nfstudio")
    settle(window, qtbot)
    return window


@pytest.fixture
def session(tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr(standing_question, "EVERY", 1)
    monkeypatch.setattr(standing_question, "REST", 0)
    session = Session(tmp_path / "p.nfstudio", reviewer="Ada")
    yield session
    session.close()


@pytest.fixture
def filled(session):
    """40 conversations from two files; feedback in every one, ids 1 to 40, scores 0.51 to 0.90."""
    for number, path in enumerate(("/logs/a.jsonl", "/logs/b.jsonl")):
        talks = [
            talk(f"u ask {i}", "a answer", f"u no, wrong {i}", title=f"Talk {i}", model="m & co")
            for i in range(20 * number, 20 * number + 20)
        ]
        take_in(session.project, *talks, path=path)
    categories = list(Category)
    run(session.project, [(3 * i + 3, "no, wrong", categories[i % 5], round(0.51 + i / 100, 2)) for i in range(40)])
    list(search.index(session.project))
    return session


@pytest.fixture
def browser(filled, qtbot):
    return opened(filled, qtbot)


@pytest.fixture
def transcript(qtbot):
    return opened_transcript(qtbot, VIEW, height=700)
