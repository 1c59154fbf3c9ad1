"""Request logs of gateways and proxies (LiteLLM, OpenAI's stored completions, Amazon Bedrock): a record a call,
histories repeated."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import bedrock, calls, chains, datasets, shapes
from nfstudio.importers.chains import Call, CallRecord
from nfstudio.importers.files import Entry
from nfstudio.importers.json_records import records
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import WrongShape

NAME = "gateway"
TITLE = "Request logs (LiteLLM, OpenAI, Amazon Bedrock)"
COMPANIONS: tuple[str, ...] = ()

_SENT = ("messages", "input_messages", "request", "body", "kwargs", "request_body", "requestBody")
_GIVEN = ("response", "choices", "response_obj", "output", "response_body", "responseBody")
_SESSIONS = ("litellm_session_id", "session_id", "conversation_id", "thread_id", "chat_id")
_USERS = ("end_user", "user", "user_id", "user_api_key_end_user_id", "request_user_id")
_TIMES = ("startTime", "endTime", "created", "created_at", "timestamp", "time", "request_created_at")
_SPOKEN = re.compile("completion|messages|responses")
_REDACTED = "redacted-by-litellm"
_OF_BEDROCK = frozenset({"schemaType", "ingestionTime"})
_OF_OTHERS = frozenset({"mapping", "run_type", "traceId", "history", "conv", "chat", "thread", "observations"})


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such records."""
    return sample.layout(is_call) is not None


def is_call(value: object) -> bool:
    """A record that holds what was sent and what came back."""
    if not isinstance(value, dict) or not _OF_OTHERS.isdisjoint(value):
        return False
    if isinstance(value.get("call_type"), str) and "messages" in value:
        return True
    if bedrock.invocation(value) is not None:
        return True
    value = _unified(value)
    sent = any(isinstance(calls.asked(value.get(name)), list) for name in _SENT)
    return sent and any(isinstance(value.get(name), dict | list | str) for name in _GIVEN)


def _unified(value: Mapping[str, object]) -> Mapping[str, object]:
    """A record of OpenAI's Responses API in words of the other: its input as messages, under its instructions. The same
    of Bedrock's log."""
    if not _OF_BEDROCK.isdisjoint(value) and (invoked := bedrock.invocation(value)) is not None:
        return bedrock.call(invoked)
    if value.get("object") != "response" or "input" not in value:
        return value
    sent = value["input"]
    items: list[object] = [{"role": "user", "content": sent}] if isinstance(sent, str) else []
    if isinstance(sent, list):
        items = [said for item in sent if (said := _said(item)) is not None]
    told = value.get("instructions")
    system: list[object] = [{"role": "system", "content": told}] if isinstance(told, str) and told else []
    return {**value, "messages": [*system, *items]}


def _said(item: object) -> object | None:
    """An item of such an input in words of the other: messages as they are, calls of tools and what they gave back."""
    if not isinstance(item, dict):
        return None
    kind = item.get("type", "message")
    if kind == "function_call":
        return {"role": "assistant", "content": None, "tool_calls": [item]}
    if kind == "function_call_output":
        output = item.get("output")
        return {"role": "tool", "content": output if isinstance(output, str | list) else str(output)}
    return item if kind == "message" else None


def read(entry: Entry) -> Iterator[Found | Problem]:
    """Each conversation once, where its last call stands; answers that were drawn again are branches.

    Calls that a program made for itself (titles, summaries, embeddings) and those whose words were not logged are
    passed over, and told of together. A history that a program cut at its beginning looks like another conversation.
    """
    yield from chains.conversations(partial(_calls, entry))


def _calls(entry: Entry, *, keys: bool) -> Iterator[CallRecord | Problem]:
    passed: dict[str, list[str]] = {}
    for item in records(entry, is_call):
        if isinstance(item, Problem):
            yield item
            continue
        place, value = item
        try:
            made, why = _call(value, keys=keys)
        except WrongShape as fault:
            yield Problem(place, Reason.WRONG_SHAPE, str(fault))
            continue
        if why:
            passed.setdefault(why, []).append(place)
        yield place, made
    yield from told(passed)


