import json

import pytest
from judged_talks import judged_talks
from tiny_models import encoder_folder

from nfstudio.detect.learning.training import Recipe
from nfstudio.detect.model_folder import QUANTISED, WEIGHTS, mark_of, recorded
from nfstudio.errors import StudioError
from nfstudio.jobs.evaluating import evaluate
from nfstudio.jobs.progress import finish
from nfstudio.jobs.training import Plan, train_model

pytestmark = [pytest.mark.train, pytest.mark.filterwarnings("ignore")]
RECIPE = Recipe(epochs=2, rate=5e-3, frozen=0)


@pytest.fixture(autouse=True)
def _needs_onnx():
    pytest.importorskip("onnx", reason="needs the extra [train]")


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return encoder_folder(tmp_path_factory.mktemp("bases") / "base")


@pytest.fixture
def plan(base, tmp_path):
    data = judged_talks(tmp_path / "a.jsonl", 24), judged_talks(tmp_path / "b.jsonl", 12, source="other")
    return {"data": data, "out": tmp_path / "model", "base": base, "recipe": RECIPE, "folds": 2, "device": "cpu"}


def test_an_interrupted_training_goes_on_and_leaves_a_whole_folder(plan, tmp_path):
    dev = judged_talks(tmp_path / "dev.jsonl", 6, source="dev")
    wanted = Plan(**plan, dev=dev, unlabelled=(dev,))
    job = train_model(wanted)
    while "part 2" not in next(job).message:
        pass
    job.close()
    assert not wanted.out.exists()

    told = []
    found = finish(train_model(wanted), report=lambda progress: told.append(progress.message))

    assert not any("part 1" in message for message in told)
    assert {path.name for path in wanted.out.iterdir()} == {
        *("config.json", "tokenizer.json", "model.safetensors", "model.int8.onnx"),
        *("nfstudio.json", "fusion.json", "figures.json", "README.md", "weights.json"),
    }
    assert recorded(wanted.out) == {name: mark_of(wanted.out / name) for name in (WEIGHTS, QUANTISED)}
    assert not wanted.out.with_name("model.partial").exists()
    assert set(found["cross_validation"]) == {"always_none", "rules", "encoder", "hybrid", "held_out"}
    assert found["cross_validation"]["hybrid"]["messages"] == 36
    assert json.loads((wanted.out / "figures.json").read_text())["dev"] == found["dev"]

    again = finish(evaluate([dev], detector_name="hybrid", model=wanted.out, device="cpu"))
    assert again["binary"] == found["dev"]["hybrid_int8"]["binary"]


def test_each_source_is_held_out_once_and_sources_can_be_left_out(plan):
    told = []
    finish(train_model(Plan(**plan, by="source")), report=lambda progress: told.append(progress.message))
    assert any("part 2 of 2" in message for message in told)

    with pytest.raises(StudioError, match="one source"):
        finish(train_model(Plan(**plan | {"out": plan["out"].with_name("other")}, by="source", without=("other",))))


def test_an_encoder_alone_needs_no_folds_and_a_fusion_can_be_fitted_to_it(plan):
    finish(train_model(Plan(**plan, only="encoder")))
    assert not (plan["out"] / "fusion.json").exists()

    fused = plan | {"base": None, "out": plan["out"].with_name("fused"), "model": plan["out"], "only": "fusion"}
    finish(train_model(Plan(**fused)))
    assert (fused["out"] / "fusion.json").is_file()
    assert (fused["out"] / "model.safetensors").read_bytes() == (plan["out"] / "model.safetensors").read_bytes()


def test_teachers_judge_what_is_mixed_before_the_parts_and_the_whole_learn_from_it(plan, base):
    finish(train_model(Plan(**plan, only="encoder")))
    taught = plan | {"out": plan["out"].with_name("taught"), "teachers": (plan["out"], base), "mixed": 30}
    told = []
    finish(train_model(Plan(**taught)), report=lambda progress: told.append((progress.message, progress.total)))

    said = [message for message, _ in told]
    first = next(i for i, message in enumerate(said) if message.startswith("Training"))
    assert set(said[:first]) >= {"Reading with model", "Reading with base"}
    batches = {message.split(",")[0]: total for message, total in told if message.startswith("Training")}
    assert batches["Training the encoder"] > 2 * 2  # 36 judged messages alone make two batches an epoch


def test_working_folders_of_another_plan_are_not_taken_up(plan):
    job = train_model(Plan(**plan))
    next(job)
    job.close()
    with pytest.raises(StudioError, match="another plan"):
        finish(train_model(Plan(**plan | {"recipe": Recipe(epochs=3)})))


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"base": None}, "train from"),
        ({"base": "nowhere"}, "has no config.json"),
        ({"data": ()}, "learn from"),
        ({"folds": 1}, "two folds"),
        ({"only": "fusion"}, "which model"),
        ({"without": ("moon",)}, "'moon'"),
        ({"teachers": ("base",)}, "messages to judge"),
        ({"recipe": Recipe(kept=1.0)}, "from 0 to below 1"),
    ],
)
def test_a_plan_that_cannot_be_is_told_before_anything_is_written(plan, base, changed, word):
    paths = {
        name: base if value == "base" else base / value for name, value in changed.items() if isinstance(value, str)
    }
    paths = {name: path for name, path in paths.items() if name != "only"}
    if "teachers" in changed:
        paths["teachers"] = (base,)
    with pytest.raises(StudioError, match=word):
        finish(train_model(Plan(**plan | changed | paths)))
    assert not plan["out"].with_name("model.partial").exists()


def test_a_folder_that_is_taken_is_left_alone(plan):
    plan["out"].mkdir()
    (plan["out"] / "mine.txt").write_text("x")
    with pytest.raises(StudioError, match="there already"):
        finish(train_model(Plan(**plan)))


def test_data_in_which_nothing_carries_feedback_is_told(plan, tmp_path):
    path = tmp_path / "none.jsonl"
    lines = [json.loads(line) for line in judged_talks(path, 6).read_text().splitlines()]
    for line in lines:
        line["messages"][2]["spans"] = []
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    with pytest.raises(StudioError, match="carries feedback"):
        finish(train_model(Plan(**plan | {"data": (path,)})))


def test_the_int8_file_that_is_asked_for_is_made_and_not_taken_from_the_model(base, tmp_path):
    (base / QUANTISED).write_bytes(b"of before")
    try:
        finish(train_model(Plan((), tmp_path / "model", only="quantise", model=base)))
    finally:
        (base / QUANTISED).unlink()

    assert (tmp_path / "model" / QUANTISED).read_bytes()[:9] != b"of before"
