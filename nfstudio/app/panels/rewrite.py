"""Where a person writes the better answer, beside what changes: below the transcript, never over it."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from nfstudio.app import wording
from nfstudio.app.answer_field import AnswerField
from nfstudio.app.diff_view import DiffView
from nfstudio.app.elided import Elided
from nfstudio.app.menu_button import menu_button
from nfstudio.app.row_words import cut, plain_label
from nfstudio.app.session import Session
from nfstudio.app.targets import Beginning, beginnings
from nfstudio.app.theme import NEAR, ROOM, TIGHT, small_font
from nfstudio.domain.feedback import Polarity
from nfstudio.errors import StudioError
from nfstudio.store import rewrites
from nfstudio.store.changes import Changes

SETTLES = 120
"""Milliseconds of no typing after which the difference is drawn anew."""


class Rewrite(QWidget):
    """Writes the better answer to what the feedback looked at judges.

    What stands in the field is kept when the person says so (Ctrl+Return), looks at something else or closes the panel,
    and undo takes every version back. Until then the project holds it as it is typed, so nothing is lost to a kill.
    Words that are those of the answer, or none, are no rewrite.
    """

    TITLE = "Better answer"
    closed = Signal()
    """The keyboard goes back to where the reading is."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._target: int | None = None
        self._stored = ""  # the version in force
        self._held: str | None = None  # what the project holds of what is being written
        self._beginnings: list[Beginning] = []
        self._title, self._standing = Elided(), Elided()
        self._from, self._versions = menu_button(self.tr("Start from")), menu_button(self.tr("Versions"))
        self._keep_button, self._close_button = QPushButton(self.tr("Keep")), QPushButton(self.tr("Close"))
        self._field = AnswerField(self)
        self._diff = DiffView(self)
        self._drawing = QTimer(self, singleShot=True, interval=SETTLES)
        self._lay_out()
        self._connect()
        self.hide()

    # What the window asks for

    def come(self) -> None:
        """Let the person write, for the feedback looked at; in a sentence why not when that cannot be."""
        item = self._session.selected()
        if item is None:
            return
        if item.target is None or item.category.polarity is Polarity.POSITIVE:
            what = self.tr("It judges no answer.") if item.target is None else self.tr("It praises the answer.")
            hint = self.tr("A better answer goes with a Correction or Complaint.")
            self._session.failed.emit(StudioError(what, hint))
            return
        self._load(item.target)
        if self.isHidden():
            self.show()
            self._diff.go_to_top()  # its lines have only now been laid out
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go(self) -> None:
        """Keep what was written and hide."""
        if self.keep():
            self._target = None
            self.hide()
            self.closed.emit()

    def keep(self) -> bool:
        """Keep what stands in the field; whether that needed nothing or was written."""
        target, content = self._target, self._wanted()
        if target is None or content == self._stored or self._session.readonly:
            self._hold()
            return True
        self._stored = content  # before the write, whose signal shows it anew
        if not self._session.rewrite(target, content):
            self._stored = self._session.rewritten(target)
            return False
        self._held = None
        self._session.told.emit(self.tr("Better answer kept.") if content else self.tr("Better answer taken away."))
        return True

    # Inside

    def _wanted(self) -> str:
        """The rewrite that the field amounts to; empty when it is none."""
        words = self._field.words
        return "" if not words.strip() or words == self._answer else words

    @property
    def _answer(self) -> str:
        return self._beginnings[0].content if self._beginnings else ""

    def _load(self, target: int) -> None:
        """Show the better answer of `target`, or the answer itself to begin from."""
        if target == self._target:
            return
        self.keep()
        shown, item = self._session.shown(), self._session.selected()
        assert shown is not None
        assert item is not None
        self._target = target
        self._beginnings = beginnings(shown, target, item.message)
        self._stored = self._session.rewritten(target)
        self._field.setReadOnly(self._session.readonly)
        self._title.setText(self._beginnings[0].title if self._beginnings else "")
        readonly = self._session.readonly
        self._held = None if readonly else rewrites.held(self._session.project.db, target)
        self._field.fill(self._stored or self._answer if self._held is None else self._held)
        self._draw()
        self._diff.go_to_top()

    def _hold(self) -> None:
        """Have the project hold what is being written, and nothing once that is what is in force."""
        target, words = self._target, None if self._wanted() == self._stored else self._field.words
        if target is not None and words != self._held and not self._session.readonly:
            self._held = words
            self._session.write(lambda: rewrites.hold(self._session.project, target, words))

    def _settled(self) -> None:
        self._draw()
        self._hold()

    def _draw(self) -> None:
        self._drawing.stop()
        self._diff.show_change(self._answer, self._field.words)
        self._say()

    def _say(self) -> None:
        """Where it stands: kept, not kept yet, nothing yet."""
        wanted = self._wanted()
        if wanted == self._stored:
            sentence = self.tr("Kept") if wanted else self.tr("Unchanged")
        else:
            sentence = self.tr("Ctrl+Return keeps it") if wanted else self.tr("Ctrl+Return takes it away")
        self._standing.setText(sentence)
        self._keep_button.setEnabled(wanted != self._stored and not self._session.readonly)

    def _typed(self) -> None:
        self._say()
        self._drawing.start()

    def _offer_beginnings(self) -> None:
        menu = self._from.menu()
        menu.clear()
        for beginning in self._beginnings:
            action = menu.addAction(plain_label(f"{beginning.title}: {cut(beginning.content, 60)}"))
            action.triggered.connect(lambda _=False, words=beginning.content: self._begin_from(words))

    def _offer_versions(self) -> None:
        menu = self._versions.menu()
        menu.clear()
        known = self._session.rewrite_versions(self._target) if self._target is not None else []
        for version in known:
            when = wording.since(version.made_at)
            text = cut(version.content, 60) or self.tr("(taken away)")
            action = menu.addAction(plain_label(f"{version.reviewer}, {when}: {text}"))
            action.triggered.connect(lambda _=False, words=version.content: self._begin_from(words or self._answer))
        if not known:
            menu.addAction(self.tr("None kept yet")).setEnabled(False)

    def _begin_from(self, words: str) -> None:
        self._field.replace(words)
        self._draw()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self, _wanted: object = None) -> None:
        """Another feedback is looked at: follow it to its answer, or make room where there is none to write."""
        if self.isHidden():
            return
        item = self._session.selected()
        writable = item is not None and item.target is not None and item.category.polarity is not Polarity.POSITIVE
        if writable and item is not None and item.target is not None:
            self._load(item.target)
        else:
            self.keep()
            self._target = None
            self.hide()

    def _changed(self, _changes: Changes) -> None:
        """Undo, redo or another window's version; what is being typed stays."""
        if self._target is None:
            return
        stored = self._session.rewritten(self._target)
        if stored != self._stored:
            untouched = self._wanted() == self._stored
            self._stored = stored
            if untouched:
                self._field.fill(stored or self._answer)
        self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape closes, having kept what was written."""
        if event.key() == Qt.Key.Key_Escape:
            self.go()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self._title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # shortened last
        bold = self._title.font()
        bold.setBold(True)
        self._title.setFont(bold)
        self._standing.setFont(small_font(self.font()))
        self._standing.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self._keep_button.setToolTip(self.tr("Keep it as the better answer (Ctrl+Return)"))
        self._close_button.setToolTip(self.tr("Keep it and close (Esc)"))
        head = QHBoxLayout()
        head.setSpacing(NEAR)
        before: tuple[QWidget, ...] = (self._title, self._from, self._versions)
        after: tuple[QWidget, ...] = (self._standing, self._keep_button, self._close_button)
        for part in (*before, *after):
            head.addWidget(part, int(part is self._standing))
        self._standing.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        halves = QSplitter(childrenCollapsible=False)
        halves.setHandleWidth(1)
        halves.addWidget(_titled(self.tr("Better answer"), self._field))
        halves.addWidget(_titled(self.tr("What changes"), self._diff, left=NEAR))
        column = QVBoxLayout(self)
        column.setContentsMargins(ROOM, NEAR, ROOM, ROOM)
        column.setSpacing(NEAR)
        column.addLayout(head)
        column.addWidget(halves, 1)

    def _connect(self) -> None:
        self._from.menu().aboutToShow.connect(self._offer_beginnings)
        self._versions.menu().aboutToShow.connect(self._offer_versions)
        self._field.textChanged.connect(self._typed)
        self._field.done.connect(self.keep)
        self._drawing.timeout.connect(self._settled)
        self._session.closing.connect(self._drawing.stop)
        self._keep_button.clicked.connect(self.keep)
        self._close_button.clicked.connect(self.go)
        self._session.feedback_selected.connect(self._look)
        self._session.changed.connect(self._changed)


def _titled(title: str, content: QWidget, *, left: int = 0) -> QWidget:
    """A part with its small title above."""
    part = QWidget()
    label = QLabel(title)
    label.setFont(small_font(label.font()))
    label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
    label.setBuddy(content)
    column = QVBoxLayout(part)
    column.setContentsMargins(left, 0, 0 if left else NEAR, 0)
    column.setSpacing(TIGHT)
    column.addWidget(label)
    column.addWidget(content, 1)
    return part
