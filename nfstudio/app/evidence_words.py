"""Why something was taken for feedback, and what was said of it, in sentences a person can check."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from nfstudio.app.row_words import SIGNS, one_line, percent, score_text
from nfstudio.app.sentences import in_words
from nfstudio.app.wording import category_word, number
from nfstudio.domain.feedback import Category, Evidence, Status
from nfstudio.store.judgements import IMPORTED
from nfstudio.store.reading import StoredFeedback

LIKELY = 0.05
"""Probabilities below it say nothing to a person."""
NONE = "NONE"
"""What an encoder calls a message without feedback."""
STRONG, WEAK = 2.0, 0.5
"""Logits from which something spoke strongly, and below which a little: 2 turn even odds into 88 of 100."""
NAMED = 3
"""Things named on either side: the strongest; more nobody weighs."""


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
    read = [f"{_category(name)} {score_text(share)}" for name, share in likely if share >= LIKELY]
    if read:
        yield _tr("The encoder reads: {categories}").format(categories=", ".join(read))
    yield from _weighed(evidence)
    for note in evidence.notes:
        yield _sentence(one_line(in_words(note)))


def _weighed(evidence: Evidence) -> Iterator[str]:
    """What spoke for and against it when all was weighed, a line each, the strongest first."""
    sums: dict[str, float] = {}
    for name, logits in evidence.contributions.items():
        said = _cues(evidence) if name.partition(".")[0] == "rules" else _feature(name)
        sums[said] = sums.get(said, 0.0) + logits
    order = sorted(sums.items(), key=lambda pair: -abs(pair[1]))
    speaks_for = [_strength(said, logits) for said, logits in order if logits > 0]
    against = [_strength(said, logits) for said, logits in order if logits < 0]
    if speaks_for:
        yield _tr("Spoke for it: {things}").format(things=", ".join(speaks_for[:NAMED]))
    if against:
        yield _tr("Spoke against it: {things}").format(things=", ".join(against[:NAMED]))


def _cues(evidence: Evidence) -> str:
    """What the opinion of the rules stands for: the rules named above, the repeat that they tell too, or that there is
    neither."""
    if evidence.rules:
        return _tr("the rules")
    return _tr("that no rule fired") if evidence.similar_to is None else _feature("similar")


def _strength(said: str, logits: float) -> str:
    if abs(logits) >= STRONG:
        return _tr("{thing} (strongly)").format(thing=said)
    return _tr("{thing} (a little)").format(thing=said) if abs(logits) < WEAK else said


def _feature(name: str) -> str:
    """What a feature stands for; several that one thing is told by have the same words.

    They say what was looked at, not what was found: that an answer asks nothing counts as much as that it asks. Some
    are of earlier versions: a project keeps what they said.
    """
    room = name.partition(".")[0]
    known = {
        "encoder": _tr("the encoder"),
        "tokens": _tr("the encoder"),
        "rules": _tr("the rules"),
        "similar": _tr("likeness to earlier messages"),
        "opens": _tr("the first word"),
        "answer": _tr("what the answer is like"),
        "answer.chats": _tr("whether the answer only chats"),
        "answer.code": _tr("code in the answer"),
        "answer.length": _tr("how long the answer is"),
        "answer.asks": _tr("whether the answer asks something"),
        "answer.refuses": _tr("whether the answer refuses"),
        "answer.shared": _tr("words shared with the answer"),
        "message": _tr("what the message is like"),
        "message.exclamation": _tr("exclamation marks"),
        "message.shouting": _tr("capital letters"),
        "message.lines": _tr("line breaks"),
        "message.english": _tr("the language"),
        "message.earlier": _tr("how much was said before"),
        "message.new": _tr("words not said before"),
        "message.question": _tr("whether the message asks"),
        "message.length": _tr("how long the message is"),
        "message.pasted": _tr("how much is pasted"),
        "reply": _tr("what was replied"),
        "reply.words": _tr("how like the reply is to the answer"),
        "reply.ratio": _tr("how like the reply is to the answer"),
    }
    return known.get(name) or known.get(room) or one_line(name, 60)


def _similar(distance: int, similarity: float | None) -> str:
    text = (
        _tr("Like the user's previous message")
        if distance == 1
        else _tr("Like the user's message {count} before").format(count=number(distance))
    )
    return text if similarity is None else f"{text} ({percent(similarity)})"


def _category(name: str) -> str:
    try:
        return category_word(Category.parse(name))
    except ValueError:
        return _tr("no feedback") if name == NONE else one_line(name, 60).replace("_", " ").capitalize()


def _sentence(note: str) -> str:
    return note[:1].upper() + note[1:]


def _tr(text: str) -> str:
    return QCoreApplication.translate("evidence_words", text)
