"""Where things lie: shipped resources and weights, the person's preferences, logs. The same in a checkout, a wheel
and a frozen program."""

from collections.abc import Callable
from pathlib import Path

import platformdirs

PROJECT = ".nfstudio"
"""How the name of a project's file ends."""

_PACKAGE = Path(__file__).resolve().parent


def resources() -> Path:
    """The folder of icons, rule packs, sample logs and translations."""
    return _shipped("resources")


def models() -> Path:
    """The folder of shipped weights."""
    return _shipped("models")


def rule_packs() -> Path:
    """The folder of rule packs (`*.toml`)."""
    return resources() / "rules"


def samples() -> Path:
    """The folder of sample logs that the first run shows."""
    return resources() / "samples"


def translations() -> Path:
    """The folder of translations (`nfstudio_<language>.qm`); not there while there are none."""
    return resources() / "translations"


def guides() -> Path:
    """The folder of the guides that can be read in the window (`*.md`)."""
    return _shipped("docs")


def preferences() -> Path:
    """The readable file of keys, theme and recent projects; its folder may not exist yet."""
    return Path(platformdirs.user_config_path("nfstudio", appauthor=False)) / "preferences.json"


def logs() -> Path:
    """The folder of the program's own log files; may not exist yet."""
    return Path(platformdirs.user_log_path("nfstudio", appauthor=False))


def documents() -> Path:
    """Where a new project goes when no better place is known."""
    return Path(platformdirs.user_documents_path())


def shown(path: Path) -> str:
    """A path as people read it: `~` for the home folder."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)


def is_file(path: Path) -> bool:
    """Whether a file is to be seen at `path`; what may not be looked at is not, where `Path.is_file` raises."""
    return _seen(path.is_file)


def is_folder(path: Path) -> bool:
    """The same of a folder."""
    return _seen(path.is_dir)


def is_there(path: Path) -> bool:
    """The same of anything."""
    return _seen(path.exists)


def _seen(question: Callable[[], bool]) -> bool:
    try:
        return question()
    except (OSError, ValueError):  # no right to look, a name too long, a NUL in it
        return False


def _shipped(name: str) -> Path:
    """`name` inside the package (wheel, frozen program) or beside it (checkout)."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
