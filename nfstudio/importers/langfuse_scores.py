"""Langfuse's scores: which of them are thumbs of people, and those that lie in files of their own."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from nfstudio.domain.records import Problem
from nfstudio.importers import datasets, shapes
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Sample, sample_of
from nfstudio.importers.streams import StreamFailed

_FOLDER = "scores"
_SUFFIXES = tuple(f"{suffix}{packed}" for suffix in (".csv", ".json", ".jsonl") for packed in ("", ".gz", ".zst"))
_MOST_FILES = 1_000
"""Files of scores that are read for one file of traces."""
_TRACE_IDS = ("traceId", "trace_id")
_OBSERVATION_IDS = ("observationId", "observation_id")
_TIMES = ("timestamp", "updatedAt", "updated_at", "createdAt", "created_at")
_FROM_PEOPLE = re.compile(r"user|thumb|feedback|like|rating", re.IGNORECASE)
_YES_NO = re.compile(r"thumb|like", re.IGNORECASE)


@dataclass(slots=True)
class Scores:
    """Thumbs of people, by what they speak of.

    Attributes:
        of_traces: by the id of the trace.
        of_observations: by the id of the observation.
        answered_by: of traces that come as single observations, the one whose answer the person saw.
    """

    of_traces: dict[str, int] = field(default_factory=dict)
    of_observations: dict[str, int] = field(default_factory=dict)
    answered_by: Mapping[str, str] = field(default_factory=dict)

    def thumb(self, trace: str | None, name: str | None, kind: object) -> int | None:
        """The thumb on an answer.

        Args:
            trace: the id of its trace.
            name: the id of the record with the answer, which may be the trace itself.
            kind: what the record is; None for a trace.
        """
        if name in self.of_observations:
            return self.of_observations[str(name)]
        if kind is not None and self.answered_by.get(str(trace), name) != name:
            return None
        return self.of_traces.get(str(trace))


def is_score(value: object) -> bool:
    """A score by itself: what it is called, its value, and the trace it speaks of."""
    return isinstance(value, dict) and _is_row(set(value))


def _is_row(keys: set[str]) -> bool:
    named = {"id", "name", "value"} <= keys and not keys.isdisjoint(_TRACE_IDS)
    return named and keys.isdisjoint({"input", "output", "role", "content"})


def shows_scores(sample: Sample) -> bool:
    """Whether the sample is a list or a table of scores."""
    return _is_row(set(sample.columns)) if sample.columns else sample.layout(is_score) is not None


def are_scores(entry: Entry) -> bool:
    """Whether a file holds nothing but scores; one that cannot be read does not, and says so elsewhere."""
    try:
        return shows_scores(sample_of(entry))
    except StreamFailed:
        return False


def scores_beside(entry: Entry) -> Scores:
    """What people scored, from files with "score" in their name beside `entry` and from the folder `scores` near it.

    The newest score of a person counts; what is broken in such a file is passed over.
    """
    newest: dict[tuple[bool, str], tuple[str, int]] = {}
    for file in islice(_files(entry), _MOST_FILES):
        for item in datasets.records(file, is_score):
            if not isinstance(item, Problem) and is_score(item[1]):
                _take(item[1], newest)  # type: ignore[arg-type]  # is_score says that it is a mapping
    found = Scores()
    for (observed, name), (_, thumb) in newest.items():
        (found.of_observations if observed else found.of_traces)[name] = thumb
    return found


def _files(entry: Entry) -> Iterator[Entry]:
    near = (file for file in entry.siblings(_SUFFIXES) if "score" in file.file_name.lower())
    for file in (*near, *entry.siblings(_SUFFIXES, _FOLDER)):
        if are_scores(file):
            yield file


def _take(score: Mapping[str, object], newest: dict[tuple[bool, str], tuple[str, int]]) -> None:
    thumb = thumb_of([score])
    observation, trace = shapes.first(score, _OBSERVATION_IDS), shapes.first(score, _TRACE_IDS)
    name = observation or trace
    if thumb is None or name is None:
        return
    key, at = (observation is not None, name), shapes.first_time(score, _TIMES) or ""
    if at >= newest.get(key, ("", 0))[0]:
        newest[key] = (at, thumb)


def thumb_of(scores: object) -> int | None:
    """The newest thumb among scores that people gave, the last of the list; stars and what programs scored are none."""
    found = None
    for score in scores if isinstance(scores, list) else ():
        if isinstance(score, dict) and _FROM_PEOPLE.search(str(score.get("name"))):
            found = _of_score(score) or found
    return found


def _of_score(score: Mapping[str, object]) -> int | None:
    kind = score.get("dataType", score.get("data_type"))
    value = _number(score.get("value"))
    said = score.get("stringValue", score.get("string_value"))
    if said not in (None, "") and kind != "NUMERIC":
        return shapes.thumb(said) or _of_yes_no(value, kind)
    if kind == "BOOLEAN" or _YES_NO.search(str(score.get("name"))):
        return _of_yes_no(value, "BOOLEAN")
    return shapes.thumb(value)


def _number(value: object) -> object:
    """The number that a cell of a table holds as text; everything else as it is."""
    try:
        return float(value) if isinstance(value, str) else value
    except ValueError:
        return value


def _of_yes_no(value: object, kind: object) -> int | None:
    if kind != "BOOLEAN" or not isinstance(value, int | float):
        return None
    return 1 if value == 1 else -1 if value in (0, -1) else None
