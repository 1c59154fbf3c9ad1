"""Two ways to run one encoder: onnxruntime on the processor (int8), torch on a graphics card or where there is no
int8 file. Both take padded batches and give logits in the order of `LABELS`."""

import os
from collections.abc import Sequence
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from nfstudio.detect import devices
from nfstudio.detect.devices import cuda_name, has_torch, needs_torch
from nfstudio.detect.encoding import Window
from nfstudio.detect.model_folder import HINT, WEIGHTS, ModelFolder
from nfstudio.detect.onnx import onnxruntime
from nfstudio.errors import StudioError

if TYPE_CHECKING:
    import numpy as np

TOKENS_CPU, TOKENS_GPU = 2_048, 65_536
"""Padded tokens of one batch. Sorted by length and cut so, a processor does 6.5 times the messages of unsorted
batches of 32; a graphics card wants to be full."""
ONE_BY_ONE = 1
"""The same for int8 on a processor: one window at a time is as quick there (98 messages a second and core with context,
88 to 100 with batches), needs no padding, and a message is read the same whatever stands beside it."""
SLOWER = ["SkipLayerNormFusion", "BiasSkipLayerNormFusion"]
"""What onnxruntime does to a graph while it loads it, to its own harm: its norm with a sum inside adds number by
number and took a quarter of the whole time (7.7 ms a window with it, 6.0 ms with sum and norm apart)."""


class Runtime(Protocol):
    """A loaded model.

    Attributes:
        device: told to the person.
        tokens: padded tokens that one batch may hold.
        at_once: batches that may be asked for at the same time, each from a thread of its own.
    """

    device: str
    tokens: int
    at_once: int

    def logits(self, windows: Sequence[Window]) -> "np.ndarray":
        """Logits of shape (windows, longest of them, labels), float32; beyond a window's end they mean nothing."""

    def close(self) -> None:
        """Give back memory and device."""


def runtime(folder: ModelFolder, *, device: str = "auto", threads: int | None = None) -> Runtime:
    """The way to run `folder` on `device` ("auto", "cpu" or "cuda"); "auto" takes a graphics card where there is one.

    Args:
        threads: of the processor; all but one when not given, so that the window stays quick.

    Raises:
        StudioError: when CUDA was asked for and is not there, or the model cannot be loaded.
    """
    if device == "cuda":
        needs_torch("CUDA")
    card = cuda_name() if device == "cuda" or (device == "auto" and folder.weights and _may_have_card()) else None
    if device == "cuda" and card is None:
        raise StudioError("There is no CUDA device.", "Leave --device away, or install a torch with CUDA.")
    threads = threads or max(1, (os.cpu_count() or 2) - 1)
    why = ""
    if device == "auto" and card is None and (folder.weights or WEIGHTS in folder.left_out):
        why = ": no GPU found" if has_torch() or not _may_have_card() else ": torch, which a GPU needs, is not here"
    if card is None and folder.quantised is not None:
        return OnnxRuntime(folder, threads=threads, why=why)
    if folder.weights is None:
        raise StudioError(f"{folder.path} has no weights for a graphics card.", HINT)
    needs_torch(f"The model in {folder.path}")
    return TorchRuntime(folder, card=card, threads=threads, why=why)


class OnnxRuntime:
    """The int8 model on the processor: a thread to a window, because one window is too little work for two."""

    tokens = ONE_BY_ONE

    def __init__(self, folder: ModelFolder, *, threads: int, why: str = "") -> None:
        runtime = onnxruntime()
        self.device = f"CPU, int8{why}"
        self.at_once = threads
        options = runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = runtime.InferenceSession(
                str(folder.quantised), options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER
            )
        except Exception as failed:  # onnxruntime raises classes of its own that share no base but this
            raise StudioError(f"{folder.quantised} cannot be loaded: {failed}.", HINT) from failed
        self._takes = {put.name for put in self._session.get_inputs()}
        self._order = folder.order

    def logits(self, windows: Sequence[Window]) -> "np.ndarray":
        """See `Runtime`."""
        ids, kinds, mask = padded(windows)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": kinds}
        (found,) = self._session.run(["logits"], {name: value for name, value in given.items() if name in self._takes})
        return in_order(found, self._order)

    def close(self) -> None:
        """See `Runtime`."""
        del self._session


