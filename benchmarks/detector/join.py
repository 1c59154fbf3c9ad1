"""Judgements without their text, joined with the conversations of a project: `join.py PROJECT OUT.jsonl`.

`judgements.jsonl` holds no word of anybody: a message is known by a digest of itself and its answer. Whoever has
imported the conversations gets spans JSONL back, which `nfstudio evaluate` and `nfstudio train` take.
"""

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from nfstudio.detect.context import Candidate, candidates_of
from nfstudio.domain import spans_format
from nfstudio.store import reading
from nfstudio.store.browse import Filter, conversation_ids
from nfstudio.store.project import Project

JUDGEMENTS = Path(__file__).with_name("judgements.jsonl")


def digest(candidate: Candidate) -> str:
    """The same for the same answer and message wherever they lie; 32 hexadecimal digits."""
    return hashlib.blake2b(f"{candidate.answer}\x1f{candidate.text}".encode(), digest_size=16).hexdigest()


def judgements(path: Path = JUDGEMENTS) -> dict[str, dict[str, Any]]:
    """What was judged, by digest."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {record.pop("digest"): record for record in records}


def joined(project: Project, known: Mapping[str, Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """A record for each conversation with a judged message; a message that occurs again is taken once."""
    left = dict(known)
    for stored in reading.conversations(project.db, conversation_ids(project.db, Filter())):
        found = {
            candidate.message: left.pop(key)
            for candidate in candidates_of(stored.conversation.messages)
            if (key := digest(candidate)) in left
        }
        if found:
            source = next(iter(found.values()))["source"]
            judged = {at: {name: one[name] for name in one if name != "source"} for at, one in found.items()}
            yield spans_format.dump(stored.conversation, judged, source=source)


def main(project: Path, out: Path) -> None:
    """Write what could be joined, and say how much that is."""
    known, count = judgements(), 0
    with Project(project) as opened, out.open("w", encoding="utf-8") as file:
        for record in joined(opened, known):
            count += sum("labelled" in message for message in record["messages"])
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    print(f"{count:,} of {len(known):,} judged messages are in this project.")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
