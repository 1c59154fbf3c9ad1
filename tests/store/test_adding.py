from dataclasses import replace

import pytest
from building import contents, feedback, judged, run, take_in, take_in_records, talk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nfstudio.domain.conversation import Conversation, Message, Role
from nfstudio.domain.feedback import Category, Status, Verdict
from nfstudio.domain.records import Judgement, Problem, Reason
from nfstudio.domain.span import Span
from nfstudio.store import reading, review
from nfstudio.store.feedback import rebuild
from nfstudio.store.incoming import Tally
from nfstudio.store.project import Project

U, A = Role.USER, Role.ASSISTANT


def stored(project):
    return [c.conversation for c in reading.conversations(project.db, range(1, 100))]


def outcome(tally):
    return tally.added, tally.updated, tally.duplicates


def test_a_conversation_comes_out_as_it_went_in(project):
    went_in = Conversation(
        (
            Message(Role.SYSTEM, "Be kind."),
            Message(U, "hi 🚀", 0, origin_id="m1", created_at="2026-01-01T00:00:00Z"),
            Message(A, "hello", 1, on_active_path=False, model="atlas-2", rating=-1),
            Message(A, "hello!", 1, model="atlas-2", extra={"reasoning": "greet", "attachments": ["a.png"]}),
        ),
        origin_id="c1",
        title="Greeting",
        language="en",
        created_at="2026-01-01T00:00:00Z",
        user="u7",
        source="corpus",
    )
    take_in(project, went_in)

    (came_out,) = stored(project)
    assert came_out.messages == went_in.messages
    assert (came_out.title, came_out.origin_id, came_out.user, came_out.source) == ("Greeting", "c1", "u7", "corpus")
    assert came_out.model == "atlas-2"


def test_importing_the_same_file_again_adds_nothing(project):
    many = [talk("u hi"), talk("u hi"), talk("u hi", "a hello", "u thanks", origin_id="x")]
    take_in(project, *many)
    before = contents(project)

    assert outcome(take_in(project, *many)) == (0, 0, 3)
    assert contents(project) == before


def test_equal_short_conversations_of_one_file_are_as_many_people(project):
    assert outcome(take_in(project, talk("u hi there"), talk("u hi there"))) == (2, 0, 0)


def test_lines_that_moved_inside_a_file_are_recognised(project):
    take_in(project, talk("u one"), talk("u two"))

    assert outcome(take_in(project, talk("u zero"), talk("u two"), talk("u one"))) == (1, 0, 2)


def test_a_longer_conversation_in_another_file_is_kept_once_and_both_files_are_remembered(project):
    same = talk("u hi", "a hello", "u thanks")
    take_in(project, same)

    assert outcome(take_in(project, same, path="/logs/copy.jsonl")) == (0, 0, 1)
    assert project.db.execute("SELECT count(*) FROM appearances").fetchone() == (2,)


def test_labels_of_a_conversation_that_another_file_brought_are_kept(project):
    said = talk("u hi", "a hello", "u no", "a yes", origin_id="x")
    take_in(project, said)
    label = Judgement(2, ((Span(0, 2), Category.COMPLAINT),))
    tally = take_in_records(project, [judged(said, label)], path="/logs/b.jsonl")

    assert outcome(tally) == (0, 0, 1)
    assert [item.category for item in feedback(project)] == [Category.COMPLAINT]


def test_labels_judge_the_nearest_answer_above_them_on_their_own_branch(project):
    messages = (
        Message(U, "hi"),
        Message(A, "hello", 0, on_active_path=False),
        Message(A, "good day", 0),
        Message(Role.TOOL, "nothing", 2),
        Message(U, "no", 3),
        Message(U, "no!", 1, on_active_path=False),
    )
    labels = [Judgement(at, ((Span(0, 2), Category.COMPLAINT),)) for at in (4, 5)]
    take_in_records(project, [judged(Conversation(messages), *labels)])

    assert {item.message: item.target for item in feedback(project)} == {5: 3, 6: 2}


def test_a_short_conversation_in_another_file_is_another_person(project):
    take_in(project, talk("u hi there"))

    assert outcome(take_in(project, talk("u hi there"), path="/logs/b.jsonl")) == (1, 0, 0)


def test_a_conversation_that_grew_gets_what_is_new_and_keeps_every_decision(project):
    take_in(project, talk("u hi", "a hello", "u no, hey", origin_id="x"))
    made, _ = review.add(project, 3, Span(0, 7), Category.CORRECTION, reviewer="me")
    grown = talk("u hi", "a hello", "u no, hey", "a hey!", "u thanks", origin_id="x")

    assert outcome(take_in(project, grown, path="/logs/later.jsonl")) == (0, 1, 0)
    assert [m.content for m in stored(project)[0].messages] == [m.content for m in grown.messages]
    assert [(item.id, item.status, item.span) for item in feedback(project)] == [(made, Status.CONFIRMED, Span(0, 7))]
    assert project.db.execute("SELECT messages, user_messages, follow_ups FROM conversations").fetchone() == (5, 3, 2)


