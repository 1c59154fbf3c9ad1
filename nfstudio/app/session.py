"""What one person looks at, and the one door through which the window writes; handed to panels, never a global."""

from collections.abc import Callable, Sequence
from math import inf
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent, QLockFile, QObject, Signal

from nfstudio.app import tickets
from nfstudio.app.elsewhere import Elsewhere
from nfstudio.app.reader import Reader
from nfstudio.app.runner import Runner, Ticket
from nfstudio.app.sentences import in_words
from nfstudio.domain.feedback import Category, Verdict
from nfstudio.domain.span import Span
from nfstudio.errors import StudioError
from nfstudio.jobs.progress import Progress
from nfstudio.store import checkpoints, differences, drafts, reading, reshaping, review, rewrites
from nfstudio.store.browse import Filter
from nfstudio.store.changes import Changes
from nfstudio.store.decisions import Edit, Saying
from nfstudio.store.differences import StoredDifference
from nfstudio.store.drafts import Waiting
from nfstudio.store.failures import bytes_at
from nfstudio.store.project import Project
from nfstudio.store.reading import StoredConversation, StoredFeedback
from nfstudio.store.review import Told
from nfstudio.store.rewrites import Version
from nfstudio.store.steps import Step

TELL_AGAIN = 60.0
"""Seconds without a word from other programs after which the next one is told: a command writes many times."""


