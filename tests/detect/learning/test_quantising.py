import numpy as np
import pytest
from tiny_models import encoder_folder

from nfstudio.detect.context import Candidate
from nfstudio.detect.encoder import encoder
from nfstudio.detect.learning.quantising import quantise
from nfstudio.detect.model_folder import QUANTISED, WEIGHTS
from nfstudio.errors import StudioError

pytestmark = [pytest.mark.train, pytest.mark.filterwarnings("ignore")]
SEEN = [
    Candidate(i, text, "the boat leaves", 1, ("rain",)) for i, text in enumerate(["thanks perfect", "say noon " * 60])
]


def test_the_int8_file_says_what_the_weights_say(tmp_path):
    pytest.importorskip("onnx", reason="needs the extra [train]")
    folder = encoder_folder(tmp_path / "model")
    weights = encoder(folder, device="cpu").read(SEEN)

    assert quantise(folder) == folder / QUANTISED
    small = encoder(folder, device="cpu").read(SEEN)
    assert all(np.abs(a.message - b.message).max() < 0.1 for a, b in zip(weights, small, strict=True))
    assert not list(folder.glob(".quantising*"))


def test_a_message_gets_the_same_answer_beside_any_other(tmp_path):
    pytest.importorskip("onnx", reason="needs the extra [train]")
    folder = encoder_folder(tmp_path / "model")
    quantise(folder)
    read = encoder(folder, device="cpu")
    together, alone = read.read(SEEN), [read.read([one])[0] for one in SEEN]
    assert all(np.abs(a.message - b.message).max() < 1e-4 for a, b in zip(together, alone, strict=True))


@pytest.mark.parametrize("operations", [("MatMul",), ("Gather",), ()])
def test_what_is_quantised_can_be_chosen(tmp_path, monkeypatch, operations):
    onnx = pytest.importorskip("onnx", reason="needs the extra [train]")
    monkeypatch.setattr("nfstudio.detect.learning.row_scales.WORDS", 100)
    found = onnx.load(quantise(encoder_folder(tmp_path / "model"), operations=operations))

    made = {one.name for one in found.graph.initializer if one.name.endswith(".int8")}
    assert len(made) == {("MatMul",): 13, ("Gather",): 2, (): 0}[operations]


def test_norms_stand_apart_from_sums_because_the_two_in_one_are_slow(tmp_path):
    onnx = pytest.importorskip("onnx", reason="needs the extra [train]")
    found = onnx.load(quantise(encoder_folder(tmp_path / "model")))
    kinds = {node.op_type for node in found.graph.node}

    assert "LayerNormalization" in kinds
    assert "SkipLayerNormalization" not in kinds


def test_a_folder_without_weights_is_told(tmp_path):
    pytest.importorskip("onnx", reason="needs the extra [train]")
    folder = encoder_folder(tmp_path / "model")
    (folder / WEIGHTS).rename(folder / QUANTISED)
    with pytest.raises(StudioError, match="no weights"):
        quantise(folder)
