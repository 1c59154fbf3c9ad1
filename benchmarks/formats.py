"""Import of the line formats beside `messages`: `python benchmarks/formats.py`, each against a floor of its own text.

The floor is orjson per line, the messages into two tables, FTS5 filled with their text: what `run.py importing` has.
"""

import csv
import random
import statistics
import sys
import tempfile
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import orjson
from line_formats import A_FILE_EACH, FORMATS, Record
from run import _command, _import_floor, _measured, _records

CONVERSATIONS = 20_000
LONG = 10
"""Made-up conversations that together are one session, where each has a file of its own: those are long."""
TURNS = 3


def main(names: list[str]) -> None:
    """Measure the formats called `names`, or all."""
    for name in names or FORMATS:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            plain, log = write(name, folder)
            size = sum(file.stat().st_size for file in log.rglob("*") if file.is_file())
            measured = [_once(folder / str(turn), plain, log) for turn in range(TURNS)]
        ratios = sorted(ours / below for (below, _), (ours, _) in measured)
        of_processors = statistics.median(ours / below for (_, below), (_, ours) in measured)
        below, ours = (statistics.median(seconds for seconds, _ in side) for side in zip(*measured, strict=True))
        print(
            f"{name}: floor {below:.2f} s, import {ours:.2f} s, {size / 1e6 / ours:.0f} MB/s,"
            f" ratios {', '.join(f'{ratio:.2f}' for ratio in ratios)},"
            f" of processor time (both cores together) {of_processors:.2f}",
            flush=True,
        )


def _once(folder: Path, plain: Path, log: Path) -> tuple[tuple[float, float], tuple[float, float]]:
    """Seconds of a clock and of processors, for the floor and for the import."""
    folder.mkdir()
    below = _measured(partial(_import_floor, plain, folder / "floor.db"))
    ours = _measured(partial(_command, "-m", "nfstudio", "import", str(folder / "p.nfstudio"), str(log)))
    return below, ours


def write(name: str, folder: Path, *, conversations: int = CONVERSATIONS) -> tuple[Path, Path]:
    """The floor's file, and a folder with the same conversations in the format `name`."""
    plain, log = folder / "plain.jsonl", folder / "log"
    log.mkdir()
    records: Iterable[Record] = _records(conversations, random.Random(1))
    if name in A_FILE_EACH:
        records = _joined(records)
    with plain.open("wb") as floor:
        for number, record in enumerate(records):
            floor.write(orjson.dumps(record) + b"\n")
            _append(name, log, number, list(FORMATS[name](number, record)))
    return plain, log


def _joined(records: Iterable[Record]) -> Iterator[Record]:
    for number, record in enumerate(records):
        if number % LONG == 0:
            whole: Record = {**record, "messages": []}
        whole["messages"] += record["messages"]  # type: ignore[operator]
        if number % LONG == LONG - 1:
            yield whole


def _append(name: str, log: Path, number: int, made: list[Record]) -> None:
    if name == "table":
        with (log / "log.csv").open("a", newline="", encoding="utf-8") as rows:
            writer = csv.DictWriter(rows, list(made[0]))
            if not number:
                writer.writeheader()
            writer.writerows(made)
        return
    files = {"log.jsonl": made}
    if name == "batch":
        files = {"requests.jsonl": made[:1], "answers.jsonl": made[1:]}
    elif name in A_FILE_EACH:
        files = {f"{number}.jsonl": made}
    for file, values in files.items():
        with (log / file).open("ab") as lines:
            lines.write(b"".join(orjson.dumps(value) + b"\n" for value in values))


if __name__ == "__main__":
    main(sys.argv[1:])
