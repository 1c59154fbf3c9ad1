"""Any combination of filters over a million conversations: how long until its first page is there, and who waits.

`python benchmarks/filters.py keep FOLDER` makes the project there (minutes), `python benchmarks/filters.py PROJECT
[COUNT [LIST]]` asks it, that many combinations, of both lists or one; `-v` behind it names the slowest.
"""

import random
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import orjson
from run import WORDS, _records

from nfstudio.domain.conversation import Role
from nfstudio.domain.feedback import Category, Polarity, Status
from nfstudio.domain.thresholds import Thresholds
from nfstudio.store import browse, detections
from nfstudio.store.browse import Filter
from nfstudio.store.project import Project

SOURCES = ("helpdesk", "wild", "arena", "team-a", "team-b", "notes", "trial", "old")
LANGUAGES = ("en", "de", "zh", "es", "fr", "ja", "tr", None)
MODELS = ("atlas-2", "lark-mini", "atlas-1", "wren", None)
_SKEWED = (60, 20, 8, 5, 3, 2, 1.5, 0.5)
_STATUSES = (Status.AUTO, Status.LOW, Status.CONFIRMED, Status.REJECTED, Status.SKIPPED)
CLAIMED = 400_000
COMBINATIONS = 200
_FIRST_DAY = date(2023, 1, 1)
_DAYS = 1_100


def write_logs(folder: Path, *, conversations: int, seed: int = 1) -> Path:
    """Logs as `write_log` makes them, with sources, models, languages and days that are common and seldom."""
    chance = random.Random(seed)
    files = {name: _opened(folder / name) for name in SOURCES}
    for number, record in enumerate(_records(conversations, random.Random(seed))):
        day = _FIRST_DAY + timedelta(days=chance.randrange(_DAYS))
        facts = {"created_at": f"{day}T10:{number % 60:02}:00Z", "model": chance.choices(MODELS, _SKEWED[:5])[0]}
        language = chance.choices(LANGUAGES, _SKEWED)[0]
        made = {**record, **facts, "language": language}
        files[chance.choices(SOURCES, _SKEWED)[0]].write(orjson.dumps(made) + b"\n")
    for file in files.values():
        file.close()
    return folder


def _opened(folder: Path):  # type: ignore[no-untyped-def]
    folder.mkdir(parents=True)
    return (folder / "log.jsonl").open("wb")


def claim(path: Path, *, seed: int = 1) -> None:
    """Write claims by rows, decided in all ways: no detector, no person."""
    chance, categories = random.Random(seed), list(Category)
    with Project(path) as project:
        run = detections.open_run(
            project, detector="rules", version="1", settings={}, device="CPU", thresholds=Thresholds(0.5)
        )
        detections.finish_run(project, run.id)
        spoken = project.db.execute(
            "SELECT id, conversation_id, parent_id, min(length(content), 40) FROM messages"
            " WHERE role = 'user' AND parent_id IS NOT NULL ORDER BY id"
        ).fetchall()
        claims, items = [], []
        for number, (message, conversation, target, end) in enumerate(sorted(chance.sample(spoken, CLAIMED)), 1):
            category, score = categories[chance.choices(range(5), (40, 25, 20, 10, 5))[0]], chance.random()
            status = chance.choices(_STATUSES, (60, 25, 8, 5, 2))[0]
            detector = chance.choices(("rules", "hybrid", "person"), (70, 29, 1))[0]
            claims.append((number, run.id, message, 0, end, category.value, score, target))
            items.append((conversation, message, 0, end, category.value, status.value, score, target, number, detector))
        with project.writing() as db:
            db.executemany(
                'INSERT INTO detections(id, run_id, message_id, start, "end", category, score, target_id, evidence)'
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, '{}')",
                claims,
            )
            db.executemany(
                'INSERT INTO feedback(conversation_id, message_id, start, "end", category, status, score, target_id,'
                " detection_id, detector) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                items,
            )
            db.execute("UPDATE runs SET high_water = (SELECT max(id) FROM messages)")


def keep(folder: Path, *, conversations: int = 1_000_000) -> Path:
    """The project, made in `folder`."""
    logs = write_logs(folder / "logs", conversations=conversations)
    path = folder / "p.nfstudio"
    subprocess.run([sys.executable, "-m", "nfstudio", "import", str(path), str(logs)], check=True)
    claim(path)
    return path


def combinations(count: int = COMBINATIONS, *, seed: int = 7) -> list[Filter]:
    """Filters of one to five conditions, of whatever kinds a filter can hold."""
    chance = random.Random(seed)
    return [_combination(chance) for _ in range(count)]


def _combination(chance: random.Random) -> Filter:
    chosen: dict[str, Any] = {}
    for name in chance.sample([*CONDITIONS], chance.randint(1, 5)):
        chosen |= CONDITIONS[name](chance)
    return Filter(**chosen)


def _some(chance: random.Random, values: Sequence[Any], most: int) -> frozenset[Any]:
    return frozenset(chance.sample(values, chance.randint(1, most)))


