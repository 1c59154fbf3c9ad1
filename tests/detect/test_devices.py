"""What is said where torch is not part of the installation."""

import sys

import pytest
from tiny_models import encoder_folder, traced

from nfstudio.detect import devices, llm, runtimes
from nfstudio.detect.model_folder import look_at
from nfstudio.errors import StudioError
from nfstudio.jobs.training import Plan, train_model


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return encoder_folder(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="module")
def quantised(tmp_path_factory):
    return traced(encoder_folder(tmp_path_factory.mktemp("quantised")))


@pytest.fixture
def without_torch(monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)


def test_an_encoder_for_the_processor_runs_without_torch(without_torch, quantised, monkeypatch):
    monkeypatch.setattr(runtimes, "_may_have_card", lambda: False)
    found = runtimes.runtime(look_at(quantised), threads=1)

    assert found.device == "CPU, int8: no GPU found"


def test_a_card_that_goes_unused_for_want_of_torch_is_told(without_torch, quantised, monkeypatch):
    monkeypatch.setattr(runtimes, "_may_have_card", lambda: True)

    assert "torch, which a GPU needs, is not here" in runtimes.runtime(look_at(quantised), threads=1).device


def test_who_asks_for_what_needs_torch_reads_a_plain_sentence(without_torch, folder, quantised, tmp_path):
    plan = Plan(data=(), out=tmp_path / "out", base=folder)
    for asked in (
        lambda: runtimes.runtime(look_at(quantised), device="cuda"),
        lambda: runtimes.runtime(look_at(folder), device="cpu"),
        lambda: llm.detector(model=folder),
        lambda: list(train_model(plan)),
    ):
        with pytest.raises(StudioError, match="torch") as told:
            asked()
        assert "not part of this installation" in told.value.sentence
        assert told.value.hint == "pip install torch transformers"


def test_a_bundle_names_the_other_bundle_instead_of_pip_packages(without_torch, monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    with pytest.raises(StudioError) as told:
        devices.needs_torch("Training")

    assert "GPU bundle" in told.value.hint


def test_no_card_is_found_without_torch(without_torch):
    assert devices.cuda_name() is None
