"""One encoder from a base and rows: the loop, its checkpoints, and the folder that it leaves.

After every epoch the state is kept, so that an interrupted training goes on from there and ends with the numbers it
would have had; order and dropout depend on the seed and the epoch alone.
"""

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from nfstudio.detect.encoding import LABELS, Budget
from nfstudio.detect.learning.examples import Row
from nfstudio.detect.learning.folders import BASE_HINT, write_settings
from nfstudio.detect.model_folder import TOKENIZER
from nfstudio.detect.runtimes import padded
from nfstudio.errors import StudioError

if TYPE_CHECKING:
    import torch

_BUCKET = 16
"""Batches that are sorted by length together: little padding, and still a new order each epoch."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How an encoder is trained.

    Attributes:
        rate: the highest learning rate, reached after `warmup` of the steps; from there it falls to zero.
        batch: windows in one step.
        smoothing: share of a judged message's target that is spread over all labels.
        tokens: weight of the tokens' loss beside the message's.
        frozen: lowest layers that keep the base's weights, the embeddings with them; -1 trains all.
        temperature: of soft targets.
        kept: share of the base's weights in the outcome, for a base that knows our labels: what it had learnt stays,
            most of the new is won (Wortsman and others, "Robust fine-tuning of zero-shot models", arXiv 2109.01903).
    """

    epochs: int = 3
    rate: float = 1.6e-4
    batch: int = 24
    warmup: float = 0.1
    smoothing: float = 0.05
    tokens: float = 0.5
    frozen: int = 2
    decay: float = 0.01
    temperature: float = 2.0
    kept: float = 0.0
    seed: int = 1


class Step(NamedTuple):
    """Where a training stands: `loss` is the mean of the epoch so far."""

    done: int
    total: int
    loss: float


def train(base: Path, rows: Sequence[Row], out: Path, *, recipe: Recipe, budget: Budget, cuda: bool) -> Iterator[Step]:
    """Train an encoder and leave it in the folder `out`, which appears whole; `out` with `.state` is its checkpoint.

    Raises:
        StudioError: when the base cannot be loaded.
    """
    import torch

    if (out / "config.json").is_file():
        return
    state = out.with_name(f"{out.name}.state")
    torch.manual_seed(recipe.seed)
    model = _loaded(base)
    _freeze(model, recipe.frozen)
    place = torch.device("cuda" if cuda else "cpu")
    model.to(place)
    optimizer = torch.optim.AdamW(_groups(model, recipe.decay), lr=recipe.rate)
    a_round = len(_batches(rows, recipe, 0))
    begun = _resume(state, model, optimizer, place)
    for epoch in range(begun, recipe.epochs):
        yield from _epoch(model, optimizer, rows, recipe, epoch=epoch, total=a_round * recipe.epochs)
        if epoch + 1 < recipe.epochs:
            _keep(state, model, optimizer, epoch + 1)
    if recipe.kept:
        _draw_back(model, _loaded(base), recipe.kept)
    _write(model, base, out, budget)
    shutil.rmtree(state, ignore_errors=True)


def _epoch(
    model: Any, optimizer: Any, rows: Sequence[Row], recipe: Recipe, *, epoch: int, total: int
) -> Iterator[Step]:
    import torch

    torch.manual_seed(recipe.seed * 1_000 + epoch)
    model.train()
    batches, summed = _batches(rows, recipe, epoch), 0.0
    for i, batch in enumerate(batches):
        step = epoch * len(batches) + i
        for group in optimizer.param_groups:
            group["lr"] = recipe.rate * _pace(step, total, recipe.warmup)
        loss = _loss(model, [rows[j] for j in batch], recipe.tokens)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch types its own methods in part
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        summed += loss.item()
        yield Step(step + 1, total, summed / (i + 1))


def _pace(step: int, total: int, warmup: float) -> float:
    """Share of the learning rate at a step: up in a line, then down in a line."""
    rising = max(1.0, warmup * total)
    return min((step + 1) / rising, max(0.0, (total - step) / max(1.0, total - rising)))


def _batches(rows: Sequence[Row], recipe: Recipe, epoch: int) -> list[list[int]]:
    chance = Random(f"{recipe.seed} {epoch}")  # noqa: S311 - an order, no secret
    order = list(range(len(rows)))
    chance.shuffle(order)
    found: list[list[int]] = []
    for at in range(0, len(order), recipe.batch * _BUCKET):
        bucket = sorted(order[at : at + recipe.batch * _BUCKET], key=lambda i: len(rows[i].window.ids))
        found += [bucket[i : i + recipe.batch] for i in range(0, len(bucket), recipe.batch)]
    chance.shuffle(found)
    return found


