import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.domain.records import Problem
from nfstudio.importers import csv_cells

ANYTHING = st.text('x",;\t\n\ré\u2028\x0b\x00 ', max_size=60)
BLOCKS = st.sampled_from([1, 2, 7, 1 << 18])


def rows(content, block=1 << 18):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_cells, "_BLOCK", block)
        return list(csv_cells.Rows(io.BufferedReader(io.BytesIO(content))))


@given(ANYTHING, st.sampled_from(["\n", "\r\n", "\r"]), BLOCKS)
def test_cells_are_those_that_the_library_finds_wherever_the_blocks_end(text, end, block):
    known = [cells for cells in csv.reader(io.StringIO(text, newline="")) if cells]
    found = rows(f"a,b{end}{text}".encode(), block)

    assert len(found) == len(known)
    for ours, theirs in zip(found, known, strict=True):
        assert isinstance(ours, Problem) or ours == theirs
        assert len(theirs) == 2 or isinstance(ours, Problem)


@given(ANYTHING, BLOCKS)
def test_where_blocks_end_changes_nothing_that_is_told(text, block):
    assert rows(b"a,b\n" + text.encode(), block) == rows(b"a,b\n" + text.encode())


@given(st.lists(st.lists(ANYTHING.map(lambda text: f"{text}."), min_size=2, max_size=2)), BLOCKS)
def test_what_was_written_as_csv_is_read_back(cells, block):
    written = io.StringIO(newline="")
    csv.writer(written).writerows([["a", "b"], *cells])

    assert rows(written.getvalue().encode(), block) == cells


@pytest.mark.parametrize("cut", ["1,é".encode()[:-1], b'1,"2', b"1"])
def test_only_a_row_that_the_file_ends_in_is_cut_off(cut):
    first, last = rows(b"a,b\n3,4\n" + cut)
    assert first == ["3", "4"]
    assert last == ["1", "\ufffd"] or "ends inside" in last.sentence


def test_a_line_longer_than_any_cell_may_be_is_cut_and_told_of(monkeypatch):
    monkeypatch.setattr(csv_cells, "_MOST_CELL", 1000)
    first, *cut, last = rows(b"a,b\n1,2\n" + b"x" * 5000 + b"\n3,4\n", block=100)

    assert (first, last) == (["1", "2"], ["3", "4"])
    assert cut
    assert all(isinstance(item, Problem) for item in cut)
