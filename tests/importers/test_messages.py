import json

import pytest

from nfstudio.domain.conversation import Role
from nfstudio.domain.records import Reason


def test_ids_titles_models_times_and_people_are_kept(samples, read):
    found, problems = read(samples / "messages" / "normal.jsonl")
    assert problems == []
    oats, photo, *_ = (item.conversation for item in found)
    assert (oats.origin_id, oats.title, oats.model, oats.user) == ("m-1", "Oats", "atlas-2", "u7")
    assert oats.created_at == "2026-03-01T08:00:00Z"
    assert (photo.origin_id, photo.model, photo.language) == ("12", "lark-mini", "en")
    assert photo.created_at == "2026-03-01T08:00:00Z"
    assert [item.place for item in found] == [f"line {n}" for n in range(1, 6)]


def test_parts_calls_and_ratings_are_sorted_into_their_places(samples, read):
    found, _ = read(samples / "messages" / "normal.jsonl")
    asked, called, looked, answered, faulted = found[1].conversation.messages
    assert asked.content == "What is on this photo?\nAnd where?"
    assert asked.extra == {"attachments": ["image_url"]}
    assert (called.content, called.extra["tool_calls"][0]["id"]) == ("", "t1")
    assert (looked.role, looked.extra) == (Role.TOOL, {"name": "look"})
    assert (answered.rating, answered.model, answered.created_at) == (-1, "lark-mini", "2026-03-01T08:00:20Z")
    assert (faulted.role, faulted.parent, faulted.rating) == (Role.USER, 3, None)


def test_prompt_and_completion_make_a_conversation_and_a_label_is_a_thumb(samples, read):
    found, _ = read(samples / "messages" / "normal.jsonl")
    assert [(m.role, m.content, m.rating) for m in found[2].conversation.messages] == [
        (Role.USER, "Name a moon.", None),
        (Role.ASSISTANT, "Io.", 1),
    ]
    assert [m.content for m in found[3].conversation.messages] == ["Name a river.", "Daugava."]


def test_a_rejected_answer_is_a_branch_beside_the_chosen_one(samples, read):
    for found in read(samples / "messages" / "branches.jsonl")[0]:
        question, chosen, rejected = found.conversation.messages
        assert (chosen.parent, rejected.parent) == (0, 0)
        assert (question.on_active_path, chosen.on_active_path, rejected.on_active_path) == (True, True, False)


def test_each_broken_record_is_told_of_by_line_and_reason(samples, read):
    found, problems = read(samples / "messages" / "broken.jsonl")
    assert [item.place for item in found] == ["line 1", "line 5", "line 6"]  # of the last, one message could be read
    assert found[1].conversation.messages[0].content == "nan is fine \ufffd here"
    assert [(p.place, p.reason) for p in problems] == [
        ("line 2", Reason.BROKEN_JSON),
        ("line 4", Reason.WRONG_SHAPE),
        ("line 6", Reason.WRONG_SHAPE),
        ("line 7", Reason.WRONG_SHAPE),
        ("line 8", Reason.TRUNCATED),
    ]
    assert problems[1].sentence == "Message 1 has the unknown role 'martian'."


def test_a_file_that_is_one_list_of_messages_is_one_conversation(tmp_path, read):
    (tmp_path / "x.json").write_text('[\n {"role": "user", "content": "a"},\n {"role": "assistant", "content": "b"}\n]')
    (found,), problems = read(tmp_path / "x.json")
    assert [message.content for message in found.conversation.messages] == ["a", "b"]
    assert problems == []


def test_conversations_wrapped_in_an_object_are_found(tmp_path, read):
    (tmp_path / "x.json").write_text('{"data": [{"messages": [{"role": "user", "content": "a"}]}]}')
    (found,), problems = read(tmp_path / "x.json")
    assert (found.place, problems) == ("record 1", [])


def rated(*ratings):
    parts = [f'{{"role": "assistant", "content": "x", "rating": {rating}}}' for rating in ratings]
    return f'{{"messages": [{", ".join(parts)}]}}'


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((1, -1), [1, -1]),
        ((1, 4), [None, None]),
        (("true",), [None]),
        (('"5"',), [None]),
        (('"thumbs up"', '{"rating": "thumbsDown"}'), [1, -1]),
        (("0.5",), [None]),
    ],
)
def test_only_clear_thumbs_are_ratings(lines, given, expected):
    (found,), _ = lines(rated(*given))
    assert [message.rating for message in found.conversation.messages] == expected


