import pytest

from nfstudio.domain.records import Problem, Reason
from nfstudio.importers import text_lines
from nfstudio.importers.text_lines import blocks, never


@pytest.fixture
def entry(tmp_path, only):
    def write(content):
        (tmp_path / "x.txt").write_bytes(content)
        return only(tmp_path / "x.txt")

    return write


def begins(line):
    return line.startswith("#")


def test_lines_are_gathered_between_beginnings(entry):
    assert list(blocks(entry(b"a\n# 1\r\nb\r# 2"), begins)) == [
        ("line 1", ["a"]),
        ("line 2", ["# 1", "b"]),
        ("line 4", ["# 2"]),
    ]


def test_a_format_of_one_conversation_has_one_block(entry):
    assert list(blocks(entry(b"# 1\n\n# 2\n"), never)) == [("line 1", ["# 1", "", "# 2"])]


@pytest.mark.parametrize("content", ["é\n".encode("utf-8-sig"), "é\n".encode("utf-16"), b"\xff\n"])
def test_encodings_with_a_mark_are_read_and_wrong_bytes_replaced(entry, content):
    ((_, lines),) = blocks(entry(content), never)
    assert lines in (["é"], ["\ufffd"])


def test_a_conversation_that_is_too_long_is_passed_over(entry, monkeypatch):
    monkeypatch.setattr(text_lines, "MOST", 10)
    first, second = blocks(entry(b"# 1\n123\n456\n789\n# 2\nb\n"), begins)
    assert isinstance(first, Problem)
    assert (first.place, first.reason) == ("line 1", Reason.UNSAFE)
    assert second == ("line 5", ["# 2", "b"])
