"""How long a person waits in the window: `python benchmarks/window.py NAME...`, without a screen unless one is there.

The project of a million conversations is made by rows, not imported, so that it takes minutes: what the window asks of
it is the same. `python benchmarks/window.py keep FOLDER` makes it there, and `--project FILE` uses it again.
"""

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from watching import Person, Stalls, spread

from nfstudio.app.main import application
from nfstudio.app.session import Session
from nfstudio.domain.conversation import Conversation, Message, Role, chain
from nfstudio.domain.feedback import Category, Verdict
from nfstudio.domain.records import Found
from nfstudio.store import adding, detections
from nfstudio.store.incoming import Tally
from nfstudio.store.project import Project

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

MILLION = 1_000_000
CLAIMED = 300_000
"""Conversations of the million that hold a claim."""
DECISIONS = 400
FILTERS = 30
LONG = 5_000
BESIDE = 20.0
"""Seconds that a person works beside a detection."""
WORDS = ["egg", "boils", "nine", "minutes", "pot", "water", "bread", "rests", "cloth", "rivers", "run", "valleys"]


def make(path: Path, *, conversations: int = MILLION, claimed: int = CLAIMED) -> Path:
    """A project of short made-up conversations: a question, an answer, and a follow-up with a claim in some."""
    chance, categories = random.Random(1), list(Category)
    with Project.create(path) as project:
        record = _first(project)
        with project.writing() as db:
            _rows(db, record, chance, categories, conversations, claimed)
    return path


def _first(project: Project) -> int:
    """One conversation and an empty run the usual way, so that sources, marks and times are as the program writes."""
    source = adding.begin_source(
        project, "/logs/a.jsonl", shown="a.jsonl", name="a.jsonl", format_name="messages", size=1, modified_ns=1
    )
    tally = Tally()
    said = chain([Message(Role.USER, "plan"), Message(Role.ASSISTANT, "one"), Message(Role.USER, "thanks")])
    adding.add(project, source, [Found("line 1", Conversation(said, title="First"))], tally)
    adding.finish_source(project, source, tally, sha256=None)
    from nfstudio.domain.thresholds import Thresholds

    record = detections.open_run(
        project, detector="rules", version="1", settings={}, device="CPU", thresholds=Thresholds(0.5)
    )
    detections.finish_run(project, record.id)
    return record.id


def _rows(
    db: sqlite3.Connection, run: int, chance: random.Random, categories: list[Category], count: int, claimed: int
) -> None:
    now, said = "2026-01-01T00:00:00Z", [f"No, I meant {word}." for word in WORDS]
    answers = [" ".join(chance.choices(WORDS, k=12)) for _ in range(500)]
    stops = set(chance.sample(range(2, count + 1), claimed))
    talks, messages, claims, items = [], [], [], []
    for i in range(2, count + 1):
        message = 3 * i - 2
        model = ("atlas-2", "lark-mini")[i % 2]
        talks.append(
            (i, f"c{i}", f"f{i}", f"How long does {answers[i % 500][:24]} take", model, f"2025-{1 + i % 12:02}-01")
        )
        follow_up = said[i % len(said)] if i in stops else "And for two?"
        for at, (role, text) in enumerate(
            (("user", "How long?"), ("assistant", answers[i % 500]), ("user", follow_up))
        ):
            messages.append((message + at, i, at, message + at - 1 if at else None, role, text))
        if i in stops:
            claim, category = len(claims) + 1, categories[i % 5]
            score = round(0.51 + 0.48 * chance.random(), 3)
            claims.append((claim, run, message + 2, 0, len(follow_up), category, score, message + 1))
            items.append((i, message + 2, 0, len(follow_up), category, score, message + 1, claim))
        if len(talks) >= 50_000 or i == count:
            db.executemany(
                "INSERT INTO conversations(id, source_id, source, format, origin_id, fingerprint, title, model,"
                " language,"
                " created_at, messages, user_messages, follow_ups, characters, branches, added_at)"
                f" VALUES (?, 1, 'a.jsonl', 'messages', ?, ?, ?, ?, 'en', ?, 3, 2, 1, 120, 0, '{now}')",
                talks,
            )
            db.executemany(
                "INSERT INTO messages(id, conversation_id, position, parent_id, on_active_path, role, content)"
                " VALUES (?, ?, ?, ?, 1, ?, ?)",
                messages,
            )
            talks, messages = [], []
    db.executemany(
        'INSERT INTO detections(id, run_id, message_id, start, "end", category, score, target_id, evidence)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, '{}')",
        claims,
    )
    db.executemany(
        'INSERT INTO feedback(conversation_id, message_id, start, "end", category, status, score, target_id,'
        " detection_id, detector) VALUES (?, ?, ?, ?, ?, 'auto', ?, ?, ?, 'rules')",
        items,
    )
    db.execute("UPDATE runs SET high_water = (SELECT max(id) FROM messages)")
    db.execute("UPDATE sources SET conversations = ?, messages = 3 * ?", (count, count))


