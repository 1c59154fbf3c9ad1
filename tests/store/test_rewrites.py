import pytest
from building import take_in, talk

from nfstudio.errors import StudioError
from nfstudio.store import review, rewrites


@pytest.fixture
def answered(project):
    take_in(project, talk("u plan a trip", "a Day one", "u two days, please", "a Day one, day two"))
    return project


def write(project, target, content):
    return rewrites.write(project, target, content, reviewer="me")


def test_the_newest_version_is_the_better_answer(answered):
    write(answered, 2, "Day one: Lyon.")
    write(answered, 2, "Day one: Lyon. Day two: Vienne.")

    assert rewrites.newest(answered.db, [2, 4]) == {2: "Day one: Lyon. Day two: Vienne."}
    assert [version.content for version in rewrites.versions(answered.db, 2)] == [
        "Day one: Lyon. Day two: Vienne.",
        "Day one: Lyon.",
    ]


def test_undo_brings_back_the_version_before_and_says_which_conversation_changed(answered):
    write(answered, 2, "One")
    write(answered, 2, "Two")

    what, changes = review.undo(answered, reviewer="me")
    assert (what, changes.touches(1)) == ("write a better answer", True)
    assert rewrites.newest(answered.db, [2]) == {2: "One"}
    review.undo(answered, reviewer="me")
    assert rewrites.newest(answered.db, [2]) == {}
    review.redo(answered, reviewer="me")
    assert rewrites.newest(answered.db, [2]) == {2: "One"}


def test_blank_takes_the_rewrite_away_and_undo_brings_it_back(answered):
    write(answered, 2, "One")
    write(answered, 2, " \n ")
    assert rewrites.newest(answered.db, [2]) == {}

    review.undo(answered, reviewer="me")
    assert rewrites.newest(answered.db, [2]) == {2: "One"}


def test_the_same_words_again_are_no_new_step(answered):
    assert write(answered, 2, "One\r\nTwo")
    assert not write(answered, 2, "One\nTwo")
    assert not write(answered, 4, "")

    assert len(rewrites.versions(answered.db, 2)) == 1
    assert rewrites.versions(answered.db, 4) == []


@pytest.mark.parametrize(
    ("target", "content", "sentence"),
    [(1, "x", "Only an answer"), (99, "x", "Only an answer"), (2, "Day one", "as it stands")],
)
def test_what_makes_no_better_answer_is_refused_in_a_sentence(answered, target, content, sentence):
    with pytest.raises(StudioError, match=sentence):
        write(answered, target, content)

    assert review.undo_label(answered) is None
