"""Batches (OpenAI, Anthropic, Gemini): requests lie in one file, answers in another; an id brings them together."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import partial

from nfstudio.domain.conversation import Conversation, Message, Role
from nfstudio.domain.marks import mark_of
from nfstudio.domain.records import Found, FoundAgain, Problem, Reason
from nfstudio.importers import calls, shapes
from nfstudio.importers.files import Entry
from nfstudio.importers.gateway import SIDE, told
from nfstudio.importers.halves import Others, Record, name_of, number_in, other_halves
from nfstudio.importers.json_records import records
from nfstudio.importers.messages import beside
from nfstudio.importers.pairs import PairsOfFile, pairs_of
from nfstudio.importers.sample import Sample, parsed
from nfstudio.importers.shapes import WrongShape, chained, complaint, placed, silence

NAME = "batch"
TITLE = "Batches (OpenAI, Anthropic, Gemini)"
COMPANIONS: tuple[str, ...] = ()

_NO_REQUEST = "their requests lie in no file beside this one"
_APART = 6
"""Bytes of a digest that tells conversations of one name apart."""


def recognises(sample: Sample) -> bool:
    """Whether the sample shows requests or answers."""
    return sample.layout(is_record) is not None


def is_record(value: object) -> bool:
    """A request or an answer of a batch."""
    return _is_request(value) is not None


def _is_request(value: object) -> bool | None:
    """Whether a record is a request; false for an answer, None for anything else."""
    if not isinstance(value, dict) or "messages" in value:
        return None
    if isinstance(value.get("key"), str):  # Gemini's
        sent, given = value.get("request"), value.get("response", value.get("error"))
        if isinstance(sent, dict) and "contents" in sent and given is None:
            return True
        return False if isinstance(given, dict) and not _OF_GEMINI.isdisjoint(given) and sent is None else None
    if not isinstance(value.get("custom_id"), str):
        return None
    if isinstance(value.get("body"), dict) or isinstance(value.get("params"), dict):
        return True
    return False if "response" in value or "result" in value else None


_OF_GEMINI = frozenset({"candidates", "promptFeedback", "usageMetadata", "code"})


def read(entry: Entry) -> Iterator[Found | Problem]:
    """A conversation for each request, with its answer where that lies in a file beside it; the same for each answer.

    So both files name the conversation, which the project keeps once, and whichever comes later completes it.
    """
    passed: dict[str, list[str]] = {}
    try:
        with other_halves(entry, _is_request) as others:
            pairs = pairs_of(entry, others.siblings)
            for item in records(entry, is_record):
                if isinstance(item, Problem):
                    yield item
                    continue
                place, value = item
                try:
                    found = _joined(place, value, others, pairs)
                except WrongShape as fault:
                    yield Problem(place, Reason.WRONG_SHAPE, str(fault))
                    continue
                if isinstance(found, str):
                    passed.setdefault(found, []).append(place)
                else:
                    yield from found
    except OSError as failed:  # of the file that holds the other half meanwhile
        yield Problem("", Reason.UNREADABLE, f"There is no room for what belongs to it: {failed.strerror or failed}.")
    yield from told(passed)


def _joined(place: str, value: object, others: Others, pairs: PairsOfFile) -> Sequence[Found | Problem] | str:
    """The conversation that a record is half of, with what is to be told of it, or why it is none.

    Raises:
        WrongShape: when it cannot be read.
    """
    is_request = _is_request(value)
    if is_request is None or not isinstance(value, dict):
        raise WrongShape("This is neither a request nor an answer of a batch.")
    name, number = name_of(value), number_in(place)
    half = others.find(name, not is_request)
    other = None if half is None else others.half(half)
    known = None if half is None else pairs.known(number, name, half)
    if known is not None:
        mark, apart = known
        return (FoundAgain(place, mark, f"{name} {apart}", partial(_built, value, other)),)
    found = _together(value, other, is_request=is_request)
    if isinstance(found, str):
        return found
    conversation = found.conversation
    if half is None or found.lost or silence(found, place) is not None:
        return placed(found, place), *complaint(found, place)
    mark = mark_of(conversation)
    pairs.note(number, name, half, mark=mark, apart=(conversation.origin_id or "")[-2 * _APART :])
    return (Found(place, conversation, mark=mark),)


def _built(value: Record, other: Record | bytes | None) -> Conversation:
    """The conversation of a pair that made one before."""
    found = _together(value, other, is_request=_is_request(value) is True)
    if isinstance(found, str):
        raise WrongShape(found)
    return found.conversation


def _together(value: Record, other: Record | bytes | None, *, is_request: bool) -> Found | str:
    """What a record and its other half come to, which may be given as it stands in its file."""
    half = parsed(other) if isinstance(other, bytes) else other
    other = half if isinstance(half, dict) else None
    request, answer = (value, other) if is_request else (other, value)
    return _NO_REQUEST if request is None else _conversation(request, _given(answer))


def _conversation(request: Record, given: Record) -> Found | str:
    sent = request.get("body", request.get("params", request.get("request")))
    history = calls.asked(sent)
    if not isinstance(sent, dict) or history is None:
        raise WrongShape("The request holds no messages.")
    if isinstance(system := sent.get("system"), str | list) and isinstance(history, list):  # as Anthropic has it
        history = [{"role": "system", "content": system}, *history]
    elif "contents" in sent and isinstance(history, list):
        history = [*calls.told(sent), *history]
    model = shapes.first(given, ("model", "modelVersion")) or shapes.first(sent, ("model",))
    at = shapes.first_time(given, ("created", "created_at"))
    answers = calls.answered(given)
    lost: list[str] = []
    messages = calls.spoken(history, answers[:1], model=model, at=at, lost=lost)
    if calls.is_side(messages):
        return SIDE
    if len(answers) > 1:
        drawn = [calls.spoken(history, [answer], model=model, at=at) for answer in answers[1:]]
        messages += [beside(more[-1], messages[-1]) for more in drawn if len(more) == len(messages)]
    name = f"{name_of(request)} {_digest(messages)}"
    return chained(messages, lost=lost, origin_id=name, model=model, user=shapes.first(sent, ("user",)))


def _digest(messages: list[Message]) -> str:
    """Of what was asked: every batch of a program may begin with "request-1"."""
    asked = [message.content for message in messages if message.role is not Role.ASSISTANT]
    return hashlib.blake2b("\x1f".join(asked).encode(), digest_size=_APART).hexdigest()


def _given(answer: Record | None) -> Record:
    """What the model gave back; empty when it failed or is not there."""
    for outer, inner in (("response", "body"), ("result", "message")):
        held = answer.get(outer) if answer else None
        if isinstance(held, dict) and isinstance(held.get(inner), dict):
            given: Record = held[inner]
            return given
    response = answer.get("response") if answer else None
    return response if isinstance(response, dict) and "candidates" in response else {}
