"""What the window runs on, for doctor: Qt, its platform, the fonts it finds."""

import os

import PySide6
from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication


def facts(*, has_display: bool) -> dict[str, object]:
    """Versions, platform and fonts; without a display asked of the offscreen platform."""
    if not has_display:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(["nfstudio"])  # of the kind that a window needs later
    assert isinstance(app, QGuiApplication)
    families = QFontDatabase.families()
    return {
        "pyside": PySide6.__version__,
        "qt": qVersion(),
        "platform": app.platformName(),
        "display": has_display,
        "fonts": len(families),
        "font": app.font().family(),
        "cjk_font": bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)),
        "emoji_font": any("emoji" in family.casefold() for family in families),
    }
