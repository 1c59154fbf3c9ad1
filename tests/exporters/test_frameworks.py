"""What the documentation and the loaders of each framework ask for, held against the rows that are written."""

import csv
import json

import pytest

from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.preferences import Kind, Pair, Unpaired
from nfstudio.exporters import EXPORTERS, axolotl, llamafactory, openai
from nfstudio.exporters.shapes import DataFile, Unfit
from nfstudio.exporters.validate import validate

S, U, A, T = Role.SYSTEM, Role.USER, Role.ASSISTANT, Role.TOOL
EVERY = [(name, kind) for name, exporter in EXPORTERS.items() for kind in exporter.KINDS]
SAID = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Name a prime."}]
TURNS = [{"from": "system", "value": "Be brief."}, {"from": "human", "value": "Name a prime."}]
GOOD, BAD = {"role": "assistant", "content": "Seven."}, {"role": "assistant", "content": "Nine."}
FOLLOW_UP = [{"role": "user", "content": "Thanks!"}]
STEPS = {
    "prompt": "System: Be brief.\n\nUser: Name a prime.",
    "completions": ["Assistant: Nine.", "User: No.\n\nAssistant: Seven."],
    "labels": [False, True],
}
TEXTS = {"system": "Be brief.", "prompt": "Name a prime.", "completion": "Seven.", "label": True}
SHAPES = {
    ("trl", "kto"): {"prompt": SAID, "completion": [GOOD], "label": True},
    ("trl", "dpo"): {"prompt": SAID, "chosen": [GOOD], "rejected": [BAD]},
    ("trl", "reward"): {"prompt": SAID, "chosen": [GOOD], "rejected": [BAD]},
    ("trl", "sft"): {"prompt": SAID, "completion": [GOOD]},
    ("trl", "prompts"): {"prompt": SAID},
    ("trl", "triples"): {"prompt": SAID, "completion": [GOOD], "follow_up": FOLLOW_UP},
    ("trl", "ordinal"): {"messages": [*SAID, GOOD], "user_feedback": "Thanks!", "label": 4},
    ("trl", "stepwise"): STEPS,
    ("llamafactory", "kto"): {"conversations": [*TURNS, {"from": "gpt", "value": "Seven."}], "kto_tag": True},
    ("llamafactory", "dpo"): {
        "conversations": TURNS,
        "chosen": {"from": "gpt", "value": "Seven."},
        "rejected": {"from": "gpt", "value": "Nine."},
    },
    ("llamafactory", "sft"): {"conversations": [*TURNS, {"from": "gpt", "value": "Seven."}]},
    ("axolotl", "kto"): TEXTS,
    ("axolotl", "dpo"): {"messages": SAID, "chosen": GOOD, "rejected": BAD},
    ("axolotl", "reward"): {"system": "Be brief.", "input": "Name a prime.", "chosen": "Seven.", "rejected": "Nine."},
    ("axolotl", "sft"): {"messages": [*SAID, GOOD]},
    ("axolotl", "stepwise"): STEPS,
    ("openrlhf", "dpo"): {"prompt": SAID, "chosen": [GOOD], "rejected": [BAD]},
    ("openrlhf", "reward"): {"prompt": SAID, "chosen": [GOOD], "rejected": [BAD]},
    ("openrlhf", "sft"): {"prompt": SAID, "completion": [GOOD]},
    ("openrlhf", "prompts"): {"prompt": SAID},
    ("nemo", "dpo"): {
        "context": SAID,
        "completions": [{"rank": 0, "completion": [GOOD]}, {"rank": 1, "completion": [BAD]}],
    },
    ("nemo", "sft"): {"messages": [*SAID, GOOD]},
    ("openai", "dpo"): {"input": {"messages": SAID}, "preferred_output": [GOOD], "non_preferred_output": [BAD]},
    ("openai", "sft"): {"messages": [*SAID, GOOD]},
    ("swift", "kto"): {"messages": [*SAID, GOOD], "label": True},
    ("swift", "dpo"): {"messages": [*SAID, GOOD], "rejected_response": "Nine."},
    ("swift", "sft"): {"messages": [*SAID, GOOD]},
    ("swift", "prompts"): {"messages": SAID},
    ("nfstudio", "paper"): {"conversation_id": "c-1", "feedback_turn": 1, "category": "UR5", "label": 1},
}
SHAPES |= {(name, "reward"): SHAPES[name, "dpo"] for name in ("llamafactory", "nemo", "swift")}


@pytest.mark.parametrize(("name", "kind"), EVERY)
def test_a_row_has_the_shape_of_its_framework(make_kind, name, kind):
    row = EXPORTERS[name].row(make_kind(kind).content, kind=kind)
    assert row == SHAPES.get((name, kind), row)
    assert (name, kind) in SHAPES or kind == "spans"