def _loss(model: Any, rows: Sequence[Row], tokens_weight: float) -> "torch.Tensor":
    """Cross-entropy of the first token, weighted by message, plus that of the message's tokens."""
    import numpy as np
    import torch

    place = next(model.parameters()).device
    ids, kinds, mask = (torch.from_numpy(part).to(place) for part in padded([row.window for row in rows]))
    wanted = np.zeros((*ids.shape, len(LABELS)), dtype=np.float32)
    weights = np.zeros(ids.shape, dtype=np.float32)
    for i, row in enumerate(rows):
        inside = slice(1, 1 + len(row.tokens))
        wanted[i, 0], wanted[i, inside], weights[i, inside] = row.message, row.tokens, 1.0
    extra = {"token_type_ids": kinds} if getattr(model.config, "type_vocab_size", 0) > 1 else {}
    with torch.autocast(place.type, dtype=torch.bfloat16, enabled=_halves(place)):
        logits = model(input_ids=ids, attention_mask=mask, **extra).logits.float()
    heat = torch.tensor([row.temperature for row in rows], device=place)
    entropy = -(torch.from_numpy(wanted).to(place) * (logits / heat[:, None, None]).log_softmax(-1)).sum(-1)
    entropy = entropy * (heat**2)[:, None]
    spoken = (entropy[:, 0] * torch.tensor([row.weight for row in rows], device=place)).mean()
    counted = torch.from_numpy(weights).to(place)
    marked: torch.Tensor = (entropy * counted).sum() / counted.sum().clamp(min=1)
    loss: torch.Tensor = spoken + tokens_weight * marked
    return loss


def _halves(place: "torch.device") -> bool:
    """Whether products are taken in bf16: on a card, and on processors that multiply in it, twice as fast or more."""
    import torch

    able: dict[str, object] = getattr(torch.cpu, "get_capabilities", dict)()  # a torch that does not know takes fp32
    return place.type == "cuda" or bool(able.get("avx512_bf16") or able.get("amx_bf16"))


def _loaded(base: Path) -> Any:
    """The base with a fresh layer that gives our labels."""
    from transformers import AutoConfig, AutoModelForTokenClassification
    from transformers.utils import logging as transformers_logging

    transformers_logging.set_verbosity_error()
    transformers_logging.disable_progress_bar()
    try:
        config = AutoConfig.from_pretrained(str(base), local_files_only=True, trust_remote_code=False)
        config.id2label = dict(enumerate(LABELS))
        config.label2id = {label: i for i, label in enumerate(LABELS)}
        return AutoModelForTokenClassification.from_pretrained(
            str(base),
            config=config,
            local_files_only=True,
            use_safetensors=True,
            trust_remote_code=False,
            ignore_mismatched_sizes=True,
            dtype="float32",
        )
    except (OSError, ValueError, RuntimeError, KeyError) as failed:
        raise StudioError(f"The base in {base} cannot be loaded: {failed}.", BASE_HINT) from failed


def _freeze(model: Any, layers: int) -> None:
    if layers < 0:
        return
    body = model.base_model
    try:
        held = [body.embeddings, *body.encoder.layer[:layers]]
    except AttributeError:
        raise StudioError("The layers of this base cannot be told apart.", "Train all of it: --frozen -1.") from None
    for part in held:
        part.requires_grad_(requires_grad=False)


def _draw_back(model: Any, base: Any, share: float) -> None:
    """Set each weight between the base's and its own."""
    import torch

    begun = dict(base.named_parameters())
    with torch.no_grad():
        for name, weights in model.named_parameters():
            weights.lerp_(begun[name].to(weights.device), share)


def _groups(model: Any, decay: float) -> list[dict[str, Any]]:
    """Matrices are drawn towards zero; biases and norms are not."""
    learnt = [one for one in model.parameters() if one.requires_grad]
    return [
        {"params": [one for one in learnt if one.ndim > 1], "weight_decay": decay},
        {"params": [one for one in learnt if one.ndim <= 1], "weight_decay": 0.0},
    ]


def _keep(state: Path, model: Any, optimizer: Any, epoch: int) -> None:
    """Keep weights and the optimizer's moments; the last file written makes them count."""
    import torch
    from safetensors.torch import save_model

    state.mkdir(parents=True, exist_ok=True)
    save_model(model, str(state / f"{epoch}.safetensors"))
    torch.save(optimizer.state_dict(), state / f"{epoch}.optimizer.pt")
    partial = state / "epoch.partial"
    partial.write_text(json.dumps({"epoch": epoch}), encoding="utf-8")
    partial.replace(state / "epoch.json")
    for old in state.glob(f"{epoch - 1}.*"):
        old.unlink()


def _resume(state: Path, model: Any, optimizer: Any, place: "torch.device") -> int:
    """Take up the last state that was kept; returns the epoch to go on with."""
    import torch
    from safetensors.torch import load_model

    mark = state / "epoch.json"
    if not mark.is_file():
        return 0
    epoch = int(json.loads(mark.read_text(encoding="utf-8"))["epoch"])
    load_model(model, str(state / f"{epoch}.safetensors"))
    moments = torch.load(state / f"{epoch}.optimizer.pt", weights_only=True, map_location=place)
    optimizer.load_state_dict(moments)
    return epoch


def _write(model: Any, base: Path, out: Path, budget: Budget) -> None:
    import torch

    partial = out.with_name(f"{out.name}.unfinished")
    shutil.rmtree(partial, ignore_errors=True)
    model.to("cpu", dtype=torch.float16).save_pretrained(str(partial))
    shutil.copyfile(base / TOKENIZER, partial / TOKENIZER)
    write_settings(partial, budget)
    os.replace(partial, out)  # noqa: PTH105 - of a folder
