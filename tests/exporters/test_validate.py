import orjson
import pytest

from nfstudio.exporters import piles, twins
from nfstudio.exporters.validate import Fault, validate


@pytest.fixture
def dataset(tmp_path, make_example, write_dataset):
    examples = [make_example(f"q{i}", conversation=f"c{i}", label=i % 2 == 0) for i in range(6)]
    fractions = {"train": 0.5, "test": 0.5}
    write_dataset(
        tmp_path / "out",
        examples,
        fractions=fractions,
        split_of=lambda example: "train" if example.conversation_id < "c4" else "test",
    )
    return tmp_path / "out"


def rewrite(path, change):
    """Change the rows of a file and leave the manifest as it is."""
    rows = [orjson.loads(line) for line in path.read_bytes().splitlines()]
    changed = change(rows)
    rows = changed if isinstance(changed, list) else rows
    path.write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in rows))


def sentences(folder):
    return [fault.sentence for fault in validate(folder)]


def test_what_the_writer_wrote_is_sound(dataset):
    assert validate(dataset) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda row: row.update(label="true"), "The label is no JSON boolean."),
        (lambda row: row["prompt"].append(row["completion"][0]), "The prompt does not end with"),
        (lambda row: row.update(completion=[{"role": "assistant", "content": ""}]), "The completion is empty."),
        (lambda row: row.pop("meta"), "There is no meta"),
        (lambda row: row["meta"].pop("quote"), "There is no meta"),
        (lambda row: row["meta"].update(quote="other words"), "The quote is not as long"),
        (lambda row: row["meta"].update(target_position=3, feedback_position=4), "The target does not stand right"),
        (lambda row: row["meta"].update(feedback_position=1), "The feedback does not stand after"),
        (lambda row: row["meta"].update(start="0"), "A position, an offset"),
    ],
)
def test_a_broken_row_is_found_with_its_place(dataset, change, sentence):
    rewrite(dataset / "train.jsonl", lambda rows: change(rows[1]))
    found = validate(dataset)
    assert [fault.place for fault in found if fault.sentence.startswith(sentence)] == ["train.jsonl, line 2"]
    assert any("sha256" in fault.sentence for fault in found)


def test_a_row_with_another_shape_of_meta_is_found(dataset):
    rewrite(dataset / "train.jsonl", lambda rows: rows[2]["meta"].update(more=1))
    assert "The meta has other names than in the rows before." in sentences(dataset)


def test_a_row_twice_is_found(dataset):
    rewrite(dataset / "train.jsonl", lambda rows: [*rows, rows[0]])
    assert "The same row stands in the dataset before." in sentences(dataset)
    assert "The manifest says rows 4, the file 5." in sentences(dataset)


def test_a_conversation_on_both_sides_of_a_split_is_found(dataset):
    rewrite(dataset / "train.jsonl", lambda rows: rows[0]["meta"].update(conversation_id="c5"))
    assert "Its conversation stands in the split test too." in sentences(dataset)


def test_a_lone_surrogate_and_a_torn_line_are_found(dataset):
    with (dataset / "train.jsonl").open("ab") as file:
        file.write(b'{"prompt":"\\ud83d"}\n{"prompt":\n[]\n')
    found = {fault.place: fault.sentence for fault in validate(dataset)}
    assert found["train.jsonl, line 5"].startswith("The line is no JSON that everybody reads")
    assert found["train.jsonl, line 6"].startswith("The line is no JSON that everybody reads")
    assert found["train.jsonl, line 7"] == "The line is no JSON object."


def test_one_changed_letter_is_found(dataset):
    path = dataset / "test.jsonl"
    path.write_bytes(path.read_bytes().replace(b"Seven.", b"Sevem.", 1))
    (fault,) = validate(dataset)
    assert fault.place == "test.jsonl"
    assert "sha256" in fault.sentence


def test_missing_and_foreign_files_are_found(dataset):
    (dataset / "test.jsonl").rename(dataset / "extra.jsonl")
    assert validate(dataset) == [
        Fault("extra.jsonl", "The manifest does not name this file."),
        Fault("test.jsonl", "The file is missing."),
    ]


@pytest.mark.parametrize(
    "manifest",
    [
        b"{",
        b"[]",
        b"{}",
        b'{"framework":[],"kind":"kto","files":[]}',
        b'{"framework":"trl","kind":"x","files":[]}',
        b'{"framework":"trl","kind":"kto","files":["train.jsonl"]}',
    ],
)
def test_a_broken_manifest_is_one_fault(dataset, manifest):
    (dataset / "manifest.json").write_bytes(manifest)
    (fault,) = validate(dataset)
    assert fault.sentence.startswith("The manifest cannot be read")


def test_no_more_faults_are_told_than_asked_for(dataset):
    rewrite(dataset / "train.jsonl", lambda rows: [{}] * 500)
    assert len(validate(dataset, limit=7)) == 7


def test_a_row_twice_is_found_however_its_line_is_written(dataset):
    path = dataset / "train.jsonl"
    first = orjson.loads(path.read_bytes().splitlines()[0])
    turned = {"meta": first.pop("meta"), **first}
    with path.open("ab") as file:
        file.write(orjson.dumps(turned) + b"\n")
    assert "The same row stands in the dataset before." in sentences(dataset)
    assert [fault.place for fault in validate(dataset) if fault.sentence.startswith("The same row")] == [
        "train.jsonl, line 5"
    ]


def test_rows_of_thousands_are_compared_over_all_files(dataset, monkeypatch):
    monkeypatch.setattr(twins, "_FEW", 2)
    monkeypatch.setattr(piles, "_HELD", 2)
    assert validate(dataset) == []
    rewrite(dataset / "train.jsonl", lambda rows: rows[1]["meta"].update(conversation_id="c5"))
    assert "Its conversation stands in the split test too." in sentences(dataset)
