"""A dataset is read back before anybody trains on it: whole, one shape, no conversation on both sides of a split."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import orjson

from nfstudio.exporters import EXPORTERS
from nfstudio.exporters.manifest import MANIFEST
from nfstudio.exporters.shapes import Exporter


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: a file, or "train.jsonl, line 3"."""

    place: str
    sentence: str


def validate(folder: Path, *, limit: int = 100) -> list[Fault]:
    """The first `limit` faults of a written dataset; none when it is sound."""
    return list(islice(_faults(folder), limit))


_META = frozenset(
    {"conversation_id", "source", "target_position", "feedback_position", "category", "quote", "start", "end"}
    | {"status", "score", "detector", "also"}
)


@dataclass(slots=True)
class _Company:
    """What the rows read so far had, in digests: what no row can be asked alone."""

    meta: frozenset[str] | None = None
    splits: dict[bytes, str] = field(default_factory=dict)
    rows: set[bytes] = field(default_factory=set)

    def faults(self, row: Mapping[str, Any], split: str) -> Iterator[str]:
        names = frozenset(row["meta"])
        if self.meta not in (None, names):
            yield "The meta has other names than in the rows before."
        self.meta = names
        conversation = _digest(row["meta"]["conversation_id"])
        if (other := self.splits.setdefault(conversation, split)) != split:
            yield f"Its conversation stands in the split {other} too."
        content = _digest({name: value for name, value in row.items() if name != "meta"})
        if content in self.rows:
            yield "The same row stands in the dataset before."
        self.rows.add(content)


def _faults(folder: Path) -> Iterator[Fault]:
    try:
        exporter, kind, files = _told(orjson.loads((folder / MANIFEST).read_bytes()))
    except (OSError, ValueError, KeyError, TypeError) as broken:
        yield Fault(MANIFEST, f"The manifest cannot be read ({type(broken).__name__}: {broken}).")
        return
    present = {path.name for path in folder.glob("*.jsonl")}
    yield from (Fault(name, "The manifest does not name this file.") for name in sorted(present - files.keys()))
    yield from (Fault(name, "The file is missing.") for name in sorted(files.keys() - present))
    company = _Company()
    for name in sorted(files.keys() & present):
        yield from _file_faults(folder / name, files[name], exporter, kind, company)


def _told(manifest: Any) -> tuple[Exporter, str, dict[str, dict[str, Any]]]:
    """What a manifest says: the exporter, the kind, the files by their names."""
    exporter, kind = EXPORTERS[manifest["framework"]], manifest["kind"]
    if kind not in exporter.KINDS:
        raise ValueError(f"{kind!r} is no kind of {exporter.NAME}")
    return exporter, kind, {str(file["path"]): dict(file) for file in manifest["files"]}


def _file_faults(
    path: Path, told: Mapping[str, Any], exporter: Exporter, kind: str, company: _Company
) -> Iterator[Fault]:
    digest, labels, number = hashlib.sha256(), {"true": 0, "false": 0}, 0
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            digest.update(line)
            place = f"{path.name}, line {number}"
            try:
                row = orjson.loads(line)
            except ValueError as broken:
                yield Fault(place, f"The line is no JSON that everybody reads ({broken}).")
                continue
            faults = _row_faults(row, exporter, kind) or list(company.faults(row, path.stem))
            yield from (Fault(place, sentence) for sentence in faults)
            if isinstance(row, Mapping) and type(row.get("label")) is bool:
                labels["true" if row["label"] else "false"] += 1
    found = {"sha256": digest.hexdigest(), "rows": number, "labels": labels}
    for name, value in found.items():
        if told.get(name) != value:
            yield Fault(path.name, f"The manifest says {name} {told.get(name)}, the file {value}.")


def _row_faults(row: object, exporter: Exporter, kind: str) -> list[str]:
    if not isinstance(row, Mapping):
        return ["The line is no JSON object."]
    meta = row.get("meta")
    if not isinstance(meta, Mapping) or not meta.keys() >= _META:
        return ["There is no meta with all its names."]
    return exporter.row_faults(row, kind=kind) or list(_meta_faults(row, meta))


def _meta_faults(row: Mapping[str, Any], meta: Mapping[str, Any]) -> Iterator[str]:
    numbers = [meta[name] for name in ("target_position", "feedback_position", "start", "end")]
    if not all(type(number) is int for number in numbers) or not isinstance(meta["quote"], str):
        yield "A position, an offset or the quote has another type."
        return
    target, feedback, start, end = numbers
    if not target < feedback:
        yield "The feedback does not stand after its target."
    if "prompt" in row and target != len(row["prompt"]):
        yield "The target does not stand right after the prompt."
    if not 0 <= start < end or len(meta["quote"]) != end - start:
        yield "The quote is not as long as its span."


def _digest(value: object) -> bytes:
    return hashlib.blake2b(orjson.dumps(value), digest_size=16).digest()
