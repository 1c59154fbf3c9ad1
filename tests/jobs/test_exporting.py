import json
import logging

import polars as pl
import pytest
from building import feedback, run, take_in, talk

from nfstudio.domain.feedback import Category, Verdict
from nfstudio.domain.span import Span
from nfstudio.errors import StudioError
from nfstudio.exporters import EXPORTERS
from nfstudio.exporters.columns import columns_of, rows_of
from nfstudio.exporters.validate import validate
from nfstudio.jobs.export_options import FORMS, ExportOptions
from nfstudio.jobs.exporting import export_dataset
from nfstudio.jobs.importing import import_paths
from nfstudio.jobs.progress import finish
from nfstudio.store import outcomes, review
from nfstudio.store.project import Project


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
    confirmed = finish(export_dataset(reviewed, tmp_path / "a", ExportOptions(status="confirmed")))
    sure = finish(export_dataset(reviewed, tmp_path / "b", ExportOptions(min_score=0.8)))

    assert confirmed.record()["labels"] == {"true": 1, "false": 0}
    assert sure.record()["labels"] == {"true": 1, "false": 0}


def test_the_same_export_is_the_same_bytes(reviewed, tmp_path):
    for name in ("a", "b"):
        finish(export_dataset(reviewed, tmp_path / name, ExportOptions(seed=3, split="0.5,0.5")))

    files = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert {"README.md", "manifest.json"} < set(files)
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
        ({"kind": "dpo", "framework": "none"}, "no framework"),
        ({"kind": "dpos"}, "no kind"),
        ({"kind": "stepwise", "framework": "nemo"}, "no datasets of the kind"),
        ({"kind": "spans", "form": "parquet"}, "Parquet"),
        ({"form": "arrow"}, "no format"),
        ({"kind": "stepwise", "control": True}, "no control"),
        ({"implicit_prompt": True}, "only pairs"),
        ({"split_by": "luck"}, "no split"),
        ({"ways": ("praised-answer",)}, "not made by the way"),
        ({"settings": {"shortest": 3}}, "no setting"),
        ({"actions": {"spelling": "drop"}}, "No check"),
        ({"split": "0.5,0.6"}, "add up"),
        ({"include": ("UR2",)}, "no category"),
        ({"status": "maybe"}, "maybe"),
    ],
)
def test_what_cannot_be_made_is_told_before_anything_is_written(reviewed, tmp_path, wrong, word):
    with pytest.raises(StudioError, match=word):
        finish(export_dataset(reviewed, tmp_path / "out", ExportOptions(**wrong)))
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


# --- every kind for every framework -----------------------------------------------------------------------------

EVERY = [(name, kind) for name, exporter in EXPORTERS.items() for kind in exporter.KINDS]


@pytest.mark.parametrize(
    ("framework", "kind", "form"),
    [(*one, form) for one in EVERY for form in FORMS if one[0] != "nfstudio" or form == "jsonl"],  # shapes of its own
)
def test_every_kind_is_written_for_every_framework_that_has_it(rich, tmp_path, framework, kind, form):
    out = tmp_path / "out"
    written = finish(
        export_dataset(rich, out, ExportOptions(kind=kind, framework=framework, form=form, split="0.5,0.5"))
    )

    assert validate(out) == []
    assert sum(written.rows.values()) > 0
    assert (written.kind, written.framework) == (kind, framework)


def test_files_of_parquet_have_the_same_columns_also_where_a_split_has_nothing_to_put_in(project, tmp_path):
    said = ["thanks, great", *["thanks"] * 11]
    take_in(project, *[talk(f"u how does egg {i} boil", "a Long.", f"u {one}") for i, one in enumerate(said)])
    twice = [(3, "great", Category.POSITIVE, 0.8)]
    run(project, [*twice, *[(3 * i + 3, "thanks", Category.POSITIVE, 0.9) for i in range(12)]])
    written = finish(export_dataset(project, tmp_path / "out", ExportOptions(form="parquet", split="0.5,0.5")))
    kinds = [columns_of(tmp_path / "out" / file.path) for file in written.files]

    assert len(kinds) == 2
    assert kinds[0] == kinds[1]
    assert validate(tmp_path / "out") == []

    other = tmp_path / "out" / "test.parquet"
    rows_without_meta = [{name: value for name, value in row.items() if name != "meta"} for row in rows_of(other)]
    pl.DataFrame(rows_without_meta).write_parquet(other)
    assert any("types" in fault.sentence for fault in validate(tmp_path / "out"))


