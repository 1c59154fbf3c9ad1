"""A dataset is read back before anybody trains on it: whole, one shape, no conversation on both sides of a split."""

import csv
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import orjson

from nfstudio.exporters import EXPORTERS
from nfstudio.exporters.behind import Behind
from nfstudio.exporters.columns import columns_of, rows_of
from nfstudio.exporters.company import Company, Fault
from nfstudio.exporters.files import FORMS
from nfstudio.exporters.manifest import MANIFEST, PROVENANCE
from nfstudio.exporters.met import Met, Read
from nfstudio.exporters.row_checks import label_of, row_faults
from nfstudio.exporters.shapes import Exporter

_BLOCK = 1 << 20


def validate(folder: Path, *, limit: int = 100, met: Met | None = None) -> list[Fault]:
    """The first `limit` faults of a written dataset; none when it is sound.

    Args:
        met: what is known of lines that were looked at as they rested; only the others are looked at then. All is read.
    """
    return list(islice(_faults(folder, met), limit))


def _faults(folder: Path, met: Met | None) -> Iterator[Fault]:
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
    company = Company(names, met.names if met else None)
    read = met.recognised(folder, names, company) if met else {}
    for number, name in enumerate(names):
        company.file = number
        yield from _file_faults(folder / name, files[name], exporter, kind, company, read.get(name))
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
    path: Path, told: Mapping[str, Any], exporter: Exporter, kind: str, company: Company, read: Read | None
) -> Iterator[Fault]:
    where, digest, file = exporter.META, hashlib.sha256(), read or Read()
    metas = _metas(path, exporter)
    for at, (row, raw) in _unknown(path, read.unknown) if read else enumerate(_rows(path, digest)):
        beside = next(metas, (None, None))[0] if where == "beside" else None
        if isinstance(row, ValueError):
            yield Fault(f"{path.name}, line {at + 1}", f"The line is no JSON that everybody reads ({row}).")
        else:
            faults = row_faults(row, beside, exporter, kind)
            if not faults:
                faults = company.meet(at, row, row.get("meta") if where == "inside" else beside, raw)
            for sentence in faults:
                yield Fault(f"{path.name}, line {at + 1}", sentence)
            if isinstance(row, dict) and (label := label_of(row)) is not None:
                file.labels[label] += 1
        if not read:
            file.rows += 1
    if not read:
        file.sha256 = digest.hexdigest()
    yield from _against(path.name, told, file)


def _against(name: str, told: Mapping[str, Any], file: Read) -> Iterator[Fault]:
    """What the manifest says of a file and what it holds."""
    found: dict[str, object] = {"sha256": file.sha256, "rows": file.rows}
    if told.get("labels"):
        found["labels"] = {"true": file.labels[True], "false": file.labels[False]}
    for what, value in found.items():
        if told.get(what) != value:
            yield Fault(name, f"The manifest says {what} {told.get(what)}, the file {value}.")


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
    for lines in _blocks(path, digest):
        yield from map(_parsed, lines)


def _parsed(line: bytes) -> tuple[Any, bytes]:
    try:
        return orjson.loads(line), line
    except ValueError as broken:
        return broken, line


def _blocks(path: Path, digest: "hashlib._Hash") -> Iterator[list[bytes]]:
    """The lines of a file, about a megabyte of them at a time."""
    with path.open("rb", buffering=_BLOCK) as file, Behind() as behind:
        while lines := file.readlines(_BLOCK):
            behind.begin(digest.update, b"".join(lines))
            yield lines
        behind.wait()


def _unknown(path: Path, places: Sequence[int]) -> Iterator[tuple[int, tuple[Any, bytes]]]:
    """The rows at these places of a file."""
    wanted = iter(places)
    at = next(wanted, None)
    if at is None:
        return
    with path.open("rb", buffering=_BLOCK) as file:
        for place, line in enumerate(file):
            if place == at:
                yield place, _parsed(line)
                at = next(wanted, None)
                if at is None:
                    return


def _metas(path: Path, exporter: Exporter) -> Iterator[tuple[Any, bytes | None]]:
    """The provenance of the rows of a file, where it stands beside them."""
    beside = path.parent / PROVENANCE / f"{path.stem}.jsonl"
    return _rows(beside, hashlib.sha256()) if exporter.META == "beside" and beside.exists() else iter(())
