import hashlib
from pathlib import Path

import orjson
import pytest

from nfstudio.exporters import EXPORTERS
from nfstudio.exporters.croissant import Shape, _field
from nfstudio.exporters.manifest import WrittenFile
from nfstudio.exporters.validate import validate

EVERY = [(name, kind) for name, exporter in EXPORTERS.items() for kind in exporter.KINDS]
HALVES = {
    "fractions": {"train": 0.5, "test": 0.5},
    "split_of": lambda e: "train" if e.conversation_id == "c0" else "test",
}


def described(folder: Path) -> dict:
    return orjson.loads((folder / "croissant.json").read_bytes())


def fields_of(fields: list[dict]) -> list[dict]:
    """All fields, those inside others too."""
    return [one for field in fields for one in (field, *fields_of(field.get("subField", [])))]


@pytest.fixture
def written(tmp_path, make_kind, write_dataset):
    def write(name: str, kind: str, form: str = "jsonl") -> Path:
        examples = [make_kind(kind, f"q {i}", conversation=f"c{i}") for i in range(2)]
        form = "csv" if kind == "paper" else form
        write_dataset(tmp_path / "out", examples, exporter=EXPORTERS[name], kind=kind, form=form, **HALVES)
        return tmp_path / "out"

    return write


@pytest.mark.parametrize(("name", "kind"), EVERY)
def test_every_column_of_every_kind_has_a_field_and_every_file_its_digest(written, rows_of, name, kind):
    out = written(name, kind)
    told = described(out)
    assert (told["@type"], told["conformsTo"]) == ("sc:Dataset", "http://mlcommons.org/croissant/1.0")
    files = {file["@id"]: file for file in told["distribution"]}
    for path, file in files.items():
        assert file["sha256"] == hashlib.sha256((out / path).read_bytes()).hexdigest()
        assert file["contentSize"] == f"{(out / path).stat().st_size} B"
    assert [records["@id"] for records in told["recordSet"]] == ["train", "test"]
    for records in told["recordSet"]:
        path = f"{records['@id']}.{'csv' if kind == 'paper' else 'jsonl'}"
        text = (out / path).read_text()
        columns = text.splitlines()[0].split(",") if kind == "paper" else list(rows_of(out / path)[0])
        named = records["description"].partition("here: ")[2].rstrip(".").split(", ")
        assert [field["name"] for field in records["field"]] == [column for column in columns if column not in named]
        for field in fields_of(records["field"]):
            assert ("subField" in field) != ("source" in field)
            if "source" in field:
                assert field["source"]["fileObject"]["@id"] == path
                assert field["dataType"].startswith("sc:")
    names = [field["@id"] for records in told["recordSet"] for field in fields_of(records["field"])]
    assert len({*names, *files}) == len(names) + len(files)
    assert validate(out) == []


def test_a_label_is_a_boolean_and_messages_are_repeated(written):
    (train, _) = described(written("trl", "kto"))["recordSet"]
    fields = {field["@id"]: field for field in fields_of(train["field"])}
    assert fields["train/label"]["dataType"] == "sc:Boolean"
    assert fields["train/prompt"]["repeated"] is True
    content = fields["train/prompt/content"]
    assert content["source"] == {
        "fileObject": {"@id": "train.jsonl"},
        "extract": {"column": "prompt"},
        "transform": {"jsonPath": "$.content"},
    }


def test_a_list_of_objects_below_a_column_is_only_named_because_readers_take_one_match_of_a_path():
    shape = Shape()
    row = {
        "meta": {"rules": ["a"], "spans": [{"start": 1}], "chosen": {"at": 2}},
        "said": [{"spans": [{"end": 3}], "role": "x"}],
    }
    shape.see(row)
    file = WrittenFile("train.jsonl", "train", 1, {}, 1, "0" * 64)
    fields = {field["@id"]: field for field in fields_of([_field(file, (n,), s) for n, s in shape.fields.items()])}
    assert set(fields) == {
        *(
            "train/meta",
            "train/meta/rules",
            "train/meta/chosen",
            "train/meta/chosen/at",
            "train/said",
            "train/said/role",
        ),
    }
    paths = {name: field["source"]["transform"]["jsonPath"] for name, field in fields.items() if "source" in field}
    assert paths == {
        "train/meta/rules": "$.rules",
        "train/meta/chosen/at": "$.chosen.at",
        "train/said/role": "$.role",
    }
    repeated = [name for name, field in fields.items() if field.get("repeated")]
    assert repeated == ["train/meta/rules", "train/said", "train/said/role"]
    for name in ("train/meta", "train/said"):
        assert fields[name]["description"].endswith(" here: spans.")


def test_a_parquet_file_is_called_one(written):
    out = written("trl", "kto", "parquet")
    assert {file["encodingFormat"] for file in described(out)["distribution"]} == {"application/x-parquet"}


def test_the_same_rows_have_the_same_description(tmp_path, make_example, write_dataset):
    for name in ("a", "b"):
        write_dataset(tmp_path / name, [make_example()], about={"project": 'a "b"\ud800', "languages": ["en"]})
    one, other = ((tmp_path / name / "croissant.json").read_bytes() for name in ("a", "b"))
    assert one == other
    assert described(tmp_path / "a")["inLanguage"] == ["en"]


def test_numbers_of_two_sorts_are_the_wider_sort_and_what_was_never_seen_is_text():
    shape = Shape()
    for value in ({"a": 1, "b": None, "c": [1]}, {"a": 0.5, "b": None, "c": ["x"]}):
        shape.see(value)
    assert shape.fields["a"].plain == "sc:Float"
    assert shape.fields["b"].plain is None
    assert (shape.fields["c"].plain, shape.fields["c"].repeated) == ("sc:Text", True)


def test_a_column_that_holds_nothing_but_lists_of_objects_is_named_and_has_no_field_because_readers_refuse_it(written):
    (records, _) = described(written("openai", "dpo"))["recordSet"]
    assert "which Croissant has no words for here: input." in records["description"]
    assert [field["name"] for field in records["field"]] == ["preferred_output", "non_preferred_output"]


def test_instants_are_told_as_such_and_words_among_them_make_text_of_all():
    shape = Shape()
    shape.see({"at": "2026-01-02T03:04:05Z", "said": "2026-01-02T03:04:05Z"})
    shape.see({"at": None, "said": "at noon"})
    assert (shape.fields["at"].plain, shape.fields["said"].plain) == ("sc:DateTime", "sc:Text")


@pytest.mark.parametrize(("name", "kind"), EVERY)
def test_the_library_of_croissant_accepts_every_kind_and_reads_its_rows(written, name, kind):
    library = pytest.importorskip("mlcroissant", reason="needs mlcroissant, which brings pandas; see docs/export.md")
    dataset = library.Dataset(str(written(name, kind) / "croissant.json"))
    for records in dataset.metadata.record_sets:
        assert next(iter(dataset.records(records.uuid)))
