"""Messages made of parts: those of Vercel's AI SDK, of Gemini's API, and of Anthropic's."""

import json

from nfstudio.domain.conversation import Role


def messages_of(lines, record):
    found, problems = lines(json.dumps(record))
    assert not problems
    return found[0].conversation.messages


def test_a_chat_of_the_ai_sdk_keeps_words_apart_from_tools_and_thoughts(lines):
    asked = [{"type": "text", "text": "Is it windy?"}, {"type": "file", "filename": "map.png", "url": "data:x,AAAA"}]
    answer = [
        {"type": "step-start"},
        {"type": "reasoning", "text": "look it up"},
        {"type": "tool-wind", "toolCallId": "1", "state": "output-available", "input": {"at": "Riga"}, "output": 7},
        {"type": "dynamic-tool", "toolName": "log", "toolCallId": "2", "input": {}, "errorText": "no disk"},
        {"type": "text", "text": "Seven metres a second."},
        {"type": "source-url", "url": "https://wind.example"},
        {"type": "data-progress", "data": 1},
    ]
    messages = [
        {"id": "1", "role": "user", "parts": asked},
        {"id": "2", "role": "assistant", "parts": answer},
        {"id": "3", "role": "user", "parts": [{"type": "text", "text": "In knots, I said."}]},
    ]
    question, told, doubted = messages_of(lines, {"id": "v", "messages": messages})
    assert (question.content, question.extra) == ("Is it windy?", {"attachments": ["map.png"]})
    assert told.content == "Seven metres a second."
    assert told.extra == {
        "reasoning": "look it up",
        "tool_calls": [
            {"name": "wind", "arguments": {"at": "Riga"}, "output": 7},
            {"name": "log", "arguments": {}, "output": "no disk"},
        ],
    }
    assert doubted.content == "In knots, I said."


def test_the_older_ai_sdk_has_its_calls_beside_the_words(lines):
    call = {"state": "result", "toolName": "wind", "args": {"at": "Riga"}, "result": 7}
    answer = {"role": "assistant", "content": "Seven.", "createdAt": "2025-01-01T10:00:04Z", "toolInvocations": [call]}
    file = {"name": "map.png", "contentType": "image/png", "url": "data:x,AAAA"}
    asked = {"role": "user", "content": "Is it windy?", "experimental_attachments": [file]}
    question, told = messages_of(lines, {"messages": [asked, answer]})
    assert question.extra == {"attachments": ["map.png"]}
    assert told.created_at == "2025-01-01T10:00:04Z"
    assert told.extra == {"tool_calls": [{"name": "wind", "arguments": {"at": "Riga"}, "output": 7}]}


GEMINI = {
    "systemInstruction": {"parts": [{"text": "Be brief."}]},
    "contents": [
        {
            "role": "user",
            "parts": [{"text": "Is it windy?"}, {"inlineData": {"mimeType": "image/png", "data": "AAAA"}}],
        },
        {
            "role": "model",
            "parts": [{"text": "hm", "thought": True}, {"functionCall": {"name": "wind", "args": {"at": 1}}}],
        },
        {"role": "user", "parts": [{"functionResponse": {"name": "wind", "response": {"ms": 7}}}]},
        {"role": "model", "parts": [{"text": "Seven."}]},
    ],
}


def test_what_gemini_was_sent_is_read_and_what_a_tool_gave_back_is_not_the_persons(lines):
    told, asked, called, got, answered = messages_of(lines, GEMINI)
    assert (told.role, told.content) == (Role.SYSTEM, "Be brief.")
    assert (asked.content, asked.extra) == ("Is it windy?", {"attachments": ["image/png"]})
    assert called.extra == {"reasoning": "hm", "tool_calls": [{"name": "wind", "arguments": {"at": 1}}]}
    assert (got.role, got.content) == (Role.TOOL, '{"ms": 7}')
    assert answered.content == "Seven."


def test_a_log_of_gemini_s_api_is_a_request_log_with_its_instruction_and_its_answer(lines):
    answer = {"candidates": [{"content": {"role": "model", "parts": [{"text": "Calm now."}]}}]}
    sent = {**GEMINI, "contents": GEMINI["contents"][:1]}
    told, _, answered = messages_of(lines, {"request": sent, "response": answer, "model": "pro"})
    assert (told.content, answered.content, answered.model) == ("Be brief.", "Calm now.", "pro")


def test_a_log_of_anthropic_s_api_keeps_what_stands_beside_its_messages(lines):
    request = {
        "system": [{"type": "text", "text": "Be brief.", "cache_control": {"type": "ephemeral"}}],
        "messages": [{"role": "user", "content": "Is it windy?"}],
        "metadata": {"user_id": "ann"},
    }
    blocks = [{"type": "thinking", "thinking": "hm"}, {"type": "text", "text": "A little."}]
    response = {"type": "message", "role": "assistant", "model": "claude-x", "content": blocks}
    found, _ = lines(json.dumps({"request": request, "response": response}))
    told, _, answered = found[0].conversation.messages
    assert found[0].conversation.user == "ann"
    assert (told.role, told.content) == (Role.SYSTEM, "Be brief.")
    assert (answered.content, answered.model, answered.extra) == ("A little.", "claude-x", {"reasoning": "hm"})


def test_thoughts_and_calls_of_the_responses_api_are_folded_into_the_answer(lines):
    output = [
        {"type": "reasoning", "summary": [{"type": "summary_text", "text": "look it up"}]},
        {"type": "web_search_call", "action": {"query": "wind"}},
        {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "A little."}]},
    ]
    _, answered = messages_of(lines, {"object": "response", "input": "Is it windy?", "output": output})
    assert answered.content == "A little."
    assert answered.extra["reasoning"] == "look it up"
    assert [call["type"] for call in answered.extra["tool_calls"]] == ["web_search_call"]
