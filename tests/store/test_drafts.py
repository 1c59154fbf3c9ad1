"""What is written and not decided yet: it waits, goes along with the decision, and comes back when that is undone."""

import pytest
from building import feedback, run, take_in, talk
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.domain.feedback import Category, Scope, Status, Verdict
from nfstudio.domain.span import Span
from nfstudio.store import drafts, removal, reshaping, review
from nfstudio.store.decisions import Edit, Saying
from nfstudio.store.project import Project

N, P = Category.COMPLAINT, Category.POSITIVE
WRITTEN = Edit(note="sarcasm?", flags=("toxic",), scope=Scope.PERSONAL)


@pytest.fixture
def found(project):
    """Two claims in message 3 and one in message 5."""
    take_in(project, talk("u plan a trip", "a Day one", "u thanks, but that is wrong", "a Sorry", "u great"))
    run(project, [(3, "thanks", P, 0.9), (3, "that is wrong", N, 0.8), (5, "great", P, 0.3)])
    return project


def written(project, at=0, edit=WRITTEN):
    item = feedback(project)[at]
    drafts.keep(project, item, edit)
    return item.id


def waits(project):
    """What waits of all that is there, by its place."""
    items = feedback(project)
    known = drafts.of(project.db, items)
    return {at: known[item.id] for at, item in enumerate(items) if item.id in known}


def told(project, at=0):
    item = feedback(project)[at]
    return (item.status, item.note, item.flags, item.scope)


def test_a_draft_is_no_decision_and_survives_the_program(found):
    written(found)

    with Project(found.path) as again:
        assert waits(again) == {0: WRITTEN}
        assert told(again) == (Status.AUTO, "", (), None)
        assert again.db.execute("SELECT count(*) FROM decisions").fetchone() == (0,)
        assert review.undo_label(again) is None


def test_the_last_words_take_the_place_of_those_before_and_none_leave_nothing(found):
    written(found)
    written(found, edit=Edit(note="irony"))
    assert waits(found) == {0: Edit(note="irony")}
    written(found, edit=Edit())
    assert waits(found) == {}
    assert found.db.execute("SELECT count(*) FROM drafts").fetchone() == (0,)


def test_what_is_stored_already_is_no_draft(found):
    written(found, edit=Edit(note="", flags=()))
    assert waits(found) == {}


@pytest.mark.parametrize("verdict", [Verdict.ACCEPT, Verdict.REJECT, Verdict.SKIP])
def test_a_verdict_takes_it_along_and_its_undo_gives_it_back(found, verdict):
    item = written(found)
    review.decide(found, [item], verdict, reviewer="me")
    assert told(found)[1:] == ("sarcasm?", ("toxic",), Scope.PERSONAL)
    assert waits(found) == {}

    review.undo(found, reviewer="me")
    assert (told(found)[0], waits(found)) == (Status.AUTO, {0: WRITTEN})
    review.redo(found, reviewer="me")
    assert (told(found)[1], waits(found)) == ("sarcasm?", {})
    review.undo(found, reviewer="me")
    review.decide(found, [item], Verdict.REJECT, reviewer="me")  # the first verdict can no longer be done again
    assert (told(found)[1], waits(found)) == ("sarcasm?", {})


def test_what_the_decision_says_itself_goes_before_the_draft(found):
    review.decide(found, [written(found)], Verdict.ACCEPT, reviewer="me", edit=Edit(note="irony"))
    assert told(found)[1:] == ("irony", ("toxic",), Scope.PERSONAL)


def test_other_edges_take_it_along_too(found):
    review.move(found, written(found), Span(0, 7), reviewer="me")
    assert (told(found)[1], waits(found)) == ("sarcasm?", {})


def test_a_draft_on_what_is_decided_is_not_given_back_when_that_is_undone(found):
    item = written(found, edit=Edit())
    review.decide(found, [item], Verdict.ACCEPT, reviewer="me")
    written(found)
    assert waits(found) == {0: WRITTEN}
    review.decide(found, [item], Verdict.ACCEPT, reviewer="me", what="note")
    review.undo(found, reviewer="me")
    assert (told(found), waits(found)) == ((Status.CONFIRMED, "", (), None), {})


