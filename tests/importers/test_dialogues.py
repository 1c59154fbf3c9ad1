import json

import pytest

from nfstudio.domain.conversation import Role
from nfstudio.domain.records import Found, Problem, Reason

SAID = (("user", "How do rivers run?"), ("assistant", "Downhill."), ("user", "Thanks!"))


@pytest.mark.parametrize("name", ["dialogue", "dialog", "chat", "turns", "utterances", "thread", "history", "log"])
def test_a_list_of_utterances_is_found_under_the_names_in_use(said_in, name):
    (found,) = said_in([{"id": 1, name: [{"role": role, "content": words} for role, words in SAID]}])
    assert [(m.role, m.content) for m in found.conversation.messages] == list(SAID)


@pytest.mark.parametrize("who", ["speaker", "author", "sender", "role", "from", "type", "name"])
@pytest.mark.parametrize("what", ["text", "message", "utterance", "body"])
@pytest.mark.parametrize("name", ["messages", "conversations", None])
def test_who_speaks_and_what_is_said_may_have_any_of_the_usual_names(said_in, who, what, name):
    talk = [{who: role, what: words} for role, words in SAID]
    (found,) = said_in([talk if name is None else {"id": 1, name: talk}])
    assert [(m.role, m.content) for m in found.conversation.messages] == list(SAID)
    assert [m.parent for m in found.conversation.messages] == [None, 0, 1]


def test_a_question_with_its_answer_is_a_conversation_after_what_was_said_before(said_in):
    (found,) = said_in([{"query": "And now?", "response": "Mars.", "history": [["A planet?", "Venus."]]}])
    assert [m.content for m in found.conversation.messages] == ["A planet?", "Venus.", "And now?", "Mars."]


def test_what_an_instruction_is_about_belongs_to_the_question(said_in):
    (found,) = said_in([{"instruction": "Shorten.", "input": "A long day.", "output": "Day."}])
    assert found.conversation.messages[0].content == "Shorten.\n\nA long day."


def test_a_dialogue_in_a_wrapper_keeps_what_the_wrapper_says(said_in):
    wrapped = {
        "id": "w",
        "payload": {"turns": [{"speaker": "user", "text": "Hi"}, {"speaker": "bot", "text": "Hello"}]},
    }
    (found,) = said_in([wrapped])
    assert (found.conversation.origin_id, found.conversation.messages[1].role) == ("w", Role.ASSISTANT)


def test_an_unknown_speaker_is_kept_as_a_tool_and_never_the_person(said_in):
    good = {"turns": [{"speaker": "user", "text": "Hi"}, {"speaker": "choir", "text": "La"}]}
    bad = {"turns": [{"speaker": "bot", "text": "Hello"}, {"speaker": "choir", "text": "La"}]}
    one, other = said_in([good, bad])
    assert isinstance(one, Found)
    assert [m.role for m in one.conversation.messages] == ["user", "tool"]
    assert one.conversation.messages[1].extra["unknown_role"] == "choir"
    assert isinstance(other, Problem)
    assert "choir" in other.sentence


def words(item):
    return [(m.role.value, m.content) for m in item.conversation.messages]


TWO = [("user", "a"), ("assistant", "b"), ("user", "c"), ("assistant", "d")]


@pytest.mark.parametrize(
    "record",
    [
        {"messages": ["User: a", "Assistant: b", "User: c", "Assistant: d"]},
        {"messages": [{"text": "User: a"}, {"text": "Bot: b"}, {"text": "User: c"}, {"text": "Bot: d"}]},
        {"text": "User: a\nAssistant: b\nUser: c\nAssistant: d"},
        {"conversation": [{"input": "a", "output": "b"}, {"input": "c", "output": "d"}]},
        {"turns": [{"prompt": "a", "response": "b"}, {"prompt": "c", "response": "d"}]},
        {"qa": [{"question": "a", "answer": "b"}, {"question": "c", "answer": "d"}]},
        {"history": [["a", "b"], ["c", "d"]]},
        {"dialog": [["human", "a"], ["ai", "b"], ["human", "c"], ["ai", "d"]]},
        {"instruction": "c", "output": "d", "history": [["a", "b"]]},
        {
            "instruction": "c",
            "output": "d",
            "history": [{"role": "user", "content": "a"}, {"role": "bot", "content": "b"}],
        },
        {"prompt": "c", "response": "d", "history": [{"prompt": "a", "response": "b"}]},
        {"prompt": "Human: a\n\nAssistant: b\n\nHuman: c\n\nAssistant:", "response": "d"},
        {"data": {"turns": [["a", "b"], ["c", "d"]]}},
    ],
)
def test_several_exchanges_are_one_conversation_in_whatever_shape(said_in, record):
    (found,) = said_in([record])
    assert words(found) == TWO


