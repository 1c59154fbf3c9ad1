"""Tasks of Cline and Roo Code: the person's words are told from all that the program says in the person's name."""

from nfstudio.domain.conversation import Role


def test_only_what_stands_between_the_marks_is_the_persons(samples, read):
    one = read(samples / "cline" / "normal.json")[0][0].conversation
    assert [(m.role, m.content) for m in one.messages] == [
        (Role.USER, "Make a page about tea"),
        (Role.ASSISTANT, "Let me look.\n\nThe page is there."),
        (Role.USER, "no, about green tea"),
        (Role.ASSISTANT, "Chinese or Japanese?"),
        (Role.USER, "Japanese"),
    ]
    assert (one.origin_id, one.created_at) == ("1772359200000", "2026-03-01T10:00:00Z")
    assert one.messages[1].extra == {
        "reasoning": "I need the file.",
        "tool_calls": [
            {"name": "read_file", "arguments": "<path>index.html</path>"},
            {"name": "read_file", "output": "<html></html>"},
        ],
    }


def test_calls_in_blocks_are_folded_and_a_refusal_with_words_is_the_persons(samples, read):
    one = read(samples / "cline" / "branches.json")[0][0].conversation
    asked, answered, refused, told = one.messages
    assert (asked.content, asked.extra) == ("Tidy the list", {"attachments": ["image"]})
    assert (answered.content, answered.extra["reasoning"]) == ("I sort it.", "Sort it.")
    assert [call["name"] for call in answered.extra["tool_calls"]] == ["write_to_file"]
    assert (refused.role, refused.content) == (Role.USER, "sort it the other way")
    assert told.content == "Sorted from z to a."
