"""A window with thirty conversations to select from."""

import pytest
from building import run, take_in, talk
from selecting import MANY
from windows import settle

from nfstudio.domain.feedback import Category
from nfstudio.store.browse import Filter
from nfstudio.store.project import Project


@pytest.fixture
def path(tmp_path):
    """30 conversations with a Complaint each, scores falling from 0.99; ids 1 to 30."""
    path = tmp_path / "many.nfstudio"
    with Project.create(path) as project:
        take_in(project, *(talk(f"u ask {i}", "a answer", f"u no, wrong {i}", title=f"Talk {i}") for i in range(MANY)))
        run(project, [(3 * i + 3, "no, wrong", Category.COMPLAINT, round(0.99 - i / 100, 2)) for i in range(MANY)])
    return path


@pytest.fixture
def opened(path, make_window, qtbot):
    def open_window():
        window = make_window()
        window.resize(1200, 760)
        window.show_project(path)
        settle(window, qtbot)
        window.session.filter_by(Filter())
        qtbot.waitUntil(lambda: len(window.columns.browser.current_ids) == MANY)
        settle(window, qtbot)
        return window

    return open_window


@pytest.fixture
def window(opened):
    return opened()
