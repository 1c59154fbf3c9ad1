"""The page on which a second look is begun."""

from building import feedback, run, take_in, talk
from PySide6.QtCore import Qt
from windows import settle

from nfstudio.domain.feedback import Category, Verdict
from nfstudio.store import review
from nfstudio.store.project import Project


def test_return_begins_from_the_number_of_messages_too(make_window, tmp_path, qtbot):
    path = tmp_path / "reviewed.nfstudio"
    with Project.create(path) as made:
        take_in(made, *(talk("u hi", f"a hello {i}", "u no, that is wrong.") for i in range(3)))
        run(made, [(message, "no, that", Category.COMPLAINT, 0.9) for message in (3, 6, 9)])
        review.decide(made, [item.id for item in feedback(made)], Verdict.ACCEPT, reviewer="Ada")
    window = make_window()
    window.show_project(path)
    settle(window, qtbot)
    window.menus.by_id["review.second_look"].trigger()
    settle(window, qtbot)
    page = window.columns.stage.own_page[0]
    page.begin.reviewer.setText("Bea")
    qtbot.waitUntil(page.begin.begin.isEnabled)
    page.begin.size_wanted.setFocus()
    page.begin.size_wanted.selectAll()
    qtbot.keyClicks(page.begin.size_wanted, "2")
    qtbot.keyClick(page.begin.size_wanted, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.reading is not None)
    settle(window, qtbot)
    assert window.session.project.db.execute("SELECT count(*) FROM second_look_messages").fetchone() == (2,)
