import json

from nfstudio.domain.conversation import Role
from nfstudio.domain.records import Reason


def test_the_path_of_the_best_ranked_answers_is_active_and_deleted_messages_come_last(samples, read):
    ((found,), problems) = read(samples / "oasst" / "branches" / "trees.jsonl")
    assert problems == []
    assert [(m.content, m.parent, m.on_active_path, m.rating) for m in found.conversation.messages] == [
        ("Name a lake", None, True, None),
        ("The sea.", 0, False, -1),
        ("That is no lake", 1, False, None),
        ("Sorry.", 2, False, None),
        ("Lake Constance.", 0, True, None),
        ("Thank you!", 4, True, None),
        ("", 4, False, None),
    ]
    assert found.conversation.messages[6].extra == {"deleted": True}


def test_flat_messages_of_one_tree_are_one_conversation(samples, read):
    found, problems = read(samples / "oasst" / "branches" / "flat.jsonl")
    assert problems == []
    assert [(item.place, item.conversation.origin_id, len(item.conversation.messages)) for item in found] == [
        ("line 1", "t-11", 3),
        ("line 4", "x-1", 2),
    ]
    assert [(m.content, m.rating, m.on_active_path) for m in found[0].conversation.messages[1:]] == [
        ("The moon.", -1, False),
        ("Primrose Hill.", None, True),
    ]
    assert found[0].conversation.created_at == "2026-03-01T08:00:00Z"


def test_prompters_are_people_and_thumbs_count_for_answers_alone(samples, read):
    ((found,), _) = read(samples / "oasst" / "normal.jsonl")
    assert [(m.role, m.rating) for m in found.conversation.messages] == [
        (Role.USER, None),
        (Role.ASSISTANT, 1),
        (Role.USER, None),
    ]


def test_broken_trees_cost_themselves_alone(samples, read):
    found, problems = read(samples / "oasst" / "broken.jsonl")
    assert [item.conversation.origin_id for item in found] == ["t-1"]
    assert sorted((p.place, p.reason) for p in problems) == [
        ("line 2", Reason.WRONG_SHAPE),
        ("line 3", Reason.WRONG_SHAPE),
        ("line 4", Reason.WRONG_SHAPE),
        ("line 5", Reason.TRUNCATED),
    ]


def test_a_message_whose_ids_say_nothing_still_has_a_place(lines):
    said = {"message_id": "", "parent_id": None, "text": "Name a hill.", "role": "prompter"}
    found, _ = lines(json.dumps(said), name="flat.jsonl")
    assert [item.place for item in found] == ["line 1"]
