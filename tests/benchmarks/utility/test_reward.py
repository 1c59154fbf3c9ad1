import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from tiny_models import encoder_folder

from benchmarks.utility import reward
from benchmarks.utility.reward import Encoder, Lesson, Text, pace_of, window


@given(st.lists(st.integers(), max_size=40), st.lists(st.integers(), max_size=40), st.integers(1, 40))
def test_a_window_holds_the_end_of_the_prompt_and_the_beginning_of_the_answer(before, said, room):
    end, beginning = window(before, said, room)

    assert len(end) + len(beginning) == min(room, len(before) + len(said))
    assert end == before[len(before) - len(end) :]
    assert beginning == said[: len(beginning)]


def test_neither_side_takes_more_than_its_share_while_the_other_is_long():
    end, beginning = window(list(range(100)), list(range(100)), 80)

    assert (len(end), len(beginning)) == (30, 50)


@given(st.integers(1, 500))
def test_the_pace_grows_to_one_and_falls_to_nothing(steps):
    paces = [pace_of(step, steps) for step in range(steps + 1)]

    assert all(0 <= pace <= 1 for pace in paces)
    assert paces[-1] == 0
    assert all(pace > 0 for pace in paces[:-1])


@pytest.fixture
def encoder(tmp_path):
    return Encoder.load(encoder_folder(tmp_path / "base"), upper=1, tokens=24)


GOOD = [Text("user: the boat", "perfect " * (1 + i % 3) + "noon") for i in range(12)]
BAD = [Text("user: the boat", "wrong " * (1 + i % 3) + "noon") for i in range(12)]


@pytest.mark.parametrize(
    ("lessons", "loss"),
    [
        ([Lesson((t,), 1.0) for t in GOOD] + [Lesson((t,), 0.0) for t in BAD[:6]], reward.of_labels),
        ([Lesson((t,), 4.0) for t in GOOD] + [Lesson((t,), 1.0) for t in BAD[:6]], reward.of_grades),
        ([Lesson(both) for both in zip(GOOD, BAD, strict=True)], reward.of_pairs),
    ],
    ids=["labels", "grades", "pairs"],
)
def test_a_scorer_learns_which_answers_are_wanted(encoder, lessons, loss, monkeypatch):
    monkeypatch.setattr(reward, "RATE", 3e-3)  # so small a model needs it
    monkeypatch.setattr(reward, "HEAD_RATE", 3e-2)
    encoder.read([*GOOD, *BAD])

    scorer = encoder.trained(lessons, loss(lessons), seed=1, epochs=6)

    assert encoder.scores(scorer, GOOD).min() > encoder.scores(scorer, BAD).max()


def test_what_the_lower_layers_say_is_what_the_whole_encoder_would_have_gone_on_with(encoder):
    text = GOOD[5]
    encoder.read([text, *BAD])
    ids, sides = encoder._ids(text)
    with torch.no_grad():
        whole = encoder.model(input_ids=torch.tensor([ids]), token_type_ids=torch.tensor([sides])).last_hidden_state
        states, mask = encoder.batch([text, BAD[0]])
        ours = reward.through(encoder.scorer(1).layers, states, mask)[0, : len(ids)]

    assert torch.allclose(ours, whole[0], atol=0.02)  # kept in half precision


def test_a_text_scores_the_same_alone_and_in_a_batch_and_training_leaves_the_base_alone(encoder):
    encoder.read([*GOOD, *BAD])
    scorer, before = encoder.scorer(1), encoder.scores(encoder.scorer(1), GOOD)

    encoder.trained([Lesson((t,), 1.0) for t in GOOD] + [Lesson((BAD[0],), 0.0)], _any, seed=1, epochs=1)

    assert encoder.scores(scorer, GOOD[:1])[0] == pytest.approx(before[0], abs=1e-5)
    assert encoder.scores(encoder.scorer(1), GOOD) == pytest.approx(before)


def _any(scores, batch):
    return scores.pow(2).mean()
