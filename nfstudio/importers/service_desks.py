"""Talks of customers with a bot or the people behind it, as Intercom, Zendesk, Freshdesk and
Copilot Studio export them."""

from collections.abc import Iterator, Mapping, Sequence

from nfstudio.domain.records import Found
from nfstudio.importers import datasets, shapes
from nfstudio.importers.asides import listed
from nfstudio.importers.chat_messages import readable
from nfstudio.importers.html_text import text_of
from nfstudio.importers.shapes import chained

_CUSTOMERS = frozenset({"user", "lead", "contact", "visitor", "customer", "end-user", "end_user", "requester"})
_UNSAID = frozenset({"note", "note_and_reopen", "assignment_note"})
"""Parts of Intercom that only the people behind it see."""

_Said = dict[str, object]
KEYS = frozenset({"conversation_parts", "comments", "history", "conversations", "content"})
"""One of these every record has."""


def is_record(value: object) -> bool:
    """A conversation of Intercom, a ticket of Zendesk or Freshdesk with what was said, or a chat of Zendesk."""
    return isinstance(value, dict) and _kind(value) is not None


def _kind(value: Mapping[str, object]) -> str | None:
    parts = value.get("conversation_parts")
    if isinstance(parts, dict) and isinstance(parts.get("conversation_parts"), list):
        return "intercom"
    if _holds(value, "comments", "author_id") and "requester_id" in value:
        return "zendesk"
    content = value.get("content")
    if isinstance(content, str) and content.startswith("{") and '"activities"' in content:
        return "studio"
    if _holds(value, "history", "msg") and _holds(value, "history", "sender_type"):
        return "chat"
    return "freshdesk" if _holds(value, "conversations", "incoming") else None


def _holds(value: Mapping[str, object], name: str, key: str) -> bool:
    items = value.get(name)
    return isinstance(items, list) and any(isinstance(item, dict) and key in item for item in items[:4])


def build(value: Mapping[str, object]) -> Sequence[Found]:
    """The conversation.

    Raises:
        WrongShape: when no message of it can be read.
    """
    readers = {"intercom": _intercom, "zendesk": _zendesk, "chat": _chat, "freshdesk": _freshdesk, "studio": _studio}
    said = readers[_kind(value) or "chat"](value)
    messages, lost = readable(list(said))
    title = shapes.first(value, ("title", "subject", "raw_subject"))
    customer = value.get("visitor")
    user = shapes.first(value, ("requester_id",))
    user = user or (shapes.first(customer, ("id", "name")) if isinstance(customer, dict) else None)
    created = shapes.first_time(value, ("created_at", "timestamp", "conversationstarttime"))
    name = shapes.first(value, ("id", "ticket_id", "conversationtranscriptid"))
    return (chained(messages, lost=lost, origin_id=name, title=title, created_at=created, user=user),)


def _intercom(value: Mapping[str, object]) -> Iterator[_Said]:
    source, parts = value.get("source"), value["conversation_parts"]
    inner = parts.get("conversation_parts") if isinstance(parts, dict) else None
    first = {**source, "created_at": value.get("created_at")} if isinstance(source, dict) else {}
    for part in (first, *listed(inner)):
        if not isinstance(part, dict) or str(part.get("part_type")) in _UNSAID or not isinstance(part.get("body"), str):
            continue
        author = part["author"] if isinstance(part.get("author"), dict) else {}
        yield _said(part, text_of(part["body"]), shapes.text(author.get("type")), shapes.text(author.get("name")))


def _zendesk(value: Mapping[str, object]) -> Iterator[_Said]:
    customer = value.get("requester_id")
    for comment in listed(value.get("comments")):
        if not isinstance(comment, dict) or comment.get("public") is False:
            continue
        words = next((comment[name] for name in ("plain_body", "body") if isinstance(comment.get(name), str)), "")
        yield _said(comment, words, "customer" if comment.get("author_id") == customer else "agent", None)


def _chat(value: Mapping[str, object]) -> Iterator[_Said]:
    for event in listed(value.get("history")):
        if isinstance(event, dict) and isinstance(event.get("msg"), str):
            yield _said(event, event["msg"], shapes.text(event.get("sender_type")), shapes.text(event.get("name")))


def _freshdesk(value: Mapping[str, object]) -> Iterator[_Said]:
    if isinstance(asked := value.get("description_text"), str) and asked:
        yield _said(value, asked, "customer", None)
    for reply in listed(value.get("conversations")):
        if not isinstance(reply, dict) or reply.get("private") is True:
            continue
        given = reply.get("body_text") or text_of(str(reply.get("body") or ""))
        yield _said(reply, given, "customer" if reply.get("incoming") is True else "agent", None)


def _studio(value: Mapping[str, object]) -> Iterator[_Said]:
    """A row of Copilot Studio's table of transcripts: 0 is the bot, 1 the person."""
    content = datasets.unpacked(value.get("content"))
    for activity in listed(content.get("activities")) if isinstance(content, dict) else ():
        if not isinstance(activity, dict) or activity.get("type") != "message":
            continue
        sender = activity.get("from")
        if isinstance(sender, dict) and isinstance(activity.get("text"), str):
            yield _said(activity, activity["text"], "user" if sender.get("role") in (1, "user") else "bot", None)


def _said(part: Mapping[str, object], words: object, who: str | None, name: str | None) -> _Said:
    """A message in words of role and content; everybody who is no customer speaks for the desk."""
    role = "user" if (who or "").lower() in _CUSTOMERS else "assistant"
    at = part.get("created_at") or part.get("timestamp")
    files = [shapes.attachment_name(one) for one in listed(part.get("attachments")) if isinstance(one, dict)]
    parts = [{"type": "file", "name": file} for file in files]
    content = [{"type": "text", "text": words}, *parts] if parts else words
    beside = {"name": name} if name else {}
    return {"role": role, "content": content, "created_at": at, **beside}
