import json

import pytest

from nfstudio.domain.conversation import Role
from nfstudio.importers import claude

ROOT = "00000000-0000-4000-8000-000000000000"


def message(uuid, sender="human", text="x", **more):
    return {"uuid": uuid, "sender": sender, "text": text, "content": [], **more}


def built(*messages, **fields):
    return claude.build({"uuid": "c", "chat_messages": list(messages), **fields}).conversation.messages


def test_blocks_are_words_and_what_stands_beside_them(samples, read):
    found, problems = read(samples / "claude" / "normal.json")
    assert problems == []
    asked, answer, again = found[0].conversation.messages
    assert (asked.role, asked.created_at, again.parent) == (Role.USER, "2026-03-01T09:00:00Z", 1)
    assert asked.extra == {"attachments": ["pasted text", "map.png"]}
    assert "guide" not in asked.content
    assert answer.content == "Day one: the old town."
    assert answer.extra == {
        "reasoning": "Old town first.",
        "tool_calls": [{"name": "weather", "arguments": {"city": "Lyon"}}, {"name": "weather", "output": "Rain."}],
    }


def test_old_exports_have_text_alone_and_a_note_where_a_block_was(samples, read):
    found, _ = read(samples / "claude" / "normal.json")
    assert [m.content for m in found[1].conversation.messages] == [
        "Draw a cat",
        "Here it is.\nDo you like it?",
        "Lovely 😻",
    ]


def test_regenerated_answers_and_edited_prompts_are_branches_and_the_newest_leaf_is_active(samples, read):
    found, _ = read(samples / "claude" / "branches.json")
    assert [(m.content, m.parent, m.on_active_path) for m in found[0].conversation.messages] == [
        ("Write a sonnet", None, True),
        ("Roses are red.", 0, False),
        ("Shall I compare thee?", 0, True),
        ("Better. And the last line?", 2, False),
        ("Better! Now the last line.", 2, True),
        ("So long lives this.", 4, True),
    ]


def test_the_leaf_that_an_export_names_is_active_though_another_is_newer(samples, read):
    found, _ = read(samples / "claude" / "branches.json")
    assert [(m.parent, m.on_active_path) for m in found[1].conversation.messages] == [
        (None, False),
        (0, False),
        (None, True),
        (2, True),
    ]


def test_a_message_whose_parent_was_deleted_follows_the_one_before():
    messages = built(
        message("a", parent_message_uuid=ROOT),
        message("b", "assistant", parent_message_uuid="gone"),
        message("b", parent_message_uuid="gone"),
    )
    assert [m.parent for m in messages] == [None, 0, 1]


def test_text_counts_only_where_no_block_has_words():
    blocks = [{"type": "text", "text": "new"}, {"type": "text", "text": "words"}]
    assert built(message("a", text="old", content=blocks))[0].content == "new\n\nwords"
    assert built(message("a", text="old", content=[{"type": "token_budget"}]))[0].content == "old"


@pytest.mark.parametrize("kind", [{}, [], 5, None])
def test_a_block_of_an_odd_kind_is_words_when_it_has_any(kind):
    assert built(message("a", content=[{"type": kind, "text": "words"}]))[0].content == "words"


def test_thoughts_before_an_artifact_are_folded_a_thumb_is_kept_and_a_stop_is_told(tmp_path, read):
    messages = [
        {"uuid": "1", "sender": "human", "text": "Make a page"},
        {
            "uuid": "2",
            "sender": "assistant",
            "text": "Sure. <antThinking>A page.</antThinking>\n\nDone.",
            "chat_feedback": {"type": "upvote"},
            "stop_reason": "user_canceled",
        },
    ]
    (tmp_path / "conversations.json").write_text(
        json.dumps([{"uuid": "c", "chat_messages": messages}]), encoding="utf-8"
    )
    answer = read(tmp_path / "conversations.json")[0][0].conversation.messages[1]
    assert (answer.content, answer.rating) == ("Sure. Done.", 1)
    assert answer.extra == {"reasoning": "A page.", "stopped": True}
