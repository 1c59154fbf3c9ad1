import pytest

from nfstudio.app.dialogs.column_mapping import ColumnMappingDialog
from nfstudio.importers.column_mapping import ColumnMapping
from nfstudio.jobs.previewing import preview
from nfstudio.jobs.progress import finish

ODD = 'chat,who,body,at\n1,Ann,"hi, <b>you</b>",2026-01-01\n1,bot,hello,2026-01-02\n2,Ann,thanks!,2026-01-03\n'


@pytest.fixture
def ask(qtbot, tmp_path):
    def open_on(content, mapping=None):
        file = tmp_path / "odd.csv"
        file.write_text(content)
        (seen,) = finish(preview([file])).tables
        dialog = ColumnMappingDialog(seen, seen.guess.mapping if mapping is None else mapping)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return open_on


def choose(dialog, **columns):
    for what, column in columns.items():
        combo = dialog.combos[what]
        assert combo.findData(column) >= 0
        combo.setCurrentIndex(combo.findData(column))


def read(dialog):
    model = dialog.conversation.model()
    return [tuple(model.index(row, column).data() for column in (0, 1)) for row in range(model.rowCount())]


def test_what_is_missing_is_said_and_nothing_can_be_used_before(ask):
    dialog = ask(ODD, ColumnMapping())
    assert dialog.verdict.text() == "Choose the column for: Words, Who speaks."
    assert not dialog.use.isEnabled()
    choose(dialog, text="body")
    assert dialog.verdict.text() == "Choose the column for: Who speaks."


def test_the_first_conversation_is_shown_as_it_would_be_read(ask):
    dialog = ask(ODD, ColumnMapping())
    choose(dialog, text="body", role="who", conversation="chat")
    assert "3 problems" in dialog.verdict.text()  # two rows, and a conversation of which nothing is left
    assert "'Ann'" in dialog.verdict.text()
    choose(dialog, person="Ann")
    assert read(dialog) == [("Person", "hi, <b>you</b>"), ("Assistant", "hello")]
    assert dialog.verdict.text() == "2 conversations in the first 3 rows."


def test_the_mapping_that_is_used_holds_what_was_chosen(ask, qtbot):
    dialog = ask(ODD, ColumnMapping())
    choose(dialog, text="body", role="who", conversation="chat", time="at", person="Ann")
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.use.click()
    assert chosen.args == [ColumnMapping(conversation="chat", role="who", text="body", time="at", person="Ann")]
    assert not dialog.isVisible()


def test_what_is_remembered_is_shown_again(ask):
    known = ColumnMapping(conversation="chat", role="who", text="body", person="Ann")
    assert ask(ODD, known).mapping == known


def test_another_shape_asks_for_other_columns_and_forgets_those_of_the_first(ask):
    dialog = ask("asked,answered,who\nhi,hello,x\nbye,see you,x\n", ColumnMapping(text="asked", role="who"))
    assert not dialog.combos["prompt"].isVisible()
    dialog.shape.setCurrentIndex(1)
    assert dialog.combos["prompt"].isVisible()
    assert not dialog.combos["role"].isVisible()
    choose(dialog, prompt="asked", response="answered")
    assert dialog.mapping == ColumnMapping(prompt="asked", response="answered")
    assert read(dialog) == [("Person", "hi"), ("Assistant", "hello")]


def test_columns_in_which_nobody_speaks_cannot_be_used(ask):
    dialog = ask(ODD, ColumnMapping(text="body", role="at"))
    assert "Nobody known speaks here" in dialog.verdict.text()
    assert "under “The person is”" in dialog.verdict.text()
    assert not dialog.use.isEnabled()


def test_every_choice_has_a_name_for_those_who_do_not_see_it(ask):
    dialog = ask(ODD)
    names = [combo.accessibleName() for combo in dialog.combos.values()]
    assert all(names)
    assert len(set(names)) == len(names)
    assert dialog.rows.accessibleName() == "First rows"
