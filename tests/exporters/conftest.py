from pathlib import Path

import orjson
import pytest

from nfstudio.curate.examples import Example, Provenance
from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.feedback import Category, Status
from nfstudio.exporters import EXPORTERS
from nfstudio.exporters.writing import DatasetWriter

WHOLE = {"train": 1.0}


def example(
    question: str = "Name a prime.",
    answer: str = "Seven.",
    *,
    label: bool = True,
    conversation: str = "c-1",
    category: Category | None = None,
    also: tuple[Provenance, ...] = (),
    **known,
) -> Example:
    category = category or (Category.POSITIVE if label else Category.COMPLAINT)
    known = {"source": "chats.json", "score": 0.9, "detector": "hybrid", "scope": None} | known
    trace = Provenance(
        conversation_id=conversation,
        target_position=1,
        feedback_position=2,
        category=category,
        quote="words",
        start=0,
        end=5,
        status=Status.AUTO,
        **known,
    )
    return Example((Message(Role.USER, question),), Message(Role.ASSISTANT, answer), label, trace, also)


def write(out: Path, examples, *, split_of=lambda example: "train", fractions=WHOLE, seed=0, **other):
    with DatasetWriter(
        out,
        exporter=EXPORTERS["trl"],
        kind="kto",
        fractions=fractions,
        seed=seed,
        created_at="2026-01-02T03:04:05Z",
        **other,
    ) as writer:
        for one in examples:
            writer.add(one, split=split_of(one))
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
