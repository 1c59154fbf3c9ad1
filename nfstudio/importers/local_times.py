"""Times as Google's pages write them: in the order, the language and the zone of somebody's account."""

import re
from datetime import UTC, datetime, timedelta

from nfstudio.domain.conversation import instant

LONGEST = 70
_BLANKS = re.compile("[ \t\u00a0\u2009\u200e\u200f\u202f]+")
_TIME = re.compile(
    r"(?<![\d.])(?P<hour>\d{1,2})[:.](?P<minute>\d\d)[:.](?P<second>\d\d)(?!\d)"
    r"(?: ?(?P<half>[ap]\.? ?m\b\.?))?(?P<zone>.*)",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?[-/.] ?(\d{4})")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})\.?(?:er)? (?:de )?(?P<month>[^\W\d_]{3,12})\.?,?(?: de)? (?P<year>\d{4})")
_MONTH_FIRST = re.compile(r"(?P<month>[^\W\d_]{3,12})\.? (?P<day>\d{1,2}),? (?P<year>\d{4})")
_AFTERNOON = re.compile("下午|午後|오후")
_MORNING = re.compile("上午|午前|오전")
_OFFSET = re.compile(r"(?:GMT|UTC)? ?([+\u2212-])(\d{1,2})(?::?(\d\d))?")
_MONTHS = (
    ("jan", "ene", "gen", "янв", "oca", "sty"),
    ("feb", "fév", "fev", "фев", "şub", "lut"),
    ("mar", "mär", "mrt", "maa", "мар"),
    ("apr", "avr", "abr", "апр", "nis", "kwi"),
    ("may", "mai", "mag", "mei", "maj", "май", "мая"),
    ("jun", "juin", "giu", "июн", "haz", "cze"),
    ("jul", "juil", "lug", "июл", "tem", "lip"),
    ("aug", "aoû", "aou", "ago", "авг", "ağu", "sie"),
    ("sep", "set", "сен", "eyl", "wrz"),
    ("oct", "okt", "ott", "out", "окт", "eki", "paź"),
    ("nov", "ноя", "kas", "lis"),
    ("dec", "dez", "déc", "dic", "дек", "ara", "gru"),
)
_ZONES = {
    0: "UTC GMT Z WET",
    1: "BST CET MEZ WEST",
    2: "CEST MESZ EET OEZ SAST",
    3: "EEST OESZ MSK TRT",
    5.5: "IST",
    8: "HKT SGT",
    9: "JST KST",
    10: "AEST",
    11: "AEDT",
    12: "NZST",
    -3: "BRT ART",
    -4: "EDT",
    -5: "EST CDT",
    -6: "CST MDT",
    -7: "MST PDT",
    -8: "PST AKDT",
    -9: "AKST",
    -10: "HST",
}
_HOURS = {zone: float(hours) for hours, zones in _ZONES.items() for zone in zones.split()}
"""Hours that zones are before UTC. A zone that is not here is taken for UTC: pauses between prompts stay right."""


def looks_like_time(line: str) -> bool:
    """Whether a line is nothing but a date and a time of day, in any language."""
    words = _BLANKS.sub(" ", line).strip()
    if not 12 <= len(words) <= LONGEST or (found := _TIME.search(words)) is None:
        return False
    return re.search(r"\d{4}", words[: found.start()]) is not None and len(found["zone"]) <= 12


def moment(line: str) -> str | None:
    """The `instant` that such a line names; None for everything else."""
    words = _BLANKS.sub(" ", line).strip()
    if not looks_like_time(words) or (time := _TIME.search(words)) is None:
        return None
    before = words[: time.start()]
    day = _day(before, month_first=time["half"] is not None)
    if day is None:
        return None
    hour = int(time["hour"])
    half = (time["half"] or "")[:1].lower()
    if half or _AFTERNOON.search(before) or _MORNING.search(before):
        hour = hour % 12 + 12 * (half == "p" or _AFTERNOON.search(before) is not None)
    try:
        local = datetime(*day, hour, int(time["minute"]), int(time["second"]), tzinfo=UTC)
        return instant((local - timedelta(hours=_offset(time["zone"].strip(" .()")))).timestamp())
    except (ValueError, OverflowError):
        return None  # a day that no calendar has


def _day(words: str, *, month_first: bool) -> tuple[int, int, int] | None:
    if found := _YEAR_FIRST.search(words):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _YEAR_LAST.search(words):
        one, other, year = int(found[1]), int(found[3]), int(found[4])
        american = other > 12 or (month_first and found[2] == "/" and one <= 12)
        return (year, one, other) if american else (year, other, one)
    for shape in (_DAY_FIRST, _MONTH_FIRST):
        found = shape.search(words)
        if found and (month := _month(found["month"])):
            return int(found["year"]), month, int(found["day"])
    return None


def _month(word: str) -> int:
    """The number of a month by the beginning of its name; 0 for other words."""
    name = word.casefold()
    matches = ((len(start), i) for i, starts in enumerate(_MONTHS, 1) for start in starts if name.startswith(start))
    return max(matches, default=(0, 0))[1]


def _offset(zone: str) -> float:
    if found := _OFFSET.fullmatch(zone):
        hours = int(found[2]) + int(found[3] or 0) / 60
        return hours if found[1] == "+" else -hours
    return _HOURS.get(zone.upper(), 0.0)
