import json

from building import talk

from benchmarks.detector.join import JUDGEMENTS, digest, joined, judgements
from nfstudio.detect.context import candidates_of
from nfstudio.domain.feedback import Category
from nfstudio.jobs.importing import import_paths
from nfstudio.jobs.judged import judged_in
from nfstudio.jobs.progress import finish
from nfstudio.store.project import Project

WRITTEN = JUDGEMENTS.with_name("written.jsonl")
SAID = "No, the last bus leaves at nine."


def test_no_word_of_a_judged_message_is_kept():
    for record in judgements().values():
        assert set(record) <= {"source", "spans", "uncertain"}
        assert all(set(span) == {"start", "end", "category"} for span in record["spans"])
        assert {span["category"] for span in record["spans"]} <= set(Category)


def test_a_judgement_finds_its_message_in_a_project(tmp_path):
    log = tmp_path / "log.jsonl"
    turns = ["When does the last bus leave?", "At eight.", SAID, "Right, at nine.", "Thanks"]
    messages = [{"role": ("user", "assistant")[i % 2], "content": text} for i, text in enumerate(turns)]
    log.write_text(json.dumps({"messages": messages}) + "\n", encoding="utf-8")
    (candidate, _) = candidates_of(talk(*(f"{m['role'][0]} {m['content']}" for m in messages)).messages)
    spans = [{"start": 0, "end": len(SAID), "category": "AWARE_WITH_CORRECTION"}]
    known = {digest(candidate): {"source": "bus", "spans": spans}, "0" * 32: {"source": "bus", "spans": []}}

    with Project.at(tmp_path / "p.nfstudio") as project:
        finish(import_paths(project, [log]))
        (record,) = joined(project, known)

    assert record["source"] == "bus"
    assert [message.get("spans") for message in record["messages"]] == [None, None, spans, None, None]


def test_what_was_written_is_judged_in_its_last_message_alone():
    items = list(judged_in(WRITTEN))
    assert len(items) == len(WRITTEN.read_text(encoding="utf-8").splitlines())
    for candidate, judgement, _, source in items:
        assert source == "written"
        assert all(span.of(candidate.text).strip() for span, _ in judgement.spans)
