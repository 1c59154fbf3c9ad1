from hypothesis import given
from hypothesis import strategies as st

from nfstudio.exporters.spool import Entry, Spool, conversation_of


def kept_rows(folder, rows, *, seed=0):
    spool = Spool(folder, seed=seed)
    try:
        for number, (content, row) in enumerate(rows):
            spool.add(
                content,
                row,
                conversation=f"c{number}",
                judgements=2,
                traits=5,
                split=1,
                sort=3,
                label=True,
            )
        keys, doubles = spool.settle()
        entries = [Entry.of(key) for key in keys]
        assert all(entry.conversation == conversation_of(key) for entry, key in zip(entries, keys, strict=True))
        assert all((e.judgements, e.traits, e.split, e.sort, e.label) == (2, 5, 1, 3, 1) for e in entries)
        return [spool.row(entry) for entry in entries], len(doubles)
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
