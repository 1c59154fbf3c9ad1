"""Choosing keys: what a new key would take away from whom, and what stands once it is given; no widget."""

from collections.abc import Mapping
from typing import TypeAlias

from nfstudio.app.actions import ACTIONS, Action, keys_of

Keys: TypeAlias = Mapping[str, tuple[str, ...]]
"""By the id of an action, the keys that replace its own."""


def holder(key: str, own: Keys, *, beside: str) -> Action | None:
    """The action other than `beside` that `key` belongs to."""
    return next((action for action in ACTIONS if action.id != beside and key in keys_of(action, own)), None)


def given(key: str, to: str, own: Keys) -> Keys:
    """With `key` as the first key of the action `to`, and taken from whichever had it."""
    chosen = dict(own)
    for action in ACTIONS:
        keys = keys_of(action, own)
        if action.id == to:
            # In the place of the first: the others stay beside it.
            chosen[to] = tuple(dict.fromkeys((key, *keys[1:])))
        elif key in keys:
            chosen[action.id] = tuple(other for other in keys if other != key)
    return _own(chosen)


def cleared(of: str, own: Keys) -> Keys:
    """With no key for the action `of`."""
    return _own({**own, of: ()})


def restored(of: str, own: Keys) -> Keys:
    """With the keys of the table for the action `of`, taken back from whichever has them now."""
    action = next(action for action in ACTIONS if action.id == of)
    chosen = dict(own)
    for other in ACTIONS:
        if other.id != of and set(keys_of(other, own)) & set(action.keys):
            chosen[other.id] = tuple(key for key in keys_of(other, own) if key not in action.keys)
    chosen.pop(of, None)
    return _own(chosen)


def _own(chosen: Keys) -> Keys:
    """Only what differs from the table; what is not in it (another version's action) is kept."""
    table = {action.id: action.keys for action in ACTIONS}
    return {name: keys for name, keys in chosen.items() if table.get(name) != keys}