def told(passed: Mapping[str, list[str]]) -> Iterator[Problem]:
    """One problem for all calls that were passed over for the same reason, where the first of them stands."""
    for why, places in passed.items():
        if not why:
            continue  # not told of
        several = f"{len(places)} calls, this the first, were passed over: {why}."
        yield Problem(places[0], Reason.EMPTY, several if len(places) > 1 else f"One call was passed over: {why}.")


def _call(value: object, *, keys: bool) -> tuple[Sequence[Call], str]:
    """The call of a record, once for each answer, the one that was taken last; or why there is none."""
    if not isinstance(value, dict):
        raise WrongShape("This is no record of a call.")
    value = _unified(value)
    kind = value.get("call_type")
    if isinstance(kind, str) and not _SPOKEN.search(kind):
        return (), SIDE
    history = _sent(value)
    if history is None:
        return (), UNLOGGED
    about = _about(value)
    session, user = about["origin_id"], about["user"]
    goes_on = isinstance(history, str) and session is not None
    if keys:
        key = session if goes_on else calls.early_key(session, user, history, partial(_given, value))
        return (Call(key),), ""
    answers = _given(value)
    at = shapes.first_time(value, _TIMES)
    drawn, lost = [], list[str]()
    for answer in answers[::-1] or [None]:
        messages = calls.spoken(history, [answer] if answer else [], model=about["model"], at=at, lost=lost)
        if calls.is_side(messages):
            return (), SIDE
        drawn.append(messages)
    # Several answers to one request belong to one conversation, whatever the first answer of each.
    key = session if goes_on else calls.key_of(session, user, drawn[-1])
    return [Call(key, messages, at, about, goes_on=goes_on, lost=lost) for messages in drawn], ""


def _sent(value: Mapping[str, object]) -> list[object] | str | None:
    """The history that was sent, or the words alone of a call that sends none; None where they were not logged."""
    named = next(((name, found) for name in _SENT if isinstance(found := calls.asked(value.get(name)), list)), None)
    history = None if named is None else named[1]
    if named is not None and history is not None and named[0] != "messages":
        history = [*calls.told(value[named[0]]), *history]
    words = value.get("messages") if history is None else None
    if history is not None:
        return None if any(isinstance(item, dict) and item.get("content") == _REDACTED for item in history) else history
    return words if isinstance(words, str) and words not in ("", _REDACTED) else None


SIDE = "programs make such for themselves (titles, summaries, embeddings)"
UNLOGGED = "no words were logged"


def _given(value: Mapping[str, object]) -> list[object]:
    return next((found for name in _GIVEN if (found := _answers(name, value))), [])


def _answers(name: str, value: Mapping[str, object]) -> list[object]:
    return calls.answered({"choices": value["choices"]} if name == "choices" and name in value else value.get(name))


def _about(value: Mapping[str, object]) -> dict[str, str | None]:
    """What a record says of its conversation, at any of the places where gateways put it."""
    metadata = datasets.unpacked(value.get("metadata"))
    outer = metadata if isinstance(metadata, dict) else {}
    inner = outer.get("requester_metadata")
    places: list[Mapping[str, object]] = [value, outer]
    request = value.get("request")
    sent = request.get("body") if isinstance(request, dict) else None
    more = request.get("metadata") if isinstance(request, dict) else None
    places += [place for place in (inner, request, sent, value.get("body"), more) if isinstance(place, dict)]

    def anywhere(names: tuple[str, ...]) -> str | None:
        return next((found for place in places if (found := shapes.first(place, names))), None)

    return {
        "origin_id": anywhere(_SESSIONS),
        "user": anywhere(_USERS),
        "model": anywhere(("model", "model_group")) or _answering(value),
    }


def _answering(value: Mapping[str, object]) -> str | None:
    """The model that an answer names, where the request does not."""
    given = value.get("response")
    return shapes.first(given, ("model", "modelVersion")) if isinstance(given, dict) else None
