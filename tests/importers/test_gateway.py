import json

import pytest

from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.records import Reason
from nfstudio.importers import calls


def record(messages, answer, **more):
    response = {"choices": [{"message": {"role": "assistant", "content": answer}}]}
    return json.dumps({"id": "1", "call_type": "acompletion", "messages": messages, "response": response, **more})


def user(words):
    return {"role": "user", "content": words}


def assistant(words):
    return {"role": "assistant", "content": words}


CHOICES = {"choices": [{"message": assistant("yo")}]}
SPOKEN = [{"type": "text", "text": "yo"}]


def test_calls_of_one_conversation_come_out_once(samples, read):
    found, problems = read(samples / "gateway" / "normal.jsonl")
    assert problems == []
    assert [(item.place, item.conversation.user, len(item.conversation.messages)) for item in found] == [
        ("line 2", "bob", 3),
        ("line 4", "ann", 7),
    ]
    bird = found[1].conversation
    assert [m.content for m in bird.messages] == [
        "Be short.",
        "Name a bird",
        "Wren",
        "a bigger one",
        "Stork",
        "bigger!",
        "Ostrich",
    ]
    assert [m.created_at for m in bird.messages[2::2]] == [
        "2026-03-01T08:00:00Z",
        "2026-03-01T08:01:00Z",
        "2026-03-01T08:02:00Z",
    ]


def test_answers_drawn_again_and_further_choices_are_branches(samples, read):
    ((found,), _) = read(samples / "gateway" / "branches.jsonl")
    assert found.conversation.origin_id == "se-1"
    assert [(m.content, m.parent, m.on_active_path) for m in found.conversation.messages[2:]] == [
        ("Wren", 1, False),
        ("Robin", 1, True),
        ("why?", 3, False),
        ("Because.", 4, False),
        ("Red breast.", 4, False),
        ("who says so?", 3, True),
        ("I do.", 7, True),
    ]


def test_calls_that_programs_make_for_themselves_are_told_of_together(samples, read):
    found, problems = read(samples / "gateway" / "empty.jsonl")
    assert found == []
    assert [(p.place, p.reason) for p in problems] == [("line 1", Reason.EMPTY), ("line 2", Reason.EMPTY)]
    assert problems[0].sentence.startswith("2 calls")
    assert problems[1].sentence.startswith("One call")


@pytest.mark.parametrize(
    "words", ["Generate a title for my article", "summarize this text: ...", "What is a good tag for a cat?"]
)
def test_a_person_may_ask_for_titles_and_summaries(lines, words):
    found, problems = lines(record([user(words)], "Here."))
    assert problems == []
    assert found[0].conversation.messages[0].content == words


@pytest.mark.parametrize(
    "words",
    [
        "GIVE A TITLE TO THIS CONVERSATION",
        "Write tags for the following Dialogue",
        "Titel? A title for the d\u0131alog",
    ],
)
def test_such_calls_are_known_in_any_letter_case(words):
    assert calls.is_side([Message(Role.SYSTEM, "Be short."), Message(Role.USER, words)])


def test_two_people_who_begin_alike_stay_apart_without_a_session(lines):
    found, _ = lines(record([user("hi")], "Hello"), record([user("hi")], "Good day"))
    assert len(found) == 2


def test_an_answer_that_failed_leaves_the_question(lines):
    found, _ = lines(json.dumps({"call_type": "completion", "messages": [user("hi")], "response": None}))
    assert [m.content for m in found[0].conversation.messages] == ["hi"]


