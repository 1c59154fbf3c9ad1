from nfstudio.domain.conversation import Role
from nfstudio.domain.records import Reason


def test_all_spellings_of_the_list_and_of_its_items_are_read(samples, read):
    found, problems = read(samples / "sharegpt" / "normal.json")
    assert problems == []
    basil, pesto, weather, cups = (item.conversation for item in found)
    assert [m.role for m in basil.messages] == [Role.SYSTEM, Role.USER, Role.ASSISTANT, Role.USER]
    assert [m.role for m in pesto.messages] == [Role.ASSISTANT, Role.USER]
    assert pesto.messages[1].content == 'At the pesto [[ and {braces" in words'
    assert (weather.language, weather.user) == ("English", "abc")
    assert [m.role for m in cups.messages] == [Role.USER, Role.ASSISTANT, Role.TOOL, Role.ASSISTANT]
    assert cups.messages[1].extra == {"tool_calls": ['{"name": "convert"}']}


def test_pieces_of_one_conversation_keep_the_ids_that_tell_so(samples, read):
    found, _ = read(samples / "sharegpt" / "branches.jsonl")
    assert [item.conversation.origin_id for item in found] == ["g_9_0", "g_9_1"]
    assert found[1].conversation.messages[0].role is Role.ASSISTANT


def test_each_broken_record_is_told_of(samples, read):
    found, problems = read(samples / "sharegpt" / "broken.json")
    assert [item.conversation.origin_id for item in found] == ["g_6", "g_10"]
    assert [(p.place, p.reason) for p in problems] == [
        ("record 2", Reason.WRONG_SHAPE),
        ("record 3", Reason.BROKEN_JSON),
        ("after record 3", Reason.WRONG_SHAPE),
        ("record 4", Reason.WRONG_SHAPE),
        ("record 6", Reason.TRUNCATED),
    ]
