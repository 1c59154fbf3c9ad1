"""The guides in the window: all of them are there, whole, and lead nowhere else."""

import re
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl

import nfstudio
from nfstudio.app.dialogs.guides import GUIDES, Guides

ROOT = Path(nfstudio.__file__).parent.parent


@pytest.fixture
def guides(qtbot):
    dialog = Guides()
    qtbot.addWidget(dialog)
    return dialog


def test_the_menu_shows_them_with_and_without_a_project(window, tmp_path):
    for _ in range(2):
        window.menus.by_id["help.guides"].trigger()
        shown = [dialog for dialog in window.findChildren(Guides) if dialog.isVisible()]
        assert len(shown) == 1
        assert not shown[0].isModal()
        shown[0].close()
        window.show_project(tmp_path / "p.nfstudio")


def test_each_is_shown_under_its_own_title_without_notes_for_tests(guides):
    assert guides.titles.count() == len(GUIDES)
    for row in range(len(GUIDES)):
        guides.titles.setCurrentRow(row)
        text = guides.page.toPlainText()
        assert text.startswith(guides.titles.item(row).text())
        assert "<!--" not in text
        assert len(text) > 1_000


def test_in_english_nothing_is_said_of_their_language(guides):
    guides.show()
    assert not guides.language.isVisible()


def test_a_link_to_another_guide_shows_that_and_any_other_opens_nothing(guides):
    guides.page.anchorClicked.emit(QUrl("detection.md#detecting-again"))
    assert guides.titles.currentRow() == GUIDES.index("detection")
    for elsewhere in ("https://example.org/", "../README.md", "file:///etc/hostname", "pictures/review.png"):
        guides.page.anchorClicked.emit(QUrl(elsewhere))
        assert guides.titles.currentRow() == GUIDES.index("detection")


@pytest.mark.parametrize(
    ("guide", "link", "heading"),
    [
        ("checks", "#the-gate-before-positives", "The gate before positives"),
        ("review-guide", "detection.md#detecting-again", "Detecting again"),
    ],
)
def test_a_link_to_a_part_of_a_guide_goes_there(guides, guide, link, heading):
    guides.show()
    guides.titles.setCurrentRow(GUIDES.index(guide))
    guides.page.anchorClicked.emit(QUrl(link))

    assert guides.page.textCursor().block().text() == heading
    assert guides.page.verticalScrollBar().value() > 0


def test_every_part_that_a_guide_leads_to_is_there(guides):
    for guide in GUIDES:
        for name, part in re.findall(r"\]\(([\w-]*?)(?:\.md)?#([\w-]+)\)", (ROOT / "docs" / f"{guide}.md").read_text()):
            if (name or guide) in GUIDES:
                guides.titles.setCurrentRow(GUIDES.index(name or guide))
                guides.page.show_heading(part)
                assert guides.page.textCursor().block().blockFormat().headingLevel() > 1


def test_the_wheel_brings_them_along():
    build = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    brought = {one: to for one, to in build["force-include"].items() if one.startswith("docs/")}
    assert brought == {f"docs/{name}.md": f"nfstudio/docs/{name}.md" for name in GUIDES}
