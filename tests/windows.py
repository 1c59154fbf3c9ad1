"""What tests of the window are made of: logs in a folder, and waiting until nothing is left to do."""

import json

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
