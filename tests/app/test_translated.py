"""What the window says goes through `tr`, so that a translation reaches all of it."""

import ast
import re
from pathlib import Path

import pytest

from nfstudio import app

FILES = sorted(Path(app.__file__).parent.rglob("*.py"))
SAYING = frozenset(
    [
        "QAction",
        "QCheckBox",
        "QCommandLinkButton",
        "QLabel",
        "QMenu",
        "QPushButton",
        "QRadioButton",
        "Elided",
        "WrappedText",
        "Column",
        "Field",
        "addAction",
        "addButton",
        "addItem",
        "addMenu",
        "addRow",
        "addTab",
        "ask_file",
        "ask_files",
        "ask_folder",
        "ask_new",
        "ask_project",
        "ask_words",
        "confirm",
        "told.emit",
        "setAccessibleDescription",
        "setAccessibleName",
        "setIconText",
        "setInformativeText",
        "setLabelText",
        "setPlaceholderText",
        "setPrefix",
        "setSpecialValueText",
        "setStatusTip",
        "setSuffix",
        "setText",
        "setTitle",
        "setToolTip",
        "setWindowTitle",
        "say",
    ]
)
"""What is called with words that a person reads."""
NAMES = frozenset({"NF Studio"})
_WORD = re.compile(r"[A-Za-z]{2}")


FIRST = frozenset({"Column", "Field"})
"""Of these a person reads what comes first."""


def _called(call: ast.Call) -> str:
    if ast.unparse(call.func).endswith("told.emit"):
        return "told.emit"
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _untranslated(tree: ast.AST):
    """Words in the code that are shown as they are: a literal, or a piece of an f-string."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and _called(call) in SAYING:
            for argument in call.args[:1] if _called(call) in FIRST else call.args:
                pieces = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
                for piece in pieces:
                    said = piece.value if isinstance(piece, ast.Constant) else None
                    if isinstance(said, str) and _WORD.search(said) and said not in NAMES:
                        yield f"{call.lineno}: {said}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(FILES[0].parents[0])))
def test_no_words_are_shown_that_a_translation_could_not_reach(file):
    assert list(_untranslated(ast.parse(file.read_text(encoding="utf-8")))) == []


def test_words_that_are_shown_as_they_are_would_be_found():
    found = list(
        _untranslated(ast.parse('label.setText("Words")\nQLabel(f"{count} words")\nlabel.setText(tr("Words"))'))
    )
    assert found == ["1: Words", "2:  words"]