class TorchRuntime:
    """The weights in torch: bf16 or fp16 on a graphics card, fp32 on the processor."""

    at_once = 1

    def __init__(self, folder: ModelFolder, *, card: str | None, threads: int, why: str = "") -> None:
        import torch
        from safetensors import SafetensorError
        from transformers import AutoModelForTokenClassification
        from transformers.utils import logging as transformers_logging

        transformers_logging.set_verbosity_error()
        transformers_logging.disable_progress_bar()
        self.tokens = TOKENS_GPU if card else TOKENS_CPU
        self._place = torch.device(devices.CUDA if card else "cpu")
        if card:
            kind, self.device = devices.on_card(card)
        else:
            kind = torch.float32
            self.device = f"CPU, fp32{why}"
            torch.set_num_threads(threads)
        try:
            model, loaded = AutoModelForTokenClassification.from_pretrained(
                str(folder.path),
                local_files_only=True,
                use_safetensors=True,
                trust_remote_code=False,
                dtype=kind,
                output_loading_info=True,
            )
        except (OSError, ValueError, RuntimeError, KeyError, SafetensorError) as failed:
            raise StudioError(f"The model in {folder.path} cannot be loaded: {failed}.", HINT) from failed
        if missing := sorted(loaded["missing_keys"]):  # transformers would fill them with chance
            raise StudioError(f"The weights in {folder.path} lack {missing[0]}: this model was not trained.", HINT)
        self._model = model.to(self._place).eval()
        self._kinds = folder.kinds
        self._order = folder.order

    def logits(self, windows: Sequence[Window]) -> "np.ndarray":
        """See `Runtime`; where memory is short, in halves, and from then on in smaller batches.

        Raises:
            StudioError: when not even one window fits.
        """
        import torch

        try:
            return self._logits(windows)
        except torch.OutOfMemoryError as full:
            if len(windows) == 1:
                raise StudioError(f"{self.device} has too little free memory.", "Take --device cpu.") from full
        torch.cuda.empty_cache()
        half = len(windows) // 2
        self.tokens = max(self.tokens // 2, 1)
        return joined([self.logits(windows[:half]), self.logits(windows[half:])])

    def _logits(self, windows: Sequence[Window]) -> "np.ndarray":
        import torch

        ids, kinds, mask = (torch.from_numpy(part).to(self._place) for part in padded(windows))
        extra = {"token_type_ids": kinds} if self._kinds else {}
        with torch.inference_mode():
            found = self._model(input_ids=ids, attention_mask=mask, **extra).logits
        return in_order(found.float().cpu().numpy(), self._order)

    def close(self) -> None:
        """See `Runtime`."""
        import torch

        del self._model
        if self._place.type == "cuda":
            torch.cuda.empty_cache()


def padded(windows: Sequence[Window]) -> "tuple[np.ndarray, np.ndarray, np.ndarray]":
    """Token ids, segments and mask of shape (windows, longest of them), int64, padded with zeros."""
    import numpy as np

    shape = len(windows), max(len(window.ids) for window in windows)
    ids, kinds, mask = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    for i, window in enumerate(windows):
        ids[i, : len(window.ids)] = window.ids
        kinds[i, : len(window.ids)] = window.kinds
        mask[i, : len(window.ids)] = 1
    return ids, kinds, mask


def in_order(logits: "np.ndarray", order: Sequence[Sequence[int]]) -> "np.ndarray":
    """The outputs of a model as those of `LABELS`: several for one label weigh together, as if it were one class."""
    import numpy as np

    if all(len(outputs) == 1 for outputs in order):
        return logits[:, :, [outputs[0] for outputs in order]]
    return np.stack([reduce(np.logaddexp, (logits[:, :, output] for output in outputs)) for outputs in order], axis=-1)


def joined(parts: "Sequence[np.ndarray]") -> "np.ndarray":
    """Logits of several batches as those of one, padded with zeros to the longest."""
    import numpy as np

    longest = max(part.shape[1] for part in parts)
    return np.concatenate([np.pad(part, ((0, 0), (0, longest - part.shape[1]), (0, 0))) for part in parts])


def batches(windows: Sequence[Window], tokens: int) -> list[list[int]]:
    """The windows by index, alike in length, in batches of at most so many padded tokens; each window once."""
    order = sorted(range(len(windows)), key=lambda i: len(windows[i].ids))
    found: list[list[int]] = []
    for i in order:
        if found and (len(found[-1]) + 1) * len(windows[i].ids) <= tokens:
            found[-1].append(i)
        else:
            found.append([i])
    return found


def _may_have_card() -> bool:
    """Whether to ask torch at all: its import takes seconds, and without a driver there is nothing to find."""
    if os.name != "posix" or not Path("/proc").is_dir():
        return True
    return Path("/proc/driver/nvidia").exists() or Path("/dev/kfd").exists() or Path("/dev/dxg").exists()
