"""Where a second look begins: who reads, how many messages are drawn and from what; and those begun before."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from nfstudio.app import theme as look
from nfstudio.app.filter_words import conditions
from nfstudio.app.row_words import cut
from nfstudio.app.second_look.rows import KEY, TwoLines, add_row, row_height
from nfstudio.app.session import Session
from nfstudio.app.standing_question import StandingQuestion
from nfstudio.app.wording import counted, number, since
from nfstudio.app.wrapped_text import WrappedText
from nfstudio.errors import StudioError
from nfstudio.store import second_look
from nfstudio.store.browse import Filter
from nfstudio.store.changes import NOTHING, Changes
from nfstudio.store.project import Project
from nfstudio.store.second_look import SecondLook

_COLUMN = 620
_MOST = 100_000


class Begin(QWidget):
    """The form, and the list of second looks."""

    opened = Signal(int)
    """Id of a second look that is to be read, or looked at once it is read."""
    left = Signal()
    """The person wants to go back to the list."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.reviewer = QLineEdit(self)
        self.size_wanted, self.seed = QSpinBox(self), QSpinBox(self)
        self.drawn_from = QComboBox(self)
        self.begin = QPushButton(self.tr("Begin the second look"), self)
        self.looks = QListWidget(self)
        self._narrowing, self._available = WrappedText(muted=True), WrappedText()
        self._before = QLabel(self.tr("Begun before"), self)
        self._question: StandingQuestion[int] = StandingQuestion(
            session.reader, "second look", compose=self._compose, answer=self._tell, parent=self
        )
        self._fill_in()
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """See anew what was begun, and how many messages there are to draw from."""
        self._list_looks()
        self._say_narrowing()
        self._question.now()

    def rest(self) -> None:
        """Nobody looks: nothing is asked."""
        self._question.drop()

    @property
    def wanted(self) -> Filter:
        """What the draw is narrowed to."""
        return second_look.blind(self._session.filter) if self.drawn_from.currentIndex() == 1 else Filter()

    def draw(self) -> None:
        """Draw the sample and take it up; the toast says why when that cannot be. Drawing takes longer than a person
        waits in a large project, so the reader does it."""
        self.begin.setEnabled(False)  # a second press would draw another one
        ask = partial(
            _drawn,
            reviewer=self.reviewer.text(),
            size=self.size_wanted.value(),
            seed=self.seed.value(),
            wanted=self.wanted,
        )
        self._session.reader.ask("second look drawn", ask, self._keep)

    # Inside

    def _keep(self, drawn: second_look.Draw | StudioError) -> None:
        self._question.now()
        if isinstance(drawn, StudioError):
            self._session.failed.emit(drawn)
            return
        begun: list[SecondLook] = []

        def write() -> Changes:
            begun.append(second_look.begin(self._session.project, drawn))
            return NOTHING

        if self._session.write(write):
            self.opened.emit(begun[0].id)

    def _compose(self) -> Callable[[Project], int]:
        return partial(_count, reviewer=self.reviewer.text(), wanted=self.wanted)

    def _tell(self, count: int) -> None:
        one, many = self.tr("1 message can be drawn."), self.tr("{count} messages can be drawn.")
        none = self.tr(
            "Nothing can be drawn yet: somebody else has to accept or reject all that was found in a message first."
        )
        self._available.say(counted(count, one, many) if count else none)
        self.begin.setEnabled(count > 0 and bool(self.reviewer.text().strip()) and not self._session.readonly)

    def _narrow(self, _chosen: int) -> None:
        self._say_narrowing()
        self._question.now()

    def _say_narrowing(self) -> None:
        if self.drawn_from.currentIndex() == 0:
            self._narrowing.say(self.tr("Every message that was reviewed to its end, chosen by chance."))
            return
        narrowed, whole = self.wanted, self._session.filter
        words = [text for text, _ in conditions(narrowed)]
        if narrowed.text:
            words.insert(0, self.tr("“{text}”").format(text=narrowed.text))
        said = " · ".join(words) or self.tr("The list has no condition about conversations: everything.")
        if second_look.blind(whole) != whole:
            said += "\n"
            said += self.tr("Left out: what is asked of feedback, for it would tell what the first reader said.")
        self._narrowing.say(said)

    def _list_looks(self) -> None:
        db = self._session.project.db
        self.looks.clear()
        found = second_look.second_looks(db)
        for one in found:
            read = len(one.messages) - len(second_look.unread(db, one.id))
            words = self.tr("{read} of {drawn} messages read · begun {when}").format(
                read=number(read), drawn=number(len(one.messages)), when=since(one.made_at)
            )
            sign = self.tr("✓ read") if read == len(one.messages) else ""
            add_row(self.looks, self.tr("By {name}").format(name=cut(one.reviewer, 60)), words, sign=sign, key=one.id)
        self.looks.setCurrentRow(0)
        for widget in (self.looks, self._before):
            widget.setVisible(bool(found))
        # The one that waits comes first to whoever has only a keyboard.
        self.setFocusProxy(self.looks if found else self.reviewer)
        self.looks.setFixedHeight(min(6, max(1, len(found))) * row_height(self.looks) + 2 * self.looks.frameWidth())

    def _fill_in(self) -> None:
        self.reviewer.setPlaceholderText(self.tr("Another name than that of the first reader"))
        self.size_wanted.setRange(1, _MOST)
        self.size_wanted.setValue(50)
        self.seed.setRange(0, 2**31 - 1)
        self.seed.setToolTip(self.tr("The same number draws the same messages again."))
        self.drawn_from.addItems([self.tr("The whole project"), self.tr("The list as it is filtered")])
        self.looks.setItemDelegate(TwoLines(self.looks))
        self.looks.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Second look"), self)
        title.setFont(look.heading_font(self.font()))
        about = WrappedText(
            self.tr(
                "Another person judges messages drawn by chance, without seeing what the first reader said. Then you"
                " see how far both agree, and settle where they do not. Nothing changes before you settle it."
            )
        )
        form = QFormLayout()
        form.setSpacing(look.NEAR)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        self.reviewer.setMinimumWidth(360)
        for text, field in (
            (self.tr("Second reader"), self.reviewer),
            (self.tr("Messages"), self.size_wanted),
            (self.tr("Drawn from"), self.drawn_from),
            (self.tr("Seed"), self.seed),
        ):
            field.setAccessibleName(text)
            form.addRow(text, field)
        back = QPushButton(self.tr("Back to the list"), self)
        back.setToolTip(self.tr("Back to the list (Esc)"))
        back.clicked.connect(self.left)
        buttons = QHBoxLayout()
        buttons.addWidget(self.begin)
        buttons.addWidget(back)
        buttons.addStretch(1)
        font = self._before.font()
        font.setBold(True)
        self._before.setFont(font)
        self.looks.setAccessibleName(self.tr("Second looks begun before"))
        self.looks.setToolTip(self.tr("Return goes on with it"))
        column = QVBoxLayout()
        column.setSpacing(look.ROOM)
        for widget in (title, about):
            column.addWidget(widget)
        column.addLayout(form)
        column.addWidget(self._narrowing)
        column.addWidget(self._available)
        column.addLayout(buttons)
        column.addSpacing(look.ROOM)
        column.addWidget(self._before)
        column.addWidget(self.looks)
        column.addStretch(1)
        held = QWidget(self)
        held.setLayout(column)
        held.setMaximumWidth(_COLUMN)
        page = QHBoxLayout(self)
        page.setContentsMargins(look.AIRY, look.AIRY, look.AIRY, look.AIRY)
        page.addStretch(1)
        page.addWidget(held, 8)
        page.addStretch(1)

    def _connect(self) -> None:
        self.begin.clicked.connect(self.draw)
        self.begin.setEnabled(False)
        self.reviewer.textChanged.connect(lambda _: self._question.now())
        for line in (self.reviewer, self.size_wanted.lineEdit(), self.seed.lineEdit()):
            line.returnPressed.connect(self.begin.click)
        self.drawn_from.currentIndexChanged.connect(self._narrow)
        self.looks.itemActivated.connect(lambda item: self.opened.emit(item.data(KEY)))
        self._session.changed.connect(lambda _: self._question.soon() if self.isVisible() else None)


def _drawn(project: Project, *, reviewer: str, size: int, seed: int, wanted: Filter) -> second_look.Draw | StudioError:
    """What was drawn, or why nothing was: the form has to hear of that, too."""
    try:
        return second_look.drawn(project.db, reviewer=reviewer, size=size, seed=seed, wanted=wanted)
    except StudioError as refused:
        return refused


def _count(project: Project, *, reviewer: str, wanted: Filter) -> int:
    return len(second_look.drawable(project.db, reviewer, wanted))
