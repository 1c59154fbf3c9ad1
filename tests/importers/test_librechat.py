import json

import pytest

from nfstudio.domain.conversation import Role
from nfstudio.domain.records import Reason
from nfstudio.importers import librechat

HEAD = "sender,text,isCreatedByUser,error,unfinished,messageId,parentMessageId,createdAt\n"


def message(i, parent, by_person=True, **more):
    return {"messageId": i, "parentMessageId": parent, "isCreatedByUser": by_person, "text": "x", **more}


def test_parts_thumbs_and_errors_are_told_apart(samples, read):
    ((found,), _) = read(samples / "librechat" / "normal.json")
    system, asked, answer, _, failed = found.conversation.messages
    assert (system.role, system.content, asked.parent) == (Role.SYSTEM, "Be kind.", 0)
    assert asked.extra == {"attachments": ["essay.docx"]}
    assert (answer.content, answer.rating, answer.model) == ("Whom.", -1, "atlas-2")
    assert answer.extra == {
        "reasoning": "Object case.",
        "tool_calls": [{"name": "grammar", "arguments": "{}", "output": "whom"}],
    }
    assert failed.extra == {"error": True}


def test_nested_messages_are_the_same_tree_as_flat_ones(samples, read):
    ((found,), _) = read(samples / "librechat" / "branches.json")
    assert [(m.content, m.parent, m.on_active_path, m.rating) for m in found.conversation.messages] == [
        ("Name a moon", None, True, None),
        ("Mars", 0, False, None),
        ("Io", 0, True, 1),
        ("And one of Saturn?", 2, True, None),
        ("Name a planet", None, False, None),
    ]


def test_a_single_message_without_a_list_around_it_is_read():
    found = librechat.build({"conversationId": "l", "messages": message("1", None)})
    assert [m.content for m in found.conversation.messages] == ["x"]


def test_where_nothing_says_whether_the_person_wrote_it_the_sender_does():
    unsaid = {"isCreatedByUser": None}
    given = [
        {**message("1", None, None), **unsaid, "sender": "User"},
        {**message("2", "1", None), **unsaid, "sender": "Narrator"},
        {**message("3", "2", None), **unsaid, "sender": "GPT-4"},
    ]
    found = librechat.build({"conversationId": "l", "messages": given})
    assert [m.role for m in found.conversation.messages] == ["user", "tool", "assistant"]


def test_a_table_is_read_with_its_quotes_and_lines(samples, read):
    ((found,), problems) = read(samples / "librechat" / "normal.csv")
    assert problems == []
    assert [(m.role, m.content, m.parent) for m in found.conversation.messages] == [
        (Role.USER, 'Which one, "who" or\nwhom?', None),
        (Role.ASSISTANT, "Whom.", 0),
        (Role.USER, "no, who", 1),
    ]
    assert found.conversation.created_at == "2026-03-01T10:00:00Z"


def test_a_table_with_a_mark_at_its_beginning_and_a_long_cell_is_read(tmp_path, read):
    path = tmp_path / "t.csv"
    path.write_text(f"{HEAD}User,{'x' * 300_000},True,,,1,,\n", encoding="utf-8-sig")
    ((found,), problems) = read(path)
    assert problems == []
    assert len(found.conversation.messages[0].content) == 300_000


@pytest.mark.parametrize(
    ("row", "reason"),
    [("User,,true,,,1,,", Reason.EMPTY), ("Somebody,hi,perhaps,,,1,,", Reason.WRONG_SHAPE), ("", Reason.EMPTY)],
)
def test_a_table_that_holds_no_conversation_is_a_problem(tmp_path, read, row, reason):
    (tmp_path / "t.csv").write_text(f"{HEAD}{row}\n")
    found, (problem,) = read(tmp_path / "t.csv")
    assert found == []
    assert (problem.place, problem.reason) == ("all rows", reason)


def test_an_answer_that_was_stopped_says_so(tmp_path, read):
    said = {"messageId": "2", "parentMessageId": "1", "text": "Once", "isCreatedByUser": False, "unfinished": True}
    asked = {"messageId": "1", "parentMessageId": None, "text": "A story", "isCreatedByUser": True, "unfinished": True}
    record = {"conversationId": "c", "endpoint": "x", "exportAt": "now", "messages": [asked, said]}
    (tmp_path / "log.json").write_text(json.dumps(record))
    ((found,), _) = read(tmp_path / "log.json")
    assert [m.extra for m in found.conversation.messages] == [{}, {"stopped": True}]


def test_messages_of_the_database_are_gathered_by_their_conversation(tmp_path, read):
    def line(name, parent, talk, words, *, person):
        about = {"messageId": name, "parentMessageId": parent, "conversationId": talk, "user": "u"}
        return about | {
            "_id": {"$oid": name},
            "text": words,
            "isCreatedByUser": person,
            "createdAt": {"$date": "2026-01-01"},
        }

    lines = [
        line("1", None, "c", "How deep?", person=True),
        line("7", None, "d", "Hello", person=True),
        line("2", "1", "c", "Nine.", person=False),
        line("3", "1", "c", "Ten.", person=False),
    ]
    text = "".join(json.dumps(one) + "\n" for one in [*lines, None, {"messageId": "9"}])
    (tmp_path / "messages.json").write_text(text)
    found, problems = read(tmp_path / "messages.json")
    assert [(item.conversation.origin_id, item.conversation.user) for item in found] == [("c", "u"), ("d", "u")]
    assert [(m.content, m.parent, m.on_active_path) for m in found[0].conversation.messages] == [
        ("How deep?", None, True),
        ("Nine.", 0, False),
        ("Ten.", 0, True),
    ]
    assert [one.place for one in problems] == ["line 5", "line 6"]
