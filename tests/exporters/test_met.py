from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.preferences import Demonstration
from nfstudio.exporters import EXPORTERS, files, piles, spool
from nfstudio.exporters import validate as reading
from nfstudio.exporters.met import Met
from nfstudio.exporters.validate import validate
from nfstudio.exporters.writing import DatasetWriter

TWO = {"train": 0.5, "test": 0.5}
ONE_LINE = [
    (name, kind)
    for name, exporter in EXPORTERS.items()
    if exporter.META != "beside"
    for kind in exporter.KINDS
    if kind != "paper"  # a table
]


class Beside:
    """Keeps what a writer tells of its rows."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []
        self.sizes: list[tuple[Path, int]] = []

    def expect(self) -> None:
        pass

    def rest(self, lines: bytes) -> None:
        self.lines += lines.splitlines(keepends=True)

    def grown(self, file: Path, size: int) -> None:
        self.sizes.append((file, size))


def split_of(example):
    return "train" if example.conversation_id < "c5" else "test"


@pytest.fixture
def look():
    """Looks at lines a few at a time."""
    with ExitStack() as open_ones:

        def at(lines, *, framework="trl", kind="kto", splits=True):
            met = open_ones.enter_context(Met(EXPORTERS[framework], kind, splits=splits))
            for first in range(0, len(lines), 7):
                met.look(lines[first : first + 7])
            return met

        yield at


@pytest.fixture
def write(look):
    """A dataset, and what was looked at while it was written."""

    def written(out, examples, *, framework="trl", kind="kto", fractions=TWO, late=()):
        beside, exporter = Beside(), EXPORTERS[framework]
        with DatasetWriter(out, exporter=exporter, kind=kind, fractions=fractions, beside=beside) as writer:
            for one in examples:
                split = split_of(one) if len(fractions) > 1 else "train"
                number = writer.add(one, writer.fit(one), split=split)
                if number in late:
                    writer.amend(number, flags=["late: said once all were known"])
            writer.finish()
        return look(beside.lines, framework=framework, kind=kind, splits=len(fractions) > 1), beside

    return written


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(spool, "_FULL", 300)
    monkeypatch.setattr(piles, "_HELD", 5)
    monkeypatch.setattr(files, "_PIECE", 700)
    monkeypatch.setattr(files, "_AHEAD", 900)


@pytest.fixture
def some(make_example):
    return [make_example(f"q{i}", f"a{i}", conversation=f"c{i % 10}", label=i % 3 == 0) for i in range(40)]


@pytest.fixture
def never(monkeypatch):
    """No row may be looked at any more."""

    def again(*_):
        raise AssertionError("a row was looked at again")

    monkeypatch.setattr(reading, "row_faults", again)


@pytest.mark.parametrize(("framework", "kind"), ONE_LINE)
def test_rows_that_were_looked_at_as_they_rested_are_not_looked_at_again(
    write, tmp_path, make_kind, framework, kind, never
):
    rows = [make_kind(kind, f"question {i}", conversation=f"c{i % 10}", answer=f"answer {i}") for i in range(20)]
    met, _ = write(tmp_path / "out", rows, framework=framework, kind=kind)
    assert validate(tmp_path / "out", met=met) == []


def test_only_rows_that_were_changed_since_are_looked_at(write, tmp_path, some, monkeypatch):
    met, _ = write(tmp_path / "out", some, late=(3, 17))
    seen, look = [], reading.row_faults
    monkeypatch.setattr(reading, "row_faults", lambda row, *others: seen.append(row) or look(row, *others))

    assert validate(tmp_path / "out", met=met) == []
    assert [row["meta"]["flags"] for row in seen] == [["late: said once all were known"]] * 2


def spoilt(folder, change):
    """The rows of the train file after a change; the manifest stays as it is."""
    path = folder / "train.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(change(lines)))


def with_row(at, **values):
    def change(lines):
        row = orjson.loads(lines[at])
        row["meta"] |= values.pop("meta", {})
        return [*lines[:at], orjson.dumps(row | values) + b"\n", *lines[at + 1 :]]

    return change


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: lines,
        with_row(2, label="true"),
        with_row(3, completion=[{"role": "assistant", "content": ""}]),
        with_row(4, meta={"conversation_id": "c9"}),
        with_row(4, meta={"more": 1}),
        lambda lines: [*lines[:5], b"{no JSON\n", *lines[5:]],
        lambda lines: [*lines[:5], b"[1]\n", *lines[6:]],
        lambda lines: [*lines, lines[0]],
        lambda lines: lines[:-1],
        lambda lines: [*lines[:-1], lines[-1][:-1]],
        lambda lines: [*lines[:-1], lines[-1][:9]],
        lambda lines: [],
        lambda lines: [b"".join(lines[:2]).replace(b"\n", b"\r"), *lines[2:]],
        lambda lines: lines[::-1],
    ],
)
def test_what_is_wrong_is_found_as_without_it(write, tmp_path, some, change):
    met, _ = write(tmp_path / "out", some)
    spoilt(tmp_path / "out", change)

    def told(faults):
        return sorted((fault.place, fault.sentence) for fault in faults)

    assert told(validate(tmp_path / "out", met=met)) == told(validate(tmp_path / "out"))


def test_a_row_that_is_faulty_as_it_rests_is_told_where_it_stands(write, tmp_path, some, make_example):
    wrong = replace(make_example("q", "a", conversation="c1"), target_position=7)
    met, _ = write(tmp_path / "out", [*some, wrong])
    found = validate(tmp_path / "out", met=met)
    assert {fault.sentence for fault in found} >= {"The target does not stand right after the prompt."}
    assert validate(tmp_path / "out") == found


@pytest.mark.parametrize("step", [1, 7, 300, 1200, 100_000])
def test_a_file_is_read_the_same_however_it_grows(write, tmp_path, some, never, step):
    met, _ = write(tmp_path / "out", some)
    for name in ("train.jsonl", "test.jsonl"):
        size = (tmp_path / "out" / name).stat().st_size
        for end in range(0, size // 2, step):
            met.follow(tmp_path / "out" / name, end)
    assert validate(tmp_path / "out", met=met) == []


def test_a_writer_tells_of_the_lines_that_rest_and_how_far_its_files_are(write, tmp_path, some):
    _, beside = write(tmp_path / "out", some)
    written = [line for name in TWO for line in (tmp_path / "out" / f"{name}.jsonl").read_bytes().splitlines(True)]
    assert sorted(beside.lines) == sorted(written)
    assert {file.name for file, _ in beside.sizes} == {"train.jsonl", "test.jsonl"}


@pytest.mark.parametrize(("framework", "form"), [("trl", "parquet"), ("openai", "jsonl")])
def test_of_rows_that_are_no_line_of_their_file_nothing_is_told(tmp_path, make_example, framework, form):
    beside, exporter = Beside(), EXPORTERS[framework]
    with DatasetWriter(
        tmp_path / "out", exporter=exporter, kind="sft", fractions={"train": 1.0}, form=form, beside=beside
    ) as writer:
        one = make_example(content=Demonstration((Message(Role.USER, "q" * 2000),), Message(Role.ASSISTANT, "a")))
        for _ in range(3):
            writer.add(one, writer.fit(one), split="train")
        writer.finish()
    assert (beside.lines, beside.sizes) == ([], [])


def test_what_stays_in_memory_is_not_told(write, tmp_path, some, monkeypatch):
    monkeypatch.setattr(spool, "_FULL", 1 << 20)
    _, beside = write(tmp_path / "out", some)
    assert beside.lines == []
