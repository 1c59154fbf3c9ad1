"""Chats of GitHub Copilot, as they are exported and as newer versions log them."""

import json

from nfstudio.domain.conversation import Role
from nfstudio.domain.records import Reason


def test_pieces_become_one_answer_and_votes_are_thumbs(samples, read):
    one = read(samples / "copilot" / "normal.json")[0][0].conversation
    asked, answered, again, cut = one.messages
    assert (one.origin_id, one.title, one.model) == ("cp-1", "An endless loop", "gpt-4.1")
    assert (asked.content, asked.extra) == ("why does the loop never end?", {"attachments": ["count.py"]})
    assert (answered.content, answered.rating) == ("The counter in `count.py` is never raised.", 1)
    assert answered.extra == {
        "reasoning": "Look at the counter.",
        "tool_calls": [{"name": "copilot_readFile", "output": "Read count.py"}],
    }
    assert (again.role, again.content, again.created_at) == (Role.USER, "it still hangs", "2026-03-01T10:01:00Z")
    assert (cut.rating, cut.extra) == (-1, {"stopped": True, "feedback": {"reason": "incorrectCode"}})


def test_a_log_of_changes_is_read_as_its_last_line_leaves_it(samples, read):
    one = read(samples / "copilot" / "branches.jsonl")[0][0].conversation
    assert one.title == "Names"
    assert [(m.content, m.rating) for m in one.messages] == [
        ("name the file", None),
        ("It is count.py", 1),
        ("and the other?", None),
    ]


def test_a_change_that_does_not_fit_is_told_of_and_costs_itself_alone(samples, read, lines):
    kept = (samples / "copilot" / "branches.jsonl").read_text(encoding="utf-8").splitlines()
    odd = [
        {"kind": 1, "k": ["requests", 9, "vote"], "v": 1},
        {"kind": 2, "k": []},
        {"kind": 2, "k": ["version"], "v": [1]},
    ]
    found, problems = lines(*kept, *map(json.dumps, odd))
    assert len(found[0].conversation.messages) == 3
    assert [(p.place, p.reason) for p in problems] == [(f"line {n}", Reason.WRONG_SHAPE) for n in (9, 10, 11)]
