import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6 import QtCore

from nfstudio import system_libraries
from nfstudio.system_libraries import LIBRARIES, install_command, main, missing


@pytest.fixture
def bare(monkeypatch):
    """A Linux on which no library of the list is found and this process is an ordinary user."""
    monkeypatch.setattr(system_libraries.sys, "platform", "linux")
    monkeypatch.setattr(system_libraries, "_loads", lambda _: False)
    monkeypatch.setattr(system_libraries.os, "geteuid", lambda: 1000)


@pytest.mark.parametrize(
    ("manager", "words"),
    [
        ("apt-get", "apt-get install -y --no-install-recommends libglib2.0-0 libzstd1 libegl1"),
        ("dnf", "dnf install -y"),
        ("pacman", "pacman -S"),
    ],
)
def test_what_is_missing_is_named_with_the_command_of_this_system(bare, monkeypatch, capsys, manager, words):
    monkeypatch.setattr(system_libraries.shutil, "which", lambda name: f"/usr/bin/{name}" if name == manager else None)

    assert main([]) == 1
    told = capsys.readouterr().err
    assert "libEGL.so.1" in told
    assert f"sudo {words}" in told


def test_a_package_that_holds_two_libraries_is_named_once(monkeypatch):
    monkeypatch.setattr(system_libraries.shutil, "which", lambda name: name == "dnf")

    assert install_command(LIBRARIES).split().count("libxcb") == 1


def test_an_ordinary_user_is_told_and_nothing_is_installed(bare, monkeypatch):
    monkeypatch.setattr(system_libraries.subprocess, "run", lambda *_, **__: pytest.fail("something was run"))

    assert main(["--install"]) == 1


def test_root_on_debian_gets_what_is_missing_installed(bare, monkeypatch):
    installed = []
    monkeypatch.setattr(system_libraries.os, "geteuid", lambda: 0)
    monkeypatch.setattr(
        system_libraries.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None
    )
    monkeypatch.setattr(system_libraries, "_loads", lambda _: bool(installed))
    monkeypatch.setattr(system_libraries.subprocess, "run", lambda command, **_: installed.append(command))
    monkeypatch.setattr(system_libraries, "_FONT_FOLDERS", ("/",))
    monkeypatch.setattr(system_libraries.Path, "rglob", lambda *_: iter([True]))

    assert main(["--install"]) == 0
    assert installed[0][:2] == ["apt-get", "update"]
    assert "libxcb-cursor0" in installed[1]


def test_whatever_qt_asks_of_the_system_is_in_the_list():
    """What the loader finds outside the wheel, but for what no Linux is without and what glib brings itself."""
    folder = Path(QtCore.__file__).parent / "Qt" / "lib"
    if shutil.which("ldd") is None or not (folder / "libQt6Core.so.6").exists():
        pytest.skip("needs ldd, and Qt as it comes in a wheel for Linux")
    asked = subprocess.run(["ldd", folder / "libQt6Core.so.6"], capture_output=True, text=True, check=True).stdout
    outside = {line.split()[0] for line in asked.splitlines() if "=>" in line and str(folder) not in line}

    assert outside - _EVERYWHERE - _OF_GLIB <= {need.name for need in LIBRARIES}


_EVERYWHERE = {f"lib{name}" for name in ("c.so.6", "m.so.6", "dl.so.2", "pthread.so.0", "rt.so.1", "z.so.1")} | {
    "libstdc++.so.6",
    "libgcc_s.so.1",
}
_OF_GLIB = {"libpcre2-8.so.0", "libpcre.so.3", "libatomic.so.1"}


def test_systems_other_than_linux_lack_nothing(bare, monkeypatch):
    monkeypatch.setattr(system_libraries.sys, "platform", "darwin")

    assert missing() == []


def test_it_runs_before_anything_is_installed():
    script = system_libraries.__file__
    done = subprocess.run([sys.executable, "-S", "-I", script], capture_output=True, text=True, check=False)

    assert done.returncode in (0, 1)
    assert "Traceback" not in done.stderr
