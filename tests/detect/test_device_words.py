"""Where detection runs is told to the person: on a card its name and numbers, on a processor why no card is used.

No test machine needs a card: torch is told that there is one, and the numbers stay on the processor.
"""

import json

import numpy as np
import pytest
from tiny_models import encoder_folder, fusion_record, instruction_folder, traced

from nfstudio.__main__ import main
from nfstudio.detect import devices, llm, runtimes
from nfstudio.detect.context import Candidate
from nfstudio.detect.encoder import encoder
from nfstudio.detect.model_folder import FUSION, look_at
from nfstudio.jobs import installation

NEAR = 0.1
"""How far probabilities may lie from those of whole numbers; half ones have three digits (fp16) or two (bf16)."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = traced(encoder_folder(tmp_path_factory.mktemp("model")))
    (path / FUSION).write_text(json.dumps(fusion_record()))
    return path


def put_in(monkeypatch, *, bf16):
    """A graphics card, as far as anybody who asks torch can tell."""
    import torch

    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda _: "NIMBUS 9")
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda: bf16)
    monkeypatch.setattr(runtimes, "_may_have_card", lambda: True)
    monkeypatch.setattr(devices, "CUDA", "cpu")


@pytest.fixture
def no_card(monkeypatch):
    import torch

    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(runtimes, "_may_have_card", lambda: True)


@pytest.mark.parametrize(("bf16", "said"), [(False, "CUDA: NIMBUS 9, fp16"), (True, "CUDA: NIMBUS 9, bf16")])
def test_a_card_is_taken_where_there_is_one_and_told_by_name_and_numbers(folder, monkeypatch, bf16, said):
    put_in(monkeypatch, bf16=bf16)

    for device in ("auto", "cuda"):
        assert runtimes.runtime(look_at(folder), device=device).device == said


def test_numbers_of_half_the_length_say_nearly_the_same(folder, monkeypatch):
    many = [Candidate(3, text, "at noon", 2) for text in ("no that is wrong", "thanks", "why? " * 20)]
    whole = encoder(folder, device="cpu", threads=1).read(many)
    put_in(monkeypatch, bf16=False)
    half = encoder(folder).read(many)

    for one, other in zip(whole, half, strict=True):
        assert 0 < np.abs(one.message - other.message).max() < NEAR


def test_a_processor_is_told_with_the_reason_when_a_card_was_looked_for(folder, no_card):
    assert runtimes.runtime(look_at(folder)).device == "CPU, int8: no GPU found"
    assert runtimes.runtime(look_at(folder), device="cpu").device == "CPU, int8"


def test_a_language_model_tells_in_the_same_words(tmp_path, monkeypatch, no_card):
    path = instruction_folder(tmp_path / "atlas")
    assert llm.detector(model=path).device == "CPU, fp32: no GPU found"
    assert llm.detector(model=path, device="cpu").device == "CPU, fp32"
    put_in(monkeypatch, bf16=False)
    assert llm.detector(model=path).device == "CUDA: NIMBUS 9, fp16"


@pytest.fixture
def project(tmp_path, capsys):
    said = [("user", "when does the boat leave"), ("assistant", "at noon"), ("user", "no that is wrong")]
    record = {"messages": [{"role": role, "content": content} for role, content in said]}
    (tmp_path / "a.jsonl").write_text(json.dumps(record))
    main(["import", str(tmp_path / "p.nfstudio"), str(tmp_path / "a.jsonl")])
    capsys.readouterr()
    return tmp_path / "p.nfstudio"


def test_the_command_line_says_which_card_it_ran_on(project, folder, monkeypatch, capsys):
    put_in(monkeypatch, bf16=False)

    assert main(["detect", str(project), "--model", str(folder)]) == 0
    assert "Run 1, hybrid on CUDA: NIMBUS 9, fp16," in capsys.readouterr().out
    assert main(["detect", str(project), "--model", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["device"] == "CUDA: NIMBUS 9, fp16"
    assert installation.devices() == "CUDA: NIMBUS 9"  # as `doctor` tells it


def test_the_command_line_says_that_no_card_was_found(project, folder, no_card, capsys):
    assert main(["detect", str(project), "--model", str(folder)]) == 0
    assert "Run 1, hybrid on CPU, int8: no GPU found," in capsys.readouterr().out
