"""The page that tells people what a dataset is: a README.md that the Hugging Face Hub reads too."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from nfstudio import __version__
from nfstudio.domain.feedback import Category
from nfstudio.domain.preferences import Kind
from nfstudio.exporters import licences
from nfstudio.exporters.manifest import MANIFEST, Written
from nfstudio.exporters.shapes import DataFile, Exporter

_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
_TASKS = {"reward": "text-classification", "ordinal": "text-classification", "spans": "token-classification"}
_NO_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What YAML refuses, or reads as the end of a line, within quotes."""
_LIMITS = (
    "People said this in passing, nobody asked them: the dataset does not show how good the answers are on the whole.",
    "A praised answer may be praised for the wrong reason; a complaint may be about something else than the answer.",
    "Feedback that nobody confirmed is a claim of a detector.",
    "Conversations are private until their owners say otherwise, and quotes in the provenance repeat their words.",
)


def card(
    written: Written,
    *,
    exporter: Exporter,
    about: Mapping[str, Any],
    advice: Mapping[str, object],
    columns: Mapping[str, object] = MappingProxyType({}),
) -> str:
    """The page, with its head in YAML.

    Args:
        columns: what the head says of them (see `features.told`).
        about: as `DatasetWriter` has it; `project`, `sources`, `languages`, `licences`, `detectors`, `statuses`,
            `splits` and `checks` are told where they are there.
    """
    files = [DataFile(file.path, file.split) for file in written.files]
    kind, title = Kind(written.kind), str(about.get("project", "chats"))
    parts = [
        _head(written, about, files, columns),
        f"# {_plain(title)}: {written.kind.upper()} for {exporter.TITLE}",
        f"{kind.meaning} Made by NF Studio {__version__} from feedback that people gave in conversations.",
        _rows(written),
        _use(written, exporter, files),
        _made(written, about),
        _table("Categories", "category", "rows", _named(written.categories)),
        _table("Ways", "way", "rows", written.recipes),
        _sources(about.get("sources", {}), about.get("licences", {})),
        _table("Left out", "reason", "candidates", written.left_out),
        _table("Checks", "check", "rows flagged", written.checks),
        _findings(about.get("findings", ())),
        _advice(advice),
        "## Known limits\n\n" + "\n".join(f"- {limit}" for limit in _LIMITS),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(written: Written, about: Mapping[str, Any], files: Sequence[DataFile], columns: Mapping[str, object]) -> str:
    rows = sum(written.rows.values())
    people = set(about.get("statuses", {})) == {"confirmed"}
    fields: dict[str, object] = {
        "pretty_name": str(about.get("project", "chats")),
        "language": list(about.get("languages", [])) or ["und"],
        **licences.head(about.get("licences", {})),
        "size_categories": [next((size for limit, size in _SIZES if rows < limit), "n>1M")],
        "task_categories": [_TASKS.get(written.kind, "text-generation")],
        "annotations_creators": ["expert-generated"] if people else ["machine-generated", "expert-generated"],
        "source_datasets": ["original"],
        "tags": [written.kind, "preference", "human-feedback", "nf-studio"],
        "configs": [
            {
                "config_name": written.kind,
                "default": True,
                "data_files": [{"split": file.split, "path": file.path} for file in files],
            }
        ],
        **columns,
    }
    # JSON is YAML but for a few characters: no title, however odd, can break the head.
    lines = (f"{name}: {_escaped(json.dumps(value, ensure_ascii=False))}" for name, value in fields.items())
    return "---\n" + "\n".join(lines) + "\n---"


def _escaped(text: str) -> str:
    return _NO_YAML.sub(lambda hit: f"\\u{ord(hit[0]):04x}", text)


def _rows(written: Written) -> str:
    each = [f"- `{file.path}`: {_counted(file.rows, 'row')}{_labels(file.labels)}" for file in written.files]
    return "\n".join(each)


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'s' if number != 1 else ''}"


def _labels(labels: Mapping[str, int]) -> str:
    return f" ({labels['true']:,} wanted, {labels['false']:,} unwanted)" if labels and any(labels.values()) else ""


def _use(written: Written, exporter: Exporter, files: Sequence[DataFile]) -> str:
    language = "python" if "import " in exporter.snippet(kind=written.kind, files=files) else "sh"
    snippet = exporter.snippet(kind=written.kind, files=files)
    return f"## Use\n\nIn this folder:\n\n```{language}\n{snippet}```"


def _made(written: Written, about: Mapping[str, Any]) -> str:
    lines = [f"Every row names where it comes from{_where(written)}; `{MANIFEST}` has the digests of all files."]
    if keeps := about.get("splits"):
        lines.append(f"Splits: {keeps[:1].lower()}{keeps[1:]}")
    if detectors := about.get("detectors"):
        lines.append("Feedback was found by " + "; ".join(_detector(one) for one in detectors) + ".")
    if written.candidates is not None:
        left = written.candidates - written.in_rows
        lines.append(
            f"Of {written.candidates:,} candidates (feedback; thumbs and better answers where no feedback speaks)"
            f" {written.in_rows:,} stand behind the rows, {left:,} are left out."
        )
    if statuses := about.get("statuses"):
        share = statuses.get("confirmed", 0) / max(sum(statuses.values()), 1)
        told = ", ".join(f"{count:,} {status}" for status, count in sorted(statuses.items()))
        lines.append(f"Of the feedback chosen {share:.0%} was confirmed by a person ({told}).")
    return "## How it was made\n\n" + "\n\n".join(lines)


def _where(written: Written) -> str:
    if written.provenance:
        return " in the file of the same name under `provenance/`, line by line"
    return "" if written.framework == "nfstudio" else " under `meta`"


def _detector(one: Mapping[str, Any]) -> str:
    told = f"{_plain(one['detector'])} {_plain(one['version'])}"
    if not one.get("decided"):
        return f"{told} (nobody has decided about its claims yet, so its precision is not known)"
    share, low, high = one["precision"]
    decided = _counted(one["decided"], "claim")
    return f"{told} (of {decided} decided by people {share:.0%} held, 95 %: {low:.0%} – {high:.0%})"


def _sources(sources: Mapping[str, int], said: Mapping[str, str | None]) -> str:
    """The sources with the licence that the owner has said of each."""
    if not sources:
        return ""
    rows = [
        f"| {_plain(name)} | {count:,} | {_plain(said.get(name) or 'not said')} |" for name, count in sources.items()
    ]
    return "\n".join(["## Sources\n", "| source | conversations | licence |", "|---|---:|---|", *rows])


def _findings(sentences: Sequence[str]) -> str:
    return "\n".join(f"- {_plain(sentence)}" for sentence in sentences)


def _table(title: str, what: str, count: str, values: Mapping[str, int]) -> str:
    if not values:
        return ""
    rows = "\n".join(f"| {_plain(name)} | {number:,} |" for name, number in values.items())
    return f"## {title}\n\n| {what} | {count} |\n|---|---:|\n{rows}"


def _named(categories: Mapping[str, int]) -> dict[str, int]:
    return {Category(name).short: count for name, count in categories.items()}


def _advice(advice: Mapping[str, object]) -> str:
    told = [f"- {name}: {_value(value)}" for name, value in advice.items() if value is not None]
    return "## To train with\n\n" + "\n".join(told) if told else ""


def _value(value: object) -> str:
    return " to ".join(map(str, value)) if isinstance(value, Iterable) and not isinstance(value, str) else str(value)


def _plain(text: object) -> str:
    """Words of people as words: no mark-up, no line of a table, no link."""
    flat = " ".join(str(text).split())
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>|#!" else letter for letter in flat)