def test_a_verdict_on_several_takes_along_what_is_written_of_each(found):
    written(found, 0, Edit(note="one"))
    written(found, 2, Edit(flags=("unclear",)))
    ids = [item.id for item in feedback(found)]
    review.say(found, ids, Saying(Verdict.ACCEPT, note="all"), reviewer="me", what="accept")
    assert [(item.note, item.flags) for item in feedback(found)] == [
        ("one\nall", ()),
        ("all", ()),
        ("all", ("unclear",)),
    ]
    assert waits(found) == {}


def test_a_whole_list_takes_along_what_is_written_of_each(found):
    written(found)
    list(review.decide_all(found, [item.id for item in feedback(found)], Saying(Verdict.REJECT), reviewer="me"))
    assert (told(found)[1], waits(found)) == ("sarcasm?", {})
    review.undo(found, reviewer="me")
    assert waits(found) == {0: WRITTEN}


def test_what_is_said_of_undecided_ones_without_a_verdict_is_drafted(found):
    written(found, 0, Edit(note="one"))
    ids = [item.id for item in feedback(found)]
    said, _ = review.say(found, ids, Saying(flag="toxic"), reviewer="me", what="flag")
    assert (said.ids, said.waiting) == ((), tuple(ids))
    assert waits(found) == {0: Edit(note="one", flags=("toxic",)), 1: Edit(flags=("toxic",)), 2: Edit(flags=("toxic",))}
    review.say(found, ids[1:], Saying(flag="toxic", unflag=True), reviewer="me", what="flag")
    assert waits(found) == {0: Edit(note="one", flags=("toxic",))}


def test_a_claim_that_comes_back_otherwise_has_the_words_of_the_one_before(found):
    written(found)
    run(found, [(3, "thanks,", P, 0.9), (3, "that is wrong", N, 0.8)], version="2")
    assert waits(found) == {0: WRITTEN}
    review.decide(found, [feedback(found)[0].id], Verdict.ACCEPT, reviewer="me")
    assert (told(found)[1], waits(found)) == ("sarcasm?", {})


def test_what_was_written_of_a_claim_that_is_gone_waits_for_it_and_is_told_meanwhile(found):
    written(found)
    run(found, [(3, "that is wrong", N, 0.8)], version="2")
    assert waits(found) == {}
    (left,) = drafts.waiting(found.db, 1, feedback(found))
    assert (left.message, left.category, left.edit) == (3, P, WRITTEN)
    run(found, [(3, "thanks", P, 0.7)], version="3")
    assert waits(found) == {0: WRITTEN}
    assert drafts.waiting(found.db, 1, feedback(found)) == []


def test_a_split_keeps_it_at_the_first_half(found):
    written(found, 1)
    reshaping.split(found, feedback(found)[1].id, 20, reviewer="me")
    assert waits(found) == {1: WRITTEN}


def test_a_removed_conversation_takes_its_drafts_along(found):
    written(found, edit=Edit(note="Zanzibar-4711"))
    list(removal.remove(found, [1]))
    removal.compact(found)
    files = [file for file in found.path.parent.iterdir() if file.name.startswith(found.path.name)]
    assert all(b"Zanzibar" not in file.read_bytes() for file in files)
    assert found.db.execute("PRAGMA foreign_key_check").fetchall() == []


@given(
    draft=st.builds(
        Edit,
        note=st.none() | st.text(),
        flags=st.none() | st.lists(st.text(), max_size=3).map(tuple),
        scope=st.none() | st.sampled_from(Scope),
    ),
    edit=st.builds(Edit, note=st.none() | st.text(), flags=st.none() | st.just(("a",))),
)
def test_what_is_said_stands_and_the_draft_says_the_rest(draft, edit):
    both = drafts.along(edit, draft)
    for name in ("note", "flags", "scope"):
        said, drafted = getattr(edit, name), getattr(draft, name)
        assert getattr(both, name) == (drafted if said is None else said)
