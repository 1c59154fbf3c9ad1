"""Choosing the detector: what is offered, what is kept, and what a bad model folder is told."""

import json

import pytest

from nfstudio import paths
from nfstudio.app.detector_choice import DetectorChoice
from nfstudio.app.dialogs.detector import DetectorDialog
from nfstudio.app.preferences import load
from nfstudio.app.tickets import detect_ticket
from nfstudio.app.verbs import project
from nfstudio.detect import DETECTORS
from nfstudio.domain.thresholds import Setting


@pytest.fixture
def dialog(qtbot):
    made = DetectorDialog(DetectorChoice())
    qtbot.addWidget(made)
    return made


def choose(box, value):
    box.setCurrentIndex(box.findData(value))


def test_every_detector_is_offered_and_the_hybrid_comes_first(dialog):
    offered = [dialog.detector.itemData(i) for i in range(dialog.detector.count())]

    assert offered == list(DETECTORS)
    assert dialog.choice == DetectorChoice(detector="hybrid", setting=Setting.BALANCED, device="auto")


def test_what_is_chosen_is_said_when_the_person_is_content(dialog, qtbot):
    choose(dialog.detector, "rules")
    choose(dialog.setting, Setting.PRECISE)
    choose(dialog.device, "cpu")
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.use.click()

    assert chosen.args == [DetectorChoice("rules", Setting.PRECISE, "cpu")]
    assert not dialog.model.isEnabled()


def test_a_folder_without_a_model_is_refused_before_anything_runs(dialog, qtbot, tmp_path):
    dialog.model.setText(str(tmp_path))
    with qtbot.assertNotEmitted(dialog.chosen):
        dialog.use.click()

    assert "config.json" in dialog.trouble.text


def test_the_choice_is_kept_in_the_preferences_and_used_from_then_on(window, qtbot):
    project.choose_detector(window)
    dialog = window.show_dialog("detector", lambda: None)
    choose(dialog.detector, "encoder")
    dialog.use.click()

    assert load(paths.preferences())[0].detector == DetectorChoice("encoder")
    assert window.detector.detector == "encoder"


def test_the_detector_of_one_project_is_not_that_of_the_next_one_unless_that_is_said(window, tmp_path, qtbot):
    before = window.preferences.detector
    assert window.show_project(tmp_path / "one.nfstudio")
    project.choose_detector(window)
    dialog = window.show_dialog("detector", lambda: None)
    assert dialog.everywhere.isVisible()
    choose(dialog.detector, "encoder")
    dialog.use.click()
    assert "Ctrl+D" in window.toast.text()
    assert window.detector == load(paths.preferences())[0].detector_of(tmp_path / "one.nfstudio")
    assert window.detector.detector == "encoder"

    assert window.show_project(tmp_path / "two.nfstudio")
    assert window.detector == before
    assert window.show_project(tmp_path / "one.nfstudio")
    project.choose_detector(window)
    dialog = window.show_dialog("detector", lambda: None)
    dialog.everywhere.click()
    dialog.use.click()
    assert window.preferences.detector.detector == "encoder"
    assert not window.preferences.detectors


@pytest.mark.parametrize("found", [None, 3, {}, {"detector": "oracle", "setting": "wild", "device": 4, "model": ""}])
def test_a_choice_that_makes_no_sense_is_the_one_that_comes_with_the_program(found):
    assert DetectorChoice.parse(found) == DetectorChoice()


def test_a_choice_is_read_as_it_was_written(tmp_path):
    choice = DetectorChoice("encoder", Setting.THOROUGH, "cpu", tmp_path / "model")

    assert DetectorChoice.parse(json.loads(json.dumps(choice.record()))) == choice


def test_a_ticket_asks_for_the_detector_that_was_chosen(tmp_path):
    begin = detect_ticket(DetectorChoice("rules", Setting.PRECISE)).begin

    assert begin.keywords["detector_name"] == "rules"
    assert begin.keywords["setting"] is Setting.PRECISE
