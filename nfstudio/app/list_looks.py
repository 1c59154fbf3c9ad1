"""How the lists of the left column look is remembered from one sitting to the next."""

from collections.abc import Iterable

from PySide6.QtCore import QByteArray, QSettings

from nfstudio.app.listing import Listing


def keep(settings: QSettings, listings: Iterable[Listing], *, table: bool, filters: bool) -> None:
    """Remember whether the lists are tables, how these look, and whether the filters stand open."""
    settings.setValue("table", table)
    settings.setValue("filters", filters)
    for listing in listings:
        if (looks := listing.view.looks()) is not None:
            settings.setValue(f"table/{listing.kind.name}", looks)


def restore(settings: QSettings, listings: Iterable[Listing]) -> tuple[bool, bool | None]:
    """Have tables look as remembered; whether the lists are tables, and whether filters stand open, None for never
    said."""
    for listing in listings:
        looks = settings.value(f"table/{listing.kind.name}")
        if isinstance(looks, QByteArray):
            listing.view.restore_looks(looks)
    filters = settings.value("filters", type=bool) is True if settings.contains("filters") else None
    return settings.value("table", defaultValue=False, type=bool) is True, filters
