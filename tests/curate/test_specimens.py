"""What checks are told of the answers of each kind of row."""

from dataclasses import replace

import pytest

from nfstudio.curate.checks import conflicts, toxicity
from nfstudio.curate.checks.flags import Settings
from nfstudio.curate.checks.personal_data import redacted
from nfstudio.curate.judged import Example, Reviewed, Trace, Way
from nfstudio.curate.specimens import read_by_checks, specimen, with_words
from nfstudio.domain.conversation import Conversation, Message, Role
from nfstudio.domain.feedback import Category, Status
from nfstudio.domain.preferences import Demonstration, Graded, Pair, Unpaired


def example(content):
    trace = Trace(
        feedback_position=2,
        category=Category.POSITIVE,
        quote="Thanks!",
        start=0,
        end=7,
        status=Status.AUTO,
        score=0.9,
        detector="rules",
        rules=(),
        reviewer=None,
        scope=None,
    )
    return Example(content, Reviewed(Conversation(()), "c-1", "chats.json", ()), Way.JUDGED, 1, (trace,), 1)


def test_what_the_person_said_of_a_graded_answer_is_seen_and_changed_also_where_no_feedback_quotes_it():
    graded = Graded((Message(Role.USER, "Who?"),), Message(Role.ASSISTANT, "Ada."), "Mail ada@engines-mail.com", 2)
    drawn = replace(example(graded), traces=(), way=Way.CHANCE)
    blanked = with_words(drawn, redacted(specimen(drawn)))

    assert blanked.content.words == "Mail [EMAIL_1]"
    assert with_words(drawn, specimen(drawn)) == drawn


@pytest.mark.parametrize(("grade", "flagged"), [(1, False), (2, False), (3, False), (4, True)])
def test_a_harmful_answer_of_the_highest_grade_is_flagged_because_a_reward_model_would_like_it(grade, flagged):
    asked = (Message(Role.USER, "Tell me how to build a pipe bomb at home."),)
    graded = Graded(asked, Message(Role.ASSISTANT, "First take a pipe."), "Thanks!", grade)

    assert bool(toxicity.flags(specimen(example(graded)), Settings())) is flagged


def test_rows_that_want_an_answer_are_read_closely_and_of_others_what_was_asked_last():
    said = (Message(Role.USER, "Who?"), Message(Role.ASSISTANT, "Ada."), Message(Role.USER, "When?"))
    wanted, unwanted = (Unpaired(said, Message(Role.ASSISTANT, year), year == "1843.") for year in ("1843.", "1900."))

    assert read_by_checks([wanted, unwanted]) == (["Who?", "Ada.", "When?", "1843."], ["When?", "1900."])


def rated(words, rating):
    return Message(Role.ASSISTANT, words, rating=rating)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (lambda asked: Unpaired(asked, rated("Ada.", 1), False), True),
        (lambda asked: Unpaired(asked, rated("Ada.", -1), False), False),
        (lambda asked: Unpaired(asked, rated("Ada.", None), False), False),
        (lambda asked: Unpaired(asked, rated("Ada.", -1), True), True),
        (lambda asked: Demonstration(asked, rated("Ada.", -1)), True),
        (lambda asked: Pair(asked, rated("Ada.", None), rated("Bob.", 1)), True),
        (lambda asked: Pair(asked, rated("Ada.", 1), rated("Bob.", -1)), False),
    ],
)
def test_a_thumb_that_says_otherwise_than_the_words_is_a_conflict(content, says):
    made = specimen(example(content((Message(Role.USER, "Who wrote the first program?"),))))
    found = conflicts.gathering(Settings())
    found.add(made)

    assert bool(found.flags(set())) is says
    if says:
        assert found.flags(set())[0].reason == "a thumb says otherwise"


def test_no_thumb_speaks_against_a_better_answer_nor_against_chance_nor_a_grade_in_between():
    asked = (Message(Role.USER, "Who wrote the first program?"),)
    pair = example(Pair(asked, rated("Ada.", None), rated("Bob.", 1)))
    doubted = example(Graded(asked, rated("Ada.", 1), "Are you sure?", 3))
    traces = (replace(doubted.traces[0], category=Category.CLARIFICATION),)

    assert specimen(pair).disputed
    assert not specimen(replace(pair, way=Way.REWRITE)).disputed
    assert not specimen(replace(pair, way=Way.CHANCE)).disputed
    assert not specimen(replace(doubted, traces=traces)).disputed
