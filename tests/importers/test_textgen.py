from nfstudio.domain.conversation import Role
from nfstudio.importers import textgen


def test_the_raw_words_are_taken_and_the_marker_of_a_greeting_is_not(samples, read):
    ((found,), _) = read(samples / "textgen" / "normal.json")
    messages = found.conversation.messages
    assert [(m.role, m.content) for m in messages] == [
        (Role.ASSISTANT, "Hello & welcome"),
        (Role.USER, "2 < 3?"),
        (Role.ASSISTANT, "True."),
        (Role.USER, "prove it"),
    ]
    assert messages[1].extra == {"attachments": ["sums.pdf"]}
    assert messages[2].extra == {"reasoning": "Yes it is.", "tool_calls": [{"name": "calc", "arguments": "2<3"}]}
    assert (found.conversation.created_at, found.conversation.model) == ("2026-03-01T08:00:00Z", "lark-7b.gguf")


def test_versions_are_branches(samples, read):
    ((found,), _) = read(samples / "textgen" / "branches.json")
    assert [(m.content, m.parent, m.on_active_path, m.model) for m in found.conversation.messages] == [
        ("2+2?", None, True, None),
        ("5", 0, False, "wren-3b.gguf"),
        ("4", 0, True, "lark-7b.gguf"),
        ("and 3+3?", 2, True, None),
        ("6", 3, True, None),
    ]


def test_files_of_the_first_year_have_other_names_and_no_times():
    value = {"data": [["hi", "hello"]], "data_visible": [["hi", "hello"]]}
    assert textgen.is_record(value)
    assert [m.content for m in textgen.build(value).conversation.messages] == ["hi", "hello"]