def test_an_exchange_by_itself_is_a_conversation_and_may_have_a_system_message(said_in):
    found = said_in([{"input": "a", "output": "b"}, {"turns": [{"system": "s", "input": "a", "output": "b"}]}])
    assert [words(item) for item in found] == [TWO[:2], [("system", "s"), *TWO[:2]]]


def test_words_with_a_speaker_before_them_stand_alone_in_a_list_too(tmp_path, read):
    path = tmp_path / "said.json"
    path.write_text(json.dumps(["User: a", "Assistant: b", "User: c", "Assistant: d"]), encoding="utf-8")
    ((found,), problems) = read(path)
    assert problems == []
    assert words(found) == TWO


@pytest.mark.parametrize(
    "record",
    [
        {"messages": [{"is_user": True, "text": "a"}, {"is_user": False, "text": "b"}]},
        {"messages": [{"isBot": False, "text": "a"}, {"isBot": True, "text": "b"}]},
        {"data": {"chat": {"messages": [{"sender": "user", "text": "a"}, {"sender": "bot", "text": "b"}]}}},
        [{"type": "human", "data": {"content": "a", "type": "human"}}, {"type": "ai", "data": {"content": "b"}}],
        {"history": [{"type": "human", "data": {"content": "a"}}, {"type": "ai", "data": {"content": "b"}}]},
    ],
)
def test_who_speaks_may_be_a_yes_or_no_and_words_may_lie_deeper(tmp_path, read, record):
    (tmp_path / "said.json").write_text(json.dumps(record), encoding="utf-8")
    ((found,), problems) = read(tmp_path / "said.json")
    assert problems == []
    assert words(found) == TWO[:2]


@pytest.mark.parametrize(
    "texts", [{"1": [["a", "b"], ["c", "d"]], "2": [["x", "y"]]}, ["User: a\nBot: b", "User: c\nBot: d"]]
)
def test_lists_under_ids_and_texts_in_a_list_are_a_conversation_each(tmp_path, read, texts):
    (tmp_path / "said.json").write_text(json.dumps(texts), encoding="utf-8")
    found, problems = read(tmp_path / "said.json")
    assert problems == []
    assert len(found) == 2
    assert words(found[0])[:2] == TWO[:2]


def test_an_empty_list_among_dialogues_is_told(lines):
    found, problems = lines(json.dumps(["User: a", "Bot: b"]), "[]")
    assert [words(item) for item in found] == [TWO[:2]]
    assert [(problem.place, problem.reason) for problem in problems] == [("line 2", Reason.EMPTY)]


@pytest.mark.parametrize("names", [("c1", "c2"), ("monday", "tuesday")])
def test_texts_under_names_are_conversations_and_the_names_their_ids(names, tmp_path, read):
    texts = ["User: hi {x}\nAssistant: hello", 'User: "bye"\nAssistant: ciao\nUser: no']
    path = tmp_path / "chats.json"
    for indent in (None, 1):
        path.write_text(json.dumps(dict(zip(names, texts, strict=True)), indent=indent), encoding="utf-8")
        found, problems = read(path)
        assert not problems
        assert [(item.place, item.conversation.origin_id) for item in found] == [
            ("record 1", names[0]),
            ("record 2", names[1]),
        ]
        assert [m.content for m in found[1].conversation.messages] == ['"bye"', "ciao", "no"]


def test_texts_under_names_are_read_to_where_the_file_was_cut(tmp_path, read):
    whole = json.dumps({f"c{i}": "User: hi\nAssistant: hello" for i in range(5)})
    (tmp_path / "chats.json").write_text(whole[:-20], encoding="utf-8")
    found, problems = read(tmp_path / "chats.json")
    assert [item.conversation.origin_id for item in found] == ["c0", "c1", "c2", "c3"]
    assert [(p.place, p.reason) for p in problems] == [("record 5", Reason.TRUNCATED)]


