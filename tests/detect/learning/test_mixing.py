from nfstudio.detect.context import Candidate
from nfstudio.detect.learning.mixing import mixed

KNOWN = [
    Candidate(2, "thanks, that was it", "The boat leaves at noon.", 1, ("When does the boat leave?",)),
    Candidate(4, "and who wrote the second verse of it", "It rains.", 3, ("How will the weather be on Sunday?",)),
    Candidate(6, "no", "Seven.", 5),
]


def test_as_many_are_made_as_asked_for_and_always_the_same():
    made = mixed(KNOWN, KNOWN[:1], 60, seed=3)
    assert len(made) == 60
    assert made == mixed(KNOWN, KNOWN[:1], 60, seed=3)
    assert made != mixed(KNOWN, KNOWN[:1], 60, seed=4)
    assert all(one.text.strip() for one in made)


def test_messages_stand_after_other_answers_are_joined_thinned_and_asked_again():
    made = mixed(KNOWN, KNOWN[:1], 200, seed=1)
    said = {one.text: one.answer for one in KNOWN}
    assert any(one.text in said and said[one.text] != one.answer for one in made)
    assert any("thanks, that was it" in one.text and one.text.endswith("second verse of it") for one in made)
    assert any(one.text not in said and set(one.text.split()) < set(KNOWN[1].text.split()) for one in made)
    assert any(one.text.startswith("Again: ") and "boat" in one.text for one in made)


def test_of_nothing_nothing_is_made():
    assert mixed([], [], 5, seed=1) == []
