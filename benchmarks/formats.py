"""Import of the line formats beside `messages`: `python benchmarks/formats.py`, each against a floor of its own text.

The floor is orjson per line, the messages into two tables, FTS5 filled with their text: what `run.py importing` has.
"""

import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import orjson
from run import _command, _import_floor, _measured, _records

CONVERSATIONS = 20_000
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


FORMATS: dict[str, Callable[[int, Record], Iterator[Record]]] = {
    "sharegpt": sharegpt,
    "wildchat": wildchat,
    "lmsys": lmsys,
    "gateway": gateway,
    "claudecode": claudecode,
    "oasst": oasst,
    "hh": hh,
    "dialogues": dialogues,
}


def main(names: list[str]) -> None:
    """Measure the formats called `names`, or all."""
    for name, shape in FORMATS.items():
        if names and name not in names:
            continue
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            plain, file = folder / "plain.jsonl", folder / "log.jsonl"
            with plain.open("wb") as floor, file.open("wb") as log:
                for number, record in enumerate(_records(CONVERSATIONS, random.Random(1))):
                    floor.write(orjson.dumps(record) + b"\n")
                    log.writelines(orjson.dumps(made) + b"\n" for made in shape(number, record))
            below, _ = _measured(partial(_import_floor, plain, folder / "floor.db"))
            ours, _ = _measured(partial(_command, "-m", "nfstudio", "import", str(folder / "p.nfstudio"), str(file)))
            speed = file.stat().st_size / 1e6 / ours
            print(
                f"{name}: floor {below:.2f} s, import {ours:.2f} s, {speed:.0f} MB/s, ratio {ours / below:.2f}",
                flush=True,
            )


if __name__ == "__main__":
    main(sys.argv[1:])
