"""Lays the documents out for the site, and looks at what became of them; `make docs` calls both.

`python docs/site.py lay FOLDER` copies README and docs, and all they lead to. The copy has the tree of the repository,
so a link holds in both places; a link to a folder leads to its README.md. `python docs/site.py look FOLDER` fails when
a page of the finished site would load anything from the network.
"""

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_LINK = re.compile(r"\]\(([^)#\s]+)((?:#[^)\s]*)?)\)")
_LOADS = re.compile(r"<(?:script|link|img|iframe)\b[^>]*?\b(?:src|href)=[\"']?(?:https?:)?//[^\"'>\s]+", re.IGNORECASE)
_ROW = re.compile(r"^\|.*$", re.MULTILINE)
_ASIDE = ("resources/icons/app.svg",)


def first_pages(root: Path) -> list[Path]:
    """Where reading begins."""
    return [root / "README.md", *sorted((root / "docs").glob("*.md"))]


def led_to(root: Path) -> set[Path]:
    """All files that the pages lead to, themselves included.

    Raises:
        FileNotFoundError: naming page and link, when one leads nowhere.
    """
    found, waiting = set[Path](), first_pages(root)
    while waiting:
        page = waiting.pop()
        if page in found:
            continue
        found.add(page)
        if page.suffix == ".md":
            waiting += _targets(page)
    return found


def _targets(page: Path) -> Iterator[Path]:
    for link, _ in _LINK.findall(page.read_text(encoding="utf-8")):
        if "://" in link:
            continue
        to = (page.parent / link).resolve()
        to = to / "README.md" if to.is_dir() else to
        if not to.is_file():
            raise FileNotFoundError(f"{page}: {link} leads nowhere")
        yield to


def lay_out(root: Path, to: Path) -> None:
    """Copy them to `to`, in place of what lay there."""
    shutil.rmtree(to, ignore_errors=True)
    for file in sorted(led_to(root) | {root / name for name in _ASIDE}):
        place = to / file.relative_to(root)
        place.parent.mkdir(parents=True, exist_ok=True)
        if file.suffix == ".md":
            text = _LINK.sub(lambda link, page=file: _leading(page, link), file.read_text("utf-8"))
            place.write_text(_ROW.sub(_plain_bars, text), "utf-8")
        else:
            shutil.copy(file, place)


def _plain_bars(row: "re.Match[str]") -> str:
    """A row of a table: GitHub wants a bar in code with a backslash before it, the site without."""
    return re.sub(r"`[^`]*`", lambda code: code[0].replace(r"\|", "|"), row[0])


def _leading(page: Path, link: "re.Match[str]") -> str:
    """The link, to the page of a folder where it names the folder."""
    if "://" not in link[1] and (page.parent / link[1]).is_dir():
        return f"]({link[1].rstrip('/')}/README.md{link[2]})"
    return link[0]


def loads_from_elsewhere(site: Path) -> list[str]:
    """What pages of a finished site would load from the network, with the page."""
    pages = ((page, page.read_text("utf-8")) for page in sorted(site.rglob("*.html")))
    return [f"{page.relative_to(site)}: {found}" for page, text in pages for found in _LOADS.findall(text)]


def main(task: str, folder: Path) -> int:
    """Lay out, or look; 1 when something is wrong."""
    if task == "lay":
        lay_out(ROOT, folder)
        return 0
    if faults := loads_from_elsewhere(folder):
        print("These pages would load something from the network:", *faults, sep="\n  ", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
