"""Where detection runs stands at the foot of the window, while it runs and afterwards."""

import json
from dataclasses import replace

import pytest
from tiny_models import encoder_folder, fusion_record, traced
from windows import settle

from nfstudio.app.detector_choice import DetectorChoice
from nfstudio.app.verbs import project
from nfstudio.detect import devices, runtimes
from nfstudio.detect.model_folder import FUSION


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = traced(encoder_folder(tmp_path_factory.mktemp("model")))
    (path / FUSION).write_text(json.dumps(fusion_record()))
    return path


@pytest.mark.parametrize(("card", "said"), [("NIMBUS 9", "CUDA: NIMBUS 9, fp16"), (None, "CPU, int8: no GPU found")])
def test_the_window_says_where_detection_runs_and_ran(found, qtbot, folder, monkeypatch, card, said):
    import torch

    monkeypatch.setattr(torch.cuda, "is_available", lambda: card is not None)
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda _: card)
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda: False)
    monkeypatch.setattr(runtimes, "_may_have_card", lambda: True)
    monkeypatch.setattr(devices, "CUDA", "cpu")  # the numbers stay on the processor
    heard = []
    found.session.runner.progressed.connect(lambda _, progress: heard.append(progress.message))
    found.prefer(replace(found.preferences, detector=DetectorChoice("hybrid", model=folder)))
    project.detect(found)
    settle(found, qtbot)

    assert f"Detecting with hybrid on {said}" in heard
    qtbot.waitUntil(lambda: found.columns.strip._device.text() == said)
