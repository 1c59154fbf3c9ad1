"""Builds what people install: the wheel, the source archive and a bundle, each from an environment of its own.

    python3 packaging/build.py wheel          dist/*.whl and dist/*.tar.gz
    python3 packaging/build.py cpu | gpu      dist/nfstudio-VERSION-SYSTEM-cpu/ and the archive of that folder

Standard library alone, because it runs before anything is installed. Environments lie in build/ and are kept; remove
them for a release (docs/releasing.md).
"""

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import filters

ROOT = Path(__file__).resolve().parent.parent
BUILD, DIST = ROOT / "build", ROOT / "dist"
NOT_IN_CPU = ("torch", "transformers")
"""Dependencies of the wheel that the CPU bundle does without."""
TOOLS = ("build>=1.2,<2", "pyinstaller>=6.16,<7")


def version() -> str:
    """The one place where the version is written."""
    text = (ROOT / "nfstudio" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    assert found is not None
    return found[1]


def requirements(kind: str) -> list[str]:
    """What is installed beside the program in the environment of a bundle, as pip takes it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted: list[str] = project["dependencies"]
    if kind == "gpu":
        return wanted
    return [one for one in wanted if re.split(r"[^\w-]", one, maxsplit=1)[0] not in NOT_IN_CPU]


def bundle_name(kind: str) -> str:
    """Folder and archive: program, version, system, processor, kind."""
    system = {"Darwin": "macos"}.get(platform.system(), platform.system().lower())
    return f"nfstudio-{version()}-{system}-{platform.machine().lower()}-{kind}"


def surroundings() -> dict[str, str]:
    """The environment of all that runs here: the same input gives the same bytes, as far as the tools allow."""
    made = {**os.environ, "PYTHONHASHSEED": "1", "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    made.setdefault("SOURCE_DATE_EPOCH", _last_commit())
    made.pop("PYTHONPATH", None)
    return made


def wheel() -> Path:
    """Build wheel and source archive into dist/; the path of the wheel."""
    tools = _environment("tools", [TOOLS[0]])
    for old in DIST.glob("nfstudio-*.whl"):
        old.unlink()
    _run(tools, "-m", "build", "--outdir", DIST, ROOT)
    (made,) = DIST.glob(f"nfstudio-{version()}-*.whl")
    return made


def installed() -> Path:
    """Install the wheel of dist/ into an environment that holds nothing else, as people do; the path of the program."""
    (made,) = DIST.glob(f"nfstudio-{version()}-*.whl")
    shutil.rmtree(BUILD / "env-wheel", ignore_errors=True)
    return _environment("wheel", [str(made)]).with_name("nfstudio.exe" if os.name == "nt" else "nfstudio")


def bundle(kind: str, *, archived: bool = True) -> Path:
    """Build a bundle from the wheel in dist/ (made when it is not there) into dist/; the path of its folder."""
    wheels = sorted(DIST.glob(f"nfstudio-{version()}-*.whl"))
    program = wheels[-1] if wheels else wheel()
    python = _environment(kind, [TOOLS[1], *requirements(kind)])
    _run(python, "-m", "pip", "install", "--quiet", "--no-deps", "--force-reinstall", program)
    _without_plugins(BUILD / f"env-{kind}")
    work = BUILD / f"bundle-{kind}"
    icons = work / "icons"
    _run(python, ROOT / "packaging" / "icons.py", icons)
    made = work / "made"  # PyInstaller refuses to lay its outcome where it works
    frozen = [python, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=WARN"]
    frozen += ["--workpath", work, "--distpath", made]
    around = {**surroundings(), "NFSTUDIO_BUNDLE": kind, "NFSTUDIO_ICONS": str(icons)}
    subprocess.run([*map(str, frozen), str(ROOT / "packaging" / "nfstudio.spec")], check=True, env=around, cwd=BUILD)
    out = DIST / bundle_name(kind)
    shutil.rmtree(out, ignore_errors=True)
    shutil.move(made / "nfstudio", out)
    _run(python, ROOT / "packaging" / "finish.py", out, icons, *(["--archive"] if archived else []))
    return out


def _environment(name: str, wanted: list[str]) -> Path:
    """The Python of a virtual environment in build/ with these requirements, and nothing of the developer's."""
    folder = BUILD / f"env-{name}"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        venv.create(folder, with_pip=True)
    _run(python, "-m", "pip", "install", "--quiet", *wanted)
    return python


def _without_plugins(environment: Path) -> None:
    """Take Qt's plugins that no bundle holds out of its environment, or the libraries behind them would come along."""
    for path in sorted(environment.rglob("PySide6/**/plugins/*/*")):
        if filters.is_left_out(path.relative_to(environment).as_posix(), torch=True):
            path.unlink()


def _run(python: Path, *arguments: object) -> None:
    subprocess.run([str(python), *map(str, arguments)], check=True, env=surroundings(), cwd=ROOT)


def _last_commit() -> str:
    """Seconds since 1970 of the last commit; of the version file where this is no checkout."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        asked = subprocess.run(
            [git, "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        if asked.returncode == 0 and asked.stdout.strip():
            return asked.stdout.strip()
    return str(int((ROOT / "nfstudio" / "__init__.py").stat().st_mtime))


def main(arguments: list[str]) -> int:
    """Build what is asked for and name it."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("what", choices=("wheel", "cpu", "gpu"))
    asked.add_argument("--no-archive", action="store_true", help="only the folder of a bundle")
    wanted = asked.parse_args(arguments)
    BUILD.mkdir(exist_ok=True)
    DIST.mkdir(exist_ok=True)
    made = wheel() if wanted.what == "wheel" else bundle(wanted.what, archived=not wanted.no_archive)
    print(made.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
