import json
import shutil

from nfstudio.domain.records import Reason


def line(i, role, text, at=1772352000, **more):
    content = [{"type": "text", "text": {"value": text, "annotations": []}}]
    record = {"id": i, "object": "thread.message", "thread_id": "t", "role": role, "content": content, "created_at": at}
    return json.dumps(record | more)


def test_a_thread_is_a_conversation_with_title_and_model_of_the_file_beside_it(samples, tmp_path, read):
    shutil.copy(samples / "jan" / "normal" / "messages.jsonl", tmp_path)
    ((alone,), _) = read(tmp_path / "messages.jsonl")
    shutil.copy(samples / "jan" / "normal" / "thread.json", tmp_path)
    ((found,), problems) = read(tmp_path / "messages.jsonl")
    assert problems == []
    assert (found.conversation.title, found.conversation.model) == ("Knots", "lark-7b")
    assert (alone.conversation.title, alone.conversation.model) == (None, None)
    asked, answer, again = found.conversation.messages
    assert (asked.extra, again.extra) == ({"attachments": ["image_url"]}, {"attachments": ["file-9"]})
    assert answer.content == "Make a loop, then ..."
    assert answer.extra["reasoning"] == "Rabbit and tree.\n\nShort."
    assert answer.extra["tool_calls"][0]["output"] == "a page"


def test_times_are_seconds_in_old_files_and_milliseconds_in_new_ones(samples, read):
    ((found,), _) = read(samples / "jan" / "branches" / "messages.jsonl")
    assert [m.created_at[11:] for m in found.conversation.messages] == [
        "08:00:00Z",
        "08:00:01Z",
        "08:00:09Z",
        "08:00:10Z",
    ]


def test_an_answer_that_was_stopped_says_so(samples, read):
    ((found,), _) = read(samples / "jan" / "branches" / "messages.jsonl")
    assert [m.extra for m in found.conversation.messages] == [{}, {"stopped": True}, {}, {}]


def test_messages_stand_in_order_of_time_whatever_the_order_of_lines(lines):
    ((found,), _) = lines(line("2", "assistant", "b", 1772352001), line("1", "user", "a", 1772352000))
    assert [(m.content, m.parent) for m in found.conversation.messages] == [("a", None), ("b", 0)]


def test_lines_of_two_threads_are_two_conversations(lines):
    found, _ = lines(line("1", "user", "a"), line("2", "user", "b", thread_id="u"), line("3", "assistant", "c"))
    assert [[m.content for m in item.conversation.messages] for item in found] == [["a", "c"], ["b"]]
    assert [item.conversation.origin_id for item in found] == ["t", "u"]


def test_a_broken_file_beside_it_is_a_problem_of_its_own(lines, tmp_path):
    (tmp_path / "thread.json").write_text("{oops")
    ((found,), (problem,)) = lines(line("1", "user", "a"), name="messages.jsonl")
    assert (problem.place, problem.reason) == ("thread.json", Reason.BROKEN_JSON)
    assert found.conversation.title is None


def test_newer_threads_keep_their_model_beside_and_calls_in_the_metadata(tmp_path, read):
    made = {
        "tool": {"function": {"name": "find", "arguments": "{}"}},
        "response": {"content": [{"type": "text", "text": "7"}]},
    }
    said = [
        {"role": "user", "content": [{"type": "text", "text": {"value": "How many?"}}]},
        {
            "role": "assistant",
            "content": [{"type": "text", "text": {"value": "Seven."}}],
            "metadata": {"tool_calls": [made]},
        },
    ]
    text = "".join(json.dumps({"object": "thread.message", "thread_id": "t", **one}) + "\n" for one in said)
    (tmp_path / "messages.jsonl").write_text(text, encoding="utf-8")
    (tmp_path / "thread.json").write_text(json.dumps({"id": "t", "model": {"id": "lark-7b"}}), encoding="utf-8")
    one = read(tmp_path / "messages.jsonl")[0][0].conversation
    assert one.model == "lark-7b"
    assert one.messages[1].extra == {"tool_calls": [{"name": "find", "arguments": "{}", "output": "7"}]}
