import numpy as np

from benchmarks.utility import arms, run
from benchmarks.utility.arms import COMPARED, USUAL, Arm
from benchmarks.utility.gathering import Row
from benchmarks.utility.reward import Text


def judged(number, target):
    return Row(
        (Text("user: Boat?", f"answer {number}"),), target, f"source {number % 2}", f"c{number}", f"boat {number}"
    )


def pair(number):
    texts = (Text("user: Egg?", f"good {number}"), Text("user: Egg?", f"bad {number}"))
    return Row(texts, 1.0, "pairs", f"p{number}", f"egg {number}")


ANSWERS = arms.Test([judged(i, float(i < 6)) for i in range(12)])
TESTS = {
    "judged": ANSWERS,
    "part": arms.Test(ANSWERS.rows[3:9]),
    "pairs": arms.Test([pair(i) for i in range(5)], paired=True),
}
TEXTS = run.texts_of(TESTS)


def scores(good, bad):
    """A model that gives every praised or better answer one score and the others another."""
    return np.array([good if text.answer.startswith("good") or _praised(text) else bad for text in TEXTS], float)


def _praised(text):
    return any(row.texts[0] == text and row.target == 1 for row in ANSWERS.rows)


def test_a_text_that_two_tests_ask_about_is_scored_once():
    assert len(TEXTS) == 12 + 2 * 5


def test_a_model_that_knows_and_one_that_knows_the_contrary_stand_at_the_ends():
    found = {name: [scores(0, 0)] for name in COMPARED} | {"knows": [scores(2, 1)], "contrary": [scores(1, 2)]}

    told = run.table([Arm(USUAL, [pair(1)] * 3)], TESTS, found)

    for name, value in (("knows", 1.0), ("contrary", 0.0), (USUAL, 0.5)):
        for figure in ("judged AUC", "judged AUC within sources", "part AUC", "pairs accuracy"):
            assert told[name][figure] == {"value": value, "low": value, "high": value, "spread": 0.0}
    assert told["knows"][f"pairs accuracy less {USUAL}"]["value"] == 0.5
    assert told[USUAL]["rows"] == 3
    assert f"judged AUC less {USUAL}" not in told[USUAL]


def test_an_arm_with_too_few_rows_stands_in_the_table_without_figures():
    found = {name: [scores(1, 0)] for name in COMPARED}

    lines = run.shown(run.table([Arm(USUAL, []), Arm("few", [pair(1)])], TESTS, found)).splitlines()

    assert "| few | – | – | – | – | – |" in lines
    assert any(line.startswith(f"| {USUAL} | 1.000 (1.000 to 1.000)") for line in lines)
