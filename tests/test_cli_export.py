"""What `nfstudio export` takes and tells, beside what all commands share."""

import json

import pytest
from building import run, take_in, talk

from nfstudio.__main__ import main
from nfstudio.cli.export_arguments import FORMS, FRAMEWORKS, KINDS, SPLITS
from nfstudio.cli.export_arguments import WAYS as WAYS_SAID
from nfstudio.cli.parser import CHANGES
from nfstudio.curate.judged import PromptForm
from nfstudio.curate.pairs import WAYS
from nfstudio.curate.splits import SplitBy
from nfstudio.domain.differences import Change
from nfstudio.domain.feedback import Category
from nfstudio.domain.preferences import Kind
from nfstudio.exporters import EXPORTERS
from nfstudio.jobs.export_options import ExportOptions
from nfstudio.store import rewrites
from nfstudio.store.project import Project


@pytest.fixture
def project(tmp_path):
    """Two judged answers; one of them was written better by a person."""
    path = tmp_path / "p.nfstudio"
    with Project.create(path) as made:
        take_in(made, talk("u boil an egg", "a Nine minutes.", "u thanks"), talk("u plan a trip", "a Day one.", "u no"))
        run(made, [(3, "thanks", Category.POSITIVE, 0.9), (6, "no", Category.COMPLAINT, 0.9)])
        rewrites.write(made, 5, "Day one: the old town.", reviewer="me")
    return path


def answered(capsys, *arguments):
    code = main([str(argument) for argument in (*arguments, "--json")])
    return code, json.loads(capsys.readouterr().out)


def test_the_words_of_the_command_are_those_of_the_rooms_below():
    assert tuple(Kind) == KINDS
    assert tuple(EXPORTERS) == FRAMEWORKS
    assert tuple(WAYS) == WAYS_SAID
    assert tuple(PromptForm) == FORMS
    assert tuple(SplitBy) == SPLITS
    assert {*Change} == {*CHANGES}


@pytest.mark.parametrize("kind", ["kto", "dpo", "reward", "sft", "prompts", "triples", "ordinal", "stepwise", "paper"])
def test_every_kind_is_written_on_demand(capsys, project, tmp_path, kind):
    code, told = answered(capsys, "export", project, tmp_path / "out", "--kind", kind)

    assert (code, told["kind"]) == (0, kind)
    assert sum(told["rows"].values()) > 0
    assert isinstance(told["checks"], dict)


def test_spans_have_their_own_shape_whatever_framework_is_named(capsys, project, tmp_path):
    arguments = ["--kind", "spans", "--framework", "trl", "--status", "all"]
    code, told = answered(capsys, "export", project, tmp_path / "out", *arguments)
    assert (code, told["framework"]) == (0, "nfstudio")


def test_parquet_has_two_names(capsys, project, tmp_path):
    for name, option in (("a", ["--parquet"]), ("b", ["--format", "parquet"])):
        _, told = answered(capsys, "export", project, tmp_path / name, "--kind", "kto", *option)
        assert [file["path"] for file in told["files"]] == ["train.parquet"]


def test_a_recipe_is_saved_run_again_and_compared(capsys, project, tmp_path):
    said = ["--kind", "dpo", "--ways", "rewrite", "--save-recipe", "weekly"]
    _, first = answered(capsys, "export", project, tmp_path / "a", *said)
    with Project(project) as open_project:
        rewrites.write(open_project, 5, "Day one: the harbour.", reviewer="me")
    _, second = answered(capsys, "export", project, tmp_path / "b", "--recipe", "weekly")

    assert "change" not in first
    assert second["kind"] == "dpo"
    assert (second["change"]["added"], second["change"]["removed"]) == (1, 1)


def test_what_is_said_beside_a_recipe_goes_before_it(capsys, project, tmp_path):
    answered(capsys, "export", project, tmp_path / "a", "--kind", "kto", "--seed", "3", "--save-recipe", "mine")
    _, told = answered(capsys, "export", project, tmp_path / "b", "--recipe", "mine", "--framework", "swift")
    assert (told["kind"], told["framework"]) == ("kto", "swift")


def test_the_manifest_of_a_dataset_is_a_recipe_too(capsys, project, tmp_path):
    answered(capsys, "export", project, tmp_path / "a", "--kind", "kto", "--seed", "3")
    answered(capsys, "export", project, tmp_path / "b", "--recipe", tmp_path / "a" / "manifest.json")
    assert (tmp_path / "a" / "manifest.json").read_bytes() == (tmp_path / "b" / "manifest.json").read_bytes()


@pytest.mark.parametrize(
    "content",
    [
        *("{", "[]", '{"about": {}}', '{"about": {"options": 3}}', '{"about": 3}', "[" * 100_000),
        *('{"seed": ' + "9" * 5_000 + "}", '{"min_score": NaN}'),
    ],
    ids=range(8),
)
def test_a_file_that_is_no_recipe_is_told(capsys, project, tmp_path, content):
    (tmp_path / "r.json").write_text(content)
    code, told = answered(capsys, "export", project, tmp_path / "out", "--recipe", tmp_path / "r.json")
    assert code == 1
    assert "is no recipe" in told["error"]
    assert "Errno" not in told["error"]


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ('{"settings": {"most_tokens": "x"}}', "most-tokens"),
        ('{"settings": {"alike": 7}}', "alike"),
        ('{"settings": {"shortest_prompt": true}}', "shortest-prompt"),
        ('{"settings": {"languages": [[1]]}, "kind": "nothing"}', "'nothing'"),
        ('{"actions": {"duplicates": 3}}', "actions"),
        ('{"licences": {"*": ["mit"]}}', "licences"),
    ],
)
def test_a_value_of_a_recipe_that_makes_no_sense_is_told_before_anything_is_read(
    capsys, project, tmp_path, options, named
):
    (tmp_path / "r.json").write_text(options)
    code, told = answered(capsys, "export", project, tmp_path / "out", "--recipe", tmp_path / "r.json")
    assert (code, named in told["error"]) == (1, True)
    assert not (tmp_path / "out").exists()