def deciding(person: Person, stalls: Stalls) -> None:
    """From the key of a decision until the next span is painted; the long lists catch up meanwhile."""
    session = person.window.session
    assert session is not None
    person.do("view.queue")
    person.settle()
    person.press(Qt.Key.Key_N)
    person.settle()
    keys, waits, work = (Qt.Key.Key_A, Qt.Key.Key_X, Qt.Key.Key_S, Qt.Key.Key_A), [], []
    page = person.window.columns.transcript._page  # type: ignore[union-attr]
    with stalls.watched("a thousand spans an hour, faster: the event loop", 50):
        for number in range(DECISIONS):
            before = session.feedback
            started, worked = time.perf_counter(), time.thread_time()
            person.press(keys[number % len(keys)])
            person.until(lambda before=before: session.feedback not in (before, None))
            page.viewport().repaint()
            waits.append(time.perf_counter() - started)
            work.append(time.thread_time() - worked)
            QTest.qWait(20)
    spread("decision to next span shown", waits, 50)
    spread("… of it processor time, which other programs change little", work, 50)


def lists(person: Person, stalls: Stalls) -> None:
    """The table of a million conversations: opened, scrolled, sorted, narrowed."""
    with stalls.watched("table of all conversations opened", 50):
        person.do("view.conversations")
        person.do("view.table")
        person.settle()
    view = person.window.columns.browser._conversations.view  # type: ignore[union-attr]
    bar = view.verticalScrollBar()
    with stalls.watched("table scrolled by pages and from end to end", 50):
        for step in range(120):
            bar.setValue(bar.value() + bar.pageStep() if step % 4 else bar.maximum() * step // 120)
            QTest.qWait(16)
    with stalls.watched("table sorted by a column", 50):
        view.horizontalHeader().sectionClicked.emit(3)
        person.settle()
    person.do("view.table")
    person.settle()


def filtering(person: Person, stalls: Stalls) -> None:
    """Combinations of filters, one after another, over a project that `filters.py keep` has made."""
    from filters import combinations

    person.do("view.conversations")
    person.settle()
    session, listing = person.window.session, person.window.columns.browser._conversations  # type: ignore[union-attr]
    assert session is not None
    waits: list[float] = []
    shown: list[float] = []
    for told in (listing.model.modelReset, listing.model.rowsInserted, listing.arrived):
        told.connect(lambda *_: shown.append(time.perf_counter()))
    with stalls.watched("combinations of filters: the event loop", 100):
        for wanted in combinations(FILTERS):
            shown.clear()
            started = time.perf_counter()
            session.filter_by(wanted)
            person.until(lambda: bool(shown))
            listing.view.viewport().repaint()
            waits.append(time.perf_counter() - started)
            person.until(lambda: not listing.waits)
    spread("another filter to its first rows", waits, 100)


def reading(app: "QApplication", home: Path, stalls: Stalls) -> None:
    """A conversation of five thousand messages: opened, scrolled; then one message of 1.8 MB."""
    path = home / "long.nfstudio"
    chance = random.Random(2)
    said = [
        Message((Role.USER, Role.ASSISTANT)[i % 2], " ".join(chance.choices(WORDS, k=chance.randint(5, 60))))
        for i in range(LONG)
    ]
    huge = [Message(Role.USER, "hi"), Message(Role.ASSISTANT, " ".join(chance.choices(WORDS, k=330_000)))]
    with Project.create(path) as project:
        source = adding.begin_source(
            project, "/logs/a.jsonl", shown="a.jsonl", name="a.jsonl", format_name="messages", size=1, modified_ns=1
        )
        tally = Tally()
        small = chain([Message(Role.USER, "hi"), Message(Role.ASSISTANT, "hello")])
        found = [Found(f"line {i}", Conversation(talk)) for i, talk in enumerate((chain(said), chain(huge), small))]
        adding.add(project, source, found, tally)
        adding.finish_source(project, source, tally, sha256=None)
    person = Person(app, home, path)
    session = person.window.session
    assert session is not None
    page = person.window.columns.transcript._page  # type: ignore[union-attr]
    by_size = "SELECT id FROM conversations ORDER BY messages = 5000 DESC, characters DESC"
    ids = [row[0] for row in session.project.db.execute(by_size)]
    for name, conversation, bound in (("5,000 messages", ids[0], 300), ("one message of 1.8 MB", ids[1], 300)):
        waits = []
        last = session.project.db.execute("SELECT max(id) FROM messages WHERE conversation_id = ?", (conversation,))
        (message,) = last.fetchone()
        for _ in range(5):
            session.show(ids[2])
            person.settle()
            started = time.perf_counter()
            session.show(conversation)
            person.window.columns.transcript.scroll_to_message(message)  # type: ignore[union-attr]
            page.viewport().repaint()
            waits.append(time.perf_counter() - started)
            person.settle()
        spread(f"conversation of {name} opened, its last message shown", waits, bound)
        bar = page.verticalScrollBar()
        with stalls.watched(f"conversation of {name} scrolled by pages and from end to end", 50):
            for step in range(120):
                bar.setValue(bar.value() + bar.pageStep() if step % 4 else bar.maximum() * step // 120)
                QTest.qWait(16)
    person.window.close()


def detecting(person: Person, stalls: Stalls) -> None:
    """The hybrid at work while a person steps through the queue, then decides; and how much it reads meanwhile."""
    session = person.window.session
    assert session is not None
    person.do("view.queue")
    person.settle()
    person.do("detect.run")
    person.until(lambda: bool(session.runner.tickets))
    person.until(lambda: _reached(session) > 0)  # the model is loaded
    QTest.qWait(2000)
    at, begun = _reached(session), time.perf_counter()
    with stalls.watched("beside the hybrid, stepping through the queue for 20 s", 50):
        while time.perf_counter() < begun + BESIDE:
            person.press(Qt.Key.Key_N)
            QTest.qWait(120)
    rate = (_reached(session) - at) / (time.perf_counter() - begun)
    print(f"    meanwhile it went through {rate:,.0f} messages a second, a third of them read", flush=True)
    waits, end = [], time.perf_counter() + BESIDE
    with stalls.watched("beside the hybrid, deciding for 20 s", 50):
        while time.perf_counter() < end:
            before = session.feedback
            started = time.perf_counter()
            if before is not None and session.decide([before], Verdict.ACCEPT):  # what a key does, and no painting
                waits.append(time.perf_counter() - started)
            person.press(Qt.Key.Key_N)  # again and again, where the list is being filled anew
            QTest.qWait(40)
    spread("a decision beside the hybrid, written", waits, 50)
    person.do("detect.cancel")
    started = time.perf_counter()
    person.until(lambda: not session.runner.tickets)
    print(f"detection stopped after {time.perf_counter() - started:.2f} s", flush=True)


def _reached(session: Session) -> int:
    """How many messages of any role the newest run has gone through, by the last of them."""
    newest = detections.newest_run_record(session.project)
    return newest.high_water if newest and newest.detector == "hybrid" else 0


def starting(home: Path) -> None:
    """A process of its own until its window is shown, painted and answers; torch must not be among its modules."""
    script = (
        "import sys, time\nstarted = time.perf_counter()\n"
        "from pathlib import Path\nfrom PySide6.QtCore import QSettings, QTimer\n"
        "from nfstudio.app import theme\nfrom nfstudio.app.main import application\n"
        "from nfstudio.app.window import Window\n"
        "app = application([])\nhome = Path(sys.argv[1])\n"
        "window = Window(home / 'p.json', QSettings(str(home / 'w.ini'), QSettings.Format.IniFormat))\n"
        "theme.apply(app, window.preferences.theme)\nwindow.show()\nwindow.repaint()\n"
        "def done():\n    print(time.perf_counter() - started, 'torch' in sys.modules)\n    app.quit()\n"
        "QTimer.singleShot(0, done)\napp.exec()\n"
    )
    whole, inside = [], []
    for _ in range(7):
        started = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", script, str(home)], check=True, capture_output=True, text=True)
        whole.append(time.perf_counter() - started)
        seconds, torch = done.stdout.split()
        inside.append(float(seconds))
        assert torch == "False"
    spread("start to usable window, without the interpreter", inside, 1500)
    spread("start to usable window, the whole process until it ends", whole, 1500)


def main(arguments: list[str]) -> None:
    """Run what is named, or all."""
    if arguments[:1] == ["keep"]:
        print(make(Path(arguments[1]) / "million.nfstudio"))
        return
    given = Path(arguments.pop(arguments.index("--project") + 1)) if "--project" in arguments else None
    wanted = [name for name in arguments if not name.startswith("--")]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
            os.environ[name] = folder
        if not wanted or "starting" in wanted:
            starting(home)
        app, stalls = application([]), Stalls()
        if not wanted or "reading" in wanted:
            reading(app, home, stalls)
        of_million = {"deciding": deciding, "lists": lists, "detecting": detecting, "filtering": filtering}
        chosen = [work for name, work in of_million.items() if name in (wanted or ("deciding", "lists", "detecting"))]
        if chosen:
            person = Person(app, home, given or make(home / "million.nfstudio"))
            print(f"a million conversations opened: {person.open * 1e3:.0f} ms", flush=True)
            for work in chosen:
                work(person, stalls)
            person.window.close()


if __name__ == "__main__":
    main(sys.argv[1:])
