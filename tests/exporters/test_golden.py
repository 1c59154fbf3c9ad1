"""The whole way from reviewed conversations to bytes, held against a file that people can read."""

from pathlib import Path

import pytest

from nfstudio.curate.judged import Example, JudgedFeedback, Reviewed
from nfstudio.domain.conversation import Conversation, Message, Role, chain
from nfstudio.domain.feedback import Category, Scope, Status
from nfstudio.domain.preferences import Kind
from nfstudio.domain.span import Span
from nfstudio.exporters.validate import validate
from nfstudio.jobs.export_options import ExportOptions, plan
from nfstudio.jobs.export_rows import outcomes_of

GOLDEN = Path(__file__).parent / "golden"
S, U, A = Role.SYSTEM, Role.USER, Role.ASSISTANT


def judged(conversation: Conversation, message: int, target: int, words: str, category: Category, **other):
    start = conversation.messages[message].content.index(words)
    other = {"status": Status.CONFIRMED} | other
    return JudgedFeedback(message, target, Span(start, start + len(words)), category, **other)


def reviewed() -> list[Reviewed]:
    tea = Conversation(
        chain(
            [
                Message(S, "You are a patient cook."),
                Message(U, "How long does green tea steep?"),
                Message(A, "Ten minutes."),
                Message(U, "No, that makes it bitter 🍵. Two minutes at most!"),
                Message(A, "You are right: two minutes at 80 °C."),
                Message(U, "Perfect, thank you. And black tea?"),
            ]
        )
    )
    haiku = Conversation(
        (
            Message(U, "A haiku about rain"),
            Message(A, "Rain. Rain. Rain.", parent=0, on_active_path=False),
            Message(A, "Soft rain on the roof / the cat counts every drop / and falls asleep", parent=0),
            Message(U, "That is not a haiku.", parent=1, on_active_path=False),
            Message(U, "Lovely!\nThe cat is great.", parent=2),
        )
    )
    auto = {"status": Status.AUTO, "detector": "hybrid"}
    return [
        Reviewed(
            tea,
            "tea",
            "kitchen.json",
            (
                judged(tea, 3, 2, "No, that makes it bitter 🍵.", Category.CORRECTION, score=0.5, detector="rules"),
                judged(tea, 5, 4, "Perfect, thank you.", Category.POSITIVE, score=0.875, **auto),
            ),
            source_sha256="0" * 64,
            rewrites={2: "Two minutes, at 80 °C."},
            readings={3: False, 5: True},
        ),
        Reviewed(
            haiku,
            "haiku",
            "poems.jsonl",
            (
                judged(haiku, 3, 1, "That is not a haiku.", Category.COMPLAINT, scope=Scope.PERSONAL),
                judged(haiku, 4, 2, "The cat is great.", Category.POSITIVE, score=0.75, **auto),
                judged(haiku, 4, 2, "Lovely!", Category.POSITIVE),
            ),
        ),
    ]


@pytest.mark.parametrize("kind", Kind)
def test_the_file_is_the_one_that_people_read(kind, tmp_path, write_dataset):
    wanted = plan(ExportOptions(kind=kind, seed=1))
    examples = [e for r in reviewed() for e in outcomes_of(r, wanted) if isinstance(e, Example)]
    known = {"exporter": wanted.exporter, "kind": kind.value, "form": wanted.form}
    (file,) = write_dataset(tmp_path / "out", examples, seed=1, **known).files
    assert validate(tmp_path / "out") == []
    written, golden = tmp_path / "out" / file.path, GOLDEN / f"{kind}.{wanted.form}"
    assert written.read_text(encoding="utf-8") == golden.read_text(encoding="utf-8")
