"""Two runtimes behind one encoder: the same numbers from both, whatever a batch is made of."""

import shutil

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_models import IOB, encoder_folder, tokenizer, traced

from nfstudio.detect import runtimes
from nfstudio.detect.context import Candidate
from nfstudio.detect.encoding import LABELS, Layout, Place, Window
from nfstudio.detect.learning.folders import record_weights
from nfstudio.detect.learning.quantising import quantise
from nfstudio.detect.model_folder import QUANTISED, WEIGHTS, look_at
from nfstudio.detect.runtimes import OnnxRuntime, TorchRuntime, batches, in_order, padded, runtime
from nfstudio.errors import StudioError

SAME = 1e-4
"""How far the logits of one window may lie apart between runtimes that hold the same numbers, and between batches."""
ROUNDED = 0.05
"""How far probabilities may move, in the mean over tokens, when weights are rounded to 8 bits."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Weights, and the same numbers for onnxruntime."""
    return traced(encoder_folder(tmp_path_factory.mktemp("model")))


@pytest.fixture(scope="module")
def windows():
    said = ["no that is wrong", "thanks", "why?", "the boat leaves at noon and comes back late " * 30, ""]
    return Layout(tokenizer()).windows([Candidate(3, text, "at noon", 2, ("when?",)) for text in said])


@pytest.fixture(params=[OnnxRuntime, TorchRuntime], ids=["onnxruntime", "torch"])
def model(request, folder):
    extra = {"card": None} if request.param is TorchRuntime else {}
    made = request.param(look_at(folder), threads=1, **extra)
    yield made
    made.close()


def of_window(logits, window):
    return logits[: len(window.ids)]


def test_both_runtimes_give_the_same_logits_for_the_same_numbers(folder, windows):
    found = look_at(folder)
    torch, onnx = (
        TorchRuntime(found, card=None, threads=1).logits(windows),
        OnnxRuntime(found, threads=1).logits(windows),
    )

    assert torch.shape == onnx.shape == (len(windows), max(len(w.ids) for w in windows), len(LABELS))
    assert torch.dtype == onnx.dtype == np.float32
    for i, window in enumerate(windows):
        assert np.abs(of_window(torch[i], window) - of_window(onnx[i], window)).max() < SAME


def test_logits_of_a_window_do_not_depend_on_its_batch(model, windows):
    together = model.logits(windows)
    for i, window in enumerate(windows):
        (alone,) = model.logits([window])
        assert np.abs(of_window(together[i], window) - of_window(alone, window)).max() < SAME


def test_weights_rounded_to_8_bits_stay_near_the_whole_ones(folder, tmp_path, windows):
    shutil.copytree(folder, tmp_path / "model")
    quantise(tmp_path / "model")
    whole, small = (
        softened(OnnxRuntime(look_at(path), threads=1).logits(windows)) for path in (folder, tmp_path / "model")
    )

    assert (tmp_path / "model" / QUANTISED).stat().st_size < (folder / QUANTISED).stat().st_size
    apart = [np.abs(of_window(whole[i], window) - of_window(small[i], window)) for i, window in enumerate(windows)]
    assert 0 < np.concatenate(apart).mean() < ROUNDED


def softened(logits):
    shares = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return shares / shares.sum(axis=-1, keepdims=True)


def test_a_model_of_beginnings_and_insides_gives_each_category_what_both_say(tmp_path, windows):
    found = TorchRuntime(look_at(encoder_folder(tmp_path, labels=IOB)), card=None, threads=1)
    ids, kinds, mask = torch_of(windows)
    raw = found._model(input_ids=ids, attention_mask=mask, token_type_ids=kinds).logits.detach().numpy()
    shares, wanted = softened(found.logits(windows)), softened(raw)

    assert shares.shape[-1] == len(LABELS)
    assert np.allclose(shares[..., 0], wanted[..., 0], atol=1e-5)
    assert np.allclose(shares[..., 1], wanted[..., 1] + wanted[..., 2], atol=1e-5)
    assert np.allclose(shares[..., 5], wanted[..., 9] + wanted[..., 10], atol=1e-5)


def torch_of(windows):
    import torch

    return [torch.from_numpy(part) for part in padded(windows)]


def test_outputs_are_put_into_the_order_of_our_labels():
    logits = np.arange(12, dtype=np.float32).reshape(1, 2, 6)
    assert in_order(logits, [(5,), (0,), (1,), (2,), (3,), (4,)])[0, 0].tolist() == [5, 0, 1, 2, 3, 4]


def window(length):
    return Window(0, [1] * length, [0] * length, [Place(0, 1)] * max(0, length - 2))


