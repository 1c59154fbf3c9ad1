"""Several rules see the same words: turns hits into detections, one for each feedback that a person would mark."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nfstudio.detect.context import Candidate
from nfstudio.domain.feedback import Category, Detection, Evidence
from nfstudio.domain.span import Span, overlap, shared

PRIORITY = (
    Category.CORRECTION,
    Category.COMPLAINT,
    Category.CLARIFICATION,
    Category.REPHRASE,
    Category.POSITIVE,
)
"""Which category wins on the same words (the labelling guide: Correction > Complaint > Clarification > Rephrase)."""
SAME_WORDS = 0.5
"""Overlap (intersection over union) from which two claims are about the same words."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One rule or one repeat, before merging.

    Attributes:
        weight: how sure this alone makes us, in (0, 1).
        rule: id of the rule; empty for a repeat.
        yields: it is a Correction by its shape alone.
        similar_to, similarity: as in `Evidence`.
    """

    span: Span
    category: Category
    weight: float
    rule: str = ""
    yields: bool = False
    similar_to: int | None = None
    similarity: float | None = None


def detections(candidate: Candidate, hits: Sequence[Hit]) -> tuple[Detection, ...]:
    """The hits of one message as detections, sorted by span then category.

    Hits of one category that touch become one, their weights combined as if independent (noisy or); of two
    categories on the same words the one of higher priority stays, with the rules of both as its evidence.
    """
    if not hits:
        return ()
    hits = _yielded(hits)
    groups: list[tuple[Hit, list[Hit]]] = []
    for category in PRIORITY:
        groups += _joined(candidate.text, [hit for hit in hits if hit.category is category])
    kept: list[tuple[Hit, list[Hit]]] = []
    for group in groups:
        rival = next((other for other in kept if _same_words(other[0], group[0])), None)
        if rival is None:
            kept.append(group)
        elif Category.POSITIVE not in (rival[0].category, group[0].category):
            rival[1].extend(group[1])
    claims = [_detection(candidate, whole, parts) for whole, parts in kept]
    return tuple(sorted(claims, key=lambda d: (d.span, d.category)))


def _yielded(hits: Sequence[Hit]) -> list[Hit]:
    """The hits, those that yield made Complaints where one stands on the same words and nothing says what is right."""
    complaints = [hit for hit in hits if hit.category is Category.COMPLAINT]
    corrections = [hit for hit in hits if hit.category is Category.CORRECTION and not hit.yields]

    def gives_way(hit: Hit) -> bool:
        among = (_same_words(hit, other) for other in complaints)
        return hit.yields and any(among) and not any(_same_words(hit, other) for other in corrections)

    return [replace(hit, category=Category.COMPLAINT) if gives_way(hit) else hit for hit in hits]


def _joined(text: str, hits: Sequence[Hit]) -> list[tuple[Hit, list[Hit]]]:
    groups: list[tuple[Hit, list[Hit]]] = []
    for hit in sorted(hits, key=lambda h: (h.span, h.rule)):
        if groups and _touch(text, groups[-1][0].span, hit.span):
            whole, parts = groups.pop()
            span = Span(whole.span.start, max(whole.span.end, hit.span.end))
            groups.append((replace(whole, span=span), [*parts, hit]))
        else:
            groups.append((hit, [hit]))
    return groups


def _touch(text: str, one: Span, other: Span) -> bool:
    return other.start <= one.end or not any(c.isalnum() for c in text[one.end : other.start])


def _same_words(one: Hit, other: Hit) -> bool:
    """Whether two claims speak of the same words; a repeat of the whole message may hold another claim inside."""
    if overlap(one.span, other.span) >= SAME_WORDS:
        return True
    inside = shared(one.span, other.span) >= min(len(one.span), len(other.span))
    return inside and Category.REPHRASE not in (one.category, other.category)


def _detection(candidate: Candidate, whole: Hit, parts: Sequence[Hit]) -> Detection:
    doubt = 1.0
    for weight in {part.rule: part.weight for part in sorted(parts, key=lambda p: p.weight)}.values():
        doubt *= 1 - weight
    repeat = next((part for part in parts if part.similar_to is not None), None)
    return Detection(
        message=candidate.message,
        span=whole.span,
        category=whole.category,
        score=round(1 - doubt, 4),
        target=candidate.answer_id,
        evidence=Evidence(
            rules=tuple(sorted({part.rule for part in parts if part.rule})),
            similar_to=repeat.similar_to if repeat else None,
            similarity=repeat.similarity if repeat else None,
        ),
    )