@pytest.mark.parametrize(("name", "kind"), EVERY)
def test_a_written_row_is_read_back_without_a_fault(tmp_path, make_kind, write_dataset, name, kind):
    examples = [make_kind(kind, f"Name prime {i}.", conversation=f"c{i}") for i in range(3)]
    form = "csv" if kind == "paper" else "jsonl"
    written = write_dataset(tmp_path / "out", examples, exporter=EXPORTERS[name], kind=kind, form=form)
    assert written.rows == {"train": 3}
    assert validate(tmp_path / "out") == []


def test_no_id_of_a_log_is_a_formula_in_the_table_of_the_paper(tmp_path, make_kind, write_dataset):
    ids = ["=cmd()", "+1", "-1", "@a", "\tb", "\rc", "d=1", "7"]
    examples = [make_kind("paper", conversation=one) for one in ids]
    write_dataset(tmp_path / "out", examples, exporter=EXPORTERS["nfstudio"], kind="paper", form="csv")
    assert validate(tmp_path / "out") == []

    with (tmp_path / "out" / "train.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(row["conversation_id"] for row in rows) == sorted(
        one if one in {"d=1", "7"} else f"'{one}" for one in ids
    )
    assert {row["label"] for row in rows} == {"1"}


@pytest.mark.parametrize(("name", "kind"), EVERY)
def test_no_json_object_makes_the_check_itself_fail(make_kind, name, kind):
    exporter = EXPORTERS[name]
    good = exporter.row(make_kind(kind).content, kind=kind)
    if kind == "paper":
        good = {key: str(value) for key, value in good.items()}
    assert exporter.row_faults(good, kind=kind) == []
    assert exporter.row_faults({}, kind=kind) != []
    optional = {"conversation_id", "source"} if kind == "spans" else {"system"}
    for key in good.keys() - optional:
        for value in (None, [], {}, [None], 7):
            assert exporter.row_faults(good | {key: value}, kind=kind), (key, value)


@pytest.mark.parametrize("name", [name for name, kind in EVERY if kind == "dpo"])
def test_two_equal_answers_are_no_pair(make_kind, name):
    exporter = EXPORTERS[name]
    row = exporter.row(make_kind("dpo", worse="Seven.").content, kind="dpo")
    assert exporter.row_faults(row, kind="dpo") == ["The chosen and the rejected answer are the same."]


@pytest.mark.parametrize(("name", "kind"), EVERY)
def test_every_exporter_says_how_to_train_and_every_kind_what_it_is(name, kind):
    exporter = EXPORTERS[name]
    files = [DataFile("train.jsonl", "train"), DataFile("test.jsonl", "test")]
    assert exporter.snippet(kind=kind, files=files).endswith("\n")
    assert json.dumps(dict(exporter.advice(kind=kind, good=3, bad=4)))
    assert Kind(kind).meaning.endswith(".")
    assert exporter.META in ("inside", "beside", "none")


# --- LLaMA-Factory ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "prompt",
    [
        [Message(U, "a"), Message(U, "b")],
        [Message(A, "a"), Message(U, "b")],
        [Message(U, "a"), Message(S, "b"), Message(U, "c")],
        [Message(U, "a"), Message(A, "b"), Message(T, "c")],
    ],
)
def test_llamafactory_would_pass_over_turns_that_do_not_alternate(prompt):
    pair = Pair(tuple(prompt), Message(A, "x"), Message(A, "y"))
    assert isinstance(llamafactory.row(pair, kind="dpo"), Unfit)
    assert isinstance(llamafactory.row(Unpaired(pair.prompt, pair.chosen, True), kind="kto"), Unfit)


@pytest.mark.parametrize("kind", llamafactory.KINDS)
def test_llamafactory_finds_the_files_by_dataset_info(tmp_path, make_kind, write_dataset, kind):
    write_dataset(tmp_path / "out", [make_kind(kind)], exporter=llamafactory, kind=kind)
    (name, told), *others = json.loads((tmp_path / "out" / "dataset_info.json").read_text()).items()
    row = json.loads((tmp_path / "out" / "train.jsonl").read_text())
    assert (name, others, told["file_name"], told["formatting"]) == (f"{kind}_train", [], "train.jsonl", "sharegpt")
    assert set(told["columns"].values()) == row.keys() - {"meta"}
    assert told.get("ranking", False) is (kind in ("dpo", "reward"))


def test_what_llamafactory_has_no_shape_for_is_left_out_and_counted(tmp_path, make_kind, make_example, write_dataset):
    twice = (Message(U, "a"), Message(U, "b"))
    odd = make_example(content=Unpaired(twice, Message(A, "x"), True))
    written = write_dataset(tmp_path / "out", [make_kind("kto"), odd], exporter=llamafactory)
    assert (written.rows, written.left_out) == ({"train": 1}, {"roles do not alternate": 1})


# --- Axolotl ----------------------------------------------------------------------------------------------------


