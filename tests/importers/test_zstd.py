import io
import sys
import tarfile

import pytest

from nfstudio.domain.records import Reason
from nfstudio.importers import messages, streams
from nfstudio.importers.files import Unread, walk

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LINE = b'{"messages": [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "yo"}]}\n'


def test_a_packed_file_is_read_like_any_other(tmp_path, read):
    (tmp_path / "x.jsonl.zst").write_bytes(zstd.compress(LINE * 3))
    found, problems = read(tmp_path / "x.jsonl.zst")
    assert (len(found), problems) == (3, [])


def test_frames_one_after_another_are_one_file(tmp_path, read):
    (tmp_path / "x.jsonl.zst").write_bytes(zstd.compress(LINE) + zstd.compress(LINE))
    assert len(read(tmp_path / "x.jsonl.zst")[0]) == 2


def test_a_packed_tar_is_walked(tmp_path):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        member = tarfile.TarInfo("log.jsonl")
        member.size = len(LINE)
        archive.addfile(member, io.BytesIO(LINE))
    (tmp_path / "x.tar.zst").write_bytes(zstd.compress(packed.getvalue()))
    (entry,) = walk([tmp_path / "x.tar.zst"])
    assert entry.member == "log.jsonl"
    assert len(list(messages.read(entry))) == 1


@pytest.mark.parametrize("share", [0.5, 0.99])
def test_a_file_cut_short_is_read_to_its_last_whole_record(tmp_path, share):
    lines = b"".join(LINE.replace(b"hi", str(i).encode() * 50) for i in range(4_000))
    whole = zstd.compress(lines)
    (tmp_path / "x.zst").write_bytes(whole[: int(share * len(whole))])
    (entry,) = walk([tmp_path / "x.zst"])
    *found, problem = messages.read(entry)
    assert 0 < len(found) < 4_000
    assert problem.reason is Reason.TRUNCATED


def test_damaged_bytes_are_told_of(tmp_path):
    (tmp_path / "x.zst").write_bytes(b"\x28\xb5\x2f\xfd" + b"\xff" * 40)
    (unread,) = walk([tmp_path / "x.zst"])
    assert isinstance(unread, Unread)
    assert unread.problem.reason is Reason.TRUNCATED


def test_a_bomb_is_not_read_to_its_end(tmp_path, monkeypatch):
    monkeypatch.setattr(streams, "BOMB_FLOOR", 1 << 20)
    (tmp_path / "x.zst").write_bytes(zstd.compress(b" " * (32 << 20)))
    (entry,) = walk([tmp_path / "x.zst"])
    (problem,) = messages.read(entry)
    assert problem.reason is Reason.UNSAFE
