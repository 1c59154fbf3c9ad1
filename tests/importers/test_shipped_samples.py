import shipped_binaries

from nfstudio import paths
from nfstudio.domain.conversation import Role
from nfstudio.domain.feedback import Category
from nfstudio.domain.records import Found, Problem
from nfstudio.importers import IMPORTERS, companion_of, recognise
from nfstudio.importers.files import walk

MOST = 400_000
"""Bytes of all sample logs: they come with every copy of the program."""


def sampled():
    return [(entry, recognise(entry)) for entry in walk([paths.samples()])]


def items(folder=None):
    entries = [(entry, recognise(entry)) for entry in walk([folder or paths.samples()])]
    return [(entry.name, item) for entry, importer in entries if importer for item in importer.read(entry)]


def test_the_shipped_logs_show_every_format_and_one_file_of_none():
    shown = sampled()
    assert {importer.NAME for _, importer in shown if importer} == {importer.NAME for importer in IMPORTERS}
    unknown = [entry for entry, importer in shown if importer is None]
    assert [entry.file_name for entry in unknown if not companion_of(entry)] == ["README.md"]


def test_every_shipped_log_holds_a_conversation_in_which_the_person_answers_an_answer():
    for entry, importer in sampled():
        if importer is None:
            continue
        found = [item.conversation for item in importer.read(entry) if isinstance(item, Found)]
        assert found, entry.name
        assert all(sum(m.role is Role.USER for m in one.messages) > 1 for one in found), entry.name


def test_the_shipped_logs_stay_small():
    assert sum(path.stat().st_size for path in paths.samples().rglob("*") if path.is_file()) < MOST


def test_the_shipped_logs_hold_branches_thumbs_every_category_and_one_problem():
    problems = [(name, item.place) for name, item in items() if isinstance(item, Problem)]
    assert problems == [("samples/assistant-logs.messages.jsonl", "line 7")]
    found = [item for _, item in items() if isinstance(item, Found)]
    messages = [message for item in found for message in item.conversation.messages]
    assert 75 <= len(found) <= 100
    assert {message.rating for message in messages} == {None, 1, -1}
    assert any(not message.on_active_path for message in messages)
    assert any(message.content.count("\n") > 60 for message in messages)  # a long block of code
    spans = [category for item in found for judgement in item.judgements for _, category in judgement.spans]
    assert set(spans) == set(Category)


def test_no_two_shipped_logs_are_about_the_same():
    found = [item.conversation for name, item in items() if isinstance(item, Found) and "answers.jsonl" not in name]
    asked = [next(m.content for m in one.messages if m.role is Role.USER) for one in found]
    assert len(set(asked)) == len(asked)


def test_the_shipped_logs_that_no_editor_can_write_are_those_of_their_texts(tmp_path):
    made = tmp_path / "samples"
    shipped_binaries.write(made)
    anew = items(made)
    assert len(anew) == 10
    assert [pair for pair in items() if pair[0] in {name for name, _ in anew}] == anew
