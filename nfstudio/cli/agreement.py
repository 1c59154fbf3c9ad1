"""What the command line tells of second looks: how far two readers agree."""

import argparse
from typing import Any

from nfstudio.cli.telling import say
from nfstudio.domain.feedback import Category
from nfstudio.errors import StudioError
from nfstudio.jobs.second_look import CLASSES, Agreement, agreement
from nfstudio.store import second_look
from nfstudio.store.project import Project
from nfstudio.store.second_look import Found, Pair, SecondLook


def told_agreement(wanted: argparse.Namespace) -> int:
    """Tell how far the readings of every second look agree, or of the one that was asked for.

    Raises:
        StudioError: when there is none.
    """
    with Project(wanted.project, readonly=True) as project:
        looks = second_look.second_looks(project.db)
        if wanted.look is not None:
            looks = [second_look.second_look(project.db, wanted.look)]
        if not looks:
            raise StudioError(
                "Nobody has begun a second look in this project.", "Begin one in the window: Review, Second look."
            )
        found = [(look, agreement(project, look.id)) for look in looks]
    result = {"second_looks": [_record(look, one) for look, one in found]}
    say(wanted, result, [line for look, one in found for line in _lines(look, one)])
    return 0


def _record(look: SecondLook, one: Agreement) -> dict[str, Any]:
    about = {"id": look.id, "made_at": look.made_at, "seed": look.seed, "drawn_from": look.drawn_from}
    return about | one.as_dict() | {"differing": [_differing(pair) for pair in one.disagreements]}


def _differing(pair: Pair) -> dict[str, Any]:
    """A disagreement for a program; spans count code points."""
    return {
        "conversation": pair.conversation,
        "message": pair.message,
        "first": _spans(pair.first),
        "second": _spans(pair.second),
        "outcome": pair.outcome,
    }


def _spans(found: Found) -> list[dict[str, Any]]:
    return [{"start": span.start, "end": span.end, "category": category} for span, category in found]


def _lines(look: SecondLook, one: Agreement) -> list[str]:
    head = f"Second look {look.id} by {look.reviewer}: {one.read:,} of {one.drawn:,} messages read twice."
    if one.kappa is None or one.kappa_95 is None:
        return [head]
    (low, high), (least, most) = one.kappa_95, one.same_95
    return [
        head,
        f"  Cohen's kappa     {one.kappa:.2f} (95 %: {low:.2f} – {high:.2f})",
        f"  same class        {one.same:,} of {one.read:,}: {one.same / one.read:.1%} ({least:.1%} – {most:.1%})",
        f"  span F1           {_figure(one.span_f1)}; of the same category too {_figure(one.span_category_f1)}",
        f"  disagreements     {len(one.disagreements):,}, of which {len(one.to_settle):,} are to settle",
        *_table(one),
        *(_told(pair) for pair in one.disagreements),
    ]


def _told(pair: Pair) -> str:
    """A disagreement in a line: where it stands, and what each reading holds."""
    sides = " | ".join(
        ", ".join(f"{category.short} {span.start}–{span.end}" for span, category in found) or "no feedback"
        for found in (pair.first, pair.second)
    )
    settled = f" (settled: {pair.outcome})" if pair.outcome else ""
    return f"  message {pair.message} of conversation {pair.conversation}: {sides}{settled}"


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _table(one: Agreement) -> list[str]:
    """Classes of the first reading down, of the second across."""
    names = {name: _name(name) for name in CLASSES}
    head = "  first \\ second".ljust(18) + "".join(f"{name:>15}" for name in names.values())
    return [head] + [
        f"  {title:<16}" + "".join(f"{one.classes.get((first, second), 0):>15,}" for second in CLASSES)
        for first, title in names.items()
    ]


def _name(stored: str) -> str:
    return Category(stored).short if stored in set(Category) else "no feedback"
