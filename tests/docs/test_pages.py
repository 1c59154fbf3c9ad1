"""The documents lead somewhere, say what the program says, and are made anew when it changes."""

import re
import shlex

import command_reference
import format_reference
import pages
import pytest
import schema_reference

from nfstudio.cli.parser import parser

MADE = (command_reference, format_reference, schema_reference)
each_paper = pytest.mark.parametrize("page", pages.PAPERS, ids=lambda page: str(page.relative_to(pages.ROOT)))
SAID = re.compile(r'"([^"]{6,})"')


@pytest.mark.parametrize("page", MADE, ids=lambda page: page.PAGE.name)
def test_a_page_made_from_the_program_is_up_to_date(page):
    assert pages.words_of(page.PAGE) == page.reference(), f"run PYTHONPATH=tests python tests/{page.__name__}.py"


def test_every_table_and_column_of_the_project_file_says_what_it_holds():
    found = list(schema_reference.tables())
    silent = [table.name for table in found if not table.about]
    silent += [f"{table.name}.{column.name}" for table in found for column in table.columns if not column.about]

    assert len(found) > 15
    assert silent == []


@each_paper
def test_a_page_links_to_files_and_headings_that_are_there(page):
    lost = []
    for link in pages.links(page):
        path, _, heading = link.partition("#")
        to = (page.parent / path) if path else page
        if not to.exists() or (heading and heading not in pages.anchors(to)):
            lost.append(link)

    assert lost == []


def test_every_page_of_the_manual_is_reached_from_its_first_page():
    first = pages.ROOT / "docs" / "index.md"
    known = {(first.parent / link.partition("#")[0]).resolve() for link in pages.links(first)}

    assert [page.name for page in pages.MANUAL[1:] if page != first and page not in known] == []


def test_the_commands_in_the_readme_are_ones_the_program_takes():
    lines = re.findall(r"^ {4}\.venv/bin/nfstudio (.+)$", pages.words_of(pages.ROOT / "README.md"), re.MULTILINE)

    assert len(lines) > 5
    for line in lines:
        parser().parse_args(shlex.split(line, comments=True))


def test_troubleshooting_quotes_what_the_program_says():
    files = [*sorted((pages.ROOT / "nfstudio").rglob("*.py")), pages.ROOT / "Makefile"]
    source = re.sub(r'"\s*\n\s*f?"', "", "\n".join(map(pages.words_of, files)))
    quoted = SAID.findall(pages.words_of(pages.ROOT / "docs" / "troubleshooting.md"))
    pieces = [piece.strip(" .:;") for said in quoted for piece in said.split("…") if len(piece.strip(" .:;")) > 3]

    assert len(quoted) > 30
    assert [piece for piece in pieces if piece not in source] == []


def test_the_list_of_decisions_names_them_all():
    folder = pages.ROOT / "docs" / "adr"
    assert sorted(pages.links(folder / "README.md")) == sorted(path.name for path in folder.glob("0*.md"))
