"""Times out of a log as the person's locale writes them: one form for a day, whatever shows it."""

from functools import lru_cache

from PySide6.QtCore import QDateTime, QLocale, Qt

from nfstudio.app.row_words import one_line

LENGTH = 40
"""Characters of what cannot be read as a time, which is shown as it is."""
_DAY = "d MMM yyyy"


def when(moment: str | None) -> str:
    """A day and a time of day."""
    return _written(moment, f"{_DAY} HH:mm", QLocale().name()) if moment else ""


def day(moment: str | None) -> str:
    """The day alone, of the same place on earth as `when`."""
    return _written(moment, _DAY, QLocale().name()) if moment else ""


def day_in_year(moment: str) -> str:
    """A day where the year is clear, and room is scarce."""
    return _written(moment, "d MMM", QLocale().name())


@lru_cache(maxsize=4_096)
def _written(moment: str, form: str, _locale: str) -> str:
    """Kept, because a conversation has hundreds of times, and each costs as much as a line of text."""
    time = QDateTime.fromString(moment, Qt.DateFormat.ISODate)
    return QLocale().toString(time.toLocalTime(), form) if time.isValid() else one_line(moment, LENGTH)
