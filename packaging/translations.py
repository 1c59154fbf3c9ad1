"""Gathers every word that the window shows, for people who translate them: `python packaging/translations.py LANGUAGE`.

`pyside6-lupdate` reads calls of `tr` with a literal, but not the tables that most of our words stand in, nor which
context a `tr` of a module means. So the words are found here, and handed to it as plain calls; it merges them into
`resources/translations/nfstudio_LANGUAGE.ts`, where the translations that are there stay. `pyside6-lrelease` then makes
the `.qm` beside it, which the window takes when the desktop speaks that language.
"""

import ast
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
APP, JOBS = ROOT / "nfstudio" / "app", ROOT / "nfstudio" / "jobs"
FOLDER = ROOT / "resources" / "translations"
Text = tuple[str, str]
"""Context and English words."""
_COMMON = "wording"
ROOMS = ("curate", "detect", "domain", "exporters", "importers", "jobs", "store")
"""Rooms whose sentences the window shows."""
_SILENT = ("learning", "training", "card", "llm_answers")
"""Beginnings of names of files whose sentences it does not show: said on the command line alone, or to models."""
_PLACE = re.compile(r"\{\w*\}")
_LEAST = 3
"""Words of a sentence; fewer are told by too little."""


def texts() -> list[Text]:
    """Everything that is asked to be translated, each once, in an order that stays."""
    found = set(_of_tables())
    for file in sorted(APP.rglob("*.py")):
        found |= set(_of_file(file))
    return sorted(found)


def said_below() -> list[str]:
    """The sentences of the rooms below the window, each once: how they are found again when one of them was said."""
    found: set[str] = set()
    for file in sorted((ROOT / "nfstudio").rglob("*.py")):
        room = file.relative_to(ROOT / "nfstudio").parts[0]
        if room in ROOMS and not any(part.startswith(_SILENT) for part in file.parts):
            found |= set(_sentences(ast.parse(file.read_text(encoding="utf-8"))))
        elif room == "app":
            found |= set(_errors(ast.parse(file.read_text(encoding="utf-8"))))
    return sorted(found)


def write_sentences(file: Path) -> None:
    """Bring the sentences up to date that the window knows again."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(f"{_one_line(one)}\n" for one in said_below()), encoding="utf-8")


def _one_line(text: str) -> str:
    return text.replace("\n", "\\n")


def update(ts: Path, language: str) -> None:
    """Bring a translation up to date with the words of the window; what is translated stays."""
    ts.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        stub = Path(folder) / "words.py"
        calls = (f"QCoreApplication.translate({_literal(context)}, {_literal(text)})\n" for context, text in texts())
        stub.write_text("from PySide6.QtCore import QCoreApplication\n" + "".join(calls), encoding="utf-8")
        languages = ["-source-language", "en", "-target-language", language]
        _run("pyside6-lupdate", stub, *languages, "-locations", "none", "-ts", ts)


def release(ts: Path) -> Path:
    """Make of a translation what the window reads; what is not translated stays English."""
    made = ts.with_suffix(".qm")
    _run("pyside6-lrelease", ts, "-qm", made)
    return made


def tool(name: str) -> Path:
    """A tool that PySide6 brings along."""
    return Path(sys.executable).parent / name


def _run(name: str, *arguments: object) -> None:
    if not tool(name).exists():
        sys.exit(f"{name} is missing beside {sys.executable}. Install PySide6-Essentials there, then ask again.")
    subprocess.run([str(tool(name)), *map(str, arguments)], check=True)


def _literal(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _of_file(file: Path) -> Iterator[Text]:
    """The literals that a file hands to `self.tr` or to a `tr` of a module."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    functions = _functions(tree)
    for at in tree.body:
        context = at.name if isinstance(at, ast.ClassDef) else ""
        for call in ast.walk(at):
            said = call.args[0] if isinstance(call, ast.Call) and call.args else None
            if not (isinstance(call, ast.Call) and isinstance(said, ast.Constant) and isinstance(said.value, str)):
                continue
            if isinstance(call.func, ast.Attribute) and call.func.attr == "tr":
                yield context, said.value
            elif isinstance(call.func, ast.Name) and call.func.id in functions:
                yield functions[call.func.id], said.value


def _functions(tree: ast.Module) -> Mapping[str, str]:
    """The functions of a file that translate, its own and those it imports, with their contexts."""
    found: dict[str, str] = {}
    for at in tree.body:
        if isinstance(at, ast.ImportFrom) and any(name.name == "tr" for name in at.names):
            origin = ROOT.joinpath(*str(at.module).split(".")).with_suffix(".py")
            found["tr"] = _functions(ast.parse(origin.read_text(encoding="utf-8")))["tr"]
        elif isinstance(at, ast.FunctionDef) and at.name in ("tr", "_tr"):
            (context,) = [
                call.args[0].value
                for call in ast.walk(at)
                if isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Constant)
            ]
            found[at.name] = str(context)
    return found


