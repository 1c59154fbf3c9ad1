"""The window in another language: a made-up one, in which every word of ours stands between marks."""

import ast
import importlib.util
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from windows import settle

from nfstudio import app as our_app
from nfstudio import paths
from nfstudio.app import translation
from nfstudio.app.branches import feedback_view
from nfstudio.app.dialogs.asking import ask_folder
from nfstudio.app.dialogs.guides import Guides
from nfstudio.app.dialogs.import_preview import ImportPreview
from nfstudio.app.main import application
from nfstudio.app.sentences import FILE, SPOKEN, in_words
from nfstudio.app.verbs import project
from nfstudio.app.wrapped_text import WrappedText
from nfstudio.domain.feedback import Category, Verdict
from nfstudio.errors import StudioError

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
    qapp.setProperty(SPOKEN, None)


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
_FROM_LOGS = re.compile(
    r"plan|thanks|wrong|two days|hello|/logs|a\.jsonl|found|NF Studio|CPU|messages$|2 messages|<span>|notes\.bin"
    r"|Not three|^hi$|my logs|^Axolotl$|^LLaMA-Factory$|^TRL$|^ms-swift$"
    r"|^ ?rules$|^PySide6 |^[\d.]+ kB$|^Messages \(OpenAI, TRL\)$"
)
"""Words out of logs; names of programs, of detectors, of formats; units."""
QTS = {"Cancel", "OK", "Close", "Press shortcut"}
"""Words of Qt's own buttons and fields, which its own translation has."""


def shown_words(root):
    """All that a person reads or hears of a window: on labels, buttons, fields, tabs, headers, in lists and tips."""
    for one in (root, *root.findChildren(QWidget)):
        if one.isVisible():
            yield from (one.toolTip(), one.accessibleName(), one.accessibleDescription())
            yield from (one.windowTitle(),) if one.isWindow() else ()
            yield from _own_words(one)
    yield from (action.text() for action in root.actions())


def _own_words(one):
    match one:
        case QLabel() | QAbstractButton():
            yield one.text()
        case WrappedText():
            yield one.text
        case QLineEdit() | QPlainTextEdit():
            yield one.placeholderText()
        case QAbstractSpinBox():
            yield one.specialValueText()
        case QComboBox():
            yield from (one.itemText(at) for at in range(one.count()))
        case QTabBar():
            yield from (one.tabText(at) for at in range(one.count()))
        case QAbstractItemView() if one.model() is not None:
            model, columns = one.model(), range(one.model().columnCount())
            yield from (model.headerData(at, Qt.Orientation.Horizontal) for at in columns)
            yield from (model.index(row, at).data() for row in range(min(9, model.rowCount())) for at in columns)


def untranslated(root):
    """Words on the screen outside the marks that are not out of a log."""
    said = [words for words in shown_words(root) if isinstance(words, str)]
    outside = {_KEYS.sub("", _outside(words)) for words in said} - QTS
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


@pytest.mark.parametrize(
    "name", ["project.problems", "project.sources", "detect.choose", "review.name", "help.about", "help.keys"]
)
def test_no_word_of_a_dialog_stays_english(spoken, reviewed, qtbot, name):
    reviewed.menus.by_id[name].trigger()
    settle(reviewed, qtbot)
    (dialog,) = [one for one in reviewed.findChildren(QDialog) if one.isVisible()]
    assert untranslated(dialog) == []


@pytest.mark.parametrize(
    "name", ["view.insights", "review.second_look", "view.table", "view.conversations", "edit.find"]
)
def test_no_word_of_a_page_stays_english(spoken, found, qtbot, name):
    found.session.select(1)
    found.menus.by_id[name].trigger()
    settle(found, qtbot)
    assert untranslated(found) == []


def test_no_word_of_an_import_preview_stays_english(spoken, window, logs, qtbot):
    (logs / "notes.bin").write_bytes(bytes(range(256)))
    project.preview(window, [logs], lambda *_: None)
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, ImportPreview) and one.isVisible()]
    qtbot.waitUntil(lambda: not dialog.counting)
    assert untranslated(dialog) == []
    dialog.close()


def test_the_card_under_the_pointer_names_the_category_in_the_language(spoken, found):
    found.session.select(1)
    assert feedback_view(found.session.selected()).why.startswith("«Correction»")


def test_the_guides_say_that_they_are_written_in_english(spoken, found):
    found.menus.by_id["help.guides"].trigger()
    (guides,) = found.findChildren(Guides)
    assert guides.language.isVisible()
    assert guides.language.text() == "«The guides are written in English.»"


def test_what_the_rooms_below_say_is_translated_with_what_was_put_into_it(spoken, found):
    assert in_words("No conversation of a known format begins this file.").startswith("«")
    said = in_words("The message has 12 characters, but the span ends at 40.")
    assert said == "«The message has 12 characters, but the span ends at 40.»"
    assert in_words("Importing logs/a.jsonl") == "«Importing logs/a.jsonl»"
    assert in_words("words of nobody") == "words of nobody"
    found.session.decide([1], Verdict.ACCEPT, what="change to Correction")
    assert found.menus.by_id["edit.undo"].text() == "«Undo «change to «Correction»»»"


def test_an_error_of_the_rooms_below_is_told_in_the_language(spoken, found):
    found.session.failed.emit(StudioError("Only an answer can be written better.", "Choose another answer."))
    assert found.toast.text() == "«Only an answer can be written better.» «Choose another answer.»"


def test_every_sentence_of_the_rooms_below_is_known_again_when_it_was_said(spoken, script):
    for sentence in script.said_below():
        said = re.sub(r"\{\w+\}", "7", sentence)
        assert in_words(said).startswith("«"), said


def test_the_sentences_that_the_window_knows_are_those_of_the_rooms_below(script, tmp_path):
    script.write_sentences(tmp_path / FILE)
    kept = (ROOT / "resources" / "translations" / FILE).read_text(encoding="utf-8")
    assert (tmp_path / FILE).read_text(encoding="utf-8") == kept, "make translation brings them up to date"


SHIPPED = sorted((ROOT / "resources" / "translations").glob("nfstudio_*.ts"))


def test_german_is_shipped():
    assert [file.stem for file in SHIPPED] == ["nfstudio_de"]
    assert all(file.with_suffix(".qm").exists() for file in SHIPPED)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_a_shipped_translation_has_every_word_and_every_place_in_it(script, file):
    words, wrong = set(), []
    for context in ET.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            said, into = message.findtext("source"), message.find("translation")
            words.add((context.findtext("name"), said))
            places = [sorted(re.findall(r"\{+\w*\}+", text or "")) for text in (said, into.text)]
            if into.get("type") or not into.text or places[0] != places[1]:
                wrong.append((said, into.text))
    assert wrong == []
    assert words == set(script.texts()), "make translation brings it up to date"


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_what_the_window_reads_is_made_of_the_shipped_translation(qapp, file):
    translator = QTranslator()
    assert translator.load(str(file.with_suffix(".qm")))
    for context in ET.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            said = translator.translate(context.findtext("name"), message.findtext("source"))
            assert said == message.findtext("translation")


def test_several_sentences_said_in_one_go_are_each_translated(spoken):
    said = (
        "The chosen answer is the longer one in 70% of 40 pairs."
        " A model can learn to be longer instead of better: compare both sides at equal length."
    )
    assert in_words(said).count("«") == 3
    assert in_words("3 rows want their answer, 40 do not. Leave out some of the many, or set the weights.").startswith(
        "«"
    )


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
