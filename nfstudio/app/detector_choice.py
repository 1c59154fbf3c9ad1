"""Which detector a person wants, how sure it must be and where it runs; kept in the preferences."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nfstudio.detect import DETECTORS
from nfstudio.domain.thresholds import Setting
from nfstudio.jobs.detecting import DEFAULT_DETECTOR

DEVICES = ("auto", "cpu", "cuda")


@dataclass(frozen=True, slots=True)
class DetectorChoice:
    """As `detect` takes it.

    Attributes:
        model: a folder with an encoder; None is the one that comes with the program.
    """

    detector: str = DEFAULT_DETECTOR
    setting: Setting = Setting.BALANCED
    device: str = "auto"
    model: Path | None = None

    def asked(self) -> dict[str, Any]:
        """The arguments of `detect`."""
        return {
            "detector_name": self.detector,
            "setting": self.setting,
            "device": self.device,
            "model": self.model,
        }

    def record(self) -> dict[str, str]:
        """As the preferences file holds it."""
        kept = {"detector": self.detector, "setting": self.setting.value, "device": self.device}
        return kept | ({"model": str(self.model)} if self.model else {})

    @classmethod
    def parse(cls, found: object) -> "DetectorChoice":
        """From the preferences file; what makes no sense is as it comes with the program."""
        record: Mapping[str, object] = found if isinstance(found, dict) else {}
        detector, setting = record.get("detector"), record.get("setting")
        device, model = record.get("device"), record.get("model")
        return cls(
            detector=detector if isinstance(detector, str) and detector in DETECTORS else DEFAULT_DETECTOR,
            setting=Setting(setting) if isinstance(setting, str) and setting in list(Setting) else Setting.BALANCED,
            device=device if isinstance(device, str) and device in DEVICES else "auto",
            model=Path(model) if isinstance(model, str) and model else None,
        )
