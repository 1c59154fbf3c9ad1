import json

from nfstudio.domain.conversation import Role
from nfstudio.importers import aistudio


def built(*chunks, **fields):
    return aistudio.build({"chunkedPrompt": {"chunks": list(chunks)}, **fields}).conversation.messages


def test_chunks_are_joined_to_answers_and_thoughts_stand_beside_them(samples, read):
    ((found,), _) = read(samples / "aistudio" / "normal.json")
    system, asked, answer, wrong = found.conversation.messages
    assert (system.role, system.content, asked.parent) == (Role.SYSTEM, "Be brief.", 0)
    assert (asked.content, asked.extra) == ("Sum column two", {"attachments": ["driveDocument doc-1"]})
    assert (answer.role, answer.content, answer.model) == (Role.ASSISTANT, "The sum\n\nis 5.", "comet-2")
    assert answer.extra["reasoning"] == "The sheet has two columns."
    assert answer.extra["edited"] is True
    assert [call["name"] for call in answer.extra["tool_calls"]] == ["executableCode", "codeExecutionResult"]
    assert wrong.content == "wrong, it is 6"
    assert found.conversation.title == "normal"


def test_what_was_typed_but_never_sent_is_left_out(samples, read):
    ((found,), _) = read(samples / "aistudio" / "normal.json")
    assert "never sent" not in [m.content for m in found.conversation.messages]


def test_two_things_the_person_said_stay_two_messages(samples, read):
    ((found,), _) = read(samples / "aistudio" / "branches.json")
    assert [m.content for m in found.conversation.messages] == [
        "Name a moon",
        "Io.",
        "Another",
        "of Saturn, I mean",
        "Rhea.",
    ]


def test_a_system_instruction_is_known_in_its_three_shapes():
    chunk = {"role": "user", "text": "hi"}
    assert [m.content for m in built(chunk, systemInstruction={"text": "be"})] == ["be", "hi"]
    assert [m.content for m in built(chunk, systemInstruction="be")] == ["be", "hi"]
    assert [m.content for m in built(chunk, systemInstruction={})] == ["hi"]


def test_a_thought_without_an_answer_is_kept_as_reasoning():
    (message,) = built({"role": "model", "text": "hm", "isThought": True})
    assert (message.content, message.extra) == ("", {"reasoning": "hm"})


def test_a_thought_among_the_parts_of_an_answer_is_kept_folded():
    parts = [{"text": "think", "thought": True}, {"text": "5"}]
    chunks = [{"role": "user", "text": "2 + 2"}, {"role": "model", "parts": parts}]
    found = aistudio.build({"chunkedPrompt": {"chunks": chunks}})
    assert (found.conversation.messages[1].content, found.conversation.messages[1].extra) == (
        "5",
        {"reasoning": "think"},
    )


def test_files_inside_are_named_a_thought_is_told_once_and_an_error_says_so(tmp_path, read):
    chunks = [
        {"role": "user", "text": "What is this?"},
        {"role": "user", "inlineData": {"mimeType": "image/png", "data": "AAAA"}},
        {"role": "model", "text": "A cat?", "isThought": True, "parts": [{"text": "A cat?", "thought": True}]},
        {"role": "model", "text": "A cat.", "errorMessage": "cut"},
    ]
    (tmp_path / "prompt").write_text(json.dumps({"chunkedPrompt": {"chunks": chunks}}), encoding="utf-8")
    messages = read(tmp_path / "prompt")[0][0].conversation.messages
    assert [m.extra for m in messages] == [
        {},
        {"attachments": ["inlineData image/png"]},
        {"reasoning": "A cat?", "error": True},
    ]


def test_words_that_stand_in_parts_alone_are_read_beside_an_empty_text(tmp_path, read):
    parts = [{"text": "Add them.", "thought": True}, {"text": "Four, "}, {"text": "I think."}]
    chunks = [{"role": "user", "text": "2+2?"}, {"role": "model", "text": "", "parts": parts}]
    (tmp_path / "sum").write_text(json.dumps({"runSettings": {}, "chunkedPrompt": {"chunks": chunks}}))
    ((found,), problems) = read(tmp_path / "sum")
    assert problems == []
    assert [m.content for m in found.conversation.messages] == ["2+2?", "Four, I think."]
    assert found.conversation.messages[1].extra["reasoning"] == "Add them."
