"""Models small enough to be built in a test: random weights, a handful of words, real file formats."""

import json
import warnings
from collections.abc import Sequence
from pathlib import Path

from nfstudio.detect.encoding import LABELS
from nfstudio.detect.features import FEATURES
from nfstudio.detect.model_folder import CONFIG, FUSION, QUANTISED, SETTINGS, TOKENIZER
from nfstudio.domain.feedback import Category
from nfstudio.domain.thresholds import Setting

SAYING = (
    "[PAD] [UNK] [CLS] [SEP] [MASK] no that is wrong not what i asked thanks perfect are you sure why but the boat"
    " leaves at noon and comes back late again can you write a poem about rain make it shorter say first last middle"
)
WORDS = SAYING.split()
LETTERS = [*"abcdefghijklmnopqrstuvwxyz0123456789.,!?'\"-:;()"]
VOCABULARY = [*WORDS, *LETTERS, *(f"##{letter}" for letter in LETTERS)]
IOB = ["O", *(f"{part}-{category.short.upper()}" for category in Category for part in "BI")]


def tokenizer():
    """A WordPiece tokenizer that knows these words and spells the others."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    known = {word: i for i, word in enumerate(dict.fromkeys(VOCABULARY))}
    made = Tokenizer(models.WordPiece(known, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.post_processor = processors.BertProcessing(("[SEP]", known["[SEP]"]), ("[CLS]", known["[CLS]"]))
    made.enable_truncation(8)  # as shipped tokenizers have it; readers must switch it off
    made.enable_padding(length=8)
    return made


def encoder_folder(
    path: Path, *, labels: Sequence[str] = LABELS, seed: int = 1, positions: int = 256, first_token_speaks: bool = True
) -> Path:
    """A folder with a random BERT of two layers that classifies tokens."""
    import torch
    from transformers import BertConfig, BertForTokenClassification
    from transformers.utils import logging

    logging.disable_progress_bar()
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=len(set(VOCABULARY)),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=positions,
        initializer_range=0.5,
        id2label=dict(enumerate(labels)),
        label2id={label: i for i, label in enumerate(labels)},
    )
    BertForTokenClassification(config).eval().save_pretrained(path)
    tokenizer().save(str(path / TOKENIZER))
    (path / SETTINGS).write_text(json.dumps({"first_token_speaks": first_token_speaks}))
    return path


def deberta_folder(path: Path) -> Path:
    """The same of another family, parts of which torch compiles from their Python source."""
    import torch
    from transformers import DebertaV2Config, DebertaV2ForTokenClassification
    from transformers.utils import logging

    logging.disable_progress_bar()
    torch.manual_seed(1)
    config = DebertaV2Config(
        vocab_size=len(set(VOCABULARY)),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        relative_attention=True,
        pos_att_type=["c2p", "p2c"],
        position_buckets=16,
        id2label=dict(enumerate(LABELS)),
        label2id={label: i for i, label in enumerate(LABELS)},
    )
    DebertaV2ForTokenClassification(config).eval().save_pretrained(path)
    tokenizer().save(str(path / TOKENIZER))
    (path / SETTINGS).write_text(json.dumps({"first_token_speaks": True}))
    return path


def traced(path: Path) -> Path:
    """Write the weights as they are into the file for onnxruntime, so that both runtimes hold the same numbers."""
    import torch
    from transformers import BertForTokenClassification

    class Logits(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.model = BertForTokenClassification.from_pretrained(path).eval()

        def forward(self, ids, mask, kinds):
            return self.model(input_ids=ids, attention_mask=mask, token_type_ids=kinds).logits

    names = ["input_ids", "attention_mask", "token_type_ids"]
    ids = torch.full((2, 12), 7)
    with warnings.catch_warnings():  # what the exporter says about itself
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Logits(),
            (ids, torch.ones_like(ids), torch.zeros_like(ids)),
            str(path / QUANTISED),
            input_names=names,
            output_names=["logits"],
            dynamic_axes={name: {0: "batch", 1: "tokens"} for name in [*names, "logits"]},
            opset_version=17,
            dynamo=False,
        )
    return path


def fusion_record(*, strength: float = 1.0) -> dict:
    """A fusion that trusts the encoder alone: the logit of each label counts for that label."""
    labels = range(len(LABELS))
    return {
        "labels": list(LABELS),
        "features": {
            name: {"center": 0.0, "weights": [strength * (i == row) for row in labels]}
            for i, name in enumerate(FEATURES)
        },
        "bias": [0.0] * len(LABELS),
        "thresholds": {
            setting.value: {category.value: value for category in Category}
            for setting, value in ((Setting.PRECISE, 0.9), (Setting.BALANCED, 0.5), (Setting.THOROUGH, 0.2))
        },
    }


def hybrid_folder(path: Path, **asked: object) -> Path:
    """An encoder with its fusion."""
    encoder_folder(path, **asked)
    (path / FUSION).write_text(json.dumps(fusion_record()))
    return path


def changed(path: Path, name: str = CONFIG, **fields: object) -> Path:
    """Change fields of a JSON file in a folder; None takes one out."""
    record = json.loads((path / name).read_text()) if (path / name).exists() else {}
    record |= fields
    (path / name).write_text(json.dumps({key: value for key, value in record.items() if value is not None}))
    return path


TEMPLATE = (
    "{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}{% if add_generation_prompt %}a:{% endif %}"
)


def instruction_folder(path: Path, *, template: str | None = TEMPLATE, seed: int = 1) -> Path:
    """A folder with a random causal model of one layer that takes chats."""
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast
    from transformers.utils import logging

    logging.disable_progress_bar()
    torch.manual_seed(seed)
    config = LlamaConfig(
        vocab_size=len(set(VOCABULARY)),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=8192,
        initializer_range=0.5,
        bos_token_id=2,
        eos_token_id=3,
        pad_token_id=0,
    )
    LlamaForCausalLM(config).eval().save_pretrained(path)
    known = tokenizer()
    known.no_truncation()
    known.no_padding()
    made = PreTrainedTokenizerFast(tokenizer_object=known, eos_token="[SEP]", unk_token="[UNK]")
    made.chat_template = template
    made.save_pretrained(path)
    return path