class Session(QObject):
    """An open project and what is looked at in it.

    Args:
        path: the project file; made when there is none.
        reviewer: the name decisions are made under.

    Raises:
        StudioError: when the project cannot be opened.

    A second window on the same project opens it for reading only (`readonly`); its writing methods raise StudioError.
    """

    changed = Signal(object)
    """Changes, after every write of this window and of its jobs: "does this touch what I show?" and re-read."""
    conversation_shown = Signal(object)
    """Id of the conversation looked at, or None; `feedback` is then the one looked at in it, which is told next."""
    feedback_selected = Signal(object)
    """Id of the feedback looked at, or None; its conversation has been shown before."""
    filtered = Signal(object)
    """The Filter that the lists follow."""
    decided = Signal(object)
    """Id of a feedback that somebody has just decided in this window."""
    closing = Signal()
    """The last moment to write something."""
    told = Signal(str)
    """Something went well: a short sentence for a toast."""
    failed = Signal(object)
    """Something went wrong: a StudioError, or another exception, which is a bug."""

    def __init__(self, path: Path, *, reviewer: str = "reviewer", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = QLockFile(f"{path}.lock")
        self._lock.setStaleLockTime(0)  # a lock is stale when its process is gone, however old it is
        opened = _opened(path)
        self.why_readonly = ""
        if opened.readonly:
            self.why_readonly = self.tr("The file may not be written: reading only.")
        elif not self._lock.tryLock(0):
            opened.close()
            opened = Project(path, readonly=True)
            self.why_readonly = self.tr("Open in another window: reading only.")
        else:
            review.repair(opened)
            checkpoints.leave(opened)
        self.project = opened
        self.reviewer = reviewer
        self._closed = False
        self.runner = Runner(opened.path, self)
        self.reader = Reader(opened.path, self)
        self._conversation: int | None = None
        self._feedback: int | None = None
        self._stood: tuple[int, Span] | None = None  # the words of the feedback looked at, should it be replaced
        self._filter = Filter()
        self._written = 0
        # Bound methods, so that Qt knows the thread they belong to and queues what the job thread says.
        self.runner.progressed.connect(self._hear)
        self.runner.failed.connect(self._hear_failure)
        self.reader.failed.connect(self.failed)
        self._elsewhere = Elsewhere(opened, self.runner, self)
        self._elsewhere.wrote.connect(self._hear_of_others)
        self._elsewhere.failed.connect(self.failed)
        self._told_of_others = -inf

    @property
    def readonly(self) -> bool:
        """Whether nothing can be written; `why_readonly` says why."""
        return bool(self.why_readonly)

    @property
    def conversation(self) -> int | None:
        """Id of the conversation looked at."""
        return self._conversation

    @property
    def feedback(self) -> int | None:
        """Id of the feedback looked at."""
        return self._feedback

    @property
    def filter(self) -> Filter:
        """What the lists show."""
        return self._filter

    def close(self) -> None:
        """Cancel the job at work after its batch, stop the threads, let go of the file; a second time does nothing."""
        if self._closed:
            return
        self.closing.emit()
        self._closed = True
        self._elsewhere.stop()
        self.runner.stop()
        self.reader.stop()
        # What the threads said last is heard while the project is still open to be read.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall.value)
        self.project.close()
        self._lock.unlock()

    # Looking

    def filter_by(self, wanted: Filter) -> None:
        """Have the lists show something else."""
        if wanted != self._filter:
            self._filter = wanted
            self.filtered.emit(wanted)

    def show(self, conversation: int | None) -> None:
        """Look at a conversation, at no feedback in particular."""
        self._look(conversation, None)

    def select(self, feedback: int | None) -> None:
        """Look at a feedback, in its conversation; None keeps the conversation."""
        if feedback is None:
            self._look(self._conversation, None)
            return
        found = reading.feedback_by_id(self.project.db, [feedback])
        if found:
            self._stood = (found[0].message, found[0].span)
            self._look(found[0].conversation, feedback)

    def _look(self, conversation: int | None, feedback: int | None) -> None:
        before = self._feedback
        # Both are true before anybody is told of either, so that nobody shows what is gone a moment later.
        self._feedback = feedback
        if conversation != self._conversation:
            self._conversation, before = conversation, None
            self.conversation_shown.emit(conversation)
        if feedback != before and feedback == self._feedback:
            self.feedback_selected.emit(feedback)

    def shown(self) -> StoredConversation | None:
        """The conversation looked at."""
        return None if self._conversation is None else reading.conversation(self.project.db, self._conversation)

    def shown_feedback(self) -> list[StoredFeedback]:
        """All feedback of the conversation looked at, in reading order."""
        if self._conversation is None:
            return []
        return reading.feedback_in(self.project.db, [self._conversation]).get(self._conversation, [])

    def selected(self) -> StoredFeedback | None:
        """The feedback looked at."""
        if self._feedback is None:
            return None
        return next(iter(reading.feedback_by_id(self.project.db, [self._feedback])), None)

    def differences(self, message: int | None = None) -> list[StoredDifference]:
        """What the newest run claims otherwise than before, in the conversation looked at or in one of its messages."""
        if message is not None:
            return differences.in_message(self.project.db, message)
        if self._conversation is None:
            return []
        return differences.in_conversation(self.project.db, self._conversation)

    def waiting(self) -> list[Waiting]:
        """What was written in the conversation looked at about claims that nobody makes any more."""
        if self._conversation is None or self.readonly:
            return []
        return drafts.waiting(self.project.db, self._conversation, self.shown_feedback())

    # Deciding

    def decide(self, feedback: Sequence[int], verdict: Verdict, *, edit: Edit = Edit(), what: str = "") -> bool:
        """Say the same of some feedback; whether it was written."""
        written = self._write(
            lambda: review.decide(self.project, feedback, verdict, reviewer=self.reviewer, edit=edit, what=what)
        )
        for one in feedback if written else ():
            self.decided.emit(one)
        return written

    def say(self, feedback: Sequence[int], saying: Saying, *, what: str) -> Told | None:
        """Say the same of some feedback, of each as it stands, as one step; what became of it, None when nothing. It
        is not told by `decided`: a dozen at one stroke say nothing of how fast a person reads."""
        told: list[Told] = []

        def write() -> Changes:
            found, changes = review.say(self.project, feedback, saying, reviewer=self.reviewer, what=what)
            told.append(found)
            return changes

        return told[0] if self._write(write) else None

    def move(self, feedback: int, span: Span) -> bool:
        """Give a feedback other edges; several moves in a row are one step."""
        written = self._write(lambda: review.move(self.project, feedback, span, reviewer=self.reviewer))
        if written:
            self.decided.emit(feedback)
        return written

    def split(self, feedback: int, at: int) -> bool:
        """Cut a feedback in two before a code point of its message; whether it was written."""
        return self._write(lambda: reshaping.split(self.project, feedback, at, reviewer=self.reviewer)[1])

    def merge(self, groups: Sequence[Sequence[int]]) -> bool:
        """Let the first of each group grow over the others, all of one message; whether it was written."""
        return self._write(lambda: reshaping.merge(self.project, groups, reviewer=self.reviewer))

    def add(self, message: int, span: Span, category: Category) -> int | None:
        """A span made by hand: the id of its feedback, which is then looked at; None when it was refused."""
        made: list[int] = []

        def write() -> Changes:
            feedback, changes = review.add(self.project, message, span, category, reviewer=self.reviewer)
            made.append(feedback)
            return changes

        if not self._write(write):
            return None
        self.select(made[0])
        return made[0]

    def delete(self, feedback: StoredFeedback) -> bool:
        """Take away a span: one made by hand is withdrawn, a detector's claim is rejected."""
        verdict = Verdict.WITHDRAW if feedback.by_hand else Verdict.REJECT
        return self.decide([feedback.id], verdict, what="delete")

    def rewrite(self, target: int, content: str) -> bool:
        """Keep a better answer to `target`, or none when `content` is empty; whether it was written."""
        return self._write(lambda: rewrites.write(self.project, target, content, reviewer=self.reviewer))

    def rewritten(self, target: int) -> str:
        """The better answer to `target`; empty when there is none."""
        return rewrites.newest(self.project.db, [target]).get(target, "")

    def rewrite_versions(self, target: int) -> list[Version]:
        """Every version of the better answer to `target`, the newest first."""
        return rewrites.versions(self.project.db, target)

    def write(self, write: Callable[[], Changes]) -> bool:
        """Write something else to the project through the same door; whether it was written."""
        return self._write(write)

    def undo(self) -> bool:
        """Take back the newest step; whether there was one."""
        return self._flip(review.undo, self.tr("Undone: {what}"))

    def redo(self) -> bool:
        """Do again what was undone last; whether there was anything."""
        return self._flip(review.redo, self.tr("Redone: {what}"))

    def undo_label(self) -> str | None:
        """What the next undo takes back, in words."""
        return review.undo_label(self.project)

    def redo_label(self) -> str | None:
        """What the next redo does again, in words."""
        return review.redo_label(self.project)

    def start(self, ticket: Ticket) -> None:
        """Put a job in line; refused in a window that may only read."""
        if self.readonly:
            self.failed.emit(_read_only(self.why_readonly))
        else:
            self.runner.put(ticket)

    def _hear(self, _: Ticket, progress: Progress) -> None:
        self._tell(progress.changes)

    def _hear_failure(self, _: Ticket, error: Exception) -> None:
        self.failed.emit(error)

    def _hear_of_others(self, beside: bool) -> None:  # noqa: FBT001 - a slot
        """Somebody else wrote: everything that is shown may be other than it was. What a person looked at and is gone
        is followed by what now stands in its words."""
        before, stood = self._feedback, self._stood
        self._tell(Changes(None, imported=True, feedback=True, indexed=True))
        if before is not None and self._feedback is None and stood is not None:
            message, span = stood
            there = [
                one
                for one in self.shown_feedback()
                if one.message == message and one.span.start < span.end and span.start < one.span.end
            ]
            if there:
                self.select(there[0].id)
        if not beside and not self.readonly and monotonic() - self._told_of_others > TELL_AGAIN:
            self.told.emit(self.tr("Another program has changed this project. Refresh (F5) sorts the list again."))
        if not beside:
            self._told_of_others = monotonic()

    def _flip(self, flip: Callable[..., tuple[str, Changes] | None], sentence: str) -> bool:
        if not self.readonly and review.next_is_big(self.project, undo=flip is review.undo):
            return self._flip_big(undo=flip is review.undo)
        done: list[str] = []

        def write() -> Changes:
            outcome = flip(self.project, reviewer=self.reviewer)
            if outcome is None:
                return Changes()
            done.append(outcome[0])
            return outcome[1]

        if self._write(write) and done:
            if (about := review.flipped(self.project)) is not None:
                self.select(about)  # who took it back looks at it again, to say something else
            self.told.emit(sentence.format(what=in_words(done[0])))
        return bool(done)

    def _flip_big(self, *, undo: bool) -> bool:
        """Undo or redo a step of many decisions: said at once, brought into the lists by a job."""
        flipped: list[Step] = []

        def write() -> Changes:
            step = review.flip_newest(self.project, undo=undo, reviewer=self.reviewer)
            flipped.extend([step] if step else [])
            return Changes()

        if self._write(write) and flipped:
            self.start(tickets.flip_ticket(flipped[0].id, undo=undo, what=flipped[0].what))
        return bool(flipped)

    def _write(self, write: Callable[[], Changes]) -> bool:
        """The one door: write, then tell every panel what changed; what the world refuses is told, not raised."""
        try:
            if self.readonly:
                raise _read_only(self.why_readonly)
            changes = write()
        except StudioError as failed:
            self.failed.emit(failed)
            return False
        self._written += 1
        if self._written % checkpoints.EVERY == 0:
            self.reader.ask("checkpoint", checkpoints.write_back, lambda _done: None)
        self._tell(changes)
        return True

    def _tell(self, changes: Changes) -> None:
        if self._feedback is not None and self.selected() is None:
            self._feedback = None
            self.feedback_selected.emit(None)
        if changes:
            self.changed.emit(changes)


def _opened(path: Path) -> Project:
    """The project at `path` as far as it may be written; a new one where there is none."""
    there = bytes_at(path)
    return Project.as_permitted(path) if there else Project.at(path)


def _read_only(why: str) -> StudioError:
    return StudioError(why, "Close the other window, or change your rights on the file.")
