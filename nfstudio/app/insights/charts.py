"""What a plot is before it is drawn: rows of marks with intervals, an axis, a legend, and the table behind it.

No plotting library stands behind it: three kinds of plots whose marks differ by shape and pattern as well as colour,
drawn alike on the screen, in a PNG and in an SVG, are less code than bending one to that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from math import floor, log10

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from nfstudio.app.theme import Theme, mixed
from nfstudio.domain.feedback import Category


class Kind(Enum):
    """How rows are laid out."""

    DOTS = auto()
    """Rows from top to bottom, each with a mark and its interval for every part."""
    BARS = auto()
    """Rows from top to bottom, the parts of each laid end to end."""
    POINTS = auto()
    """Rows from left to right, each with a mark and its interval."""
    COLUMNS = auto()
    """Rows from left to right, the parts of each stacked."""


class Shape(Enum):
    """What a mark looks like."""

    CIRCLE = auto()
    DIAMOND = auto()


class Tone(Enum):
    """Colours that mean no category."""

    ACCENT = auto()
    PLAIN = auto()
    FAINT = auto()
    GOOD = auto()
    BAD = auto()


@dataclass(frozen=True, slots=True)
class Ink:
    """How a part is told from the others, by colour and without it."""

    tone: Tone | Category = Tone.ACCENT
    pattern: Qt.BrushStyle = Qt.BrushStyle.SolidPattern
    shape: Shape = Shape.CIRCLE


def colour_of(ink: Ink, theme: Theme) -> QColor:
    """The colour of an ink in a theme; at least 3:1 on what lies behind plots, save for `FAINT`, a remainder."""
    if isinstance(ink.tone, Category):
        return theme.categories[ink.tone].line
    return {
        Tone.ACCENT: theme.accent,
        Tone.PLAIN: theme.muted,
        Tone.FAINT: mixed(theme.muted, theme.base, 0.35),
        Tone.GOOD: theme.categories[Category.POSITIVE].line,
        Tone.BAD: theme.categories[Category.CORRECTION].line,
    }[ink.tone]


@dataclass(frozen=True, slots=True)
class Part:
    """One value of a row; with an interval when `low` and `high` are given."""

    value: float
    ink: Ink = Ink()
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line or column.

    Attributes:
        label: may be words of a log.
        note: a short figure of ours at its end.
        tip: the whole truth in words, for the pointer and for screen readers.
        category: whose letter stands before the label.
        key: what a click on the row asks for; None when it asks for nothing.
    """

    label: str
    parts: tuple[Part, ...]
    note: str = ""
    tip: str = ""
    category: Category | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A plot.

    Attributes:
        caption: one or two sentences on what is counted; stands in the picture too.
        axis: a value as the axis writes it.
        top: where the axis ends at the least; it grows with the values.
        legend: what the inks mean, where there is more than one.
        header, table: the figures behind it, all of them; `rows` may leave some out.
        empty: what is said when there are no rows.
    """

    kind: Kind
    title: str
    rows: tuple[Row, ...]
    axis: Callable[[float], str]
    header: tuple[str, ...]
    table: tuple[tuple[str | int | float, ...], ...]
    caption: str = ""
    top: float = 0.0
    legend: tuple[tuple[Ink, str], ...] = ()
    empty: str = ""

    @property
    def upright(self) -> bool:
        """Whether its rows stand from left to right."""
        return self.kind in (Kind.POINTS, Kind.COLUMNS)

    @property
    def stacked(self) -> bool:
        """Whether the parts of a row add up."""
        return self.kind in (Kind.BARS, Kind.COLUMNS)

    @property
    def reach(self) -> float:
        """The end of the axis: the highest mark or end of an interval, rounded up to a tick; never 0."""
        highest = max((_height(row, stacked=self.stacked) for row in self.rows), default=0.0)
        wanted = max(highest, self.top, 1e-9)
        step = tick_step(wanted)
        return step * -(-wanted // step)


def _height(row: Row, *, stacked: bool) -> float:
    if stacked:
        return sum(part.value for part in row.parts)
    return max((part.value if part.high is None else part.high for part in row.parts), default=0.0)


def tick_step(reach: float, most: int = 5) -> float:
    """A distance of ticks that is 1, 2 or 5 times a power of ten, at most `most` of which fit into `reach`."""
    rough = reach / most
    power: float = 10.0 ** floor(log10(rough))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= rough * (1 - 1e-9))


def ticks(reach: float, *, whole: bool = False) -> list[float]:
    """Where an axis that ends at `reach` is marked; at whole numbers only for counts."""
    step = max(tick_step(reach), 1.0) if whole else tick_step(reach)
    return [step * i for i in range(int(reach / step + 1e-9) + 1)]