def test_a_row_of_parquet_says_what_the_line_of_json_says(rich, tmp_path):
    for form in ("jsonl", "parquet"):
        finish(export_dataset(rich, tmp_path / form, ExportOptions(kind="dpo", form=form)))

    assert list(rows_of(tmp_path / "parquet" / "train.parquet")) == rows(tmp_path / "jsonl")


def test_pairs_are_made_in_four_ways_and_every_row_says_in_which(rich, tmp_path):
    written = finish(export_dataset(rich, tmp_path / "out", ExportOptions(kind="dpo")))

    assert written.recipes == {"after-correction": 1, "rewrite": 1, "thumbs": 1}
    made = {row["meta"]["recipe"]: row for row in rows(tmp_path / "out")}
    assert made["rewrite"]["chosen"][0]["content"].startswith("Day one: the old town")
    assert made["rewrite"]["meta"]["chosen"] == {"target_position": 1, "by": "person", "rating": None, "feedback": []}
    assert made["thumbs"]["meta"]["category"] is None
    assert (made["thumbs"]["meta"]["chosen"]["rating"], made["thumbs"]["meta"]["rejected"]["rating"]) == (1, -1)


def test_only_the_ways_asked_for_are_gone(rich, tmp_path):
    written = finish(export_dataset(rich, tmp_path / "out", ExportOptions(kind="reward", ways=("thumbs",))))
    assert written.recipes == {"thumbs": 1}


def test_only_conversations_inside_the_filter_are_looked_at(rich, tmp_path):
    finish(export_dataset(rich, tmp_path / "out", ExportOptions(sources=("b.jsonl",))))
    assert {row["meta"]["conversation_id"] for row in rows(tmp_path / "out")} == {"tea"}


@pytest.mark.parametrize("by", ["conversation", "user", "cluster", "time"])
def test_no_conversation_stands_on_both_sides_however_it_is_split(rich, tmp_path, by):
    finish(export_dataset(rich, tmp_path / "out", ExportOptions(split="0.5,0.5", split_by=by)))
    assert validate(tmp_path / "out") == []


def test_a_split_by_time_needs_a_time(reviewed, tmp_path):
    with pytest.raises(StudioError, match="says when it was"):
        finish(export_dataset(reviewed, tmp_path / "out", ExportOptions(split="0.5,0.5", split_by="time")))


# --- checks -----------------------------------------------------------------------------------------------------


def test_personal_data_is_blanked_where_that_is_asked_for_and_the_row_says_so(project, tmp_path):
    said = "u write to jane.doe@lakehouse.net please", "a Written to jane.doe@lakehouse.net.", "u thanks"
    take_in(project, talk(*said))
    run(project, [(3, "thanks", Category.POSITIVE, 0.9)])
    written = finish(export_dataset(project, tmp_path / "out", ExportOptions(actions={"personal-data": "redact"})))
    (row,) = rows(tmp_path / "out")

    assert "jane.doe" not in json.dumps(row)
    assert any(flag.startswith("personal-data: ") for flag in row["meta"]["flags"])
    assert written.record()["checks"]["personal-data"] == 1


