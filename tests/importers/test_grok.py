import json

from nfstudio.domain.conversation import Role
from nfstudio.importers import grok


def built(*responses, **fields):
    record = {"conversation": {"conversation_id": "g", **fields}, "responses": [{"response": r} for r in responses]}
    return grok.build(record).conversation.messages


def test_senders_are_known_in_any_letters_and_times_in_both_shapes(samples, read):
    ((found,), _) = read(samples / "grok" / "normal.json")
    messages = found.conversation.messages
    assert [m.role for m in messages] == [Role.USER, Role.ASSISTANT, Role.USER, Role.ASSISTANT]
    assert messages[1].created_at == "2026-03-01T10:00:02Z"
    assert messages[1].extra == {
        "reasoning": "Moon first.",
        "tool_calls": [{"name": "web_search", "output": ["https://tides.example/"]}],
    }
    assert messages[0].extra == {"attachments": ["file-1"]}
    assert (messages[3].extra, found.conversation.model) == ({"stopped": True}, "nova-3")


def test_answers_of_one_parent_are_branches(samples, read):
    (regenerated, chosen), _ = read(samples / "grok" / "branches.json")
    assert [(m.parent, m.on_active_path) for m in regenerated.conversation.messages] == [
        (None, True),
        (0, False),
        (0, True),
        (2, True),
    ]
    assert [m.on_active_path for m in chosen.conversation.messages] == [True, True, False]


def test_responses_that_name_no_parent_follow_one_another():
    messages = built({"message": "a", "sender": "human"}, {"message": "b", "sender": "assistant"})
    assert [m.parent for m in messages] == [None, 0]


def test_a_response_that_came_to_nothing_is_left_out_and_its_child_is_kept():
    messages = built(
        {"response_id": "1", "message": "a", "sender": "human", "parent_response_id": None},
        {"response_id": "2", "message": "", "sender": "ASSISTANT", "parent_response_id": "1", "partial": True},
        {"response_id": "3", "message": "again", "sender": "human", "parent_response_id": "2"},
    )
    assert [(m.content, m.parent) for m in messages] == [("a", None), ("again", 0)]


def test_marks_of_citations_are_cut_and_only_answers_have_a_model(tmp_path, read):
    rendered = (
        '<grok:render card_id="1" type="render_inline_citation">\n<argument name="id">0</argument>\n</grok:render>'
    )
    said = [
        {"response": {"_id": "1", "sender": "human", "message": "Rain?", "model": "grok-4"}},
        {"response": {"_id": "2", "sender": "ASSISTANT", "message": f"Yes{rendered}.", "model": "grok-4"}},
    ]
    (tmp_path / "grok.json").write_text(
        json.dumps({"conversations": [{"conversation": {"id": "c"}, "responses": said}]}), encoding="utf-8"
    )
    messages = read(tmp_path / "grok.json")[0][0].conversation.messages
    assert [(m.content, m.model) for m in messages] == [("Rain?", None), ("Yes.", "grok-4")]