def test_results_of_tools_that_pose_as_the_person_belong_to_the_tool(lines):
    (found,), _ = lines(
        '{"messages": [{"role": "user", "content": "go"}, {"role": "assistant", "content": [{"type": "thinking", '
        '"thinking": "hm"}, {"type": "tool_use", "id": "t", "name": "ls", "input": {"n": NaN}}]}, {"role": "user", '
        '"content": [{"type": "tool_result", "tool_use_id": "t", "content": [{"type": "text", "text": "a.txt"}]}]}]}'
    )
    _, call, result = found.conversation.messages
    assert call.extra["reasoning"] == "hm"
    assert call.extra["tool_calls"][0]["input"] == {"n": None}
    assert (result.role, result.content) == (Role.TOOL, "a.txt")


def test_data_nested_without_end_is_a_problem_of_its_record(lines):
    deep = '{"$date": ' * 900 + "1" + "}" * 900
    calls = "[" * 900 + "]" * 900
    found, problems = lines(
        f'{{"created_at": {deep}, "messages": [{{"role": "user", "content": "a", "rating": {deep}}}]}}',
        f'{{"messages": [{{"role": "user", "content": "b", "tool_calls": {calls}}}]}}',
    )
    assert [item.place for item in found] == ["line 1"]
    assert [(p.place, p.sentence) for p in problems] == [
        ("line 2", "It holds data nested more than 100 levels deep."),
    ]


def test_an_export_of_chatbot_ui_keeps_its_models(tmp_path, read):
    said = [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "yo"}]
    chat = {"id": "1", "name": "N", "messages": said, "model": {"id": "atlas-2", "name": "Atlas"}, "folderId": None}
    whole = {"version": 4, "history": [chat], "folders": [], "prompts": []}
    (tmp_path / "x.json").write_text(json.dumps(whole))
    ((found,), _) = read(tmp_path / "x.json")
    assert (found.conversation.title, found.conversation.model) == ("N", "atlas-2")


def test_a_flat_file_of_an_old_lm_studio_keeps_its_time(tmp_path, read):
    said = [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "yo"}]
    (tmp_path / "x.json").write_text(json.dumps({"name": "Old", "createdAt": 1772352000000, "messages": said}))
    ((found,), _) = read(tmp_path / "x.json")
    assert found.conversation.created_at == "2026-03-01T08:00:00Z"


def test_what_a_request_says_to_the_model_beside_its_messages_is_kept(lines):
    (found,), _ = lines('{"system": "Be brief.", "messages": [{"role": "user", "content": "Hi"}]}')
    said = [(m.role, m.content) for m in found.conversation.messages]
    assert said == [("system", "Be brief."), ("user", "Hi")]


def test_a_result_beside_words_of_the_person_is_kept_folded(lines):
    result = {"type": "tool_result", "tool_use_id": "1", "content": [{"type": "text", "text": "4 files"}]}
    said = {"role": "user", "content": [result, {"type": "text", "text": "and this"}]}
    ((found,), _) = lines(json.dumps({"messages": [said, {"role": "assistant", "content": "ok"}]}))
    (message, _) = found.conversation.messages
    assert (message.role, message.content) == ("user", "and this")
    assert message.extra == {"tool_calls": [{"name": "tool", "output": "4 files"}]}


@pytest.mark.parametrize("beside", [{"system_prompt": "s"}, {"systemPrompt": "s"}, {"prompt": "s", "folderId": None}])
def test_what_is_said_to_the_model_beside_the_messages_is_a_system_message(lines, beside):
    ((found,), _) = lines(json.dumps({"messages": [{"role": "user", "content": "a"}], **beside}))
    assert [(m.role, m.content) for m in found.conversation.messages] == [("system", "s"), ("user", "a")]


def test_a_prompt_that_both_sides_repeat_is_said_once(lines):
    asked = {"role": "user", "content": "Name a moon."}
    sides = {
        side: [asked, {"role": "assistant", "content": name}] for side, name in (("chosen", "Io"), ("rejected", "Mars"))
    }
    found, _ = lines(json.dumps({"prompt": "Name a moon.", "prompt_id": "p", **sides}))
    assert [(m.content, m.parent) for m in found[0].conversation.messages] == [
        ("Name a moon.", None),
        ("Io", 0),
        ("Mars", 0),
    ]


def test_preferences_in_openai_s_shape_are_read(lines):
    record = {
        "input": {"messages": [{"role": "user", "content": "Name a moon."}], "tools": []},
        "preferred_output": [{"role": "assistant", "content": "Io"}],
        "non_preferred_output": [{"role": "assistant", "content": "Mars"}],
    }
    found, problems = lines(*[json.dumps(record)] * 2)
    assert not problems
    assert [(m.content, m.on_active_path) for m in found[0].conversation.messages] == [
        ("Name a moon.", True),
        ("Io", True),
        ("Mars", False),
    ]


