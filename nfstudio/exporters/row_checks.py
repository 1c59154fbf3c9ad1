"""What a row that is read back must be, whatever stands beside it: the shape of its framework, and its provenance."""

import hashlib
import re
import struct
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import orjson

from nfstudio.exporters.shapes import Exporter
from nfstudio.exporters.twins import DIGEST

_TRACE = frozenset({"feedback_position", "category", "quote", "start", "end", "status", "score", "detector", "rules"})
_META = _TRACE | {"conversation_id", "source", "source_sha256", "target_position", "recipe", "flags"}
_PAIRS = ("dpo", "reward")
_BLANKED = re.compile(r"\[[A-Z][A-Z_]*_\d+\]")
"""What stands for personal data that was redacted: such a quote is not as long as its span."""


def label_of(row: Mapping[str, Any]) -> bool | None:
    """Whether the answer was wanted, where the row says so."""
    label = row.get("label", row.get("kto_tag"))
    return label if type(label) is bool else None


def row_faults(row: object, beside: object, exporter: Exporter, kind: str) -> list[str]:
    """What is wrong with a row, a sentence each.

    Args:
        beside: its provenance, where that stands beside the rows.
    """
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


def content_of(row: dict[str, Any], raw: bytes | None) -> bytes:
    """What stands, in this process alone, for a row without its `meta` when it is asked whether it was there before.

    Rows that are not the same have one such in one of 10^7 datasets of a million rows of one length. A line as we write
    it holds just what is asked for; any other is written anew.
    """
    if raw is not None:
        if "meta" not in row:
            return _told_apart(memoryview(raw.rstrip())[:-1])
        at = raw.rfind(b',"meta":{')  # no text holds this, its quotes would be escaped; and it stands near the end
        if at > 0 and next(reversed(row.keys())) == "meta":
            return _told_apart(memoryview(raw)[:at])
    return _told_apart(memoryview(orjson.dumps({name: value for name, value in row.items() if name != "meta"}))[:-1])


def _told_apart(text: memoryview) -> bytes:
    # Python's own hash has a key that each process draws anew, and takes a third of the time of a digest.
    return _APART.pack(hash(text), len(text))


_APART = struct.Struct("<qQ")


def digest_of(text: bytes) -> bytes:
    """What stands for a text when it is asked whether it was there before."""
    return hashlib.blake2b(text, digest_size=DIGEST).digest()
