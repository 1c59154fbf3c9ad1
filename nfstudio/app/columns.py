"""An open project on the screen: the list, the transcript and the inspector side by side, the job strip beneath. The
panels know nothing of one another; here they are joined."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QByteArray, QEvent, QSettings, QSize, Qt, QTimer
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from nfstudio.app import theme as look
from nfstudio.app import tickets
from nfstudio.app.banner import Banner
from nfstudio.app.detector_choice import DetectorChoice
from nfstudio.app.find_bar import FindBar
from nfstudio.app.panels.browser import Browser
from nfstudio.app.panels.inspector import Inspector
from nfstudio.app.panels.job_strip import JobStrip
from nfstudio.app.panels.rewrite import Rewrite
from nfstudio.app.panels.transcript import Transcript
from nfstudio.app.reading_desk import ReadingDesk
from nfstudio.app.session import Session
from nfstudio.app.several import Several
from nfstudio.app.side_panels import SidePanels
from nfstudio.app.stage import Stage
from nfstudio.app.standing import Standing, advice, standing
from nfstudio.importers.column_mapping import ColumnMapping
from nfstudio.store import search
from nfstudio.store.changes import Changes

_WIDTHS = (320, 760, 320)
_LEAST = 440
"""Pixels below which the conversation is not squeezed where panels can give way. Lines get short there; but a window
that outgrew its screen, because a better answer wants more room than the transcript, would be worse."""
_TABLE_SHARE = 0.5
_BESIDE = 320
"""The same beside a table, or where the one panel that is asked for has no room otherwise."""
_CHANNEL = "standing"
_SPLITTER = "columns"
_READING = "reading"
_TABLE_WIDTH = "table/width"


class Columns(QWidget):
    """Everything between the tool bar and the foot of the window."""

    def __init__(
        self,
        session: Session,
        settings: QSettings,
        parent: QWidget | None = None,
        *,
        mappings: Mapping[str, ColumnMapping] | None = None,
        detector: Callable[[], DetectorChoice] = DetectorChoice,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._mappings = mappings or {}
        self._detector = detector
        self.browser = Browser(session)
        self.inspector = Inspector(session)
        self.transcript = Transcript(self)
        self.rewrite = Rewrite(session)
        self.strip = JobStrip(session)
        self.find_bar = FindBar(self.transcript)
        self.banner = Banner(self)
        self.desk = ReadingDesk(session, self.transcript)
        self.several = Several(session, self.browser, self.inspector.drafts, self)
        self.inspector.spread = self.several.say
        self.several.said.connect(self.inspector.note_said)
        self.inspector.mark = self.desk.mark
        self.several.changed.connect(lambda: self.inspector.show_several(self.several.count))
        self._nothing = _nothing(self)
        self._centre = QStackedWidget(self)
        self._splitter = QSplitter(childrenCollapsible=False)
        self._splitter.setHandleWidth(1)
        self._reading = QSplitter(Qt.Orientation.Vertical, self, childrenCollapsible=False)
        self._reading.setHandleWidth(1)
        self.stage = Stage(session, self._splitter, self)
        self._sides = SidePanels(self.browser, self._centre, self.inspector)
        self._least = _LEAST
        self._list_width: int | None = None
        kept = settings.value(_TABLE_WIDTH, 0, type=int)
        self._table_width = kept if isinstance(kept, int) else 0
        self._lay_out()
        self._restore()
        self.browser.table_shown.connect(self._tabled)
        self.browser.restore(settings)
        session.conversation_shown.connect(self._show)
        session.filtered.connect(self._mark_search)
        self.stage.look.connect(self.browser.look)
        self.inspector.target_clicked.connect(self.desk.show_message)
        self.inspector.rewrite_wanted.connect(self.write_better)
        self.rewrite.closed.connect(self.transcript.setFocus)
        self.inspector.left.connect(self.transcript.setFocus)
        session.changed.connect(self._changed)
        runner = session.runner
        for news in (runner.started, runner.finished, runner.cancelled, runner.failed):
            news.connect(self._look)
        self.banner.say(session.why_readonly)
        self._show(session.conversation)
        session.reader.ask(f"{_CHANNEL} at first", standing, self._come_back)

    def panels(self) -> list[QWidget]:
        """The panels that are shown, in the order of F6."""
        shown = [self.browser, self.transcript, self.rewrite, self.inspector, *self.stage.own_page, self.strip]
        return [panel for panel in shown if panel.isVisible()]

    def show_left(self, *, shown: bool) -> None:
        """Show or hide the list."""
        self._sides.want(self.browser, shown=shown)
        self._fit()

    def show_right(self, *, shown: bool) -> None:
        """Show or hide the inspector."""
        self._sides.want(self.inspector, shown=shown)
        self._fit()

    def write_better(self) -> None:
        """Let the person write a better answer to what the feedback looked at judges."""
        self.rewrite.come()

    def keep(self) -> None:
        """Keep what is being written, and remember the widths."""
        self.inspector.keep()
        self.rewrite.keep()
        self.stage.keep()
        self.browser.keep(self._settings)
        self._widen(shown=False)  # what is remembered is the width of the list
        self._settings.setValue(_TABLE_WIDTH, self._table_width)
        self._settings.setValue(_SPLITTER, self._splitter.saveState())
        self._settings.setValue(_READING, self._reading.saveState())

    @property
    def advice(self) -> str:
        """What stands in the middle while no conversation does."""
        return self._nothing.text()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As narrow as the conversation alone may be, or the page that stands in its place."""
        page = self.stage.currentWidget()
        least = _BESIDE if page is None or page is self._splitter else page.minimumSizeHint().width()
        return QSize(max(least, self.strip.minimumSizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Panels at the sides come and go with the room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Larger words take more room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_sides"):
            QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        if self.isVisible():
            self._sides.fit(self.width(), least=self._least, squeezed=_BESIDE)
        else:
            self._sides.show_all()

    def _lay_out(self) -> None:
        reading = QWidget(self)
        column = QVBoxLayout(reading)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.find_bar)
        column.addWidget(self.transcript, 1)
        self._reading.addWidget(reading)
        self._reading.addWidget(self.rewrite)
        self._reading.setStretchFactor(0, 1)
        self._centre.addWidget(self._reading)
        self._centre.addWidget(self._nothing)
        for panel in (self.browser, self._centre, self.inspector):
            self._splitter.addWidget(panel)
        self._splitter.setStretchFactor(1, 1)
        self._centre.setMinimumWidth(_LEAST)
        rule = QFrame(self)
        rule.setFixedHeight(1)
        rule.setAutoFillBackground(True)
        rule.setBackgroundRole(QPalette.ColorRole.Mid)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.banner)
        page.addWidget(self.stage, 1)
        page.addWidget(rule)
        page.addWidget(self.strip)

    def _restore(self) -> None:
        state = self._settings.value(_SPLITTER)
        if not (isinstance(state, QByteArray) and self._splitter.restoreState(state)):
            self._splitter.setSizes(list(_WIDTHS))
        state = self._settings.value(_READING)
        if not (isinstance(state, QByteArray) and self._reading.restoreState(state)):
            self._reading.setSizes([600, 300])

    def _tabled(self, shown: bool) -> None:  # noqa: FBT001 -- a slot
        if self.isVisible():
            self._widen(shown=shown)
        else:  # a table that is remembered is restored before anything has a width
            QTimer.singleShot(0, self, lambda: self._widen(shown=self.browser.is_table))

    def _widen(self, *, shown: bool) -> None:
        """Give a table the room it needs, and back again; each keeps the width the person gave it."""
        if shown is (self._list_width is not None):
            return
        left, centre, right = self._splitter.sizes()
        if shown:
            self._list_width = left
            # A table is to be seen beside its conversation: in a small window the lines there are short meanwhile.
            self._least = _BESIDE
            self._centre.setMinimumWidth(_BESIDE)
            wanted = self._table_width or round(_TABLE_SHARE * (left + centre + right))
            wanted = min(wanted, left + centre - self._centre.minimumWidth())  # none of it off the inspector
        else:
            self._least = _LEAST
            self._centre.setMinimumWidth(_LEAST)
            self._table_width, wanted = left, self._list_width or left
            self._list_width = None
        self._splitter.setSizes([wanted, max(0, left + centre - wanted), right])

    def _show(self, conversation: int | None) -> None:
        self._centre.setCurrentIndex(1 if conversation is None else 0)
        if self.find_bar.isVisible():
            self.find_bar.again()
        elif self._mark_search():
            self.transcript.find_next()

    def _mark_search(self, *_filter: object) -> int:
        """Mark in the conversation what the list was searched for, and say how often it stands there."""
        if self.find_bar.isVisible():
            return 0
        return self.transcript.find_text(*search.terms(self._session.filter.text))

    def _changed(self, changes: Changes) -> None:
        if changes.imported or changes.feedback:
            self._look()

    def _look(self, *_job: object) -> None:
        """See anew how the project stands, as long as that is on the screen."""
        if self._session.conversation is None:
            self._session.reader.ask(_CHANNEL, standing, self._advise)

    def _advise(self, now: Standing) -> None:
        self._nothing.setText(advice(now, at_work=bool(self._session.runner.tickets)))

    def _come_back(self, now: Standing) -> None:
        """The project was just opened: say how it stands, and offer what was left half done."""
        self._advise(now)
        self.strip.set_device(now.device)
        if self._session.runner.tickets or self._session.readonly:
            return
        if now.compact_pending:
            self._session.start(tickets.finish_removal_ticket())
        if now.unread:
            self.strip.rest(
                self.tr("An import is not finished."), again=tickets.import_ticket(now.unread, mappings=self._mappings)
            )
        elif now.run_unfinished:
            self.strip.rest(self.tr("Detection is not finished."), again=tickets.detect_ticket(self._detector()))


def _nothing(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setMargin(2 * look.AIRY)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.setFont(look.message_font(label.font()))
    return label
