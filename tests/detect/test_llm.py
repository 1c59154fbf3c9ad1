import json
import re

import pytest
from tiny_models import instruction_folder

from nfstudio.detect import llm
from nfstudio.detect.context import Candidate
from nfstudio.detect.llm import LENGTH, SCORE, TRIES, InstructionModel, LlmDetector, detector
from nfstudio.domain.thresholds import Setting
from nfstudio.errors import StudioError


class Scripted:
    """Answers a chat with the next thing written for the message in it; keeps what it was asked."""

    device = "CPU, scripted"

    def __init__(self, script):
        self.script = {text: list(answers) for text, answers in script.items()}
        self.asked = []

    def replies(self, chats):
        self.asked.append(list(chats))
        return [self.script[_message(chat)].pop(0) for chat in chats]

    def close(self):
        self.script = None


def _message(chat):
    return re.search(r"LAST MESSAGE:\n(.*?)\n\nAnswer with JSON", chat[0]["content"], re.DOTALL)[1]


def of(text, message=3):
    return Candidate(message, text, "Here it is.", message - 1)


def says(category, words):
    return json.dumps([{"category": category, "words": words}])


def asking(script):
    model = Scripted(script)
    return model, LlmDetector(model, called="atlas", digest="1")


def test_what_the_model_says_is_claimed_for_its_message_with_the_model_named():
    _, made = asking({"no, the other one": [says("Correction", "no, the other one")], "and with salt?": ["[]"]})
    (claim,), none = made.detect([of("no, the other one"), of("and with salt?", 9)])

    assert (claim.category.short, claim.span.of("no, the other one")) == ("Correction", "no, the other one")
    assert (claim.message, claim.target, claim.score) == (3, 2, SCORE)
    assert claim.evidence.notes == ("the language model atlas said so",)
    assert none == ()


def test_a_malformed_answer_is_asked_for_again_with_the_reason_and_alone():
    model, made = asking({"why?": ["Hm.", says("Clarification", "why?")], "ok": ["[]"]})
    (claim,), _ = made.detect([of("why?"), of("ok")])

    assert claim.category.short == "Clarification"
    assert [len(chats) for chats in model.asked] == [2, 1]
    first, said, again = model.asked[1][0]
    assert first == model.asked[0][0][0]
    assert said == {"role": "assistant", "content": "Hm."}
    assert "there is no JSON" in again["content"]


def test_words_that_the_message_does_not_hold_are_malformed():
    model, made = asking({"why?": [says("Complaint", "this is bad"), says("Clarification", "why?")]})
    assert [claim.category.short for (claim,) in made.detect([of("why?")])] == ["Clarification"]
    assert "do not stand in the message" in model.asked[1][0][2]["content"]


def test_a_message_whose_answers_never_can_be_read_has_no_detection():
    model, made = asking({"why?": ["?"] * TRIES})
    assert made.detect([of("why?")]) == [()]
    assert len(model.asked) == TRIES
    assert all(len(chats[0]) <= 3 for chats in model.asked)


def test_a_message_of_nothing_is_not_asked_about():
    model, made = asking({})
    assert made.detect([of(" \n")]) == [()]
    assert model.asked in ([], [[]])


def test_all_claims_count_at_every_setting_because_they_are_not_told_apart():
    _, made = asking({"why?": [says("Clarification", "why?")]})
    ((claim,),) = made.detect([of("why?")])
    assert all(made.thresholds(setting).passes(claim) for setting in Setting)


def test_closing_gives_back_the_model():
    model, made = asking({})
    made.close()
    assert model.script is None


# The mechanics, with a model of random weights


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return instruction_folder(tmp_path_factory.mktemp("llm") / "atlas-mini")


@pytest.fixture(scope="module")
def model(folder):
    return InstructionModel(folder, device="cpu")


def chat(text):
    return [{"role": "user", "content": text}]


def test_each_chat_gets_its_own_answer_in_order_and_the_same_in_any_batch(model, monkeypatch):
    monkeypatch.setattr(llm, "LENGTH", 12)
    chats = [chat(text) for text in ("no", "that is wrong and not what i asked", "why but the boat leaves", "no")]
    together = model.replies(chats)

    assert together == [model.replies([one])[0] for one in chats]
    assert together[0] == together[3]
    assert len(set(together)) > 1
    assert model.replies([]) == []


def test_no_batch_is_beyond_its_budget_of_tokens(model, monkeypatch):
    sizes = []
    monkeypatch.setattr(model, "_said", lambda asked: sizes.append([len(ids) for ids in asked]) or [""] * len(asked))
    monkeypatch.setattr(model, "_tokens", 3 * (LENGTH + 30))
    model.replies([chat("no " * count) for count in (5, 200, 9, 1, 20, 500)])

    assert sum(map(len, sizes)) == 6
    assert max(map(len, sizes)) > 1
    assert all(len(size) == 1 or len(size) * (max(size) + LENGTH) <= 3 * (LENGTH + 30) for size in sizes)


def test_where_memory_is_short_a_batch_is_halved(model, monkeypatch):
    import torch

    monkeypatch.setattr(llm, "LENGTH", 4)
    chats, generate = [chat("no"), chat("why"), chat("that is wrong")], model._model.generate
    whole = model.replies(chats)

    def short(**given):
        if len(given["input_ids"]) > 1:
            raise torch.OutOfMemoryError
        return generate(**given)

    monkeypatch.setattr(model._model, "generate", short)
    assert model.replies(chats) == whole

    def full(**_):
        raise torch.OutOfMemoryError

    monkeypatch.setattr(model._model, "generate", full)
    with pytest.raises(StudioError, match="too little free memory"):
        model.replies(chats[:1])


def test_a_detector_of_a_folder_names_it_and_has_a_version_that_follows_its_files(folder, tmp_path):
    made = detector(device="cpu", model=folder)
    assert (made.name, made.device) == ("llm", "CPU, fp32")
    assert made._called == "atlas-mini"
    assert detector(device="cpu", model=folder).version == made.version
    assert detector(device="cpu", model=instruction_folder(tmp_path, seed=2)).version != made.version
    made.close()


def test_a_model_of_chance_answers_nothing_that_can_be_read(folder, monkeypatch):
    monkeypatch.setattr(llm, "LENGTH", 8)
    assert detector(device="cpu", model=folder).detect([of("no that is wrong"), of("")]) == [(), ()]


def test_without_a_folder_it_says_how_to_name_one():
    with pytest.raises(StudioError, match="needs a model of your own") as told:
        detector()
    assert "--model FOLDER" in told.value.hint


def test_a_folder_without_a_model_is_refused(tmp_path):
    with pytest.raises(StudioError, match=r"config\.json is missing"):
        detector(model=tmp_path)
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(StudioError, match="cannot be loaded"):
        detector(model=tmp_path, device="cpu")


def test_a_model_that_was_not_taught_to_follow_instructions_is_refused(tmp_path):
    with pytest.raises(StudioError, match="no chat template"):
        detector(model=instruction_folder(tmp_path, template=None), device="cpu")


def test_a_broken_chat_template_is_told(tmp_path):
    made = InstructionModel(instruction_folder(tmp_path, template="{{ raise_exception('only pairs') }}"), device="cpu")
    with pytest.raises(StudioError, match="chat template cannot be used"):
        made.replies([chat("no")])


def test_a_graphics_card_that_is_not_there_is_an_error(folder, monkeypatch):
    monkeypatch.setattr(llm, "cuda_name", lambda: None)
    with pytest.raises(StudioError, match="There is no CUDA device"):
        detector(model=folder, device="cuda")
