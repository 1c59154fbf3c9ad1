"""The same made-up conversations in the words of each line format: what `formats.py` imports."""

from collections.abc import Callable, Iterator
from typing import Any

Record = dict[str, object]


def _said(record: Record) -> list[dict[str, str]]:
    return record["messages"]  # type: ignore[return-value]


def sharegpt(number: int, record: Record) -> Iterator[Record]:
    """One made-up conversation as sharegpt has it."""
    who = {"user": "human", "assistant": "gpt"}
    turns = [{"from": who[m["role"]], "value": m["content"]} for m in _said(record)]
    yield {"id": f"made{number}", "conversations": turns}


def wildchat(number: int, record: Record) -> Iterator[Record]:
    """One made-up conversation as wildchat has it."""
    turns = [{**m, "language": "English", "redacted": False, "toxic": False} for m in _said(record)]
    yield {
        "conversation_hash": f"{number:032x}",
        "model": record["model"],
        "timestamp": f"2026-01-{number % 28 + 1:02}T10:00:00+00:00",
        "conversation": turns,
        "turn": len(turns) // 2,
        "language": "English",
        "toxic": False,
        "redacted": False,
        "hashed_ip": f"{number % 999:064x}",
    }


def lmsys(number: int, record: Record) -> Iterator[Record]:
    """One made-up conversation as lmsys has it."""
    flags = [{"flagged": False, "categories": {"violence": False}} for _ in _said(record)]
    yield {
        "conversation_id": f"{number:032x}",
        "model": record["model"],
        "conversation": _said(record),
        "turn": len(flags) // 2,
        "language": "English",
        "openai_moderation": flags,
        "redacted": False,
    }


def gateway(number: int, record: Record) -> Iterator[Record]:
    """One made-up conversation as gateway has it."""
    *sent, last = _said(record)
    yield {
        "id": f"call-{number}",
        "call_type": "acompletion",
        "model": record["model"],
        "startTime": "2026-01-05T10:00:00Z",
        "messages": sent,
        "response": {"choices": [{"index": 0, "message": last}]},
    }


def claudecode(number: int, record: Record) -> Iterator[Record]:
    """One made-up conversation as claudecode has it."""
    before = None
    for i, m in enumerate(_said(record)):
        name = f"{number:08x}-{i:04}"
        content: object = m["content"] if m["role"] == "user" else [{"type": "text", "text": m["content"]}]
        yield {
            "parentUuid": before,
            "isSidechain": False,
            "userType": "external",
            "cwd": "/home/ann/app",
            "sessionId": f"s-{number}",
            "version": "2.0.1",
            "type": m["role"],
            "message": {"role": m["role"], "content": content, "id": f"m{name}", "model": record["model"]},
            "uuid": name,
            "timestamp": "2026-01-05T10:00:00.000Z",
        }
        before = name


def oasst(number: int, record: Record) -> Iterator[Record]:
    """One made-up conversation as oasst has it."""
    tree: Record | None = None
    said = list(enumerate(_said(record)))
    for i, m in reversed(said):
        role = "prompter" if m["role"] == "user" else "assistant"
        tree = {
            "message_id": f"{number}-{i}",
            "parent_id": f"{number}-{i - 1}" if i else None,
            "text": m["content"],
            "role": role,
            "lang": "en",
            "replies": [tree] if tree else [],
        }
    yield {"message_tree_id": f"{number}-0", "tree_state": "ready_for_export", "prompt": tree}


def hh(_: int, record: Record) -> Iterator[Record]:
    """One made-up conversation as hh has it."""
    who = {"user": "Human", "assistant": "Assistant"}
    chosen = "".join(f"\n\n{who[m['role']]}: {m['content']}" for m in _said(record))
    yield {"chosen": chosen, "rejected": chosen + " Or so."}


def dialogues(number: int, record: Record) -> Iterator[Record]:
    """One made-up conversation as dialogues has it."""
    yield {"id": number, "dialogue": [{"speaker": m["role"], "text": m["content"]} for m in _said(record)]}


