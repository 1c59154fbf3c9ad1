"""Sessions that opencode exports."""

from nfstudio.domain.conversation import Role


def test_steps_become_one_answer_and_what_the_program_made_up_is_not_the_persons(samples, read):
    one = read(samples / "opencode" / "normal.json")[0][0].conversation
    asked, answered, told = one.messages
    assert (one.origin_id, one.title, one.model) == ("oc-1", "A rename", "lark-7b")
    assert (asked.content, asked.extra) == ("rename foo to bar", {"attachments": ["foo.py"]})
    assert (answered.content, answered.created_at) == ("I look.\n\nDone.", "2026-03-01T10:00:03Z")
    assert answered.extra == {
        "reasoning": "Look first.",
        "tool_calls": [{"name": "bash", "arguments": {"command": "ls"}}, {"name": "bash", "output": "foo.py"}],
    }
    assert (told.role, told.content) == (Role.USER, "foo is still in the tests")


def test_a_call_that_failed_says_why(samples, read):
    answer = read(samples / "opencode" / "branches.json")[0][0].conversation.messages[1]
    assert answer.extra["tool_calls"][1] == {"name": "bash", "output": "refused"}
