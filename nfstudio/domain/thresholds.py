"""From which score a detection counts until somebody decides: one figure for each category."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from nfstudio.domain.feedback import Category

if TYPE_CHECKING:
    from nfstudio.domain.feedback import Detection


class Setting(StrEnum):
    """How sure a detector has to be, by name."""

    PRECISE = "precise"
    BALANCED = "balanced"
    THOROUGH = "thorough"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The least score of each category, in [0, 1]; `default` for those not named."""

    default: float = 0.0
    by_category: tuple[tuple[Category, float], ...] = ()

    @classmethod
    def parse(cls, record: Mapping[str, float], *, default: float = 0.5) -> "Thresholds":
        """From stored category names.

        Raises:
            ValueError: when a name is no category's or a value no share.
        """
        found = tuple(sorted((Category.parse(name), float(value)) for name, value in record.items()))
        if any(not 0 <= value <= 1 for _, value in found):
            raise ValueError("a threshold is a number between 0 and 1")
        return cls(default, found)

    @classmethod
    def read(cls, text: str) -> "Thresholds":
        """From what `text` wrote."""
        record = json.loads(text)
        default = record.pop("default")
        return cls.parse(record, default=default)

    def text(self) -> str:
        """As JSON, the same for the same thresholds."""
        return json.dumps({"default": self.default, **{c.value: v for c, v in self.by_category}}, sort_keys=True)

    def of(self, category: Category) -> float:
        """The least score of one category."""
        return dict(self.by_category).get(category, self.default)

    def passes(self, detection: "Detection") -> bool:
        """Whether a detection counts."""
        return detection.score >= self.of(detection.category)
