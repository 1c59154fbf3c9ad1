"""The window in the person's language: translators for our words and Qt's, where a translation is shipped."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from nfstudio import paths
from nfstudio.app.sentences import SPOKEN

_OURS, _QTS = "nfstudio", "qtbase"


def install(app: QCoreApplication, locale: QLocale, folder: Path | None = None) -> list[QTranslator]:
    """Have `app` speak the language of `locale`; the translators it follows from now on, none where there is no
    translation of ours. Qt's own words, such as those of its file dialogs, come along: they alone would be a mixture.

    Args:
        folder: holds `nfstudio_<language>.qm`; those that are shipped where none is named.
    """
    ours = _loaded(app, locale, _OURS, folder or paths.translations())
    if ours is None:
        return []
    qts = _loaded(app, locale, _QTS, Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)))
    app.setProperty(SPOKEN, locale.name())
    found = [one for one in (qts, ours) if one is not None]
    for one in found:
        app.installTranslator(one)
    return found


def _loaded(app: QCoreApplication, locale: QLocale, name: str, folder: Path) -> QTranslator | None:
    translator = QTranslator(app)
    return translator if translator.load(locale, name, "_", str(folder)) else None