def test_title_model_times_and_thumbs_are_found_under_the_names_of_other_programs(lines):
    messages = [
        {"role": "user", "content": "Name a moon.", "createdAt": "2025-04-01T10:00:00.000Z"},
        {"role": "assistant", "content": "Mars", "createdAt": "2025-04-01T10:00:02.000Z", "reaction": "dislike"},
    ]
    found, _ = lines(json.dumps({"id": "t", "chatTitle": "Moons", "config": {"model": "lark"}, "messages": messages}))
    one = found[0].conversation
    assert (one.title, one.model) == ("Moons", "lark")
    assert [(m.created_at, m.rating) for m in one.messages] == [
        ("2025-04-01T10:00:00Z", None),
        ("2025-04-01T10:00:02Z", -1),
    ]


def test_parts_whose_words_are_a_value_or_a_content_are_read(lines):
    talk = [
        {"role": "user", "content": [{"type": "text", "value": "Name a moon."}], "loss_weight": 0.0},
        {
            "role": "assistant",
            "content": [{"type": "reasoning", "value": "Jupiter's"}, {"type": "text", "content": "Io"}],
        },
    ]
    ((found,), problems) = lines(json.dumps({"messages": talk}))
    assert not problems
    assert [(m.content, m.extra) for m in found.conversation.messages] == [
        ("Name a moon.", {}),
        ("Io", {"reasoning": "Jupiter's"}),
    ]


def test_a_preference_of_two_whole_conversations_is_one_with_a_branch(lines):
    sides = [
        [{"role": "user", "content": "Name a moon."}, {"role": "assistant", "content": answer}]
        for answer in ("Io", "Mars")
    ]
    found, problems = lines(json.dumps({"chosen_messages": sides[0], "rejected_messages": sides[1]}))
    assert not problems
    assert [(m.content, m.on_active_path) for m in found[0].conversation.messages] == [
        ("Name a moon.", True),
        ("Io", True),
        ("Mars", False),
    ]


@pytest.mark.parametrize(
    "said",
    ["<think>\nTwo and two.\n</think>\n\nFour.", "Two and two.\n</think>\n\nFour.", "<think>Two and two.</think>Four."],
)
def test_what_an_answer_thinks_stands_beside_its_words_and_a_persons_marks_stay(said, read, tmp_path):
    asked = {"role": "user", "content": "<think> is a tag: 2+2?</think>"}
    record = {"messages": [asked, {"role": "assistant", "content": said}, asked]}
    named = {"messages": [asked, {"role": "assistant", "content": said, "name": "Bo"}]}
    preferred = {"prompt": "2+2?", "chosen": [asked, {"role": "assistant", "content": said}], "rejected": "Five."}
    (tmp_path / "log.jsonl").write_text("".join(json.dumps(one) + "\n" for one in (record, named, preferred)))
    found, problems = read(tmp_path / "log.jsonl")
    assert problems == []
    for item in found:
        person, answer, *_ = item.conversation.messages
        assert person.content == asked["content"]
        assert (answer.content, answer.extra["reasoning"]) == ("Four.", "Two and two.")


def test_thoughts_of_lists_are_told_by_the_same_rule_in_tables_and_logs_of_calls(read, tmp_path):
    (tmp_path / "table.csv").write_text('prompt,response\n2+2?,"<think>Two and two.</think>Four."\n')
    call = {"call_type": "completion", "status": "success", "messages": [{"role": "user", "content": "2+2?"}]}
    answer = {"role": "assistant", "content": "<think>Two and two.</think>Four."}
    (tmp_path / "calls.jsonl").write_text(json.dumps(call | {"response": {"choices": [{"message": answer}]}}) + "\n")
    for name in ("table.csv", "calls.jsonl"):
        found, _ = read(tmp_path / name)
        (_, said) = found[0].conversation.messages
        assert (said.content, said.extra["reasoning"]) == ("Four.", "Two and two."), name


@pytest.mark.parametrize("name", ["completion", "answer", "reply", "ideal"])
def test_an_answer_that_stands_beside_the_messages_is_theirs(name, read, tmp_path):
    asked = [{"role": "system", "content": "Be short."}, {"role": "user", "content": "Name a moon."}]
    answered = [*asked, {"role": "assistant", "content": "Io."}]
    records = [{"messages": asked, name: "Io."}, {"messages": answered, name: "Io."}, {"messages": asked, name: 7}]
    (tmp_path / "log.jsonl").write_text("".join(json.dumps(one) + "\n" for one in records))
    found, problems = read(tmp_path / "log.jsonl")
    assert problems == []
    assert [[m.content for m in item.conversation.messages][2:] for item in found] == [["Io."], ["Io."], []]
