"""Kinds that keep whole conversations or none of their words: our spans format, and the table of the paper."""

from collections.abc import Iterator

from nfstudio.curate.examples import Judgement, judgements
from nfstudio.curate.judged import Example, JudgedFeedback, LeftOut, Outcome, Reason, Reviewed, Selection, Way
from nfstudio.domain import spans_format
from nfstudio.domain.conversation import Role, canonical
from nfstudio.domain.feedback import Category, Polarity, Status
from nfstudio.domain.preferences import Record

CODES = {
    Category.REPHRASE: "UR1",
    Category.CORRECTION: "UR2",
    Category.COMPLAINT: "UR3",
    Category.CLARIFICATION: "UR4",
    Category.POSITIVE: "UR5",
}
"""The names of the paper's published data (arXiv 2407.10944); its first scripts count one higher."""


def spans(reviewed: Reviewed, selection: Selection) -> Iterator[Outcome]:
    """The conversation as one record, where at least one of its messages is judged.

    A message is judged that was read as a whole, or whose claims have all been decided; what was rejected leaves no
    span, so it may be judged and have none. Undecided feedback counts only where the selection takes it. Categories
    are not selected here: what a reader confirmed is the truth about the message.
    """
    by_message: dict[int, list[JudgedFeedback]] = {}
    for feedback in reviewed.feedback:
        by_message.setdefault(feedback.message, []).append(feedback)
    judged: dict[int, dict[str, object]] = {}
    count = 0
    for message in sorted(by_message.keys() | reviewed.readings.keys()):
        claims = by_message.get(message, [])
        refused = next((r for f in claims if (r := _open(f, selection))), None)
        if refused is not None and message not in reviewed.readings:
            yield LeftOut(refused, len(claims))
            continue
        standing = [f for f in claims if _stands(f, selection)]
        gone = [f for f in claims if not _stands(f, selection)]
        if gone:
            yield LeftOut(Reason.REJECTED, len(gone))
        count += len(standing)
        judged[message] = {"spans": [_span(f) for f in sorted(standing, key=lambda f: (f.span, f.category))]}
        if reviewed.readings.get(message):
            judged[message]["uncertain"] = True
    if judged:
        record = spans_format.dump(reviewed.conversation, judged, source=canonical(reviewed.source))
        record["conversation_id"] = canonical(reviewed.conversation_id)  # also of a dump that names none
        yield Example(Record(record), reviewed, Way.JUDGED, judgements=count)


def _open(feedback: JudgedFeedback, selection: Selection) -> Reason | None:
    """Why a claim leaves its message unjudged; None when it is settled."""
    if feedback.status is Status.SKIPPED:
        return Reason.SKIPPED
    if feedback.status in (Status.CONFIRMED, Status.REJECTED):
        return None
    if feedback.status is Status.LOW:
        # Below the threshold a claim counts for nothing; with the undecided taken as true it is taken as none.
        return None if Status.AUTO in selection.statuses else Reason.LOW
    if Status.AUTO not in selection.statuses:
        return Reason.STATUS
    score = feedback.score or 0.0
    return Reason.SCORE if selection.min_score is not None and score < selection.min_score else None


def _stands(feedback: JudgedFeedback, selection: Selection) -> bool:
    if feedback.status is Status.CONFIRMED:
        return True
    return feedback.status is Status.AUTO and _open(feedback, selection) is None


def _span(feedback: JudgedFeedback) -> dict[str, object]:
    told: dict[str, object] = {
        "start": feedback.span.start,
        "end": feedback.span.end,
        "category": feedback.category.value,
        "status": feedback.status.value,
    }
    known = {"score": feedback.score, "detector": feedback.detector, "reviewer": feedback.reviewer}
    return told | {name: value for name, value in known.items() if value is not None}


def paper(reviewed: Reviewed, selection: Selection) -> Iterator[Outcome]:
    """One line for each feedback: conversation, judged exchange (counted from 1), category, and 1 or -1.

    The exchange is the number of the person's messages up to the judged answer on its path.
    """
    for judgement in judgements(reviewed, selection):
        if isinstance(judgement, LeftOut):
            yield judgement
            continue
        for feedback, trace in zip(judgement.feedback, judgement.traces, strict=True):
            record = {
                "conversation_id": canonical(reviewed.conversation_id),
                "feedback_turn": _exchange(judgement),
                "category": CODES[feedback.category],
                "label": 1 if feedback.category.polarity is Polarity.POSITIVE else -1,
            }
            yield Example(Record(record), reviewed, Way.JUDGED, len(judgement.prompt), (trace,), 1)


def _exchange(judgement: Judgement) -> int:
    return sum(message.role is Role.USER for message in judgement.prompt)
