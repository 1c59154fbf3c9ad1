import errno
import gzip
import io
import json
import zipfile

from nfstudio.domain.marks import mark_of
from nfstudio.domain.records import Found, FoundAgain, Problem, Reason
from nfstudio.importers import batch, pairs
from nfstudio.importers.files import Entry, walk


def said(item):
    return [(m.role.value, m.content) for m in item.conversation.messages]


WREN = [("system", "Be short."), ("user", "Name a bird"), ("assistant", "Wren")]
TROUT = [("user", "Name a fish"), ("assistant", "Wren"), ("user", "no, a fish"), ("assistant", "Trout")]


def test_requests_have_the_answers_that_lie_in_a_file_beside_them(samples, read):
    found, problems = read(samples / "batch" / "normal" / "requests.jsonl")
    assert problems == []
    assert [said(item) for item in found] == [WREN, TROUT]
    assert [(item.conversation.model, item.conversation.user) for item in found] == [
        ("atlas-2-0301", None),
        ("atlas-2-0301", "ann"),
    ]
    assert found[0].conversation.messages[-1].created_at == "2026-03-01T08:00:00Z"


def test_answers_are_the_same_conversations_under_the_same_names(samples, read):
    asked, _ = read(samples / "batch" / "normal" / "requests.jsonl")
    given, problems = read(samples / "batch" / "normal" / "answers.jsonl")
    assert problems == []
    assert [item.place for item in given] == ["line 1", "line 2"]
    assert [item.conversation for item in given] == [item.conversation for item in asked[::-1]]


def test_further_choices_are_branches(samples, read):
    ((found,), _) = read(samples / "batch" / "branches" / "requests.jsonl")
    assert [(m.content, m.parent, m.on_active_path) for m in found.conversation.messages] == [
        ("Name a tree", None, True),
        ("Elm", 0, True),
        ("Oak", 0, False),
    ]


def test_answers_alone_are_one_problem(samples, tmp_path, read):
    (tmp_path / "out.jsonl").write_bytes((samples / "batch" / "normal" / "answers.jsonl").read_bytes())
    found, (problem,) = read(tmp_path / "out.jsonl")
    assert found == []
    assert (problem.place, problem.reason) == ("line 1", Reason.EMPTY)
    assert "2 calls" in problem.sentence
    assert "beside" in problem.sentence


def test_equal_ids_of_two_batches_are_not_one_conversation(tmp_path, read):
    names = set()
    for number in (1, 2):
        asked = [{"role": "system", "content": "Be short."}, {"role": "user", "content": f"question {number}"}]
        path = tmp_path / str(number) / "in.jsonl"
        path.parent.mkdir()
        path.write_text(json.dumps({"custom_id": "request-1", "body": {"messages": asked}}) + "\n")
        names.add(read(path)[0][0].conversation.origin_id)
    assert len(names) == 2


def test_a_request_that_failed_stands_without_an_answer(samples, tmp_path, read):
    requests = (samples / "batch" / "branches" / "requests.jsonl").read_bytes()
    (tmp_path / "in.jsonl").write_bytes(requests)
    failed = {"custom_id": "q", "response": None, "error": {"code": "rate_limit", "message": "too fast"}}
    (tmp_path / "out.jsonl").write_text(json.dumps(failed) + "\n")
    ((found,), problems) = read(tmp_path / "in.jsonl")
    assert problems == []
    assert said(found) == [("user", "Name a tree")]


def test_batches_of_anthropic_are_read(tmp_path, read):
    asked = {"model": "lark", "system": "Be kind.", "messages": [{"role": "user", "content": "Hi"}]}
    message = {"role": "assistant", "model": "lark-2", "content": [{"type": "text", "text": "Hello"}]}
    (tmp_path / "in.jsonl").write_text(json.dumps({"custom_id": "a", "params": asked}) + "\n")
    result = {"custom_id": "a", "result": {"type": "succeeded", "message": message}}
    (tmp_path / "out.jsonl").write_text(json.dumps(result) + "\n")
    ((found,), _) = read(tmp_path / "in.jsonl")
    assert said(found) == [("system", "Be kind."), ("user", "Hi"), ("assistant", "Hello")]
    assert found.conversation.model == "lark-2"


