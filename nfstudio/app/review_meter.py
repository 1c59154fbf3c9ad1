"""How far the review of this list is: a ring, what is done today, how fast it goes and how long it still takes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from nfstudio.app import theme as look
from nfstudio.app.review_pace import ReviewPace
from nfstudio.app.row_words import percent
from nfstudio.app.session import Session
from nfstudio.app.standing_question import StandingQuestion
from nfstudio.app.wording import duration, number
from nfstudio.app.wrapped_text import WrappedText
from nfstudio.domain.feedback import Status
from nfstudio.domain.measures import wilson
from nfstudio.store import review
from nfstudio.store.browse import Filter, count_by_status
from nfstudio.store.changes import Changes
from nfstudio.store.project import Project


@dataclass(frozen=True, slots=True)
class Tally:
    """What of a filter, its statuses aside, is decided.

    Attributes:
        today: feedback that this reviewer decided since midnight, in the whole project.
    """

    accepted: int
    rejected: int
    skipped: int
    undecided: int
    today: int

    @property
    def decided(self) -> int:
        """Accepted, rejected or skipped."""
        return self.accepted + self.rejected + self.skipped

    @property
    def share(self) -> float:
        """How much is decided, 0 to 1."""
        return self.decided / max(1, self.decided + self.undecided)


def tally(project: Project, wanted: Filter, reviewer: str, midnight: datetime) -> Tally:
    """How far the review of `wanted` is; asked of the reader thread."""
    having = count_by_status(project.db, wanted)
    return Tally(
        accepted=having.get(Status.CONFIRMED, 0),
        rejected=having.get(Status.REJECTED, 0),
        skipped=having.get(Status.SKIPPED, 0),
        undecided=having.get(Status.AUTO, 0),
        today=review.decided_since(project.db, midnight, reviewer),
    )


class ReviewMeter(QWidget):
    """Follows the filter of the list and every decision."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._pace = ReviewPace()
        self._tally: Tally | None = None
        self._ring, self._words = Ring(self), WrappedText(muted=True)
        self._words.setFont(look.small_font(self.font()))
        row = QHBoxLayout(self)
        row.setContentsMargins(look.ROOM, look.TIGHT, look.ROOM, look.NEAR)
        row.setSpacing(look.NEAR)
        row.addWidget(self._ring)
        row.addWidget(self._words, 1)
        self._question: StandingQuestion[Tally] = StandingQuestion(
            session.reader, "review meter", compose=self._compose, answer=self._show, parent=self
        )
        session.decided.connect(self._note)
        session.changed.connect(self._changed)
        session.filtered.connect(lambda _: self._question.last())  # rows before numbers
        self._question.last()

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._words.text

    def _compose(self) -> Callable[[Project], Tally]:
        wanted, reviewer = self._session.filter, self._session.reviewer
        midnight = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        return lambda project: tally(project, wanted, reviewer, midnight)

    def _note(self, feedback: int) -> None:
        self._pace.note(monotonic(), feedback)

    def _changed(self, changes: Changes) -> None:
        if changes.feedback or changes.imported:
            self._question.soon()

    def _show(self, found: Tally) -> None:
        self._tally = found
        self._ring.show_share(found.share)
        self._words.say(self._sentence(found))
        self._ring.setToolTip(self._detail(found))

    def _sentence(self, found: Tally) -> str:
        total = found.decided + found.undecided
        words = self.tr("{done} of {total} decided")
        parts = [words.format(done=number(found.decided), total=number(total))]
        parts.append(self.tr("{count} today").format(count=number(found.today)))
        pace, left = self._pace.a_minute(), self._pace.left(found.undecided)
        if pace is not None:
            parts.append(self.tr("{count}/min").format(count=number(round(pace))))
        if left is not None and found.undecided:
            parts.append(self.tr("{time} left").format(time=duration(left)))
        if self._session.filter.among and found.accepted + found.rejected:
            parts.append(self._precision(found))
        return " · ".join(parts)

    def _precision(self, found: Tally) -> str:
        judged = found.accepted + found.rejected
        low, high = wilson(found.accepted, judged)
        return self.tr("{share} accepted ({low} to {high})").format(
            share=percent(found.accepted / judged), low=percent(low), high=percent(high)
        )

    def _detail(self, found: Tally) -> str:
        words = self.tr("{accepted} accepted, {rejected} rejected, {skipped} skipped, {undecided} undecided")
        return words.format(
            accepted=number(found.accepted),
            rejected=number(found.rejected),
            skipped=number(found.skipped),
            undecided=number(found.undecided),
        )


class Ring(QWidget):
    """A share as an arc."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float) -> None:
        """Show another share, 0 to 1."""
        self._share = share
        self.setAccessibleName(percent(share))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as two lines of small print."""
        side = self.fontMetrics().height() + look.NEAR
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The whole in grey, the share over it."""
        theme = look.theme_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        for colour, share in ((theme.rule, 1.0), (theme.accent, self._share)):
            pen = QPen(colour, 3)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawArc(area, 90 * 16, round(-360 * 16 * share))
        painter.end()
