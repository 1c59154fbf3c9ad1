import json

import pytest

from nfstudio.store.project import Project


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "project.nfstudio") as made:
        yield made
        assert made.db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.fixture
def logs(tmp_path):
    """A folder of logs: two files of conversations, a broken line, a file of no known format."""
    folder = tmp_path / "logs"
    (folder / "chats").mkdir(parents=True)
    lines = [json.dumps(talk(i)) for i in range(30)]
    (folder / "chats" / "a.jsonl").write_text("\n".join([*lines, '{"messages": [', ""]))
    (folder / "b.json").write_text(json.dumps([talk(i, thanks=False) for i in range(100, 110)]))
    (folder / "notes.txt").write_text("Buy milk.")
    return folder


def talk(number, *, thanks=True):
    return {
        "id": f"t{number}",
        "messages": [
            {"role": "user", "content": f"How do I boil {number} eggs?"},
            {"role": "assistant", "content": f"Boil all {number} for nine minutes."},
            {"role": "user", "content": "Thanks, that worked!" if thanks else "No, I asked for soft eggs."},
        ],
    }