def test_packed_and_archived_halves_find_each_other(samples, tmp_path):
    folder = samples / "batch" / "normal"
    (tmp_path / "in.jsonl").write_bytes((folder / "requests.jsonl").read_bytes())
    (tmp_path / "out.jsonl.gz").write_bytes(gzip.compress((folder / "answers.jsonl").read_bytes()))
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.write(folder / "requests.jsonl", "b/in.jsonl")
        archive.write(folder / "answers.jsonl", "b/out.jsonl")
        archive.writestr("other/out.jsonl", json.dumps({"custom_id": "request-1", "response": None}))
    for entry in walk([tmp_path]):
        assert isinstance(entry, Entry)
        if "other" not in entry.name:
            items = list(batch.read(entry))
            assert sorted(len(item.conversation.messages) for item in items if isinstance(item, Found)) == [3, 4]
            assert not any(isinstance(item, Problem) for item in items)


def test_geminis_batches_are_joined_by_their_keys(tmp_path, read):
    asked = {
        "contents": [{"role": "user", "parts": [{"text": "name a moon"}]}],
        "systemInstruction": {"parts": [{"text": "Be brief."}]},
    }
    more = {"contents": [{"parts": [{"text": "name a river"}]}]}
    given = {"candidates": [{"content": {"role": "model", "parts": [{"text": "Io"}]}}], "modelVersion": "lark-7b"}
    requests = [{"key": "a", "request": asked}, {"key": "b", "request": more}]
    answers = [{"key": "a", "response": given}, {"key": "b", "error": {"code": 3, "message": "no"}}]
    for name, records in (("asked.jsonl", requests), ("given.jsonl", answers)):
        (tmp_path / name).write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    (one, other), problems = read(tmp_path / "asked.jsonl")
    assert [(m.role.value, m.content) for m in one.conversation.messages] == [
        ("system", "Be brief."),
        ("user", "name a moon"),
        ("assistant", "Io"),
    ]
    assert (one.conversation.model, problems) == ("lark-7b", [])
    assert [m.content for m in other.conversation.messages] == ["name a river"]
    assert [found.conversation for found in read(tmp_path / "given.jsonl")[0]] == [one.conversation, other.conversation]


def test_what_no_writer_takes_costs_no_batch(tmp_path, read):
    asked = '[{"role": "user", "content": "hi \\ud800"}]'
    request = f'{{"custom_id": "a", "body": {{"seed": 123456789012345678901234567890, "messages": {asked}}}}}'
    given = {"choices": [{"message": {"role": "assistant", "content": "yo"}}]}
    answer = json.dumps({"custom_id": "a", "response": {"body": given}})
    (tmp_path / "asked.jsonl").write_text(request + "\n")
    (tmp_path / "given.jsonl").write_text(answer + "\n")
    (found,), problems = read(tmp_path / "given.jsonl")
    assert [m.content for m in found.conversation.messages] == ["hi \ufffd", "yo"]
    assert problems == []


def test_a_half_whose_lines_end_in_returns_is_found(tmp_path, read):
    asked = [{"custom_id": i, "body": {"messages": [{"role": "user", "content": f"ask {i}"}]}} for i in "ab"]
    given = {"choices": [{"message": {"role": "assistant", "content": "yo"}}]}
    answers = [{"custom_id": i, "response": {"body": given}} for i in "ab"]
    (tmp_path / "asked.jsonl").write_bytes("\r".join(map(json.dumps, asked)).encode())
    (tmp_path / "given.jsonl").write_bytes("\r".join(map(json.dumps, answers)).encode())
    found, problems = read(tmp_path / "given.jsonl")
    assert ([[m.content for m in one.conversation.messages] for one in found], problems) == (
        [["ask a", "yo"], ["ask b", "yo"]],
        [],
    )


def written(path, records):
    path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")


def request(name, words):
    return {"custom_id": name, "body": {"model": "lark", "messages": [{"role": "user", "content": words}]}}


def answer(name, words):
    given = {"created": 1772352000, "choices": [{"message": {"role": "assistant", "content": words}}]}
    return {"id": "r", "custom_id": name, "response": {"status_code": 200, "body": given}}


