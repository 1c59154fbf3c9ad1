"""Detection by models of one's own, from project to project: any detector, cut short, short of memory, in any batch."""

from itertools import islice

import pytest
from building import take_in, talk
from tiny_models import IOB, encoder_folder, hybrid_folder, instruction_folder

from nfstudio.detect.llm import InstructionModel
from nfstudio.detect.model_folder import SETTINGS
from nfstudio.detect.runtimes import TorchRuntime
from nfstudio.errors import StudioError
from nfstudio.jobs import detecting
from nfstudio.jobs.detecting import detect
from nfstudio.jobs.progress import finish
from nfstudio.store import detections
from nfstudio.store.project import Project

SAME = 1e-3
"""How far a score may lie from that of the same message in another batch."""
SAID = ("no that is wrong", "thanks", "why? " * 40, "", "make it shorter say first", "the boat leaves at noon " * 30)


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """A model for each detector that takes one; that of `encoder` as other people publish them."""
    home = tmp_path_factory.mktemp("models")
    theirs = encoder_folder(home / "theirs", labels=IOB)
    (theirs / SETTINGS).unlink()
    return {"hybrid": hybrid_folder(home / "ours"), "encoder": theirs, "llm": instruction_folder(home / "atlas")}


def filled(path):
    project = Project.create(path)
    take_in(project, *[talk("u when", "a at noon", f"u {text}", "a late", f"u {text} again") for text in SAID])
    return project


@pytest.fixture
def project(tmp_path):
    with filled(tmp_path / "p.nfstudio") as made:
        yield made


def claims(project):
    """All detections: where they stand, and their scores apart."""
    rows = project.db.execute(
        'SELECT message_id, start, "end", category, score FROM detections ORDER BY message_id, start, category'
    ).fetchall()
    return [row[:4] for row in rows], [row[4] for row in rows]


@pytest.fixture
def one_by_one(monkeypatch):
    monkeypatch.setattr(detecting, "FIRST_LOOK", 1)
    monkeypatch.setattr(detecting, "LARGEST_LOOK", 1)
    monkeypatch.setattr(detecting, "BATCH_READ", 1)


@pytest.mark.parametrize("name", ["hybrid", "encoder", "llm"])
def test_every_detector_runs_with_a_model_of_ones_own_and_the_run_remembers_which(project, folders, name):
    summary = finish(detect(project, detector_name=name, device="cpu", model=folders[name]))
    run = detections.run_record(project, summary.run)

    assert (summary.detector, summary.device, run.finished) == (name, "CPU, fp32", True)
    assert summary.candidates == 2 * len(SAID)
    assert run.version == detecting.detector_named(name, device="cpu", model=folders[name]).version


def test_a_checkpoint_of_other_people_finds_words_in_the_messages(project, folders):
    finish(detect(project, detector_name="encoder", device="cpu", model=folders["encoder"]))
    places, _ = claims(project)
    lengths = dict(project.db.execute("SELECT id, length(content) FROM messages"))

    assert places
    assert all(0 <= start < end <= lengths[message] for message, start, end, _ in places)


@pytest.mark.parametrize("name", ["hybrid", "encoder"])
def test_what_is_found_does_not_depend_on_how_many_messages_are_shown_at_a_time(
    project, folders, tmp_path, name, request
):
    finish(detect(project, detector_name=name, device="cpu", model=folders[name]))
    request.getfixturevalue("one_by_one")
    with filled(tmp_path / "single.nfstudio") as single:
        finish(detect(single, detector_name=name, device="cpu", model=folders[name]))
        places, scores = claims(single)

    together, at_once = claims(project)
    assert places
    assert places == together
    assert scores == pytest.approx(at_once, abs=SAME)


@pytest.mark.parametrize("name", ["hybrid", "encoder", "llm"])
def test_a_run_that_is_cancelled_gives_its_model_back_and_goes_on_to_the_same_end(
    project, folders, tmp_path, name, monkeypatch, request
):
    with filled(tmp_path / "whole.nfstudio") as whole:
        finish(detect(whole, detector_name=name, device="cpu", model=folders[name]))
        expected = claims(whole)
    closed = []
    for kind in (TorchRuntime, InstructionModel):
        monkeypatch.setattr(kind, "close", lambda self, close=kind.close: (closed.append(self), close(self)))
    request.getfixturevalue("one_by_one")
    begun = detect(project, detector_name=name, device="cpu", model=folders[name])
    list(islice(begun, 8))
    begun.close()
    half = detections.newest_run_record(project)
    assert (len(closed), half.finished, 0 < half.high_water < 5 * len(SAID)) == (1, False, True)

    after = finish(detect(project, detector_name=name, device="cpu", model=folders[name]))
    places, scores = claims(project)
    assert (after.run, after.candidates, len(closed)) == (half.id, 2 * len(SAID), 2)
    assert places == expected[0]
    assert scores == pytest.approx(expected[1], abs=SAME)


def test_a_card_too_small_for_a_batch_comes_to_the_same_in_smaller_ones(project, folders, tmp_path, monkeypatch):
    import torch

    with filled(tmp_path / "whole.nfstudio") as whole:
        finish(detect(whole, detector_name="hybrid", device="cpu", model=folders["hybrid"]))
        expected = claims(whole)
    read, refused = TorchRuntime._logits, []

    def short(self, windows):
        if len(windows) > 2:
            refused.append(len(windows))
            raise torch.OutOfMemoryError
        return read(self, windows)

    monkeypatch.setattr(TorchRuntime, "_logits", short)
    finish(detect(project, detector_name="hybrid", device="cpu", model=folders["hybrid"]))
    places, scores = claims(project)

    assert refused
    assert places == expected[0]
    assert scores == pytest.approx(expected[1], abs=SAME)


def test_a_card_too_small_for_one_message_ends_the_run_with_a_sentence_and_can_be_resumed(
    project, folders, monkeypatch
):
    import torch

    def full(self, windows):
        raise torch.OutOfMemoryError

    with monkeypatch.context() as patch:
        patch.setattr(TorchRuntime, "_logits", full)
        with pytest.raises(StudioError, match="too little free memory"):
            finish(detect(project, detector_name="hybrid", device="cpu", model=folders["hybrid"]))
    assert not detections.newest_run_record(project).finished

    assert finish(detect(project, detector_name="hybrid", device="cpu", model=folders["hybrid"])).run == 1


def test_another_model_is_another_run_whose_changes_are_told(project, folders, tmp_path):
    finish(detect(project, detector_name="encoder", device="cpu", model=folders["encoder"]))
    other = encoder_folder(tmp_path / "other", labels=IOB, seed=5)
    summary = finish(detect(project, detector_name="encoder", device="cpu", model=other))

    assert (summary.run, summary.again) == (2, True)
    assert summary.changed


def test_without_a_folder_the_language_model_is_refused_with_what_to_name(project):
    with pytest.raises(StudioError, match="needs a model of your own") as refused:
        finish(detect(project, detector_name="llm"))
    assert "--model FOLDER" in refused.value.hint
    assert detections.newest_run_record(project) is None
