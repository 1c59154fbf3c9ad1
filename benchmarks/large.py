"""Too long for `make bench`: `python benchmarks/large.py array`, `table` (minutes), `million` (quarter of an hour)."""

import csv
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import orjson
from run import _peak, _records, _timed

from nfstudio.store import browse, reading
from nfstudio.store.browse import Filter, Order
from nfstudio.store.project import Project

GIGABYTE = 1_000_000_000
_COMMON = ("valleys ", "sure ", "zebra ", "valleys mapped ", "the egg ", "bread", "wai") * 30


def array(folder: Path) -> None:
    """One array in one file: 1 GB of it may take no more memory than 100 MB of it."""
    for size in (GIGABYTE // 10, GIGABYTE):
        file = folder / f"{size}.json"
        write_array(file, size=size)
        started = time.perf_counter()
        peak = _peak("-m", "nfstudio", "import", str(folder / f"{size}.nfstudio"), str(file))
        speed = size / 1e6 / (time.perf_counter() - started)
        print(f"{size / 1e6:,.0f} MB in one array: peak {peak / 1e6:.0f} MB, {speed:.1f} MB/s", flush=True)
        file.unlink()
        for part in folder.glob(f"{size}.nfstudio*"):
            part.unlink()


def write_array(path: Path, *, size: int) -> None:
    """Made-up conversations as one list, on one line, of about `size` bytes."""
    with path.open("wb") as file:
        file.write(b"[")
        for number, record in enumerate(_records(size, random.Random(1))):
            file.write(b"," * bool(number) + orjson.dumps(record))
            if file.tell() >= size:
                break
        file.write(b"]")


def table(folder: Path) -> None:
    """A row a message in one CSV: 1 GB of it may take no more memory than 100 MB of it."""
    for size in (GIGABYTE // 10, GIGABYTE):
        file = folder / f"{size}.csv"
        with file.open("w", newline="", encoding="utf-8") as text:
            rows = csv.writer(text)
            rows.writerow(("conversation", "role", "text"))
            for record in _records(size, random.Random(1)):
                said: list[dict[str, str]] = record["messages"]  # type: ignore[assignment]
                rows.writerows((record["id"], m["role"], m["content"]) for m in said)
                if text.tell() >= size:
                    break
        peak = _peak("-m", "nfstudio", "import", str(folder / f"{size}.nfstudio"), str(file))
        print(f"{size / 1e6:,.0f} MB of CSV: peak {peak / 1e6:.0f} MB", flush=True)
        file.unlink()
        for part in folder.glob(f"{size}.nfstudio*"):
            part.unlink()


def million(folder: Path) -> None:
    """A million conversations: imported, then asked what a person asks."""
    from run import write_log

    file = write_log(folder / "log.jsonl", conversations=1_000_000)
    path = folder / "p.nfstudio"
    started = time.perf_counter()
    peak = _peak("-m", "nfstudio", "import", str(path), str(file))
    seconds = time.perf_counter() - started
    megabytes = file.stat().st_size / 1e6
    print(f"{megabytes:,.0f} MB in {seconds:,.0f} s ({megabytes / seconds:.1f} MB/s), peak {peak / 1e6:.0f} MB")
    print(f"project file {path.stat().st_size / 1e9:.1f} GB", flush=True)
    ask(path)


def ask(path: Path) -> None:
    """How long answers take: on the GUI thread by the 99th percentile, off it by the median."""
    print(f"opening: {_timed(lambda: Project(path).close()) * 1e3:.0f} ms")
    with Project(path, readonly=True) as project:
        db = project.db
        ids = browse.conversation_ids(db, Filter())
        some = range(0, len(ids) - 200, len(ids) // 200)
        worst("a page of 100 rows", [lambda at=at: browse.conversation_rows(db, ids[at : at + 100]) for at in some])
        worst("one conversation", [lambda at=at: reading.conversation(db, ids[at]) for at in some])
        first = [lambda word=word: browse.first_conversations(db, Filter(text=word)) for word in _COMMON]
        worst("what a search finds first", first)
        questions: dict[str, Callable[[], object]] = {
            "all ids": lambda: browse.conversation_ids(db, Filter()),
            "newest first": lambda: browse.conversation_ids(db, Filter(), Order.NEWEST),
            "one model": lambda: browse.conversation_ids(db, Filter(models=frozenset({"atlas-2"}))),
            "facets": lambda: browse.facets(db, Filter(), of_feedback=False),
            "a word nowhere": lambda: browse.conversation_ids(db, Filter(text="zebra ")),
            "a word in a third": lambda: browse.conversation_ids(db, Filter(text="sure ")),
            "a word everywhere": lambda: browse.conversation_ids(db, Filter(text="valleys ")),
        }
        for name, question in questions.items():
            seconds = statistics.median(_timed(question) for _ in range(3))
            print(f"off the GUI thread, {name}: {seconds * 1e3:,.0f} ms", flush=True)


def worst(name: str, questions: Iterable[Callable[[], object]]) -> None:
    """Print the median and the 99th percentile of questions of one kind."""
    seconds = sorted(map(_timed, questions))
    middle, last = statistics.median(seconds), seconds[int(len(seconds) * 0.99)]
    print(f"{name}: median {middle * 1e3:.1f} ms, 99th percentile {last * 1e3:.1f} ms")


if __name__ == "__main__":
    for chosen in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as place:
            {"array": array, "table": table, "million": million}[chosen](Path(place))