class FullDisk(io.BytesIO):
    """A file for which there is no room."""

    def write(self, _: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def walked(folder):
    """What one walk finds in each file of a folder, by its name."""
    return {entry.file_name: list(batch.read(entry)) for entry in walk([folder]) if isinstance(entry, Entry)}


def test_what_the_first_file_came_to_is_not_built_again_for_the_second(tmp_path):
    names = [f"c-{i}" for i in range(5)]
    written(tmp_path / "answers.jsonl", [answer(name, f"told {name}") for name in reversed(names)])
    written(tmp_path / "requests.jsonl", [request(name, f"ask {name}") for name in [*names, "alone"]])
    found = walked(tmp_path)
    first, again = found["answers.jsonl"], found["requests.jsonl"]
    assert [type(item) for item in again] == [FoundAgain] * 5 + [Found]
    assert [item.place for item in again] == [f"line {i}" for i in range(1, 7)]
    for item, other in zip(again, reversed(first), strict=False):
        assert item.conversation == other.conversation
        assert item.origin_id == other.conversation.origin_id
        assert item.known_by == mark_of(other.conversation)


def test_a_pair_is_known_whichever_way_its_files_are_packed(tmp_path):
    lines = [json.dumps(request(f"c-{i}", f"ask {i}")) + "\n" for i in range(3)]
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress("".join(lines).encode()))
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("in.jsonl", "".join(lines))
        archive.writestr("out.jsonl", json.dumps(answer("c-1", "told")) + "\n")
    written(tmp_path / "b.jsonl", [answer(f"c-{i}", "told") for i in (2, 0, 1)])
    packed = {entry.name.rpartition("/")[2]: list(batch.read(entry)) for entry in walk([tmp_path])}
    for name in ("b.jsonl", "out.jsonl"):
        assert {type(item) for item in packed[name]} == {FoundAgain}
        assert all(mark_of(item.conversation) == item.mark for item in packed[name])


def test_of_several_answers_of_one_name_each_is_its_own_conversation(tmp_path):
    written(tmp_path / "a.jsonl", [answer("c", "one"), answer("c", "two")])
    written(tmp_path / "b.jsonl", [request("c", "ask"), request("c", "ask again")])
    found = walked(tmp_path)
    assert [said(item) for item in found["a.jsonl"]] == [
        [("user", "ask"), ("assistant", "one")],
        [("user", "ask"), ("assistant", "two")],
    ]
    assert [(type(item), said(item)) for item in found["b.jsonl"]] == [
        (FoundAgain, [("user", "ask"), ("assistant", "one")]),
        (Found, [("user", "ask again"), ("assistant", "one")]),
    ]


def test_a_file_that_changes_during_the_walk_is_read_as_it_is_now(tmp_path):
    written(tmp_path / "a.jsonl", [answer("c", "told")])
    written(tmp_path / "b.jsonl", [request("c", "ask")])
    entries = walk([tmp_path])
    list(batch.read(next(entries)))
    written(tmp_path / "b.jsonl", [request("c", "ask otherwise")])
    (found,) = batch.read(next(entries))
    assert type(found) is Found
    assert said(found) == [("user", "ask otherwise"), ("assistant", "told")]


def test_halves_in_any_order_of_files_and_records_find_each_other(tmp_path):
    for part in (1, 2):
        names = [f"c-{part}-{i}" for i in range(3)]
        written(tmp_path / f"in{part}.jsonl", [request(name, f"ask {name}") for name in names])
        written(tmp_path / f"out{part}.jsonl", [answer(name, f"told {name}") for name in reversed(names)])
    found = walked(tmp_path)
    assert {name: [said(item)[0][1] for item in items] for name, items in found.items()} == {
        f"{kind}{part}.jsonl": [f"ask c-{part}-{i}" for i in order]
        for kind, order in (("in", (0, 1, 2)), ("out", (2, 1, 0)))
        for part in (1, 2)
    }
    assert all(len(said(item)) == 2 for items in found.values() for item in items)


def test_without_room_for_marks_both_files_are_read_all_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(pairs, "SpooledTemporaryFile", lambda _: FullDisk())
    monkeypatch.setattr(pairs, "_TOGETHER", 60)
    names = [f"c-{i}" for i in range(5)]
    written(tmp_path / "a.jsonl", [answer(name, "told") for name in names])
    written(tmp_path / "b.jsonl", [request(name, f"ask {name}") for name in names])
    found = walked(tmp_path)
    assert [type(item) for item in found["b.jsonl"]] == [Found] * 5
    assert [item.conversation for item in found["b.jsonl"]] == [item.conversation for item in found["a.jsonl"]]


def test_marks_that_are_more_than_wait_at_once_are_all_known_again(tmp_path, monkeypatch):
    monkeypatch.setattr(pairs, "_TOGETHER", 200)
    names = [f"c-{i}" for i in range(40)]
    written(tmp_path / "a.jsonl", [answer(name, "told") for name in names if name[-1] != "3"])
    written(tmp_path / "b.jsonl", [request(name, f"ask {name}") for name in names])
    first, again = walked(tmp_path).values()
    known = [item for item in again if isinstance(item, FoundAgain)]
    assert [item.known_by for item in known] == [item.known_by for item in first]
    assert len(known) == 36
