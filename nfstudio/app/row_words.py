"""Lines of lists in words: where a feedback stands, how a list is sorted, and a log's words made fit for one line."""

import html
import re

from PySide6.QtCore import QCoreApplication, QLocale

from nfstudio.app.highlight import shown
from nfstudio.app.wording import category_word, number
from nfstudio.domain.differences import Change
from nfstudio.domain.feedback import Category, Polarity, Scope, Status
from nfstudio.domain.languages import name_of
from nfstudio.store.browse import Order
from nfstudio.store.feedback import PERSON

_SPACE = re.compile(r"\s+")

SIGNS = {Status.CONFIRMED: "✓", Status.AUTO: "", Status.LOW: "↓", Status.REJECTED: "✕", Status.SKIPPED: "»"}
"""A sign for each status, so that nothing depends on colour."""


def one_line(text: str, limit: int = 300) -> str:
    """At most `limit` characters of `text`, harmless to Qt, with every run of white space as one space."""
    return _SPACE.sub(" ", shown(text[: 2 * limit])).strip()[:limit]


def cut(text: str, limit: int) -> str:
    """`text` on one line, with an ellipsis where it was cut."""
    line = one_line(text, limit + 1)
    return line if len(line) <= limit else line[:limit].rstrip() + "…"


def plain_tip(text: str) -> str:
    """`text` for a tooltip: escaped, because Qt takes whatever looks like HTML for HTML."""
    return f"<span>{html.escape(text)}</span>" if text else ""


def plain_label(text: str) -> str:
    """`text` for a button or menu: an ampersand is an ampersand, not a key."""
    return text.replace("&", "&&")


def score_text(score: float | None) -> str:
    """A score with two digits, as the locale writes them; nothing for a span made by hand."""
    return "" if score is None else QLocale().toString(score, "f", 2)


def percent(share: float) -> str:
    """A share or a likeness in whole per cent."""
    return QLocale().toString(round(100 * share)) + " %"


def status_word(status: Status) -> str:
    """Where a feedback stands, in one or two words."""
    return {
        Status.CONFIRMED: _tr("accepted"),
        Status.AUTO: _tr("undecided"),
        Status.LOW: _tr("below threshold"),
        Status.REJECTED: _tr("rejected"),
        Status.SKIPPED: _tr("skipped"),
    }[status]


def change_word(change: Change) -> str:
    """What the last detection made of a claim, as the filter names it."""
    return {
        Change.NEW: _tr("New"),
        Change.CHANGED: _tr("Changed"),
        Change.GONE: _tr("Gone"),
        Change.AGAINST: _tr("Against a decision"),
    }[change]


def polarity_word(polarity: Polarity) -> str:
    """The sign of a feedback, in a word."""
    return {
        Polarity.POSITIVE: _tr("positive"),
        Polarity.NEGATIVE: _tr("negative"),
        Polarity.NEUTRAL: _tr("neutral"),
    }[polarity]


def scope_word(scope: Scope) -> str:
    """For whom a feedback holds."""
    return {Scope.EVERYONE: _tr("Everyone"), Scope.PERSONAL: _tr("Only this user")}[scope]


def order_word(order: Order) -> str:
    """How a list is sorted, as the box that chooses it says it."""
    return {
        Order.UNCERTAIN: _tr("Least certain first"),
        Order.SURE: _tr("Surest first"),
        Order.READING: _tr("As they stand"),
        Order.RANDOM: _tr("Shuffled"),
        Order.IMPORTED: _tr("As imported"),
        Order.NEWEST: _tr("Newest first"),
        Order.LONGEST: _tr("Longest first"),
        Order.MOST_FEEDBACK: _tr("Most feedback first"),
        Order.DISAGREED: _tr("Rules against encoder"),
        Order.NOVEL: _tr("Most unusual first"),
        Order.CATEGORIES: _tr("Each category in turn"),
        Order.SOURCES: _tr("Each source in turn"),
        Order.GIVEN: _tr("Most alike first"),
    }[order]


def facet_word(facet: str) -> str:
    """What a facet is called on the screen."""
    return {
        "source": _tr("Source"),
        "model": _tr("Model"),
        "language": _tr("Language"),
        "category": _tr("Category"),
        "status": _tr("Status"),
        "detector": _tr("Found by"),
        "difference": _tr("Last detection"),
    }[facet]


def value_word(facet: str, value: str | None) -> str:
    """A value of a facet on the screen; most are names out of a log."""
    if not value:
        return _tr("(none)")
    if facet == "category":
        return category_word(Category(value))
    if facet == "status":
        return status_word(Status(value)).capitalize()
    if facet == "difference":
        return change_word(Change(value))
    if facet == "language":
        return one_line(name_of(value), 80)
    return _tr("by hand") if facet == "detector" and value == PERSON else one_line(value, 80)


def with_files(source: str, count: int) -> str:
    """A source with the number of its files, where these are several."""
    return _tr("{source} ({count} files)").format(source=source, count=number(count)) if count > 1 else source


def file_word(source: str) -> str:
    """A source, or a single file of one ("folder/file") by its end, which tells it apart."""
    return source.rpartition("/")[2] or source


def _tr(text: str) -> str:
    return QCoreApplication.translate("row_words", text)
