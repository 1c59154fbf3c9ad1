"""Which two sources are compared: the older at the left and the newer at the right, as far as anything tells it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from nfstudio.app.row_words import file_word, one_line, with_files
from nfstudio.app.theme import TIGHT
from nfstudio.app.wrapped_text import WrappedText
from nfstudio.jobs.ages import Aged, Ages, Known


class SourcePair(QWidget):
    """Two boxes, and below them by what the sources are known to be older and newer."""

    changed = Signal()
    """The person has chosen another pair."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ages = Ages([], None)
        self.older, self.newer = QComboBox(self), QComboBox(self)
        self.hint = WrappedText(muted=True, parent=self)
        row = QGridLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(TIGHT)
        words = (
            (self.older, self.tr("Older source"), self.tr("older:")),
            (self.newer, self.tr("Newer source"), self.tr("newer:")),
        )
        for at, (box, name, label) in enumerate(words):
            box.setAccessibleName(name)
            box.setToolTip(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(18)
            row.addWidget(QLabel(label, self), 0, 2 * at)
            row.addWidget(box, 0, 2 * at + 1)
            box.activated.connect(self._choose)
        row.addWidget(self.hint, 1, 0, 1, 4)

    @property
    def is_one(self) -> bool:
        """Whether there are two sources to compare."""
        return self._ages.proposed is not None

    @property
    def chosen(self) -> tuple[str, str]:
        """The names of both, the older first."""
        return self.older.currentData(), self.newer.currentData()

    def offer(self, found: Ages) -> bool:
        """List the sources: at first the proposed ones are chosen, then what the person chose; whether anything is
        otherwise than before."""
        if found == self._ages:
            return False
        self._ages = found
        names = [one.name for one in found.sources]
        for box, proposed in zip((self.older, self.newer), found.proposed or (None, None), strict=True):
            before = box.currentData()
            box.clear()
            for one in found.sources:
                box.addItem(_words(one), one.name)
            wanted = before if before in names else proposed.name if proposed else None
            box.setCurrentIndex(names.index(wanted) if wanted in names else -1)
        self._say()
        return True

    def _choose(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        known = {one.name: one for one in self._ages.sources}
        pair = [known[name] for name in self.chosen if name in known]
        self.hint.say(self._hint(*pair) if len(pair) == 2 else "")

    def _hint(self, older: Aged, newer: Aged) -> str:
        """By what these two are in this order, or that nothing tells it."""
        if not older.month or not newer.month:
            unknown = " · ".join(_name(one) for one in (older, newer) if not one.month)
            text = self.tr("Nothing tells how old this is: {sources}. Choose the older one at the left.")
            return text.format(sources=unknown)
        said = "\n".join(self._told(one) for one in (older, newer))
        if older.month > newer.month:
            return self.tr("{ages}\nThe older one stands at the right.").format(ages=said)
        return said

    def _told(self, one: Aged) -> str:
        text = {
            Known.TIMES: self.tr("{source}: half of it is from {month} or earlier"),
            Known.MODELS: self.tr("{source}: no times, but half of its models came out in {month} or earlier"),
            Known.CORPUS: self.tr("{source}: no times; a corpus of this form was gathered about {month}"),
            Known.NAME: self.tr("{source}: no times, but its name says {month}"),
        }[one.by]
        return text.format(source=_name(one), month=one.month)


def _name(one: Aged) -> str:
    return one_line(file_word(one.name), 40)


def _words(one: Aged) -> str:
    """A source in a box, a file of it set in under it, with its month."""
    name = (
        f"    {one_line(file_word(one.name), 60)}" if not one.files else one_line(with_files(one.name, one.files), 60)
    )
    return f"{name} · {one.month}" if one.month else name
