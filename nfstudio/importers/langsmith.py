"""LangSmith's runs: the roots of traced calls, whose messages LangChain has serialised in one of its ways."""

from collections.abc import Iterator, Mapping
from functools import partial

from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import calls, chains, datasets, shapes
from nfstudio.importers.chains import Call, CallRecord
from nfstudio.importers.chat_messages import rated
from nfstudio.importers.files import Entry
from nfstudio.importers.gateway import SIDE, UNLOGGED, told
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import WrongShape

NAME = "langsmith"
TITLE = "LangSmith runs"
COMPANIONS: tuple[str, ...] = ()

_COLUMNS = frozenset({"run_type", "inputs", "outputs"})
_SPOKEN = frozenset({"llm", "chain", "prompt"})
_THREADS = ("session_id", "thread_id", "conversation_id")
_FROM_PEOPLE = ("user_score", "user-score", "user_feedback", "user-feedback", "thumbs", "thumb", "feedback")


def recognises(sample: Sample) -> bool:
    """Whether the sample shows runs."""
    return datasets.shows(sample, columns=_COLUMNS, is_record=is_run)


def is_run(value: object) -> bool:
    """A run: its type, and what went in."""
    return isinstance(value, dict) and isinstance(value.get("run_type"), str) and "inputs" in value


def read(entry: Entry) -> Iterator[Found | Problem]:
    """One conversation a thread, or a root run where there are no threads; runs inside other runs are left out."""
    return chains.conversations(partial(_calls, entry))


def _calls(entry: Entry, *, keys: bool) -> Iterator[CallRecord | Problem]:
    passed: dict[str, list[str]] = {}
    for item in datasets.records(entry, is_run):
        if isinstance(item, Problem):
            yield item
            continue
        place, value = item
        try:
            call = _call(value, keys=keys)
        except WrongShape as fault:
            yield Problem(place, Reason.WRONG_SHAPE, str(fault))
            continue
        if isinstance(call, Call):
            yield place, (call,)
            continue
        passed.setdefault(call, []).append(place)
        yield place, ()
    yield from told(passed)


def _call(value: object, *, keys: bool) -> Call | str:
    """The call that a run is, or why it is none (empty for runs inside other runs)."""
    if not isinstance(value, dict) or not isinstance(value.get("run_type"), str):
        raise WrongShape("This is no run.")
    if value.get("parent_run_id") or value["run_type"] not in _SPOKEN:
        return ""
    history = calls.asked(value.get("inputs"))
    if history is None:
        return UNLOGGED
    metadata = _metadata(value)
    thread, user = shapes.first(metadata, _THREADS), shapes.first(metadata, ("user_id", "user"))
    named = shapes.first(value, ("trace_id", "id"))
    if keys:
        goes_on, given = isinstance(history, str), partial(calls.answered, value.get("outputs"))
        return Call(thread or named if goes_on else calls.early_key(thread, user, history, given))
    model = shapes.first(metadata, ("ls_model_name", "model", "model_name"))
    answers = calls.answered(value.get("outputs"))
    at = shapes.first_time(value, ("start_time", "end_time"))
    lost: list[str] = []
    said = calls.spoken(history, answers, model=model, at=at, lost=lost)
    messages = rated(said, _thumb(value.get("feedback_stats")))
    if calls.is_side(messages):
        return SIDE
    about = {"origin_id": thread or named, "user": user, "model": model}
    if isinstance(history, str):
        return Call(thread or named, messages, at, about, goes_on=True, lost=lost)
    return Call(calls.key_of(thread, user, messages), messages, at, about, lost=lost)


def _metadata(value: Mapping[str, object]) -> Mapping[str, object]:
    """What the caller told of the run. Its own `session_id` is the project, never the thread."""
    extra = datasets.unpacked(value.get("extra"))
    metadata = extra.get("metadata") if isinstance(extra, dict) else None
    return metadata if isinstance(metadata, dict) else {}


def _thumb(stats: object) -> int | None:
    """The thumb in `{"user_score": {"n": 1, "avg": 1.0}}`; averages of several readers are none."""
    stats = datasets.unpacked(stats)
    for name in _FROM_PEOPLE:
        about = stats.get(name) if isinstance(stats, dict) else None
        mean = about.get("avg") if isinstance(about, dict) else None
        if isinstance(mean, int | float) and mean in (0, 1, -1):
            return 1 if mean == 1 else -1
    return None
