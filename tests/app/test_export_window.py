from dataclasses import replace

import pytest
from building import run, take_in, talk
from windows import settle

from nfstudio.app import tickets
from nfstudio.app.dialogs import export_result
from nfstudio.app.dialogs.export_examples import LONGEST, came_from, shortened
from nfstudio.app.dialogs.export_form import ExportForm
from nfstudio.app.dialogs.export_result import load_snippet, train_snippet
from nfstudio.app.dialogs.export_warnings import Advice
from nfstudio.app.dialogs.export_words import begun, listed
from nfstudio.app.verbs import project
from nfstudio.domain.feedback import Category
from nfstudio.domain.preferences import Kind
from nfstudio.exporters import EXPORTERS
from nfstudio.exporters.manifest import Written, WrittenFile
from nfstudio.jobs.export_options import ExportOptions, plan
from nfstudio.jobs.export_preview import Shown, preview
from nfstudio.store import recipes
from nfstudio.store.project import Project


@pytest.fixture
def judged(window, tmp_path, qtbot):
    """A window on twenty praised answers and one that was complained about; one holds an address of somebody."""
    with Project.create(tmp_path / "judged.nfstudio") as made:
        talks = [
            talk(f"u how long does egg {i} boil please", f"a It boils {i} minutes.", "u thanks") for i in range(20)
        ]
        take_in(made, *talks, talk("u write to ada@lovelace.org about Rome", "a <b>Day</b> one.", "u that is wrong"))
        found = [(3 * i + 3, "thanks", Category.POSITIVE, 0.9) for i in range(20)]
        run(made, [*found, (63, "that is wrong", Category.COMPLAINT, 0.6)])
    window.show_project(tmp_path / "judged.nfstudio")
    settle(window, qtbot)
    return window


@pytest.fixture
def dialog(judged, tmp_path, qtbot):
    project.export(judged)
    shown = judged._dialogs["export"]
    shown.out.setText(str(tmp_path / "out"))
    counted(shown, qtbot)
    return shown


def counted(dialog, qtbot):
    """Wait for the answer to the newest choice."""
    qtbot.waitUntil(lambda: dialog._seen is not None, timeout=20_000)
    return dialog._seen


def pick(box, value):
    assert box.findData(value) >= 0
    box.setCurrentIndex(box.findData(value))


# Looking


def test_the_window_tells_what_would_leave_while_one_chooses(dialog, qtbot):
    assert dialog.figures.headline.text() == "21 rows"
    assert dialog.figures.labels.words == "Wanted 20 (95 %)    Unwanted 1 (5 %)"
    assert dialog.go.isEnabled()
    dialog.form.score.setValue(0.8)
    assert not dialog.go.isEnabled()
    assert counted(dialog, qtbot).rows == 20
    pick(dialog.form.status, "confirmed")
    assert counted(dialog, qtbot).rows == 0
    assert dialog.figures.headline.text().startswith("No rows")
    assert not dialog.go.isEnabled()


def test_of_a_split_it_is_said_what_it_keeps_together(dialog, qtbot):
    assert not dialog.form.keeps.isVisibleTo(dialog)
    dialog.form.split.setEditText("0.5,0.5")
    assert dialog.form.keeps.isVisibleTo(dialog)
    assert "open with the same words" in dialog.form.keeps.text
    pick(dialog.form.split_by, "user")
    assert "what several people ask alike may meet" in dialog.form.keeps.text


def test_a_newer_choice_replaces_the_older_one(dialog, qtbot):
    for score in (0.1, 0.95, 0.7):
        dialog.form.score.setValue(score)
    assert counted(dialog, qtbot).rows == 20


