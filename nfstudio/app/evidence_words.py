"""Why something was taken for feedback, and what was said of it, in sentences a person can check."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from nfstudio.app.row_words import SIGNS, one_line, percent, score_text
from nfstudio.app.wording import number
from nfstudio.domain.feedback import Category, Evidence, Status
from nfstudio.store.adding import IMPORTED
from nfstudio.store.reading import StoredFeedback

LIKELY = 0.05
"""Probabilities below it say nothing to a person."""


def reasons(item: StoredFeedback) -> list[str]:
    """What speaks for a feedback, the plainest first; for one that a person added, that."""
    if item.by_hand:
        return [_tr("Added by hand: no detector claimed it.")]
    return [_tr("Found by {detector}").format(detector=one_line(item.detector, 60)), *_evidence(item.evidence)]


def standing(item: StoredFeedback) -> str:
    """Where it stands in review, and by whom."""
    sentence = _said(item)
    who = one_line(item.reviewer or "", 60)
    return f"{SIGNS[item.status]} {sentence}".strip().format(who=who)


def _said(item: StoredFeedback) -> str:
    match item.status:
        case Status.AUTO:
            return _tr("Undecided")
        case Status.LOW:
            return _tr("Undecided, below the threshold")
        case Status.REJECTED:
            by_reading = _tr("Not named by whoever read the whole message")
            return _tr("Rejected by {who}") if item.reviewer else by_reading
        case Status.SKIPPED:
            return _tr("Skipped by {who}")
    if item.reviewer == IMPORTED:
        return _tr("Came with the import")
    return _tr("Added by hand by {who}") if item.by_hand else _tr("Accepted by {who}")


def _evidence(evidence: Evidence) -> Iterator[str]:
    if evidence.rules:
        rules = ", ".join(one_line(rule, 60) for rule in evidence.rules)
        yield (_tr("Rule {rules}") if len(evidence.rules) == 1 else _tr("Rules {rules}")).format(rules=rules)
    if evidence.similar_to is not None:
        yield _similar(evidence.similar_to, evidence.similarity)
    likely = sorted(evidence.probabilities.items(), key=lambda pair: -pair[1])
    for name, probability in likely:
        if probability >= LIKELY:
            yield f"{_category(name)}  {score_text(probability)}"
    for note in evidence.notes:
        yield _sentence(one_line(note))


def _similar(distance: int, similarity: float | None) -> str:
    text = (
        _tr("Like the user's previous message")
        if distance == 1
        else _tr("Like the user's message {count} before").format(count=number(distance))
    )
    return text if similarity is None else f"{text} ({percent(similarity)})"


def _category(name: str) -> str:
    try:
        return Category.parse(name).short
    except ValueError:  # an encoder also knows "no feedback"
        return one_line(name, 60).replace("_", " ").capitalize()


def _sentence(note: str) -> str:
    return note[:1].upper() + note[1:]


def _tr(text: str) -> str:
    return QCoreApplication.translate("evidence_words", text)
