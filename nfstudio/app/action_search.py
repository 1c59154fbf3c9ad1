"""Finding an action by a few typed letters: in its words, the name of its menu or its keys."""

from collections.abc import Iterable, Mapping, Sequence

from nfstudio.app.actions import ACTIONS, Action, keys_of


def find_actions(
    typed: str,
    own_keys: Mapping[str, tuple[str, ...]],
    *,
    recent: Sequence[str] = (),
    among: Iterable[Action] = ACTIONS,
) -> list[Action]:
    """The actions that hold every typed word, the best match first: words that begin so before words that contain it,
    the action's own words before those of its menu. Nothing typed: all, those used last first.

    Args:
        own_keys: the keys that the person chose.
        recent: ids of actions used from here, the last one first.
    """
    words = typed.casefold().split()
    order = {name: at for at, name in enumerate(recent)}
    ranked = []
    for at, action in enumerate(among):
        rank = _rank(words, action, keys_of(action, own_keys))
        if rank is not None:
            ranked.append((rank, order.get(action.id, len(order)), at, action))
    ranked.sort(key=lambda row: row[:3])
    return [action for *_, action in ranked]


def _rank(words: Sequence[str], action: Action, keys: Sequence[str]) -> int | None:
    """How well an action fits, 0 the best; None when a word is nowhere in it."""
    title, menu = action.title.casefold(), action.menu.title.casefold()
    shortcuts = [key.casefold() for key in keys]
    total = 0
    for word in words:
        if word in shortcuts or title.startswith(word):
            total += 0
        elif _begins(title, word):
            total += 1
        elif word in title:
            total += 2
        elif _begins(menu, word):
            total += 3
        elif any(word in key for key in shortcuts):
            total += 4
        else:
            return None
    return total


def _begins(text: str, word: str) -> bool:
    return any(part.startswith(word) for part in text.replace(":", " ").replace("-", " ").split())
