import pytest

from nfstudio.detect.context import Candidate
from nfstudio.detect.guards import SHAPES, Guard, Reads, worded
from nfstudio.detect.reading import Reading
from nfstudio.domain.span import Span

TEXT = "I row there. Thanks for the map, it is fine. Is it old?"
CUE = Span(13, 19)


def holds(condition, text=TEXT, cue=CUE, *, answer="The map shows the lake.", earlier=()):
    return condition(Reading(Candidate(2, text, answer, 1, earlier)), cue)


@pytest.mark.parametrize(
    ("reads", "inside", "outside"),
    [
        (Reads.MESSAGE, "is it old", "pirate"),
        (Reads.SENTENCE, "map", "row"),
        (Reads.BEFORE, r"there\. $", "thanks"),
        (Reads.UP_TO, "thanks$", "map"),
        (Reads.REST, r"fine\.$", "old"),
        (Reads.EARLIER, "pirate", "captain"),
    ],
)
def test_a_worded_condition_looks_where_it_says(reads, inside, outside):
    assert holds(worded(reads, inside), earlier=("Speak like a PIRATE",))
    assert not holds(worded(reads, outside), earlier=("Speak like a PIRATE",))


def test_a_guard_may_want_a_condition_not_to_hold():
    reading = Reading(Candidate(2, TEXT, "Fine.", 1))
    for name, passes in (("short", False), ("not short", True), ("more-words", True)):
        assert Guard(name, SHAPES[name.removeprefix("not ")]).passes(reading, CUE) is passes


@pytest.mark.parametrize(
    ("name", "example", "counterexample"),
    [
        ("question", ("Is that it?", Span(3, 7)), ("That is it. Why?", Span(0, 4))),
        ("more-words", ("No, it is blue", Span(0, 2)), ("No, it is", Span(0, 2))),
        ("short", ("No, it is blue", Span(0, 2)), ("word " * 13, Span(0, 4))),
        ("long", ("word " * 41, Span(0, 4)), ("word " * 40, Span(0, 4))),
        ("about-answer", ("The lake is on the map", Span(0, 3)), ("Cats like boxes", Span(0, 4))),
    ],
)
def test_shapes_of_a_message_are_told(name, example, counterexample):
    assert holds(SHAPES[name], *example)
    assert not holds(SHAPES[name], *counterexample)


def test_words_may_come_from_the_answer_or_from_what_the_person_said_before():
    said = ("Where is the lake?",)
    assert holds(SHAPES["from-answer"], "Why is the map wet?", CUE, answer="A wet map.", earlier=said)
    assert not holds(SHAPES["from-answer"], "Why is the lake wet?", CUE, answer="A lake.", earlier=said)
    assert holds(SHAPES["said-before"], "I said green boats", Span(0, 6), earlier=("List green boats",))
    assert not holds(SHAPES["said-before"], "I said green boats", Span(0, 6), earlier=("List boats",))


def test_a_question_about_the_whole_message_is_answered_once():
    reading = Reading(Candidate(2, TEXT, "Fine.", 1))
    condition = worded(Reads.MESSAGE, "thanks")
    assert condition(reading, CUE)
    reading.text = "nothing of it"
    assert condition(reading, CUE)
    assert not condition(Reading(Candidate(2, "nothing of it", "Fine.", 1)), CUE)


def test_shapes_of_an_answer_are_told():
    assert holds(SHAPES["answer-asks"], answer="Which one?")
    assert holds(SHAPES["answer-has-code"], answer="`ls`")
    assert holds(SHAPES["answer-refuses"], answer="I'm sorry, no.")
    assert not any(holds(SHAPES[name]) for name in ("answer-asks", "answer-has-code", "answer-refuses"))
