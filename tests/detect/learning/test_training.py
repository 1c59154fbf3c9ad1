import pytest
from tiny_models import encoder_folder, tokenizer

from nfstudio.detect.context import Candidate
from nfstudio.detect.encoding import Budget, Layout
from nfstudio.detect.learning.examples import Example, rows
from nfstudio.detect.learning.training import Recipe, _batches, _pace, train
from nfstudio.detect.model_folder import WEIGHTS, look_at
from nfstudio.domain.feedback import Category
from nfstudio.domain.span import Span
from nfstudio.errors import StudioError

BUDGET = Budget()
RECIPE = Recipe(epochs=2, rate=0.01, batch=4, frozen=1)


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return encoder_folder(tmp_path_factory.mktemp("bases") / "base", labels=["x", "y"])  # a head that is not ours


@pytest.fixture(scope="module")
def lessons():
    said = [("thanks perfect", ((Span(0, 6), Category.POSITIVE),)), ("say rain", ())] * 6
    known = [Example(Candidate(2, text, "noon", 1), spans, str(i), "ours") for i, (text, spans) in enumerate(said)]
    return rows(Layout(tokenizer(), BUDGET), known, smoothing=0.05)


def trained(base, lessons, out, recipe=RECIPE):
    return list(train(base, lessons, out, recipe=recipe, budget=BUDGET, cuda=False))


def test_training_lowers_the_loss_and_leaves_a_folder_of_ours(base, lessons, tmp_path):
    steps = trained(base, lessons, tmp_path / "model", Recipe(epochs=6, rate=0.01, batch=4, frozen=0))

    assert steps[-1].done == steps[-1].total == 18
    assert steps[-1].loss < steps[0].loss / 2
    assert look_at(tmp_path / "model").speaks
    assert [path.name for path in tmp_path.iterdir()] == ["model"]


def test_an_interrupted_training_ends_with_the_weights_it_would_have_had(base, lessons, tmp_path):
    trained(base, lessons, tmp_path / "whole")
    job = train(base, lessons, tmp_path / "cut", recipe=RECIPE, budget=BUDGET, cuda=False)
    while next(job).done < 4:  # in the second epoch
        pass
    job.close()

    assert [step.done for step in trained(base, lessons, tmp_path / "cut")] == [4, 5, 6]
    assert (tmp_path / "cut" / WEIGHTS).read_bytes() == (tmp_path / "whole" / WEIGHTS).read_bytes()


def test_frozen_layers_keep_the_weights_of_the_base(base, lessons, tmp_path):
    from safetensors.numpy import load_file

    trained(base, lessons, tmp_path / "model")
    before, after = load_file(base / WEIGHTS), load_file(tmp_path / "model" / WEIGHTS)
    moved = {name for name in after if name in before and before[name].shape == after[name].shape}
    moved = {name for name in moved if abs(before[name] - after[name].astype("float32")).max() > 2e-3}
    assert not any("embeddings" in name or "layer.0" in name for name in moved)
    assert any("layer.1" in name for name in moved)


def test_a_kept_share_of_the_base_draws_the_weights_back_to_it(base, lessons, tmp_path):
    from safetensors.numpy import load_file

    trained(base, lessons, tmp_path / "first")  # a base that speaks our labels
    ways = {share: tmp_path / str(share) for share in (0.0, 0.25)}
    for share, out in ways.items():
        trained(tmp_path / "first", lessons, out, Recipe(epochs=2, rate=0.01, batch=4, frozen=0, kept=share))

    begun, free, drawn = (load_file(folder / WEIGHTS) for folder in (tmp_path / "first", *ways.values()))
    for name, weights in drawn.items():
        between = 0.25 * begun[name].astype("float32") + 0.75 * free[name].astype("float32")
        assert abs(weights - between).max() < 2e-3
    assert any(abs(drawn[name] - free[name]).max() > 4e-3 for name in drawn)


def test_every_row_is_read_once_an_epoch_in_an_order_of_its_own(lessons):
    first, second = (_batches(lessons, RECIPE, epoch) for epoch in (0, 1))
    assert sorted(i for batch in first for i in batch) == list(range(len(lessons)))
    assert first != second
    assert first == _batches(lessons, RECIPE, 0)


def test_the_learning_rate_rises_and_falls():
    paces = [_pace(step, 100, 0.1) for step in range(100)]
    assert paces.index(max(paces)) == 9
    assert 0 < paces[0] < 0.2
    assert 0 < paces[-1] < 0.05


def test_a_base_that_is_none_is_told(base, lessons, tmp_path):
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "config.json").write_text("{}")
    with pytest.raises(StudioError, match="cannot be loaded"):
        trained(broken, lessons, tmp_path / "model")
