"""Speed and memory by hand: `make bench`, or `python benchmarks/run.py NAME...` for some of it.

Each figure is a ratio to a floor measured in the same run, because absolute times say more about the machine.
"""

import json
import os
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import orjson

SAYING = (
    "the egg boils for nine minutes in a pot of water while bread rests under cloth and rivers run through valleys "
    "that nobody has mapped since answers depend on what was asked and how long people wait before asking again"
)
WORDS = SAYING.split()
REPLIES = (
    "Thanks, that worked!",
    "No, I meant the other one.",
    "Are you sure?",
    "And now for two people.",
    "That's wrong.",
)


def main(names: list[str]) -> None:
    """Run the benchmarks called `names`, or all."""
    for name, measure in BENCHMARKS.items():
        if not names or name in names:
            print(f"\n## {name}")
            with tempfile.TemporaryDirectory() as folder:
                measure(Path(folder))


def start(_: Path) -> None:
    """`nfstudio --help` against a bare interpreter."""
    bare = _median(lambda: _command("-c", "pass"))
    ours = _median(lambda: _command("-m", "nfstudio", "--help"))
    print(f"bare interpreter {bare * 1e3:.0f} ms, nfstudio --help {ours * 1e3:.0f} ms (bound: 300 ms)")


def importing(folder: Path) -> None:
    """Import with fingerprints, problems and index against orjson -> two tables + FTS5 filled with the same text."""
    file = write_log(folder / "log.jsonl", conversations=20_000)
    megabytes = file.stat().st_size / 1e6
    for turn in range(3):  # in turns, and by processor time too: other work on the machine hits both alike
        floor, floor_cpu = _measured(partial(_import_floor, file, folder / f"{turn}.db"))
        project = folder / f"{turn}.nfstudio"
        ours, ours_cpu = _measured(partial(_command, "-m", "nfstudio", "import", str(project), str(file)))
        speeds = f"floor {megabytes / floor:.0f} MB/s, import {megabytes / ours:.0f} MB/s"
        ratios = f"ratio {ours / floor:.2f}, of processor time (both cores together) {ours_cpu / floor_cpu:.2f}"
        print(f"{megabytes:.0f} MB: {speeds}, {ratios}")


def import_memory(folder: Path) -> None:
    """Peak memory of an import, small file against large file."""
    for conversations in (2_000, 40_000):
        file = write_log(folder / f"{conversations}.jsonl", conversations=conversations)
        peak = _peak("-m", "nfstudio", "import", str(folder / f"{conversations}.nfstudio"), str(file))
        print(f"{file.stat().st_size / 1e6:.0f} MB file: peak {peak / 1e6:.0f} MB")


def detecting(folder: Path) -> None:
    """Rules over a project: messages a second, and the share spent reading and writing around the detector."""
    from nfstudio.jobs.detecting import detect
    from nfstudio.jobs.importing import import_paths
    from nfstudio.jobs.progress import finish
    from nfstudio.store.project import Project

    file = write_log(folder / "log.jsonl", conversations=5_000)
    with Project.create(folder / "p.nfstudio") as project:
        finish(import_paths(project, [file]))
        summary = finish(detect(project, detector_name="rules"))
        inside = project.db.execute("SELECT seconds FROM runs").fetchone()[0]
    print(f"{summary.candidates:,} candidates, {summary.candidates / summary.seconds:,.0f} a second ({inside:.1f} s)")


def exporting(folder: Path) -> None:
    """Rows of KTO a second against polars writing the same strings already in memory."""
    import polars as pl

    from nfstudio.jobs.detecting import detect
    from nfstudio.jobs.exporting import export_dataset
    from nfstudio.jobs.importing import import_paths
    from nfstudio.jobs.progress import finish
    from nfstudio.store.project import Project

    file = write_log(folder / "log.jsonl", conversations=5_000)
    with Project.create(folder / "p.nfstudio") as project:
        finish(import_paths(project, [file]))
        finish(detect(project, detector_name="rules"))
        ours = _timed(lambda: finish(export_dataset(project, folder / "out")))
    rows = (folder / "out" / "train.jsonl").read_text().splitlines()
    frame = pl.DataFrame({"row": rows})
    floor = _timed(lambda: frame.write_ndjson(folder / "floor.jsonl"))
    speeds = f"{len(rows) / ours:,.0f} a second, polars {len(rows) / floor:,.0f}"
    print(f"{len(rows):,} rows: {speeds}, ratio {ours / floor:.1f}")


