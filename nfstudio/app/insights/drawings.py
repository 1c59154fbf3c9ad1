"""From figures to plots: which marks, which words, which table stands behind them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QLocale, Qt

from nfstudio.app.insights.charts import Chart, Ink, Kind, Part, Row, Shape, Tone
from nfstudio.app.moments import day as written
from nfstudio.app.moments import day_in_year
from nfstudio.app.row_words import file_word, one_line, status_word, value_word, with_files
from nfstudio.app.wording import category_word, counted, number
from nfstudio.domain.feedback import Category, Status
from nfstudio.jobs.insights import (
    SCORE_BINS,
    CategoryShare,
    Comparison,
    Overview,
    Precision,
    Prevalence,
    ReviewProgress,
    Share,
    Side,
)

MOST = 16
"""Groups drawn; the figures behind the plot hold all of them."""
MONTHS, DAYS = 36, 30
"""The newest of these that are drawn."""

_STATUS_INKS = {
    Status.CONFIRMED: Ink(Tone.GOOD),
    Status.REJECTED: Ink(Tone.BAD, Qt.BrushStyle.BDiagPattern),
    Status.SKIPPED: Ink(Tone.PLAIN, Qt.BrushStyle.Dense5Pattern),
    Status.AUTO: Ink(Tone.FAINT),
    Status.LOW: Ink(Tone.FAINT, Qt.BrushStyle.HorPattern),
}
_SIDES = (Ink(Tone.PLAIN, shape=Shape.DIAMOND), Ink(Tone.ACCENT))


def percent(share: float) -> str:
    """A share in per cent, with one digit behind the point."""
    return f"{QLocale().toString(100.0 * share, 'f', 1)} %"


def _tick(share: float) -> str:
    """A share as an axis writes it."""
    whole = abs(100 * share - round(100 * share)) < 1e-6
    return f"{QLocale().toString(100.0 * share, 'f', 0 if whole else 1)} %"


def interval(share: Share) -> str:
    """A share with its interval in words; a dash while nothing is counted."""
    if share.value is None:
        return "–"
    return _tr("{value} (95 % interval {low} to {high})").format(
        value=percent(share.value), low=percent(share.low), high=percent(share.high)
    )


def summary(overview: Overview) -> str:
    """The first figure of the page, as a sentence."""
    whole = overview.whole
    if not whole.with_follow_up:
        return _tr("No conversation holds a message after an answer yet, so none can hold feedback.")
    text = _tr("{with_feedback} of {follow_up} conversations with a message after an answer hold feedback: {share}.")
    return text.format(
        with_feedback=number(whole.with_feedback), follow_up=number(whole.with_follow_up), share=interval(whole.share)
    )


def shares(overview: Overview) -> Chart:
    """Share of conversations with feedback, by group."""
    by, groups = overview.by, [group for group in overview.groups if group.with_follow_up]
    month = by == "month"
    if month:
        groups = sorted((group for group in groups if group.group), key=lambda group: group.group or "")
    shown = groups[-MONTHS:] if month else groups[:MOST]
    caption = _tr("Of conversations with a user message after an answer. Lines are 95 % intervals (Wilson).")
    if len(shown) < len(groups):
        left = _tr("The newest {shown} of {all} months.") if month else _tr("The {shown} largest of {all}.")
        caption += " " + left.format(shown=number(len(shown)), all=number(len(groups)))
    return Chart(
        Kind.POINTS if month else Kind.DOTS,
        _tr("Conversations with feedback by {group}").format(group=_grouped_by(by)),
        tuple(_group_row(by, group, overview.files) for group in shown),
        _tick,
        (by, "conversations", "with_follow_up", "with_feedback", "share", "low_95", "high_95"),
        tuple((_name(by, group.group), *_figures(group)) for group in overview.groups),
        caption=caption,
        empty=_tr("No conversation says its {group}.").format(group=_grouped_by(by))
        if overview.groups
        else _tr("Nothing is imported yet."),
    )


def _grouped_by(by: str) -> str:
    """What conversations are grouped by, as it stands in the middle of a sentence."""
    words = {"source": _tr("source"), "model": _tr("model"), "language": _tr("language"), "month": _tr("month")}
    return words.get(by) or _tr("file")


def by_group(by: str) -> str:
    """The choice to group so."""
    return _tr("by {group}").format(group=_grouped_by(by))


def _group_row(by: str, group: Prevalence, files: Mapping[str, int]) -> Row:
    name = with_files(_name(by, group.group), files.get(group.group or "", 1))
    tip = _tr("{name}: {with_feedback} of {follow_up} conversations, {share}").format(
        name=name,
        with_feedback=number(group.with_feedback),
        follow_up=number(group.with_follow_up),
        share=interval(group.share),
    )
    note = f"{percent(group.share.value or 0)}  ·  {number(group.with_follow_up)}"
    return Row(name, (_estimate(group.share),), note, tip, key=f"{by}\t{group.group or ''}")


def _name(by: str, value: str | None) -> str:
    return (value or _tr("(none)")) if by == "month" else value_word(by, value)


def _figures(group: Prevalence) -> tuple[int | float | str, ...]:
    return (group.conversations, group.with_follow_up, group.with_feedback, *bounds(group.share))


def bounds(share: Share) -> tuple[float | str, float, float]:
    """A share for a table; an empty cell while nothing is counted."""
    return ("" if share.value is None else round(share.value, 6), round(share.low, 6), round(share.high, 6))


def _estimate(share: Share, ink: Ink = Ink()) -> Part:  # noqa: B008 - frozen
    return Part(share.value or 0.0, ink, share.low, share.high)


def categories(found: Sequence[CategoryShare]) -> Chart:
    """What the feedback says, by category."""
    rows = tuple(
        Row(
            category_word(one.category),
            (Part(float(one.count), Ink(one.category)),),
            f"{number(one.count)}  ·  {percent(one.share.value)}" if one.share.value is not None else "0",
            _tr("{name}: {count} pieces of feedback, {share} of all").format(
                name=category_word(one.category), count=number(one.count), share=interval(one.share)
            ),
            one.category,
            f"category\t{one.category.value}",
        )
        for one in found
    )
    return Chart(
        Kind.BARS,
        _tr("Feedback by category"),
        rows if any(one.count for one in found) else (),
        _whole,
        ("category", "feedback", "share", "low_95", "high_95"),
        tuple((one.category.value, one.count, *bounds(one.share)) for one in found),
        caption=_tr("Accepted, or undecided at or above the threshold."),
        empty=_no_feedback(),
    )


def scores(bins: Sequence[dict[Status, int]]) -> Chart:
    """How sure the detector is of what it claims."""
    used = [status for status in _STATUS_INKS if any(found.get(status) for found in bins)]
    first = min((i for i, found in enumerate(bins) if sum(found.values())), default=0)
    rows = []
    for at, found in list(enumerate(bins))[first:]:
        low, high = (_score(edge / SCORE_BINS) for edge in (at, at + 1))
        said = ", ".join(f"{number(found[status])} {status_word(status)}" for status in used if found.get(status))
        parts = tuple(Part(float(found.get(status, 0)), _STATUS_INKS[status]) for status in used)
        rows.append(Row(low, parts, tip=f"{low} – {high}: {said or 0}", key=f"score\t{at}"))
    return Chart(
        Kind.COLUMNS,
        _tr("Scores"),
        tuple(rows) if used else (),
        _whole,
        ("from", "to", *(status.value for status in used)),
        tuple(
            (at / SCORE_BINS, (at + 1) / SCORE_BINS, *(found.get(status, 0) for status in used))
            for at, found in enumerate(bins)
        ),
        caption=_tr("Feedback by the detector's score, in steps of {step}.").format(step=_score(1 / SCORE_BINS)),
        legend=tuple((_STATUS_INKS[status], status_word(status)) for status in used),
        empty=_no_feedback(),
    )


def precision(found: Sequence[Precision], *, by: str, title: str, caption: str) -> Chart:
    """How often the detector was right, among what was reviewed."""
    rows = []
    for one in found:
        category = Category(one.of) if by == "category" else None
        name = category_word(category) if category else one_line(one.of, 80)
        tip = _tr("{name}: {right} of {reviewed} reviewed claims were right, {share}").format(
            name=name, right=number(one.right), reviewed=number(one.reviewed), share=interval(one.share)
        )
        part = _estimate(one.share, Ink(category or Tone.ACCENT))
        note = f"{percent(one.share.value or 0)}  ·  {number(one.reviewed)}"
        rows.append(Row(name, (part,), note, tip, category))
    return Chart(
        Kind.DOTS,
        title,
        tuple(rows),
        _tick,
        (by, "right", "reviewed", "precision", "low_95", "high_95"),
        tuple((one.of, one.right, one.reviewed, *bounds(one.share)) for one in found),
        caption=caption,
        top=1.0,
        empty=_tr("Nothing is reviewed yet. Accept or reject a few dozen, best of a random sample."),
    )


def standing(found: ReviewProgress) -> Chart:
    """What of each category is decided, and what is not."""
    used = [status for status in _STATUS_INKS if any(counts.get(status) for counts in found.statuses.values())]
    rows = []
    for category, counts in found.statuses.items():
        total = sum(counts.values())
        decided = sum(counts.get(s, 0) for s in (Status.CONFIRMED, Status.REJECTED, Status.SKIPPED))
        said = ", ".join(f"{number(counts[status])} {status_word(status)}" for status in used if counts.get(status))
        parts = tuple(Part(float(counts.get(status, 0)), _STATUS_INKS[status]) for status in used)
        tip = f"{category_word(category)}: {said or 0}"
        rows.append(Row(category_word(category), parts, f"{number(decided)} / {number(total)}", tip, category))
    return Chart(
        Kind.BARS,
        _tr("Review by category"),
        tuple(rows) if used else (),
        _whole,
        ("category", *(status.value for status in used)),
        tuple((c.value, *(counts.get(status, 0) for status in used)) for c, counts in found.statuses.items()),
        caption=_tr("Decided of all, at the right."),
        legend=tuple((_STATUS_INKS[status], status_word(status)) for status in used),
        empty=_no_feedback(),
    )


def days(found: ReviewProgress) -> Chart:
    """Decisions a day."""
    reviewers = sorted({day.reviewer for day in found.days})
    sums: dict[str, dict[str, int]] = {}
    for day in found.days:
        sums.setdefault(day.day, {})[day.reviewer] = day.decisions
    shown = sorted(sums)[-DAYS:]
    rows = tuple(
        Row(
            day_in_year(day),
            (Part(float(sum(of.values()))),),
            tip=f"{written(day)}: {', '.join(f'{one_line(name, 40)} {number(count)}' for name, count in of.items())}",
        )
        for day, of in ((day, sums[day]) for day in shown)
    )
    total = sum(day.decisions for day in found.days)
    return Chart(
        Kind.COLUMNS,
        _tr("Decisions by day"),
        rows,
        _whole,
        ("day", "reviewer", "decisions"),
        tuple((day.day, day.reviewer, day.decisions) for day in found.days),
        caption=counted(total, _tr("1 decision"), _tr("{count} decisions"))
        + " · "
        + counted(len(reviewers), _tr("1 reviewer"), _tr("{count} reviewers"))
        if total
        else "",
        empty=_tr("Nothing is decided yet."),
    )


def comparison(found: Comparison) -> Chart:
    """Feedback in a hundred conversations of two sources."""
    sides = (found.older, found.newer)
    rows = []
    for kind in (None, *Category):
        name = category_word(kind) if kind else _tr("All feedback")
        parts, said = [], []
        for side, ink in zip(sides, _SIDES, strict=True):
            rate = side.rates[kind]
            parts.append(Part(rate.value, ink, rate.low, min(rate.high, 1e6)))
            said.append(
                f"{one_line(file_word(side.source), 40)} {_rate(rate.value)} ({_rate(rate.low)} – {_rate(rate.high)})"
            )
        note = " · ".join(_rate(side.rates[kind].value) for side in sides)
        rows.append(Row(name, tuple(parts), note, f"{name}: {'; '.join(said)}", kind))
    counts = all(side.with_follow_up > 1 for side in sides)
    return Chart(
        Kind.DOTS,
        _tr("Feedback in 100 conversations"),
        tuple(rows) if counts else (),
        lambda value: QLocale().toString(float(value), "f", 0 if value == round(value) else 1),
        (
            "source",
            "years",
            "category",
            "per_100",
            "low_95",
            "high_95",
            "with_follow_up",
            "with_feedback",
        ),
        tuple(
            (side.source, side.years, kind.value if kind else "all", *_ends(side, kind))
            for side in sides
            for kind in (None, *Category)
        ),
        caption=comparison_words(found),
        legend=tuple((ink, _side_name(side)) for side, ink in zip(sides, _SIDES, strict=True)),
        empty=_tr("One of these holds no conversations with a message after an answer."),
    )


def comparison_words(found: Comparison) -> str:
    """The difference of two sources in sentences, and what it is not."""
    shares = _tr("{older} of conversations in {first}, {newer} in {second} hold feedback.").format(
        older=interval(found.older.share),
        first=one_line(file_word(found.older.source), 40),
        newer=interval(found.newer.share),
        second=one_line(file_word(found.newer.source), 40),
    )
    if found.low > 0 or found.high < 0:
        more = _tr("more") if found.low > 0 else _tr("less")
        low, high = sorted((abs(found.low), abs(found.high)))
        told = _tr("The second holds {more}: by {low} to {high} points.").format(
            more=more, low=_rate(100 * low), high=_rate(100 * high)
        )
    else:
        told = _tr("The difference is within the error.")
    paper = _tr("The paper found 11 in 100 conversations of 2019 and 45 in 100 of 2023, each counted by its own hands.")
    return f"{shares} {told} {paper}"


def _ends(side: Side, kind: Category | None) -> tuple[float | int, ...]:
    rate = side.rates[kind]
    return (round(rate.value, 4), round(rate.low, 4), round(rate.high, 4), side.with_follow_up, side.with_feedback)


def _side_name(side: Side) -> str:
    name = one_line(file_word(side.source), 40)
    return f"{name}, {side.years}" if side.years else name


def _rate(value: float) -> str:
    return QLocale().toString(float(value), "f", 1)


def _whole(value: float) -> str:
    return number(round(value))


def _score(value: float) -> str:
    return QLocale().toString(float(value), "f", 2)


def _no_feedback() -> str:
    return _tr("No feedback yet. Import logs (Ctrl+I); detection (Ctrl+D) finds it.")


def _tr(text: str) -> str:
    return QCoreApplication.translate("insights", text)
