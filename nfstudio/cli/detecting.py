"""The command detect: for people, for programs (`--json`), and for a program that leads it (`--lines`)."""

import argparse
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from nfstudio.cli.changes import told_tally
from nfstudio.cli.led import led
from nfstudio.cli.telling import Meter, by_category, many, say
from nfstudio.domain.thresholds import Setting
from nfstudio.jobs import detecting
from nfstudio.jobs.detecting import DetectSummary
from nfstudio.jobs.lines import result_line
from nfstudio.jobs.progress import Job, finish
from nfstudio.store.project import Project


def asked_detector(wanted: argparse.Namespace) -> dict[str, Any]:
    """Which detector was asked for, and how; a misuse where it takes no model and one is named."""
    if wanted.detector == "rules" and wanted.model is not None:
        wanted.misused("argument --model: the detector rules has none; leave it out, or name another --detector")
    return {
        "detector_name": wanted.detector,
        "device": wanted.device,
        "setting": Setting(wanted.setting),
        "model": wanted.model,
    }


def detect(wanted: argparse.Namespace) -> int:
    """Detect, and say what came of it."""
    asked = asked_detector(wanted)
    if wanted.lines:
        return led(lambda: _beside_others(wanted), result_line)
    with Project(wanted.project) as project:
        job = detecting.detect(project, **asked)
        summary = finish(job, report=Meter())
    if wanted.device == "cuda" and not summary.device.startswith("CUDA"):
        print(f"No GPU is used: {summary.detector} ran on {summary.device}.", file=sys.stderr)
    result = asdict(summary) | {"seconds": round(summary.seconds, 3)}
    lines = [
        (
            f"{many(summary.detections, 'detection')} in"
            f" {many(summary.candidates, 'user message that follows', 'user messages that follow')} an answer"
            f" ({many(summary.messages, 'user message')} in all)."
        ),
        *by_category(summary.by_category),
        *_decided_already(summary.decided),
        *told_tally(summary.changed, wanted.project),
        f"Run {summary.run}, {summary.detector} on {summary.device}, {summary.seconds:.1f} s",
    ]
    say(wanted, result, lines)
    return 0


def _decided_already(count: int) -> list[str]:
    if not count:
        return []
    what = "1 of them is" if count == 1 else f"{count:,} of them are"
    return [f"{what} decided already, in the window or by labels that were imported: stats counts the decisions."]


def _beside_others(wanted: argparse.Namespace) -> Job[DetectSummary]:
    project = Project(wanted.project)
    try:
        return (yield from detecting.detect(project, **asked_detector(wanted)))
    finally:
        project.let_go()  # a person may be deciding


VERBS: Mapping[str, Callable[[argparse.Namespace], int]] = {"detect": detect}
