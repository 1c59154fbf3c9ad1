import json

import pytest

from nfstudio.domain.conversation import Role
from nfstudio.importers import recognise

SAID = [("system", "Be brief."), ("user", "How long?"), ("assistant", "An hour."), ("user", "No, less!")]
GOT = "Half an hour."
LISTED = [{"role": role, "content": words} for role, words in SAID]
PARTED = [{"role": role, "parts": [{"type": "text", "content": words}]} for role, words in SAID]


def span(attributes, **more):
    """A span as the library for Python prints it."""
    about = {"trace_id": "0x1", "span_id": "0x2", "trace_state": "[]"}
    return {"name": "chat", "context": about, "start_time": "2026-03-01T08:00:00.5Z", "attributes": attributes, **more}


def numbered(family, inner, messages):
    return {f"{family}.{i}.{inner}{name}": m[name] for i, m in enumerate(messages) for name in ("role", "content")}


ANSWER = {"role": "assistant", "content": GOT}
FAMILIES = {
    "convention": {
        "gen_ai.input.messages": json.dumps(PARTED),
        "gen_ai.output.messages": json.dumps([{"role": "assistant", "parts": [{"type": "text", "content": GOT}]}]),
    },
    "objects": {
        "gen_ai.system_instructions": [{"type": "text", "content": "Be brief."}],
        "gen_ai.input.messages": PARTED[1:],
        "gen_ai.output.messages": [{"role": "assistant", "parts": [{"type": "text", "content": GOT}]}],
    },
    "OpenLLMetry": {**numbered("gen_ai.prompt", "", LISTED), **numbered("gen_ai.completion", "", [ANSWER])},
    "OpenInference": {
        "openinference.span.kind": "LLM",
        **numbered("llm.input_messages", "message.", LISTED),
        **numbered("llm.output_messages", "message.", [ANSWER]),
    },
    "nested": {
        "openinference": {"span": {"kind": "LLM"}},
        "llm": {"input_messages": [{"message": m} for m in LISTED], "output_messages": [{"message": ANSWER}]},
    },
    "input and output": {
        "openinference.span.kind": "LLM",
        "input.value": json.dumps({"messages": LISTED}),
        "output.value": json.dumps({"choices": [{"message": ANSWER}]}),
    },
    "AI SDK": {"ai.prompt.messages": json.dumps(LISTED), "ai.response.text": GOT, "ai.model.id": "atlas-2"},
    "MLflow": {
        "mlflow.spanType": '"CHAT_MODEL"',
        "mlflow.spanInputs": json.dumps({"messages": LISTED}),
        "mlflow.spanOutputs": json.dumps({"choices": [{"message": ANSWER}]}),
    },
}


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("otlp", [False, True], ids=["as printed", "as sent"])
def test_the_words_of_a_call_are_found_whichever_library_wrote_them(tmp_path, read, family, otlp):
    attributes = FAMILIES[family]
    if otlp:
        if family in ("nested", "objects"):
            return  # OTLP knows no such attributes
        listed = [{"key": name, "value": {"stringValue": value}} for name, value in attributes.items()]
        one = {"traceId": "1", "spanId": "2", "startTimeUnixNano": "1772352000500000000", "attributes": listed}
        value = {"resourceSpans": [{"scopeSpans": [{"spans": [one]}]}]}
    else:
        value = span(attributes)
    path = tmp_path / "trace.json"
    path.write_text(json.dumps(value, indent=1))
    ((found,), problems) = read(path)
    assert problems == []
    said = found.conversation.messages
    assert [(m.role.value, m.content) for m in said] == [*SAID, ("assistant", GOT)]
    assert said[-1].created_at == "2026-03-01T08:00:00Z"


