from building import run, take_in, take_in_records, talk

from nfstudio.domain.feedback import Category
from nfstudio.domain.records import Problem, Reason
from nfstudio.store import statistics


def test_only_conversations_with_a_message_after_an_answer_can_hold_feedback(project):
    take_in(
        project,
        talk("u a", "a b", "u thanks", model="atlas-2", created_at="2026-01-05T00:00:00Z"),
        talk("u a", "a b", "u next", model="atlas-2", created_at="2026-02-05T00:00:00Z"),
        talk("u a", "a b"),
    )
    run(project, [(3, "thanks", Category.POSITIVE, 0.9), (6, "next", Category.COMPLAINT, 0.2)])

    whole = statistics.overall(project.db)
    assert (whole.conversations, whole.with_follow_up, whole.with_feedback) == (3, 2, 1)
    assert whole.by_category == {"POSITIVE": 1}


def test_groups_name_what_they_count_and_add_up(project):
    take_in(
        project,
        talk("u a", "a b", "u thanks", model="atlas-2", created_at="2026-01-05T00:00:00Z"),
        talk("u c", "a d", "u next", created_at="2026-01-07T00:00:00Z"),
    )
    run(project, [(3, "thanks", Category.POSITIVE, 0.9)])

    assert {(g.group, g.with_feedback) for g in statistics.grouped(project.db, "model")} == {("atlas-2", 1), (None, 0)}
    assert [(g.group, g.conversations) for g in statistics.grouped(project.db, "month")] == [("2026-01", 2)]
    assert [(g.group, g.conversations) for g in statistics.grouped(project.db, "source")] == [("a.jsonl", 2)]


def test_an_empty_project_counts_nothing(project):
    whole = statistics.overall(project.db)

    assert (whole.conversations, whole.with_feedback, whole.by_category) == (0, 0, {})
    assert statistics.grouped(project.db, "language") == []
    assert statistics.totals(project.db) == statistics.Totals(0, 0, 0, 0)


def test_problems_are_listed_with_their_file_from_wherever_one_has_come(project):
    broken = [Problem(f"line {i}", Reason.BROKEN_JSON, "It ends in the middle.") for i in range(3)]
    take_in_records(project, broken, path="/logs/a.jsonl")

    first, *rest = statistics.problems(project.db)
    assert (first.shown, first.place, first.reason) == ("a.jsonl", "line 0", "broken JSON")
    assert statistics.problems(project.db, after=first.id) == rest
    assert [(s.shown, s.problems, s.finished) for s in statistics.sources(project.db)] == [("a.jsonl", 3, 1)]
