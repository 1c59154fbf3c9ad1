"""Which accelerator there is, and whether torch is: a bundle without a graphics card in mind comes without it."""

import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from nfstudio.errors import StudioError

if TYPE_CHECKING:
    import torch


def has_torch() -> bool:
    """Whether torch and transformers can be had, without the seconds that loading them takes."""
    return find_spec("torch") is not None and find_spec("transformers") is not None


def needs_torch(what: str) -> None:
    """Look whether `what` ("Training", the subject of a sentence) can be done at all.

    Raises:
        StudioError: when this installation has no torch.
    """
    if has_torch():
        return
    if getattr(sys, "frozen", False):
        hint = "Take the GPU bundle, or install the program with pip, which brings both."
    else:
        hint = "pip install torch transformers"
    raise StudioError(f"{what} needs torch and transformers, which are not part of this installation.", hint)


CUDA = "cuda"
"""What torch calls the first graphics card."""


def on_card(card: str) -> "tuple[torch.dtype, str]":
    """The kind of numbers that a graphics card of this name reckons with, and what is said of it to people."""
    import torch

    if torch.cuda.is_bf16_supported():
        return torch.bfloat16, f"CUDA: {card}, bf16"
    return torch.float16, f"CUDA: {card}, fp16"


def cuda_name() -> str | None:
    """The name of the first CUDA device; None when torch sees none or is not here itself."""
    if not has_torch():
        return None
    import torch

    return torch.cuda.get_device_name(0) if torch.cuda.is_available() else None