def ultra(row):
    """What Axolotl's `chatml.ultra` makes of a row, as its source has it."""
    system = f"<|im_start|>system\n{row['system']}<|im_end|>\n" if row["system"] else ""
    prompt = f"{system}<|im_start|>user\n{row['prompt']}<|im_end|>\n<|im_start|>assistant\n"
    return prompt, f"{row['completion']}<|im_end|>"


def test_axolotl_reads_the_whole_conversation_out_of_one_question():
    prompt = (Message(S, "Be brief."), Message(U, "2+2?"), Message(A, "5"), Message(U, "no"))
    row = axolotl.row(Unpaired(prompt, Message(A, "4"), True), kind="kto")
    rendered = "".join(f"<|im_start|>{m.role}\n{m.content}<|im_end|>\n" for m in prompt)
    assert ultra(row) == (f"{rendered}<|im_start|>assistant\n", "4<|im_end|>")


def test_axolotl_knows_one_question_for_a_reward_model(make_kind):
    prompt = (Message(U, "2+2?"), Message(A, "5"), Message(U, "no"))
    pair = Pair(prompt, Message(A, "4"), Message(A, "6"))
    assert axolotl.row(pair, kind="reward") == Unfit("more than one question")


@pytest.mark.parametrize("kind", axolotl.KINDS)
def test_axolotl_gets_a_configuration_that_names_the_files(tmp_path, make_kind, write_dataset, kind):
    yaml = pytest.importorskip("yaml")
    examples = [make_kind(kind, f"q {i}", conversation=f"c{i}") for i in range(2)]
    split = {"split_of": lambda e: "train" if e.conversation_id == "c0" else "test"}
    fractions = {"train": 0.5, "test": 0.5}
    write_dataset(tmp_path / "out", examples, exporter=axolotl, kind=kind, fractions=fractions, **split)
    told = yaml.safe_load((tmp_path / "out" / "axolotl.yaml").read_text())
    assert told["datasets"][0]["path"] == "train.jsonl"
    assert told["test_datasets"][0]["path"] == "test.jsonl"
    assert told.get("rl") == (kind if kind in ("kto", "dpo") else None)


# --- OpenAI -----------------------------------------------------------------------------------------------------


def test_openai_has_the_provenance_beside_the_rows_line_by_line(tmp_path, make_kind, write_dataset):
    examples = [make_kind("dpo", f"q {i}", conversation=f"c{i}") for i in range(5)]
    written = write_dataset(tmp_path / "out", examples, exporter=openai, kind="dpo")
    rows = [json.loads(line) for line in (tmp_path / "out" / "train.jsonl").read_text().splitlines()]
    beside = tmp_path / "out" / "provenance" / "train.jsonl"
    metas = [json.loads(line) for line in beside.read_text().splitlines()]
    asked = [row["input"]["messages"][-1]["content"] for row in rows]
    assert [f"q {meta['conversation_id'][1:]}" for meta in metas] == asked
    assert [file.path for file in written.provenance] == ["provenance/train.jsonl"]


def test_openai_rows_with_another_column_are_faulty(make_kind):
    row = openai.row(make_kind("dpo").content, kind="dpo") | {"meta": {}}
    assert openai.row_faults(row, kind="dpo") == ["There is a column meta, which the services refuse."]


def test_tools_have_no_shape_at_openai():
    prompt = (Message(U, "Weather?"), Message(A, ""), Message(T, "rain"))
    assert isinstance(openai.row(Pair(prompt, Message(A, "x"), Message(A, "y")), kind="dpo"), Unfit)


# --- TRL --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["dpo", "reward"])
def test_a_pair_may_be_two_whole_conversations(make_kind, kind):
    row = EXPORTERS["trl"].row(make_kind(kind, implicit=True).content, kind=kind)
    assert row == {"chosen": [*SAID, GOOD], "rejected": [*SAID, BAD]}
    assert EXPORTERS["trl"].row_faults(row, kind=kind) == []
    torn = row | {"chosen": [*FOLLOW_UP, GOOD]}
    assert "do not share their history" in EXPORTERS["trl"].row_faults(torn, kind=kind)[0]
    bare = {"chosen": [GOOD], "rejected": [BAD]}
    assert EXPORTERS["trl"].row_faults(bare, kind=kind) != []


@pytest.mark.parametrize("kind", openai.KINDS)
def test_together_would_refuse_a_file_in_which_one_role_speaks_twice(make_kind, kind):
    row = openai.row(make_kind(kind).content, kind=kind)
    said = row["input"]["messages"] if kind == "dpo" else row["messages"]
    said.insert(1, {"role": "user", "content": "Wait."})
    assert "One role speaks twice in a row." in openai.row_faults(row, kind=kind)
    twice = Pair((Message(U, "a"), Message(U, "b")), Message(A, "c"), Message(A, "d"))
    assert isinstance(openai.row(twice, kind="dpo"), Unfit)
