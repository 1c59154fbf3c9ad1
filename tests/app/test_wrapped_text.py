"""Paragraphs as high as their width makes them."""

import pytest

from nfstudio.app.wrapped_text import WrappedText


@pytest.mark.parametrize("text", ["", "x" * 5_000, "one two " * 200, "لا هذا " * 100, "👩‍👩‍👧" * 300, "a\nb\nc"])
def test_wrapped_text_needs_no_width_and_grows_downwards(qtbot, text):
    label = WrappedText(text)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() == 0
    assert label.heightForWidth(100) >= label.heightForWidth(400) > 0
    label.resize(100, label.heightForWidth(100))
    assert not label.grab().isNull()
    assert label.accessibleName() == text


@pytest.mark.parametrize("text", ["", "short", "one two " * 200, "x" * 500, "👩‍👩‍👧" * 90, "a\nb\nc\nd\ne"])
def test_a_fixed_number_of_lines_is_as_high_whatever_it_says(qtbot, text):
    label = WrappedText(text, lines=3)
    qtbot.addWidget(label)
    assert {label.heightForWidth(width) for width in (80, 200, 900)} == {WrappedText(lines=3).heightForWidth(200)}
    for width in (80, 200):
        (layout,) = label._layouts(width)
        assert layout.lineCount() <= 3
        assert layout.text().endswith("…") or layout.text() == " ".join(text.split())
    assert label.text == text
    label.resize(200, label.heightForWidth(200))
    assert not label.grab().isNull()


def test_what_is_cut_is_whole_in_the_tool_tip(qtbot):
    label = WrappedText("<b>one</b> " * 100, lines=3)
    qtbot.addWidget(label)
    assert "&lt;b&gt;one" in label.toolTip()