def test_a_row_that_a_check_drops_is_counted_under_its_name(project, tmp_path):
    take_in(
        project,
        talk("u write to jane.doe@lakehouse.net please", "a Written to jane.doe@lakehouse.net.", "u thanks"),
        talk("u boil an egg for me", "a Nine minutes.", "u thanks"),
    )
    run(project, [(3, "thanks", Category.POSITIVE, 0.9), (6, "thanks", Category.POSITIVE, 0.9)])
    written = finish(export_dataset(project, tmp_path / "out", ExportOptions(actions={"personal-data": "drop"})))

    assert written.left_out == {"check: personal-data": 1}
    assert written.rows == {"train": 1}


@pytest.mark.parametrize("kind", ["kto", "dpo", "sft", "prompts", "triples", "ordinal"])
def test_a_control_of_equal_size_stands_beside_the_dataset(rich, tmp_path, kind):
    written = finish(export_dataset(rich, tmp_path / "out", ExportOptions(kind=kind, control=True)))
    control = written.control

    assert control.folder == tmp_path / "out-control"
    assert validate(control.folder) == []
    assert (control.rows, control.labels) == (written.rows, written.labels)
    assert control.recipes == {"random-control": sum(control.rows.values())}


def test_a_control_that_would_overwrite_is_refused_before_anything_is_written(rich, tmp_path):
    (tmp_path / "out-control").mkdir()
    with pytest.raises(StudioError, match="out-control already"):
        finish(export_dataset(rich, tmp_path / "out", ExportOptions(control=True)))
    assert not (tmp_path / "out").exists()


# --- spans, there and back --------------------------------------------------------------------------------------


def test_spans_come_back_into_another_project_as_they_were(project, tmp_path):
    record = talk(
        "s 👍", "u hi", "a hello 👋", "u 👍🏽 thanks!", "a sure", "u that is wrong", "a no", "u ok", origin_id="c"
    )
    take_in(project, record)
    run(project, [(4, "thanks", Category.POSITIVE, 0.9), (8, "ok", Category.POSITIVE, 0.9)])
    good, bad = feedback(project)
    review.decide(project, [good.id], Verdict.ACCEPT, reviewer="me")
    review.decide(project, [bad.id], Verdict.REJECT, reviewer="me")
    review.add(project, 6, Span(8, 13), Category.COMPLAINT, reviewer="me")
    finish(export_dataset(project, tmp_path / "out", ExportOptions(kind="spans")))
    with Project.create(tmp_path / "other.nfstudio") as other:
        finish(import_paths(other, [tmp_path / "out" / "train.jsonl"]))
        again = feedback(other)
        finish(export_dataset(other, tmp_path / "again", ExportOptions(kind="spans")))

    confirmed = [(item.message, item.span, item.category) for item in again]
    assert confirmed == [(4, good.span, Category.POSITIVE), (6, Span(8, 13), Category.COMPLAINT)]
    (first,), (second,) = rows(tmp_path / "out"), rows(tmp_path / "again")
    places = ("start", "end", "category", "status")
    for one, other in zip(first["messages"], second["messages"], strict=True):
        assert [one.get(name) for name in ("role", "content", "labelled")] == [
            other.get(name) for name in ("role", "content", "labelled")
        ]
        spans = [[{name: span[name] for name in places} for span in m.get("spans", ())] for m in (one, other)]
        assert spans[0] == spans[1]
    assert first["messages"][7] == {"role": "user", "content": "ok", "labelled": True, "spans": []}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", ["dpo", "reward"])
def test_pairs_leave_as_two_whole_conversations_when_asked_for(rich, tmp_path, kind, form):
    out = tmp_path / "out"
    asked = ExportOptions(kind=kind, implicit_prompt=True, form=form, split="0.5,0.5", control=True)
    written = finish(export_dataset(rich, out, asked))

    assert (validate(out), validate(tmp_path / "out-control")) == ([], [])
    read = rows_of if form == "parquet" else lambda path: map(json.loads, path.read_text().splitlines())
    found = [row for file in written.files for row in read(out / file.path)]
    assert len(found) == sum(written.rows.values()) == 3
    for row in found:
        assert "prompt" not in row
        assert row["chosen"][:-1] == row["rejected"][:-1] != []
        assert row["chosen"][-1] != row["rejected"][-1]
