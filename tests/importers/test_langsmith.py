import json

import pytest

from nfstudio.domain.conversation import Role


def run(inputs, outputs, **fields):
    return json.dumps({"id": "r", "run_type": "chain", "inputs": inputs, "outputs": outputs, **fields})


def test_serialised_messages_of_a_thread_are_one_conversation(samples, read):
    found, problems = read(samples / "langsmith" / "normal.jsonl")
    assert problems == []
    assert [item.conversation.origin_id for item in found] == ["th-1", "r3"]
    assert [(m.role, m.content, m.rating) for m in found[0].conversation.messages] == [
        (Role.SYSTEM, "Be kind.", None),
        (Role.USER, "Name a tree", None),
        (Role.ASSISTANT, "Oak", -1),
        (Role.USER, "a smaller one", None),
        (Role.ASSISTANT, "Hazel", None),
    ]
    assert found[0].conversation.model == "atlas-2"


def test_an_answer_drawn_again_is_a_branch(samples, read):
    ((found,), _) = read(samples / "langsmith" / "branches.jsonl")
    assert [(m.content, m.parent, m.on_active_path) for m in found.conversation.messages] == [
        ("Name a bush", None, True),
        ("Box", 0, False),
        ("Broom", 0, True),
    ]


@pytest.mark.parametrize(
    ("inputs", "outputs"),
    [
        ({"question": "hi"}, {"answer": "yo"}),
        ({"input": {"messages": [{"type": "human", "content": "hi"}]}}, {"output": {"type": "ai", "content": "yo"}}),
        ({"messages": [["human", "hi"]]}, {"generations": [[{"text": "yo"}]]}),
        ({"messages": [{"role": "user", "content": "hi"}]}, {"messages": [{"role": "assistant", "content": "yo"}]}),
    ],
)
def test_inputs_and_outputs_of_all_usual_shapes_are_read(lines, inputs, outputs):
    found, problems = lines(run(inputs, outputs))
    assert problems == []
    assert [(m.role, m.content) for m in found[0].conversation.messages] == [(Role.USER, "hi"), (Role.ASSISTANT, "yo")]


@pytest.mark.parametrize(("mean", "expected"), [(1.0, 1), (0, -1), (-1, -1), (0.5, None), (None, None)])
def test_only_a_thumb_of_one_mind_is_a_rating(lines, mean, expected):
    found, _ = lines(run({"input": "hi"}, {"output": "yo"}, feedback_stats={"user_score": {"n": 1, "avg": mean}}))
    assert found[0].conversation.messages[1].rating == expected


def test_the_session_id_of_a_run_is_its_project_and_no_thread(lines):
    found, _ = lines(
        run({"input": "a"}, {"output": "b"}, id="1", session_id="p"),
        run({"input": "c"}, {"output": "d"}, id="2", session_id="p"),
    )
    assert [item.conversation.origin_id for item in found] == ["1", "2"]
