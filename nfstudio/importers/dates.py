"""Times as some chat programs write them for people: English month names, `10h00m`, no zone."""

import re
from datetime import UTC, datetime

from nfstudio.domain.conversation import instant
from nfstudio.importers import shapes

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = re.compile(
    r"([A-Za-z]{3,9})\.? (\d{1,2}), (\d{4})(?:,?(?: at)? (\d{1,2}):(\d\d)(?::(\d\d))? ?([ap]m)?)?", re.IGNORECASE
)
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}),? (\d{1,2}):(\d\d)(?::(\d\d))? ?([ap]m)", re.IGNORECASE)
"""With noon and midnight told apart by letters, the month stands first; without them, either may."""
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,? (\d{1,2}):(\d\d)(?::(\d\d))?)?")
_TAVERN = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2}) ?@ ?(\d{1,2})h ?(\d{1,2})m ?(\d{1,2})s.*")


def written(value: object) -> str | None:
    """A time as `instant` text: all that `shapes.when` knows, and "Nov 3, 2026 6:50", "September 1, 2024 10:00am",
    "July 3, 2023", "1/2/2025, 3:04 PM", "3.7.2023 15:04", "2024-9-1 @10h 00m 00s 000ms".

    Taken as UTC, because none of them names a zone. None for everything else.

    Months are read by our own table: `strptime` obeys the language of the desktop.
    """
    known = shapes.when(value)
    if known is not None or not isinstance(value, str):
        return known
    try:
        if found := _ENGLISH.fullmatch(value.strip()):
            month, day, year, hour, minute, second, half = found.groups()
            number = str(_MONTHS.index(month[:3].lower()) + 1)
            return _instant(year, number, day, _hour(hour or "0", half), minute, second)
        if found := _AMERICAN.fullmatch(value.strip()):
            number, day, year, hour, minute, second, half = found.groups()
            return _instant(year, number, day, _hour(hour, half), minute, second)
        if found := _DOTTED.fullmatch(value.strip()):
            day, number, year, *rest = found.groups()
            return _instant(year, number, day, *rest)
        if found := _TAVERN.fullmatch(value.strip()):
            return _instant(*found.groups())
    except (ValueError, OverflowError):
        pass  # a month or a day that no calendar has
    return None


def _hour(hour: str, half: str | None) -> str:
    """The hour of a whole day; 12am is midnight."""
    return hour if half is None else str(int(hour) % 12 + 12 * (half.lower() == "pm"))


def _instant(*parts: str | None) -> str:
    year, month, day, hour, minute, second = (int(part or 0) for part in parts)
    return instant(datetime(year, month, day, hour, minute, second, tzinfo=UTC).timestamp())