def test_an_older_dump_of_a_grown_conversation_takes_nothing_away(project):
    take_in(project, talk("u hi", "a hello", "u thanks", origin_id="x"))

    assert outcome(take_in(project, talk("u hi", "a hello", origin_id="x"), path="/old.jsonl")) == (0, 0, 1)
    assert len(stored(project)[0].messages) == 3


def test_a_conversation_without_an_id_that_grew_in_its_place_is_the_same_conversation(project):
    take_in(project, talk("u hi", "a hello"))

    assert outcome(take_in(project, talk("u hi", "a hello", "u thanks"))) == (0, 1, 0)


def test_an_id_that_two_people_use_for_different_conversations_does_not_join_them(project):
    take_in(project, talk("u hi", origin_id="1"))

    assert outcome(take_in(project, talk("u what is rain?", origin_id="1"), path="/b.jsonl")) == (1, 0, 0)


def test_a_regenerated_answer_becomes_a_branch_and_the_newer_dump_says_which_is_active(project):
    take_in(project, talk("u name a moon", "a Mars", origin_id="x"))
    newer = Conversation(
        (Message(U, "name a moon"), Message(A, "Mars", 0, on_active_path=False), Message(A, "Io", 0)), origin_id="x"
    )
    take_in(project, newer, path="/newer.json")

    (only,) = stored(project)
    assert [(m.content, m.parent, m.on_active_path) for m in only.messages] == [
        ("name a moon", None, True),
        ("Mars", 0, False),
        ("Io", 0, True),
    ]


def test_problems_are_kept_with_place_and_reason_and_forgotten_when_the_file_is_read_again(project):
    broken = Problem("line 2", Reason.BROKEN_JSON, "It ends in the middle.")
    take_in_records(project, [judged(talk("u hi")), broken])
    take_in_records(project, [judged(talk("u hi")), broken])

    assert project.db.execute("SELECT place, reason, sentence FROM problems").fetchall() == [
        ("line 2", "broken JSON", "It ends in the middle.")
    ]


def test_labels_that_came_along_are_decisions_of_the_reviewer_imported(project):
    labelled = talk("u hi", "a hello", "u no, hey", "a hey", "u ok next")
    take_in_records(project, [judged(labelled, Judgement(2, ((Span(0, 7), Category.CORRECTION),)), Judgement(4))])

    (only,) = feedback(project)
    assert (only.reviewer, only.status, only.category, only.target) == ("imported", "confirmed", Category.CORRECTION, 2)
    assert project.db.execute("SELECT message_id FROM readings ORDER BY 1").fetchall() == [(3,), (5,)]


_spans = st.tuples(st.integers(0, 5), st.integers(1, 3)).map(lambda at: Span(at[0], sum(at)))
_labels = st.lists(st.tuples(_spans, st.sampled_from(list(Category))), max_size=4).map(tuple)
_said = ("u hi", "a hello", "u no, what", "a hey", "u ok, thanks")


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dictionaries(st.sampled_from([2, 4]), _labels), max_size=3))
def test_feedback_of_labels_that_came_along_is_what_resolving_would_make_of_them(tmp_path_factory, files):
    with Project.create(tmp_path_factory.mktemp("labels") / "p.nfstudio") as project:
        for number, labels in enumerate(files):
            said = [Judgement(at, found) for at, found in labels.items()]
            others = talk(*_said, f"a {number}")  # the first is in the project already, from the second file on
            take_in_records(project, [judged(talk(*_said), *said), judged(others, *said)], path=f"/logs/{number}.jsonl")
        stood = feedback_rows(project.db)
        with project.writing() as db:
            db.execute("DELETE FROM feedback")
            rebuild(db, [message_id for (message_id,) in db.execute("SELECT id FROM messages")])
        assert stood == feedback_rows(project.db)


def feedback_rows(db):
    columns = [name for _, name, *_ in db.execute("PRAGMA table_info(feedback)") if name != "id"]
    quoted = ", ".join(f'"{name}"' for name in columns)
    return sorted(db.execute(f"SELECT {quoted} FROM feedback"), key=str)


def test_labels_that_came_along_are_not_taken_back_by_undo(project):
    take_in_records(project, [judged(talk("u hi", "a yo", "u no"), Judgement(2, ((Span(0, 2), Category.COMPLAINT),)))])

    assert review.undo(project, reviewer="me") is None
    assert len(feedback(project)) == 1


