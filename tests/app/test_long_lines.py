"""Lines too long for Qt, and the map over their breaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtGui import QFont, QTextCursor

from nfstudio.app import long_lines
from nfstudio.app.conversation_view import ConversationView, FoldedPart, MessageView
from nfstudio.app.long_lines import LONGEST, BrokenOffsets, breaks_in, broken
from nfstudio.app.theme import LIGHT
from nfstudio.app.transcript_document import build
from nfstudio.app.transcript_folding import fold
from nfstudio.app.transcript_formats import formats
from nfstudio.domain.conversation import Role
from nfstudio.domain.span import Span


@pytest.fixture(scope="module")
def owner(qapp):
    return QObject()


def page(owner, content, parts=()):
    view = ConversationView(1, "Title", "", (MessageView(7, Role.ASSISTANT, content, parts=parts),))
    return build(view, rendered=range(1), formats=formats(LIGHT, QFont()), parent=owner)


def blocks(document):
    block = document.firstBlock()
    while block.isValid():
        yield block
        block = block.next()


def test_usual_lines_are_left_alone():
    assert breaks_in("word " * 700 + "\n" + "word " * 700) == ()


@pytest.mark.parametrize("content", ["x" * 30_000, "word " * 6_000, "🚀" * 9_000, "short\n" + "y" * 9_000 + "\nend"])
def test_no_line_is_longer_than_qt_can_bear(content):
    laid = broken(content, breaks_in(content))
    assert max(map(len, laid.split("\n"))) <= LONGEST
    assert laid.replace("\n", "") == content.replace("\n", "")


def test_a_line_is_broken_after_a_space_where_it_has_one():
    laid = broken("word " * 6_000, breaks_in("word " * 6_000))
    assert all(line.endswith(" ") for line in laid.split("\n"))


def test_no_emoji_and_no_accent_is_torn_apart():
    for cluster in ("👩‍👩‍👧", "e\u0301\u0301", "👍🏽", "❤️"):
        content = "x" * (LONGEST - 1) + cluster * 50
        whole = {LONGEST - 1 + i * len(cluster) for i in range(51)}
        assert breaks_in(content)[0] in whole


@given(st.text(alphabet="ab \n🚀é", max_size=80), st.integers(2, 9))
def test_the_map_goes_there_and_back_for_every_character(text, longest):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(long_lines, "LONGEST", longest)
        offsets = BrokenOffsets(text)
        laid = broken(text, offsets.breaks).encode("utf-16-le")
    assert offsets.units == len(laid) // 2
    for offset, character in enumerate(text):
        units = offsets.utf16(offset)
        assert offsets.code_points(units) == offset
        assert laid[2 * units :].decode("utf-16-le").startswith(character)
    assert offsets.utf16(len(text)) == offsets.units


def test_a_message_of_one_long_line_stands_where_its_place_says(owner):
    content = "x" * 9_000 + " **bold** " + "🚀" * 4_000
    made = page(owner, content)
    place = made.places[0]
    cursor = QTextCursor(made.document)
    for wanted in (Span(0, 5), Span(3_999, 4_002), Span(9_003, 9_007), Span(len(content) - 1, len(content))):
        cursor.setPosition(place.position(wanted.start))
        cursor.setPosition(place.position(wanted.end), QTextCursor.MoveMode.KeepAnchor)
        assert cursor.selectedText().replace("\u2029", "") == wanted.of(content)
        assert Span(place.offset(cursor.anchor()), place.offset(cursor.position())) == wanted
    assert len(place.starts) == len(place.lines)


def test_one_line_of_a_million_letters_is_folded_to_its_head_and_its_feedback(owner):
    made = page(owner, "x" * 1_000_000)
    fold(made, opened=(), spans={7: [Span(500_000, 500_010)]})
    seen = [block for block in blocks(made.document) if block.isVisible()]
    assert sum(block.length() for block in seen) < 60_000
    at = made.places[0].position(500_000)
    assert made.document.findBlock(at).isVisible()
    assert "▸ Show all 1,000,000 characters" in {block.text() for block in seen}
    assert set(made.gaps.values()) == {0}, "the gaps lie within the one line there is"


def test_lines_that_were_broken_for_qt_are_counted_as_they_were_written(owner):
    made = page(owner, "\n".join(["short"] * 100 + ["x" * 40_000]))
    fold(made, opened=(), spans={7: [Span(40_000, 40_010)]})
    assert "▸ Show all 101 lines" in {block.text() for block in blocks(made.document)}
    assert list(made.gaps.values()) == [101 - 24]


def test_what_is_folded_beside_a_message_is_broken_too(owner):
    made = page(owner, "hi", parts=(FoldedPart("Tool call: picture", "A" * 50_000),))
    assert max(block.length() for block in blocks(made.document)) <= LONGEST + 1
