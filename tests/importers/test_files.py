import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile

import pytest

from nfstudio.domain.records import Reason
from nfstudio.importers import companion_of, recognise, streams
from nfstudio.importers.files import Entry, Unread, bytes_under, walk
from nfstudio.importers.sample import sample_of

LINE = b'{"messages": [{"role": "user", "content": "hi"}]}\n'


def names(items):
    return [item.name for item in items]


def zipped(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return path


def tarred(path, mode, members):
    with tarfile.open(path, mode) as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def content(entry):
    with entry.open() as stream:
        return stream.read()


def test_a_folder_is_walked_in_order_of_name_without_caches_and_our_own_files(tmp_path):
    for name in (
        "b.json",
        "a/z.json",
        "a/.hidden",
        ".git/config",
        "node_modules/x.json",
        "p.nfstudio",
        "p.nfstudio-wal",
    ):
        (tmp_path / "logs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "logs" / name).write_text("{}")
    assert names(walk([tmp_path / "logs"])) == ["logs/a/.hidden", "logs/a/z.json", "logs/b.json"]


def test_a_link_to_a_folder_above_is_survived(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.json").write_text("{}")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    assert names(walk([tmp_path])) == [f"{tmp_path.name}/a/x.json"]


def test_what_cannot_be_opened_is_told_of_and_the_rest_is_read(tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "b")
    (tmp_path / "c").write_text("{}")
    broken, pipe, fine = walk([tmp_path])
    assert isinstance(broken, Unread)
    assert isinstance(pipe, Unread)
    assert broken.problem.reason is pipe.problem.reason is Reason.UNREADABLE
    assert isinstance(fine, Entry)


def test_a_path_that_is_not_there_is_a_problem(tmp_path):
    (missing,) = walk([tmp_path / "nowhere"])
    assert isinstance(missing, Unread)
    assert "No such file" in missing.problem.sentence


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress], ids=["gzip", "bzip2", "xz"])
def test_a_packed_file_is_read_by_content_whatever_its_name(tmp_path, pack):
    (tmp_path / "log.txt").write_bytes(pack(LINE * 3))
    (entry,) = walk([tmp_path])
    assert content(entry) == LINE * 3
    assert entry.position == entry.size
    assert recognise(entry).NAME == "messages"


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_the_files_in_a_tar_are_entries(tmp_path, mode):
    big = LINE * 60_000  # beyond what is kept for a second look
    path = tarred(tmp_path / "logs.tar", mode, [("d/a.jsonl", LINE), ("d/big.jsonl", big), ("../evil", LINE * 2)])
    seen = {}
    for entry in walk([path]):
        assert recognise(entry).NAME == "messages"
        seen[entry.name] = content(entry)
    assert list(seen) == ["logs.tar!/d/a.jsonl", "logs.tar!/d/big.jsonl", "logs.tar!/../evil"]
    assert list(seen.values()) == [LINE, big, LINE * 2]


def test_links_and_devices_in_a_tar_are_left_out(tmp_path):
    with tarfile.open(tmp_path / "l.tar", "w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
            info = tarfile.TarInfo(f"x{kind.decode()}")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert list(walk([tmp_path])) == []


def test_names_inside_an_archive_are_shown_and_never_used_as_paths(tmp_path):
    path = zipped(tmp_path / "x.zip", [("../../evil.jsonl", LINE), ("/abs.jsonl", LINE), ("a\nb.jsonl", LINE)])
    entries = list(walk([path]))
    assert names(entries) == ["x.zip!/../../evil.jsonl", "x.zip!//abs.jsonl", "x.zip!/a\ufffdb.jsonl"]
    assert {entry.path for entry in entries} == {path}
    assert all(content(entry) == LINE for entry in entries)
    assert [p.name for p in tmp_path.iterdir()] == ["x.zip"]


def test_entries_can_be_opened_after_the_walk_has_moved_on(tmp_path):
    zipped(tmp_path / "a.zip", [("1", LINE), ("2", LINE * 2)])
    tarred(tmp_path / "b.tgz", "w:gz", [("1", LINE), ("2", LINE * 2)])
    entries = list(walk([tmp_path]))
    assert [content(entry) for entry in reversed(entries)] == [LINE * 2, LINE, LINE * 2, LINE]


def test_a_packed_file_inside_an_archive_is_unpacked_but_an_archive_is_not(tmp_path):
    inner = zipped(tmp_path / "inner", [("x", LINE)]).read_bytes()
    (tmp_path / "inner").unlink()
    tar = tarred(tmp_path / "t", "w:gz", [("x", LINE)]).read_bytes()
    (tmp_path / "t").unlink()
    path = zipped(tmp_path / "o.zip", [("a.gz", gzip.compress(LINE)), ("b.zip", inner), ("c.tgz", tar), ("d", LINE)])
    packed, nested, nested_tar, plain = walk([path])
    assert content(packed) == content(plain) == LINE
    for unread in (nested, nested_tar):
        assert isinstance(unread, Unread)
        assert "archive inside an archive" in unread.problem.sentence


def test_an_encrypted_member_is_a_problem_and_the_next_is_read(tmp_path):
    path = zipped(tmp_path / "x.zip", [("secret", LINE), ("open", LINE)])
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1  # the flag in the central directory
    path.write_bytes(data)
    secret, fine = walk([path])
    assert isinstance(secret, Unread)
    assert "encrypted" in secret.problem.sentence
    assert content(fine) == LINE


def test_a_damaged_zip_is_a_problem(tmp_path):
    path = zipped(tmp_path / "x.zip", [("a", LINE)])
    path.write_bytes(path.read_bytes()[:-30])
    (unread,) = walk([path])
    assert isinstance(unread, Unread)
    assert unread.problem.reason is Reason.UNREADABLE


def test_an_office_document_is_one_file_of_no_known_format(tmp_path):
    path = zipped(tmp_path / "sheet.xlsx", [("[Content_Types].xml", b"<x/>"), ("xl/a.xml", b"<x/>")])
    (entry,) = walk([path])
    assert recognise(entry) is None


@pytest.mark.parametrize("pack", ["gzip", "zip", "tar"])
def test_a_bomb_is_not_read_to_its_end(tmp_path, monkeypatch, pack):
    monkeypatch.setattr(streams, "BOMB_FLOOR", 1 << 20)
    data = LINE + b" " * (20 << 20)
    if pack == "gzip":
        (tmp_path / "x").write_bytes(gzip.compress(data))
    elif pack == "zip":
        zipped(tmp_path / "x", [("a", data)])
    else:
        tarred(tmp_path / "x", "w:bz2", [("a", data)])
    problems = []
    for entry in walk([tmp_path]):
        if isinstance(entry, Unread):
            problems.append(entry.problem)
        else:
            problems += list(recognise(entry).read(entry))[1:]
    assert [problem.reason for problem in problems] == [Reason.UNSAFE]


@pytest.mark.parametrize("kind", ["gzip", "tar"])
def test_a_packed_file_that_ends_early_keeps_what_came_before(tmp_path, kind):
    lines = b"".join(b'{"messages": [{"role": "user", "content": "%d"}]}\n' % (i * 7919**9) for i in range(20_000))
    path = tmp_path / "x"
    if kind == "gzip":
        path.write_bytes(gzip.compress(lines))
    else:
        tarred(path, "w:gz", [("a", lines)])
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    entry = next(walk([path]))
    *found, problem = recognise(entry).read(entry)
    assert 5_000 < len(found) < 15_000
    assert problem.reason is Reason.TRUNCATED
    assert problem.place.startswith("after line")


def test_a_sibling_is_found_on_disk_and_in_archives(tmp_path):
    (tmp_path / "a.json").write_text("1")
    (tmp_path / "b.json").write_text("22")
    members = [("d/a.json", b"1"), ("d/b.json", b"22"), ("b.json", b"3")]
    zipped(tmp_path / "x.zip", members)
    tarred(tmp_path / "y.tgz", "w:gz", members)
    firsts = [entry for entry in walk([tmp_path]) if entry.file_name == "a.json"]
    assert [content(entry.sibling("b.json")) for entry in firsts] == [b"22"] * 3
    assert [entry.sibling("c.json") for entry in firsts] == [None] * 3
    assert firsts[1].sibling("b.json").name.endswith("x.zip!/d/b.json")


def test_companions_of_an_export_are_known_by_what_lies_beside_them(tmp_path):
    (tmp_path / "user.json").write_text("{}")
    (entry,) = walk([tmp_path])
    assert companion_of(entry) is None
    (tmp_path / "conversations.json").write_text("[]")
    assert companion_of(entry).NAME == "chatgpt"


def test_progress_is_counted_in_bytes_on_disk(tmp_path):
    path = zipped(tmp_path / "x.zip", [("a", os.urandom(600_000)), ("b", os.urandom(600_000))])
    positions = []
    for entry in walk([path]):
        with entry.open() as stream:
            while stream.read1(100_000):
                positions.append(entry.position)
    assert positions == sorted(positions)
    assert 1_200_000 < positions[-1] <= bytes_under([tmp_path]) == path.stat().st_size


def test_a_name_of_undecodable_bytes_can_be_stored(tmp_path):
    os.close(os.open(os.fsencode(tmp_path) + b"/caf\xe9.json", os.O_CREAT))
    (entry,) = walk([tmp_path])
    assert entry.name == f"{tmp_path.name}/caf\ufffd.json"


def test_an_empty_file_is_of_no_known_format(tmp_path):
    (tmp_path / "x.json").touch()
    (entry,) = walk([tmp_path])
    assert recognise(entry) is None
    assert sample_of(entry).head == b""
