"""Traces of OpenTelemetry, in which most libraries log what models are asked and answer: a span a call, histories
repeated."""

from collections.abc import Iterator, Mapping
from functools import partial

from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import calls, chains, datasets, otel_words, shapes
from nfstudio.importers.chains import Call, CallRecord
from nfstudio.importers.chat_messages import rated
from nfstudio.importers.files import Entry
from nfstudio.importers.gateway import SIDE, UNLOGGED, told
from nfstudio.importers.json_records import records
from nfstudio.importers.otel_words import Span
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import WrongShape

NAME = "otel"
TITLE = "OpenTelemetry traces (gen_ai, OpenInference, AI SDK, MLflow)"
COMPANIONS: tuple[str, ...] = ()

_SPAN_IDS = ("spanId", "span_id", "context", "span_context")
_TIMES = ("startTimeUnixNano", "start_time_unix_nano", "start_time", "startTime", "start_time_ns")
_SESSIONS = (
    *("gen_ai.conversation.id", "session.id", "session_id", "sessionId", "langfuse.session.id", "thread_id"),
    *("ai.telemetry.metadata.sessionId", "ai.telemetry.metadata.chatId", "ai.telemetry.metadata.threadId"),
    *(f"traceloop.association.properties.{name}" for name in ("session_id", "chat_id", "thread_id", "conversation_id")),
    *("langsmith.trace.session_id", "mlflow.trace.session", "conversation.id", "chat_id"),
)
_USERS = ("user.id", "user_id", "enduser.id", "langfuse.user.id", "ai.telemetry.metadata.userId", "mlflow.trace.user")
_MODELS = (
    *("gen_ai.response.model", "gen_ai.request.model", "llm.model_name", "ai.response.model", "ai.model.id"),
    *("mlflow.llm.model", "llm.response.model", "llm.request.model"),
)
_NOBODY = "no span asks a model"


def recognises(sample: Sample) -> bool:
    """Whether the sample shows a span that is about models."""
    return sample.layout(is_record) is not None


def is_record(value: object) -> bool:
    """A span, a trace, or a parcel of them as OTLP sends it, in which a model is spoken of."""
    return any(True for _ in _spans(value))


def read(entry: Entry) -> Iterator[Found | Problem]:
    """Each conversation once, where its last call stands; answers that were drawn again are branches.

    A span of a tool, or one that only holds others, is none; calls that programs made for themselves are told of
    together.
    """
    yield from chains.conversations(partial(_calls, entry))


def _calls(entry: Entry, *, keys: bool) -> Iterator[CallRecord | Problem]:
    passed: dict[str, list[str]] = {}
    for item in records(entry, is_record):
        if isinstance(item, Problem):
            yield item
            continue
        place, value = item
        found = list(_spans(value))
        if not isinstance(value, dict):
            yield Problem(place, Reason.WRONG_SHAPE, "This is no span.")
            continue
        if not found:
            passed.setdefault(_NOBODY, []).append(place)
        for span in found:
            yield place, _call_of(span, place, passed, keys=keys)
    yield from told(passed)


def _call_of(span: Span, place: str, passed: dict[str, list[str]], *, keys: bool) -> tuple[Call, ...]:
    try:
        call = _call(span, keys=keys)
    except WrongShape:
        call = "their messages cannot be read"
    if isinstance(call, Call):
        return (call,)
    passed.setdefault(call, []).append(place)
    return ()


def _call(span: Span, *, keys: bool) -> Call | str:
    """The call that a span is, or why it is none (empty for spans that ask no model)."""
    if not otel_words.is_of_a_model(span):
        return ""
    history = otel_words.sent(span)
    if history is None:
        return UNLOGGED
    session, user = shapes.first(span, _SESSIONS), shapes.first(span, _USERS)
    if keys:
        return Call(calls.early_key(session, user, history, partial(otel_words.given, span)))
    model, at = shapes.first(span, _MODELS), shapes.first_time(span, _TIMES)
    lost: list[str] = []
    said = calls.spoken(history, otel_words.given(span), model=model, at=at, lost=lost)
    if calls.is_side(said):
        return SIDE
    about = {"origin_id": session, "user": user, "model": model}
    messages = rated(said, _thumb(span.get("assessments")))
    return Call(calls.key_of(session, user, messages), messages, at, about, lost=lost)


def _spans(value: object) -> Iterator[Span]:
    """All spans of a record that speak of models, each as its attributes with what stands beside them."""
    if not isinstance(value, dict):
        return
    about = value.get("attributes")
    if about is not None and any(name in value for name in _SPAN_IDS):
        if otel_words.speaks_of_models(about):
            yield {**value, **otel_words.flat(about)}
        return
    info, data = value.get("info"), value.get("data")
    if isinstance(info, dict) and isinstance(data, dict):
        yield from _of_mlflow(info, data)
        return
    for name in ("resourceSpans", "scopeSpans", "resource_spans", "scope_spans", "spans"):
        inner = value.get(name)
        for item in inner if isinstance(inner, list) else ():
            yield from _spans(item)


def _of_mlflow(info: Mapping[str, object], data: Mapping[str, object]) -> Iterator[Span]:
    """The spans of a trace of MLflow with what it says of all of them; where no model is asked, its outermost one."""
    more = [held for name in ("trace_metadata", "request_metadata", "tags") if isinstance(held := info.get(name), dict)]
    about = {name: kept for held in more for name, kept in held.items()}
    whole = {**about, "assessments": info.get("assessments")}
    listed = data.get("spans")
    spans = [{**whole, **span} for span in _spans({"spans": listed})]
    asking = [span for span in spans if otel_words.is_of_a_model(span)]
    if asking:
        yield from asking
        return
    for span in spans:
        if not span.get("parent_id") and not span.get("parent_span_id"):
            yield {name: kept for name, kept in span.items() if name != "mlflow.spanType"}


def _thumb(assessments: object) -> int | None:
    """What a person thought of the answer, as MLflow keeps it; judges that are models do not count."""
    for one in assessments if isinstance(assessments, list) else ():
        source, feedback = (one.get(name) if isinstance(one, dict) else None for name in ("source", "feedback"))
        if isinstance(source, dict) and isinstance(feedback, dict) and source.get("source_type") == "HUMAN":
            value = datasets.unpacked(feedback.get("value"))
            thumb = (1 if value else -1) if isinstance(value, bool) else shapes.thumb(value)
            if thumb is not None:
                return thumb
    return None
