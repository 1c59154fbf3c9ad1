"""The whole way from reviewed conversations to bytes, held against a file that people can read."""

from pathlib import Path

from nfstudio.curate.examples import Example, JudgedFeedback, Reviewed, Selection, unpaired
from nfstudio.domain.conversation import Conversation, Message, Role, chain
from nfstudio.domain.feedback import Category, Scope, Status
from nfstudio.domain.span import Span
from nfstudio.exporters.validate import validate

GOLDEN = Path(__file__).parent / "golden" / "kto.jsonl"
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


def test_the_file_is_the_one_that_people_read(tmp_path, write_dataset):
    examples = [e for r in reviewed() for e in unpaired(r, Selection()) if isinstance(e, Example)]
    write_dataset(tmp_path / "out", examples, seed=1)
    assert validate(tmp_path / "out") == []
    assert (tmp_path / "out" / "train.jsonl").read_text(encoding="utf-8") == GOLDEN.read_text(encoding="utf-8")
