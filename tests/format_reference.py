"""docs/formats.md, made from IMPORTERS: `python tests/format_reference.py` writes it, a test holds it to date."""

from pathlib import Path

from nfstudio.importers import IMPORTERS

PAGE = Path(__file__).parents[1] / "docs" / "formats.md"
_HEAD = """# Import formats

Made from the program by `python tests/format_reference.py`; do not edit by hand. Formats are recognised by content;
`--format NAME` reads every file as that one.

| name | what | files beside it that hold no conversations |
|---|---|---|
"""


def reference() -> str:
    """The whole page as Markdown."""
    rows = (f"| `{one.NAME}` | {one.TITLE} | {', '.join(f'`{n}`' for n in one.COMPANIONS)} |\n" for one in IMPORTERS)
    return _HEAD + "".join(rows)


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
