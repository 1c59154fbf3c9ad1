"""Langfuse's exports: traces with their observations and scores, or tables of either; scores of people are thumbs."""

import re
from collections.abc import Iterator, Mapping
from functools import partial

from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import calls, chains, datasets, shapes
from nfstudio.importers.chains import Call, CallRecord
from nfstudio.importers.chat_messages import rated
from nfstudio.importers.files import Entry
from nfstudio.importers.gateway import SIDE, UNLOGGED, told
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
_FROM_PEOPLE = re.compile(r"user|thumb|feedback|like|rating", re.IGNORECASE)
_YES_NO = re.compile(r"thumb|like", re.IGNORECASE)


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
    """One conversation a session, or a trace where there are no sessions; inner steps of a trace are left out."""
    return chains.conversations(partial(_calls, entry))


def _calls(entry: Entry) -> Iterator[CallRecord | Problem]:
    passed: dict[str, list[str]] = {}
    for item in datasets.records(entry, is_trace):
        if isinstance(item, Problem):
            yield item
            continue
        place, value = item
        try:
            call = _call(_unquoted(value) if place.startswith("row") else value)
        except WrongShape as fault:
            yield Problem(place, Reason.WRONG_SHAPE, str(fault))
            continue
        if isinstance(call, Call):
            yield place, call
        else:
            passed.setdefault(call, []).append(place)
    yield from told(passed)


def _unquoted(row: object) -> object:
    """A row of a table, where plain words stand as JSON text, with its quotes."""
    if not isinstance(row, dict):
        return row
    opened = {name: _opened(cell) for name, cell in row.items()}
    return {name: words if isinstance(words, str) else row[name] for name, words in opened.items()}


def _opened(cell: object) -> object:
    return parsed(cell.encode(errors="replace")) if isinstance(cell, str) and cell.startswith('"') else cell


def _call(value: object) -> Call | str:
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
    at = shapes.first_time(source, _TIMES) or shapes.first_time(trace, _TIMES)
    messages = calls.spoken(history, answers[:1], model=model, at=at)
    if calls.is_side(messages):
        return SIDE
    messages = rated(messages, _thumb(value.get("scores", trace.get("scores"))))
    about = {"origin_id": session or named, "user": user, "model": model, "title": None}
    if isinstance(history, str):
        return Call(session or named, messages, at, about, goes_on=True)
    return Call(calls.key_of(session, user, messages), messages, at, about)


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


def _thumb(scores: object) -> int | None:
    """The newest thumb among scores that people gave; stars and what programs scored are none."""
    found = None
    for score in scores if isinstance(scores, list) else ():
        if isinstance(score, dict) and _FROM_PEOPLE.search(str(score.get("name"))):
            found = _of_score(score) or found
    return found


def _of_score(score: Mapping[str, object]) -> int | None:
    kind = score.get("dataType", score.get("data_type"))
    value = score.get("value")
    if score.get("stringValue") is not None and kind != "NUMERIC":
        return shapes.thumb(score["stringValue"]) or _of_yes_no(value, kind)
    if kind == "BOOLEAN" or _YES_NO.search(str(score.get("name"))):
        return _of_yes_no(value, "BOOLEAN")
    return shapes.thumb(value)


def _of_yes_no(value: object, kind: object) -> int | None:
    if kind != "BOOLEAN" or not isinstance(value, int | float):
        return None
    return 1 if value == 1 else -1 if value in (0, -1) else None
