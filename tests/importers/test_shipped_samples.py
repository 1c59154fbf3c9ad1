from nfstudio import paths
from nfstudio.domain.feedback import Category
from nfstudio.domain.records import Found, Problem
from nfstudio.importers import IMPORTERS, companion_of, recognise
from nfstudio.importers.files import walk


def sampled():
    return [(entry, recognise(entry)) for entry in walk([paths.samples()])]


def test_the_shipped_logs_show_every_first_format_and_one_file_of_none():
    shown = sampled()
    assert {importer.NAME for _, importer in shown if importer} >= {importer.NAME for importer in IMPORTERS[:5]}
    unknown = [entry for entry, importer in shown if importer is None]
    assert [entry.file_name for entry in unknown if not companion_of(entry)] == ["notes.txt"]


def test_the_shipped_logs_hold_branches_thumbs_every_category_and_one_problem():
    items = [item for entry, importer in sampled() if importer for item in importer.read(entry)]
    found = [item for item in items if isinstance(item, Found)]
    messages = [message for item in found for message in item.conversation.messages]
    assert 25 <= len(found) <= 40
    assert sum(isinstance(item, Problem) for item in items) == 1
    assert {message.rating for message in messages} == {None, 1, -1}
    assert any(not message.on_active_path for message in messages)
    spans = [category for item in found for judgement in item.judgements for _, category in judgement.spans]
    assert set(spans) == set(Category)
