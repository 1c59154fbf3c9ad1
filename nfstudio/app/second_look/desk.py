"""What a second reader does, message by message; it reads claims and the reader's own readings, never a decision, so
nothing that it shows can betray the first reading."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from nfstudio.app.second_look.sheet import Mark, Sheet, begun, resumed
from nfstudio.app.session import Session
from nfstudio.domain.feedback import Category, Status
from nfstudio.domain.span import Span
from nfstudio.errors import StudioError
from nfstudio.store import blind_reading, half_readings, reading, second_look
from nfstudio.store.changes import NOTHING, Changes
from nfstudio.store.reading import StoredConversation


@dataclass(frozen=True, slots=True)
class _Deed:
    """One thing that undo takes back here: a sheet before and after it, and whether a reading was written with it."""

    before: Sheet
    after: Sheet
    wrote: bool


class BlindDesk(QObject):
    """One second look while it is read.

    Raises:
        StudioError: when there is no such second look, or none of its messages is left.
    """

    turned = Signal()
    """Another message is in hand."""
    marked = Signal()
    """The marks of the message in hand are others, or another one is looked at."""
    all_read = Signal()
    """The last message has its reading."""

    def __init__(self, session: Session, look: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.look = second_look.second_look(session.project.db, look)
        if not self.look.messages:
            raise StudioError("Every message of this second look has been removed.", "Begin another one.")
        self._sheets: dict[int, Sheet] = {}
        self._done: list[_Deed] = []
        self._undone: list[_Deed] = []
        self.unread = self._unread()
        self.message = self._resume() or next(iter(self.unread), self.look.messages[0])
        self.chosen: int | None = None
        self.detector = ""
        self.stored: StoredConversation
        self._take_up(self.message)

    # What is in hand

    @property
    def sheet(self) -> Sheet:
        """The marks of the message in hand."""
        return self._sheets[self.message]

    @property
    def mark(self) -> Mark | None:
        """The mark looked at."""
        return self.sheet.mark(self.chosen)

    @property
    def content(self) -> str:
        """The content of the message in hand."""
        return self.stored.conversation.messages[self.stored.message_ids.index(self.message)].content

    @property
    def target(self) -> int | None:
        """The answer that the message in hand can speak about."""
        return reading.target(self._session.project.db, self.message)

    @property
    def place(self) -> int:
        """Where the message in hand stands in the sample, from 0."""
        return self.look.messages.index(self.message)

    # Going about

    def choose(self, number: int | None) -> None:
        """Look at a mark."""
        self.chosen = number
        self.marked.emit()

    def step(self, by: int) -> None:
        """The next or previous mark; beyond the last one, the next message."""
        numbers = [mark.id for mark in self.sheet.marks if mark.status is not Status.LOW or mark.id == self.chosen]
        at = numbers.index(self.chosen) + by if self.chosen in numbers else (0 if by > 0 else len(numbers) - 1)
        if 0 <= at < len(numbers):
            self.choose(numbers[at])
            return
        self.keep()
        messages = self.look.messages
        self._go(messages[(self.place + by) % len(messages)], last=by < 0)

    def next_unread(self) -> None:
        """The next claim without a verdict, here or in the next message without a reading."""
        undecided = [mark.id for mark in self.sheet.undecided if mark.id != self.chosen]
        if undecided:
            self.choose(undecided[0])
            return
        self.keep()
        self._go_on()

    # Saying

    def say(self, status: Status) -> None:
        """Confirm or reject the mark looked at; with the last claim the message is read, and the next one comes."""
        mark = self.mark
        if mark is None:
            return
        said = self.sheet.say(mark.id, status)
        if not said.complete:
            self._change(said)
            self.choose(said.undecided[0].id)
        elif self._change(said, write=True):
            self._go_on()

    def read(self) -> None:
        """The message is read: what is accepted by now is all it holds."""
        if self._change(self.sheet.closed(), write=True):
            self._go_on()

    def skip(self) -> None:
        """Leave the message for later."""
        self._go_on()

    def mark_words(self, span: Span, category: Category) -> None:
        """Words of the message in hand are feedback."""
        sheet, number = self.sheet.add(span, category)
        if self._change(sheet):
            self.choose(number)

    def call(self, category: Category) -> None:
        """The mark looked at is feedback of this category."""
        if self.mark is not None:
            self._change(self.sheet.call(self.mark.id, category))

    def move(self, span: Span) -> None:
        """The mark looked at has other edges."""
        if self.mark is not None and span != self.mark.span:
            self._change(self.sheet.move(self.mark.id, span))

    def split(self, at: int) -> None:
        """Cut the mark looked at in two."""
        if self.mark is not None:
            self._try(lambda sheet, number: sheet.split(number, at, self.content))

    def merge(self) -> None:
        """Let the mark looked at grow over its neighbour."""
        if self.mark is not None:
            self._try(Sheet.merge)

    def delete(self) -> None:
        """Take the mark looked at away."""
        if self.mark is not None:
            self._change(self.sheet.say(self.mark.id, Status.REJECTED))

    def keep(self) -> None:
        """Write what was said of the message in hand, as far as it is a reading: every claim has its verdict."""
        sheet = self.sheet
        kept = blind_reading.own_reading(self._session.project.db, self.look.id, self.message)
        touched = any(deed.after.message == self.message for deed in self._done)
        if sheet.complete and touched and sheet.found != kept and not self._session.readonly:
            self._write(_Deed(sheet, sheet, wrote=True))

    # Undoing

    @property
    def undoable(self) -> bool:
        """Whether something said here can be taken back."""
        return bool(self._done) or blind_reading.can_undo(self._session.project.db, self.look.id)

    @property
    def redoable(self) -> bool:
        """Whether something taken back here can be said again."""
        return bool(self._undone) or blind_reading.can_redo(self._session.project.db, self.look.id)

    def undo(self) -> None:
        """Take back what was said last, and show where; readings of an earlier sitting, too."""
        deed = self._done[-1] if self._done else None
        if (deed is None or deed.wrote) and not self._flip(undo=True, forget=deed is None):
            return
        if deed is not None:
            self._undone.append(self._done.pop())
            self._sheets[deed.before.message] = deed.before
            self._keep_half(deed.before.message)
            self._go(deed.before.message)

    def redo(self) -> None:
        """Say again what was taken back last."""
        deed = self._undone[-1] if self._undone else None
        if (deed is None or deed.wrote) and not self._flip(undo=False, forget=deed is None):
            return
        if deed is not None:
            self._done.append(self._undone.pop())
            self._sheets[deed.after.message] = deed.after
            self._keep_half(deed.after.message)
            self._go(deed.after.message)

    def _flip(self, *, undo: bool, forget: bool) -> bool:
        """Undo or redo the newest reading in the project; `forget` has its sheet made anew. Whether it was done."""
        flip = blind_reading.undo if undo else blind_reading.redo
        done = self._written(lambda: flip(self._session.project, self.look.id))
        if done is None:
            self._session.told.emit(self.tr("Something else was decided since: undo that in the list first."))
            return False
        self.unread = self._unread()
        if forget:
            self._sheets.pop(done, None)
            self._go(done)
        return True

    def _written(self, write: Callable[[], tuple[int, Changes] | None]) -> int | None:
        """The message that was written of; None when nothing was."""
        found: list[int] = []

        def through() -> Changes:
            message, changes = write() or (None, NOTHING)
            found.extend([] if message is None else [message])
            return changes

        return found[0] if self._session.write(through) and found else None

    # Inside

    def _resume(self) -> int | None:
        """Take up what was half read when the reader went; the message they were in. One undo takes back all that was
        said of one of these."""
        db, last = self._session.project.db, None
        for message, said in half_readings.half_readings(db, self.look.id).items():
            if message not in self.unread:
                continue
            claims = blind_reading.claims(db, message)
            self._sheets[message] = resumed(message, claims, said)
            self._done.append(_Deed(begun(message, claims, None), self._sheets[message], wrote=False))
            last = message
        return last

    def _keep_half(self, message: int) -> None:
        """Have the project hold what is said of a message without being a reading; nothing where nothing is."""
        db, look, project = self._session.project.db, self.look.id, self._session.project
        sheet = self._sheets.get(message)
        own = blind_reading.own_reading(db, look, message)
        if sheet is None or own is not None or sheet == begun(message, blind_reading.claims(db, message), None):
            self._session.write(lambda: half_readings.forget(project, look, message))
        else:
            self._session.write(lambda: half_readings.keep(project, look, message, sheet.said))

    def _unread(self) -> list[int]:
        return second_look.unread(self._session.project.db, self.look.id)

    def _try(self, change: Callable[[Sheet, int], Sheet]) -> None:
        assert self.chosen is not None
        try:
            self._change(change(self.sheet, self.chosen))
        except StudioError as refused:
            self._session.failed.emit(refused)

    def _change(self, sheet: Sheet, *, write: bool = False) -> bool:
        """Put another sheet in the place of the one in hand; whether it stands, and is written where it had to be.

        A message that has a reading already is written at once: what is on the screen is what is kept."""
        deed = _Deed(self.sheet, sheet, wrote=write or (sheet.complete and self.message not in self.unread))
        if deed.wrote and not self._write(deed):
            return False
        if not deed.wrote:
            self._done.append(deed)
            self._undone.clear()
        self._sheets[sheet.message] = sheet
        if not deed.wrote:
            self._keep_half(sheet.message)
        if sheet.mark(self.chosen) is None:
            self.chosen = None
        self.marked.emit()
        return True

    def _write(self, deed: _Deed) -> bool:
        sheet = deed.after
        if not self._session.write(
            lambda: second_look.read(self._session.project, self.look.id, sheet.message, sheet.found)
        ):
            return False
        self._done.append(deed)
        self._undone.clear()
        self.unread = self._unread()
        return True

    def _go_on(self) -> None:
        """To the next message without a reading, from the first again after the last."""
        after = self.look.messages[self.place + 1 :] + self.look.messages[: self.place + 1]
        waiting = set(self.unread)
        following = next((message for message in after if message in waiting), None)
        if following is None:
            self.all_read.emit()
        else:
            self._go(following)

    def _go(self, message: int, *, last: bool = False) -> None:
        self._take_up(message, last=last)
        self.turned.emit()

    def _take_up(self, message: int, *, last: bool = False) -> None:
        """Have a message in hand, and look at its first mark that wants a verdict, else at its first or last one."""
        db = self._session.project.db
        self.message = message
        claims = blind_reading.claims(db, message)
        self.detector = claims.detector
        if message not in self._sheets:
            own = blind_reading.own_reading(db, self.look.id, message)
            self._sheets[message] = begun(message, claims, own)
        stored = reading.conversation(db, blind_reading.conversation_of(db, message))
        assert stored is not None
        self.stored = stored
        stops = [mark for mark in self.sheet.marks if mark.status is not Status.LOW]
        wanted = stops[-1:] if last else [*self.sheet.undecided, *stops][:1]
        self.chosen = wanted[0].id if wanted else None