def test_what_makes_no_sense_is_said_at_once_and_goes_when_mended(dialog, qtbot):
    dialog.form.split.setEditText("0.9,0.9")
    assert "add up to 1" in dialog.figures.more.text
    assert not dialog.go.isEnabled()
    bars = (dialog.figures.labels, dialog.figures.categories)
    assert [bar.words for bar in bars] == ["", ""], "figures of another choice would be taken for those of this one"
    assert dialog.examples.view.toPlainText() == ""
    assert not dialog.warnings.shown
    dialog.form.split.setEditText("0.9,0.1")
    counted(dialog, qtbot)
    assert dialog.go.isEnabled()
    assert bars[0].words
    assert dialog.examples.view.toPlainText()


def test_example_rows_say_where_they_come_from_and_interpret_no_markup(dialog, qtbot):
    text = dialog.examples.view.toPlainText()
    assert "judged answer · a.jsonl · " in text.replace("\u00a0", " ")
    assert "user:  how long does egg" in text
    dialog.form.score.setValue(0)
    pick(dialog.form.kind, "ordinal")
    counted(dialog, qtbot)
    dialog.examples.as_json.setChecked(True)
    assert '"conversation_id"' in dialog.examples.view.toPlainText()
    row = Shown({"prompt": "<b>x</b>", "n": 3}, "c", "s", "judged-answer", None)
    dialog.examples.as_json.setChecked(False)
    dialog.examples.show_rows([row])
    assert "<b>x</b>" in dialog.examples.view.toPlainText()
    assert came_from(row) == "judged answer · s · c"


def test_a_long_text_is_shortened_and_says_so():
    assert shortened("x" * LONGEST) == "x" * LONGEST
    assert shortened("x" * (LONGEST + 7)).endswith("7 characters more")


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_and_framework_can_be_chosen_and_looked_at(qtbot, judged, kind):
    form = ExportForm()
    qtbot.addWidget(form)
    pick(form.form, "parquet")
    pick(form.kind, kind.value)
    frameworks = [form.framework.itemData(i) for i in range(form.framework.count())]
    assert frameworks == [name for name, one in EXPORTERS.items() if kind in one.KINDS]
    for framework in frameworks:
        pick(form.framework, framework)
        plan(form.options)
    preview(judged.session.project, form.options)


# Warnings


def test_every_remedy_is_one_click_and_changes_the_choice(dialog, qtbot):
    words = {button.text(): button for button in dialog.warnings.buttons}
    words["Redact"].click()
    assert dialog.form.options.actions == {"personal-data": "redact"}
    counted(dialog, qtbot)
    assert not any("Personal data" in one.sentence for one in dialog.warnings.shown)
    next(one for one in dialog.warnings.buttons if one.text() == "Confirmed only").click()
    assert dialog.form.options.status == "confirmed"
    assert dialog.form.options.actions == {"personal-data": "redact"}


def test_advice_stays_where_it_was_scrolled_to_when_a_remedy_is_pressed(dialog, qtbot):
    bar = dialog._advice.verticalScrollBar()
    advice = [Advice(f"Look at this {i}.", (("Leave out", {"seed": i}),)) for i in range(9)]
    dialog._advise(advice)
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(0)
    dialog.activateWindow()
    dialog.warnings.buttons[1].setFocus()
    dialog._advise([advice[0], *advice[2:]])
    qtbot.wait(50)
    assert bar.value() == 0
    assert dialog.focusWidget() is dialog.warnings.buttons[1], "the keyboard goes on where it was"


def test_duplicates_are_left_out_by_the_remedy_of_their_warning(dialog, judged, qtbot):
    with_twins = [talk("u how long does rice boil please", f"a Ten minutes{'!' * i}", "u thanks") for i in (1, 2)]
    take_in(judged.session.project, *with_twins, path="/logs/b.jsonl")
    rows = judged.session.project.db.execute("SELECT id FROM messages WHERE content = 'thanks'").fetchall()
    run(judged.session.project, [(row[0], "thanks", Category.POSITIVE, 0.9) for row in rows])
    told = preview(judged.session.project, ExportOptions()).warnings
    (remedy,) = [one.remedy for one in told if one.name == "duplicates"]
    assert remedy == {"actions": {"duplicates": "drop"}}
    before = preview(judged.session.project, ExportOptions()).rows
    assert preview(judged.session.project, replace(ExportOptions(), **remedy)).rows < before


