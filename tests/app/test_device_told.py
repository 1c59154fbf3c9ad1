"""Models of one's own in the window: put in place from the settings, and where they run at its foot."""

import json
from dataclasses import replace

import pytest
from tiny_models import IOB, encoder_folder, fusion_record, traced
from windows import settle

from nfstudio.app.detector_choice import DetectorChoice
from nfstudio.app.verbs import project
from nfstudio.detect import devices, runtimes
from nfstudio.detect.model_folder import FUSION, SETTINGS, look_at
from nfstudio.store import detections


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


def test_a_checkpoint_of_other_people_is_put_in_place_from_the_settings_and_used(found, qtbot, tmp_path):
    theirs = encoder_folder(tmp_path / "theirs", labels=IOB)
    (theirs / SETTINGS).unlink()
    project.choose_detector(found)
    dialog = found.show_dialog("detector", lambda: None)
    dialog.detector.setCurrentIndex(dialog.detector.findData("encoder"))
    dialog.device.setCurrentIndex(dialog.device.findData("cpu"))
    dialog.model.setText(str(theirs))
    dialog.use.click()
    project.detect(found)
    settle(found, qtbot)
    run = detections.newest_run_record(found.session.project)

    assert (run.detector, run.device, run.finished) == ("encoder", "CPU, fp32", True)
    assert run.version.endswith(look_at(theirs).digest)