def codex(number: int, record: Record) -> Iterator[Record]:
    """One made-up session as codex has it: what the model got and gave, and what the person saw of it."""
    at = {"timestamp": "2026-01-05T10:00:00.000Z"}
    about = {"id": f"s-{number}", "cwd": "/home/ann/app", "cli_version": "0.98.0", "timestamp": at["timestamp"]}
    yield {**at, "type": "session_meta", "payload": about}
    for m in _said(record):
        kind = "input_text" if m["role"] == "user" else "output_text"
        if kind == "input_text":
            yield {**at, "type": "turn_context", "payload": {"cwd": "/home/ann/app", "model": record["model"]}}
        sent = {"type": "message", "role": m["role"], "content": [{"type": kind, "text": m["content"]}]}
        yield {**at, "type": "response_item", "payload": sent}
        told = "user_message" if m["role"] == "user" else "agent_message"
        yield {**at, "type": "event_msg", "payload": {"type": told, "message": m["content"]}}
        yield {**at, "type": "event_msg", "payload": {"type": "token_count", "info": None}}


def sillytavern(number: int, record: Record) -> Iterator[Record]:
    """One made-up chat as sillytavern has it."""
    at = "2026-01-05T10:00:00.000Z"
    yield {"user_name": "Ann", "character_name": f"Bird {number}", "create_date": at, "chat_metadata": {}}
    for m in _said(record):
        mine, model = m["role"] == "user", {"model": record["model"]}
        name, extra = ("Ann", {}) if mine else (f"Bird {number}", model)
        yield {"name": name, "is_user": mine, "is_system": False, "send_date": at, "mes": m["content"], "extra": extra}


def langfuse(number: int, record: Record) -> Iterator[Record]:
    """One made-up conversation as langfuse has it."""
    *sent, last = _said(record)
    yield {
        "id": f"o-{number}",
        "traceId": f"t-{number}",
        "type": "GENERATION",
        "name": "chat",
        "startTime": "2026-01-05T10:00:00.000Z",
        "sessionId": f"s-{number}",
        "model": record["model"],
        "input": {"messages": sent},
        "output": last,
    }


def langsmith(number: int, record: Record) -> Iterator[Record]:
    """One made-up conversation as langsmith has it."""
    *sent, last = [_of_langchain(m) for m in _said(record)]
    yield {
        "id": f"r-{number}",
        "trace_id": f"r-{number}",
        "run_type": "llm",
        "name": "chat",
        "start_time": "2026-01-05T10:00:00.000000",
        "inputs": {"messages": [sent]},
        "outputs": {"generations": [[{"text": last["kwargs"]["content"], "message": last}]]},
        "extra": {"metadata": {"thread_id": f"th-{number}", "ls_model_name": record["model"]}},
    }


def _of_langchain(message: dict[str, str]) -> Any:
    name = "HumanMessage" if message["role"] == "user" else "AIMessage"
    content = {"content": message["content"], "type": "human" if message["role"] == "user" else "ai"}
    return {"lc": 1, "type": "constructor", "id": ["langchain", "schema", "messages", name], "kwargs": content}


def batch(number: int, record: Record) -> Iterator[Record]:
    """One made-up conversation as batch has it: a request, and in another file its answer."""
    *sent, last = _said(record)
    body = {"model": record["model"], "messages": sent}
    yield {"custom_id": f"c-{number}", "method": "POST", "url": "/v1/chat/completions", "body": body}
    given = {"model": record["model"], "created": 1_767_607_200, "choices": [{"index": 0, "message": last}]}
    yield {"id": f"b-{number}", "custom_id": f"c-{number}", "response": {"status_code": 200, "body": given}}


def spans(number: int, record: Record) -> Iterator[Record]:
    """One made-up conversation as spans has it, a span in each follow-up."""
    span = {"start": 0, "end": 3, "category": "POSITIVE"}
    judged = [
        {**m, "labelled": True, "spans": [span]} if i and m["role"] == "user" else m
        for i, m in enumerate(_said(record))
    ]
    yield {"conversation_id": f"made{number}", "source": "made", "messages": judged}


def table(number: int, record: Record) -> Iterator[Record]:
    """One made-up conversation as table has it: a row a message."""
    for m in _said(record):
        yield {"conversation": f"made{number}", "role": m["role"], "text": m["content"], "model": record["model"]}


FORMATS: dict[str, Callable[[int, Record], Iterator[Record]]] = {
    "sharegpt": sharegpt,
    "wildchat": wildchat,
    "lmsys": lmsys,
    "gateway": gateway,
    "claudecode": claudecode,
    "codex": codex,
    "sillytavern": sillytavern,
    "oasst": oasst,
    "hh": hh,
    "dialogues": dialogues,
    "langfuse": langfuse,
    "langsmith": langsmith,
    "batch": batch,
    "spans": spans,
    "table": table,
}
A_FILE_EACH = frozenset({"codex", "sillytavern"})
"""Formats that keep each conversation in a file of its own."""
