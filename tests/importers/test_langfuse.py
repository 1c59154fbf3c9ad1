import gzip
import json
import zipfile

import pytest

from nfstudio.importers import companion_of, langfuse, recognise
from nfstudio.importers.files import walk


def trace(**fields):
    whole = {"id": "t", "sessionId": "s", "userId": "u", "timestamp": "2026-03-01T08:00:00Z", "input": "hi"}
    return json.dumps({**whole, "output": "hello", **fields})


def test_traces_of_a_session_follow_one_another_though_the_newest_comes_first(samples, read):
    found, problems = read(samples / "langfuse" / "normal.jsonl")
    assert problems == []
    assert [item.conversation.origin_id for item in found] == ["ls-1", "ls-2"]
    assert [m.content for m in found[0].conversation.messages] == [
        "What is a turtle?",
        "A robot in Logo.",
        "no, I meant the animal",
        "It has a shell.",
    ]
    assert [m.content for m in found[1].conversation.messages] == ["Hi", "Hello", "bye", "Bye."]


def test_the_last_generation_of_a_trace_is_read_and_the_persons_score_is_a_thumb(samples, read):
    ((found,), _) = read(samples / "langfuse" / "branches.json")
    assert [(m.content, m.rating) for m in found.conversation.messages] == [
        ("Name a bird", None),
        ("Wren", None),
        ("no, bigger", None),
        ("Stork", 1),
    ]
    assert found.conversation.model == "atlas-2"


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        ({"name": "user-feedback", "value": 1, "dataType": "NUMERIC"}, 1),
        ({"name": "user-feedback", "value": -1, "dataType": "NUMERIC"}, -1),
        ({"name": "user-feedback", "value": 0, "dataType": "BOOLEAN"}, -1),
        ({"name": "thumbs", "value": 0}, -1),
        ({"name": "user-feedback", "value": 0, "dataType": "NUMERIC"}, None),
        ({"name": "user-rating", "value": 4, "dataType": "NUMERIC"}, None),
        ({"name": "feedback", "stringValue": "thumbs_down", "dataType": "CATEGORICAL"}, -1),
        ({"name": "accuracy", "value": 1, "dataType": "NUMERIC"}, None),
        ({"name": ["user"], "value": [1]}, None),
    ],
)
def test_a_score_is_a_thumb_only_when_a_person_clearly_gave_one(lines, score, expected):
    found, _ = lines(trace(scores=[score], observations=[]))
    assert found[0].conversation.messages[1].rating == expected


def test_inner_steps_are_left_out_without_a_word(lines):
    step = {"id": "o", "traceId": "t", "type": "SPAN", "name": "search", "input": "x", "output": "y"}
    found, problems = lines(json.dumps({**step, "type": "GENERATION"}), json.dumps(step))
    assert len(found) == 1
    assert problems == []


def test_a_table_of_traces_is_read_too(tmp_path, only):
    (tmp_path / "x.csv").write_text(
        'id,timestamp,session_id,user_id,tags,input,output\nt,2026-03-01 08:00:00.123456,s,u,[],"""hi""",hello\n'
    )
    assert recognise(only(tmp_path / "x.csv")) is langfuse
    (found,) = langfuse.read(only(tmp_path / "x.csv"))
    assert [m.content for m in found.conversation.messages] == ["hi", "hello"]
    assert found.conversation.created_at == "2026-03-01T08:00:00Z"


def score(trace, value, *, observation=None, at="2026-03-01T09:00:00Z", name="user-feedback"):
    about = {"id": f"sc-{trace}-{at}", "traceId": trace, "observationId": observation, "timestamp": at}
    return json.dumps({**about, "name": name, "value": value, "dataType": "NUMERIC", "source": "API"})


def ratings(path, only):
    return {
        message.content: message.rating
        for found in langfuse.read(only(path))
        for message in found.conversation.messages
        if message.role.value == "assistant"
    }


@pytest.fixture
def exported(tmp_path):
    """Two traces in the folder `traces`, as the export to a bucket leaves them."""
    (tmp_path / "traces").mkdir()
    (tmp_path / "scores").mkdir()
    lines = [trace(id=name, sessionId=name, input=f"ask {name}", output=f"say {name}") for name in ("t1", "t2")]
    path = tmp_path / "traces" / "2026-03-01.jsonl"
    path.write_text("\n".join(lines) + "\n")
    return path


