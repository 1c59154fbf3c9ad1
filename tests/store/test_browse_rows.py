"""Pages of rows, in the order that was asked for, say what the project holds."""

from nfstudio.domain.feedback import Status
from nfstudio.store import browse
from nfstudio.store.browse import Filter, Order


def test_a_page_comes_in_the_order_it_was_asked_for(made):
    project, talks = made
    ids = browse.feedback_ids(project.db, Filter(), Order.RANDOM)
    assert [row.id for row in browse.feedback_rows(project.db, ids)] == ids
    backwards = [talk.id for talk in reversed(talks)]
    assert [row.id for row in browse.conversation_rows(project.db, backwards)] == backwards


def test_a_page_leaves_out_what_is_gone(made):
    project, _ = made
    assert [row.id for row in browse.conversation_rows(project.db, [3, 999, 1])] == [3, 1]
    assert browse.feedback_rows(project.db, [99_999]) == []


def test_a_page_says_what_the_project_holds(made):
    project, talks = made
    lines = {line.id: (talk, line) for talk in talks for line in talk.feedback}
    for row in browse.feedback_rows(project.db, list(lines)):
        talk, line = lines[row.id]
        assert (row.category, row.status, row.score, row.detector) == (
            line.category,
            line.status,
            line.score,
            line.detector,
        )
        assert (row.conversation, row.source, row.quote) == (talk.id, talk.source, talk.texts[0][1][:3])
    for row, talk in zip(browse.conversation_rows(project.db, [talk.id for talk in talks]), talks, strict=True):
        assert (row.opening, row.messages, row.model) == (talk.texts[0][1], len(talk.texts), talk.model)
        standing = [line for line in talk.feedback if line.status in (Status.AUTO, Status.CONFIRMED)]
        assert sum(count for _, count in row.feedback) == len(standing)


def test_the_least_certain_undecided_comes_first_and_the_decided_last(made):
    project, _ = made
    rows = browse.feedback_rows(project.db, browse.feedback_ids(project.db, Filter(), Order.UNCERTAIN))
    undecided = [row.status is Status.AUTO for row in rows]
    assert undecided == sorted(undecided, reverse=True)
    doubts = [abs((1.0 if row.score is None else row.score) - 0.5) for row in rows[: sum(undecided)]]
    assert doubts == sorted(doubts)


def test_conversations_are_sorted_as_their_order_says(made):
    project, _ = made

    def rows(order: Order):
        return browse.conversation_rows(project.db, browse.conversation_ids(project.db, Filter(), order))

    newest = [row.created_at for row in rows(Order.NEWEST)]
    dated = [day for day in newest if day]
    assert newest == sorted(dated, reverse=True) + [None] * (len(newest) - len(dated))
    sizes = [row.messages for row in rows(Order.LONGEST)]
    assert sizes == sorted(sizes, reverse=True)
    feedback = [sum(count for _, count in row.feedback) for row in rows(Order.MOST_FEEDBACK)]
    assert feedback == sorted(feedback, reverse=True)


def test_snippets_are_the_messages_that_are_hit(made):
    project, talks = made
    talk = next(talk for talk in talks if any("apple" in text for _, text in talk.texts))
    hit = [text for _, text in talk.texts if "apple" in text]
    found = browse.snippets(project.db, Filter(text="apple"), talk.id, limit=10)
    assert [content for _, content in found] == hit
    assert browse.snippets(project.db, Filter(), talk.id) == []


def test_a_page_of_conversations_looks_at_no_other_feedback(made):
    project, talks = made
    asked = []
    project.db.set_trace_callback(asked.append)
    browse.conversation_rows(project.db, [talk.id for talk in talks[:3]])
    project.db.set_trace_callback(None)
    (counting,) = [statement for statement in asked if "FROM feedback" in statement]
    plan = [row[3] for row in project.db.execute(f"EXPLAIN QUERY PLAN {counting}")]
    assert any("feedback_by_conversation (conversation_id=?)" in step for step in plan), plan
