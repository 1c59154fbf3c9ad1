"""Fields of the export window beside the dataset itself: numbers of the checks, licences, rows that lead to where they
come from."""

import pytest
from building import run, take_in, talk
from PySide6.QtCore import QUrl

from nfstudio.app.dialogs.export_examples import Examples
from nfstudio.app.dialogs.export_form import ExportForm
from nfstudio.curate.checks.limits import LIMITS
from nfstudio.domain.feedback import Category
from nfstudio.jobs.export_options import ExportOptions
from nfstudio.jobs.export_preview import preview
from nfstudio.store.project import Project


@pytest.fixture
def form(qtbot):
    made = ExportForm()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def rows(tmp_path):
    with Project.create(tmp_path / "p.nfstudio") as made:
        take_in(made, talk("u boil an egg", "a Nine <a href='conversation:7'>minutes</a>.", "u thanks"))
        run(made, [(3, "thanks", Category.POSITIVE, 0.9)])
        return preview(made, ExportOptions()).examples


def test_numbers_that_are_as_usual_are_not_said(form):
    assert form.options.settings == {}
    form.limits.boxes["most_tokens"].setValue(2048)
    form.limits.boxes["alike"].setValue(0.9)
    assert form.options.settings == {"most_tokens": 2048, "alike": 0.9}
    form.limits.boxes["most_tokens"].setValue(0)
    assert form.options.settings == {"alike": 0.9}


def test_options_come_back_as_they_were_shown(form):
    wanted = ExportOptions(
        status="all",
        settings={"shortest_prompt": 0, "most_per_user": 3, "languages": ["en"]},
        tokenizer="/models/small",
        licences={"*": "mit", "gone.jsonl": "cc0-1.0"},
    )
    form.show_options(wanted)
    form.offer_values({"sources": [("a.jsonl", 3)]})
    assert form.options.settings == wanted.settings
    assert (form.options.tokenizer, form.options.licences) == (wanted.tokenizer, wanted.licences)


def test_every_number_has_a_field_with_its_bounds_and_a_name(form):
    for limit in LIMITS.values():
        box = form.limits.boxes[limit.field]
        assert box.accessibleName() == limit.title
        assert box.maximum() == limit.most
        assert box.minimum() == limit.least - (limit.usual is None)


def test_a_licence_is_written_beside_its_source_and_told_once(form, qtbot):
    form.offer_values({"sources": [("a.jsonl", 3), ("b.jsonl", 1)]})
    table = form.licences.table
    assert [table.item(row, 0).text() for row in range(3)] == ["All that are not named", "a.jsonl", "b.jsonl"]
    with qtbot.waitSignal(form.changed):
        table.item(1, 1).setText(" cc-by-4.0 ")
    assert form.options.licences == {"a.jsonl": "cc-by-4.0"}


def test_a_tokenizer_is_told_when_its_path_is_whole(form, qtbot):
    with qtbot.waitSignal(form.changed):
        form.limits.tokenizer.setText("/models/small")
        form.limits.tokenizer.editingFinished.emit()
    assert form.options.tokenizer == "/models/small"
    with qtbot.assertNotEmitted(form.changed):
        form.limits.tokenizer.editingFinished.emit()


def test_the_heading_of_a_row_opens_its_conversation_and_no_word_of_a_log_does(rows, qtbot):
    examples = Examples()
    qtbot.addWidget(examples)
    examples.show_rows(rows)
    document, links = examples.view.document(), []
    block = document.begin()
    while block.isValid():
        links += [part.fragment().charFormat().anchorHref() for part in block]
        block = block.next()
    assert [link for link in links if link] == ["conversation:1"]
    with qtbot.waitSignal(examples.opened) as told:
        examples.view.anchorClicked.emit(QUrl("conversation:1"))
    assert told.args == [1]
    with qtbot.assertNotEmitted(examples.opened):
        examples.view.anchorClicked.emit(QUrl("https://example.org"))
