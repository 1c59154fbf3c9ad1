"""A dataset is read back before anybody trains on it: whole, one shape, no conversation on both sides of a split."""

import csv
import hashlib
import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import orjson

from nfstudio.exporters import EXPORTERS
from nfstudio.exporters.columns import rows_of
from nfstudio.exporters.files import FORMS
from nfstudio.exporters.manifest import MANIFEST, PROVENANCE
from nfstudio.exporters.shapes import Exporter


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: a file, or "train.jsonl, line 3"."""

    place: str
    sentence: str


def validate(folder: Path, *, limit: int = 100) -> list[Fault]:
    """The first `limit` faults of a written dataset; none when it is sound."""
    return list(islice(_faults(folder), limit))


_TRACE = frozenset({"feedback_position", "category", "quote", "start", "end", "status", "score", "detector", "rules"})
_META = _TRACE | {"conversation_id", "source", "source_sha256", "target_position", "recipe", "flags"}
_PAIRS = ("dpo", "reward")
_BLANKED = re.compile(r"\[[A-Z][A-Z_]*_\d+\]")
"""What stands for personal data that was redacted: such a quote is not as long as its span."""


@dataclass(slots=True)
class _Company:
    """What the rows read so far had, in digests: what no row can be asked alone."""

    meta: AbstractSet[str] | None = None
    splits: dict[bytes, str] = field(default_factory=dict)
    rows: set[bytes] = field(default_factory=set)

    def faults(self, row: Mapping[str, Any], meta: Mapping[str, Any] | None, split: str) -> Iterator[str]:
        if meta is not None and (self.meta is None or meta.keys() != self.meta):
            if self.meta is not None:
                yield "The meta has other names than in the rows before."
            self.meta = meta.keys()
        told = (meta or row).get("conversation_id")
        if told is not None and (other := self.splits.setdefault(_digest(told), split)) != split:
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
    present = {path.name for path in folder.iterdir() if path.suffix.removeprefix(".") in FORMS}
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
    labels, number = {"true": 0, "false": 0}, 0
    metas = _metas(path, exporter)
    for number, row in enumerate(_rows(path), 1):
        place = f"{path.name}, line {number}"
        if isinstance(row, ValueError):
            yield Fault(place, f"The line is no JSON that everybody reads ({row}).")
            continue
        beside = next(metas, None) if exporter.META == "beside" else None
        faults = _row_faults(row, beside, exporter, kind)
        if not faults and isinstance(row, Mapping):
            meta = row.get("meta") if exporter.META == "inside" else beside
            faults = list(company.faults(row, meta, path.stem))
        yield from (Fault(place, sentence) for sentence in faults)
        if isinstance(row, Mapping):
            _count(row, labels)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    found: dict[str, object] = {"sha256": digest, "rows": number}
    if told.get("labels"):
        found["labels"] = labels
    for name, value in found.items():
        if told.get(name) != value:
            yield Fault(path.name, f"The manifest says {name} {told.get(name)}, the file {value}.")


def _rows(path: Path) -> Iterator[Any]:
    """The rows of a file; a line that is no JSON comes as the error it gave."""
    if path.suffix == ".parquet":
        yield from rows_of(path)
    elif path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines)
    else:
        with path.open("rb") as lines:
            for line in lines:
                try:
                    yield orjson.loads(line)
                except ValueError as broken:
                    yield broken


def _metas(path: Path, exporter: Exporter) -> Iterator[Any]:
    """The provenance of the rows of a file, where it stands beside them."""
    beside = path.parent / PROVENANCE / f"{path.stem}.jsonl"
    return _rows(beside) if exporter.META == "beside" and beside.exists() else iter(())


def _count(row: Mapping[str, Any], labels: dict[str, int]) -> None:
    label = row.get("label", row.get("kto_tag"))
    if type(label) is bool:
        labels["true" if label else "false"] += 1


def _row_faults(row: object, beside: object, exporter: Exporter, kind: str) -> list[str]:
    if not isinstance(row, Mapping):
        return ["The line is no JSON object."]
    if exporter.META == "none":
        return exporter.row_faults(row, kind=kind)
    meta = row.get("meta") if exporter.META == "inside" else beside
    if not isinstance(meta, Mapping) or not meta.keys() >= _META:
        return ["There is no meta with all its names."]
    if kind in _PAIRS and not all(isinstance(meta.get(side), Mapping) for side in ("chosen", "rejected")):
        return ["The meta does not name both sides."]
    return exporter.row_faults(row, kind=kind) or list(_meta_faults(row, meta, kind))


def _meta_faults(row: Mapping[str, Any], meta: Mapping[str, Any], kind: str) -> Iterator[str]:
    target = meta["target_position"]
    if meta["category"] is not None:  # a rewrite or a thumb may stand alone
        numbers = [target, *(meta[name] for name in ("feedback_position", "start", "end"))]
        if not all(type(number) is int for number in numbers) or not isinstance(meta["quote"], str):
            yield "A position, an offset or the quote has another type."
            return
        _, feedback, start, end = numbers
        if not target < feedback:
            yield "The feedback does not stand after its target."
        if not 0 <= start < end or not (len(meta["quote"]) == end - start or _BLANKED.search(meta["quote"])):
            yield "The quote is not as long as its span."
    if kind not in ("stepwise", "sft") and isinstance(row.get("prompt"), list) and target != len(row["prompt"]):
        yield "The target does not stand right after the prompt."


def _digest(value: object) -> bytes:
    return hashlib.blake2b(orjson.dumps(value), digest_size=16).digest()
