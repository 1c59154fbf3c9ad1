"""Nothing is passed over in silence: what comes to an export stands behind rows or is left out, with its reason."""

import json
from collections import Counter
from dataclasses import replace

import pytest
from building import feedback, run, take_in, talk

from nfstudio.domain.feedback import Category, Verdict
from nfstudio.exporters import EXPORTERS
from nfstudio.exporters.validate import validate
from nfstudio.jobs import export_rows
from nfstudio.jobs.export_options import ExportOptions
from nfstudio.jobs.export_preview import SHOWN, preview
from nfstudio.jobs.exporting import export_dataset
from nfstudio.jobs.progress import finish
from nfstudio.store import review, rewrites
from nfstudio.store.decisions import Edit

MAIL = "ada.byron@engines-mail.com"


@pytest.fixture
def spoken(project):
    """Conversations of which some say the same, some are short, one holds an address; two feedback speak of each."""
    answers = ["It takes nine minutes in all, as everybody knows by now.", f"Ask {MAIL}, she knows all about it."]
    talks = [
        talk(f"u how long does a soft egg of size {i % 5} boil", f"a {answers[i % 9 == 3]}", f"u thanks, good work {i}")
        for i in range(18)
    ]
    take_in(project, *talks)
    run(
        project,
        [
            claim
            for i in range(18)
            for claim in (
                (3 * i + 3, "thanks", Category.POSITIVE, 0.9),
                (3 * i + 3, "good work", Category.POSITIVE if i % 7 else Category.COMPLAINT, 0.8),
            )
        ],
    )
    rewrites.write(project, 2, "Seven minutes will do for a soft egg of that size.", reviewer="me")
    return project


def kinds():
    return [(exporter.NAME, kind) for exporter in EXPORTERS.values() for kind in exporter.KINDS]


@pytest.mark.parametrize(("framework", "kind"), kinds())
@pytest.mark.parametrize("actions", [{}, {"duplicates": "drop", "short": "drop", "personal-data": "drop"}])
def test_candidates_are_in_rows_or_left_out(spoken, tmp_path, framework, kind, actions):
    options = ExportOptions(kind=kind, framework=framework, status="all", actions=actions, split="0.5,0.5")
    written = finish(export_dataset(spoken, tmp_path / "out", options))
    told = json.loads((tmp_path / "out" / "manifest.json").read_bytes())

    assert validate(tmp_path / "out") == []
    assert told["candidates"]["all"] == told["candidates"]["in_rows"] + sum(told["left_out"].values())
    assert written.candidates >= 18
    assert f"{written.in_rows:,} stand behind the rows" in (tmp_path / "out" / "README.md").read_text()


def test_a_conversation_with_several_feedback_is_looked_at_once(spoken, tmp_path, monkeypatch):
    monkeypatch.setattr(export_rows, "BATCH", 3)
    written = finish(export_dataset(spoken, tmp_path / "out"))
    seen = preview(spoken, ExportOptions(), most=10)

    assert written.candidates == len(feedback(spoken)) == 36
    assert (seen.looked_at, seen.conversations) == (10, 18)


def test_a_row_that_goes_late_takes_all_its_feedback_along(spoken, tmp_path):
    options = ExportOptions(settings={"most_per_template": 1})
    written = finish(export_dataset(spoken, tmp_path / "out", options))
    lost = written.left_out["check: caps"]

    assert lost > written.checks["caps"] > 0
    assert preview(spoken, options).left_out["check: caps"] == lost


def rows_of(folder):
    return [json.loads(line) for path in folder.glob("*.jsonl") for line in path.read_bytes().splitlines()]


@pytest.mark.parametrize("kind", ["kto", "dpo", "sft", "prompts", "triples", "ordinal", "stepwise"])
@pytest.mark.parametrize("actions", [{}, {"short": "drop"}, {"duplicates": "drop", "personal-data": "redact"}])
def test_figures_are_those_of_the_rows_that_are_written(spoken, tmp_path, kind, actions):
    options = ExportOptions(
        kind=kind, status="all", actions=actions, split="0.5,0.5", settings={"most_per_template": 2}
    )
    written = finish(export_dataset(spoken, tmp_path / "out", options))
    metas = [row["meta"] for row in rows_of(tmp_path / "out")]
    about = json.loads((tmp_path / "out" / "manifest.json").read_bytes())["about"]
    sides = [[meta, *meta["also"]] if "also" in meta else _said_of_sides(meta) for meta in metas]
    statuses = Counter(one["status"] for said in sides for one in said if one["status"])

    assert about["statuses"] == statuses
    assert about["sources"] == ({"a.jsonl": len({meta["conversation_id"] for meta in metas})} if metas else {})
    for check, flagged in written.checks.items():
        if actions.get(check) != "drop" and check not in ("toxicity", "caps"):
            assert flagged == sum(any(flag.startswith(f"{check}:") for flag in meta["flags"]) for meta in metas)


