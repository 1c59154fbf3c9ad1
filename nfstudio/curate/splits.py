"""Which conversation goes into which split: decided by a hash, so that a split stays what it was when data is added."""

import hashlib
import math
from collections.abc import Mapping, Sequence
from enum import StrEnum

TRAIN = "train"
WHOLE: Mapping[str, float] = {TRAIN: 1.0}
"""No split: everything is for training."""


class SplitBy(StrEnum):
    """What must not be torn apart, or what decides: the conversation, the person, near duplicates, or time."""

    CONVERSATION = "conversation"
    USER = "user"
    CLUSTER = "cluster"
    TIME = "time"

    @property
    def keeps(self) -> str:
        """What this split keeps together and what not, in a sentence for people."""
        return _KEEPS[self]


_KEEPS: Mapping[SplitBy, str] = {
    SplitBy.CONVERSATION: (
        "A conversation stands in one split, with all others that open with the same words;"
        " prompts that are only nearly the same may meet across splits."
    ),
    SplitBy.USER: (
        "All that one person said stands in one split; what several people ask alike may meet across splits."
    ),
    SplitBy.CLUSTER: "A conversation stands in one split, with all others that ask nearly the same.",
    SplitBy.TIME: (
        "The oldest conversations are for training, the newest are held out;"
        " what is asked again later may meet across splits."
    ),
}


ORDER = (TRAIN, "validation", "test")
"""What is learnt from comes before what is held out."""
_NAMES = {1: (TRAIN,), 2: (TRAIN, "test"), 3: ORDER}


def parse_split(text: str) -> dict[str, float]:
    """Shares as a person writes them, such as `0.9,0.05,0.05`, by the name of the split.

    One number is the train split, two are train and test, three are train, validation and test.

    Raises:
        ValueError: with a sentence for the person, when they are no shares or do not add up to 1.
    """
    try:
        shares = [float(part) for part in text.split(",")]
    except ValueError:
        raise ValueError(f"a split is written as numbers with commas between, such as 0.9,0.1, not {text!r}") from None
    if len(shares) not in _NAMES:
        raise ValueError(f"a split has at most three parts (train, validation, test), not {len(shares)}")
    if not all(0 <= share <= 1 for share in shares):
        raise ValueError(f"every part of a split lies between 0 and 1: {text!r}")
    if not math.isclose(sum(shares), 1, rel_tol=0, abs_tol=1e-6):
        raise ValueError(f"the parts of a split add up to 1; {text!r} adds up to {sum(shares):g}")
    return dict(zip(_NAMES[len(shares)], shares, strict=True))


def split_of(group: str, *, fractions: Mapping[str, float], seed: int) -> str:
    """The split in which everything of `group` goes.

    The shares are met on average, not exactly: a hash of seed and group falls somewhere in [0, 1). That keeps a
    group where it is when other groups come or go.

    Args:
        group: what must not be torn apart: the id of the conversation, or one name for all near duplicates.
        fractions: shares by name, adding up to 1 (see `parse_split`).
    """
    digest = hashlib.blake2b(f"{seed}\x1f{group}".encode(), digest_size=8).digest()
    place, reached = int.from_bytes(digest, "big") / 2**64, 0.0
    used = [name for name, share in fractions.items() if share > 0]
    for name in used:
        reached += fractions[name]
        if place < reached:
            return name
    return used[-1]  # the shares may add up to a hair less than 1


def cutoffs(times: Sequence[str], *, fractions: Mapping[str, float]) -> dict[str, str]:
    """From which instant on conversations belong to a split, by its name; the oldest are for training.

    Kept with a recipe these instants leave every conversation where it is when newer ones are added.

    Args:
        times: of the conversations, ISO 8601 UTC text, in any order.
        fractions: shares by name, adding up to 1, the oldest first.
    """
    found: dict[str, str] = {}
    ordered, reached = sorted(times), 0.0
    for name, share in fractions.items():
        at = round(reached * len(ordered))
        if share > 0:
            found[name] = _start(ordered, at) if found else ""
        reached += share
    return found


def _start(ordered: Sequence[str], at: int) -> str:
    """When a later split begins: the first split keeps at least the oldest, also where many times are alike. Nothing is
    left for a split that begins behind the newest: it begins after any time there is."""
    later = (time for time in ordered[at:] if time > ordered[0])
    return next(later, "\uffff")


def split_at(time: str | None, starts: Mapping[str, str]) -> str:
    """The split of a conversation that began at `time`; what has no time is for training.

    Args:
        starts: as `cutoffs` returns them.
    """
    names = list(starts)
    return next((name for name in reversed(names) if (time or "") >= starts[name]), names[0])
