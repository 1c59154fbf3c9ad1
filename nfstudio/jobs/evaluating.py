"""The verb evaluate: a detector over judged messages in spans JSONL, without a project."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from time import perf_counter
from typing import Any

from nfstudio.detect.evaluate import Judged, figures
from nfstudio.domain.thresholds import Setting, Thresholds
from nfstudio.errors import StudioError, why
from nfstudio.jobs.detecting import DEFAULT_DETECTOR, detector_named
from nfstudio.jobs.judged import Item as _Item
from nfstudio.jobs.judged import judged_in
from nfstudio.jobs.progress import Job, Progress

_BATCH = 200


def evaluate(
    data: Sequence[Path],
    *,
    detector_name: str = DEFAULT_DETECTOR,
    device: str = "auto",
    setting: Setting = Setting.BALANCED,
    model: Path | None = None,
    errors: Path | None = None,
) -> Job[dict[str, Any]]:
    """The figures of a detector over all judged messages of `data` that follow an answer (see `figures`).

    Args:
        data: files of spans JSONL.
        errors: where to write every message that came out wrong, one JSON object a line.

    Raises:
        StudioError: when a file cannot be read, a line is none of that shape or nothing is judged.
    """
    judged = [item for path in data for item in judged_in(path)]
    if not judged:
        raise StudioError("No message of this data is judged.", 'Messages are judged that say "labelled": true.')
    detector = detector_named(detector_name, device=device, model=model)
    thresholds = detector.thresholds(setting)
    started, results = perf_counter(), []
    try:
        for at in range(0, len(judged), _BATCH):
            batch = judged[at : at + _BATCH]
            found = detector.detect([candidate for candidate, _, _, _ in batch])
            results += [
                Judged(conversation, source, judgement.spans, claims, uncertain=judgement.uncertain)
                for (_, judgement, conversation, source), claims in zip(batch, found, strict=True)
            ]
            yield Progress(at + len(batch), len(judged), f"Evaluating {detector.name}", "messages")
    finally:
        detector.close()
    seconds = perf_counter() - started
    if errors is not None:
        _write_errors(errors, judged, results, thresholds)
    speed = {"seconds": seconds, "messages_per_second": len(judged) / seconds}
    return {"detector": detector.name, "setting": setting, **figures(results, thresholds=thresholds), **speed}


def _write_errors(path: Path, judged: Sequence[_Item], results: Sequence[Judged], thresholds: Thresholds) -> None:
    """Each message on which reader and detector differ in category."""
    lines = []
    for (candidate, _, conversation, source), result in zip(judged, results, strict=True):
        gold = {category for _, category in result.gold}
        claimed = {claim.category for claim in result.claims if thresholds.passes(claim)}
        if gold != claimed:
            lines.append(
                {
                    "conversation_id": conversation,
                    "source": source,
                    "content": candidate.text,
                    "gold": [{"start": s.start, "end": s.end, "category": c} for s, c in result.gold],
                    "claims": [
                        {"start": c.span.start, "end": c.span.end, "category": c.category, "score": c.score}
                        | {"rules": asdict(c.evidence)["rules"]}
                        for c in result.claims
                    ],
                    "uncertain": result.uncertain,
                }
            )
    try:
        path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    except OSError as failed:
        raise StudioError(f"{path} cannot be written: {why(failed)}.", "Choose another place.") from failed
