"""The verb detect: every user message past the context gate goes through a detector once; what it finds is kept."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from nfstudio.detect import DETECTORS
from nfstudio.detect.context import Candidate, Detector, candidates_of
from nfstudio.domain.thresholds import Setting
from nfstudio.errors import StudioError
from nfstudio.jobs.progress import Job, Progress
from nfstudio.store import answered, detections, differences, reading
from nfstudio.store.changes import Changes
from nfstudio.store.detections import RunRecord
from nfstudio.store.differences import Tally
from nfstudio.store.project import Project

T = TypeVar("T")
DEFAULT_DETECTOR = "hybrid"
FIRST_LOOK, LARGEST_LOOK = 100, 8_000
"""Messages of any role that a detector is shown at a time."""
LOOK_SECONDS = 2.0
"""How long a look should take: rules read thousands of messages in that time, an encoder on a processor a hundred. It
can be cancelled between looks only, and what a look found is kept at its end."""
BATCH = 500
"""Messages in one transaction, so that a person can decide meanwhile."""
BATCH_READ = 100
"""The same of messages that were read: what was found in them is resolved anew, 1 to 2 ms of work. That is less than a
processor is given for at a time; a process that stands back is then hardly put off it while it holds the file."""


@dataclass(frozen=True, slots=True)
class DetectSummary:
    """What a run amounts to, over all the times it was resumed; `seconds` is this time alone.

    Attributes:
        messages: user messages read; `candidates`: of these, past the context gate.
        detections: at or above the threshold.
        decided: of these, claims that somebody has decided about already, here or in labels that were imported.
        changed: how it differs from what counted before it; None when no run had been there before.
        again: this time it has read messages that an earlier run had read.
    """

    run: int
    detector: str
    device: str
    messages: int
    candidates: int
    detections: int
    by_category: dict[str, int]
    seconds: float
    changed: Tally | None = None
    again: bool = False
    decided: int = 0


def detect(
    project: Project,
    *,
    detector_name: str = DEFAULT_DETECTOR,
    device: str = "auto",
    setting: Setting = Setting.BALANCED,
    model: Path | None = None,
) -> Job[DetectSummary]:
    """Run a detector over all messages it has not seen; cut short and asked again it goes on.

    Where it has read the messages before and only the setting differs, what it said then is weighed anew: no message
    is read twice.

    Args:
        setting: how sure a detection must be to count until somebody decides.
        model: a folder with an encoder, in place of the shipped one.

    Raises:
        StudioError: when no detector has that name or the device is not there.
    """
    started = perf_counter()
    detector = detector_named(detector_name, device=device, model=model)
    try:
        run = detections.open_run(
            project,
            detector=detector.name,
            version=detector.version,
            settings={"setting": setting},
            device=detector.device,
            thresholds=detector.thresholds(setting),
        )
        again = run.high_water < detections.reached_before(project, run.id)
        message = f"Detecting with {detector.name} on {detector.device}"
        total, done = detections.messages_after(project, run.high_water), 0
        yield Progress(0, total, message, "messages")
        for size, changes in chain(_taken_over(project, run), _looks(project, detector, run.id)):
            done += size
            yield Progress(done, max(total, done), message, "messages", changes)
        detections.finish_run(project, run.id)
    finally:
        detector.close()
    return replace(_summary(project, run.id, perf_counter() - started), again=again)


def _taken_over(project: Project, run: RunRecord) -> Iterator[tuple[int, Changes]]:
    """Take over what the same detector found under another setting; yields the size of each transaction."""
    other = detections.same_answers(project, run)
    at = run.high_water
    while other and at < other.high_water:
        ids, wanted = detections.next_batch(project, at, limit=BATCH, up_to=other.high_water)
        if not ids:  # what it found last is gone from the project
            return
        after, at = at, ids[-1]
        users = sum(map(len, wanted.values()))
        changes = detections.take_over(project, run.id, other, after=after, up_to=at, messages=users)
        if changes is None:  # see `_looks`
            at = detections.run_record(project, run.id).high_water
            continue
        project.give_way()
        yield len(ids), changes


def _looks(project: Project, detector: Detector, run_id: int) -> Iterator[tuple[int, Changes]]:
    """Show the detector what it has not seen and store what it finds; yields the size of each transaction.

    A message that had been read before anybody replied to it is read again with the reply.
    """
    at, limit = detections.run_record(project, run_id).high_water, FIRST_LOOK
    read = at
    while True:
        begun = perf_counter()
        ids, wanted = detections.next_batch(project, at, limit=limit)
        if not ids:
            return
        late = answered.answered_since(project, at, ids[-1], read=read) if read else {}
        candidates = _candidates(project, _joined(wanted, late))
        claims = detector.detect(candidates)
        again = {
            candidate.message: found
            for candidate, found in zip(candidates, claims, strict=True)
            if candidate.message <= read
        }
        found = [claim for claims_of_one in claims for claim in claims_of_one]
        took = perf_counter() - begun
        users = sorted(message for messages in wanted.values() for message in messages)
        shown = sorted(candidate.message for candidate in candidates)
        found.sort(key=lambda claim: claim.message)
        for start in range(0, len(ids), BATCH_READ):
            part = ids[start : start + BATCH_READ]
            after, at = at, part[-1]
            changes = detections.record(
                project,
                run_id,
                _between(found, after, at, key=lambda claim: claim.message),
                after=after,
                up_to=at,
                messages=len(_between(users, after, at, key=int)),
                candidates=len(_between(shown, after, at, key=int)),
                seconds=perf_counter() - begun,
                again=again,
            )
            if changes is None:  # somebody else detects in this project: go on from where the run stands now
                at = detections.run_record(project, run_id).high_water
                break
            project.give_way()
            begun, again = perf_counter(), {}
            yield len(part), changes
        limit = _next_look(limit, took)


def _joined(one: Mapping[int, set[int]], other: Mapping[int, set[int]]) -> dict[int, set[int]]:
    return {key: one.get(key, set()) | other.get(key, set()) for key in (*one, *other)}


def _next_look(size: int, took: float) -> int:
    """How many messages to show next, after so many took so many seconds; at most four times as many."""
    return max(1, min(4 * size, LARGEST_LOOK, round(size * LOOK_SECONDS / max(took, 0.001))))


def _between(values: list[T], after: int, up_to: int, *, key: Callable[[T], int]) -> list[T]:
    """The part of a sorted list whose message ids lie in (after, up_to]."""
    return values[bisect_right(values, after, key=key) : bisect_right(values, up_to, key=key)]


def detector_named(name: str, *, device: str = "auto", model: Path | None = None) -> Detector:
    """The detector called `name`, ready to use.

    Raises:
        StudioError: when there is none of that name, or what it needs is not there.
    """
    make = DETECTORS.get(name)
    if make is None:
        raise StudioError(f"There is no detector called {name!r}.", f"There are: {', '.join(DETECTORS)}.")
    return make(device=device, model=model)


def _candidates(project: Project, wanted: dict[int, set[int]]) -> list[Candidate]:
    """The candidates among the wanted messages, with the whole conversations around them for context."""
    return [
        candidate
        for stored in reading.conversations(project.db, wanted)
        for candidate in candidates_of(stored.conversation.messages, stored.message_ids)
        if candidate.message in wanted[stored.id]
    ]


def _summary(project: Project, run_id: int, seconds: float) -> DetectSummary:
    run = detections.run_record(project, run_id)
    by_category = detections.counts_by_category(project, run_id)
    return DetectSummary(
        run.id,
        run.detector,
        run.device,
        run.messages,
        run.candidates,
        sum(by_category.values()),
        by_category,
        seconds,
        differences.tally(project, run_id),
        decided=detections.decided_already(project, run_id),
    )
