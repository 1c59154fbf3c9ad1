import gzip
import random
import zipfile
from datetime import UTC, datetime

import pytest

from nfstudio.domain.records import Problem, Reason
from nfstudio.importers import tabular
from nfstudio.importers.sample import sample_of
from nfstudio.importers.streams import encoding_of


@pytest.fixture
def rows(tmp_path, only):
    def write(text, encoding="utf-8"):
        (tmp_path / "x.csv").write_bytes(text.encode(encoding))
        return list(tabular.rows(only(tmp_path / "x.csv")))

    return write


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_any_usual_delimiter_is_known(rows, delimiter):
    assert rows(f"a{delimiter}b\n1{delimiter}2\n") == [("row 1", {"a": "1", "b": "2"})]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_other_encodings_with_a_mark_are_read(rows, encoding):
    assert rows("a,b\né,2\n", encoding) == [("row 1", {"a": "é", "b": "2"})]


def test_cells_longer_than_the_librarys_own_limit_are_read(rows):
    ((_, row),) = rows(f"a,b\n{'x' * 500_000},2\n")
    assert len(row["a"]) == 500_000


def test_rows_of_the_wrong_length_are_told_of(rows):
    first, second, third = rows("a,b\n1\n1,2,3\n4,5\n")
    assert (first.place, first.reason) == ("row 1", Reason.WRONG_SHAPE)
    assert second.sentence == "It has 3 cells where the header has 2."
    assert third == ("row 3", {"a": "4", "b": "5"})


@pytest.mark.parametrize("end", ["4", '4,"open', '4,"a ""'])
def test_a_file_that_ends_inside_a_row_is_read_to_its_last_whole_row(rows, end):
    whole, cut = rows(f"a,b\n1,2\n{end}")
    assert whole == ("row 1", {"a": "1", "b": "2"})
    assert isinstance(cut, Problem)
    assert cut.reason is Reason.TRUNCATED


@pytest.mark.parametrize(
    "text", ["plain words\nmore\n", "a,,b\n1,2,3\n", "a,a\n1,2\n", "a,b", '{"a": 1, "b": 2}\n', ""]
)
def test_what_has_no_header_has_no_columns(tmp_path, only, text):
    (tmp_path / "x").write_text(text)
    assert sample_of(only(tmp_path / "x")).columns == ()


def frame():
    import polars as pl

    return pl.DataFrame(
        {"a": [1, 2], "t": [datetime(2026, 3, 1, 8, tzinfo=UTC), None], "l": [[{"x": b"y"}], []], "s": ["é", None]}
    )


def test_parquet_keeps_its_types_and_times_become_text(tmp_path, only):
    frame().write_parquet(tmp_path / "x.parquet")
    entry = only(tmp_path / "x.parquet")
    assert sample_of(entry).columns == ("a", "t", "l", "s")
    assert list(tabular.rows(entry)) == [
        ("row 1", {"a": 1, "t": "2026-03-01T08:00:00+00:00", "l": [{"x": "b'y'"}], "s": "é"}),
        ("row 2", {"a": 2, "t": None, "l": [], "s": None}),
    ]


def test_parquet_inside_an_archive_or_packed_is_read(tmp_path, only):
    frame().write_parquet(tmp_path / "x.parquet")
    content = (tmp_path / "x.parquet").read_bytes()
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("x.parquet", content)
    (tmp_path / "x.parquet.gz").write_bytes(gzip.compress(content))
    for name in ("x.zip", "x.parquet.gz"):
        assert len(list(tabular.rows(only(tmp_path / name)))) == 2


def test_a_packed_parquet_file_that_is_too_big_is_refused(tmp_path, only, monkeypatch):
    frame().write_parquet(tmp_path / "x.parquet")
    (tmp_path / "x.parquet.gz").write_bytes(gzip.compress((tmp_path / "x.parquet").read_bytes()))
    monkeypatch.setattr(tabular, "MOST_IN_MEMORY", 100)
    (problem,) = tabular.rows(only(tmp_path / "x.parquet.gz"))
    assert problem.reason is Reason.UNREADABLE
    assert problem.sentence.endswith("Unpack it first.")


def test_a_name_with_signs_of_a_pattern_is_a_name(tmp_path, only):
    (tmp_path / "[1]").mkdir()
    frame().write_parquet(tmp_path / "[1]" / "x*.parquet")
    assert len(list(tabular.rows(only(tmp_path / "[1]" / "x*.parquet")))) == 2


def test_how_much_of_a_parquet_file_is_read_is_told_on_the_way(tmp_path, only):
    import polars as pl

    rows, randbytes = 4_000, random.Random(1).randbytes
    path = tmp_path / "x.parquet"
    pl.DataFrame({"a": [randbytes(400).hex() for _ in range(rows)]}).write_parquet(path, row_group_size=500)
    entry = only(path)
    seen = [entry.position for _ in tabular.rows(entry)]
    assert seen == sorted(seen)
    assert len({at // (entry.size // 8) for at in seen}) > 4
    assert entry.position == entry.size


def test_a_parquet_file_without_rows_has_none(tmp_path, only):
    frame().clear().write_parquet(tmp_path / "x.parquet")
    assert list(tabular.rows(only(tmp_path / "x.parquet"))) == []


def test_a_table_of_a_western_spreadsheet_keeps_its_accents(rows):
    words = "grüß dich aus Köln, schöne Grüße, übrigens “gut”"
    assert rows(f"a,b\n1,{words.replace(',', '')}\n", "cp1252")[0][1]["b"] == words.replace(",", "")


@pytest.mark.parametrize(
    ("words", "encoding"), [("你好世界，今天天气很好", "gb18030"), ("привет", "cp1251"), ("アイウエオ", "shift_jis")]
)
def test_other_encodings_are_not_taken_for_western(words, encoding):
    assert encoding_of(f"a,b\n1,{words}\n".encode(encoding)) == "utf-8"


def test_utf_8_with_some_wrong_bytes_stays_utf_8():
    assert encoding_of("é".encode() + b" a\xe9b c\xe8d e\xe7f") == "utf-8"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_letters_of_two_bytes_are_known_without_a_mark(encoding):
    assert encoding_of("id,role,text\n1,user,hello\n".encode(encoding)) == encoding
    assert encoding_of(b"\x00\x01" + bytes(range(60))) == "utf-8"
