"""The document and its map, without a widget."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtGui import QFont, QTextCursor

from nfstudio.app.conversation_view import ConversationView, FoldedPart, MessageView
from nfstudio.app.folding import HEAD_LINES
from nfstudio.app.highlight import shown
from nfstudio.app.links import Ask, Link
from nfstudio.app.long_lines import broken
from nfstudio.app.theme import LIGHT
from nfstudio.app.transcript_document import MESSAGE, build, one_line, window
from nfstudio.app.transcript_folding import first_hidden, fold, hides
from nfstudio.app.transcript_formats import formats
from nfstudio.domain.conversation import Role, canonical
from nfstudio.domain.span import Span, trim

HOSTILE = [
    "<img src=file:///etc/hostname>", "<script>alert(1)</script>", "![x](http://example.invalid/a.png)",
    "\u202eabc\u202c",
    "\ufeff", "\u2029\u2028", "\x00", "\ufdd0\ufdd1\ufffc", "👩‍👩‍👧", "e\u0301", "مرحبا",
    "\r\n", "```\ncode\n```", "**b** `c`", "",
]  # fmt: skip
THOUGHTS = ["<think>", "</think>", "\n<thinking>", "</thinking> ", "<think>\nhm\n</think>\n\n"]
contents = (
    st.lists(st.one_of(st.sampled_from(HOSTILE + THOUGHTS), st.text(max_size=6)), max_size=6)
    .map("".join)
    .map(canonical)
)


@pytest.fixture(scope="module")
def owner(qapp):
    return QObject()


def page(owner, *contents, parts=()):
    messages = tuple(
        MessageView(i, Role.ASSISTANT if i % 2 else Role.USER, text, parts=parts) for i, text in enumerate(contents)
    )
    view = ConversationView(1, "Title", "subtitle", messages)
    made = formats(LIGHT, QFont())
    return build(view, rendered=range(len(messages)), formats=made, parent=owner)


def words(page, start, end):
    cursor = QTextCursor(page.document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText().replace("\u2029", "\n")


def visible_text(page):
    block, texts = page.document.firstBlock(), []
    while block.isValid():
        texts += [block.text()] if block.isVisible() else []
        block = block.next()
    return texts


@settings(deadline=None)
@given(st.lists(contents, min_size=1, max_size=4))
def test_every_message_stands_where_its_place_says_character_by_character(owner, texts):
    made = page(owner, *texts, parts=(FoldedPart("Reasoning", "thought <b>"),))
    for place, text in zip(made.places, texts, strict=True):
        assert words(made, place.start, place.end) == broken(shown(text), place.offsets.breaks)
        for offset in range(len(text) + 1):
            assert place.offset(place.position(offset)) == offset
        assert made.document.findBlock(place.start).blockNumber() == place.lines.start
        assert made.document.findBlock(place.end).blockNumber() == place.lines[-1]
    made.document.deleteLater()


def test_markup_out_of_a_log_stays_words_and_asks_for_nothing(owner):
    made = page(owner, *HOSTILE)
    whole = made.document.toPlainText()
    assert "<img src=file:///etc/hostname>" in whole
    assert "![x](http://example.invalid/a.png)" in whole
    block = made.document.firstBlock()
    while block.isValid():
        for piece in block:
            looks = piece.fragment().charFormat()
            assert not looks.isImageFormat()
            assert not looks.isAnchor()
        block = block.next()


def test_a_title_out_of_a_log_is_one_short_line():
    assert one_line("a\nb\u2029c  <b>\x00" + "x" * 500, 20) == "a b c <b>\u2400" + "x" * 9 + "…"


def test_a_selection_is_clipped_to_the_message_it_began_in(owner):
    made = page(owner, "first words", "second words", "third")
    one, two, _ = made.places
    assert made.clipped(one.start + 6, two.end) == (one, Span(6, 11))
    assert made.clipped(two.end, one.start) == (two, Span(0, 12))
    assert made.clipped(0, two.end) == (one, Span(0, 11))


def test_a_selection_loses_white_space_at_its_edges_and_nothing_else_is_one(owner):
    made = page(owner, "  first  words  ", "\n\n")
    one, two = made.places
    assert made.clipped(one.start, one.end) == (one, Span(2, 14))
    assert made.clipped(two.start, two.end) is None
    assert made.clipped(0, one.start) is None
    assert made.clipped(one.start + 3, one.start + 3) is None


@settings(deadline=None)
@given(st.lists(contents, min_size=1, max_size=4), st.data())
def test_any_selection_gives_a_trimmed_span_of_one_message_or_none(owner, texts, data):
    made = page(owner, *texts)
    edges = st.integers(0, made.document.characterCount() - 1)
    found = made.clipped(data.draw(edges), data.draw(edges))
    if found is not None:
        place, span = found
        assert span == trim(span, place.view.content)
    made.document.deleteLater()


def test_folding_hides_lines_and_moves_no_offset(owner):
    text = "\n".join(f"line {i} 🚀" for i in range(200))
    made = page(owner, "short", text)
    place = made.places[1]
    before = place.position(len(text))
    span = Span(text.index("line 150"), text.index("line 150") + 8)
    assert fold(made, opened=(), spans={1: [span]})
    assert words(made, place.position(span.start), place.position(span.end)) == "line 150"
    assert place.position(len(text)) == before
    lines = visible_text(made)
    assert {"line 0 🚀", "line 146 🚀", "line 150 🚀", "line 154 🚀", "▸ Show all 200 lines"} <= set(lines)
    assert not {"line 100 🚀", "line 199 🚀", "▾ Show less"} & set(lines)
    assert made.gaps == {place.lines.start + 146: 146 - HEAD_LINES}
    assert hides(made, place, Span(0, len(text)))
    assert not hides(made, place, span)
    assert first_hidden(made, place.lines) == place.lines.start + HEAD_LINES


def test_opening_shows_all_and_closing_hides_again(owner):
    made = page(owner, "\n".join(map(str, range(100))))
    link = Link(Ask.WHOLE, 0)
    fold(made, opened=(), spans={})
    closed = visible_text(made)
    assert fold(made, opened={link}, spans={})
    assert {"99", "▾ Show less"} <= set(visible_text(made))
    assert made.gaps == {}
    assert not fold(made, opened={link}, spans={})
    fold(made, opened=(), spans={})
    assert visible_text(made) == closed


def test_reasoning_is_folded_behind_one_line(owner):
    made = page(owner, "answer", parts=(FoldedPart("Reasoning", "one\ntwo"), FoldedPart("Tool call: search", "{}")))
    fold(made, opened=(), spans={})
    assert {"▸ Reasoning", "▸ Tool call: search"} <= set(visible_text(made))
    assert "one" not in visible_text(made)
    fold(made, opened={Link(Ask.PART, 0, 0)}, spans={})
    assert {"▾ Reasoning", "one", "two", "▸ Tool call: search"} <= set(visible_text(made))
    assert "{}" not in visible_text(made)


def folded_answer(owner, text, opened=(), spans=()):
    """What is visible of an answer with thoughts in its words, and its page."""
    made = page(owner, "question", text)
    fold(made, opened=opened, spans={1: list(spans)})
    (place,) = made.places[1:]
    assert words(made, place.position(0), place.position(len(text))).replace("\n", "") == text.replace("\n", "")
    return visible_text(made)[5:], made


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("<think>hm\nwell</think>\n\nThe answer.\nMore.", ["▸ Reasoning", "The answer.", "More."]),
        ("<think>hm</think> The answer.", ["▸ Reasoning", "The answer."]),
        ("<think>\nhm\n</think>\n    indented", ["▸ Reasoning", "    indented"]),
        ("<think>a</think>\n<thinking>b</thinking>Words.", ["▸ Reasoning", "Words."]),
        ("hm, well\n</think>\nThe answer.", ["▸ Reasoning", "The answer."]),
        ("<think>never\nclosed", ["▸ Reasoning"]),
        ("<think>hm</think>\n", ["▸ Reasoning"]),
        ("Words.\n<think>hm\nwell</think>\nMore words.", ["Words.", "<think>", "More words."]),
        ("Words.\n<think>hm</think> More words.", ["Words.", "<think>", " More words."]),
        ("Words.\n<thinking>\nnever closed", ["Words.", "<thinking>"]),
        ("```\n<think>\ncode\n```\nWords.", ["```", "<think>", "code", "```", "Words."]),
        ("Models write `</think>` behind it.", ["Models write `</think>` behind it."]),
        ("I think so.", ["I think so."]),
    ],
)
def test_what_an_answer_thinks_aloud_is_folded(owner, text, seen):
    assert folded_answer(owner, text)[0] == seen


def test_thoughts_open_like_stored_reasoning_does(owner):
    text = "<think>hm\nwell</think>\nWords.\n<think>\noh\n</think>\nMore."
    first, later = Link(Ask.PART, 1, 0), Link(Ask.PART, 1, 1)
    seen, made = folded_answer(owner, text, opened={first})
    assert seen == ["▾ Reasoning", "<think>hm", "well</think>", "Words.", "<think>", "More."]
    assert made.toggle(later).opener == made.toggle(later).closer
    fold(made, opened={later}, spans={})
    assert visible_text(made)[5:] == ["▸ Reasoning", "Words.", "<think>", "oh", "</think>", "More."]


def test_thoughts_come_after_stored_reasoning(owner):
    made = page(owner, "question", "<think>hm</think>Words.", parts=(FoldedPart("Reasoning", "stored"),))
    fold(made, opened={Link(Ask.PART, 1, 1)}, spans={})
    assert visible_text(made)[-4:] == ["▸ Reasoning", "▾ Reasoning", "<think>hm</think>", "Words."]


def test_a_person_who_writes_such_marks_is_not_folded(owner):
    made = page(owner, "<think>hm</think>Words.")
    fold(made, opened=(), spans={})
    assert visible_text(made)[-1] == "<think>hm</think>Words."


def test_a_marked_span_among_thoughts_stays_in_sight(owner):
    text = "<think>hm\nwell</think>\nWords."
    seen, _ = folded_answer(owner, text, spans=[Span(text.index("well"), text.index("well") + 4)])
    assert seen == ["▾ Reasoning", "<think>hm", "well</think>", "Words."]


def test_a_long_answer_behind_long_thoughts_shows_its_own_beginning(owner):
    thought = "\n".join(f"thought {i}" for i in range(100))
    answer = "\n".join(f"line {i}" for i in range(100))
    text = f"<think>\n{thought}\n</think>\n\n{answer}"
    span = Span(text.index("line 70"), text.index("line 70") + 7)
    seen, made = folded_answer(owner, text, spans=[span])
    assert seen[:2] == ["▸ Reasoning", "line 0"]
    assert {f"line {HEAD_LINES - 1}", "line 66", "line 74", "▸ Show all 100 lines"} <= set(seen)
    assert not {f"line {HEAD_LINES}", "line 65", "line 75"} & set(seen)
    (gap,) = made.gaps.values()
    assert gap == 66 - HEAD_LINES
    assert folded_answer(owner, f"<think>\n{thought}\n</think>\nShort.")[0] == ["▸ Reasoning", "Short."]


def test_only_a_huge_conversation_is_rendered_in_part():
    messages = [MessageView(i, Role.USER, "x" * (1_000 - MESSAGE)) for i in range(1_000)]
    assert window(messages, 500) == range(1_000)
    some = window([*messages, messages[0]], 500)
    assert 500 in some
    assert len(some) == 300


def test_thousands_of_short_messages_are_rendered_in_part_too():
    messages = [MessageView(i, Role.USER, "no") for i in range(5_000)]
    some = window(messages, 2_500)
    assert 2_500 in some
    assert len(some) < 1_000


def test_links_survive_being_text():
    for link in (Link(Ask.BRANCH, 2**40, -1), Link(Ask.EARLIER), Link(Ask.PART, 3, 2)):
        assert Link.parse(link.address) == link


@pytest.mark.parametrize("address", ["http://example.invalid", "file:///etc/hostname", "part:1", "other:1:2", ""])
def test_foreign_addresses_are_none_of_ours(address):
    with pytest.raises(ValueError):  # noqa: PT011 -- several sentences, one meaning
        Link.parse(address)
