"""What a bare Linux lacks for Qt: each library by name, the package that holds it, and the exact command to install it.

Also a script of its own (`python3 nfstudio/system_libraries.py [--install]`), because it must run before anything is
installed: nothing but the standard library is imported.
"""

import ctypes
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Need:
    """Something Qt or the set-up needs, and the packages that bring it."""

    name: str
    apt: str
    dnf: str
    pacman: str


LIBRARIES = (
    Need("libglib-2.0.so.0", "libglib2.0-0", "glib2", "glib2"),
    Need("libgthread-2.0.so.0", "libglib2.0-0", "glib2", "glib2"),
    Need("libzstd.so.1", "libzstd1", "libzstd", "zstd"),
    Need("libEGL.so.1", "libegl1", "libglvnd-egl", "libglvnd"),
    Need("libGL.so.1", "libgl1", "libglvnd-glx", "libglvnd"),
    Need("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
    Need("libdbus-1.so.3", "libdbus-1-3", "dbus-libs", "dbus"),
    Need("libfontconfig.so.1", "libfontconfig1", "fontconfig", "fontconfig"),
    Need("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    Need("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    Need("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    Need("libxcb-image.so.0", "libxcb-image0", "xcb-util-image", "xcb-util-image"),
    Need("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil", "xcb-util-renderutil"),
    Need("libxcb-shape.so.0", "libxcb-shape0", "libxcb", "libxcb"),
    Need("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb", "libxcb"),
)
FONTS = Need("fonts", "fonts-dejavu-core", "dejavu-sans-fonts", "ttf-dejavu")
VENV = Need("Python's venv", "python3-venv", "python3", "python")

_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")
_INSTALLERS = (
    ("apt-get", "apt", "apt-get install -y --no-install-recommends"),
    ("dnf", "dnf", "dnf install -y"),
    ("pacman", "pacman", "pacman -S --needed --noconfirm"),
)


def missing() -> list[Need]:
    """What is not there; empty on systems other than Linux, where the wheels bring everything."""
    if not sys.platform.startswith("linux"):
        return []
    lacking = [need for need in LIBRARIES if not _loads(need.name)]
    if not any(True for folder in _FONT_FOLDERS if Path(folder).is_dir() for _ in Path(folder).rglob("*.[to]tf")):
        lacking.append(FONTS)
    if importlib.util.find_spec("ensurepip") is None:
        lacking.append(VENV)
    return lacking


def install_command(needs: Sequence[Need]) -> str:
    """The command that installs these packages here; names alone where the package manager is unknown."""
    for program, field, command in _INSTALLERS:
        if shutil.which(program):
            return f"{command} {' '.join(dict.fromkeys(getattr(need, field) for need in needs))}"
    return f"install {' '.join(need.name for need in needs)}"


def may_install() -> bool:
    """Whether this process may install packages by itself: root on Debian or Ubuntu."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _install(command: str) -> None:
    print(f"Installing what Qt needs: {command}", file=sys.stderr)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-q"], check=False, env=environment, stdout=sys.stderr)  # noqa: S607
    subprocess.run(shlex.split(command), check=False, env=environment, stdout=sys.stderr)  # noqa: S603


def main(arguments: Sequence[str]) -> int:
    """Name what is missing; with `--install` install it where that is allowed. 0 when nothing is missing at the end."""
    needs = missing()
    if needs and "--install" in arguments and may_install():
        _install(install_command(needs))
        needs = missing()
    if needs:
        names = ", ".join(need.name for need in needs)
        sudo = "" if hasattr(os, "geteuid") and os.geteuid() == 0 else "sudo "
        print(f"This system lacks: {names}\nInstall it with: {sudo}{install_command(needs)}", file=sys.stderr)
    return 1 if needs else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