@pytest.mark.parametrize(
    "names",
    [
        ("user", "bot"),
        ("user_query", "bot_response"),
        ("userMessage", "aiResponse"),
        ("question", "ai_response"),
        ("User Input", "Chatbot Reply"),
        ("query", "llm_answer"),
        ("frage", "antwort"),
        ("question", "réponse"),
    ],
)
def test_a_question_and_its_answer_may_be_spelt_in_many_ways(said_in, names):
    first, second = ({names[0]: a, names[1]: b} for a, b in (("a", "b"), ("c", "d")))
    assert [words(item) for item in said_in([first, second])] == [TWO[:2], TWO[2:]]
    (found,) = said_in([{"turns": [first, second]}])
    assert words(found) == TWO


@pytest.mark.parametrize("names", [("user", "bot"), ("human", "ai"), ("USER", "ASSISTANT")])
def test_words_may_stand_under_the_name_of_who_says_them(said_in, names):
    at = "2026-03-01T10:11:12Z"
    said = [{names[i % 2]: words, "timestamp": at} for i, words in enumerate("abcd")]
    (found,) = said_in([said])
    assert [(m.role, m.content, m.created_at) for m in found.conversation.messages] == [(*one, at) for one in TWO]
    (found,) = said_in([{"history": said}])
    assert words(found) == TWO


@pytest.mark.parametrize("record", [[{"user": "ann"}, {"user": "bob"}], [{"user": "ann", "bot": 1}, {"bot": 2}]])
def test_names_of_people_and_of_programs_are_no_words(said_in, record):
    with pytest.raises(AssertionError):
        said_in([record])


def test_a_thread_of_perplexity_is_its_questions_and_what_is_written_in_answer(said_in):
    def entry(asked, *blocks):
        return {
            "uuid": asked,
            "context_uuid": "t1",
            "thread_title": "Boats",
            "display_model": "turbo",
            "query_str": asked,
            "updated_datetime": "2026-03-01T10:11:12.123456",
            "related_queries": ["what of rafts?"],
            "blocks": list(blocks),
        }

    plan = {"intended_usage": "plan", "plan_block": {"goals": [{"description": "look"}]}}
    answer = {"intended_usage": "ask_text", "markdown_block": {"chunks": ["It ", "floats."], "answer": "It floats.[1]"}}
    bits = {"intended_usage": "ask_text", "markdown_block": {"chunks": ["So ", "it is."]}}
    thread = {"status": "success", "entries": [entry("a?", plan, answer), entry("b?", bits), entry("c?", plan)]}
    (found,) = said_in({**thread, "has_next_page": False})
    talk = found.conversation
    assert (talk.origin_id, talk.title) == ("t1", "Boats")
    assert [(m.role, m.content, m.model) for m in talk.messages] == [
        (Role.USER, "a?", None),
        (Role.ASSISTANT, "It floats.[1]", "turbo"),
        (Role.USER, "b?", None),
        (Role.ASSISTANT, "So it is.", "turbo"),
        (Role.USER, "c?", None),
    ]
    assert talk.messages[1].created_at == "2026-03-01T10:11:12Z"


def test_a_conversation_without_words_does_not_hide_what_the_others_are_made_of(said_in):
    talk = [{"user": "a", "bot": "b"}, {"user": "c", "bot": "d"}]
    empty, found = said_in([{"id": "1", "messages": []}, {"id": "2", "title": "Two", "messages": talk}])
    assert empty.reason is Reason.EMPTY
    assert (found.conversation.title, words(found)) == ("Two", TWO)


def test_an_exchange_whose_day_and_time_of_day_stand_apart_has_both(said_in):
    (found,) = said_in([{"date": "2026-03-01", "time": "10:11:12", "question": "hi", "response": "yo"}])
    assert [m.created_at for m in found.conversation.messages] == ["2026-03-01T10:11:12Z"] * 2


