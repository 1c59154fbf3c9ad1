"""Messages that nobody wrote, for a teacher to judge: judged ones in other conversations, joined, thinned, asked again.

A student learns what its teacher makes of a message best where it sees many; whether anybody would write them matters
little. Source: Beyer and others, "Knowledge distillation: a good teacher is patient and consistent" (arXiv 2106.05237).
"""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from nfstudio.detect.context import Candidate

_MOVED, _JOINED, _THINNED = 0.37, 0.25, 0.22
"""Shares of what is made: a message after another answer, two in one, words left out; the rest asks again."""
_SHORT, _ASKED = 250, 500
"""Characters up to which messages are joined, and requests are asked again."""
_KEPT = 0.88
"""Chance of each word to stay."""
_BETWEEN = (" ", "\n", "\n\n", ", ", ". ", " - ")
_AGAIN = ("", "", "", "No, ", "i said ", "Again: ", "I asked: ", "please ", "Actually, ", "Try again. ", "sorry, ")


def mixed(candidates: Sequence[Candidate], telling: Sequence[Candidate], count: int, *, seed: int) -> list[Candidate]:
    """So many candidates made of others, always the same for the same arguments.

    Args:
        telling: those that carry feedback; nearly half of the messages are taken from them, so that there is
            something to learn.
    """
    chance = Random(f"mixed {seed}")  # noqa: S311 - an order, no secret
    found: list[Candidate] = []

    def any_one() -> Candidate:
        return chance.choice(telling if telling and chance.random() < 0.45 else candidates)

    short = [one for one in candidates if len(one.text) <= _SHORT] or list(candidates)
    asked = [one for one in candidates if one.earlier and 0 < len(one.earlier[0].strip()) <= _ASKED]
    while candidates and len(found) < count:
        kind, place = chance.random(), chance.choice(candidates)
        if kind < _MOVED:
            other = any_one()
            found.append(replace(place, text=other.text, reply=other.reply))
        elif kind < _MOVED + _JOINED:
            first, then = any_one(), chance.choice(short)
            text = first.text[:_SHORT].strip() + chance.choice(_BETWEEN) + then.text.strip()
            found.append(
                replace(then if chance.random() < 0.6 else first, text=text, reply=chance.choice((first, then)).reply)
            )
        elif kind < _MOVED + _JOINED + _THINNED or not asked:
            one = any_one()
            found.append(replace(one, text=_thinned(one.text, chance)))
        else:
            one = chance.choice(asked)
            found.append(replace(one, text=chance.choice(_AGAIN) + _thinned(one.earlier[0], chance), reply=""))
    return found


def _thinned(text: str, chance: Random) -> str:
    """Some words left out, or only the beginning or the end; never nothing."""
    words = text.split(" ")
    if chance.random() < 0.5:
        words = [word for word in words if chance.random() < _KEPT]
    elif len(words) > 4 and chance.random() < 0.5:
        at = chance.randrange(2, len(words))
        words = words[:at] if chance.random() < 0.5 else words[-at:]
    return " ".join(words).strip() or text
