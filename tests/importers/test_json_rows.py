import json

import pytest

from nfstudio.domain.conversation import Role
from nfstudio.domain.records import Reason
from nfstudio.importers import recognise
from nfstudio.importers.files import walk


@pytest.fixture
def rows(tmp_path, read):
    """What is found in a file of these records, as lines or as a list."""

    def write(given, *, listed=False):
        path = tmp_path / "rows.jsonl"
        text = json.dumps(given) if listed else "".join(json.dumps(row) + "\n" for row in given)
        path.write_text(text, encoding="utf-8")
        (entry,) = walk([path])
        assert recognise(entry).NAME == "table"
        return read(path)

    return write


def row(talk, role, words, **more):
    return {"conversation_id": talk, "role": role, "content": words, **more}


@pytest.mark.parametrize("listed", [False, True])
def test_a_message_a_record_is_gathered_by_the_id_of_its_conversation(rows, listed):
    given = [
        row("1", "user", "a", timestamp=1760000000),
        row("2", "user", "z"),
        row("1", "assistant", "b", timestamp=1760000005, model="atlas-2"),
    ]
    found, problems = rows(given, listed=listed)
    assert problems == []
    assert [(item.conversation.origin_id, len(item.conversation.messages)) for item in found] == [("2", 1), ("1", 2)]
    first, answer = found[1].conversation.messages
    assert (first.content, first.created_at) == ("a", "2025-10-09T08:53:20Z")
    assert (answer.role, answer.model, answer.parent) == (Role.ASSISTANT, "atlas-2", 0)


def test_lines_of_messages_without_an_id_are_one_conversation(rows):
    ((found,), problems) = rows([{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}])
    assert problems == []
    assert [m.content for m in found.conversation.messages] == ["a", "b"]


def test_exchanges_of_one_session_are_one_conversation(rows):
    given = [
        {"session_id": "1", "question": "a", "answer": "b"},
        {"session_id": "2", "question": "x", "answer": "y"},
        {"session_id": "1", "question": "c", "answer": "d"},
    ]
    found, _ = rows(given)
    assert [[m.content for m in item.conversation.messages] for item in found] == [["x", "y"], ["a", "b", "c", "d"]]


def test_a_record_that_cannot_be_read_costs_itself(rows):
    found, problems = rows([row("1", "user", "a"), row("1", "martian", "!"), 5, row("1", "assistant", "b")])
    assert [m.content for m in found[0].conversation.messages] == ["a", "b"]
    assert [(problem.place, problem.reason) for problem in problems] == [
        ("line 2", Reason.WRONG_SHAPE),
        ("line 3", Reason.WRONG_SHAPE),
    ]


def test_difys_questions_of_one_conversation_belong_together_with_their_thumbs(lines):
    about = {"conversation_id": "c", "inputs": {}}
    rows = [
        {
            "id": "1",
            **about,
            "query": "name a moon",
            "answer": "Mars",
            "created_at": 1,
            "feedback": {"rating": "dislike"},
        },
        {**about, "query": "a moon, I said", "answer": "Io", "created_at": 2, "feedback": None},
    ]
    (found,), problems = lines(*map(json.dumps, rows))
    assert [(m.content, m.rating) for m in found.conversation.messages] == [
        ("name a moon", None),
        ("Mars", -1),
        ("a moon, I said", None),
        ("Io", None),
    ]
    assert problems == []


def test_flowises_messages_are_told_apart_by_their_chats(tmp_path, read):
    rows = [
        {"role": role, "content": f"{words} {chat}", "chatId": chat}
        for chat in "ab"
        for role, words in (("userMessage", "ask"), ("apiMessage", "tell"))
    ]
    (tmp_path / "log.json").write_text(json.dumps(rows), encoding="utf-8")
    found, problems = read(tmp_path / "log.json")
    assert [[(m.role.value, m.content) for m in one.conversation.messages] for one in found] == [
        [("user", "ask a"), ("assistant", "tell a")],
        [("user", "ask b"), ("assistant", "tell b")],
    ]
    assert problems == []


def test_rows_under_numbers_are_gathered_by_their_session(tmp_path, read):
    said = [("s1", "user", "a"), ("s2", "user", "x"), ("s1", "assistant", "b"), ("s2", "assistant", "y")]
    table = {str(i): {"session_id": s, "role": who, "content": what} for i, (s, who, what) in enumerate(said, 1)}
    path = tmp_path / "db.json"
    path.write_text(json.dumps({"messages": table, "users": {"1": {"name": "Ann"}}}))
    found, problems = read(path)
    assert problems == []
    assert [[m.content for m in item.conversation.messages] for item in found] == [["a", "b"], ["x", "y"]]


