import json

import pytest
from building import feedback, run, take_in, talk

from nfstudio.domain.conversation import Conversation, Message, Role
from nfstudio.domain.feedback import Category, Verdict
from nfstudio.store import review, rewrites
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
    lines = [json.dumps(logged(i)) for i in range(30)]
    (folder / "chats" / "a.jsonl").write_text("\n".join([*lines, '{"messages": [', ""]))
    (folder / "b.json").write_text(json.dumps([logged(i, thanks=False) for i in range(100, 110)]))
    (folder / "notes.txt").write_text("Buy milk.")
    return folder


def logged(number, *, thanks=True):
    return {
        "id": f"t{number}",
        "messages": [
            {"role": "user", "content": f"How do I boil {number} eggs?"},
            {"role": "assistant", "content": f"Boil all {number} for nine minutes."},
            {"role": "user", "content": "Thanks, that worked!" if thanks else "No, I asked for soft eggs."},
        ],
    }


@pytest.fixture
def reviewed(project):
    """Three judged answers: one praised and confirmed, one complained about (undecided), one rejected claim."""
    take_in(
        project,
        talk("s Be brief.", "u boil an egg", "a Nine minutes.", "u thanks", origin_id="c1"),
        talk("u plan a trip", "a Day one.", "u that is wrong"),
        talk("u a", "a b", "u never mind"),
    )
    run(
        project,
        [
            (4, "thanks", Category.POSITIVE, 0.9),
            (7, "that is wrong", Category.COMPLAINT, 0.7),
            (10, "never mind", Category.COMPLAINT, 0.8),
        ],
    )
    first, _, last = [item.id for item in feedback(project)]
    review.decide(project, [first], Verdict.ACCEPT, reviewer="me")
    review.decide(project, [last], Verdict.REJECT, reviewer="me")
    return project


@pytest.fixture
def rich(reviewed):
    """More than `reviewed`: a correction that was taken up, two answers to one question, a better answer by hand."""
    take_in(
        reviewed,
        talk(
            "u How long does green tea steep in a pot?",
            "a Ten minutes, in boiling water.",
            "u No, that makes green tea bitter. Two minutes at most!",
            "a You are right: green tea steeps for two minutes at eighty degrees.",
            "u Perfect, thank you.",
            origin_id="tea",
            user="ann",
            created_at="2026-02-01T00:00:00Z",
        ),
        Conversation(
            (
                Message(Role.USER, "Write a haiku about rain on a roof"),
                Message(Role.ASSISTANT, "Rain. Rain. Rain.", parent=0, on_active_path=False, rating=-1),
                Message(Role.ASSISTANT, "Soft rain on the roof, the cat counts every drop", parent=0, rating=1),
            ),
            origin_id="haiku",
            created_at="2026-03-01T00:00:00Z",
        ),
        path="/logs/b.jsonl",
    )
    said = {"No, that makes green tea bitter.": Category.CORRECTION, "Perfect, thank you.": Category.POSITIVE}
    at = {content: id_ for id_, content in reviewed.db.execute("SELECT id, content FROM messages")}
    found = [
        (i, words, category, 0.9) for content, i in at.items() for words, category in said.items() if words in content
    ]
    run(reviewed, [(4, "thanks", Category.POSITIVE, 0.9), (7, "that is wrong", Category.COMPLAINT, 0.7), *found])
    rewrites.write(reviewed, at["Day one."], "Day one: the old town and its three bridges.", reviewer="me")
    return reviewed
