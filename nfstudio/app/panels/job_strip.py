"""What the program is doing, how fast, how long still, and the way to pause or stop it; always equally high, so that
nothing jumps when a job begins or ends."""

from pathlib import Path
from time import monotonic

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QToolButton, QWidget

from nfstudio.app import theme as look
from nfstudio.app import tickets, wording
from nfstudio.app.elided import Elided
from nfstudio.app.icons import icon
from nfstudio.app.pace import Pace
from nfstudio.app.runner import Ticket
from nfstudio.app.sentences import in_words
from nfstudio.app.session import Session
from nfstudio.errors import StudioError
from nfstudio.jobs.detecting import DetectSummary
from nfstudio.jobs.progress import Progress

_STEPS = 1000


class JobStrip(QWidget):
    """The line at the foot of the window."""

    TITLE = "Jobs"
    problems_wanted = Signal()
    folder_wanted = Signal(Path)
    changes_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._pace = Pace()
        self._again: Ticket | None = None
        self._folder: Path | None = None
        self._imported: tickets.Outcome | None = None
        self.setAccessibleName(self.tr("Jobs"))
        self._what = Elided("", self)
        self._bar = QProgressBar(self, textVisible=False, maximum=_STEPS)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._share, self._rate, self._left, self._waiting = (_plain(self) for _ in range(4))
        self._device = _plain(self)
        self._pause = self._button(self.tr("Pause"), self.turn)
        self._cancel = self._button(self.tr("Cancel"), self.stop)
        self._resume = self._word(self.tr("Resume"), self._put_again)
        self._problems = self._word(self.tr("View problems"), self.problems_wanted.emit)
        self._open = self._word(self.tr("Open folder"), lambda: self.folder_wanted.emit(self._folder))
        self._changes = self._word(self.tr("Show what changed"), self.changes_wanted.emit)
        self._next = (self._problems, self._open, self._changes, self._resume)
        figures = (self._bar, self._share, self._rate, self._left, self._waiting)
        self._of_work: tuple[QWidget, ...] = (*figures, self._pause, self._cancel)
        self._lay_out()
        self._follow()
        self._tint()
        self.rest(self.tr("Ready"))

    def rest(
        self,
        sentence: str,
        *,
        problems: int = 0,
        folder: Path | None = None,
        again: Ticket | None = None,
        changes: bool = False,
    ) -> None:
        """Nothing is at work: say `sentence` and offer what can be done next."""
        self._show_work(working=False)
        self._again, self._folder = again, folder
        self._what.setText(sentence)
        self._problems.setVisible(problems > 0)
        self._open.setVisible(folder is not None)
        self._resume.setVisible(again is not None)
        self._changes.setVisible(changes)

    def set_device(self, device: str) -> None:
        """Say where detection runs."""
        self._device.setText(in_words(device))

    @property
    def sentence(self) -> str:
        """What the strip says now, for tests and screen readers."""
        return self._what.text()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Icons follow the palette."""
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
        super().changeEvent(event)

    # Hearing of jobs

    def _follow(self) -> None:
        runner = self._session.runner
        runner.queued.connect(self._count)
        runner.started.connect(self._begin)
        runner.progressed.connect(self._progress)
        runner.finished.connect(self._finish)
        runner.cancelled.connect(self._end_early)
        runner.failed.connect(self._fail)

    def _begin(self, ticket: Ticket) -> None:
        self._pace = Pace()
        self._show_work(working=True)
        self._bar.setRange(0, 0)
        self._what.setText(ticket.title)
        for label in (self._share, self._rate, self._left):
            label.setText("")
        self._count()

    def _progress(self, _ticket: Ticket, progress: Progress) -> None:
        self._pace.note(monotonic(), progress.done)
        self._what.setText(in_words(progress.message))
        total = progress.total
        if total:
            self._bar.setRange(0, _STEPS)
            self._bar.setValue(_STEPS * min(progress.done, total) // total)
            self._share.setText(wording.percent(progress.done, total))
            self._share.setToolTip(
                self.tr("{done} of {total}").format(
                    done=wording.amount(progress.done, progress.unit), total=wording.amount(total, progress.unit)
                )
            )
        else:
            self._bar.setRange(0, 0)
        rate, left = self._pace.rate(), self._pace.left(total)
        self._rate.setText(
            "" if rate is None else self.tr("{amount}/s").format(amount=wording.amount(rate, progress.unit))
        )
        self._left.setText("" if left is None else self.tr("{time} left").format(time=wording.duration(left)))
        self._count()

    def _finish(self, ticket: Ticket, result: object) -> None:
        if isinstance(result, DetectSummary):
            self.set_device(result.device)
        told = tickets.outcome(result)
        if ticket.kind == tickets.DETECT and self._imported is not None:
            # Detection follows an import by itself: what the import said is still news.
            both = f"{self._imported.sentence} · {told.sentence}"
            self.rest(both, problems=self._imported.problems, changes=told.changes)
        else:
            self.rest(told.sentence, problems=told.problems, folder=told.folder, changes=told.changes)
        self._imported = told if ticket.kind == tickets.IMPORT else None

    def _end_early(self, ticket: Ticket) -> None:
        if ticket.started is None:  # it only stood in line
            self._count()
            return
        sentence = self.tr("{title}: stopped. What was done is kept.").format(title=ticket.title)
        self.rest(sentence, again=_anew(ticket))

    def _fail(self, ticket: Ticket, error: Exception) -> None:
        why = (
            in_words(error.sentence)
            if isinstance(error, StudioError)
            else self.tr("something went wrong inside the program.")
        )
        self.rest(self.tr("{title}: {why}").format(title=ticket.title, why=why), again=_anew(ticket))

    def _count(self, _ticket: Ticket | None = None) -> None:
        waiting = len(self._session.runner.tickets) - 1
        self._waiting.setText(
            "" if waiting < 1 else self.tr("{count} more waiting").format(count=wording.number(waiting))
        )

    # Doing

    def turn(self) -> None:
        """Let the job at work wait, or go on."""
        runner = self._session.runner
        if runner.paused:
            runner.resume()
        else:
            runner.pause()
        self._pace.rest()
        self._rate.setText("")
        self._left.setText(self.tr("paused") if runner.paused else "")
        self._tint()

    def stop(self) -> None:
        """End the job at work after its batch."""
        if at_work := self._session.runner.tickets:
            self._session.runner.cancel(at_work[0])
            self._what.setText(self.tr("Stopping after this batch"))
            self._cancel.setEnabled(False)
            self._tint()

    def _put_again(self) -> None:
        if self._again is not None:
            self._session.start(self._again)

    # Looks

    def _show_work(self, *, working: bool) -> None:
        for widget in self._of_work:
            widget.setVisible(working)
        for button in self._next:
            button.hide()
        self._cancel.setEnabled(True)
        self._tint()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(look.ROOM, look.TIGHT, look.ROOM, look.TIGHT)
        row.setSpacing(look.NEAR)
        row.addWidget(self._what, 1)
        for button in self._next:
            row.addWidget(button)
        for widget in self._of_work:
            row.addWidget(widget)
        row.addSpacing(look.NEAR)
        row.addWidget(self._device)
        metrics = QFontMetrics(self.font())
        self._bar.setFixedSize(look.AIRY * 8, look.NEAR)
        # Wide enough for the widest figures, so that a changing digit moves nothing.
        self._steady(self._share, metrics, "100 %")
        self._steady(self._rate, metrics, "88,888 messages/s")
        self._steady(self._left, metrics, "88 min left")
        self.setFixedHeight(max(metrics.height() + 2 * look.ROOM, look.AIRY + look.WIDE))

    def _steady(self, label: QLabel, metrics: QFontMetrics, widest: str) -> None:
        label.setMinimumWidth(metrics.horizontalAdvance(widest))
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _button(self, name: str, press: object) -> QToolButton:
        button = QToolButton(self, autoRaise=True)
        button.setIconSize(QSize(16, 16))
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(press)
        return button

    def _word(self, text: str, press: object) -> QPushButton:
        button = QPushButton(text, self, flat=True)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(press)
        return button

    def _tint(self) -> None:
        paused = self._session.runner.paused
        name = self.tr("Go on") if paused else self.tr("Pause")
        self._pause.setAccessibleName(name)
        self._pause.setToolTip(name)
        self._pause.setIcon(icon("play" if paused else "pause", self.palette()))
        self._cancel.setIcon(icon("close", self.palette()))
        theme = look.theme_of(self.palette())
        link = f"QPushButton {{ color: {theme.accent.name()}; border: none; padding: 0 {look.TIGHT}px; }}"
        for button in self._next:
            if button.styleSheet() != link:
                button.setStyleSheet(link)


def _plain(parent: QWidget) -> QLabel:
    """A label that never takes a file's name for markup."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _anew(ticket: Ticket) -> Ticket:
    """The same job once more: it goes on where this one ended."""
    return Ticket(ticket.title, ticket.kind, ticket.begin, untold=ticket.untold)
