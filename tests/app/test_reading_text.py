import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.app.reading_text import Look, code_blocks, occurrences, styled

TEXT = """# Title
Use `print` and **be bold**.
```python
x = "**not bold** `nor code`"
```
after"""


def looks(content, look):
    return [piece.span.of(content) for piece in styled(content) if piece.look is look]


def test_markdown_gets_its_looks_and_keeps_its_marks():
    assert looks(TEXT, Look.HEADING) == ["# Title"]
    assert looks(TEXT, Look.CODE) == ["`print`"]
    assert looks(TEXT, Look.BOLD) == ["**be bold**"]
    assert looks(TEXT, Look.FENCE) == ["```python", "```"]


def test_a_code_block_covers_its_fences_and_no_more():
    assert [s.of(TEXT) for s in code_blocks(TEXT)] == ['```python\nx = "**not bold** `nor code`"\n```']


def test_a_fence_nobody_closes_reaches_the_end():
    assert [s.of("a\n```\nb\nc") for s in code_blocks("a\n```\nb\nc")] == ["```\nb\nc"]


def test_a_longer_or_other_fence_is_needed_to_hold_a_fence():
    content = "````\n```\ninside\n```\n````\n~~~\n```\n~~~"
    assert [s.of(content) for s in code_blocks(content)] == ["````\n```\ninside\n```\n````", "~~~\n```\n~~~"]


@given(st.text(alphabet="`~*# \nab🚀", max_size=60))
def test_pieces_lie_inside_the_content_and_code_holds_nothing_but_fences(content):
    blocks = code_blocks(content)
    for piece in styled(content):
        assert piece.span.end <= len(content)
        if piece.look not in (Look.CODE_BLOCK, Look.FENCE):
            assert not any(piece.span.start in block for block in blocks)


@pytest.mark.parametrize("piece", ["`", "~", "*", "**a ", "`a ", "#", "```\n", "~~~ ", " "])
def test_hostile_repetition_costs_no_more_than_its_length(piece):
    content = piece * (100_000 // len(piece)) + "`x"
    before = time.perf_counter()
    styled(content)
    assert time.perf_counter() - before < 2


@pytest.mark.parametrize(
    ("content", "wanted", "expected"),
    [("Straße STRASSE", "strasse", [(7, 14)]), ("aXa", "x", [(1, 2)]), ("a.b", ".", [(1, 2)]), ("abc", "", [])],
)
def test_words_are_found_in_any_letter_case(content, wanted, expected):
    assert [(s.start, s.end) for s in occurrences(content, wanted)] == expected


@given(st.text(max_size=30), st.text(min_size=1, max_size=3))
def test_finding_never_fails_and_finds_what_stands_there(content, wanted):
    assert [s.start for s in occurrences(content, wanted) if s.of(content) == wanted] or wanted not in content