@given(st.lists(st.integers(1, 300), max_size=60), st.integers(1, 2048))
def test_every_window_is_in_one_batch_and_no_batch_of_several_is_beyond_its_budget(lengths, tokens):
    windows = [window(length) for length in lengths]
    found = batches(windows, tokens)

    assert sorted(i for batch in found for i in batch) == list(range(len(windows)))
    for batch in found:
        assert len(batch) == 1 or len(batch) * max(lengths[i] for i in batch) <= tokens


def test_padding_is_masked():
    ids, kinds, mask = padded([window(2), window(4)])
    assert mask.tolist() == [[1, 1, 0, 0], [1, 1, 1, 1]]
    assert ids.tolist() == [[1, 1, 0, 0], [1, 1, 1, 1]]
    assert kinds.shape == (2, 4)


# Which runtime, and what is said of it


@pytest.fixture
def no_card(monkeypatch):
    monkeypatch.setattr(runtimes, "cuda_name", lambda: None)


def test_a_processor_takes_the_quantised_file_and_says_so(folder, no_card):
    found = runtime(look_at(folder))
    assert isinstance(found, OnnxRuntime)
    assert found.device == "CPU, int8: no GPU found"
    assert runtime(look_at(folder), device="cpu").device == "CPU, int8"


def test_a_folder_that_left_the_weights_for_cards_out_says_as_well_why_no_card_is_used(folder, tmp_path, monkeypatch):
    shutil.copytree(folder, tmp_path / "model")
    record_weights(tmp_path / "model")
    (tmp_path / "model" / WEIGHTS).unlink()
    monkeypatch.setattr(runtimes, "has_torch", lambda: False)
    monkeypatch.setattr(runtimes, "_may_have_card", lambda: True)
    assert runtime(look_at(tmp_path / "model")).device == "CPU, int8: torch, which a GPU needs, is not here"


def test_without_a_quantised_file_the_processor_takes_the_weights(tmp_path, no_card):
    found = runtime(look_at(encoder_folder(tmp_path)), threads=1)
    assert isinstance(found, TorchRuntime)
    assert found.device == "CPU, fp32: no GPU found"


def test_a_graphics_card_that_was_asked_for_and_is_not_there_is_an_error(folder, no_card):
    with pytest.raises(StudioError, match="There is no CUDA device"):
        runtime(look_at(folder), device="cuda")


def test_a_graphics_card_needs_the_weights(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(runtimes, "cuda_name", lambda: "NIMBUS 9")
    shutil.copytree(folder, tmp_path / "model")
    (tmp_path / "model" / WEIGHTS).unlink()
    with pytest.raises(StudioError, match="no weights for a graphics card"):
        runtime(look_at(tmp_path / "model"), device="cuda")


def test_a_broken_quantised_file_is_refused(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "model")
    (tmp_path / "model" / QUANTISED).write_bytes(b"no model")
    with pytest.raises(StudioError, match="cannot be loaded"):
        runtime(look_at(tmp_path / "model"), device="cpu")


def test_broken_weights_are_refused(tmp_path):
    (encoder_folder(tmp_path) / WEIGHTS).write_bytes(b"no weights")
    with pytest.raises(StudioError, match="cannot be loaded"):
        runtime(look_at(tmp_path), device="cpu")


def test_weights_without_the_layer_that_classifies_are_refused_and_not_filled_with_chance(tmp_path):
    from safetensors.torch import load_file, save_file

    weights = load_file(encoder_folder(tmp_path) / WEIGHTS)
    save_file({k: v for k, v in weights.items() if "classifier" not in k}, tmp_path / WEIGHTS, {"format": "pt"})
    with pytest.raises(StudioError, match=r"lack classifier\.bias"):
        runtime(look_at(tmp_path), device="cpu")


def test_where_memory_is_short_a_batch_is_halved_and_later_ones_are_smaller(folder, windows, monkeypatch):
    import torch

    model = TorchRuntime(look_at(folder), card=None, threads=1)
    whole, tokens, run = model.logits(windows), model.tokens, model._logits

    def short(given):
        if len(given) > 2:
            raise torch.OutOfMemoryError
        return run(given)

    monkeypatch.setattr(model, "_logits", short)
    halved = model.logits(windows)

    assert model.tokens < tokens
    for i, one in enumerate(windows):
        assert np.abs(of_window(whole[i], one) - of_window(halved[i], one)).max() < SAME


def test_a_card_on_which_not_even_one_message_fits_is_told(folder, windows, monkeypatch):
    import torch

    def full(_):
        raise torch.OutOfMemoryError

    model = TorchRuntime(look_at(folder), card=None, threads=1)
    monkeypatch.setattr(model, "_logits", full)
    with pytest.raises(StudioError, match="too little free memory") as told:
        model.logits(windows)
    assert "--device cpu" in told.value.hint
