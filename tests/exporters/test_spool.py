import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.exporters import spool as spools
from nfstudio.exporters.lines import Line, line, parts, with_flags
from nfstudio.exporters.spool import Spool


def kept_rows(folder, rows, *, seed=0):
    spool = Spool(folder, seed=seed)
    try:
        for number, (content, row) in enumerate(rows):
            spool.add(
                content,
                Line(row + b"\n", len(row), 0),
                conversation=f"c{number}",
                judgements=2,
                traits=5,
                split=1,
                sort=3,
                label=True,
            )
        kept, doubles = [], 0
        for run in spool.runs():
            heads, others = spool.once(run)
            doubles += len(others)
            assert all(
                (e["judgements"], e["traits"], e["split"], e["sort"], e["label"]) == (2, 5, 1, 3, 1) for e in heads
            )
            lines = spool.lines(heads)
            assert spool.lines(heads[::-1]) == lines[::-1]
            kept += [text.removesuffix(b"\n") for text in lines]
        return kept, doubles
    finally:
        spool.close()


def test_rows_come_back_whole(tmp_path):
    rows = [(bytes([65 + i]), bytes([97 + i]) * (i + 1)) for i in range(20)]
    kept, doubles = kept_rows(tmp_path, rows)
    assert sorted(kept) == sorted(row for _, row in rows)
    assert doubles == 0


@given(
    st.lists(st.tuples(st.sampled_from([b"A", b"B", b"C"]), st.binary(min_size=1, max_size=4)), min_size=1), st.data()
)
def test_equal_contents_are_one_row_whatever_came_first(tmp_path_factory, rows, data):
    folder = tmp_path_factory.getbasetemp()
    one, doubles = kept_rows(folder, rows)
    other, _ = kept_rows(folder, data.draw(st.permutations(rows)))
    assert one == other
    assert len(one) == len({content for content, _ in rows})
    assert doubles == len(rows) - len(one)


def test_another_seed_is_another_order_of_the_same_rows(tmp_path):
    rows = [(b"%d" % i, b"%d" % i) for i in range(50)]
    one, other = (kept_rows(tmp_path, rows, seed=seed)[0] for seed in (1, 2))
    assert one != other
    assert sorted(one) == sorted(other)


@pytest.mark.parametrize(("full", "run"), [(1, 1), (300, 1), (300, 50), (1 << 20, 8192)])
def test_how_much_is_held_and_read_at_a_time_changes_nothing(tmp_path, monkeypatch, full, run):
    rows = [(b"%d" % (i % 90), b"row %d" % i) for i in range(200)]
    usual = kept_rows(tmp_path, rows)
    monkeypatch.setattr(spools, "_FULL", full)
    monkeypatch.setattr(spools, "_RUN", run)
    assert kept_rows(tmp_path, rows) == usual


@given(st.binary(max_size=9), st.booleans(), st.lists(st.text(max_size=3), max_size=2), st.booleans())
def test_a_line_knows_what_it_was_made_of_and_takes_further_flags(word, told, flags, beside):
    words = orjson.dumps({"prompt": word.hex()})
    meta = orjson.dumps({"quote": "words"}) if told else b""
    one = line(words, meta, flags, beside=beside)
    assert parts(one) == (words, meta[:-1], orjson.dumps(flags) if flags and told else b"")
    lines = with_flags(one, ["late"]).splitlines(keepends=True)
    assert all(text.endswith(b"\n") for text in lines)
    whole = [orjson.loads(text) for text in lines]
    known = {"quote": "words", "flags": [*flags, "late"]}
    if not told:
        assert whole == [{"prompt": word.hex()}]
    else:
        assert whole == ([{"prompt": word.hex()}, known] if beside else [{"prompt": word.hex(), "meta": known}])


def test_the_spool_has_no_name_in_the_folder(tmp_path):
    spool = Spool(tmp_path, seed=0)
    try:
        assert list(tmp_path.iterdir()) == []
    finally:
        spool.close()


def test_a_disk_that_is_full_at_the_end_is_no_matter(tmp_path):
    spool = Spool(tmp_path, seed=0)
    spool._file.close()
    with open("/dev/full", "wb", buffering=1 << 20) as full:  # noqa: PTH123 - a device, not a file of ours
        spool._file = full
        full.write(b"row")
        spool.close()
        assert full.closed
