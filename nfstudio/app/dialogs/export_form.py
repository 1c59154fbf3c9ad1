"""The choices of an export as a form: it shows any options and says which ones stand in it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QTabWidget,
    QWidget,
)

from nfstudio.app import theme as look
from nfstudio.app.dialogs import export_words as words
from nfstudio.app.dialogs.export_checks import CheckChoices
from nfstudio.app.dialogs.export_licences import Licences
from nfstudio.app.dialogs.export_limits import Limits
from nfstudio.app.dialogs.export_values import ValueChoice
from nfstudio.app.sentences import in_words
from nfstudio.app.wording import category_word, tr
from nfstudio.app.wrapped_text import WrappedText
from nfstudio.curate.control import KINDS as WITH_CONTROL
from nfstudio.curate.pairs import WAYS
from nfstudio.curate.splits import SplitBy
from nfstudio.domain.feedback import Category, Polarity
from nfstudio.domain.preferences import Kind
from nfstudio.exporters import EXPORTERS
from nfstudio.jobs.export_options import ExportOptions

_NEUTRAL = tuple(category for category in Category if category.polarity is Polarity.NEUTRAL)
_SPLITS = ("", "0.9,0.1", "0.8,0.1,0.1")
_OWN = (Kind.SPANS, Kind.PAPER)
_PAIRED = (Kind.DPO, Kind.REWARD)
_TURNS = ("llamafactory", "axolotl")
_SEEDS = 2**31 - 1
_KEEPS = 3
"""Lines in which it is said what a split keeps together, in any language."""


class ExportForm(QTabWidget):
    """`changed` when another choice stands in it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base = ExportOptions()  # what no field shows travels along
        self._quiet, self._kind = False, Kind.KTO
        self.kind, self.framework, self.form = (QComboBox(self) for _ in range(3))
        self.status, self.split_by, self.prompt_form = (QComboBox(self) for _ in range(3))
        self.meaning = QLabel(self, wordWrap=True)
        self.meaning.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.score = QDoubleSpinBox(self, maximum=1.0, singleStep=0.05, decimals=2)
        self.score.setSpecialValueText(self.tr("any"))
        self.include = {one: QCheckBox(category_word(one), self) for one in _NEUTRAL}
        self.values = {
            "sources": ValueChoice(self.tr("All sources"), self.tr("{count} sources"), self),
            "models": ValueChoice(self.tr("All models"), self.tr("{count} models"), self),
            "languages": ValueChoice(self.tr("All languages"), self.tr("{count} languages"), self),
        }
        self.ways = {way: QCheckBox(words.begun(tr(words.WAYS[way])), self) for way in WAYS}
        self.implicit = QCheckBox(self.tr("Both sides as whole conversations"), self)
        self.greeting = QCheckBox(self.tr("Leave out what the assistant says before it"), self)
        self.greeting.setToolTip(self.tr("This framework reads no conversation that the assistant begins."))
        self.split = QComboBox(self, editable=True)
        self.keeps = WrappedText(muted=True, lines=_KEEPS, parent=self)
        self.seed = QSpinBox(self, maximum=_SEEDS)
        self.control = QCheckBox(self.tr("Control: as many rows that chance chose"), self)
        self.checks, self.limits, self.licences = CheckChoices(self), Limits(self), Licences(self)
        self._fill()
        self._lay_out()
        self._connect()
        self.show_options(self._base)

    # What stands in it

    @property
    def options(self) -> ExportOptions:
        """The choices; those that the kind has no use for are left as usual."""
        kind = Kind(self.kind.currentData())
        pairs = kind in _PAIRED
        trl = self.framework.currentData() == "trl"
        ticked = tuple(way.value for way, box in self.ways.items() if box.isChecked())
        made = replace(
            self._base,
            kind=kind.value,
            framework=str(self.framework.currentData()),
            form="jsonl" if kind in _OWN else str(self.form.currentData()),
            status=str(self.status.currentData()),
            min_score=self.score.value() or None,
            include=tuple(one.value for one, box in self.include.items() if box.isChecked() and kind is not Kind.SPANS),
            sources=self.values["sources"].chosen,
            models=self.values["models"].chosen,
            languages=self.values["languages"].chosen,
            prompt_form=self.prompt_form.currentData() if pairs or kind is Kind.SFT else None,
            ways=ticked if pairs and len(ticked) < len(self.ways) else (),
            implicit_prompt=pairs and trl and self.implicit.isChecked(),
            drop_greeting=self._turns and self.greeting.isChecked(),
            split=self.split.currentText().strip() or None,
            split_by=str(self.split_by.currentData()),
            seed=self.seed.value(),
            control=kind in WITH_CONTROL and self.control.isChecked(),
            actions=self.checks.chosen,
            settings=_without(self._base.settings, self.limits.boxes) | self.limits.settings,
            tokenizer=self.limits.path,
            licences=self.licences.chosen,
        )
        same = (made.split, made.split_by) == (self._base.split, self._base.split_by)
        return made if same else replace(made, starts={})  # the instants belong to the split they were measured for

    def show_options(self, options: ExportOptions) -> None:
        """Have these options stand in the form, and tell it once."""
        self._quiet, self._base = True, options
        self._kind = kind = Kind(options.kind)
        _choose(self.kind, kind.value)
        self._offer_frameworks(kind, options.framework)
        _choose(self.form, options.form)
        _choose(self.status, options.status or _usual_status(kind))
        self.score.setValue(options.min_score or 0)
        included = {Category.parse(name) for name in options.include}
        for one, box in self.include.items():
            box.setChecked(one in included)
        for name, choice in self.values.items():
            choice.choose(getattr(options, name))
        _choose(self.prompt_form, options.prompt_form)
        for way, way_box in self.ways.items():
            way_box.setChecked(not options.ways or way.value in options.ways)
        self.implicit.setChecked(options.implicit_prompt)
        self.greeting.setChecked(options.drop_greeting)
        self.split.setEditText(options.split or "")
        _choose(self.split_by, options.split_by)
        self.seed.setValue(options.seed)
        self.control.setChecked(options.control)
        self.checks.choose(options.actions)
        self.limits.show_limits(options.settings, options.tokenizer)
        self.licences.show_licences(options.licences)
        self._suit()
        self._quiet = False
        self.changed.emit()

    def remedy(self, change: Mapping[str, Any]) -> None:
        """Change some options by field."""
        self.show_options(replace(self.options, **change))

    def offer_values(self, counted: Mapping[str, list[tuple[str, int]]]) -> None:
        """List the sources, models and languages that there are."""
        for name, values in counted.items():
            self.values[name].offer(values)
        self.licences.offer([source for source, _ in counted.get("sources", [])])

    # Inside

    def _tell(self, *_: object) -> None:
        if not self._quiet:
            self._suit()
            self.changed.emit()

    def _turn(self, *_: object) -> None:
        """Another kind: other frameworks, and what is usual there."""
        if self._quiet:
            return
        self._quiet = True
        kind = Kind(self.kind.currentData())
        self._offer_frameworks(kind, str(self.framework.currentData()))
        if Kind.SPANS in (kind, self._kind) and kind is not self._kind:
            _choose(self.status, _usual_status(kind))
        self._kind = kind
        self._quiet = False
        self._tell()

    def _offer_frameworks(self, kind: Kind, wanted: str) -> None:
        self.framework.clear()
        for name, exporter in EXPORTERS.items():
            if kind.value in exporter.KINDS:
                self.framework.addItem(exporter.TITLE, name)
        _choose(self.framework, wanted)

    def _suit(self) -> None:
        """Only what has a meaning for the kind can be chosen."""
        kind = Kind(self.kind.currentData())
        self.meaning.setText(tr(kind.meaning))
        pairs = kind in _PAIRED
        self.form.setEnabled(kind not in _OWN)
        self.framework.setEnabled(self.framework.count() > 1)
        self._page.setRowVisible(self._also, kind is not Kind.SPANS)
        self._page.setRowVisible(self.prompt_form, pairs or kind is Kind.SFT)
        for way_box in self.ways.values():
            self._page.setRowVisible(way_box, pairs)
        self._page.setRowVisible(self.implicit, pairs and self.framework.currentData() == "trl")
        self._page.setRowVisible(self.greeting, self._turns)
        self._page.setRowVisible(self.control, kind in WITH_CONTROL)
        split = bool(self.split.currentText().strip())
        self.split_by.setEnabled(split)
        self.keeps.say(in_words(SplitBy(self.split_by.currentData()).keeps))
        self._page.setRowVisible(self.keeps, split)

    @property
    def _turns(self) -> bool:
        """Whether the framework may have no shape for a conversation that the assistant begins."""
        return self.framework.currentData() in _TURNS

    def _fill(self) -> None:
        for kind, word in words.KINDS.items():
            self.kind.addItem(tr(word), kind.value)
        for box, table in (
            (self.form, words.FORMS),
            (self.status, words.STATUSES),
            (self.split_by, words.SPLITS_BY),
        ):
            for value, word in table.items():
                box.addItem(tr(word), str(value))
        self.prompt_form.addItem(self.tr("Usual for this kind"), None)
        for form, word in words.PROMPT_FORMS.items():
            self.prompt_form.addItem(tr(word), form.value)
        self.split.addItems(_SPLITS)
        self.split.setToolTip(self.tr("Shares of train, validation and test, such as 0.8,0.1,0.1"))
        edit = self.split.lineEdit()
        assert edit is not None
        edit.setPlaceholderText(self.tr("all for training"))

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._turn)
        for box in (self.framework, self.form, self.status, self.split_by, self.prompt_form):
            box.currentIndexChanged.connect(self._tell)
        for tick in (*self.include.values(), *self.ways.values(), self.implicit, self.greeting, self.control):
            tick.toggled.connect(self._tell)
        for spin in (self.score, self.seed):
            spin.valueChanged.connect(self._tell)
        self.split.currentTextChanged.connect(self._tell)
        told = [choice.changed for choice in self.values.values()]
        for signal in (*told, self.checks.changed, self.limits.changed, self.licences.changed):
            signal.connect(self._tell)

    def _lay_out(self) -> None:
        page = QWidget(self)
        self._page = form = QFormLayout(page)
        form.setContentsMargins(look.ROOM, look.ROOM, look.ROOM, look.ROOM)
        form.setVerticalSpacing(look.TIGHT)
        self._also = also = QHBoxLayout()
        among = QHBoxLayout()
        for tick in self.include.values():
            also.addWidget(tick)
        also.addStretch()
        for choice in self.values.values():
            among.addWidget(choice)
        among.addStretch()
        for text, field in (
            (self.tr("Kind"), self.kind),
            ("", self.meaning),
            (self.tr("Framework"), self.framework),
            (self.tr("Files"), self.form),
            (self.tr("Feedback"), self.status),
            (self.tr("Lowest score"), self.score),
        ):
            field.setAccessibleName(text or field.accessibleName())
            form.addRow(text, field)
        form.addRow(self.tr("Unwanted too"), also)
        form.addRow(self.tr("Only"), among)
        form.addRow(self.tr("Prompt"), self.prompt_form)
        for at, tick in enumerate(self.ways.values()):
            form.addRow("" if at else self.tr("Pairs from"), tick)
        form.addRow("", self.implicit)
        form.addRow(self.tr("Opening"), self.greeting)
        below: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Split"), self.split),
            ("", self.split_by),
            ("", self.keeps),
            (self.tr("Seed"), self.seed),
            ("", self.control),
        )
        for text, one in below:
            if one is not self.keeps:
                one.setAccessibleName(self.tr("What stays together") if one is self.split_by else text)
            form.addRow(text, one)
        for box in (self.kind, self.framework, self.form, self.status, self.split_by, self.prompt_form, self.split):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(24)
        self.score.setToolTip(self.tr("Of undecided feedback; what a person confirmed always counts"))
        self.addTab(page, self.tr("Dataset"))
        self.addTab(self.checks, self.tr("Checks"))
        self.addTab(self.limits, self.tr("Numbers"))
        self.addTab(self.licences, self.tr("Licences"))


def _without(settings: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """What no field shows travels along."""
    return {name: value for name, value in settings.items() if name not in set(names)}


def _usual_status(kind: Kind) -> str:
    return "confirmed" if kind is Kind.SPANS else "all"


def _choose(box: QComboBox, value: object) -> None:
    box.setCurrentIndex(max(0, box.findData(value)))