# The form


def test_any_options_shown_stand_in_the_form_unchanged(qtbot):
    form = ExportForm()
    qtbot.addWidget(form)
    for options in (
        ExportOptions(status="auto", min_score=0.7, split="0.9,0.1", seed=7, include=("REPHRASE",), control=True),
        ExportOptions(kind="dpo", framework="openai", status="all", ways=("rewrite", "thumbs"), form="parquet"),
        ExportOptions(kind="dpo", status="all", prompt_form="original", implicit_prompt=True, sources=("a", "b")),
        ExportOptions(
            status="all",
            split="0.9,0.1",
            split_by="time",
            starts={"train": "", "test": "2024"},
            settings={"most_per_user": 3},
            actions={"short": "drop"},
            without=("tokens",),
        ),
        ExportOptions(framework="llamafactory", status="all", drop_greeting=True),
        ExportOptions(kind="spans", framework="nfstudio", status="confirmed"),
    ):
        form.show_options(options)
        assert form.options == options


def test_another_split_forgets_the_instants_of_the_old_one(qtbot):
    form = ExportForm()
    qtbot.addWidget(form)
    form.show_options(ExportOptions(split="0.9,0.1", split_by="time", starts={"train": "", "test": "2024"}))
    form.split.setEditText("0.8,0.2")
    assert form.options.starts == {}


def test_another_kind_keeps_the_status_but_spans_begin_with_what_is_confirmed(qtbot):
    form = ExportForm()
    qtbot.addWidget(form)
    pick(form.status, "auto")
    pick(form.kind, "dpo")
    assert form.options.status == "auto"
    pick(form.kind, "spans")
    assert form.options.status == "confirmed"


def test_what_counts_as_unwanted_too_is_not_asked_of_spans_which_hold_every_category(qtbot):
    form = ExportForm()
    qtbot.addWidget(form)
    form.show()
    first = next(iter(form.include.values()))
    first.setChecked(True)
    assert first.isVisible()
    assert form.options.include
    pick(form.kind, "spans")
    assert not first.isVisible()
    assert form.options.include == ()


def test_rows_of_no_category_are_told_where_the_categories_do_not_add_up(dialog):
    seen = replace(dialog._seen, rows=30, categories={"POSITIVE": 28}, looked_at=30, conversations=30)
    dialog.figures.show_preview(seen)
    assert "2 rows are of no category: thumbs, or better answers" in dialog.figures.more.text


def test_sources_are_ticked_in_a_list(dialog, qtbot):
    choice = dialog.form.values["sources"]
    qtbot.waitUntil(lambda: choice.list.count() == 1)
    choice.choose(["a.jsonl"])
    assert dialog.form.options.sources == ("a.jsonl",)
    choice.offer([("b.jsonl", 3)])
    assert choice.chosen == ("a.jsonl",)


# Recipes


def test_a_recipe_is_saved_chosen_again_and_let_go(dialog, judged, qtbot):
    dialog.form.score.setValue(0.7)
    dialog.recipes.saving.emit("weekly")
    qtbot.waitUntil(lambda: dialog.recipes.box.currentText() == "weekly")
    assert dialog.wanted.recipe == "weekly"
    dialog.form.score.setValue(0.2)
    assert dialog.wanted.recipe is None
    dialog.recipes.box.activated.emit(dialog.recipes.box.currentIndex())
    assert (dialog.form.score.value(), dialog.wanted.recipe) == (0.7, "weekly")
    dialog.recipes.forget.click()
    assert recipes.names(judged.session.project.db) == []


# Doing


