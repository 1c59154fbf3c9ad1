"""Sessions of Continue."""

from nfstudio.domain.conversation import Role


def test_files_that_were_sent_along_are_named_and_never_said(samples, read):
    one = read(samples / "continue" / "normal.json")[0][0].conversation
    assert (one.origin_id, one.title, one.model) == ("cn-1", "A rename", "Lark 7B")
    assert [(m.role, m.content) for m in one.messages] == [
        (Role.USER, "rename foo to bar"),
        (Role.ASSISTANT, "Done."),
        (Role.USER, "foo is still in the tests"),
    ]
    assert one.messages[0].extra == {"attachments": ["foo.py"]}


def test_calls_of_tools_are_folded(samples, read):
    one = read(samples / "continue" / "branches.json")[0][0].conversation
    assert [m.role for m in one.messages] == [Role.SYSTEM, Role.USER, Role.ASSISTANT, Role.TOOL, Role.ASSISTANT]
    assert one.messages[2].extra["tool_calls"][0]["function"]["name"] == "ls"
    assert one.created_at == "2026-03-01T10:00:00Z"