def _sentences(tree: ast.AST) -> Iterator[str]:
    """What ends like a sentence and is none of the words about the code; what jobs do; what detectors note."""
    about = {id(part) for part in ast.walk(tree) if isinstance(part, ast.Expr) for part in ast.walk(part.value)}
    about -= {id(part) for call in ast.walk(tree) if isinstance(call, ast.Call) for part in ast.walk(call)}
    inside = {id(part) for one in ast.walk(tree) if isinstance(one, ast.JoinedStr) for part in ast.walk(one)}
    inside -= {id(one) for one in ast.walk(tree) if isinstance(one, ast.JoinedStr)}
    for one in ast.walk(tree):
        said = "" if id(one) in about or id(one) in inside else _said(one)
        words = re.findall(r"[^\W\d_]{2,}", _PLACE.sub("", said))
        if len(words) >= _LEAST and re.match(r"\s*[A-Z{]", said) and said.rstrip().endswith((".", "…")):
            yield said.strip()
    for call in (one for one in ast.walk(tree) if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)):
        told = call.args[2:3] if call.func.id == "Progress" else []  # type: ignore[attr-defined]
        if call.func.id == "Evidence":  # type: ignore[attr-defined]
            told = [part for word in call.keywords if word.arg == "notes" for part in ast.iter_child_nodes(word.value)]
        yield from filter(None, map(_said, told))


def _errors(tree: ast.AST) -> Iterator[str]:
    """What the window says in English because it raises it: the errors that speak to a person."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "StudioError":
            yield from filter(None, map(_said, call.args))


def _said(node: ast.AST) -> str:
    """The words of a literal, with numbered places for what is put into it."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if not isinstance(node, ast.JoinedStr):
        return ""
    at = count()
    return "".join(_said(one) if isinstance(one, ast.Constant) else f"{{{next(at)}}}" for one in node.values)


def _of_tables() -> Iterator[Text]:
    """Words that stand in tables and are translated when they are shown."""
    from nfstudio.app import actions, menus, sentences, transcript_document
    from nfstudio.app.dialogs import column_mapping, detector, export_words
    from nfstudio.app.quick_sets import QUICK_SETS
    from nfstudio.curate import judged
    from nfstudio.curate.checks import CHECKS
    from nfstudio.curate.checks.limits import LIMITS
    from nfstudio.domain.feedback import Category
    from nfstudio.domain.preferences import Kind
    from nfstudio.domain.records import Reason

    words: list[Iterable[str]] = [
        (menu.value for menu in actions.Menu),
        (text for action in actions.ACTIONS for text in (action.text, action.under)),
        (reason for _, reason, _ in _table(actions, "_REASONS")),
        _table(menus, "_SHORT").values(),
        (one.text for one in QUICK_SETS),
        _table(column_mapping, "_SHAPES"),
        _table(column_mapping, "_NAMES").values(),
        _table(column_mapping, "_ROLES").values(),
        *(pair for name in ("_DETECTORS", "_SETTINGS", "_DEVICES") for pair in _table(detector, name).values()),
        *(_table(export_words, name).values() for name in _EXPORT),
        (text for check in CHECKS.values() for text in (check.TITLE, check.ABOUT)),
        (limit.title for limit in LIMITS.values()),
        (kind.meaning for kind in Kind),
        (text for category in Category for text in (category.short, category.meaning)),
        _of_progress(),
    ]
    for some in words:
        yield from ((_COMMON, text) for text in some if text)
    for name in _table(transcript_document, "_NAMES").values():
        yield "transcript", name
    short = [*sentences.SHORT, *(reason.value for reason in (*Reason, *judged.Reason))]
    short += _table(export_words, "_STEPS").values()
    yield from ((sentences.CONTEXT, text) for text in [*said_below(), *short])


_EXPORT = ("KINDS", "STATUSES", "FORMS", "SPLITS_BY", "PROMPT_FORMS", "WAYS", "ACTIONS")


def _table(module: ModuleType, name: str) -> Any:
    return getattr(module, name)


def _of_progress() -> Iterator[str]:
    """The units that jobs count in."""
    for file in sorted(JOBS.glob("*.py")):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Progress":
                for said in call.args[3:4]:
                    if isinstance(said, ast.Constant) and isinstance(said.value, str):
                        yield said.value


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Name a language, such as de or pt_BR.")
    sys.path.insert(0, str(ROOT))
    wanted = FOLDER / f"nfstudio_{sys.argv[1]}.ts"
    write_sentences(FOLDER / "sentences.txt")
    update(wanted, sys.argv[1])
    print(f"{wanted}: translate what is unfinished (Qt Linguist opens it), then give this command again.")
    print(f"{release(wanted)}: what the window reads.")
