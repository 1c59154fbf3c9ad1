"""A project of made-up conversations with feedback in them, and what it holds as plain values."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from nfstudio.domain.conversation import Conversation, Message, Role, chain
from nfstudio.domain.feedback import Category, Status
from nfstudio.domain.records import Found
from nfstudio.store import adding, search
from nfstudio.store.incoming import Tally
from nfstudio.store.project import Project

SOURCES = ("arena", "desk", "phone")
MODELS = ("model-x", "model-y", None)
LANGUAGES = ("de", "en", "zh", None)
DETECTORS = ("rules", "hybrid", "person")
WORDS = ("apple", "pear", "plum", "翻译")
DAYS = ("2025-01-31T08:00:00Z", "2025-02-01T00:00:00Z", "2025-02-28T23:59:59Z", None)


@dataclass(frozen=True)
class Line:
    """One feedback as the slow count knows it; `score` is None for one made by hand."""

    id: int
    category: Category
    status: Status
    detector: str
    score: float | None


@dataclass(frozen=True)
class Talk:
    id: int
    source: str
    model: str | None
    language: str | None
    created: str | None
    texts: tuple[tuple[Role, str], ...]
    feedback: tuple[Line, ...]


def filled(path: Path) -> Iterator[tuple[Project, list[Talk]]]:
    """A project of 40 made-up conversations, and the same as plain values; closed when one is done with it."""
    dice = random.Random(7)
    with Project.create(path) as project:
        talks = [_talk(project, dice, number) for number in range(1, 41)]
        list(search.index(project))
        yield project, talks


def _talk(project: Project, dice: random.Random, number: int) -> Talk:
    source = dice.choice(SOURCES)
    texts = tuple(
        (Role.USER if i % 2 == 0 else Role.ASSISTANT, f"{number} {i} {dice.choice(WORDS)}")
        for i in range(dice.randint(2, 7))
    )
    talk = Talk(number, source, dice.choice(MODELS), dice.choice(LANGUAGES), dice.choice(DAYS), texts, ())
    conversation = Conversation(
        chain([Message(role, text) for role, text in texts]),
        title=f"Talk {number}",
        model=talk.model,
        language=talk.language,
        created_at=talk.created,
    )
    file = adding.begin_source(
        project, f"/{number}", shown=f"{number}", name=source, format_name="sample", size=1, modified_ns=1
    )
    adding.add(project, file, [Found("line 1", conversation)], Tally())
    return replace(talk, feedback=tuple(_feedback(project, dice, number) for _ in range(dice.randint(0, 5))))


def _feedback(project: Project, dice: random.Random, conversation: int) -> Line:
    line = Line(
        0,
        dice.choice(list(Category)),
        dice.choice(list(Status)),
        dice.choice(DETECTORS),
        dice.choice((None, 0.1, 0.25, 0.5, 0.75, 0.9)),
    )
    (message,) = project.db.execute(
        "SELECT min(id) FROM messages WHERE conversation_id = ?", (conversation,)
    ).fetchone()
    row = project.db.execute(
        'INSERT INTO feedback(conversation_id, message_id, start, "end", category, status, score, detector)'
        " VALUES (?, ?, 0, 3, ?, ?, ?, ?) RETURNING id",
        (conversation, message, line.category, line.status, line.score, line.detector),
    ).fetchone()
    return replace(line, id=row[0])
