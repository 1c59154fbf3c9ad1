"""A second process reads a dataset back to the same effect as this one, and whatever happens to it is survived."""

import os
import signal
import subprocess
import sys
import time

import orjson
import pytest
from apart import at_work_with, prepare
from building import run, take_in, talk

from nfstudio.domain.feedback import Category
from nfstudio.exporters import EXPORTERS, files, spool
from nfstudio.exporters.validate import validate
from nfstudio.jobs import anew, reading_back
from nfstudio.jobs.export_options import ExportOptions
from nfstudio.jobs.exporting import export_dataset
from nfstudio.jobs.progress import finish

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
WORD = b"read-back"
DIES = """
import os, signal
from nfstudio.exporters.met import Met
Met.look = lambda self, lines: os.kill(os.getpid(), signal.SIGKILL)
"""
BREAKS = """
from nfstudio.exporters.met import Met
def broken(self, lines): raise KeyError(lines[0])
Met.look = broken
"""
HOLDS_STILL = """
import time
import nfstudio.exporters.validate as reading
reading.validate = lambda *_, **__: time.sleep(600)
"""
SPLIT = ExportOptions(split="0.5,0.5", without=("duplicates",))


@pytest.fixture
def filled(project, monkeypatch):
    """Sixty judged answers, which are too many to stay in memory here."""
    monkeypatch.setattr(spool, "_FULL", 3000)
    monkeypatch.setattr(files, "_AHEAD", 3000)
    monkeypatch.setattr(reading_back, "_WORTH", 1)
    monkeypatch.setattr(reading_back, "_processors", lambda: 2)
    take_in(project, *[talk(f"u Boil {i} eggs.", "a Nine minutes.", f"u No, soft {i}.") for i in range(60)])
    run(project, [(3 * i + 3, "No", Category.COMPLAINT, 0.9) for i in range(60)])
    return project


@pytest.fixture
def asked(monkeypatch):
    """The frames that were sent, by kind."""
    sent = []
    put = reading_back.SimpleQueue

    class Heard:
        def __init__(self):
            self._queue = put()

        def put(self, item):
            sent.append(item)
            self._queue.put(item)

        def __getattr__(self, name):
            return getattr(self._queue, name)

    monkeypatch.setattr(reading_back, "SimpleQueue", Heard)
    return sent


