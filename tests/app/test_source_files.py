"""A source of many files is one line among the filters, which is opened to them; single files narrow a list."""

import pytest
from building import run, talk
from PySide6.QtCore import Qt
from windows import settle

from nfstudio.app.filter_words import conditions
from nfstudio.app.verbs import project
from nfstudio.domain.feedback import Category
from nfstudio.domain.records import Found
from nfstudio.store import adding
from nfstudio.store.adding import WholeFile
from nfstudio.store.browse import Filter
from nfstudio.store.project import Project

FILES = 70


def file(number, folder="arena", *, of=None):
    said = talk(f"u ask {number}", "a answer", f"u no, wrong {number}", title=f"Talk {number}")
    shown = f"{folder}/{number:03}.json"
    return WholeFile(f"/logs/{shown}", shown, of or folder, "messages", 1, 1, records=[Found("line 1", said)])


@pytest.fixture
def window(tmp_path, make_window, qtbot):
    path = tmp_path / "many.nfstudio"
    with Project.create(path) as made:
        adding.add_whole(made, [*(file(i) for i in range(FILES)), file(900, "few", of="900.json")])
        run(made, [(3 * i + 3, "no, wrong", Category.COMPLAINT, 0.9) for i in range(FILES + 1)])
    window = make_window()
    window.resize(1200, 900)
    window.show_project(path)
    settle(window, qtbot)
    window.session.filter_by(Filter())
    window.columns.browser._panel.opener.setChecked(True)
    qtbot.waitUntil(lambda: tree(window)._facets["source"].childCount() == 2)
    settle(window, qtbot)
    return window


def tree(window):
    return window.columns.browser._panel._tree


def line(window, name):
    facet = tree(window)._facets["source"]
    return next(facet.child(i) for i in range(facet.childCount()) if facet.child(i).text(0) == name)


def open_arena(window, qtbot):
    tree(window)._facets["source"].setExpanded(True)
    line(window, f"arena ({FILES} files)").setExpanded(True)
    qtbot.waitUntil(lambda: line(window, f"arena ({FILES} files)").childCount() > 0)
    return line(window, f"arena ({FILES} files)")


def test_a_source_says_how_many_files_it_has_and_lists_them_when_it_is_opened(window, qtbot):
    assert line(window, "900.json").text(1) == "1"
    assert line(window, f"arena ({FILES} files)").childCount() == 0, "nobody has asked for them"
    arena = open_arena(window, qtbot)
    assert (arena.child(0).text(0), arena.child(0).text(1)) == ("000.json", "1")
    assert arena.child(60).text(0) == "and 10 more; search finds them"


def test_a_file_narrows_its_source_and_a_source_is_all_its_files(window, qtbot):
    arena = open_arena(window, qtbot)
    arena.child(3).setCheckState(0, Qt.CheckState.Checked)
    settle(window, qtbot)
    assert window.session.filter == Filter(sources=frozenset({"arena/003.json"}))
    qtbot.waitUntil(lambda: len(window.columns.browser.current_ids) == 1)
    assert [text for text, _ in conditions(window.session.filter)] == ["Source: 003.json"]
    settle(window, qtbot)
    arena = line(window, f"arena ({FILES} files)")
    assert arena.isExpanded()
    assert arena.child(3).checkState(0) is Qt.CheckState.Checked
    assert arena.text(1) == str(FILES), "its own restriction does not narrow a facet"
    arena.setCheckState(0, Qt.CheckState.Checked)
    settle(window, qtbot)
    assert window.session.filter == Filter(sources=frozenset({"arena"}))
    qtbot.waitUntil(lambda: len(window.columns.browser.current_ids) == FILES)


def test_a_file_of_a_filter_that_is_not_listed_stays_when_something_else_is_ticked(window, qtbot):
    window.session.filter_by(Filter(sources=frozenset({"arena/069.json"})))
    settle(window, qtbot)
    line(window, "900.json").setCheckState(0, Qt.CheckState.Checked)
    settle(window, qtbot)
    assert window.session.filter == Filter(sources=frozenset({"arena/069.json", "900.json"}))
    qtbot.waitUntil(lambda: len(window.columns.browser.current_ids) == 2)


def test_the_list_of_sources_opens_one_to_its_files_and_removes_all_of_them(window, qtbot):
    project.sources(window)
    dialog = window._dialogs["sources"]
    qtbot.waitUntil(lambda: len(dialog.rows) == FILES + 1)
    model = dialog.view.model()
    assert [line.words for line in model.rows] == [f"▸ arena ({FILES} files)", "few/900.json"]
    assert model.index(0, 2).data() == str(FILES)
    dialog.view.activated.emit(model.index(0, 0))
    assert [line.words for line in model.rows][:2] == [f"▾ arena ({FILES} files)", "└ arena/000.json"]
    assert model.rowCount() == FILES + 2
    dialog.view.activated.emit(model.index(0, 0))
    dialog.view.selectRow(0)
    dialog._remove.click()
    next(button for button in dialog.question.buttons() if button.text() == "Remove for good").click()
    qtbot.waitUntil(lambda: len(dialog.rows) == 1, timeout=20_000)
    settle(window, qtbot)
    assert window.session.project.db.execute("SELECT count(*) FROM conversations").fetchone() == (1,)
    assert window.columns.strip.sentence == f"Removed arena ({FILES} files): {FILES} conversations"
