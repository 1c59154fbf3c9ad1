import json
import logging

import pytest
from building import feedback, run, take_in, talk

from nfstudio.domain.feedback import Category, Verdict
from nfstudio.errors import StudioError
from nfstudio.exporters.validate import validate
from nfstudio.jobs.exporting import export_dataset
from nfstudio.jobs.progress import finish
from nfstudio.store import outcomes, review


@pytest.fixture
def reviewed(project):
    """Three judged answers: one praised and confirmed, one complained about (undecided), one rejected claim."""
    take_in(
        project,
        talk("s Be brief.", "u boil an egg", "a Nine minutes.", "u thanks", origin_id="c1"),
        talk("u plan a trip", "a Day one.", "u that is wrong"),
        talk("u a", "a b", "u never mind"),
    )
    run(
        project,
        [
            (4, "thanks", Category.POSITIVE, 0.9),
            (7, "that is wrong", Category.COMPLAINT, 0.7),
            (10, "never mind", Category.COMPLAINT, 0.8),
        ],
    )
    first, _, last = [item.id for item in feedback(project)]
    review.decide(project, [first], Verdict.ACCEPT, reviewer="me")
    review.decide(project, [last], Verdict.REJECT, reviewer="me")
    return project


def rows(folder, name="train.jsonl"):
    return [json.loads(line) for line in (folder / name).read_text().splitlines()]


def test_what_stands_becomes_unpaired_preferences_that_name_where_they_come_from(reviewed, tmp_path):
    out = tmp_path / "out"
    written = finish(export_dataset(reviewed, out))

    assert validate(out) == []
    assert written.record()["labels"] == {"true": 1, "false": 1}
    assert written.record()["left_out"] == {"rejected": 1}
    good = next(row for row in rows(out) if row["label"])
    assert good["prompt"] == [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "boil an egg"}]
    assert good["completion"] == [{"role": "assistant", "content": "Nine minutes."}]
    meta = good["meta"]
    assert (meta["conversation_id"], meta["source"], meta["target_position"], meta["feedback_position"]) == (
        "c1",
        "a.jsonl",
        2,
        3,
    )
    assert (meta["category"], meta["quote"], meta["start"], meta["end"]) == ("POSITIVE", "thanks", 0, 6)
    assert (meta["status"], meta["score"], meta["detector"], meta["also"]) == ("confirmed", 0.9, "rules", [])


def test_status_and_score_choose_what_leaves(reviewed, tmp_path):
    confirmed = finish(export_dataset(reviewed, tmp_path / "a", status="confirmed"))
    sure = finish(export_dataset(reviewed, tmp_path / "b", min_score=0.8))

    assert confirmed.record()["labels"] == {"true": 1, "false": 0}
    assert sure.record()["labels"] == {"true": 1, "false": 0}


def test_the_same_export_is_the_same_bytes(reviewed, tmp_path):
    for name in ("a", "b"):
        finish(export_dataset(reviewed, tmp_path / name, seed=3, split="0.5,0.5"))

    files = sorted(path.name for path in (tmp_path / "a").glob("*.jsonl"))
    assert files
    assert all((tmp_path / "a" / f).read_bytes() == (tmp_path / "b" / f).read_bytes() for f in files)


def test_an_export_is_remembered_in_the_project(reviewed, tmp_path):
    finish(export_dataset(reviewed, tmp_path / "out"))

    assert reviewed.db.execute("SELECT kind, framework, rows FROM exports").fetchall() == [("kto", "trl", 2)]


def test_a_folder_that_holds_anything_is_refused_and_left_alone(reviewed, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")

    with pytest.raises(StudioError, match="not empty"):
        finish(export_dataset(reviewed, tmp_path))
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_an_export_that_is_cancelled_leaves_nothing(reviewed, tmp_path):
    job = export_dataset(reviewed, tmp_path / "out")
    next(job)
    job.close()

    assert [path.name for path in tmp_path.iterdir() if "out" in path.name] == []


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"kind": "dpo"}, "dpo"),
        ({"split": "0.5,0.6"}, "add up"),
        ({"include": ["UR2"]}, "no category"),
        ({"status": "maybe"}, "maybe"),
    ],
)
def test_what_cannot_be_made_is_told_before_anything_is_written(reviewed, tmp_path, wrong, word):
    with pytest.raises(StudioError, match=word):
        finish(export_dataset(reviewed, tmp_path / "out", **wrong))
    assert not (tmp_path / "out").exists()


def test_a_project_open_for_reading_only_is_exported(reviewed, tmp_path):
    with reviewed.reader() as reader:
        written = finish(export_dataset(reader, tmp_path / "out"))
    assert validate(written.folder) == []
    assert sum(written.record()["rows"].values()) == 2
    assert reviewed.db.execute("SELECT count(*) FROM exports").fetchone() == (0,)


def test_a_dataset_in_its_place_stands_although_the_project_cannot_remember_it(reviewed, tmp_path, caplog):
    reviewed.db.execute("PRAGMA query_only = ON")  # SQLite answers as it does for a file of mode 444
    with caplog.at_level(logging.WARNING):
        written = finish(export_dataset(reviewed, tmp_path / "out"))
    reviewed.db.execute("PRAGMA query_only = OFF")

    assert validate(tmp_path / "out") == []
    assert written.folder == tmp_path / "out"
    assert "no record of it" in caplog.text
    assert "readonly database" in caplog.text


def test_a_bug_in_remembering_an_export_is_not_hidden(reviewed, tmp_path, monkeypatch):
    def broken(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr(outcomes, "record_export", broken)
    with pytest.raises(ZeroDivisionError):
        finish(export_dataset(reviewed, tmp_path / "out"))
