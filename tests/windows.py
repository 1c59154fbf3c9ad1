"""What tests of the window are made of: logs in a folder, and waiting until nothing is left to do."""

import json
from dataclasses import replace

from PySide6.QtCore import Qt

from nfstudio.domain.feedback import Category, Evidence, Status
from nfstudio.domain.span import Span
from nfstudio.store.reading import StoredFeedback

TALK = (
    ("user", "Plan two days in Lyon."),
    ("assistant", "Day one, day two, day three."),
    ("user", "No, I said two days, not three."),
    ("assistant", "Day one: the old town. Day two: the museum."),
    ("user", "Perfect, thank you!"),
)


def write_logs(folder, *, conversations=3, broken=1, name="a.jsonl"):
    """A folder of logs in the shape of chat messages; `broken` lines are no JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        json.dumps(
            {"title": f"Trip {i}", "messages": [{"role": r, "content": f"{c} ({i})" if i else c} for r, c in TALK]}
        )
        for i in range(conversations)
    ]
    lines += ['{"messages": [{"role": "user", "content"'] * broken
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def settle(window, qtbot):
    """Wait until no job is left and every question is answered."""
    qtbot.waitUntil(lambda: not window.session.runner.tickets and window.session.reader.idle, timeout=20_000)


def statuses(window):
    """How many feedback stand how."""
    rows = window.session.project.db.execute("SELECT status, count(*) FROM feedback GROUP BY 1").fetchall()
    return {Status(status): count for status, count in rows}


def press(window, qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    """A key for whatever has the keyboard in the window."""
    qtbot.keyClick(window, key, modifier)


def select_first(window, qtbot):
    """Look at the first of the list."""
    qtbot.waitUntil(lambda: bool(window.columns.browser.current_ids), timeout=10_000)
    press(window, qtbot, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: window.session.feedback is not None)


def item(**about) -> StoredFeedback:
    """A feedback as the store hands it out, undecided unless said otherwise."""
    plain = StoredFeedback(
        id=1,
        conversation=1,
        message=3,
        span=Span(0, 2),
        category=Category.CORRECTION,
        status=Status.AUTO,
        score=0.9,
        target=2,
        detector="hybrid",
        decided=False,
        by_hand=False,
        scope=None,
        note="",
        flags=(),
        evidence=Evidence(),
        reviewer=None,
    )
    return replace(plain, **about)
