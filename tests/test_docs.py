import re
import shlex
from pathlib import Path

import command_reference
import format_reference
import pytest

from nfstudio import paths
from nfstudio.__main__ import main
from nfstudio.cli.parser import parser
from nfstudio.store.project import Project

ROOT = Path(__file__).parents[1]
PAGES = [
    ROOT / "README.md",
    *(
        ROOT / "docs" / f"{name}.md"
        for name in ("commands", "detection", "extending", "formats", "project-file", "review-guide")
    ),
]
RUNNABLE = re.compile(r"<!-- runnable -->\n\n((?: {4}.+\n)+)")


@pytest.mark.parametrize("page", [command_reference, format_reference], ids=lambda page: page.PAGE.name)
def test_a_page_made_from_the_program_is_up_to_date(page):
    assert page.PAGE.read_text(encoding="utf-8") == page.reference(), f"run python tests/{page.__name__}.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_a_page_links_to_is_there(page):
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_project_file_page_names_every_table_and_its_query_runs(tmp_path):
    text = (ROOT / "docs" / "project-file.md").read_text(encoding="utf-8")
    with Project.at(tmp_path / "p.nfstudio") as project:
        names = {name for (name,) in project.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        own = {
            name for name in names if not name.startswith(("_", "sqlite_")) and not re.match(r".*_(fts|pairs)_", name)
        }
        assert {name for name in own if f"`{name}`" not in text} == set()
        query = text[text.index("    SELECT") :]
        assert project.db.execute(query).fetchall() == []


def test_the_commands_in_the_readme_are_ones_the_program_takes():
    lines = re.findall(
        r"^ {4}\.venv/bin/nfstudio (.+)$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(lines) > 5
    for line in lines:
        parser().parse_args(shlex.split(line, comments=True))


def test_the_command_blocks_marked_runnable_run_on_the_sample_logs(tmp_path, monkeypatch, capsys):
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "samples").symlink_to(paths.samples(), target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    blocks = [block for page in PAGES for block in RUNNABLE.findall(page.read_text(encoding="utf-8"))]
    assert blocks
    for line in "".join(blocks).splitlines():
        program, *arguments = shlex.split(line)
        assert program == "nfstudio"
        assert main(arguments) == 0, capsys.readouterr()
    assert (tmp_path / "samples-kto" / "manifest.json").is_file()
