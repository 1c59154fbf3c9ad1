"""Zed's threads."""

from nfstudio.domain.records import Reason


def said(found):
    return [(m.role.value, m.content) for m in found.conversation.messages]


def test_steps_become_one_answer_and_what_was_mentioned_is_named(samples, read):
    (found,), problems = read(samples / "zed" / "normal.db")
    assert (said(found), problems) == (
        [
            ("user", "why does print once?"),
            ("assistant", "I look.\n\nIt prints in no loop."),
            ("user", "I asked for twice, not why"),
            ("assistant", "Now it prints twice."),
        ],
        [],
    )
    one = found.conversation
    assert (one.origin_id, one.title, one.model, one.created_at) == (
        "z1",
        "The tides",
        "lark-7b",
        "2026-03-01T10:00:00Z",
    )
    asked, answered, corrected, _ = one.messages
    assert (asked.extra, corrected.extra) == ({"attachments": ["tides.py"]}, {"attachments": ["image"]})
    assert answered.extra == {
        "reasoning": "Look first.",
        "tool_calls": [
            {"name": "read_file", "arguments": {"path": "tides.py"}},
            {"name": "read_file", "output": "print(1)"},
        ],
    }


def test_threads_of_the_first_form_are_read(samples, read):
    (found,), _ = read(samples / "zed" / "branches.db")
    assert [words for _, words in said(found)] == ["name a moon", "Mars", "that is a planet"]
    assert found.conversation.messages[1].extra["tool_calls"][1] == {"name": "tool", "output": "Io"}


def test_each_broken_thread_says_what_is_wrong(samples, read):
    (found,), problems = read(samples / "zed" / "broken.db")
    assert len(found.conversation.messages) == 2
    assert [(p.place, p.reason, p.sentence) for p in problems] == [
        ("thread 1", Reason.WRONG_SHAPE, "Message 1 is neither a person's nor an agent's. It was left out."),
        ("thread 2", Reason.WRONG_SHAPE, "The thread holds no list of messages."),
        ("thread 3", Reason.WRONG_SHAPE, "The packed thread is damaged."),
    ]
