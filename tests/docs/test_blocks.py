"""Every block of commands in README and docs runs, or says why not."""

import contextlib
import io
import shlex
import shutil
import sys
from pathlib import Path

import pages
import pytest

from nfstudio import paths
from nfstudio.__main__ import main
from nfstudio.store.project import Project

SURVEY = "id,who,body\n1,user,Is it late?\n1,assistant,Yes.\n1,user,Thanks!\n"
FEW = ("*.messages.jsonl", "*.sharegpt.json")
"""Sample logs that serve as a person's own: the hybrid, which some pages run, takes its time for each."""
PAGES = [page for page in pages.MANUAL if any(block.mark == "runnable" for block in pages.blocks(page))]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder such as the pages presume: resources, logs in the home folder, a survey, judged messages."""
    shutil.copytree(paths.resources(), tmp_path / "resources")
    home = tmp_path / "home"
    (home / "chats").mkdir(parents=True)
    for name in FEW:
        shutil.copy(next(paths.samples().rglob(name)), home / "chats")
    (tmp_path / "survey.csv").write_text(SURVEY, encoding="utf-8")
    shutil.copy(next(paths.samples().rglob("reviewed.spans.jsonl")), tmp_path / "judged.spans.jsonl")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:  # what a page wrote is nobody else's
        if str(getattr(sys.modules[name], "__file__", None) or "").startswith(str(tmp_path)):
            del sys.modules[name]


def run_shell(text):
    for line in text.splitlines():
        program, *arguments = shlex.split(line, comments=True)
        assert program in {"nfstudio", ".venv/bin/nfstudio"}, f"{program} is not run here: say why with a mark"
        said = io.StringIO()
        with contextlib.redirect_stderr(said):
            assert main([str(Path(argument).expanduser()) for argument in arguments]) == 0, f"{line}\n{said.getvalue()}"


def run_sql(text, desk):
    with Project.at(desk / "asked.nfstudio") as project:
        for statement in filter(str.strip, text.split(";")):
            project.db.execute(statement).fetchall()


@pytest.mark.parametrize("page", pages.MANUAL, ids=lambda page: page.name)
def test_a_block_runs_or_says_why_not(page):
    unmarked = [f"line {block.line}" for block in pages.blocks(page) if not block.mark.startswith(pages.MARKS)]
    assert unmarked == [], "put <!-- runnable --> or <!-- not run: why --> before the block"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_runnable_blocks_of_a_page_run_in_their_order(page, desk, capsys):
    for block in pages.blocks(page):
        if block.mark.startswith("file: "):
            (desk / block.mark.removeprefix("file: ")).write_text(block.text, encoding="utf-8")
        elif block.mark == "runnable" and block.language == "python":
            exec(compile(block.text, f"{page.name}, line {block.line}", "exec"), {})
        elif block.mark == "runnable" and block.language == "sql":
            run_sql(block.text, desk)
        elif block.mark == "runnable":
            run_shell(block.text)


def test_there_is_something_to_run():
    assert {page.name for page in PAGES} >= {"README.md", "detection.md", "extending.md", "project-file.md"}
