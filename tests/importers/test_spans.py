import json

from nfstudio.domain.feedback import Category
from nfstudio.domain.records import Judgement, Reason
from nfstudio.domain.span import Span


def test_judgements_come_with_their_spans(samples, read):
    found, problems = read(samples / "spans" / "normal.jsonl")
    assert problems == []
    (thanks,) = found[0].judgements
    text = found[0].conversation.messages[2].content
    assert [(span.of(text), category) for span, category in thanks.spans] == [
        ("Thanks!", Category.POSITIVE),
        ("But I meant a big one.", Category.CORRECTION),
    ]
    assert found[1].judgements == (
        Judgement(2, ((Span(0, 13), Category.CLARIFICATION),), uncertain=True),
        Judgement(4),
    )


def test_branches_ratings_and_reasoning_come_back(samples, read):
    ((found,), _) = read(samples / "spans" / "branches.jsonl")
    _, rejected, chosen, lovely = found.conversation.messages
    assert (rejected.on_active_path, rejected.rating, rejected.origin_id) == (False, -1, "x1")
    assert (chosen.parent, chosen.extra, lovely.parent) == (0, {"reasoning": "tree, bee"}, 2)


def test_lines_that_break_the_format_are_told_of(samples, read):
    found, problems = read(samples / "spans" / "broken.jsonl")
    assert [item.place for item in found] == ["line 1"]
    assert [p.place for p in problems] == [f"line {n}" for n in range(2, 7)]
    assert problems[0].sentence == "Message 2 has 2 characters, but a span ends at 9."
    assert {p.reason for p in problems[:4]} == {Reason.WRONG_SHAPE}


def test_a_label_on_what_follows_no_answer_is_a_problem_and_the_conversation_comes_in(tmp_path, read):
    labelled = {"labelled": True, "spans": [{"start": 0, "end": 2, "category": "POSITIVE"}]}
    said = [{"role": "user", "content": "hi"} | labelled, {"role": "assistant", "content": "yo"} | labelled]
    path = tmp_path / "labels.jsonl"
    path.write_text(json.dumps({"conversation_id": "c", "source": "s", "messages": said}))
    (found,), problems = read(path)

    assert found.judgements == ()
    assert [problem.sentence for problem in problems] == [
        "Message 1 follows no answer, so that its label is left out.",
        "Message 2 follows no answer, so that its label is left out.",
    ]