def test_scores_in_a_folder_of_their_own_are_thumbs_of_the_traces_they_name(exported, only):
    folder = exported.parents[1] / "scores"
    (folder / "a.jsonl").write_text(score("t1", -1) + "\n" + score("t2", 1, name="accuracy") + "\n")
    assert ratings(exported, only) == {"say t1": -1, "say t2": None}


def test_scores_in_a_table_beside_the_traces_are_thumbs_too(exported, only):
    columns = "id,timestamp,project_id,trace_id,observation_id,name,value,string_value,data_type,source,comment"
    rows = [
        "s1,2026-03-01 09:00:00,p,t1,,thumbs,0,,BOOLEAN,API,",
        "s2,2026-03-01 09:00:00,p,t2,,user-feedback,1.0,,,API,",
    ]
    (exported.parent / "lf-scores-export.csv").write_text("\n".join([columns, *rows]) + "\n")
    assert ratings(exported, only) == {"say t1": -1, "say t2": 1}


def test_of_several_scores_the_newest_counts_and_broken_ones_cost_nothing(exported, only):
    folder = exported.parents[1] / "scores"
    early, late = score("t1", 1, at="2026-03-01T09:00:00Z"), score("t1", -1, at="2026-03-02T09:00:00Z")
    (folder / "a.jsonl").write_text("\n".join([late, early, "{broken", score("t2", 1)]) + "\n")
    (folder / "notes.txt").write_text("hello")
    assert ratings(exported, only) == {"say t1": -1, "say t2": 1}


def test_a_score_of_an_observation_stays_with_it_and_one_of_a_trace_goes_to_its_last_answer(tmp_path, only):
    (tmp_path / "observations").mkdir()
    (tmp_path / "scores").mkdir()
    about = {"traceId": "t", "type": "GENERATION", "model": "m"}
    first = {**about, "id": "o1", "startTime": "2026-03-01T08:00:00Z", "input": "one?", "output": "one"}
    second = {**about, "id": "o2", "startTime": "2026-03-01T08:01:00Z", "input": "two?", "output": "two"}
    path = tmp_path / "observations" / "x.jsonl"
    path.write_text(json.dumps(second) + "\n" + json.dumps(first) + "\n")
    (tmp_path / "scores" / "x.jsonl").write_text(score("t", 1) + "\n")
    assert ratings(path, only) == {"one": None, "two": 1}
    (tmp_path / "scores" / "x.jsonl").write_text(score("t", 1) + "\n" + score("t", -1, observation="o1") + "\n")
    assert ratings(path, only) == {"one": -1, "two": 1}


def test_scores_are_found_inside_an_archive_and_packed(exported, tmp_path):
    archive = tmp_path / "export.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.write(exported, "lf/traces/2026-03-01.jsonl")
        packed.writestr("lf/scores/2026-03-01.jsonl.gz", gzip.compress((score("t2", -1) + "\n").encode()))
    entries = list(walk([archive]))
    assert [recognise(entry) for entry in entries] == [langfuse, None]
    assert companion_of(entries[1]) is langfuse
    found = [item.conversation.messages[1].rating for item in langfuse.read(entries[0])]
    assert found == [None, -1]


def test_a_file_of_scores_belongs_to_the_export_only_where_there_is_one(exported, only, tmp_path):
    beside = exported.parents[1] / "scores" / exported.name
    beside.write_text(score("t1", 1) + "\n" + score("t2", 1) + "\n")
    assert recognise(only(beside)) is None
    assert companion_of(only(beside)) is langfuse
    alone = tmp_path / "elsewhere" / "scores"
    alone.mkdir(parents=True)
    (alone / "a.jsonl").write_text(beside.read_text())
    assert companion_of(only(alone / "a.jsonl")) is None


def test_an_observation_alone_whose_messages_lie_deep_keeps_its_answer(tmp_path, read):
    asked = {"args": [[{"role": "user", "content": "2+2?"}]]}
    record = {"id": "o", "trace_id": "t", "type": "GENERATION", "start_time": "2026-01-01 10:00:00.123456"}
    (tmp_path / "one.jsonl").write_text(json.dumps(record | {"input": asked, "output": "4", "model": "m"}) + "\n")
    ((found,), problems) = read(tmp_path / "one.jsonl")
    assert problems == []
    assert [m.content for m in found.conversation.messages] == ["2+2?", "4"]
    assert found.conversation.messages[1].model == "m"
