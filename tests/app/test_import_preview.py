import threading

import pytest
from windows import settle, write_logs

from nfstudio import paths
from nfstudio.app import preferences
from nfstudio.app.dialogs import import_preview as module
from nfstudio.app.dialogs.import_preview import ImportPreview
from nfstudio.app.verbs import project
from nfstudio.importers.column_mapping import ColumnMapping, signature
from nfstudio.jobs.previewing import Looked, Preview

ODD = "chat,who,body\n1,Ann,hi there\n1,bot,hello\n1,Ann,No, I said bye\n"
ODD = ODD.replace("No, I said bye", '"No, I said bye"')
MAPPING = ColumnMapping(conversation="chat", role="who", text="body", person="Ann")


def preview(window, *found, then=None):
    project.preview(window, found, then or project.open_logs)
    return window._dialogs["preview"]


def counted(dialog, qtbot):
    qtbot.waitUntil(lambda: not dialog.counting, timeout=10_000)
    return dialog


@pytest.fixture
def slow(monkeypatch):
    """A look that never ends by itself."""

    def endless(_paths):
        number = 0
        while True:
            number += 1
            yield Looked(number, None, "Looking", "files", preview=Preview(files=number))

    monkeypatch.setattr(module, "preview", endless)


def test_formats_counts_and_what_will_not_be_read_are_shown(window, logs, qtbot):
    (logs / "notes.txt").write_text("Buy milk.")
    dialog = counted(preview(window, logs), qtbot)

    assert [(row.title, row.conversations, row.files) for row in dialog.rows] == [("Messages (OpenAI, TRL)", 3, 1)]
    assert dialog.summary.text().startswith("3 conversations in 2 files")
    assert dialog.passed.text() == "1 file will not be read:"
    assert dialog.not_read.model().index(0, 0).data() == "my logs/notes.txt"
    assert not dialog.isModal()


def test_one_click_more_opens_the_folder(window, logs, qtbot):
    dialog = counted(preview(window, logs), qtbot)
    assert dialog.go.isDefault()
    dialog.go.click()
    settle(window, qtbot)

    assert window.session.project.name == "my logs"
    assert window.columns.strip.sentence.startswith("Imported 3 conversations")
    assert "preview" not in window._dialogs


def test_nothing_is_made_when_the_person_cancels(window, logs, qtbot):
    counted(preview(window, logs), qtbot).cancel.click()

    assert window.session is None
    assert not logs.with_name("my logs.nfstudio").exists()


def test_the_person_need_not_wait_until_all_is_counted(window, logs, qtbot, slow):
    dialog = preview(window, logs)
    qtbot.waitUntil(lambda: dialog._seen.files > 0)
    assert dialog.go.isEnabled()
    assert "so far" in dialog.summary.text()
    dialog.go.click()
    settle(window, qtbot)

    assert window.columns.strip.sentence.startswith("Imported 3 conversations")
    assert not any(thread.name == "nfstudio-aside" for thread in threading.enumerate())


def test_closing_the_window_ends_the_look(make_window, logs, slow):
    window = make_window()
    preview(window, logs)
    window.close()

    assert window._dialogs == {}


def test_a_look_at_something_else_takes_the_place_of_the_first(window, logs, tmp_path, qtbot, slow):
    first = preview(window, logs)
    second = preview(window, write_logs(tmp_path / "other"))

    assert second is not first
    assert second.paths == (tmp_path / "other",)
    assert preview(window, tmp_path / "other") is second


def test_where_nothing_is_known_nothing_can_be_imported(window, tmp_path, qtbot):
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.txt").write_text("Buy milk.")
    dialog = counted(preview(window, tmp_path / "notes"), qtbot)

    assert dialog.summary.text().startswith("No conversation of a known format")
    assert not dialog.go.isEnabled()


def test_a_table_gets_its_columns_named_and_the_next_one_needs_no_question(window, tmp_path, qtbot):
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "odd.csv").write_text(ODD)
    dialog = counted(preview(window, folder), qtbot)
    assert [row.conversations for row in dialog.rows] == [None]
    assert dialog.advice.text().startswith("1 table does not say")
    assert dialog.summary.text().startswith("1 file, ")
    assert not dialog.go.isEnabled()
    assert dialog.columns.isDefault()
    dialog.columns.click()
    for what, column in MAPPING.chosen().items():
        combo = dialog.dialog.combos[what]
        combo.setCurrentIndex(combo.findData(column))
    dialog.dialog.use.click()
    assert [row.conversations for row in dialog.rows] == [1]
    assert dialog.advice.text() == ""
    assert dialog.go.isDefault()
    dialog.go.click()
    settle(window, qtbot)
    assert window.columns.strip.sentence.startswith("Imported 1 conversation")

    kept, _ = preferences.load(paths.preferences())
    assert kept.mappings == {signature(["chat", "who", "body"]): MAPPING}
    (folder / "more.csv").write_text(ODD.replace("hi there", "good day"))
    again = counted(preview(window, folder / "more.csv", then=project.take_in), qtbot)
    assert [row.conversations for row in again.rows] == [1]
    again.go.click()
    settle(window, qtbot)
    assert window.session.project.db.execute("SELECT count(*) FROM conversations").fetchone() == (2,)


