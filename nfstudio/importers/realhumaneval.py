"""RealHumanEval's CSV of programmers asking models: a row a request, each with its history as Python prints a list."""

from collections.abc import Iterator
from functools import partial

from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import chains, datasets, shapes, tabular
from nfstudio.importers.chains import Call, CallRecord
from nfstudio.importers.chat_messages import read_messages
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import WrongShape

NAME = "realhumaneval"
TITLE = "RealHumanEval chats"
COMPANIONS: tuple[str, ...] = ()

_COLUMNS = frozenset({"request", "response", "programmer_id", "task_name", "model"})


def recognises(sample: Sample) -> bool:
    """Whether the sample is such a table."""
    return set(sample.columns) >= _COLUMNS


def read(entry: Entry) -> Iterator[Found | Problem]:
    """One conversation for each programmer, task and model; where the person began anew, a branch of its own.

    The column `timestamp` counts seconds of the session, so no message has a time.
    """
    return chains.conversations(partial(_calls, entry))


def _calls(entry: Entry, *, keys: bool) -> Iterator[CallRecord | Problem]:
    for item in tabular.rows(entry):
        if isinstance(item, Problem):
            yield item
            continue
        place, row = item
        try:
            yield place, (_call(row, keys=keys),)
        except WrongShape as fault:
            yield Problem(place, Reason.WRONG_SHAPE, str(fault))


def _call(row: dict[str, object], *, keys: bool) -> Call:
    history = datasets.unpacked(row.get("request"))
    if not isinstance(history, list):
        raise WrongShape("The column request holds no list of messages.")
    programmer, task, model = (shapes.text(row.get(name)) for name in ("programmer_id", "task_name", "model"))
    if keys:
        return Call((programmer, task, model))
    messages = read_messages(history)
    answer = row.get("response")
    if isinstance(answer, str) and answer:
        parent = len(messages) - 1 if messages else None
        messages.append(Message(Role.ASSISTANT, shapes.worded(answer), parent, model=model))
    about = {"origin_id": f"{programmer} {task} {model}", "title": task, "model": model, "user": programmer}
    return Call((programmer, task, model), messages, fields=about)
