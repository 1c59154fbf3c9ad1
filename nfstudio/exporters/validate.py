"""A dataset is read back before anybody trains on it: whole, one shape, no conversation on both sides of a split."""

import csv
import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import orjson

from nfstudio.exporters import EXPORTERS
from nfstudio.exporters.behind import Behind
from nfstudio.exporters.columns import columns_of, rows_of
from nfstudio.exporters.files import FORMS
from nfstudio.exporters.manifest import MANIFEST, PROVENANCE
from nfstudio.exporters.shapes import Exporter
from nfstudio.exporters.twins import DIGEST, Twins


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
_BLOCK = 1 << 20
_BLANKED = re.compile(r"\[[A-Z][A-Z_]*_\d+\]")
"""What stands for personal data that was redacted: such a quote is not as long as its span."""


class _Company:
    """What no row can be asked alone, kept in digests: whether it stands there twice, and in which splits its
    conversation does."""

    def __init__(self, files: Sequence[str]) -> None:
        self._names: tuple[str, ...] | None = None
        self._starts: list[int] = []
        self._files = files
        self._next = 0
        self._rows = Twins()
        self._conversations = Twins() if len(files) > 1 else None  # one file is one split

    def begin(self) -> None:
        """The rows of the next file."""
        self._starts.append(self._next)

    def meet(self, row: dict[str, Any], meta: Mapping[str, Any] | None, raw: bytes | None) -> list[str]:
        """One row; what is wrong with it beside those before that can be said at once.

        Args:
            raw: the line it was read from, where it was read from one.
        """
        faults = []
        if meta is not None and (names := tuple(meta)) != self._names:
            if self._names is not None and set(names) != set(self._names):
                faults.append("The meta has other names than in the rows before.")
            self._names = names
        self._rows.add(_content(row, raw), self._next)
        if self._conversations is not None:
            told = (meta or row).get("conversation_id")
            if told is not None:
                self._conversations.add(_digest(orjson.dumps(told)), self._next)
        return faults

    def count(self) -> None:
        """One row was read, sound or not."""
        self._next += 1

    def faults(self) -> Iterator[Fault]:
        """What is wrong with rows beside one another."""
        with self._rows as rows:
            for group in rows.groups():
                for number in group[1:]:
                    yield Fault(self._place(number), "The same row stands in the dataset before.")
        if self._conversations is None:
            return
        with self._conversations as conversations:
            for group in conversations.groups():
                first = self._split(group[0])
                for number in group[1:]:
                    if self._split(number) != first:
                        yield Fault(self._place(number), f"Its conversation stands in the split {first} too.")

    def _file(self, number: int) -> int:
        return bisect_right(self._starts, number) - 1

    def _split(self, number: int) -> str:
        return Path(self._files[self._file(number)]).stem

    def _place(self, number: int) -> str:
        file = self._file(number)
        return f"{self._files[file]}, line {number - self._starts[file] + 1}"


def _faults(folder: Path) -> Iterator[Fault]:
    try:
        record = orjson.loads((folder / MANIFEST).read_bytes())
        exporter, kind, files = _told(record)
    except (OSError, ValueError, KeyError, TypeError) as broken:
        yield Fault(MANIFEST, f"The manifest cannot be read ({type(broken).__name__}: {broken}).")
        return
    if lost := _lost(record):
        yield Fault(MANIFEST, lost)
    present = {path.name for path in folder.iterdir() if path.suffix.removeprefix(".") in FORMS}
    yield from (Fault(name, "The manifest does not name this file.") for name in sorted(present - files.keys()))
    yield from (Fault(name, "The file is missing.") for name in sorted(files.keys() - present))
    names = sorted(files.keys() & present)
    yield from _column_faults(folder, [name for name in names if name.endswith(".parquet")])
    company = _Company(names)
    for name in names:
        yield from _file_faults(folder / name, files[name], exporter, kind, company)
    yield from company.faults()


def _told(manifest: Any) -> tuple[Exporter, str, dict[str, dict[str, Any]]]:
    """What a manifest says: the exporter, the kind, the files by their names."""
    exporter, kind = EXPORTERS[manifest["framework"]], manifest["kind"]
    if kind not in exporter.KINDS:
        raise ValueError(f"{kind!r} is no kind of {exporter.NAME}")
    return exporter, kind, {str(file["path"]): dict(file) for file in manifest["files"]}


def _column_faults(folder: Path, names: Sequence[str]) -> Iterator[Fault]:
    """Readers take all files of a dataset to have the columns of the first."""
    kinds = [columns_of(folder / name) for name in names]
    yield from (
        Fault(name, f"Its columns are not of the types in {names[0]}.")
        for name, kind in zip(names, kinds, strict=True)
        if kind != kinds[0]
    )


def _lost(manifest: Mapping[str, Any]) -> str | None:
    """A sentence where something went neither into a row nor to what is left out."""
    told = manifest.get("candidates", {})
    everything, counted = told.get("all"), told.get("in_rows", 0) + sum(manifest["left_out"].values())
    if everything is None or everything == counted:
        return None
    return f"Of {everything} candidates {counted} are in rows or left out."


