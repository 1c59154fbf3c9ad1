"""Choosing the detector, how sure it must be, where it runs and whose encoder it uses."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nfstudio.app.detector_choice import DEVICES, DetectorChoice
from nfstudio.app.dialogs.asking import ask_folder
from nfstudio.app.dialogs.details import said
from nfstudio.app.wording import tr
from nfstudio.app.wrapped_text import WrappedText
from nfstudio.detect import DETECTORS
from nfstudio.detect.model_folder import look_at
from nfstudio.domain.thresholds import Setting
from nfstudio.errors import StudioError

_DETECTORS = {
    "hybrid": ("Hybrid", "Rules, similarity and the encoder, weighed together. The best there is."),
    "rules": ("Rules", "Cues and repeats only: fast, says exactly why, misses what has no cue."),
    "encoder": ("Encoder", "The encoder alone, for comparison or for a model of your own."),
    "llm": ("Language model", "Asks a local instruction model: slow, a second opinion. Needs a folder."),
}
_SETTINGS = {
    Setting.PRECISE: ("Precise", "Finds less than half; about nine in ten are right."),
    Setting.BALANCED: ("Balanced", "Finds most of what there is; about three in four are right."),
    Setting.THOROUGH: ("Thorough", "Finds nine in ten; about three in five are right."),
}
_DEVICES = {
    "auto": ("Automatic", "A graphics card where there is one, else the processor."),
    "cpu": ("Processor", "Always the processor."),
    "cuda": ("Graphics card", "The first CUDA device; says so when there is none."),
}


class DetectorDialog(QDialog):
    """`chosen` with a `DetectorChoice` when the person is content.

    Args:
        project: what the project is called whose detector it is; empty without one.
    """

    chosen = Signal(object)

    def __init__(self, choice: DetectorChoice, parent: QWidget | None = None, *, project: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Detector"))
        self.detector, self.setting, self.device = (QComboBox(self) for _ in range(3))
        for name in DETECTORS:
            self.detector.addItem(tr(_DETECTORS[name][0]), name)
        for setting in Setting:
            self.setting.addItem(tr(_SETTINGS[setting][0]), setting)
        for device in DEVICES:
            self.device.addItem(tr(_DEVICES[device][0]), device)
        self.model = QLineEdit(str(choice.model or ""), self)
        self.model.setAccessibleName(self.tr("Model folder"))
        self.model.setPlaceholderText(self.tr("The one that comes with the program"))
        self.browse = QPushButton(self.tr("Choose…"), self, autoDefault=False)
        self.cancel = QPushButton(self.tr("Cancel"), self, autoDefault=False)
        self.use = QPushButton(self.tr("Use this detector"), self, default=True)
        self._told = {box: _note(self) for box in (self.detector, self.setting, self.device)}
        self.trouble = WrappedText(parent=self)
        self.everywhere = QCheckBox(self.tr("Use it in new projects, too"), self)
        self.everywhere.setChecked(not project)
        self.everywhere.setVisible(bool(project))
        self._lay_out()
        for box, value in (
            (self.detector, choice.detector),
            (self.setting, choice.setting),
            (self.device, choice.device),
        ):
            box.setCurrentIndex(max(0, box.findData(value)))
            box.currentIndexChanged.connect(self._changed)
        self.model.textChanged.connect(self._changed)
        self.browse.clicked.connect(lambda: ask_folder(self, self.tr("Folder of a model"), self._take))
        self.use.clicked.connect(self._use)
        self.cancel.clicked.connect(self.reject)
        self._changed()

    @property
    def choice(self) -> DetectorChoice:
        """What is chosen."""
        said = self.model.text().strip()
        return DetectorChoice(
            detector=self.detector.currentData(),
            setting=Setting(self.setting.currentData()),
            device=self.device.currentData(),
            model=Path(said).expanduser() if said else None,
        )

    def _lay_out(self) -> None:
        form = QFormLayout()
        for caption, box in (
            (self.tr("Detector"), self.detector),
            (self.tr("How sure"), self.setting),
            (self.tr("Runs on"), self.device),
        ):
            form.addRow(caption, box)
            form.addRow("", self._told[box])
        folder = QHBoxLayout()
        folder.addWidget(self.model, 1)
        folder.addWidget(self.browse)
        form.addRow(self.tr("Model folder"), folder)
        form.addRow("", self.everywhere)
        form.addRow("", self.trouble)
        everything = QVBoxLayout(self)
        everything.addLayout(form)
        everything.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.use)
        everything.addLayout(foot)
        self.setMinimumWidth(74 * self.fontMetrics().averageCharWidth() + 120)

    def _changed(self) -> None:
        choice = self.choice
        self._told[self.detector].setText(tr(_DETECTORS[choice.detector][1]))
        self._told[self.setting].setText(tr(_SETTINGS[choice.setting][1]))
        self._told[self.device].setText(tr(_DEVICES[choice.device][1]))
        wants_model = choice.detector != "rules"
        self.model.setEnabled(wants_model)
        self.browse.setEnabled(wants_model)
        self.trouble.say("")

    def _take(self, folder: Path) -> None:
        self.model.setText(str(folder))

    def _use(self) -> None:
        choice = self.choice
        if choice.model is not None and choice.detector in ("hybrid", "encoder"):
            try:
                look_at(choice.model)
            except StudioError as wrong:
                self.trouble.say(" ".join(said(wrong)))
                return
        self.chosen.emit(choice)
        self.accept()


def _note(parent: QWidget) -> QLabel:
    """One muted line: the sentences are short, and a dialog whose rows change height jumps."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label