def test_an_option_of_another_version_is_told(capsys, project, tmp_path):
    (tmp_path / "r.json").write_text('{"kind": "kto", "flavour": "mint"}')
    code, told = answered(capsys, "export", project, tmp_path / "out", "--recipe", tmp_path / "r.json")
    assert (code, "flavour" in told["error"]) == (1, True)


def test_checks_are_told_what_to_do_and_can_be_left_out(capsys, project, tmp_path):
    said = ["--redact", "--check", "refusals=drop"]
    answered(capsys, "export", project, tmp_path / "a", "--kind", "dpo", *said)
    kept = json.loads((tmp_path / "a" / "manifest.json").read_text())
    assert kept["about"]["options"]["actions"] == {"personal-data": "redact", "refusals": "drop"}
    _, told = answered(capsys, "export", project, tmp_path / "b", "--kind", "kto", "--without-checks")
    assert told["checks"] == {}


def test_the_control_is_told_beside_the_dataset(capsys, project, tmp_path):
    assert main(["export", str(project), str(tmp_path / "out"), "--kind", "kto", "--control"]) == 0
    assert f"Control: 2 rows in {tmp_path / 'out-control'}" in capsys.readouterr().out


def test_options_survive_the_way_through_a_recipe():
    options = ExportOptions(kind="dpo", ways=("rewrite",), settings={"languages": ["en"]}, actions={"short": "drop"})
    assert ExportOptions.of(json.loads(json.dumps(options.record()))) == options


def test_a_wrong_action_is_told(capsys, project, tmp_path):
    code, told = answered(capsys, "export", project, tmp_path / "out", "--kind", "kto", "--check", "short=shrink")
    assert code == 1
    assert "cannot" in told["error"]


def test_the_licence_of_a_source_stands_in_card_and_manifest(capsys, project, tmp_path):
    arguments = ["export", project, tmp_path / "out", "--kind", "kto"]
    code, _ = answered(capsys, *arguments, "--licence", "a.jsonl=CC-BY-4.0", "--licence", "mit")
    assert code == 0
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["about"]["licences"] == {"a.jsonl": "CC-BY-4.0"}
    assert "| a.jsonl | 2 | CC-BY-4.0 |" in (tmp_path / "out" / "README.md").read_text()


def test_a_licence_of_a_source_that_is_not_there_is_told(capsys, project, tmp_path):
    code, told = answered(capsys, "export", project, tmp_path / "out", "--kind", "kto", "--licence", "b.jsonl=mit")
    assert code == 1
    assert told == {"error": "No source is called 'b.jsonl'.", "hint": "There are a.jsonl."}


def test_tokens_are_counted_by_the_tokenizer_that_was_named_and_the_manifest_keeps_its_path_to_itself(
    capsys, project, tmp_path
):
    tokenizers = pytest.importorskip("tokenizers")
    made = tokenizers.Tokenizer(tokenizers.models.WordLevel({"[UNK]": 0}, unk_token="[UNK]"))
    made.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    (tmp_path / "model").mkdir()
    made.save(str(tmp_path / "model" / "tokenizer.json"))
    arguments = ["--kind", "kto", "--limit", "most-tokens=14"]
    _, roughly = answered(capsys, "export", project, tmp_path / "roughly", *arguments)
    code, told = answered(capsys, "export", project, tmp_path / "out", *arguments, "--tokenizer", tmp_path / "model")

    # "boil an egg", "Nine minutes." are three tokens each, and four stand around each message.
    assert (code, roughly["checks"]["tokens"], told["checks"]["tokens"]) == (0, 1, 0)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["about"]["options"]["tokenizer"] == "model"
    assert str(tmp_path) not in (tmp_path / "out" / "manifest.json").read_text()


def test_a_split_that_got_no_row_is_told(capsys, project, tmp_path):
    main(["export", str(project), str(tmp_path / "out"), "--kind", "kto", "--split", "0.98,0.01,0.01"])
    said = capsys.readouterr().out.splitlines()

    assert "  no file for validation: it got no row" in said
    assert "  no file for test: it got no row" in said


def test_a_tokenizer_that_is_not_there_is_told(capsys, project, tmp_path):
    code, told = answered(capsys, "export", project, tmp_path / "o", "--kind", "kto", "--tokenizer", tmp_path / "no")
    assert (code, "no tokenizer" in told["error"]) == (1, True)


def test_recipes_are_listed_shown_and_forgotten(capsys, project, tmp_path):
    assert answered(capsys, "recipes", project) == (0, {"recipes": {}})
    arguments = ["--kind", "kto", "--save-recipe", "weekly", "--limit", "alike=0.9", "--licence", "mit"]
    answered(capsys, "export", project, tmp_path / "out", *arguments)
    main(["recipes", str(project), "--show", "weekly"])
    assert capsys.readouterr().out.splitlines() == [
        "weekly: kto for trl",
        "  settings: {'alike': 0.9}",
        "  licences: {'*': 'mit'}",
    ]
    assert list(answered(capsys, "recipes", project)[1]["recipes"]) == ["weekly"]
    assert answered(capsys, "recipes", project, "--show", "daily")[0] == 1
    assert answered(capsys, "recipes", project, "--forget", "weekly") == (0, {"recipes": {}})
