import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.app.diff_view import DiffView
from nfstudio.app.word_diff import MOST_WORDS, Change, word_diff

words = st.text(alphabet="ab c\n.\u00a0日é́🚀", max_size=40)


def joined(pieces, *changes):
    return "".join(piece.text for piece in pieces if piece.change in changes)


@given(words, words)
def test_the_pieces_give_both_texts_back(before, after):
    pieces = word_diff(before, after)
    assert joined(pieces, Change.KEPT, Change.REMOVED) == before
    assert joined(pieces, Change.KEPT, Change.ADDED) == after


def test_whole_words_change_and_their_neighbours_stay():
    pieces = word_diff("Day one, day two.", "Day one, night two.")
    assert [(p.change, p.text) for p in pieces] == [
        (Change.KEPT, "Day one, "),
        (Change.REMOVED, "day"),
        (Change.ADDED, "night"),
        (Change.KEPT, " two."),
    ]


def test_scripts_without_spaces_change_by_character():
    changed = [p.text for p in word_diff("我说两天", "我说三天") if p.change is not Change.KEPT]
    assert changed == ["两", "三"]


def test_very_long_texts_are_compared_by_line():
    before = "word " * MOST_WORDS + "\nlast line"
    pieces = word_diff(before, before.replace("last", "first"))
    assert [(p.change, p.text) for p in pieces][1:] == [(Change.REMOVED, "last line"), (Change.ADDED, "first line")]


@pytest.mark.parametrize("hostile", ["<b>bold</b>", "<img src='http://example.org/x.png'>"])
def test_nothing_in_the_view_is_markup(qtbot, hostile):
    view = DiffView()
    qtbot.addWidget(view)
    view.show_change("plain", hostile)
    assert view.toPlainText() == f"plain{hostile}"
