from dataclasses import replace

import pytest

from benchmarks.utility import arms
from benchmarks.utility.gathering import Row
from benchmarks.utility.reward import Text
from nfstudio.domain.feedback import Category


def row(number, target=1.0, category="POSITIVE"):
    return Row((Text("user: Boat?", f"At {number}."),), target, "made", f"c{number}", f"boat {number}", category)


ROWS = [row(i, float(i % 3 == 0)) for i in range(30)]


def test_shuffled_rows_keep_their_texts_and_how_often_each_label_stands():
    tossed = arms.shuffled(ROWS, seed=1)

    assert [one.texts for one in tossed] == [one.texts for one in ROWS]
    assert sum(one.target for one in tossed) == sum(one.target for one in ROWS)
    assert [one.target for one in tossed] != [one.target for one in ROWS]


def test_a_tossed_arm_has_other_labels_for_every_seed_and_another_arm_the_same():
    tossed, plain = arms.Arm("chance", ROWS, tossed=True), arms.Arm("real", ROWS)

    assert tossed.lessons(1) != tossed.lessons(2)
    assert tossed.lessons(1) == tossed.lessons(1)
    assert plain.lessons(1) == plain.lessons(2) == [one.lesson for one in ROWS]


def test_rows_of_one_category_can_be_left_out():
    complaint = row(1, 0.0, Category.COMPLAINT.value)

    assert arms.but([complaint, row(2)], Category.COMPLAINT) == [row(2)]


def test_a_conversation_in_training_and_test_stops_the_run():
    asked = {"judged": arms.Test([row(1)])}

    arms.check_apart([arms.Arm("apart", [row(2)])], asked)
    with pytest.raises(SystemExit, match="1 openings of the arm 'mixed'"):
        arms.check_apart([arms.Arm("mixed", [row(2), replace(row(3), opening="boat 1")])], asked)


def test_the_texts_of_pairs_stand_better_sides_first():
    pairs = [replace(row(i), texts=(Text("p", f"good {i}"), Text("p", f"bad {i}"))) for i in range(2)]

    assert [text.answer for text in arms.Test(pairs, paired=True).texts] == ["good 0", "good 1", "bad 0", "bad 1"]
    assert [text.answer for text in arms.Test([row(5)]).texts] == ["At 5."]
