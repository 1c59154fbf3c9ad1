"""Langfuse's exports: traces with their observations and scores, or tables of either; scores of people are thumbs."""

from collections.abc import Iterator, Mapping
from functools import partial

from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import calls, chains, datasets, shapes
from nfstudio.importers.chains import Call, CallRecord
from nfstudio.importers.chat_messages import rated
from nfstudio.importers.files import Entry
from nfstudio.importers.gateway import SIDE, UNLOGGED, told
from nfstudio.importers.langfuse_scores import Scores, are_scores, scores_beside, thumb_of
from nfstudio.importers.sample import Sample, parsed
from nfstudio.importers.shapes import WrongShape

NAME = "langfuse"
TITLE = "Langfuse traces and observations"
COMPANIONS: tuple[str, ...] = ()

_TRACE_IDS = ("traceId", "trace_id")
_SESSIONS = ("sessionId", "session_id")
_USERS = ("userId", "user_id")
_TIMES = ("startTime", "start_time", "timestamp", "createdAt", "created_at")
_KINDS = ("GENERATION", "SPAN", "EVENT", "AGENT", "TOOL", "CHAIN", "RETRIEVER", "EMBEDDING")
_OF_TRACES = frozenset({"userId", "user_id", "bookmarked", "public", "release", "tags", "projectId", "project_id"})
_FOLDERS = ("traces", "observations", "observations_v2")


def recognises(sample: Sample) -> bool:
    """Whether the sample shows traces or observations."""
    if sample.columns:
        return _is_row(set(sample.columns))
    return sample.layout(is_trace) is not None


def is_trace(value: object) -> bool:
    """A trace with what was observed in it, a trace alone, or an observation alone."""
    if not isinstance(value, dict) or "run_type" in value:
        return False
    if isinstance(value.get("observations"), list):
        return True
    return value.get("type") in _KINDS and _is_row(set(value)) if "type" in value else _is_row(set(value))


def _is_row(keys: set[str]) -> bool:
    if not {"input", "output"} <= keys:
        return False
    observed = not keys.isdisjoint(_TRACE_IDS) and "type" in keys
    return observed or (not keys.isdisjoint(_SESSIONS) and not keys.isdisjoint(_OF_TRACES))


def read(entry: Entry) -> Iterator[Found | Problem]:
    """One conversation a session, or a trace where there are no sessions; inner steps of a trace are left out.

    Scores may stand in the records, or in a file of their own: beside this one, or in the folder `scores` beside its
    folder, as the export to a bucket leaves them.
    """
    scores = scores_beside(entry)
    if scores.of_traces:
        scores.answered_by = _last_generations(entry)
    return chains.conversations(partial(_calls, entry, scores))


def accompanies(entry: Entry) -> bool:
    """Whether a file holds scores of traces that lie near it: `read` has them from there."""
    if not are_scores(entry):
        return False
    here = (name.lower() for name in entry.door.names() if name != entry.file_name)
    return any("trace" in name or "observation" in name for name in here) or any(map(entry.door.names, _FOLDERS))


def _last_generations(entry: Entry) -> dict[str, str]:
    """The generation that gave each trace its answer, by their ids, where observations stand one by one."""
    last: dict[str, tuple[str, str]] = {}
    for item in datasets.records(entry, is_trace):
        value = None if isinstance(item, Problem) else item[1]
        if not isinstance(value, dict) or not _is_generation(value):
            continue
        trace, name = shapes.first(value, _TRACE_IDS), shapes.text(value.get("id"))
        if trace and name:
            last[trace] = max(last.get(trace, ("", "")), (shapes.first_time(value, _TIMES) or "", name))
    return {trace: name for trace, (_, name) in last.items()}


def _calls(entry: Entry, scores: Scores, *, keys: bool) -> Iterator[CallRecord | Problem]:
    passed: dict[str, list[str]] = {}
    for item in datasets.records(entry, is_trace):
        if isinstance(item, Problem):
            yield item
            continue
        place, value = item
        try:
            call = _call(_unquoted(value) if place.startswith("row") else value, scores, keys=keys)
        except WrongShape as fault:
            yield Problem(place, Reason.WRONG_SHAPE, str(fault))
            continue
        if isinstance(call, Call):
            yield place, (call,)
            continue
        passed.setdefault(call, []).append(place)
        yield place, ()
    yield from told(passed)


def _unquoted(row: object) -> object:
    """A row of a table, where plain words stand as JSON text, with its quotes."""
    if not isinstance(row, dict):
        return row
    opened = {name: _opened(cell) for name, cell in row.items()}
    return {name: words if isinstance(words, str) else row[name] for name, words in opened.items()}


def _opened(cell: object) -> object:
    return parsed(cell.encode(errors="replace")) if isinstance(cell, str) and cell.startswith('"') else cell


def _call(value: object, scores: Scores, *, keys: bool) -> Call | str:
    """The call that a record tells of, or why there is none (empty for inner steps)."""
    if not isinstance(value, dict):
        raise WrongShape("This is neither a trace nor an observation.")
    if value.get("type") in _KINDS and value["type"] != "GENERATION":
        return ""
    inner = value.get("trace")
    trace: Mapping[str, object] = inner if isinstance(inner, dict) else value
    said = _said(trace) or _observed(value)
    if said is None:
        return UNLOGGED
    history, answers, source = said
    model = shapes.first(source, ("model", "modelId", "provided_model_name"))
    session, user = shapes.first(trace, _SESSIONS), shapes.first(trace, _USERS)
    named = shapes.first(value, _TRACE_IDS) or shapes.text(trace.get("id"))
    if keys:
        goes_on = isinstance(history, str)
        return Call(session or named if goes_on else calls.early_key(session, user, history, lambda: answers))
    at = shapes.first_time(source, _TIMES) or shapes.first_time(trace, _TIMES)
    lost: list[str] = []
    messages = calls.spoken(history, answers[:1], model=model, at=at, lost=lost)
    if calls.is_side(messages):
        return SIDE
    thumb = thumb_of(value.get("scores", trace.get("scores")))
    messages = rated(messages, thumb or scores.thumb(named, shapes.text(source.get("id")), source.get("type")))
    about = {"origin_id": session or named, "user": user, "model": model, "title": None}
    if isinstance(history, str):
        return Call(session or named, messages, at, about, goes_on=True, lost=lost)
    return Call(calls.key_of(session, user, messages), messages, at, about, lost=lost)


def _said(record: Mapping[str, object]) -> tuple[list[object] | str, list[object], Mapping[str, object]] | None:
    """What was asked and answered in a record, and the record."""
    history = calls.asked(record.get("input"))
    answers = calls.answered(record.get("output"))
    return (history, answers, record) if history is not None and answers else None


def _observed(value: Mapping[str, object]) -> tuple[list[object] | str, list[object], Mapping[str, object]] | None:
    """The last generation of a trace that does not itself say what it was about."""
    listed = value.get("observations")
    generations = [
        item for item in (listed if isinstance(listed, list) else []) if isinstance(item, dict) and _is_generation(item)
    ]
    generations.sort(key=lambda item: shapes.first_time(item, _TIMES) or "")
    return next((said for item in reversed(generations) if (said := _said(item))), None)


def _is_generation(item: Mapping[str, object]) -> bool:
    return item.get("type") == "GENERATION"
