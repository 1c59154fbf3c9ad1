"""Times as some programs write them for people: English month names, `10h00m`, hardly ever a zone."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from nfstudio.domain.conversation import instant

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = re.compile(
    r"([A-Za-z]{3,9})\.? (\d{1,2}), (\d{4})(?:,?(?: at)? (\d{1,2}):(\d\d)(?::(\d\d))? ?([ap]m)?)?", re.IGNORECASE
)
_AMERICAN = re.compile(
    r"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d),? (\d{1,2}):(\d\d)(?::(\d\d))?[ \u202f]?([ap]m)", re.IGNORECASE
)
"""With noon and midnight told apart by letters, the month stands first; without them, either may."""
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,? (\d{1,2}):(\d\d)(?::(\d\d))?)?")
_DOTTED_SHORT = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d\d),? (\d{1,2}):(\d\d)(?::(\d\d))?")
_YEAR_FIRST = re.compile(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:,? (\d{1,2}):(\d\d)(?::(\d\d))?)?")
_POSTED = re.compile(
    r"(?:[A-Za-z]{3}, )?(\d{1,2}) ([A-Za-z]{3,9})\.? (\d{4})"
    r"(?:,? (\d{1,2}):(\d\d)(?::(\d\d))?(?: ?(GMT|UTC|Z|[+-]\d{4}))?)?"
)
_TAVERN = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2}) ?@ ?(\d{1,2})h ?(\d{1,2})m ?(\d{1,2})s.*")


def spelt(value: str) -> str | None:
    """A time as `instant` text: "Nov 3, 2026 6:50", "September 1, 2024 10:00am", "July 3, 2023", "1/2/2025, 3:04 PM",
    "3.7.2023 15:04", "2025/1/2 15:04:05", "Sun, 01 Mar 2026 10:00:00 +0100", "2024-9-1 @10h 00m 00s 000ms".

    Taken as UTC where it names no zone. None for everything else.

    Months are read by our own table: `strptime` obeys the language of the desktop.
    """
    text = value.strip()
    try:
        return next((read(found) for form, read in _FORMS if (found := form.fullmatch(text))), None)
    except (ValueError, OverflowError):
        return None  # a month or a day that no calendar has


def _english(found: re.Match[str]) -> str:
    month, day, year, hour, minute, second, half = found.groups()
    return _instant(year, _month(month), day, _hour(hour or "0", half), minute, second)


def _american(found: re.Match[str]) -> str:
    month, day, year, hour, minute, second, half = found.groups()
    return _instant(year, month, day, _hour(hour, half), minute, second)


def _dotted(found: re.Match[str]) -> str:
    day, month, year, *rest = found.groups()
    return _instant(year, month, day, *rest)


def _posted(found: re.Match[str]) -> str:
    """As mail and HTTP have it, the only ones that name a zone."""
    day, month, year, hour, minute, second, zone = found.groups()
    local = datetime.fromisoformat(_instant(year, _month(month), day, hour, minute, second))
    ahead = timedelta(hours=int(zone[1:3]), minutes=int(zone[3:])) if zone and zone[0] in "+-" else timedelta(0)
    return instant((local + ahead if zone and zone[0] == "-" else local - ahead).timestamp())


def _plain(found: re.Match[str]) -> str:
    return _instant(*found.groups())


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_ENGLISH, _english),
    (_AMERICAN, _american),
    (_DOTTED, _dotted),
    (_DOTTED_SHORT, _dotted),
    (_TAVERN, _plain),
    (_YEAR_FIRST, _plain),
    (_POSTED, _posted),
)


_SHORT = 100


def _month(name: str) -> str:
    return str(_MONTHS.index(name[:3].lower()) + 1)


def _hour(hour: str, half: str | None) -> str:
    """The hour of a whole day; 12am is midnight."""
    return hour if half is None else str(int(hour) % 12 + 12 * (half.lower() == "pm"))


def _instant(*parts: str | None) -> str:
    year, month, day, hour, minute, second = (int(part or 0) for part in parts)
    year += 2000 if year < _SHORT else 0
    return instant(datetime(year, month, day, hour, minute, second, tzinfo=UTC).timestamp())
