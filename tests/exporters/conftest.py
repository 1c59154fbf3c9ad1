from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from nfstudio.curate.judged import Example, Reviewed, Side, Trace, Way
from nfstudio.domain.conversation import Conversation, Message, Role
from nfstudio.domain.feedback import Category, Status
from nfstudio.domain.preferences import Asked, Demonstration, Graded, Pair, Process, Record, Step, Triple, Unpaired
from nfstudio.exporters import EXPORTERS
from nfstudio.exporters.writing import DatasetWriter

WHOLE = {"train": 1.0}


def trace(category: Category = Category.POSITIVE, *, at: int = 2, **known) -> Trace:
    known = {"status": Status.AUTO, "score": 0.9, "detector": "hybrid", "rules": (), "reviewer": None} | known
    return Trace(feedback_position=at, category=category, quote="words", start=0, end=5, **{"scope": None} | known)


def example(
    question: str = "Name a prime.",
    answer: str = "Seven.",
    *,
    label: bool = True,
    conversation: str = "c-1",
    also: tuple[Trace, ...] = (),
    content=None,
    **known,
) -> Example:
    """One judged answer; `content` puts another kind in the place of an unpaired preference."""
    category = Category.POSITIVE if label else Category.COMPLAINT
    content = content or Unpaired((Message(Role.USER, question),), Message(Role.ASSISTANT, answer), label)
    reviewed = Reviewed(Conversation(()), conversation, "chats.json", ())
    traces = (trace(category, **known), *also)
    return Example(content, reviewed, Way.JUDGED, 1, traces, len(traces))


def of_kind(kind: str, question: str = "Name a prime.", *, conversation: str = "c-1", **said) -> Example:
    """One example of any kind."""
    asked = (Message(Role.SYSTEM, "Be brief."), Message(Role.USER, question))
    answer = Message(Role.ASSISTANT, said.get("answer", "Seven."))
    worse = Message(Role.ASSISTANT, said.get("worse", "Nine."))
    follow_up = Message(Role.USER, "Thanks!")
    record = {
        "conversation_id": conversation,
        "source": "a",
        "messages": [
            {"role": "user", "content": question},
            {"role": "assistant", "content": "Seven."},
            {"role": "user", "content": "Thanks!", "labelled": True, "spans": []},
        ],
    }
    line = {"conversation_id": conversation, "feedback_turn": 1, "category": "UR5", "label": 1}
    contents = {
        "kto": Unpaired(asked, answer, said.get("label", True)),
        **dict.fromkeys(("dpo", "reward"), Pair(asked, answer, worse, implicit=said.get("implicit", False))),
        "sft": Demonstration(asked, answer),
        "prompts": Asked(asked),
        "triples": Triple(asked, answer, follow_up),
        "ordinal": Graded(asked, answer, "Thanks!", 4),
        "stepwise": Process(asked, (Step((), worse, False), Step((Message(Role.USER, "No."),), answer, True))),
        "spans": Record(record),
        "paper": Record(line),
    }
    made = replace(example(conversation=conversation, content=contents[kind]), target_position=2)
    made = replace(made, traces=(trace(at=3),))
    if kind in ("dpo", "reward"):
        sides = {"chosen": Side(2, "person"), "rejected": Side(2, "model", None, made.traces)}
        made = replace(made, way=Way.REWRITE, **sides)
    return made


def write(out: Path, examples, *, split_of=lambda example: "train", fractions=WHOLE, seed=0, **other):
    other = {"exporter": EXPORTERS["trl"], "kind": "kto"} | other
    with DatasetWriter(out, fractions=fractions, seed=seed, **other) as writer:
        for one in examples:
            row = writer.fit(one)
            if row is not None:
                writer.add(one, row, split=split_of(one))
        return writer.finish()


def read(path: Path) -> list[dict]:
    return [orjson.loads(line) for line in path.read_bytes().splitlines()]


@pytest.fixture(scope="session")
def make_example():
    return example


@pytest.fixture(scope="session")
def write_dataset():
    return write


@pytest.fixture(scope="session")
def rows_of():
    return read


@pytest.fixture(scope="session")
def make_kind():
    return of_kind


@pytest.fixture(scope="session")
def make_trace():
    return trace