def _said_of_sides(meta):
    return [one for side in ("chosen", "rejected") for one in meta[side]["feedback"]]


def test_what_checks_say_speaks_of_no_row_that_another_one_stands_for(spoken, tmp_path):
    written = finish(export_dataset(spoken, tmp_path / "out", ExportOptions()))
    rows = sum(written.rows.values())
    told = json.loads((tmp_path / "out" / "manifest.json").read_bytes())["about"]["findings"]

    assert written.left_out["duplicate"] > 0
    assert any(f"Wanted answers: {rows}, unwanted: 0." in sentence for sentence in told)
    assert written.labels == {"true": rows, "false": 0}
    assert written.checks["duplicates"] == 0
    assert not any("the same as another" in sentence for sentence in told)


def test_one_row_is_no_rows(project, tmp_path):
    egg = "u please tell me how long an egg of middling size has to boil"
    talks = [talk(egg, "a It takes nine minutes in all,  as everybody knows by now.", "u thanks")]
    talks += [talk(egg, "a It takes nine minutes in all, as everybody knows by now.", "u that is wrong")]
    take_in(project, *talks)
    run(project, [(3, "thanks", Category.POSITIVE, 0.9), (6, "wrong", Category.COMPLAINT, 0.9)])
    seen = {one.name: one.sentence for one in preview(project, ExportOptions()).warnings}
    assert seen["conflicts"] == "2 rows contradict themselves, one another or a thumb."

    review.decide(
        project, [feedback(project)[1].id], Verdict.ACCEPT, reviewer="me", edit=Edit(category=Category.POSITIVE)
    )
    by_person = ExportOptions(split="0.5,0.5", split_by="user")
    said = {one.sentence for one in preview(project, by_person).warnings}
    assert "One row says the same as another row." in said
    assert any(one.startswith("2 of 2 rows come from conversations") for one in said)

    decided = preview(project, replace(by_person, status="auto"))
    said = {one.sentence for one in decided.warnings}
    assert "One row comes from a conversation that does not say who the person was: its first words decide." in said
    assert "Nobody has confirmed the one piece of feedback behind these rows." in said


def test_a_manifest_that_has_lost_something_is_faulty(spoken, tmp_path):
    finish(export_dataset(spoken, tmp_path / "out"))
    path = tmp_path / "out" / "manifest.json"
    told = json.loads(path.read_bytes())
    told["candidates"]["all"] += 1
    path.write_text(json.dumps(told))

    assert any("candidates" in fault.sentence for fault in validate(tmp_path / "out"))


@pytest.mark.parametrize("kind", ["kto", "sft", "triples", "ordinal", "stepwise", "spans", "prompts"])
def test_no_file_of_a_redacted_dataset_holds_personal_data(spoken, tmp_path, kind):
    control = kind not in ("stepwise", "spans")
    options = ExportOptions(kind=kind, status="all", actions={"personal-data": "redact"}, control=control)
    written = finish(export_dataset(spoken, tmp_path / "out", options))
    files = [path for path in tmp_path.rglob("*") if path.is_file() and "out" in str(path)]

    assert validate(tmp_path / "out") == []
    assert not [path for path in files if MAIL.encode() in path.read_bytes()]
    assert written.checks["personal-data"] == (0 if kind == "prompts" else 2)


def test_checks_that_do_not_look_are_not_said_to_have_found_nothing(spoken, tmp_path):
    whole = finish(export_dataset(spoken, tmp_path / "spans", ExportOptions(kind="spans", status="all")))
    table = finish(export_dataset(spoken, tmp_path / "paper", ExportOptions(kind="paper", status="all")))

    assert (whole.checks, table.checks) == ({"personal-data": 2}, {})


@pytest.mark.parametrize(("framework", "kind"), kinds())
@pytest.mark.parametrize("actions", [{}, {"duplicates": "drop", "personal-data": "redact"}])
def test_a_preview_tells_what_is_written_also_where_rows_are_equal_or_go_late(
    spoken, tmp_path, framework, kind, actions
):
    options = ExportOptions(kind=kind, framework=framework, status="all", actions=actions, split="0.5,0.5")
    seen = preview(spoken, options)
    written = finish(export_dataset(spoken, tmp_path / "out", options))

    assert seen.rows == sum(written.rows.values())
    assert (seen.labels or {"true": 0, "false": 0}) == written.labels
    assert seen.categories == written.categories
    if written.recipes:
        assert seen.recipes == written.recipes
    assert (seen.left_out, seen.checks) == (written.left_out, written.checks)
    assert len(seen.examples) == min(SHOWN, seen.rows)
