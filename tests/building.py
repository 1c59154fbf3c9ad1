"""What tests are made of: conversations in a line of code, projects that hold them, runs that found something."""

from collections.abc import Iterable, Sequence

from nfstudio.domain.conversation import Conversation, Message, Role, chain
from nfstudio.domain.feedback import Category, Detection
from nfstudio.domain.records import Found, Judgement, Problem
from nfstudio.domain.span import Span
from nfstudio.domain.thresholds import Thresholds
from nfstudio.store import adding, detections, reading
from nfstudio.store.incoming import Tally
from nfstudio.store.project import Project

ROLES = {"u": Role.USER, "a": Role.ASSISTANT, "s": Role.SYSTEM, "t": Role.TOOL}


def talk(*said: str, **about: object) -> Conversation:
    """`talk("u hi", "a hello", origin_id="x")`: the letter is the role."""
    return Conversation(chain([Message(ROLES[line[0]], line[2:]) for line in said]), **about)


def take_in(
    project: Project, *conversations: Conversation, path: str = "/logs/a.jsonl", format_name: str = "messages"
) -> Tally:
    """Import conversations as the records of one file."""
    return take_in_records(
        project, [Found(f"line {i}", c) for i, c in enumerate(conversations, 1)], path=path, format_name=format_name
    )


def take_in_records(
    project: Project, records: Sequence[Found | Problem], *, path: str = "/logs/a.jsonl", format_name: str = "messages"
) -> Tally:
    """Import records as those of one file."""
    name = path.rpartition("/")[2]
    source = adding.begin_source(project, path, shown=name, name=name, format_name=format_name, size=1, modified_ns=1)
    tally = Tally()
    adding.add(project, source, records, tally)
    adding.finish_source(project, source, tally, sha256=None)
    return tally


def judged(conversation: Conversation, *judgements: Judgement) -> Found:
    """A record that brings labels along."""
    return Found("line 1", conversation, judgements)


def run(project: Project, found: Iterable[tuple[int, str, Category, float]], *, version: str = "1") -> int:
    """A complete run that found these words (message id, words in it, category, score)."""
    record = detections.open_run(
        project, detector="rules", version=version, settings={}, device="CPU", thresholds=Thresholds(0.5)
    )
    claims = [claim(project, *one) for one in found]
    last = project.db.execute("SELECT max(id) FROM messages").fetchone()[0] or 0
    detections.record(
        project, record.id, claims, after=record.high_water, up_to=last, messages=0, candidates=0, seconds=0.0
    )
    detections.finish_run(project, record.id)
    return record.id


def claim(project: Project, message: int, words: str, category: Category, score: float) -> Detection:
    """A detection of `words` in a stored message."""
    (content,) = project.db.execute("SELECT content FROM messages WHERE id = ?", (message,)).fetchone()
    start = content.index(words)
    return Detection(
        message, Span(start, start + len(words)), category, score, target=reading.target(project.db, message)
    )


def feedback(project: Project) -> list[reading.StoredFeedback]:
    """All feedback of a project, in reading order."""
    ids = [row[0] for row in project.db.execute("SELECT id FROM conversations ORDER BY id")]
    found = reading.feedback_in(project.db, ids)
    return [item for conversation_id in ids for item in found.get(conversation_id, [])]


def contents(project: Project) -> dict[str, list[tuple[object, ...]]]:
    """All that a project holds, without ids and times: equal for two projects that hold the same."""
    queries = {
        "conversations": "SELECT fingerprint, origin_id, title, model, messages, user_messages, follow_ups, characters,"
        " branches, source FROM conversations",
        "messages": "SELECT c.fingerprint, m.position, m.on_active_path, m.role, m.content, p.position FROM messages m"
        " JOIN conversations c ON c.id = m.conversation_id LEFT JOIN messages p ON p.id = m.parent_id",
        "problems": "SELECT s.path, p.place, p.reason, p.sentence FROM problems p JOIN sources s ON s.id = p.source_id",
        "sources": "SELECT path, format, conversations, messages, finished_at IS NOT NULL FROM sources",
        "appearances": "SELECT s.path, a.fingerprint, a.occurrence, c.fingerprint, a.place FROM appearances a"
        " JOIN sources s ON s.id = a.source_id JOIN conversations c ON c.id = a.conversation_id",
        "feedback": 'SELECT c.fingerprint, m.position, f.start, f."end", f.category, f.status, f.score, f.detector'
        " FROM feedback f JOIN messages m ON m.id = f.message_id JOIN conversations c ON c.id = f.conversation_id",
        "runs": "SELECT detector, version, messages, candidates, finished_at IS NOT NULL FROM runs",
    }
    return {name: sorted(project.db.execute(sql).fetchall(), key=repr) for name, sql in queries.items()}
