"""The examples of docs/extending.md, registered as the page says, do their work in the program."""

import importlib
import json
import shutil
import sys

import pages
import pytest

import nfstudio.importers
from nfstudio import paths
from nfstudio.__main__ import main
from nfstudio.detect import DETECTORS, Candidate, rule_pack, rules
from nfstudio.exporters import EXPORTERS
from nfstudio.exporters.validate import validate
from nfstudio.importers.files import walk
from nfstudio.importers.sample import sample_of
from nfstudio.jobs.detecting import detect
from nfstudio.jobs.export_options import ExportOptions
from nfstudio.jobs.exporting import export_dataset
from nfstudio.jobs.importing import import_paths
from nfstudio.jobs.progress import finish
from nfstudio.store.project import Project

PAGE = pages.ROOT / "docs" / "extending.md"
LOUD = {"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello, hello."}]}


@pytest.fixture
def files(tmp_path):
    """The files of the page."""
    folder = tmp_path / "page"
    for block in pages.blocks(PAGE):
        if block.mark.startswith("file: "):
            path = folder / block.mark.removeprefix("file: ")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
    return folder


@pytest.fixture
def module(files, monkeypatch):
    monkeypatch.syspath_prepend(str(files))
    yield importlib.import_module
    for name in ("helpdesk", "plain", "shouting"):
        sys.modules.pop(name, None)


def test_the_rules_of_the_page_keep_their_own_examples(files, tmp_path):
    packs = tmp_path / "packs"
    shutil.copytree(paths.rule_packs(), packs)
    shutil.copy(files / "resources" / "rules" / "my-team.toml", packs)
    own = [one for one in rule_pack.load(packs).rules if one.id in {"complaint.missed-the-point", "positive.ship-it"}]
    detector = rules.detector(packs=packs)

    def fires(rule, example):
        said = Candidate(1, example.text, answer=example.answer, answer_id=0, earlier=example.earlier)
        return any(rule.id in claim.evidence.rules for claim in detector.detect([said])[0])

    assert len(own) == 2
    for rule in own:
        assert [one.text for one in rule.match if not fires(rule, one)] == []
        assert [one.text for one in rule.no_match if fires(rule, one)] == []


def test_the_importer_of_the_page_takes_its_logs_and_no_others(files, module, monkeypatch, tmp_path):
    helpdesk = module("helpdesk")
    (entry,) = walk([files / "help.desk.jsonl"])
    others = [one.NAME for one in nfstudio.importers.IMPORTERS if one.recognises(sample_of(entry))]
    monkeypatch.setattr(nfstudio.importers, "IMPORTERS", (*nfstudio.importers.IMPORTERS, helpdesk))
    with Project.at(tmp_path / "p.nfstudio") as project:
        summary = finish(import_paths(project, [files / "help.desk.jsonl"]))

    assert others == []
    assert (summary.conversations, summary.problems) == (2, 1)
    assert [source.format for source in summary.sources] == ["helpdesk"]
    taken = [entry.name for entry in walk([paths.samples()]) if helpdesk.recognises(sample_of(entry))]
    assert taken == []


def test_the_exporter_of_the_page_writes_a_sound_dataset(module, monkeypatch, tmp_path):
    monkeypatch.setitem(EXPORTERS, "plain", module("plain"))
    project_file, out = tmp_path / "p.nfstudio", tmp_path / "out"
    sample = next(paths.samples().rglob("*.messages.jsonl"))
    assert main(["import", str(project_file), str(sample)]) == 0
    assert main(["detect", str(project_file), "--detector", "rules"]) == 0
    with Project(project_file) as project:
        written = finish(export_dataset(project, out, ExportOptions(kind="kto", framework="plain")))

    assert sum(written.rows.values()) > 0
    assert validate(out) == []
    assert "our-trainer --rows train.jsonl" in pages.words_of(out / "README.md")


def test_the_detector_of_the_page_runs_over_a_project(module, monkeypatch, tmp_path):
    monkeypatch.setitem(DETECTORS, "shouting", module("shouting").detector)
    logs = tmp_path / "a.jsonl"
    talk = {"messages": [*LOUD["messages"], {"role": "user", "content": "STOP SAYING IT TWICE! Thanks."}]}
    logs.write_text(json.dumps(talk) + "\n", encoding="utf-8")
    with Project.at(tmp_path / "p.nfstudio") as project:
        finish(import_paths(project, [logs]))
        summary = finish(detect(project, detector_name="shouting"))
        rows = project.db.execute('SELECT category, status, start, "end" FROM feedback').fetchall()

    assert summary.detections == 1
    assert rows == [("AWARE_WITHOUT_CORRECTION", "auto", 0, 21)]
