import json

import pytest

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


def test_pieces_of_one_conversation_that_stand_together_are_joined(samples, read):
    ((found,), problems) = read(samples / "sharegpt" / "branches.jsonl")
    assert problems == []
    assert found.place == "line 1"
    assert found.conversation.origin_id == "kQ3xZ9a"
    assert [(m.role, m.content, m.parent) for m in found.conversation.messages] == [
        (Role.USER, "Tell me a long story.", None),
        (Role.ASSISTANT, "Once upon a time", 0),
        (Role.ASSISTANT, "there was a lighthouse.", 1),
        (Role.USER, "go on", 2),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [("identity_0", "identity_1"), ("kQ3xZ9a_0", "kQ3xZ9a_2"), ("kQ3xZ9a_1", "bR4yW8c_2"), ("kQ3xZ9a", "kQ3xZ9a_1")],
    ids=["counted by a set", "a piece is missing", "another conversation", "no piece"],
)
def test_whole_conversations_with_ids_that_look_alike_stay_apart(lines, first, second):
    said = [{"from": "human", "value": "hi"}]
    found, _ = lines(*(json.dumps({"id": name, "conversations": said}) for name in (first, second)))
    assert [item.conversation.origin_id for item in found] == [first, second]


def test_a_broken_record_parts_the_pieces_around_it(lines):
    said = [{"from": "human", "value": "hi"}]
    first, second = (json.dumps({"id": f"kQ3xZ9a_{i}", "conversations": said}) for i in (0, 1))
    found, problems = lines(first, "{broken", second)
    assert [item.place for item in found] == ["line 1", "line 3"]
    assert [problem.place for problem in problems] == ["line 2"]


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


def test_an_answer_taken_from_a_page_loses_its_markup_and_one_about_markup_keeps_it(lines):
    page = '<div class=\\"markdown prose\\"><p>Boil &amp; wait.</p><ul><li>nine minutes</li></ul></div>'
    about = "<div>What was asked for.</div>"
    turns = [f'{{"from": "gpt", "value": "{words}"}}' for words in (page, about)]
    said = ", ".join(['{"from": "human", "value": "How?"}', *turns])
    (found,), _ = lines(f'{{"id": "x", "conversations": [{said}]}}')
    _, first, second = (message.content for message in found.conversation.messages)
    assert "<" not in first
    assert "Boil & wait." in first
    assert "nine minutes" in first
    assert second == about


def test_of_a_preference_the_chosen_answer_is_kept_and_the_rejected_one_stands_beside_it(lines):
    asked = [{"from": "human", "value": "Name a moon."}]
    both = {"chosen": {"from": "gpt", "value": "Io"}, "rejected": {"from": "gpt", "value": "Mars"}}
    same = {"chosen": {"from": "gpt", "value": "Io"}, "rejected": {"from": "gpt", "value": "Io"}}
    found, problems = lines(*[json.dumps({"conversations": asked, **more}) for more in (both, same, {"chosen": None})])
    assert not problems
    told = [[(m.content, m.parent, m.on_active_path) for m in item.conversation.messages] for item in found]
    assert told == [
        [("Name a moon.", None, True), ("Io", 0, True), ("Mars", 0, False)],
        [("Name a moon.", None, True), ("Io", 0, True)],
        [("Name a moon.", None, True)],
    ]