@pytest.mark.parametrize(
    "value",
    [
        {"request": {"body": {"messages": [user("hi")], "model": "m"}}, "response": {"body": CHOICES}},
        {"object": "chat.completion", "model": "m", "input_messages": [user("hi")], **CHOICES},
        {"body": {"messages": [user("hi")]}, "model": "m", "response": assistant(SPOKEN)},
        {"messages": [user("hi")], "model": "m", "response": {"output": [{"type": "message", **assistant(SPOKEN)}]}},
        {
            "call_type": "x_completion",
            "model": "m",
            "messages": json.dumps([user("hi")]),
            "response": json.dumps(CHOICES),
        },
        {"messages": [user("hi")], "model": "m", "response": "yo"},
    ],
    ids=["a proxy", "a stored completion", "Anthropic's answer", "OpenAI's responses", "JSON in texts", "plain text"],
)
def test_requests_and_answers_are_found_at_all_usual_places(lines, value):
    found, problems = lines(json.dumps(value))
    assert problems == []
    assert [(m.content, m.model) for m in found[0].conversation.messages] == [("hi", None), ("yo", "m")]


def of_litellm(name, sent, given, **more):
    about = {"id": name, "call_type": "acompletion", "status": "success", "startTime": 1772352000.0 + int(name)}
    return json.dumps({**about, "model": "atlas-2", "messages": sent, "response": given, **more})


def test_calls_whose_words_were_redacted_are_told_of_and_no_conversation(lines):
    hidden = "redacted-by-litellm"
    found, problems = lines(
        of_litellm("1", hidden, {"text": hidden}),
        of_litellm("2", [{"role": "user", "content": hidden}], {"choices": [{"message": {"content": hidden}}]}),
    )
    assert found == []
    assert [problem.sentence for problem in problems] == [
        "2 calls, this the first, were passed over: no words were logged."
    ]


def test_calls_that_send_words_alone_follow_one_another_in_their_session(lines):
    session = {"metadata": {"session_id": "s"}}
    found, problems = lines(
        of_litellm("1", "Name a bird", "Wren", **session),
        of_litellm("2", "no, bigger", "Stork", **session),
        of_litellm("3", "Name a fish", "Trout"),
    )
    assert problems == []
    assert [[m.content for m in item.conversation.messages] for item in found] == [
        ["Name a bird", "Wren", "no, bigger", "Stork"],
        ["Name a fish", "Trout"],
    ]


def test_the_responses_api_keeps_its_input_and_its_output_apart(lines):
    given = {
        "id": "resp_1",
        "object": "response",
        "created_at": 1760000000,
        "model": "atlas-2",
        "instructions": "Be brief.",
        "input": [{"role": "user", "content": [{"type": "input_text", "text": "hi"}]}],
        "output": [
            {"type": "reasoning", "summary": []},
            {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "hello"}]},
        ],
    }
    found, problems = lines(json.dumps(given), json.dumps({**given, "instructions": None, "input": "in a word?"}))
    assert problems == []
    assert [[(m.role.value, m.content) for m in item.conversation.messages] for item in found] == [
        [("system", "Be brief."), ("user", "hi"), ("assistant", "hello")],
        [("user", "in a word?"), ("assistant", "hello")],
    ]


def test_the_responses_api_keeps_calls_of_tools_and_what_they_gave_back(lines):
    sent = [
        {"role": "user", "content": "how late is the tide?"},
        {"type": "function_call", "name": "tide", "arguments": "{}", "call_id": "c"},
        {"type": "function_call_output", "call_id": "c", "output": "06:10"},
    ]
    given = [{"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "At ten past six."}]}]
    (found,), _ = lines(json.dumps({"id": "r", "object": "response", "model": "m", "input": sent, "output": given}))
    assert [(m.role.value, m.content) for m in found.conversation.messages] == [
        ("user", "how late is the tide?"),
        ("assistant", ""),
        ("tool", "06:10"),
        ("assistant", "At ten past six."),
    ]
    assert found.conversation.messages[1].extra["tool_calls"][0]["name"] == "tide"


def test_an_output_beside_its_messages_is_the_answer_unless_the_messages_end_with_it(lines):
    asked = [{"role": "user", "content": "Name a moon."}]
    answered = [*asked, {"role": "assistant", "content": "Io."}]
    for messages in (asked, answered):
        found, problems = lines(json.dumps({"messages": messages, "output": "Io.", "timestamp": 1700000000}))
        assert problems == []
        assert [[m.content for m in item.conversation.messages] for item in found] == [["Name a moon.", "Io."]]
