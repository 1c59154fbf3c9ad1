"""Nothing is passed over in silence: what comes to an export stands behind rows or is left out, with its reason."""

import json

import pytest
from building import run, take_in, talk

from nfstudio.domain.feedback import Category
from nfstudio.exporters import EXPORTERS
from nfstudio.exporters.validate import validate
from nfstudio.jobs.export_options import ExportOptions
from nfstudio.jobs.export_preview import SHOWN, preview
from nfstudio.jobs.exporting import export_dataset
from nfstudio.jobs.progress import finish
from nfstudio.store import rewrites

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


def test_a_row_that_goes_late_takes_all_its_feedback_along(spoken, tmp_path):
    options = ExportOptions(actions={"duplicates": "drop"})
    written = finish(export_dataset(spoken, tmp_path / "out", options))
    lost = written.left_out["check: duplicates"]

    assert lost > written.checks["duplicates"]
    assert preview(spoken, options).left_out["check: duplicates"] == lost


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
