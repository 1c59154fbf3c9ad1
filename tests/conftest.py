"""What every test stands on: no screen, no settings and no home folder of the person who runs them."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("house", deadline=None)  # no test is timed: other work on the machine would decide
settings.load_profile("house")


_OF_THE_PLATFORM = r"This plugin does not support (propagateSizeHints\(\)|raise\(\)|grabbing the keyboard)"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # The offscreen platform says this of every window with a least size or on top; it says nothing about us.
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore(_OF_THE_PLATFORM))


@pytest.fixture(autouse=True)
def _a_home_of_its_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path_factory.mktemp("home")
    for name, folder in (
        ("HOME", "."),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_DATA_HOME", "data"),
        ("XDG_STATE_HOME", "state"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_DOCUMENTS_DIR", "documents"),
    ):
        monkeypatch.setenv(name, str(home / folder))
    return home


@pytest.fixture(autouse=True)
def _no_thread_lives_on(_a_home_of_its_own: Path) -> Iterator[None]:
    yield
    alive = sorted(thread.name for thread in threading.enumerate() if thread.name.startswith("nfstudio-"))
    assert not alive, f"threads of a session that was not closed: {alive}"
