import json

import pytest

from nfstudio.importers import recognise, wildchat


def test_model_language_times_and_marks_are_kept(samples, read):
    found, problems = read(samples / "wildchat" / "normal.jsonl")
    assert problems == []
    haiku = found[0].conversation
    assert (haiku.origin_id, haiku.model, haiku.language, haiku.user) == ("h-1", "atlas-2", "English", "ip-1")
    assert haiku.created_at == "2026-03-01T08:00:00Z"
    assert [(m.model, m.created_at, dict(m.extra)) for m in haiku.messages] == [
        (None, None, {}),
        ("atlas-2", "2026-03-01T08:00:05Z", {}),
        (None, None, {"redacted": True}),
        ("atlas-2", None, {"toxic": True}),
    ]
    assert found[1].conversation.language == "French"


@pytest.mark.parametrize("group", [1, 1000])
def test_parquet_gives_the_same_as_json_lines(samples, tmp_path, read, group):
    import polars as pl

    records = [json.loads(line) for line in (samples / "wildchat" / "normal.jsonl").read_text().splitlines()]
    frame = pl.DataFrame(records).with_columns(pl.col("timestamp").str.to_datetime(time_zone="UTC"))
    frame.write_parquet(tmp_path / "x.parquet", row_group_size=group)
    found, problems = read(tmp_path / "x.parquet")
    assert problems == []
    expected, _ = read(samples / "wildchat" / "normal.jsonl")
    assert [item.conversation for item in found] == [item.conversation for item in expected]
    assert [item.place for item in found] == ["row 1", "row 2"]


def test_a_csv_file_holds_the_conversation_as_json_or_as_python_prints_it(tmp_path, only):
    import polars as pl

    said = [{"role": "user", "content": "don't"}, {"role": "assistant", "content": "why?"}]
    rows = {"conversation_hash": ["a", "b"], "conversation": [json.dumps(said), repr(said)]}
    pl.DataFrame(rows).write_csv(tmp_path / "x.csv")
    assert recognise(only(tmp_path / "x.csv")) is wildchat
    first, second = wildchat.read(only(tmp_path / "x.csv"))
    assert first.conversation.messages == second.conversation.messages
    assert [m.content for m in first.conversation.messages] == ["don't", "why?"]
