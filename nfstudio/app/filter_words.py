"""A filter as the chips above a list say it: each condition in a few words, with the filter that is left without it."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from nfstudio.app.row_words import cut, facet_word, file_word, polarity_word, score_text, value_word
from nfstudio.app.wording import number
from nfstudio.domain.conversation import Role
from nfstudio.store.browse import Filter
from nfstudio.store.differences import ALL

FIELDS = {
    "source": "sources",
    "model": "models",
    "language": "languages",
    "category": "categories",
    "status": "statuses",
    "detector": "detectors",
    "difference": "differences",
}
"""The field of a `Filter` that each facet narrows."""


def conditions(wanted: Filter) -> list[tuple[str, Filter]]:
    """Every condition but the search text, which has a field of its own on the screen."""
    return [*_values(wanted), *_ranges(wanted), *_others(wanted)]


def without_conditions(wanted: Filter) -> Filter:
    """Only the search text."""
    return Filter(text=wanted.text)


def role_word(role: Role) -> str:
    """Whose messages are searched."""
    return {
        Role.USER: _tr("What the user wrote"),
        Role.ASSISTANT: _tr("Answers"),
        Role.SYSTEM: _tr("System messages"),
        Role.TOOL: _tr("Tool messages"),
    }[role]


def _values(wanted: Filter) -> Iterator[tuple[str, Filter]]:
    for facet, field in FIELDS.items():
        chosen = getattr(wanted, field)
        if facet == "difference" and chosen == ALL:
            yield _tr("Changed by the last detection"), replace(wanted, differences=frozenset())
            continue
        for value in sorted(chosen):
            said = value_word(facet, file_word(value) if facet == "source" else value)
            words = _tr("{facet}: {value}").format(facet=facet_word(facet), value=cut(said, 24))
            yield words, replace(wanted, **{field: chosen - {value}})
    for polarity in sorted(wanted.polarities):
        yield polarity_word(polarity).capitalize(), replace(wanted, polarities=wanted.polarities - {polarity})


def _ranges(wanted: Filter) -> Iterator[tuple[str, Filter]]:
    nothing = (None, None)
    if wanted.score != nothing:
        low, high = wanted.score
        yield _range(_tr("Score"), score_text(low), score_text(high)), replace(wanted, score=nothing)
    if wanted.created != nothing:
        first, last = wanted.created
        yield _range(_tr("Date"), first or "", last or ""), replace(wanted, created=nothing)
    if wanted.length != nothing:
        fewest, most = ("" if end is None else number(end) for end in wanted.length)
        yield _range(_tr("Messages"), fewest, most), replace(wanted, length=nothing)


def _others(wanted: Filter) -> Iterator[tuple[str, Filter]]:
    if wanted.text_role is not None:
        searched = _tr("Search in: {where}").format(where=role_word(wanted.text_role))
        yield searched, replace(wanted, text_role=None)
    if wanted.conversation is not None:
        yield _tr("One conversation"), replace(wanted, conversation=None)
    if wanted.among:
        yield cut(wanted.among_what, 40) or _tr("Chosen feedback"), replace(wanted, among=(), among_what="")


def _range(what: str, low: str, high: str) -> str:
    if not low:
        return _tr("{what}: up to {high}").format(what=what, high=high)
    if not high:
        return _tr("{what}: from {low}").format(what=what, low=low)
    return _tr("{what}: {low} to {high}").format(what=what, low=low, high=high)


def _tr(text: str) -> str:
    return QCoreApplication.translate("filter_words", text)
