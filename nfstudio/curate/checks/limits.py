"""The numbers that a person may set for the checks, by the words they are asked for."""

from collections.abc import Mapping
from dataclasses import dataclass

from nfstudio.errors import StudioError


@dataclass(frozen=True, slots=True)
class Limit:
    """One number.

    Attributes:
        field: its name in `Settings`.
        title: for people, in a form.
        usual: its default; None: none is set.
        least, most: what it may be.
        whole: whether it counts something.
    """

    field: str
    title: str
    usual: float | None
    least: float
    most: float
    whole: bool = True


_ALL = (
    Limit("shortest_prompt", "Fewest words asked", 5, 0, 1_000),
    Limit("shortest_answer", "Fewest words of a wanted answer", 10, 0, 1_000),
    Limit("most_tokens", "Most tokens of a row", None, 1, 10_000_000),
    Limit("most_per_user", "Most rows of one user", None, 1, 10_000_000),
    Limit("most_per_template", "Most rows of one template", None, 1, 10_000_000),
    Limit("alike", "Alike from", 0.8, 0.6, 1.0, whole=False),
)
LIMITS: Mapping[str, Limit] = {one.field.replace("_", "-"): one for one in _ALL}


def parse_limits(text: str) -> dict[str, float | int]:
    """Numbers as a person writes them, such as `most-tokens=2048,alike=0.9`, by the name of the setting.

    Raises:
        StudioError: when it is not written so, or a number is not known or out of its bounds.
    """
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    return dict(_read(name.strip(), value.strip()) for name, _, value in pairs)


def check_limits(settings: Mapping[str, object]) -> None:
    """Whether numbers under the names of settings, as a recipe has them, are such as a person may set.

    Raises:
        StudioError: with the first that is not, and what it may be.
    """
    for name, limit in LIMITS.items():
        value = settings.get(limit.field, limit.usual)
        if value is None and limit.usual is None:
            continue
        fits = type(value) is int or (type(value) is float and not limit.whole)
        if not fits or not limit.least <= value <= limit.most:  # type: ignore[operator]  # a number by now
            raise _no_number(name, repr(value), limit)


def _read(name: str, value: str) -> tuple[str, float | int]:
    limit = LIMITS.get(name)
    if limit is None:
        raise StudioError(f"No number is called {name!r}.", f"There are {', '.join(LIMITS)}.")
    try:
        number = int(value) if limit.whole else float(value)
    except ValueError:
        number = limit.least - 1
    if not limit.least <= number <= limit.most:
        raise _no_number(name, value or "nothing", limit)
    return limit.field, number


def _no_number(name: str, value: str, limit: Limit) -> StudioError:
    return StudioError(f"{name} is no {value}.", f"Write a number from {limit.least:g} to {limit.most:g}.")