def deciding(folder: Path) -> None:
    """How long a decision waits: alone, and beside an import into the same project."""
    from nfstudio.domain.feedback import Category
    from nfstudio.domain.span import Span
    from nfstudio.jobs.importing import import_paths
    from nfstudio.jobs.progress import finish
    from nfstudio.store import review
    from nfstudio.store.project import Project

    first = write_log(folder / "a.jsonl", conversations=200)
    more = write_log(folder / "b.jsonl", conversations=8_000, seed=2)
    path = folder / "p.nfstudio"
    with Project.create(path) as project:
        finish(import_paths(project, [first]))
        waits: dict[str, list[float]] = {"alone": [], "beside an import": []}
        decide = lambda: review.add(project, 3, Span(0, 2), Category.POSITIVE, reviewer="me")  # noqa: E731
        waits["alone"] = [_timed(decide) for _ in range(50)]

        def beside() -> None:
            with Project(path) as other:
                finish(import_paths(other, [more]))

        job = threading.Thread(target=beside)
        job.start()
        while job.is_alive():
            waits["beside an import"].append(_timed(decide))
            time.sleep(0.01)
    for name, seconds in waits.items():
        worst = sorted(seconds)[int(len(seconds) * 0.99)]
        print(f"{name}: median {statistics.median(seconds) * 1e3:.1f} ms, 99th percentile {worst * 1e3:.1f} ms")


def browsing(folder: Path) -> None:
    """A large project: snapshot of ids, facets, a page, a search, a conversation."""
    from nfstudio.jobs.importing import import_paths
    from nfstudio.jobs.progress import finish
    from nfstudio.store import browse, reading
    from nfstudio.store.browse import Filter, Order
    from nfstudio.store.project import Project

    file = write_log(folder / "log.jsonl", conversations=100_000)
    with Project.create(folder / "p.nfstudio") as project:
        finish(import_paths(project, [file]))
        db = project.db
        ids = browse.conversation_ids(db, Filter())
        questions: dict[str, Callable[[], object]] = {
            "snapshot of all": lambda: browse.conversation_ids(db, Filter()),
            "newest first": lambda: browse.conversation_ids(db, Filter(), Order.NEWEST),
            "search": lambda: browse.conversation_ids(db, Filter(text="valleys mapped")),
            "facets": lambda: browse.facets(db, Filter(), of_feedback=False),
            "page of 200": lambda: browse.conversation_rows(db, ids[50_000:50_200]),
            "one conversation": lambda: reading.conversation(db, ids[70_000]),
        }
        for name, question in questions.items():
            print(f"{name}: {_median(question) * 1e3:.1f} ms")


def write_log(path: Path, *, conversations: int, seed: int = 1) -> Path:
    """A log of made-up conversations of realistic length (about 2.6 kB each) as `messages` JSONL."""
    with path.open("wb") as file:
        for record in _records(conversations, random.Random(seed)):
            file.write(orjson.dumps(record) + b"\n")
    return path


def _records(conversations: int, chance: random.Random) -> Iterator[dict[str, object]]:
    for i in range(conversations):
        messages = []
        for turn in range(chance.randint(1, 4)):
            asked = chance.choice(REPLIES) if turn and chance.random() < 0.4 else _text(chance, 5, 40)
            messages += [{"role": "user", "content": asked}, {"role": "assistant", "content": _text(chance, 40, 250)}]
        yield {"id": f"made-{i}", "model": chance.choice(("atlas-2", "lark-mini")), "messages": messages}


def _text(chance: random.Random, low: int, high: int) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(low, high)))


def _import_floor(file: Path, path: Path) -> None:
    db = sqlite3.connect(path)
    db.executescript(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
        "CREATE TABLE c (id INTEGER PRIMARY KEY, origin TEXT, model TEXT);"
        "CREATE TABLE m (id INTEGER PRIMARY KEY, c INTEGER, role TEXT, content TEXT);"
        "CREATE VIRTUAL TABLE f USING fts5(content, content='m', content_rowid='id');"
    )
    heads, rows = [], []
    with file.open("rb") as lines, db:
        for number, line in enumerate(lines):
            record = orjson.loads(line)
            heads.append((number, record["id"], record["model"]))
            rows += [(number, m["role"], m["content"]) for m in record["messages"]]
        db.executemany("INSERT INTO c VALUES (?, ?, ?)", heads)
        db.executemany("INSERT INTO m (c, role, content) VALUES (?, ?, ?)", rows)
    with db:
        db.execute("INSERT INTO f(f) VALUES ('rebuild')")
    db.close()


def _command(*arguments: str) -> None:
    # As it starts where it is installed: an environment that forbids bytecode would have each start compile all of it.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment)


def _peak(*arguments: str) -> float:
    """Peak memory of a command in bytes."""
    script = (
        "import json, resource, subprocess, sys\n"
        "subprocess.run([sys.executable, *sys.argv[1:]], check=True, capture_output=True)\n"
        "print(json.dumps(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024))"
    )
    done = subprocess.run([sys.executable, "-c", script, *arguments], check=True, capture_output=True, text=True)
    return float(json.loads(done.stdout))


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _measured(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of a clock, and of processors in this process and its children."""
    before = os.times()
    seconds = _timed(work)
    return seconds, sum(os.times()[:4]) - sum(before[:4])


def _median(work: Callable[[], object], *, times: int = 5) -> float:
    return statistics.median(_timed(work) for _ in range(times))


BENCHMARKS: dict[str, Callable[[Path], None]] = {
    "start": start,
    "importing": importing,
    "import-memory": import_memory,
    "detecting": detecting,
    "exporting": exporting,
    "deciding": deciding,
    "browsing": browsing,
}

if __name__ == "__main__":
    main(sys.argv[1:])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak of this process {peak:.0f} MB")