def test_messages_beside_a_list_of_their_conversations_are_gathered(tmp_path, read):
    said = [("c1", "user", "a"), ("c2", "user", "x"), ("c1", "assistant", "b"), ("c2", "assistant", "y")]
    rows = [{"id": i, "conversationId": c, "role": who, "content": what} for i, (c, who, what) in enumerate(said)]
    tables = {"version": 1, "conversations": [{"id": "c1", "title": "A"}, {"id": "c2", "title": "B"}], "messages": rows}
    path = tmp_path / "backup.json"
    for indent in (None, 2):
        path.write_text(json.dumps(tables, indent=indent))
        found, problems = read(path)
        assert problems == []
        told = {item.conversation.origin_id: [m.content for m in item.conversation.messages] for item in found}
        assert told == {"c1": ["a", "b"], "c2": ["x", "y"]}


def test_rows_whose_words_stand_in_parts_are_gathered_with_what_stands_beside_them(tmp_path, read):
    parts = [{"type": "step-start"}, {"type": "reasoning", "text": "Hm."}, {"type": "text", "text": "Forty metres."}]
    rows = [
        {"id": "1", "chatId": "c", "role": "user", "parts": [{"type": "text", "text": "How deep?"}], "attachments": []},
        {"id": "2", "chatId": "c", "role": "assistant", "parts": parts, "attachments": []},
        {"id": "3", "chatId": "d", "role": "user", "parts": [{"type": "text", "text": "Hello"}], "attachments": []},
    ]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    found, problems = read(tmp_path / "rows.jsonl")
    assert problems == []
    assert [[m.content for m in item.conversation.messages] for item in found] == [
        ["How deep?", "Forty metres."],
        ["Hello"],
    ]
    assert found[0].conversation.messages[1].extra == {"reasoning": "Hm."}


def test_an_answer_that_is_kept_with_its_sources_is_its_words(tmp_path, read):
    told = json.dumps({"text": "Forty metres.", "sources": [], "type": "chat"})
    rows = [{"id": i, "thread_id": 7, "prompt": "How deep?", "response": told} for i in range(2)]
    (tmp_path / "rows.json").write_text(json.dumps(rows))
    (found,), _ = read(tmp_path / "rows.json")
    assert [m.content for m in found.conversation.messages] == ["How deep?", "Forty metres."] * 2


def test_dialogflows_and_botpress_words_stand_in_an_object(rows):
    asked = [("How deep?", "Ten."), ("Sure?", "Yes.")]
    given = [
        {"responseId": "r", "session": "s", "queryResult": {"queryText": one, "fulfillmentText": other}}
        for one, other in asked
    ]
    (found,), problems = rows(given)
    assert problems == []
    assert (found.conversation.origin_id, [m.content for m in found.conversation.messages]) == (
        "s",
        [words for pair in asked for words in pair],
    )
    sent = [("incoming", "How deep?"), ("outgoing", "Ten.")]
    (found,), _ = rows([{"id": d, "conversationId": "c", "direction": d, "payload": {"text": t}} for d, t in sent])
    assert [(m.role, m.content) for m in found.conversation.messages] == [("user", "How deep?"), ("assistant", "Ten.")]


def test_a_session_that_comes_again_names_the_conversation(rows):
    given = [
        {"session": s, "turn": i, "user_input": f"asked {i}", "bot_output": f"told {i}"} for i, s in enumerate("xxy")
    ]
    found, problems = rows(given)
    assert problems == []
    assert [(item.conversation.origin_id, len(item.conversation.messages)) for item in found] == [("x", 4), ("y", 2)]


def test_records_whose_ids_come_again_are_gathered_by_them(rows):
    given = [{"id": i // 2, "role": ("user", "assistant")[i % 2], "content": f"w{i}"} for i in range(6)]
    for listed in (False, True):
        found, problems = rows(given, listed=listed)
        assert problems == []
        assert [[m.content for m in item.conversation.messages] for item in found] == [
            ["w0", "w1"],
            ["w2", "w3"],
            ["w4", "w5"],
        ]