def bytes_in(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def alone(filled, out, monkeypatch):
    """The same export, read back by this process."""
    with monkeypatch.context() as here:
        here.setattr(reading_back, "_processors", lambda: 1)
        return finish(export_dataset(filled, out, SPLIT))


def test_a_second_process_reads_back_what_this_one_wrote(filled, tmp_path, monkeypatch, asked):
    written = finish(export_dataset(filled, tmp_path / "out", SPLIT))
    kinds = [item[0] for item in asked if isinstance(item, tuple)]

    assert kinds[0] == reading_back.LINES
    assert reading_back.GROWN in kinds
    assert kinds[-1] == reading_back.WHOLE
    assert b'{"faults": []}\n' in asked
    assert alone(filled, tmp_path / "alone", monkeypatch).record() == written.record()
    assert bytes_in(tmp_path / "alone") == bytes_in(tmp_path / "out")


@pytest.mark.parametrize("processors", [1, 2])
def test_a_file_that_went_wrong_on_its_way_is_never_put_in_its_place(filled, tmp_path, monkeypatch, processors):
    monkeypatch.setattr(reading_back, "_processors", lambda: processors)
    put = files.RowFile._put

    def spoil(self, text):
        put(self, text.replace(b'"label":false', b'"label":"no"', 1))

    monkeypatch.setattr(files.RowFile, "_put", spoil)
    with pytest.raises(RuntimeError, match=r"faulty.*no JSON boolean"):
        finish(export_dataset(filled, tmp_path / "out", SPLIT))

    assert [path for path in tmp_path.iterdir() if "out" in path.name] == []


def test_one_that_cannot_be_started_is_done_without_and_that_is_said(filled, tmp_path, monkeypatch):
    monkeypatch.setattr(anew, "program", lambda: ["/nowhere/nfstudio"])
    written = finish(export_dataset(filled, tmp_path / "out", SPLIT))

    assert "since a second one could not be started: No such file or directory." in written.minds[0]
    assert validate(tmp_path / "out") == []


@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize(("script", "code"), [(DIES, "-9"), (BREAKS, "1")])
def test_one_that_is_killed_or_breaks_is_done_without_and_that_is_said(
    filled, tmp_path, monkeypatch, caplog, script, code
):
    prepare(monkeypatch, tmp_path / "patch", script)
    written = finish(export_dataset(filled, tmp_path / "out", SPLIT))

    assert "by one process, since the second one ended early." in written.minds[0]
    assert f"ended with code {code}" in caplog.text
    assert sum(written.rows.values()) == 60
    assert validate(tmp_path / "out") == []


@on_linux
@pytest.mark.parametrize("step", ["Writing rows", "Reading the rows back"])
def test_cancelled_it_leaves_nothing_behind(filled, tmp_path, monkeypatch, step):
    prepare(monkeypatch, tmp_path / "patch", HOLDS_STILL)
    job = export_dataset(filled, tmp_path / "out", SPLIT)
    next(one for one in job if one.message == step)
    assert len(at_work_with(WORD)) == 1
    job.close()

    assert at_work_with(WORD) == []
    assert [path for path in tmp_path.iterdir() if "out" in path.name] == []


@on_linux
def test_it_ends_when_the_program_that_writes_is_killed(filled, tmp_path, monkeypatch):
    prepare(monkeypatch, tmp_path / "patch", HOLDS_STILL)
    script = (
        "import sys\nfrom pathlib import Path\nfrom nfstudio.exporters import spool\n"
        "from nfstudio.jobs import reading_back\nfrom nfstudio.jobs.exporting import export_dataset\n"
        "from nfstudio.store.project import Project\n"
        "spool._FULL, reading_back._WORTH, reading_back._processors = 3000, 1, lambda: 2\n"
        "job = export_dataset(Project(Path(sys.argv[1]), readonly=True), Path(sys.argv[2]))\n"
        "next(one for one in job if one.message == 'Reading the rows back')\n"
        "print('at work', flush=True)\nsys.stdin.read()\n"
    )
    words = [sys.executable, "-c", script, str(filled.path), str(tmp_path / "out")]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writing:
        assert writing.stdout.readline() == b"at work\n"
        assert len(at_work_with(WORD)) == 1
        os.kill(writing.pid, signal.SIGKILL)
    until = time.monotonic() + 30
    while at_work_with(WORD) and time.monotonic() < until:
        time.sleep(0.05)

    assert at_work_with(WORD) == []
    assert not (tmp_path / "out").exists()


def test_few_rows_start_no_process(filled, tmp_path, monkeypatch):
    monkeypatch.setattr(anew, "program", lambda: ["/nowhere/nfstudio"])
    monkeypatch.setattr(reading_back, "_WORTH", 1 << 20)
    written = finish(export_dataset(filled, tmp_path / "out", SPLIT))

    assert not any("one process" in sentence for sentence in written.minds)


def test_lines_for_which_it_has_no_time_are_looked_at_when_they_are_read_back(filled, tmp_path, monkeypatch, asked):
    monkeypatch.setattr(reading_back, "_WAITING", 0)
    finish(export_dataset(filled, tmp_path / "out", SPLIT))

    assert reading_back.LINES not in [item[0] for item in asked if isinstance(item, tuple)]
    assert b'{"faults": []}\n' in asked


def test_the_process_is_told_where_it_is_wrong(filled, tmp_path):
    out = tmp_path / "out"
    finish(export_dataset(filled, out, SPLIT))
    path = out / "train.jsonl"
    first, *others = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([orjson.dumps(orjson.loads(first) | {"label": "no"}) + b"\n", *others]))
    back = reading_back.ReadingBack(EXPORTERS["trl"], "kto", splits=True)
    with back:
        back.rest(b"".join(others))
        found = finish(back.faults(out))

    assert found == validate(out, limit=3)
    assert found[0].place == "train.jsonl, line 1"


def test_it_is_started_before_the_first_lines_rest(filled, tmp_path, monkeypatch, asked):
    monkeypatch.setattr(spool, "_SOON", 1000)
    expect, begun = reading_back.ReadingBack.expect, []

    def heard(self):
        begun.append(len(asked))
        expect(self)

    monkeypatch.setattr(reading_back.ReadingBack, "expect", heard)
    finish(export_dataset(filled, tmp_path / "out", SPLIT))

    assert begun[0] == 0
    assert b'{"faults": []}\n' in asked
    assert validate(tmp_path / "out") == []


@on_linux
def test_rows_that_stay_in_memory_after_all_are_read_back_by_this_process(filled, tmp_path, monkeypatch, asked):
    monkeypatch.setattr(spool, "_SOON", 1000)
    monkeypatch.setattr(spool, "_FULL", 1 << 20)
    written = finish(export_dataset(filled, tmp_path / "out", SPLIT))

    assert not any("one process" in sentence for sentence in written.minds)
    assert reading_back.WHOLE not in [item[0] for item in asked if isinstance(item, tuple)]
    assert at_work_with(WORD) == []
    assert validate(tmp_path / "out") == []
