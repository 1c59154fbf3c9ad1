"""The proof of an export: `datasets` reads it and TRL's trainer takes a step on it, without a network."""

import copy
import math
from dataclasses import replace

import pytest

from nfstudio.domain.feedback import Scope
from nfstudio.exporters import EXPORTERS
from nfstudio.exporters.shapes import DataFile

pytestmark = [
    pytest.mark.train,
    # What other people's libraries warn of is theirs to mend.
    pytest.mark.filterwarnings("ignore"),
]

TEMPLATE = (
    "{% for message in messages %}<{{ message['role'] }}>{{ message['content'] }}</s>{% endfor %}"
    "{% if add_generation_prompt %}<assistant>{% endif %}"
)


@pytest.fixture
def offline(monkeypatch, tmp_path):
    """Any look at a network fails at once instead of waiting."""
    for name in ("HF_HUB_OFFLINE", "HF_DATASETS_OFFLINE", "TRANSFORMERS_OFFLINE"):
        monkeypatch.setenv(name, "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))


def load(path, cache):
    datasets = pytest.importorskip("datasets", reason="needs the extra [train]")
    datasets.disable_progress_bars()
    return datasets.load_dataset("json", data_files=str(path), split="train", cache_dir=str(cache))


def tokenizer():
    """A byte-level tokenizer of 256 letters and the marks of the template, made here."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    marks = ["<pad>", "</s>", "<system>", "<user>", "<assistant>", "<tool>"]
    letters = marks + sorted(pre_tokenizers.ByteLevel.alphabet())
    plain = Tokenizer(models.BPE(vocab={letter: i for i, letter in enumerate(letters)}, merges=[]))
    plain.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    plain.decoder = decoders.ByteLevel()
    plain.add_special_tokens(marks)
    wrapped = PreTrainedTokenizerFast(tokenizer_object=plain, pad_token="<pad>", eos_token="</s>")
    wrapped.chat_template = TEMPLATE
    return wrapped


def test_a_file_whose_rare_fields_come_late_is_read_whole(tmp_path, offline, make_example, write_dataset):
    """`datasets` types a column by the first ten megabytes; the file is longer, and most rows hold no score."""
    padding = "x" * 1500
    bare = {"score": None, "detector": None}
    examples = [make_example(f"{i} {padding}", conversation=f"c{i}", **bare) for i in range(9000)]
    trace = make_example(scope=Scope.PERSONAL).traces[0]
    examples[-1] = make_example("last", conversation="last", scope=Scope.PERSONAL, also=(trace,))
    write_dataset(tmp_path / "out", examples)
    assert (tmp_path / "out" / "train.jsonl").stat().st_size > 12 * 2**20
    rows = load(tmp_path / "out" / "train.jsonl", tmp_path / "cache")
    assert rows.num_rows == 9000
    assert str(rows.features["label"].dtype) == "bool"
    assert rows.features["meta"]["score"].dtype == "float64"
    assert rows.features["meta"]["scope"].dtype == "string"


def small_model(letters, *, reward: bool = False):
    """A random model of a few thousand weights."""
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM, LlamaForSequenceClassification

    torch.set_num_threads(1)
    torch.manual_seed(0)
    shape = LlamaConfig(
        vocab_size=len(letters),
        hidden_size=16,
        intermediate_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        max_position_embeddings=128,
        pad_token_id=letters.pad_token_id,
        eos_token_id=letters.eos_token_id,
        bos_token_id=None,
        **({"num_labels": 1} if reward else {}),
    )
    return (LlamaForSequenceClassification if reward else LlamaForCausalLM)(shape)


def settings(tmp_path):
    """One step on the CPU that says nothing and saves nothing."""
    return {
        "output_dir": str(tmp_path / "model"),
        "max_steps": 1,
        "per_device_train_batch_size": 4,
        "max_length": 128,
        "learning_rate": 1e-2,
        "use_cpu": True,
        "bf16": False,
        "report_to": [],
        "save_strategy": "no",
        "logging_steps": 1,
        "disable_tqdm": True,
    }


def moved(trainer):
    """Take the step; whether it was one, on a finite loss, and any weight is another after it."""
    import torch

    before = {name: weight.detach().clone() for name, weight in trainer.model.named_parameters()}
    outcome = trainer.train()
    assert outcome.global_step == 1
    assert math.isfinite(outcome.training_loss)
    return any(not torch.equal(before[name], weight) for name, weight in trainer.model.named_parameters())


def exported(tmp_path, make_kind, write_dataset, kind, **said):
    """Four rows of a kind, as `datasets` reads their folder by its card."""
    datasets = pytest.importorskip("datasets", reason="needs the extra [train]")
    datasets.disable_progress_bars()
    examples = [
        make_kind(kind, f"What is {i} + {i}?", conversation=f"c{i}", answer=f"It is {i * 2}.", label=i % 2 == 0, **said)
        for i in range(4)
    ]
    write_dataset(tmp_path / "out", examples, kind=kind)
    rows = datasets.load_dataset(str(tmp_path / "out"), kind, split="train", cache_dir=str(tmp_path / "cache"))
    assert rows.num_rows == 4
    return rows


def test_the_kto_trainer_takes_a_step_on_the_file(tmp_path, offline, make_kind, write_dataset):
    trl = pytest.importorskip("trl", reason="needs the extra [train]")
    rows, letters = exported(tmp_path, make_kind, write_dataset, "kto"), tokenizer()
    model = small_model(letters)
    args = trl.KTOConfig(**settings(tmp_path))
    trainer = trl.KTOTrainer(
        model=model, ref_model=copy.deepcopy(model), args=args, train_dataset=rows, processing_class=letters
    )
    trained = trainer.train_dataset
    assert len(trained) == 4
    assert "<user>What is" in letters.decode(trained[0]["prompt_ids"])
    assert letters.decode(trained[0]["completion_ids"]).startswith("It is")
    assert moved(trainer)


@pytest.mark.parametrize("implicit", [False, True])
def test_the_dpo_trainer_takes_a_step_on_the_file(tmp_path, offline, make_kind, write_dataset, implicit):
    trl = pytest.importorskip("trl", reason="needs the extra [train]")
    rows, letters = exported(tmp_path, make_kind, write_dataset, "dpo", implicit=implicit), tokenizer()
    model = small_model(letters)
    args = trl.DPOConfig(**settings(tmp_path))
    trainer = trl.DPOTrainer(
        model=model, ref_model=copy.deepcopy(model), args=args, train_dataset=rows, processing_class=letters
    )
    assert len(trainer.train_dataset) == 4
    assert moved(trainer)


@pytest.mark.parametrize("implicit", [False, True])
def test_the_reward_trainer_takes_a_step_on_the_file(tmp_path, offline, make_kind, write_dataset, implicit):
    trl = pytest.importorskip("trl", reason="needs the extra [train]")
    rows, letters = exported(tmp_path, make_kind, write_dataset, "reward", implicit=implicit), tokenizer()
    args = trl.RewardConfig(**settings(tmp_path))
    model = small_model(letters, reward=True)
    trainer = trl.RewardTrainer(model=model, args=args, train_dataset=rows, processing_class=letters)
    assert len(trainer.train_dataset) == 4
    assert moved(trainer)


def test_the_sft_trainer_takes_a_step_on_the_file(tmp_path, offline, make_kind, write_dataset):
    trl = pytest.importorskip("trl", reason="needs the extra [train]")
    rows, letters = exported(tmp_path, make_kind, write_dataset, "sft"), tokenizer()
    args = trl.SFTConfig(**settings(tmp_path))
    trainer = trl.SFTTrainer(model=small_model(letters), args=args, train_dataset=rows, processing_class=letters)
    assert len(trainer.train_dataset) == 4
    assert moved(trainer)


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
@pytest.mark.parametrize("kind", ["kto", "dpo", "reward", "sft", "prompts", "triples", "ordinal", "stepwise"])
def test_the_hub_library_reads_the_folder_by_its_card(tmp_path, offline, make_kind, write_dataset, kind, form):
    datasets = pytest.importorskip("datasets", reason="needs the extra [train]")
    datasets.disable_progress_bars()
    examples = [make_kind(kind, f"q {i}", conversation=f"c{i}") for i in range(4)]
    split = {"split_of": lambda e: "train" if e.conversation_id < "c3" else "test"}
    fractions = {"train": 0.7, "validation": 0.0, "test": 0.3}
    write_dataset(tmp_path / "out", examples, kind=kind, form=form, fractions=fractions, **split)
    found = datasets.load_dataset(str(tmp_path / "out"), kind, cache_dir=str(tmp_path / "cache"))
    assert {name: rows.num_rows for name, rows in found.items()} == {"train": 3, "test": 1}
    assert found["train"].features["meta"]["quote"].dtype in ("string", "large_string")


@pytest.mark.parametrize("kind", ["kto", "dpo", "sft", "stepwise"])
def test_the_hub_library_reads_what_only_a_later_file_holds(
    tmp_path, offline, make_kind, make_trace, write_dataset, rows_of, kind
):
    datasets = pytest.importorskip("datasets", reason="needs the extra [train]")
    datasets.disable_progress_bars()
    plain, told = (make_kind(kind, f"q {i}", conversation=f"c{i}") for i in range(2))
    full = make_trace(at=3, scope=Scope.PERSONAL, reviewer="ada", rules=("a.rule",))
    told = replace(told, traces=(full, replace(full, start=1, end=6)))
    if told.rejected is not None:
        told = replace(told, rejected=replace(told.rejected, rating=-1, traces=told.traces))
    split = {"split_of": lambda e: "train" if e.conversation_id == "c0" else "test"}
    write_dataset(tmp_path / "out", [plain, told], kind=kind, fractions={"train": 0.5, "test": 0.5}, **split)
    found = datasets.load_dataset(str(tmp_path / "out"), kind, cache_dir=str(tmp_path / "cache"))
    for name in ("train", "test"):
        assert list(found[name]) == rows_of(tmp_path / "out" / f"{name}.jsonl")


@pytest.mark.parametrize("kind", ["kto", "dpo", "reward", "sft"])
def test_the_snippet_of_the_card_trains_on_a_computer_without_a_gpu(
    tmp_path, monkeypatch, offline, make_kind, write_dataset, kind
):
    pytest.importorskip("trl", reason="needs the extra [train]")
    exported(tmp_path, make_kind, write_dataset, kind)
    letters = tokenizer()
    small_model(letters, reward=kind == "reward").save_pretrained(tmp_path / "small")
    letters.save_pretrained(tmp_path / "small")
    snippet = EXPORTERS["trl"].snippet(kind=kind, files=[DataFile("train.jsonl", "train")])
    assert snippet.count("Qwen/Qwen2.5-0.5B-Instruct") == 1
    monkeypatch.chdir(tmp_path / "out")

    scope = {}
    exec(snippet.replace("Qwen/Qwen2.5-0.5B-Instruct", str(tmp_path / "small")), scope)
    assert scope["trainer"].state.global_step > 0
