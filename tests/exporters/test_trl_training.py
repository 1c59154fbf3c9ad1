"""The proof of an export: `datasets` reads it and TRL's trainer takes a step on it, without a network."""

import copy
import math

import pytest

from nfstudio.domain.feedback import Scope

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
    trace = make_example(scope=Scope.PERSONAL).provenance
    examples[-1] = make_example("last", conversation="last", scope=Scope.PERSONAL, also=(trace,))
    write_dataset(tmp_path / "out", examples)
    assert (tmp_path / "out" / "train.jsonl").stat().st_size > 12 * 2**20
    rows = load(tmp_path / "out" / "train.jsonl", tmp_path / "cache")
    assert rows.num_rows == 9000
    assert str(rows.features["label"].dtype) == "bool"
    assert rows.features["meta"]["score"].dtype == "float64"
    assert rows.features["meta"]["scope"].dtype == "string"


def test_the_kto_trainer_takes_a_step_on_the_file(tmp_path, offline, make_example, write_dataset):
    trl = pytest.importorskip("trl", reason="needs the extra [train]")
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    torch.set_num_threads(1)
    torch.manual_seed(0)
    examples = [
        make_example(f"What is {i} + {i}?", f"It is {i * 2}.", label=i % 2 == 0, conversation=f"c{i}", score=score)
        for i, score in enumerate([None, 0.5, 0.75, None])
    ]
    write_dataset(tmp_path / "out", examples)
    rows = load(tmp_path / "out" / "train.jsonl", tmp_path / "cache")
    letters = tokenizer()
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
    )
    settings = trl.KTOConfig(
        output_dir=str(tmp_path / "model"),
        max_steps=1,
        per_device_train_batch_size=4,
        max_length=128,
        learning_rate=1e-2,
        use_cpu=True,
        bf16=False,
        report_to=[],
        save_strategy="no",
        logging_steps=1,
        disable_tqdm=True,
    )
    model = LlamaForCausalLM(shape)
    before = model.lm_head.weight.detach().clone()
    trainer = trl.KTOTrainer(
        model=model, ref_model=copy.deepcopy(model), args=settings, train_dataset=rows, processing_class=letters
    )
    trained = trainer.train_dataset
    assert len(trained) == 4
    assert letters.decode(trained[0]["prompt_ids"]).startswith("<user>What is")
    assert letters.decode(trained[0]["completion_ids"]).startswith("It is")
    outcome = trainer.train()
    assert outcome.global_step == 1
    assert math.isfinite(outcome.training_loss)
    assert not torch.equal(before, model.lm_head.weight)