def _file_faults(
    path: Path, told: Mapping[str, Any], exporter: Exporter, kind: str, company: _Company
) -> Iterator[Fault]:
    labels, number = {"true": 0, "false": 0}, 0
    where, digest = exporter.META, hashlib.sha256()
    metas = _metas(path, exporter)
    company.begin()
    for number, (row, raw) in enumerate(_rows(path, digest), 1):
        beside = next(metas, (None, None))[0] if where == "beside" else None
        if isinstance(row, ValueError):
            yield Fault(f"{path.name}, line {number}", f"The line is no JSON that everybody reads ({row}).")
        else:
            faults = _row_faults(row, beside, exporter, kind)
            if not faults:
                faults = company.meet(row, row.get("meta") if where == "inside" else beside, raw)
            for sentence in faults:
                yield Fault(f"{path.name}, line {number}", sentence)
            if isinstance(row, dict):
                _count(row, labels)
        company.count()
    found: dict[str, object] = {"sha256": digest.hexdigest(), "rows": number}
    if told.get("labels"):
        found["labels"] = labels
    for name, value in found.items():
        if told.get(name) != value:
            yield Fault(path.name, f"The manifest says {name} {told.get(name)}, the file {value}.")


def _rows(path: Path, digest: "hashlib._Hash") -> Iterator[tuple[Any, bytes | None]]:
    """The rows of a file, each with its line where it has one; a line that is no JSON comes as the error it gave.

    Args:
        digest: takes in all of the file, by the time its last row came.
    """
    if path.suffix == ".jsonl":
        yield from _json_rows(path, digest)
        return
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    if path.suffix == ".parquet":
        yield from ((row, None) for row in rows_of(path))
    else:
        with path.open(encoding="utf-8", newline="") as lines:
            yield from ((row, None) for row in csv.DictReader(lines))


def _json_rows(path: Path, digest: "hashlib._Hash") -> Iterator[tuple[Any, bytes]]:
    with path.open("rb", buffering=_BLOCK) as file, Behind() as behind:
        while lines := file.readlines(_BLOCK):
            behind.begin(digest.update, b"".join(lines))
            for line in lines:
                try:
                    row = orjson.loads(line)
                except ValueError as broken:
                    row = broken
                yield row, line
        behind.wait()


def _metas(path: Path, exporter: Exporter) -> Iterator[tuple[Any, bytes | None]]:
    """The provenance of the rows of a file, where it stands beside them."""
    beside = path.parent / PROVENANCE / f"{path.stem}.jsonl"
    return _rows(beside, hashlib.sha256()) if exporter.META == "beside" and beside.exists() else iter(())


def _count(row: Mapping[str, Any], labels: dict[str, int]) -> None:
    label = row.get("label", row.get("kto_tag"))
    if type(label) is bool:
        labels["true" if label else "false"] += 1


def _row_faults(row: object, beside: object, exporter: Exporter, kind: str) -> list[str]:
    if not isinstance(row, dict):
        return ["The line is no JSON object."]
    if exporter.META == "none":
        return exporter.row_faults(row, kind=kind)
    meta = row.get("meta") if exporter.META == "inside" else beside
    if not isinstance(meta, dict) or not _all_told(tuple(meta)):
        return ["There is no meta with all its names."]
    if kind in _PAIRS and not all(isinstance(meta.get(side), dict) for side in ("chosen", "rejected")):
        return ["The meta does not name both sides."]
    return exporter.row_faults(row, kind=kind) or _meta_faults(row, meta, kind)


@lru_cache(maxsize=8)  # the rows of a dataset have the same names
def _all_told(names: tuple[str, ...]) -> bool:
    return _META.issubset(names)


def _meta_faults(row: Mapping[str, Any], meta: Mapping[str, Any], kind: str) -> list[str]:
    target, faults = meta["target_position"], []
    if meta["category"] is not None:  # a rewrite or a thumb may stand alone
        feedback, start, end, quote = meta["feedback_position"], meta["start"], meta["end"], meta["quote"]
        if not (type(target) is type(feedback) is type(start) is type(end) is int and isinstance(quote, str)):
            return ["A position, an offset or the quote has another type."]
        if not target < feedback:
            faults.append("The feedback does not stand after its target.")
        if not 0 <= start < end or not (len(quote) == end - start or _BLANKED.search(quote)):
            faults.append("The quote is not as long as its span.")
    if kind not in ("stepwise", "sft"):
        prompt = row.get("prompt")
        if isinstance(prompt, list) and target != len(prompt):
            faults.append("The target does not stand right after the prompt.")
    return faults


def _content(row: dict[str, Any], raw: bytes | None) -> bytes:
    """A digest of a row without its `meta`. A line as we write it holds just that; any other is written anew."""
    if raw is not None:
        if "meta" not in row:
            return _digest(raw.rstrip())
        at = raw.find(b',"meta":{')  # no text holds this: its quotes would be escaped
        if at > 0 and next(reversed(row.keys())) == "meta":
            return _digest(raw[:at] + b"}")
    return _digest(orjson.dumps({name: value for name, value in row.items() if name != "meta"}))


def _digest(text: bytes) -> bytes:
    return hashlib.blake2b(text, digest_size=DIGEST).digest()
