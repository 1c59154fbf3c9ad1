"""docs/project-file.md, its tables made from the comments in the schema: `python tests/schema_reference.py` writes it,
a test holds it to date. What stands above the line `MARK` is written by hand."""

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nfstudio.store.project import Project

PAGE = Path(__file__).parents[1] / "docs" / "project-file.md"
MARK = "<!-- from here on made by tests/schema_reference.py -->"
USUAL = {
    "id": "number of the row",
    "conversation_id": "the conversation",
    "message_id": "the message of the person",
    "step_id": "the step it was said in",
    "source_id": "the file",
    "look_id": "the sample",
    "run_id": "the run",
    "title": "as the dump has it",
    "created_at": "when, where the dump says it",
    "started_at": "when it began",
    "made_at": "when",
    "saved_at": "when",
    "start": "first code point",
    "end": "outside of the span",
    "anchor_end": "its end",
    "category": "by its stored name",
    "note": "what the person wrote",
    "rows": "how many",
    "seed": "of the draw",
    "user_messages": "those of the person",
    "name": "what it is called",
    "value": "what is remembered",
}
"""What columns of these names hold where the schema has no comment of its own."""
_TABLE = re.compile(r"CREATE TABLE (?:IF NOT EXISTS )?[\"\[]?(\w+)[\"\]]? \((.*)\)[^)]*\Z", re.DOTALL)
_COLUMN = re.compile(r'\s*"?(\w+)"? (INTEGER|TEXT|REAL|BLOB)\b([^\n]*)')
_REFERENCE = re.compile(r"REFERENCES (\w+)\(")
_PLAIN = {"marks": "small notes of the program to itself"}


@dataclass(frozen=True)
class Column:
    name: str
    type: str
    about: str


@dataclass(frozen=True)
class Table:
    name: str
    about: str
    columns: tuple[Column, ...]


def tables() -> Iterator[Table]:
    """Every table of a new project, in the order of the schema, but for those SQLite and the migrations keep."""
    with tempfile.TemporaryDirectory() as folder, Project.at(Path(folder) / "p.nfstudio") as project:
        found = project.db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY rowid").fetchall()
    for name, sql in found:
        match = _TABLE.match(sql)
        if match is None or name.startswith(("_", "sqlite_")) or re.match(r".*_(fts|pairs)_", name):
            continue
        first, _, rest = match[2].partition("\n")
        about = first.partition("--")[2].strip() if rest else ""
        # A table on one line has its columns there.
        lines = rest.splitlines() if rest else match[2].split(", ")
        yield Table(name, about or _PLAIN.get(name, ""), tuple(_columns(lines)))


def _columns(lines: list[str]) -> Iterator[Column]:
    for line in lines:
        if found := _COLUMN.match(line):
            rules, _, said = found[3].partition("--")
            leads = _REFERENCE.search(rules)
            about = said.strip() or USUAL.get(found[1], "")
            to = f"→ [{leads[1]}](#{leads[1]})" if leads else ""
            yield Column(found[1], found[2], "; ".join(filter(None, (about, to))))


def reference() -> str:
    """The whole page as Markdown."""
    by_hand = PAGE.read_text(encoding="utf-8").partition(MARK)[0]
    return f"{by_hand}{MARK}\n\n## Tables and columns\n" + "".join(map(_section, tables()))


def _section(table: Table) -> str:
    rows = "".join(f"| `{one.name}` | {one.type} | {one.about.replace('|', '/')} |\n" for one in table.columns)
    about = f"{table.about[0].upper()}{table.about[1:]}." if table.about else ""
    return f"\n### {table.name}\n\n{about}\n\n| column | type | holds |\n|---|---|---|\n{rows}"


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
