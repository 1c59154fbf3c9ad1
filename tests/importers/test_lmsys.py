import json

import pytest

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
    assert [item.conversation.messages[1].rating for item in found] == [-1, 1]
    assert found[0].conversation.created_at == "2026-03-01T08:00:00Z"


@pytest.mark.parametrize(
    ("winner", "ratings"),
    [("model_a", [1, -1]), ("tie", [None, None]), ("tie (bothbad)", [-1, -1]), (None, [None, None]), (3, [None, None])],
)
def test_who_won_a_battle_is_a_thumb_on_the_last_answers(lines, winner, ratings):
    told = [{"role": "user", "content": "2+2?"}, {"role": "assistant", "content": "Hm."}] * 2
    found, _ = lines(json.dumps({"conversation_a": told, "conversation_b": told, "winner": winner}))
    assert [item.conversation.messages[-1].rating for item in found] == ratings
    assert all(item.conversation.messages[1].rating is None for item in found)


def test_broken_records_are_told_of(samples, read):
    found, problems = read(samples / "lmsys" / "broken.jsonl")
    assert [item.place for item in found] == ["line 1"]
    assert [p.reason for p in problems] == [Reason.WRONG_SHAPE, Reason.WRONG_SHAPE, Reason.TRUNCATED]


@pytest.mark.parametrize(
    ("won", "ratings"),
    [({"winner_model_a": "0", "winner_model_b": "1", "winner_tie": "0"}, [-1, 1]), ({"winner": "model_a"}, [1, -1])],
)
def test_a_battle_whose_questions_stand_apart_from_its_answers_is_read_turn_by_turn(tmp_path, read, won, ratings):
    battle = {"id": "7", "model_a": "vale", "model_b": "cedar", "prompt": '["2+2?", "sure?"]'}
    battle |= {"response_a": '["5", "Yes."]', "response_b": '["4", "Yes."]', **won}
    quoted = [",".join('"' + text.replace('"', '""') + '"' for text in row) for row in (battle, battle.values())]
    (tmp_path / "battles.csv").write_text("\n".join(quoted) + "\n")
    found, problems = read(tmp_path / "battles.csv")
    assert problems == []
    assert [[m.content for m in item.conversation.messages] for item in found] == [
        ["2+2?", "5", "sure?", "Yes."],
        ["2+2?", "4", "sure?", "Yes."],
    ]
    assert [item.conversation.messages[-1].rating for item in found] == ratings