def test_a_table_without_a_column_that_tells_conversations_apart_says_so_and_takes_one(window, tmp_path, qtbot):
    said = ("1,user,plan two days", "1,assistant,three days", '1,user,"no, two"', "2,user,hi", "2,assistant,hello")
    (tmp_path / "survey.csv").write_text("\n".join(["xyz,role,text", *said]) + "\n", encoding="utf-8")
    dialog = counted(preview(window, tmp_path / "survey.csv"), qtbot)
    assert [row.conversations for row in dialog.rows] == [1]
    assert "tells conversations apart" in dialog.advice.text()
    assert dialog.columns.isEnabled(), "nobody need select its row first"
    assert dialog.go.isDefault()

    dialog.columns.click()
    dialog.dialog.chosen.emit(ColumnMapping(conversation="xyz", role="role", text="text"))
    assert [row.conversations for row in dialog.rows] == [2]
    assert dialog.advice.text() == ""


def test_the_question_for_columns_is_asked_once_beside_the_window_and_goes_with_the_preview(window, tmp_path, qtbot):
    (tmp_path / "odd.csv").write_text(ODD)
    dialog = counted(preview(window, tmp_path / "odd.csv"), qtbot)
    dialog.columns.click()
    first = dialog.dialog
    assert not first.isModal()
    dialog.columns.click()
    second = dialog.dialog
    assert second is not first
    assert second.isVisible()
    gone = []
    second.finished.connect(lambda _: gone.append(True))
    dialog.cancel.click()
    assert gone


def test_the_chosen_row_stays_chosen_while_others_come(qtbot, tmp_path, window):
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "odd.csv").write_text(ODD)
    (folder / "qa.csv").write_text("prompt,response\nhi,hello\n")
    dialog = counted(preview(window, folder), qtbot)
    row = next(at for at, row in enumerate(dialog.rows) if "prompt" in row.title)
    dialog.formats.selectRow(row)
    dialog._keep(next(r.table for r in dialog.rows if "chat" in r.title), MAPPING)

    assert "prompt" in dialog.rows[dialog.formats.selectionModel().selectedRows()[0].row()].title
    assert dialog._table().columns == ("prompt", "response")


def test_a_folder_that_vanished_is_told_in_a_sentence(window, tmp_path, qtbot):
    dialog = counted(preview(window, tmp_path / "gone"), qtbot)

    assert "nothing at" in dialog.summary.text()
    assert not dialog.go.isEnabled()


def test_a_guess_is_said_with_no_more_digits_than_it_is_worth():
    assert [module._rounded(count, exact=False) for count in (7, 41, 1_234, 98_765)] == [7, 41, 1_200, 99_000]
    assert module._rounded(1_234, exact=True) == 1_234


@pytest.mark.parametrize("ask", ["import_folder", "import_files", "open_folder"])
def test_what_is_chosen_is_shown_before_it_is_imported(window, logs, qtbot, monkeypatch, ask):
    answers = {"ask_folder": logs, "ask_files": [logs]}
    for name, answer in answers.items():
        monkeypatch.setattr(project, name, lambda _window, _title, then, answer=answer: then(answer))
    window.show_project(logs.with_name("p.nfstudio"))
    getattr(project, ask)(window)

    assert isinstance(window._dialogs["preview"], ImportPreview)
    assert window.session.runner.tickets == ()
    counted(window._dialogs["preview"], qtbot).go.click()
    settle(window, qtbot)
    name = "my logs" if ask == "open_folder" else "p"
    assert window.session.project.name == name
    assert window.session.project.db.execute("SELECT count(*) FROM conversations").fetchone() == (3,)


def test_what_is_dropped_can_be_looked_at_first(window, logs, qtbot):
    project.dropped(window, [logs], look_first=True)

    assert window.session is None
    counted(window._dialogs["preview"], qtbot).go.click()
    settle(window, qtbot)
    assert window.session.project.name == "my logs"
