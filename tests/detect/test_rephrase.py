import pytest

from nfstudio.detect.context import Candidate
from nfstudio.detect.reading import Reading
from nfstudio.detect.rephrase import Comparison

ANSWERED = "Lakes differ in depth."
REFUSED = "I'm sorry, I can't say."


def repeat(text, *earlier, answer=ANSWERED):
    return Comparison().repeat_of(Reading(Candidate(9, text, answer, 8, earlier)))


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("How deep is the old mill lake?", "How deep is the old mill lake?"),
        ("so how deep is this old mill lake", "How deep is the old mill lake?"),
        ("How deap is the old mill lake?", "How deep is the old mill lake?"),
        ("list villages near mill lakes", "List the village near the mill lake"),
    ],
)
def test_the_same_words_again_repeat(text, before):
    assert repeat(text, before).similarity == 1.0


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("How deep is the old mill lake?", "How deep is the old harbour lake?"),
        ("What is 12 times 7?", "What is 12 times 8?"),
        ("compute 5 / 3 for the table", "compute 5 % 3 for the table"),
        ("Give me another list of mill lakes", "Give me a list of mill lakes"),
        ('What is the opposite of "north"?', 'What is the opposite of "warm"?'),
        ("What is the capital of Norway?", "How deep is the old mill lake?"),
        ("/diff", "/diff"),
        ("/run tests/lake.sh", "/run tests/lake.sh"),
        ("kolour", "colour"),
        ("go on", "go on"),
        ("👍", "👍"),
        ("", ""),
    ],
)
def test_another_input_or_a_further_wish_repeats_nothing(text, before):
    assert repeat(text, before) is None


def test_the_same_question_about_another_paste_repeats_nothing():
    ask = "Which row has the highest total?\n```\n{}\n```"
    assert repeat(ask.format("kim 3\nbo 4"), ask.format("lu 9\nmei 2")) is None
    assert repeat(ask.format("kim 3\nbo 4"), ask.format("kim 3\nbo 4")) is not None


def test_the_nearest_of_equal_repeats_counts():
    text = "How deep is the old mill lake?"
    assert repeat(text, "Thanks", text, text).distance == 2


def test_a_looser_repeat_counts_after_a_refusal():
    text, before = "How deep is the lake, roughly?", "How deep is the lake behind Otley?"
    longer = "How deep is the lake behind Otley, roughly?"
    assert repeat(text, before, answer=REFUSED) is None
    assert repeat(longer, before, answer=REFUSED).weight > 0.5
    assert repeat(longer, before).weight < repeat(longer, before, answer=REFUSED).weight


def test_the_command_lines_of_a_tool_are_no_part_of_a_request():
    text, before = "/clear\nadd a depth column to the lake table", "add a depth column to the lake table"
    assert repeat(text, before).similarity == 1.0


def test_a_message_is_compared_the_same_whether_it_was_seen_before_or_not():
    before, text = "`a`\nHow deep is the old mill lake?", "How deep is the old mill lake?"
    seen = Comparison()
    assert seen.repeat_of(Reading(Candidate(1, before, ANSWERED, 0))) is None
    now = Reading(Candidate(3, text, ANSWERED, 2, (before,)))
    assert seen.repeat_of(now) == Comparison().repeat_of(now) == repeat(text, before)
