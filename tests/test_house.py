"""The rules of the house that no linter knows."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

import nfstudio
from nfstudio.exporters import EXPORTERS
from nfstudio.importers import IMPORTERS

ROOT = Path(nfstudio.__file__).parent.parent
CEILING = 400
SOURCES = sorted((ROOT / "nfstudio").rglob("*.py"))
PAPERS = ("README.md", "CONTEXT.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_one_room_and_its_first_sentence_says_why(source):
    text = source.read_text()
    first = (ast.get_docstring(ast.parse(text)) or "").strip()

    assert text.count("\n") <= CEILING
    assert re.match(r"[^\n]{10,}", first), "a module begins with the reason why it exists"


def test_most_functions_fit_one_glance():
    sizes = sorted(
        (node.end_lineno or 0) - node.lineno + 1
        for source in SOURCES
        for node in ast.walk(ast.parse(source.read_text()))
        if isinstance(node, ast.FunctionDef)
    )

    assert sizes[len(sizes) // 2] < 12


@pytest.mark.parametrize("word", ["Manager", "Helper", "Handler", "Util", "Base"])
def test_no_class_is_named_for_what_it_might_do(word):
    named = [
        node.name
        for source in SOURCES
        for node in ast.walk(ast.parse(source.read_text()))
        if isinstance(node, ast.ClassDef) and node.name.endswith(word)
    ]

    assert named == []


TALKING = {"http", "ftplib", "smtplib", "socket", "ssl", "requests", "httpx", "aiohttp", "webbrowser", "xmlrpc"}
UNPACKING = {"pickle", "marshal", "shelve", "dill", "joblib", "cloudpickle"}


def _imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_that_opens_connections_or_runs_what_it_reads_is_imported(source):
    names = set(_imported(ast.parse(source.read_text())))

    assert {name for name in names if name.partition(".")[0] in TALKING | UNPACKING} == set()
    assert {name for name in names if name.startswith(("urllib.request", "urllib.error", "PySide6.QtNetwork"))} == set()
    assert {name for name in names if "WebEngine" in name} == set()


def _calls(name):
    for source in SOURCES:
        tree = ast.parse(source.read_text())
        dicts = {
            node.targets[0].id: node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and isinstance(node.value, ast.Dict)
        }
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == name:
                said = {word.arg: ast.unparse(word.value) for word in call.keywords if word.arg}
                for word in call.keywords:
                    if word.arg is None and isinstance(word.value, ast.Name):
                        shared = dicts[word.value.id]
                        said |= {key.value: ast.unparse(value) for key, value in zip(shared.keys, shared.values)}
                yield ast.unparse(call.func), f"{source.relative_to(ROOT)}:{call.lineno}", said


def test_models_come_from_folders_and_bring_no_code():
    found = list(_calls("from_pretrained"))

    assert len(found) > 4
    for whose, place, said in found:
        assert said["local_files_only"] == "True", place
        assert said["trust_remote_code"] == "False", place
        if whose.startswith("AutoModel"):
            assert said["use_safetensors"] == "True", place


def test_arrays_and_states_are_read_without_running_anything():
    read = [(place, said) for whose, place, said in _calls("load") if whose in {"np.load", "numpy.load", "torch.load"}]

    assert len(read) > 1
    assert [
        place for place, said in read if said.get("allow_pickle") != "False" and said.get("weights_only") != "True"
    ] == []


def test_the_readme_names_every_format_framework_and_command():
    readme = (ROOT / "README.md").read_text()
    from nfstudio.cli.parser import parser

    actions = next(action for action in parser()._actions if action.dest == "command")
    wanted = [importer.NAME for importer in IMPORTERS] + list(EXPORTERS) + list(actions.choices)

    assert [name for name in wanted if f"`{name}`" not in readme and f"nfstudio {name}" not in readme] == []


@pytest.mark.parametrize("paper", PAPERS)
def test_links_between_the_papers_lead_somewhere(paper):
    text = (ROOT / paper).read_text()
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]

    assert [link for link in links if not (ROOT / link).exists()] == []


def test_pyside_stays_below_the_release_that_aborts_on_python_3_11():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    (pin,) = [line for line in project["dependencies"] if line.startswith("PySide6")]

    assert pin == "PySide6-Essentials>=6.8,<6.12"


def test_a_void_qt_call_loses_no_reference_to_none():
    # What PySide6 6.12.0 does on Python 3.11 until the interpreter aborts.
    import sys

    from PySide6.QtCore import QObject

    named = QObject()
    before = sys.getrefcount(None)
    for _ in range(200):
        named.setObjectName("a")

    assert abs(sys.getrefcount(None) - before) < 100