def _days(chance: random.Random) -> tuple[str | None, str | None]:
    """A day, a month, a year, or all since or until a day."""
    first = chance.randrange(_DAYS)
    last = first + chance.choice((0, 30, 365))
    days = [(_FIRST_DAY + timedelta(days=day)).isoformat() for day in (first, last)]
    return chance.choice(((days[0], days[1]), (days[0], None), (None, days[1])))


def _words(chance: random.Random) -> str:
    """A word, two, a phrase, the beginning of one, or what nobody says."""
    one, other = chance.sample(WORDS, 2)
    return chance.choice((f"{one} ", f"{one} {other} ", f'"{one} {other}"', one[:2], "zebra ", "sure ", "wrong "))


CONDITIONS: dict[str, Callable[[random.Random], dict[str, Any]]] = {
    "text": lambda chance: {"text": _words(chance), "text_role": chance.choice((None, None, Role.USER))},
    "source": lambda chance: {"sources": _some(chance, SOURCES, 3)},
    "model": lambda chance: {"models": _some(chance, [model or "" for model in MODELS], 2)},
    "language": lambda chance: {"languages": _some(chance, [language or "" for language in LANGUAGES], 3)},
    "category": lambda chance: {"categories": _some(chance, list(Category), 2)},
    "polarity": lambda chance: {"polarities": _some(chance, list(Polarity), 2)},
    "status": lambda chance: {"statuses": _some(chance, _STATUSES, 2)},
    "detector": lambda chance: {"detectors": _some(chance, ("rules", "hybrid", "person"), 2)},
    "score": lambda chance: {"score": chance.choice(((0.9, None), (0.4, 0.6), (None, 0.1), (0.995, 1.0)))},
    "created": lambda chance: {"created": _days(chance)},
    "length": lambda chance: {"length": chance.choice(((6, None), (None, 2), (8, 8), (20, None)))},
}


def measure(path: Path, *, count: int = COMBINATIONS, of: str = "") -> None:
    """Ask every combination of both lists as the window does: what is shown first, all ids, a page on the GUI thread,
    facets; in a queue the least certain come first."""
    with Project(path, readonly=True) as project:
        db = project.db
        for name, first, ids, rows, order in (
            (
                "conversations",
                browse.first_conversations,
                browse.conversation_ids,
                browse.conversation_rows,
                browse.Order.IMPORTED,
            ),
            ("feedback", browse.first_feedback, browse.feedback_ids, browse.feedback_rows, browse.Order.UNCERTAIN),
        ):
            if of not in ("", name):
                continue
            spent: dict[str, list[_Spent]] = {}

            for wanted in combinations(count):
                _forget_what_was_searched(db)
                page, early = _asked(first, db, wanted, order)
                found, whole = _asked(ids, db, wanted, order)
                _, gui = _asked(rows, db, found[:100])
                _, facets = _asked(partial(browse.facets, of_feedback=name == "feedback"), db, wanted)
                until = early if page else (early[0] + whole[0], early[1] + whole[1])
                for what, times in (
                    ("reader thread: what is shown first", early),
                    ("reader thread: all ids", whole),
                    ("GUI thread: the first page of them", gui),
                    ("reader thread: facets, once all ids are known", facets),
                    *([("until a page can be shown, where there is one", until)] if found else []),
                ):
                    spent.setdefault(what, []).append((*times, wanted))
            for what, times in spent.items():
                _tell(f"{name}, {what}", times)


_Spent = tuple[float, float, Filter]
"""Seconds by the clock, and of the processor, and for what."""


def _asked(ask: Callable[..., Any], *about: object) -> tuple[Any, tuple[float, float]]:
    """An answer, and the seconds it took, by the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    answer = ask(*about)
    return answer, (time.perf_counter() - clock, time.process_time() - processor)


def _forget_what_was_searched(db: sqlite3.Connection) -> None:
    """The same words come again among the combinations; a person waits for them the first time."""
    with suppress(sqlite3.OperationalError):  # nothing was searched yet
        db.execute("DELETE FROM temp.searched")


def _tell(what: str, times: list[_Spent]) -> None:
    order = sorted(times, key=lambda one: one[0])
    for name, seconds in (("clock", [one[0] for one in order]), ("processor", sorted(one[1] for one in order))):
        middle, last = statistics.median(seconds), seconds[int(len(seconds) * 0.99)]
        told = f"median {middle * 1e3:.1f}, 99th percentile {last * 1e3:.1f}, worst {seconds[-1] * 1e3:.1f} ms"
        print(f"{what}: {told} ({name}, {len(seconds)})", flush=True)
    for seconds, processor, wanted in order[-3:]:
        if "-v" in sys.argv:
            shown = {k: v for k, v in asdict(wanted).items() if v and v != (None, None)}
            print(f"    {seconds * 1e3:.0f} ({processor * 1e3:.0f}) ms {shown}", flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "keep":
        keep(Path(sys.argv[2]))
    else:
        given = [argument for argument in sys.argv[2:] if argument != "-v"]
        measure(Path(sys.argv[1]), count=int([*given, COMBINATIONS][0]), of=given[1] if len(given) > 1 else "")