def test_an_exchange_keeps_its_time_and_its_thumb_but_no_stars(said_in):
    talk = [
        {"user": "a", "bot": "b", "timestamp": "2026-01-01 10:00:00", "feedback": "good"},
        {"user": "c", "bot": "d", "timestamp": "2026-01-01 10:01:00", "feedback": 1},
    ]
    (found,) = said_in([{"chat": talk}])
    assert [(m.created_at, m.rating) for m in found.conversation.messages] == [
        ("2026-01-01T10:00:00Z", None),
        ("2026-01-01T10:00:00Z", 1),
        ("2026-01-01T10:01:00Z", None),
        ("2026-01-01T10:01:00Z", None),
    ]


@pytest.mark.parametrize(
    "record",
    [
        {"Tea time": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]},
        {"messages": {"-Nx1": {"sender": "user", "text": "a"}, "-Nx2": {"sender": "bot", "text": "b"}}},
        {
            "sender_id": "x",
            "events": [
                *({"event": "action", "name": "listen"}, {"event": "user", "text": "a"}),
                *({"event": "slot", "name": "n"}, {"event": "bot", "text": "b"}),
            ],
        },
        {
            "messages": [
                {"role": "user", "items": [{"content_type": "text", "text": "a"}]},
                {"role": "assistant", "items": [{"content_type": "text", "text": "b"}]},
            ]
        },
        [
            {"Role": {"Label": "user"}, "Items": [{"$type": "TextContent", "Text": "", "text": "a"}]},
            {"Role": {"Label": "assistant"}, "Items": [{"$type": "TextContent", "text": "b"}]},
        ],
    ],
    ids=["one list under a name of its own", "under ids", "events of Rasa", "Semantic Kernel", "names with capitals"],
)
def test_utterances_are_found_as_further_programs_keep_them(tmp_path, read, record):
    (tmp_path / "said.json").write_text(json.dumps(record), encoding="utf-8")
    ((found,), problems) = read(tmp_path / "said.json")
    assert problems == []
    assert words(found) == TWO[:2]


@pytest.mark.parametrize("name", ["SYSTEM", "Kestrel"])
def test_who_answers_the_person_every_time_is_the_assistant_whatever_its_name(said_in, name):
    talk = [{"speaker": who, "utterance": what} for who, what in zip(["USER", name] * 2, "abcd", strict=True)]
    (found,) = said_in([{"turns": talk}])
    assert words(found) == TWO
    assert "unknown_role" not in found.conversation.messages[1].extra


def test_several_who_are_unknown_are_none_of_them_the_assistant(said_in):
    talk = [{"speaker": who, "text": what} for who, what in zip(["user", "Ann", "user", "Bea"], "abcd", strict=True)]
    (found,) = said_in([{"turns": talk}])
    assert {m.role for m in found.conversation.messages} == {Role.USER, Role.TOOL}


def test_steps_of_a_trajectory_keep_what_tools_gave_back(tmp_path, read):
    steps = [
        {"step_id": 1, "timestamp": "2026-01-01T10:00:00Z", "source": "user", "message": "a"},
        {"step_id": 2, "source": "agent", "message": "b", "reasoning_content": "hm"}
        | {"tool_calls": [{"tool_call_id": "t", "function_name": "ls", "arguments": {}}]}
        | {"observation": {"results": [{"source_call_id": "t", "content": "a.txt"}]}},
        {"step_id": 3, "source": "user", "message": "c"},
    ]
    path = tmp_path / "trajectory.json"
    path.write_text(
        json.dumps({"schema_version": "ATIF-v1.4", "session_id": "s", "agent": {"name": "x"}, "steps": steps})
    )
    ((found,), problems) = read(path)
    assert problems == []
    assert found.conversation.origin_id == "s"
    assert words(found) == [("user", "a"), ("assistant", "b"), ("tool", "a.txt"), ("user", "c")]
    assert found.conversation.messages[1].extra["reasoning"] == "hm"


def test_the_state_of_a_graph_holds_a_conversation_and_nothing_else_of_it_is_one(said_in):
    talk = [{"type": "human", "content": "a", "id": "1"}, {"type": "ai", "content": "b", "id": "2"}]
    (found,) = said_in({"values": {"messages": talk}, "next": []})
    assert words(found) == TWO[:2]
