"""What a trained folder says of itself: README.md, from the figures and facts of the training."""

from collections.abc import Mapping
from typing import Any

_HEAD = """---
license: other
language: en
pipeline_tag: token-classification
---
# Feedback detector

Finds feedback in user messages: Positive, Correction, Complaint, Rephrase, Clarification. Made by `nfstudio train`.
"""
_USE = """
## Use

`nfstudio evaluate DATA.jsonl --model FOLDER`, `nfstudio detect PROJECT --model FOLDER`, or the settings of the window.
The first token classifies the message, the tokens of the message carry the span.
"""
_SETS = {"cross_validation": "Held-out parts of the training data", "dev": "Development data"}
_EXPLAINED = (
    "Feedback or none by message: precision, recall, F1 and average precision (AP), 95 % interval of F1 from resampled"
    " conversations; six classes: macro F1; spans: F1 at an overlap of one half; expected calibration error (ECE)."
    " Setting: balanced."
)


def card(facts: Mapping[str, Any], figures: Mapping[str, Any], sums: Mapping[str, str]) -> str:
    """The card.

    Args:
        facts: `data` (source -> counts), `files` (name -> SHA-256) and `recipe` (name -> value).
        figures: set -> detector -> figures as `evaluate` gives them; `quantised` where that was measured.
        sums: SHA-256 of each file of the folder.
    """
    lines = [_HEAD, "## Data\n", *_data(facts), "\n## Recipe\n", *_listed(facts["recipe"])]
    for name, title in _SETS.items():
        if found := figures.get(name):
            lines += [f"\n## Figures: {title.lower()}\n", _EXPLAINED, "", *_table(found)]
            lines += [f"\nHeld out {found['held_out']}."] if "held_out" in found else []
    if "settings" in figures:
        lines += ["\n## Thresholds\n", *_settings(figures["settings"])]
    lines += [_USE, "## Checksums (SHA-256)\n", *_listed(sums)]
    return "\n".join(lines) + "\n"


def _data(facts: Mapping[str, Any]) -> list[str]:
    rows = ["| source | messages | with feedback |", "|---|---|---|"]
    rows += [f"| {source} | {all_:,} | {with_:,} |" for source, (all_, with_) in facts["data"].items()]
    return [*rows, "", *_listed(facts["files"])]


def _table(found: Mapping[str, Any]) -> list[str]:
    rows = ["| detector | P | R | F1 | 95 % | AP | macro F1 | span F1 | ECE |", "|---|---|---|---|---|---|---|---|---|"]
    for name, one in found.items():
        if not isinstance(one, Mapping):
            continue
        low, high = one["interval_95"]["binary_f1"]
        values = [
            *(one["binary"][key] for key in ("precision", "recall", "f1")),
            f"{low:.3f} – {high:.3f}",
            one["binary"]["average_precision"],
            one["category"]["macro_f1"],
            one["span"]["f1"],
            one["calibration"]["ece"],
        ]
        shown = (value if isinstance(value, str) else f"{value:.3f}" for value in values)
        rows.append(f"| {name.replace('_', ' ')} | {' | '.join(shown)} |")
    return rows


def _settings(found: Mapping[str, Any]) -> list[str]:
    rows = ["| setting | precision | recall | F1 | thresholds |", "|---|---|---|---|---|"]
    for name, one in found.items():
        shown = ", ".join(f"{category} {value:.2f}" for category, value in one["thresholds"].items())
        rows.append(f"| {name} | {one['precision']:.3f} | {one['recall']:.3f} | {one['f1']:.3f} | {shown} |")
    return rows


def _listed(values: Mapping[str, Any]) -> list[str]:
    return [f"- {name}: `{value}`" for name, value in values.items()]
