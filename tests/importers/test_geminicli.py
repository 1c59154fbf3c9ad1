"""Sessions of Gemini CLI."""

from nfstudio.domain.conversation import Role


def test_steps_of_an_answer_become_one_with_thoughts_and_calls(samples, read):
    one = read(samples / "geminicli" / "normal.json")[0][0].conversation
    asked, answered, again, stopped = one.messages
    assert (one.origin_id, one.model, one.created_at) == ("gc-1", "gemini-2.5-pro", "2026-03-01T10:00:00Z")
    assert (asked.role, asked.content) == (Role.USER, "which files are here?")
    assert answered.content == "Only a.py."
    assert answered.extra == {
        "reasoning": "Listing: a folder",
        "tool_calls": [
            {"name": "list_directory", "arguments": {"path": "."}},
            {"name": "list_directory", "output": "Listed 1 item."},
        ],
    }
    assert again.content == "no, there is a b.py too"
    assert (stopped.role, stopped.content) == (Role.SYSTEM, "[Interrupted by the person]")


def test_commands_and_notices_are_not_the_persons_words(samples, read):
    one = read(samples / "geminicli" / "branches.json")[0][0].conversation
    assert [(m.role, m.content) for m in one.messages] == [
        (Role.SYSTEM, "/help"),
        (Role.USER, "explain a.py"),
        (Role.SYSTEM, "[API Error: quota]"),
        (Role.USER, "explain a.py, please"),
        (Role.ASSISTANT, "It counts."),
    ]
    assert one.messages[-1].extra["tool_calls"][1] == {"name": "read_file", "output": "n = 1"}
