"""What is known of a conversation while no feedback in it is looked at: where it is from, how long, what it holds."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from nfstudio.app.change_words import claim_words
from nfstudio.app.flag_field import flag_word
from nfstudio.app.moments import day
from nfstudio.app.row_words import one_line, value_word
from nfstudio.app.sentences import in_words
from nfstudio.app.theme import NEAR, WIDE
from nfstudio.app.wording import category_word, number
from nfstudio.app.wrapped_text import WrappedText
from nfstudio.domain.feedback import Category, Status
from nfstudio.store.differences import StoredDifference
from nfstudio.store.drafts import Waiting
from nfstudio.store.reading import StoredConversation, StoredFeedback


class ConversationFacts(QWidget):
    """A hint what to do, and below it the facts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = WrappedText(muted=True)
        self._labels: list[tuple[QLabel, WrappedText]] = []
        self._facts = QGridLayout()  # a QFormLayout gives paragraphs of many lines the height of few
        self._facts.setColumnStretch(1, 1)
        self._facts.setHorizontalSpacing(WIDE)
        self._facts.setVerticalSpacing(NEAR)
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        column.setSpacing(WIDE)
        column.addWidget(self._hint)
        column.addLayout(self._facts)
        column.addStretch()

    def show_facts(
        self,
        shown: StoredConversation | None,
        feedback: Sequence[StoredFeedback],
        changed: Sequence[StoredDifference] = (),
        waiting: Sequence[Waiting] = (),
    ) -> None:
        """Tell of a conversation, or that none is shown.

        Args:
            changed: what the last detection claims otherwise in it.
            waiting: what was written in it about claims that nobody makes any more.
        """
        if shown is None:
            self._hint.say(self.tr("What you choose at the left is judged here."))
            self._say([])
            return
        choose = self.tr("Choose a marked span to judge it, or select words and press 1 to 5 to mark them.")
        letters = self.tr("The mouse takes whole words; with Shift held as it lets go, letters.")
        self._hint.say(f"{choose} {letters}")
        self._say(self._rows(shown, feedback, changed, waiting))

    def _say(self, rows: Iterable[tuple[str, str]]) -> None:
        """Show so many rows; their labels are used again and again."""
        told = list(rows)
        while len(self._labels) < len(told):
            label, text = QLabel(), WrappedText()
            label.setForegroundRole(self._hint.palette().ColorRole.PlaceholderText)
            self._facts.addWidget(label, len(self._labels), 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            self._facts.addWidget(text, len(self._labels), 1)
            self._labels.append((label, text))
        for at, (label, text) in enumerate(self._labels):
            name, value = told[at] if at < len(told) else ("", "")
            label.setText(name)
            text.say(value)
            text.setAccessibleName(f"{name}: {value}" if name else "")
            for part in (label, text):
                part.setVisible(bool(name))

    def _rows(
        self,
        shown: StoredConversation,
        feedback: Sequence[StoredFeedback],
        changed: Sequence[StoredDifference],
        waiting: Sequence[Waiting] = (),
    ) -> Iterator[tuple[str, str]]:
        said = shown.conversation
        if said.title:
            yield self.tr("Title"), one_line(said.title)
        yield self.tr("File"), one_line(shown.shown)
        if shown.place:
            yield self.tr("Place"), one_line(in_words(shown.place))
        if said.model:
            yield self.tr("Model"), one_line(said.model)
        if said.language:
            yield self.tr("Language"), value_word("language", said.language)
        if said.created_at:
            yield self.tr("Date"), day(said.created_at)
        yield self.tr("Messages"), number(len(said.messages))
        yield self.tr("Feedback"), _counts(feedback) or self.tr("none")
        gone = [claim_words(one.before) for one in changed if one.feedback is None and one.before is not None]
        if gone:
            yield self.tr("Claimed no longer"), "\n".join(gone)
        if waiting:
            yield self.tr("Notes on such"), "\n".join(map(_written, waiting))


def _written(one: Waiting) -> str:
    """What somebody wrote about a claim, and which it was."""
    words = [one.edit.note or "", *map(flag_word, one.edit.flags or ())]
    return f"{category_word(one.category)}: {', '.join(filter(None, words))}"


def _counts(feedback: Sequence[StoredFeedback]) -> str:
    """How much stands of each category, one a line."""
    counts = Counter(item.category for item in feedback if item.status in (Status.AUTO, Status.CONFIRMED))
    return "\n".join(
        f"{number(counts[category])} {category_word(category)}" for category in Category if counts[category]
    )
