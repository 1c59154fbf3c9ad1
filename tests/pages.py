"""Reading our own documents: the pages, what they link to, and the blocks of commands with their marks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
MANUAL = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
"""The pages whose blocks are run."""
PAPERS = (
    *MANUAL,
    *sorted(ROOT.glob("[A-Z]*.md")),
    *sorted((ROOT / "docs" / "adr").glob("*.md")),
    *sorted(ROOT.glob("models/**/*.md")),
    *sorted(ROOT.glob("benchmarks/**/*.md")),
)
"""Those and the ones they lead to."""
MARKS = ("runnable", "not run: ", "file: ")
_BLOCK = re.compile(
    r"^(?:<!-- (?P<mark>[^\n]+?) -->\n\n)?"
    r"(?:```(?P<language>\w*)\n(?P<fenced>.*?)^```$|(?P<indented>^ {4}[^\n]*\n(?:^ {4}[^\n]*\n|\n(?=^ {4}))*))",
    re.DOTALL | re.MULTILINE,
)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Block:
    """A piece of code in a page.

    Attributes:
        mark: what the comment before it says; empty without one.
        language: of a fenced block; empty for an indented one, which is a shell's.
        line: of the page, where it begins.
    """

    mark: str
    language: str
    text: str
    line: int


def words_of(page: Path) -> str:
    """The whole page."""
    return page.read_text(encoding="utf-8")


def blocks(page: Path) -> Iterator[Block]:
    """Its blocks, in order; lines of a list that go on are none, nothing stands free before them."""
    text = words_of(page)
    for found in _BLOCK.finditer(text):
        start = found.start()
        if found["indented"] and not found["mark"] and not text[:start].endswith("\n\n"):
            continue
        code = found["fenced"] or re.sub("^ {4}", "", found["indented"] or "", flags=re.MULTILINE)
        yield Block(found["mark"] or "", found["language"] or "", code, text.count("\n", 0, start) + 1)


def links(page: Path) -> list[str]:
    """What it links to within the repository, pictures included; code is no text."""
    text = re.sub(r"```.*?^```$|`[^`\n]*`", "", words_of(page), flags=re.DOTALL | re.MULTILINE)
    return [link for link in _LINK.findall(text) if "://" not in link]


def anchors(page: Path) -> set[str]:
    """The names of its headings, as GitHub and the site make them."""
    text = re.sub(r"```.*?^```$", "", words_of(page), flags=re.DOTALL | re.MULTILINE)
    heads = re.findall(r"^#{1,6} (.+?)\s*$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}
