import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from nfstudio.app.highlight import Offsets, from_utf16, shown, to_utf16
from nfstudio.domain.conversation import canonical

ODD = [
    "\r\n", "\r", "\n", "\u2028", "\u2029", "\x00", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\x9c", "\ufeff", "\ufffc",
    "\ufffe", "\uffff", "\ufdd0", "\ufdd1", "\ufdef", "🚀", "👩‍👩‍👧", "🇫🇷", "👍🏽", "e\u0301", "\u0300\u0301", "𝔘",
    "漢字", "مرحبا",
    "שלום", "\u202e", "\u202d", "\u2066", "\u2069", "\u200d", "\u200f", "\ud800", "\udfff", "\xa0", "\xad", "\t", " ",
]  # fmt: skip
contents = st.lists(st.one_of(st.sampled_from(ODD), st.text(max_size=8)), max_size=12).map("".join).map(canonical)


@st.composite
def content_and_slice(draw):
    content = draw(contents)
    start, end = sorted((draw(st.integers(0, len(content))), draw(st.integers(0, len(content)))))
    return content, start, end


@pytest.fixture(scope="module", autouse=True)
def _fonts(qapp):
    return qapp


def selected(content: str, start: int, end: int) -> str:
    document = QTextDocument()
    writer = QTextCursor(document)
    for text in ("before\n", shown(content), "\nafter"):  # alone, as the transcript does: a mark at the front counts
        writer.insertText(text)
    cursor = QTextCursor(document)
    cursor.setPosition(7 + to_utf16(content, start))
    cursor.setPosition(7 + to_utf16(content, end), QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText().replace("\u2029", "\n")


def test_the_word_after_a_rocket_is_the_word_that_is_selected():
    content = "Ha 🚀 that is wrong"
    start = content.index("wrong")
    assert selected(content, start, start + 5) == "wrong"


@given(content_and_slice())
def test_a_cursor_selects_what_python_slices(case):
    content, start, end = case
    assert selected(content, start, end) == shown(content)[start:end]


@given(contents)
def test_what_is_shown_has_the_same_length_in_both_counts_and_in_the_document(content):
    text = shown(content)
    document = QTextDocument()
    QTextCursor(document).insertText(text)
    assert len(text) == len(content)
    assert Offsets(text).units == Offsets(content).units == document.characterCount() - 1
    assert document.blockCount() == text.count("\n") + 1


@given(contents)
def test_showing_twice_changes_nothing(content):
    assert shown(shown(content)) == shown(content)


@given(contents)
def test_offsets_agree_with_python_encoding_and_come_back(content):
    offsets = Offsets(content)
    for at in range(len(content) + 1):
        units = offsets.utf16(at)
        assert units == len(content[:at].encode("utf-16-le")) // 2
        assert offsets.code_points(units) == at


def test_ordinary_text_is_shown_as_it_is():
    text = "Grüße 🚀 漢字 مرحبا\n\tend\u200d\xa0."
    assert shown(text) == text


def test_an_override_cannot_show_other_words_than_those_stored():
    assert shown("ab\u202ecd") == "ab\ufffdcd"


def test_a_byte_order_mark_at_the_front_does_not_move_the_words_behind_it():
    assert selected("\ufeffwrong", 1, 6) == "wrong"


def test_the_middle_of_a_surrogate_pair_belongs_before_its_character():
    assert from_utf16("a🚀b", 2) == 1
    assert from_utf16("a🚀b", 3) == 2


@pytest.mark.parametrize("outside", [-1, 4])
def test_an_offset_outside_the_content_is_refused(outside):
    with pytest.raises(ValueError, match="no offset"):
        to_utf16("abc", outside)
    with pytest.raises(ValueError, match="no offset"):
        from_utf16("abc", outside)