def test_a_message_a_person_decided_on_is_left_as_it_is_by_labels_that_come_later(project):
    take_in(project, talk("u hi", "a yo", "u no", origin_id="x"))
    made, _ = review.add(project, 3, Span(0, 2), Category.CORRECTION, reviewer="me")
    review.decide(project, [made], Verdict.REJECT, reviewer="me")
    same = talk("u hi", "a yo", "u no", origin_id="x")
    take_in_records(project, [judged(same, Judgement(2, ((Span(0, 2), Category.COMPLAINT),)))], path="/labels.jsonl")

    assert [(item.category, item.status) for item in feedback(project)] == [(Category.CORRECTION, Status.REJECTED)]


words = st.sampled_from(["hi", "no", "ok 🚀", "why?"])
conversations = st.lists(words, min_size=1, max_size=5).map(
    lambda said: talk(*[f"{'ua'[i % 2]} {line}" for i, line in enumerate(said)])
)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(conversations, max_size=4), max_size=3), st.integers(1, 3))
def test_importing_files_any_number_of_times_gives_the_same_project(tmp_path_factory, files, times):
    def imported(times):
        path = tmp_path_factory.mktemp("law") / "p.nfstudio"
        with Project.create(path) as project:
            for _ in range(times):
                for i, file in enumerate(files):
                    take_in(project, *file, path=f"/logs/{i}.jsonl")
            return contents(project)

    assert imported(times) == imported(1)


def test_what_a_reader_did_not_name_is_no_feedback_whatever_a_detector_claims(project):
    take_in_records(project, [judged(talk("u a", "a b", "u thanks"), Judgement(2))])
    run(project, [(3, "thanks", Category.POSITIVE, 0.9)])

    assert [item.status for item in feedback(project)] == [Status.REJECTED]
    assert review.is_consistent(project, 3)


def test_the_active_path_follows_a_dump_in_which_the_person_went_back_to_another_answer(project):
    def tree(active):
        return Conversation(
            (
                Message(U, "name a moon"),
                Message(A, "Mars", 0, on_active_path=active == 1),
                Message(A, "Io", 0, on_active_path=active == 2),
            ),
            origin_id="x",
        )

    take_in(project, tree(2))
    assert outcome(take_in(project, tree(1), path="/later.json")) == (0, 1, 0)
    assert [m.on_active_path for m in stored(project)[0].messages] == [True, True, False]


@pytest.mark.parametrize("size", [1, 3, 7])
def test_the_size_of_batches_does_not_matter(tmp_path, size):
    many = [talk(*["u hi", "a yo", "u ok"][: 1 + i % 3], origin_id=str(i % 5)) for i in range(12)]

    def imported(name, size):
        from building import Found

        from nfstudio.store import adding

        with Project.create(tmp_path / name) as project:
            source = adding.begin_source(
                project, "/a", shown="a", name="a", format_name="messages", size=1, modified_ns=1
            )
            tally = Tally()
            records = [Found(f"line {i}", c) for i, c in enumerate(many)]
            for at in range(0, len(records), size):
                adding.add(project, source, records[at : at + size], tally)
            adding.finish_source(project, source, tally, sha256=None)
            return contents(project), outcome(tally)

    assert imported("a.nfstudio", size) == imported("b.nfstudio", len(many))


several = st.lists(
    st.tuples(
        st.sampled_from("abcd"), st.lists(st.tuples(conversations, st.sampled_from([None, "x", "y"])), max_size=4)
    ),
    max_size=6,
    unique_by=lambda file: file[0],
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(before=several, files=several)
def test_files_that_come_in_together_come_to_the_same_as_one_after_another(tmp_path_factory, before, files):
    from nfstudio.domain.records import Found
    from nfstudio.store import adding

    def whole(name, said):
        records = [Found(f"line {i}", replace(talk, origin_id=origin)) for i, (talk, origin) in enumerate(said, 1)]
        problem = Problem("line 9", Reason.EMPTY, "Nothing is said.")
        return adding.WholeFile(f"/{name}", name, name, "messages", 1, 1, None, [*records, problem])

    def imported(name, *, together):
        with Project.create(tmp_path_factory.mktemp("p") / name) as project:
            for file in before:
                adding.add_whole(project, [whole(*file)])
            batches = [files] if together else [[file] for file in files]
            tallies = [adding.add_whole(project, [whole(*file) for file in batch])[0] for batch in batches]
            return contents(project), [outcome(tally) for batch in tallies for tally in batch]

    assert imported("a.nfstudio", together=True) == imported("b.nfstudio", together=False)
