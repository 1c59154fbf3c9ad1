"""The window in another language: a made-up one, in which every word of ours stands between marks."""

import ast
import importlib.util
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QAbstractButton, QDialog, QFileDialog, QLabel, QTabBar

from nfstudio import app as our_app
from nfstudio import paths
from nfstudio.app import translation
from nfstudio.app.dialogs.asking import ask_folder
from nfstudio.app.main import application
from nfstudio.domain.feedback import Category, Verdict

ROOT = Path(our_app.__file__).parents[2]
MADE_UP = QLocale(QLocale.Language.Esperanto)
SCRIPT = ROOT / "packaging" / "translations.py"


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("translations", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("pyside6-lupdate", "pyside6-lrelease"):
        if not module.tool(name).exists():
            pytest.skip(f"{name} does not lie beside the Python of this environment")
    return module


def marked(text):
    return f"«{text}»"


def translate(ts, into):
    """Fill in what is unfinished."""
    tree = ET.parse(ts)
    for message in tree.getroot().iter("message"):
        said = message.find("translation")
        if not said.text:
            said.text = into(message.findtext("source"))
        said.attrib.pop("type", None)
    tree.write(ts, encoding="utf-8", xml_declaration=True)


@pytest.fixture(scope="module")
def folder(script, tmp_path_factory):
    """Where the made-up translation lies."""
    folder = tmp_path_factory.mktemp("translations")
    ts = folder / "nfstudio_eo.ts"
    script.update(ts, "eo")
    translate(ts, marked)
    script.release(ts)
    return folder


@pytest.fixture
def spoken(folder, qapp):
    """The application speaks it."""
    found = translation.install(qapp, MADE_UP, folder)
    yield found
    for one in found:
        qapp.removeTranslator(one)


class Listening(QTranslator):
    """Translates nothing and remembers what it was asked for."""

    def __init__(self):
        super().__init__()
        self.asked = set()

    def isEmpty(self):  # noqa: N802 - Qt's name
        return False

    def translate(self, context, text, disambiguation=None, n=-1):
        self.asked.add((context, text))


def test_a_word_is_shown_in_the_language_of_the_desktop(spoken, found):
    assert found.menus.by_id["review.accept"].text() == "«Accept»"
    tabs = found.columns.browser.findChild(QTabBar)
    assert [tabs.tabText(at) for at in range(tabs.count())] == ["«Queue»", "«Conversations»"]
    assert next(menu.title() for menu in found.menus._menus.values()) == "«&Project»"
    buttons = found.columns.inspector._categories._buttons
    assert "«Correction»" in buttons[Category.CORRECTION].text()


def test_placeholders_in_a_translation_are_filled_in(spoken, found, qtbot):
    found.columns.browser.view.selectAll()
    assert found.menus.by_id["review.accept"].text() == "«Accept 4 selected»"


_LETTERS = re.compile(r"[A-Za-z]{2}")
_FROM_LOGS = re.compile(r"plan|thanks|wrong|two days|hello|/logs|a\.jsonl|found|NF Studio|CPU|messages$|2 messages")


def untranslated(root):
    """Words on the screen outside the marks that are not out of a log."""
    said = [one.text() for kind in (QLabel, QAbstractButton) for one in root.findChildren(kind) if one.isVisible()]
    said += [action.text() for action in root.actions()]
    outside = {_KEYS.sub("", _outside(words)) for words in said}
    return sorted(words for words in outside if _LETTERS.search(words) and not _FROM_LOGS.search(words))


def _outside(words):
    """Without what stands between marks, which may stand between marks itself."""
    while words != (words := re.sub(r"«[^«»]*»", "", words)):
        pass
    return words


_KEYS = re.compile(r"\b(Ctrl|Shift|Alt|Del|Return|Space|F\d+|Left|Right|Up|Down|PgUp|PgDown)\b")


def test_no_word_of_the_window_stays_english(spoken, found, qtbot):
    found.session.select(1)
    assert untranslated(found) == []
    for name in ("help.keys", "detect.choose", "project.export", "review.list", "review.quota", "help.choose_keys"):
        found.menus.by_id[name].trigger()
    dialogs = [one for one in found.findChildren(QDialog) if one.isVisible()]
    assert len(dialogs) == 6
    assert {type(one).__name__: words for one in dialogs if (words := untranslated(one))} == {}


def test_what_qt_says_itself_comes_along(folder, qapp, qtbot):
    german = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / "qtbase_de.qm"
    if not german.exists():
        pytest.skip("this Qt brings no translations of its own")
    (folder / "nfstudio_de.qm").write_bytes((folder / "nfstudio_eo.qm").read_bytes())
    found = translation.install(qapp, QLocale(QLocale.Language.German), folder)
    try:
        assert len(found) == 2
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    finally:
        for one in found:
            qapp.removeTranslator(one)


def test_without_a_translation_of_ours_qt_stays_english_too(qapp, tmp_path):
    assert translation.install(qapp, QLocale(QLocale.Language.German), tmp_path) == []
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_the_program_looks_for_one_when_it_starts(folder, qapp, monkeypatch):
    monkeypatch.setattr(paths, "translations", lambda: folder)
    QLocale.setDefault(MADE_UP)
    found = []
    install = translation.install
    monkeypatch.setattr(translation, "install", lambda *about: found.extend(install(*about)) or found)
    application([])
    for one in found:
        qapp.removeTranslator(one)
    assert found


def test_the_words_for_translators_are_those_the_window_asks_for(script, qapp, make_window, found, qtbot):
    listening = Listening()
    qapp.installTranslator(listening)
    try:
        window = make_window()
        found.session.decide([1], Verdict.ACCEPT)
        found.session.undo()
        for name in ("help.keys", "detect.choose", "view.insights", "review.second_look", "review.quota"):
            found.menus.by_id[name].trigger()
        found.session.select(1)
        qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    finally:
        qapp.removeTranslator(listening)
    offered = set(script.texts())
    words = {text for _, text in offered}
    ours = {context for context, _ in offered}
    assert ("Session", "Undone: {what}") in listening.asked
    assert ("wording", "Accept") in listening.asked
    asked = {(context, text) for context, text in listening.asked if context in ours}
    # A class asks for the words of the classes it is made from, too, the first of which has them.
    assert sorted((context, text) for context, text in asked if text not in words) == []
    assert len(asked) > 200


def test_a_translation_keeps_what_is_translated_when_words_are_gathered_again(script, tmp_path):
    ts = tmp_path / "nfstudio_de.ts"
    script.update(ts, "de")
    translate(ts, lambda text: "Annehmen" if text == "Accept" else "")
    script.update(ts, "de")
    script.release(ts)
    translator = QTranslator()
    assert translator.load(str(ts.with_suffix(".qm")))
    assert translator.translate("wording", "Accept") == "Annehmen"


def test_no_word_is_translated_before_there_is_a_language():
    early = []
    for file in sorted((ROOT / "nfstudio" / "app").rglob("*.py")):
        for at in ast.parse(file.read_text(encoding="utf-8")).body:
            parts = at.body if isinstance(at, ast.ClassDef) else [at]
            for part in (one for one in parts if not isinstance(one, ast.FunctionDef)):
                calls = (call for call in ast.walk(part) if isinstance(call, ast.Call) and not _deferred(part, call))
                early += [f"{file.name}:{call.lineno}" for call in calls if ast.unparse(call.func) in ("tr", "_tr")]
    assert early == []


def _deferred(part, call):
    inside = [one for one in ast.walk(part) if isinstance(one, ast.Lambda | ast.FunctionDef)]
    return any(call in list(ast.walk(one)) for one in inside)


def test_a_file_dialog_has_its_title_in_the_language(spoken, found):
    dialog = ask_folder(found, QCoreApplication.translate("wording", "Find an action…"), lambda _: None)
    assert isinstance(dialog, QFileDialog)
    assert dialog.windowTitle() == "«Find an action…»"
    dialog.close()
