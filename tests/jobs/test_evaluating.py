import json

import pytest

from nfstudio.errors import StudioError
from nfstudio.jobs.evaluating import evaluate
from nfstudio.jobs.progress import finish


@pytest.fixture
def data(tmp_path):
    """One right claim, one miss, one message that was not judged."""
    record = {
        "conversation_id": "c1",
        "source": "ours",
        "messages": [
            {"role": "user", "content": "Boil an egg."},
            {"role": "assistant", "content": "Nine minutes."},
            {
                "role": "user",
                "content": "Perfect, thank you!",
                "labelled": True,
                "spans": [{"start": 0, "end": 19, "category": "POSITIVE"}],
            },
            {"role": "assistant", "content": "Enjoy."},
            {
                "role": "user",
                "content": "Zebras and xylophones.",
                "labelled": True,
                "spans": [{"start": 0, "end": 22, "category": "AWARE_WITHOUT_CORRECTION"}],
            },
            {"role": "user", "content": "Useless."},
        ],
    }
    path = tmp_path / "data.jsonl"
    path.write_text(json.dumps(record) + "\n\n")
    return path


def test_judged_messages_alone_count(data):
    found = finish(evaluate([data], detector_name="rules"))

    assert (found["detector"], found["messages"]) == ("rules", 2)
    assert found["binary"]["precision"] == 1
    assert found["binary"]["recall"] == 0.5
    assert list(found["per_source"]) == ["ours"]
    assert found["messages_per_second"] > 0


def test_what_came_out_wrong_is_written_where_it_was_asked_for(data, tmp_path):
    finish(evaluate([data], detector_name="rules", errors=tmp_path / "errors.jsonl"))

    (error,) = [json.loads(line) for line in (tmp_path / "errors.jsonl").read_text().splitlines()]
    assert error["content"] == "Zebras and xylophones."
    assert error["gold"] == [{"start": 0, "end": 22, "category": "AWARE_WITHOUT_CORRECTION"}]
    assert error["claims"] == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("{", "line 1: it is no JSON"),
        ('{"messages": 3}', "line 1: there is no list called messages"),
        ('{"messages": []}', "No message"),
        ("3", "line 1: it is no JSON object"),
        ("null", "line 1: it is no JSON object"),
        ("[" * 100_000, "line 1: it is nested too deeply"),
    ],
    ids=range(6),
)
def test_data_of_another_shape_is_told_with_its_line(tmp_path, text, word):
    path = tmp_path / "data.jsonl"
    path.write_text(text)

    with pytest.raises(StudioError, match=word):
        finish(evaluate([path]))


def test_what_cannot_be_read_is_told_in_the_words_of_the_system_alone(tmp_path):
    with pytest.raises(StudioError) as missing:
        finish(evaluate([tmp_path / "none.jsonl"]))
    assert missing.value.sentence == f"{tmp_path / 'none.jsonl'} cannot be read: No such file or directory."

    (tmp_path / "odd.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(StudioError, match=r"odd.jsonl cannot be read: it is no text in UTF-8\."):
        finish(evaluate([tmp_path / "odd.jsonl"]))