def test_spans_printed_one_after_another_are_one_conversation(tmp_path, read):
    about = {"gen_ai.conversation.id": "t", "gen_ai.request.model": "atlas-2"}
    first = numbered("gen_ai.prompt", "", LISTED[:2]) | numbered("gen_ai.completion", "", LISTED[2:3])
    tool = {"gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "clock", "input.value": "now"}
    path = tmp_path / "console.log"
    spans = [span({**about, **first}), span({**about, **tool}), span({**about, **FAMILIES["OpenLLMetry"]})]
    path.write_text("".join(json.dumps(one, indent=4) + "\n" for one in spans))
    ((found,), problems) = read(path)
    assert problems == []
    assert (found.conversation.origin_id, found.conversation.model) == ("t", "atlas-2")
    assert [m.content for m in found.conversation.messages] == [words for _, words in SAID] + [GOT]


def test_what_a_tool_gave_back_and_pictures_are_not_the_persons_words(lines):
    call = {"type": "tool_call", "id": "c", "name": "clock", "arguments": {}}
    sent = [
        {"role": "user", "parts": [{"type": "text", "content": "Now?"}, {"type": "blob", "content": "AAAA"}]},
        {"role": "assistant", "parts": [call]},
        {"role": "user", "parts": [{"type": "tool_call_response", "id": "c", "response": "noon"}]},
    ]
    got = [{"role": "assistant", "parts": [{"type": "text", "content": "Noon."}], "finish_reason": "stop"}]
    attributes = {"gen_ai.input.messages": json.dumps(sent), "gen_ai.output.messages": json.dumps(got)}
    ((found,), problems) = lines(json.dumps(span(attributes)))
    assert problems == []
    asked, called, result, said = found.conversation.messages
    assert (asked.role, asked.content, asked.extra) == (Role.USER, "Now?", {"attachments": ["blob"]})
    assert called.extra["tool_calls"][0]["name"] == "clock"
    assert (result.role, result.content, said.content) == (Role.TOOL, "noon", "Noon.")


def test_words_that_were_events_of_a_span_are_read(lines):
    events = [
        {"name": "gen_ai.user.message", "attributes": {"content": "[1, 2] is what?"}},
        {"name": "gen_ai.choice", "attributes": {"index": 0, "message": json.dumps({"content": "A list."})}},
    ]
    ((found,), problems) = lines(json.dumps(span({"gen_ai.operation.name": "chat"}, events=events)))
    assert problems == []
    assert [(m.role, m.content) for m in found.conversation.messages] == [
        (Role.USER, "[1, 2] is what?"),
        (Role.ASSISTANT, "A list."),
    ]


def test_a_trace_of_mlflow_keeps_session_user_and_the_thumb_of_a_person(tmp_path, read):
    judged = [
        {"assessment_name": "safe", "source": {"source_type": "LLM_JUDGE"}, "feedback": {"value": True}},
        {"assessment_name": "liked", "source": {"source_type": "HUMAN"}, "feedback": {"value": False}},
    ]
    info = {"trace_id": "tr-1", "trace_metadata": {"mlflow.trace.session": "s", "mlflow.trace.user": "ann"}}
    inputs = {"question": "How long?"}
    about = {"mlflow.spanInputs": json.dumps(inputs), "mlflow.spanOutputs": '"An hour."'}
    root = span({"mlflow.spanType": '"CHAIN"', **about})
    tool = span({"mlflow.spanType": '"TOOL"', "mlflow.spanInputs": '"x"'}, parent_id="0x2")
    path = tmp_path / "trace.json"
    path.write_text(json.dumps({"info": {**info, "assessments": judged}, "data": {"spans": [root, tool]}}))
    ((found,), problems) = read(path)
    assert problems == []
    assert (found.conversation.origin_id, found.conversation.user) == ("s", "ann")
    assert [(m.content, m.rating) for m in found.conversation.messages] == [("How long?", None), ("An hour.", -1)]


def test_spans_that_speak_of_no_model_are_another_programs(tmp_path, only):
    path = tmp_path / "trace.json"
    path.write_text(json.dumps(span({"http.method": "GET"})))
    assert recognise(only(path)) is None