def test_what_is_chosen_is_what_the_job_is_asked_for(dialog, tmp_path):
    dialog.form.seed.setValue(7)
    assert dialog.wanted == tickets.Export(tmp_path / "out", ExportOptions(status="all", seed=7))


def test_an_export_ends_with_a_result_that_opens_and_copies(dialog, judged, tmp_path, qtbot, monkeypatch):
    opened = []
    monkeypatch.setattr(export_result.QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    dialog.go.click()
    qtbot.waitUntil(lambda: "exported" in judged._dialogs, timeout=20_000)
    result = judged._dialogs["exported"]
    assert not result.isModal()
    assert result.headline.text() == "21 rows"
    assert (tmp_path / "out" / "manifest.json").is_file()
    assert result.shut.isDefault(), "Return leaves the page; it starts no other program"
    result.open_folder.click()
    assert opened == [str(tmp_path / "out")]
    result.copy_load.click()
    assert f'load_dataset("{tmp_path / "out"}", "kto")' in result.load.toPlainText()
    assert "export" not in judged._dialogs


def test_an_export_that_fails_says_why_in_the_window(dialog, tmp_path, qtbot):
    taken = tmp_path / "out"
    taken.mkdir()
    (taken / "thesis.txt").write_text("mine")
    dialog.go.click()
    qtbot.waitUntil(lambda: str(taken) in dialog.outcome.text(), timeout=20_000)
    assert (taken / "thesis.txt").read_text() == "mine"
    assert dialog.go.isEnabled()


@pytest.mark.parametrize("framework", list(EXPORTERS))
def test_snippets_name_the_folder_wherever_they_run(framework, tmp_path):
    for kind in EXPORTERS[framework].KINDS:
        file = WrittenFile("train.jsonl", "train", 1, {}, 1, "")
        written = Written(tmp_path, kind, framework, {"train": 1}, {}, {}, {}, (file,), {})
        assert str(tmp_path) in train_snippet(written)
        assert str(tmp_path) in load_snippet(written)
        if "import " in train_snippet(written):
            compile(train_snippet(written), "snippet", "exec")


def test_reasons_are_told_by_the_names_that_the_window_calls_checks():
    told = listed({"rejected": 2, "check: toxicity": 1200, "personal-data": 1, "joined": 3, "duplicate": 5})
    assert (
        told == "rejected 2 · Harmful and praised 1,200 · Personal data 1 · Messages joined 3 · equal to another row 5"
    )
    assert begun("Antwort nach einer Korrektur") == "Antwort nach einer Korrektur"
    assert begun("thumbs") == "Thumbs"


@pytest.mark.parametrize(
    "options",
    [
        "[[[",
        '{"flavour": "mint"}',
        '{"kind": "nothing", "framework": "none", "form": "x", "status": "y", "split": "z", "split_by": "w"}',
        '{"settings": {"most_tokens": "x", "alike": 7, "languages": 3}, "min_score": -4, "prompt_form": "p"}',
        '{"actions": {"nothing": "drop"}, "licences": {"nobody": "mit"}, "starts": {"train": "x"}, "split_by": "time"}',
    ],
    ids=["broken", "newer", "names", "numbers", "others"],
)
def test_a_recipe_of_a_stranger_is_a_sentence_and_never_the_end_of_the_window(judged, dialog, qtbot, options):
    with judged.session.project.writing() as db:
        db.execute("INSERT INTO recipes VALUES ('odd', ?, '')", (options,))
    said = []
    judged.session.failed.connect(said.append)
    dialog.recipes._list("")
    pick(dialog.recipes.box, "odd")
    dialog.recipes.box.activated.emit(dialog.recipes.box.currentIndex())

    qtbot.waitUntil(lambda: bool(said) or dialog._seen is not None, timeout=20_000)
    pick(dialog.recipes.box, "odd")
    dialog.recipes.forget.click()
    assert dialog.recipes.box.findData("odd") < 0
