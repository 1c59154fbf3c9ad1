"""A million rows of KTO by hand: `python benchmarks/exporting.py [ROWS]`, against polars writing the same strings.

The rows come from a generator, so that the writer alone is measured: shape, spool, shuffle,
file, manifest, reading back. `checked ROWS` lets all checks look at long rows instead, and writes nothing.
Each size runs in a process of its own, whose peak memory is told; what the generator takes is measured and taken off.
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from run import WORDS

from nfstudio.curate.checks.inspection import Inspection
from nfstudio.curate.judged import Example, Reviewed, Trace, Way
from nfstudio.curate.specimens import read_by_checks, specimen
from nfstudio.domain.conversation import Conversation, Message, Role
from nfstudio.domain.feedback import Category, Status
from nfstudio.domain.preferences import Unpaired
from nfstudio.exporters import EXPORTERS
from nfstudio.exporters.validate import validate
from nfstudio.exporters.writing import DatasetWriter
from nfstudio.jobs.progress import finish
from nfstudio.jobs.reading_back import ReadingBack

SIZES = {"short": (8, 16), "long": (60, 260), "longer": (60, 700), "longest": (60, 7000)}
"""Words of the question and of the answer: rows below 300 bytes, and of about two, four and 38 kB."""

TOGETHER = 200
"""Rows that an export looks at together."""


def main(arguments: list[str]) -> None:
    """Measure both sizes, or one of them in this process."""
    if len(arguments) == 2:
        of = inspect if arguments[0] == "checked" else measure
        of(arguments[0], int(arguments[1]))
        return
    most = int(arguments[0]) if arguments else 1_000_000
    sizes = (
        ("short", most // 4),
        ("short", most),
        ("long", most // 5),
        ("longer", most // 10),
        ("longest", most // 100),
        ("checked", most // 20),
        ("checked", most // 5),
    )
    for size, rows in sizes:
        subprocess.run([sys.executable, __file__, size, str(rows)], check=True)


def measure(size: str, rows: int) -> None:
    """Rows a second through the writer and its read-back and through polars, and the peaks before polars comes in."""
    started = time.perf_counter()
    for _ in made(rows, *SIZES[size]):
        pass
    making = time.perf_counter() - started
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        exporter, back = EXPORTERS["trl"], ReadingBack(EXPORTERS["trl"], "kto", splits=False)
        started = time.perf_counter()
        with DatasetWriter(out, exporter=exporter, kind="kto", fractions={"train": 1.0}, beside=back) as writer, back:
            for example in made(rows, *SIZES[size]):
                row = writer.fit(example)
                assert row is not None
                writer.add(example, row, split="train")
            sealed = writer.seal()
            writing = time.perf_counter() - started - making
            assert finish(back.faults(sealed)) == []
            assert not back.minds
            writer.finish()
        both = time.perf_counter() - started - making
        started = time.perf_counter()
        assert validate(out) == []
        alone = time.perf_counter() - started
        peaks = [resource.getrusage(of).ru_maxrss / 1024 for of in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        floor = polars_seconds(out / "train.jsonl", Path(folder) / "floor.jsonl")
        length = (out / "train.jsonl").stat().st_size / rows
    print(
        f"{size}: {rows:,} rows of {length:.0f} bytes with meta; written {rows / writing:,.0f} a second, with the"
        f" read-back {rows / both:,.0f}; read back alone {rows / alone:,.0f}; polars {rows / floor:,.0f};"
        f" ratio written {writing / floor:.1f}, both {both / floor:.1f}; peak {peaks[0]:.0f} MB, beside it"
        f" {peaks[1]:.0f} MB"
    )


def inspect(_: str, rows: int) -> None:
    """What all checks take for a row of about two kilobytes, and the peak of this process."""
    started = time.perf_counter()
    for example in made(rows, *SIZES["long"]):
        specimen(example)
    making = time.perf_counter() - started
    started = time.perf_counter()
    inspection = Inspection()
    for examples in batched(made(rows, *SIZES["long"]), TOGETHER):
        inspection.foresee(*read_by_checks(example.content for example in examples))
        for example in examples:
            inspection.look(specimen(example))
    looking = time.perf_counter() - started - making
    started = time.perf_counter()
    inspection.finish()
    finishing = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"checked: {rows:,} rows of 1.7 kB; a look {looking / rows * 1e6:.0f} µs a row, over all rows"
        f" {finishing / rows * 1e6:.0f} µs a row; peak {peak:.0f} MB"
    )


def batched(examples: Iterator[Example], size: int) -> Iterator[list[Example]]:
    """Lists of so many, as an export takes them."""
    while some := list(islice(examples, size)):
        yield some


def polars_seconds(lines: Path, out: Path) -> float:
    """What polars takes to bring the same strings from memory to the disk."""
    import polars as pl

    frame = pl.DataFrame({"row": lines.read_text().splitlines()})
    started = time.perf_counter()
    frame.write_ndjson(out)
    with out.open("rb") as file:
        os.fsync(file.fileno())
    return time.perf_counter() - started


def made(rows: int, asked: int, answered: int) -> Iterator[Example]:
    """Examples of made-up words, each of a conversation of its own."""
    chance = random.Random(1)
    answers = [" ".join(chance.choices(WORDS, k=answered)) for _ in range(1000)]
    questions = [" ".join(chance.choices(WORDS, k=asked)) for _ in range(1000)]
    whole = Conversation(())
    for i in range(rows):
        category = Category.POSITIVE if i % 2 else Category.COMPLAINT
        trace = Trace(2, category, "thanks", 0, 6, Status.AUTO, None, 0.9, (), "hybrid", None)
        asking = Message(Role.USER, f"{questions[i % 1000]} {i}")
        content = Unpaired((asking,), Message(Role.ASSISTANT, answers[i % 997]), bool(i % 2))
        yield Example(content, Reviewed(whole, f"c{i}", "chats.jsonl", ()), Way.JUDGED, 1, (trace,), 1)


if __name__ == "__main__":
    main(sys.argv[1:])
