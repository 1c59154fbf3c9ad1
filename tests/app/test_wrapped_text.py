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
