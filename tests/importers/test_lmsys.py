from nfstudio.domain.records import Reason


def test_what_a_moderator_flagged_is_marked(samples, read):
    found, problems = read(samples / "lmsys" / "normal.jsonl")
    assert problems == []
    joke = found[0].conversation
    assert (joke.origin_id, joke.model, joke.language) == ("l-1", "vale-13b", "English")
    assert [dict(m.extra) for m in joke.messages] == [{}, {}, {"toxic": True}, {}]
    assert [m.model for m in joke.messages] == [None, "vale-13b", None, "vale-13b"]


def test_a_battle_is_a_conversation_with_each_model(samples, read):
    found, _ = read(samples / "lmsys" / "branches.jsonl")
    assert [(item.conversation.origin_id, item.conversation.model) for item in found] == [
        ("q-1_a", "vale-13b"),
        ("q-1_b", "cedar-5"),
    ]
    assert [item.conversation.messages[1].content for item in found] == ["5", "4"]
    assert found[0].conversation.created_at == "2026-03-01T08:00:00Z"


def test_broken_records_are_told_of(samples, read):
    found, problems = read(samples / "lmsys" / "broken.jsonl")
    assert [item.place for item in found] == ["line 1"]
    assert [p.reason for p in problems] == [Reason.WRONG_SHAPE, Reason.WRONG_SHAPE, Reason.TRUNCATED]
