"""Open WebUI: all chats, one chat, feedback with its chats, or the database itself."""

from collections.abc import Iterator, Mapping
from functools import partial

from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import open_webui_db, shapes
from nfstudio.importers.files import Entry
from nfstudio.importers.json_records import records
from nfstudio.importers.open_webui_chat import messages_of
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import NOTHING, WrongShape, chained, complaint, conversations, placed

NAME = "openwebui"
TITLE = "Open WebUI"
COMPANIONS = ("webui.db-wal", "webui.db-shm")

Given = Mapping[str, Mapping[str, object]]
"""What the person said of answers, by id of the message: `rating`, `reason`, `comment`."""


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such records, or the head of such a database."""
    return sample.layout(is_record) is not None or open_webui_db.is_head(sample.head)


def read(entry: Entry) -> Iterator[Found | Problem]:
    """Every conversation of the file, with the thumbs that were given."""
    if open_webui_db.is_database(entry):
        yield from _in_database(entry)
    else:
        yield from conversations(entry, is_record, partial(build, given=_given(entry)))


def is_record(value: object) -> bool:
    """A chat, the row of a chat, or a feedback with the chat it was given in."""
    return isinstance(value, dict) and (_is_feedback(value) or _is_chat(value.get("chat", value)))


def _is_chat(value: object) -> bool:
    history = value.get("history") if isinstance(value, dict) else None
    return isinstance(history, dict) and isinstance(history.get("messages"), dict)


def _is_feedback(value: Mapping[str, object]) -> bool:
    return value.get("type") == "rating" and isinstance(value.get("data"), dict) and "snapshot" in value


def build(value: object, *, given: Given = NOTHING) -> Found:  # type: ignore[assignment]  # empty, whatever it holds
    """One record as a conversation.

    Raises:
        WrongShape: when it cannot be read.
    """
    if not isinstance(value, dict):
        raise WrongShape("This is no chat.")
    row, about = value, value.get("meta")
    if _is_feedback(value):
        snapshot = value.get("snapshot")
        inner = snapshot.get("chat") if isinstance(snapshot, dict) else None
        if not isinstance(inner, dict):
            raise WrongShape("This feedback holds no copy of its conversation.")
        row = inner
    chat = row.get("chat", row)
    if not isinstance(chat, dict):
        raise WrongShape("This row holds no chat.")
    lost: list[str] = []
    messages = messages_of(chat, given, lost)
    models = [message.model for message in messages if message.on_active_path and message.model]
    return chained(
        messages,
        lost=lost,
        origin_id=(shapes.text(about.get("chat_id")) if isinstance(about, dict) else None)
        or shapes.text(row.get("id"))
        or shapes.text(chat.get("id")),
        title=shapes.text(chat.get("title")) or shapes.text(row.get("title")),
        model=models[-1] if models else None,
        created_at=shapes.when(row.get("created_at")) or shapes.when(chat.get("timestamp")),
        user=shapes.text(row.get("user_id")),
    )


def _given(entry: Entry) -> dict[str, Mapping[str, object]]:
    """All that a feedback export says of answers: each of its copies of a conversation shall know all of it."""
    given: dict[str, Mapping[str, object]] = {}
    for item in records(entry, is_record):
        if isinstance(item, Problem):
            continue  # told when the file is read for its conversations
        if not isinstance(item[1], dict) or not _is_feedback(item[1]):
            break  # an export of chats: they know their feedback themselves
        _take(given, item[1].get("meta"), item[1]["data"])
    return given


def _take(given: dict[str, Mapping[str, object]], about: object, data: object) -> None:
    message = shapes.text(about.get("message_id")) if isinstance(about, dict) else None
    if message and isinstance(data, dict):
        given[message] = data


def _in_database(entry: Entry) -> Iterator[Found | Problem]:
    given: dict[str, Mapping[str, object]] = {}
    for item in open_webui_db.chats(entry, partial(_take, given)):
        if isinstance(item, Problem):
            yield item
            continue
        place, row = item
        try:
            found = build(row, given=given)
        except WrongShape as fault:
            yield Problem(place, Reason.WRONG_SHAPE, str(fault))
            continue
        yield placed(found, place)
        yield from complaint(found, place)
