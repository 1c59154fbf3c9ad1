"""From the weights of an encoder to the int8 file that processors run: export, fuse, quantise.

A message gets the same answer in any batch: see `row_scales`.
"""

import json
import logging
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from nfstudio.detect.learning.row_scales import quantise_rows
from nfstudio.detect.model_folder import CONFIG, HINT, QUANTISED, look_at
from nfstudio.detect.onnx import onnxruntime
from nfstudio.errors import StudioError

if TYPE_CHECKING:
    import torch

OPERATIONS = ("MatMul", "Gather")
"""What is quantised when nothing else is asked for: products with weights, and the table of words, without which the
file is more than twice as big for a hair of precision."""
_OPSET = 17
_FUSED = ("bert",)
"""Architectures whose norms and activations onnxruntime can fuse; others are quantised as they were traced."""


def quantise(folder: Path, *, operations: Sequence[str] = OPERATIONS) -> Path:
    """Write `model.int8.onnx` beside the weights of a token classification model and return its path.

    The file takes `input_ids`, `attention_mask` and, where the model knows segments, `token_type_ids`, each int64 of
    shape (batch, tokens), and gives `logits`, float32 of shape (batch, tokens, labels). It appears whole or not at all.

    Args:
        operations: ONNX operations whose weights become int8: see `OPERATIONS`.

    Raises:
        StudioError: when the folder holds no such weights, or the extra [train] is not installed.
    """
    needs_onnx()
    found = look_at(folder)
    if found.weights is None:
        raise StudioError(f"{folder} has no weights that could be quantised.", HINT)
    with TemporaryDirectory(dir=folder, prefix=".quantising-") as scratch, _quiet():
        traced, whole = Path(scratch) / "traced.onnx", Path(scratch) / QUANTISED
        _trace(folder, traced, kinds=found.kinds)
        _fuse(folder, traced)
        quantise_rows(traced, whole, operations)
        return whole.replace(folder / QUANTISED)


def needs_onnx() -> None:
    """Look whether quantising can be done at all.

    Raises:
        StudioError: when the package `onnx` is missing.
    """
    try:
        import onnx  # noqa: F401
    except ImportError as missing:
        raise StudioError(
            "Quantising needs the package onnx, which is not installed.", "pip install 'nfstudio[train]'"
        ) from missing


def _trace(folder: Path, out: Path, *, kinds: bool) -> None:
    import torch
    from transformers import AutoModelForTokenClassification

    try:
        model = AutoModelForTokenClassification.from_pretrained(
            str(folder),
            local_files_only=True,
            use_safetensors=True,
            trust_remote_code=False,
            dtype=torch.float32,
            attn_implementation="eager",
        )
    except (OSError, ValueError, RuntimeError, KeyError) as failed:
        raise StudioError(f"The model in {folder} cannot be loaded: {failed}.", HINT) from failed
    names = ["input_ids", "attention_mask", *(["token_type_ids"] if kinds else [])]
    example = torch.ones((2, 8), dtype=torch.long)
    torch.onnx.export(
        _logits_of(model, names),
        tuple(example for _ in names),
        str(out),
        input_names=names,
        output_names=["logits"],
        dynamic_axes={name: {0: "batch", 1: "tokens"} for name in (*names, "logits")},
        opset_version=_OPSET,
        dynamo=False,  # the other exporter needs one more package, and its graph is slower
    )


def _logits_of(model: Any, names: Sequence[str]) -> "torch.nn.Module":
    """The model as a function of its inputs by place, in evaluation."""
    import torch

    class Logits(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *given: "torch.Tensor") -> "torch.Tensor":
            logits: torch.Tensor = self.model(**dict(zip(names, given, strict=True))).logits
            return logits

    return Logits().eval()


def _fuse(folder: Path, path: Path) -> None:
    """Replace what onnxruntime has faster operations for, in place."""
    onnxruntime()  # silenced before its parts are loaded
    from onnxruntime.transformers.fusion_options import FusionOptions
    from onnxruntime.transformers.optimizer import optimize_model

    config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    if config.get("model_type") not in _FUSED:
        return
    wanted = FusionOptions("bert")
    wanted.enable_attention = wanted.enable_embed_layer_norm = False  # they would hide the products with weights
    wanted.enable_skip_layer_norm = wanted.enable_bias_skip_layer_norm = False  # see `runtimes.SLOWER`
    fused = optimize_model(
        str(path),
        model_type="bert",
        num_heads=config["num_attention_heads"],
        hidden_size=config["hidden_size"],
        opt_level=0,
        optimization_options=wanted,
    )
    fused.save_model_to_file(str(path))


@contextmanager
def _quiet() -> Iterator[None]:
    """Libraries warn of their own doings while they trace; what goes wrong still rises."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
