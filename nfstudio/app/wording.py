"""Numbers, durations and times in the words of the person's language and locale; asked by every part of the window."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from nfstudio.domain.feedback import Category

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


def tr(text: str) -> str:
    """`text` in the person's language."""
    return QCoreApplication.translate("wording", text)


def category_word(category: Category) -> str:
    """The name of a category in the person's language."""
    return tr(category.short)


def category_meaning(category: Category) -> str:
    """What a category means, in a line."""
    return tr(category.meaning)


def number(count: int) -> str:
    """With the thousands separators of the locale."""
    return QLocale().toString(count)


def counted(count: int, one: str, many: str) -> str:
    """A count with its noun; both forms are sentences with `{count}`, already translated."""
    return (one if count == 1 else many).format(count=number(count))


def percent(done: int, total: int) -> str:
    """A share in whole per cent; never 100 before all is done."""
    share = min(99, 100 * done // total) if done < total else 100
    return f"{share} %"


def amount(count: float, unit: str) -> str:
    """So much of a unit of progress; bytes as people read them."""
    if unit == "bytes":
        return QLocale().formattedDataSize(int(count), 1, QLocale.DataSizeFormat.DataSizeSIFormat)
    return f"{number(round(count))} {tr(unit) if unit else unit}".strip()


def duration(seconds: float) -> str:
    """About how long, in one unit, rounded up so that nobody waits longer than was said."""
    if seconds < _MINUTE:
        return tr("{count} s").format(count=number(max(1, round(seconds))))
    unit, text = (_MINUTE, tr("{count} min")) if seconds < 2 * _HOUR else (_HOUR, tr("{count} h"))
    return text.format(count=number(int(-(-seconds // unit))))


def relative(moment: datetime, now: datetime) -> str:
    """A time as people say it when it is recent, else the date."""
    local, today = moment.astimezone(), now.astimezone().date()
    if timedelta(0) <= now - moment < timedelta(hours=1):
        minutes = (now - moment) // timedelta(minutes=1)
        return counted(minutes, tr("1 minute ago"), tr("{count} minutes ago")) if minutes else tr("just now")
    if local.date() == today:
        return tr("today")
    if local.date() == today - timedelta(days=1):
        return tr("yesterday")
    return QLocale().toString(
        QDateTime.fromSecsSinceEpoch(int(moment.timestamp())).date(), QLocale.FormatType.ShortFormat
    )


def since(stored: str) -> str:
    """When something was written, from the time as the project file holds it."""
    return relative(datetime.strptime(stored, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC), now())


def now() -> datetime:
    """The present."""
    return datetime.now(UTC)
