"""How checks count words and shorten texts to what matters, alike for scripts with and without spaces."""

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache

from nfstudio.curate.checks.remembered import Remembered

_SPACELESS = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Scripts without spaces give a word a character; two of them are about one word of English.
_WORD = re.compile(rf"[{_SPACELESS}]|[^\W{_SPACELESS}]+")
_ALONE = re.compile(f"[{_SPACELESS}]")
_ASCII = bytes(range(128))
_MANY = 24
"""Letters beyond ASCII from which a text is read word by word."""


@lru_cache(maxsize=8)  # several checks count the words of one prompt
def words(text: str) -> Sequence[str]:
    """The words of a text in small letters, without punctuation; of Chinese, Japanese and Thai every character."""
    if text.isascii():
        return text.lower().translate(_SPACED).split()
    return _WORD.findall(text.casefold())


_SPACED = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "_")}
_SPELT = bytes(ord(_SPACED.get(code, chr(code).lower())) for code in range(128)) + bytes(range(128, 256))


def spelt(text: str) -> bytes:
    """The words of a text as UTF-8, a space between any two."""
    return _SPELLINGS[text]


def _spelt(text: str) -> bytes:
    if text.isascii():
        return b" ".join(text.encode().translate(_SPELT).split())
    small = text.casefold()
    encoded = small.encode("utf-8", "surrogatepass")
    others = set(encoded.translate(None, _ASCII).decode("utf-8", "surrogatepass"))
    if len(others) > _MANY:
        return " ".join(_WORD.findall(small)).encode("utf-8", "surrogatepass")
    for one in others:  # few, and each is put in its place at once
        if (apart := _apart(one)) is not None:
            encoded = encoded.replace(*apart)
    return b" ".join(encoded.translate(_SPELT).split())


@lru_cache(maxsize=1024)
def _apart(one: str) -> tuple[bytes, bytes] | None:
    """What stands in a text for a letter beyond ASCII, and what for it among words; None where it is part of one."""
    encoded = one.encode("utf-8", "surrogatepass")
    if _ALONE.match(one):
        return encoded, b" " + encoded + b" "
    return None if _WORD.match(one) else (encoded, b" ")


_SPELLINGS = Remembered(_spelt)


@lru_cache(maxsize=4)  # two checks ask for the same of a row
def spelt_together(texts: tuple[str, ...]) -> bytes:
    """The same of texts of which none goes on with a word of the one before."""
    return b" ".join(filter(None, map(spelt, texts)))


@lru_cache(maxsize=8)  # as above
def squeezed(text: str) -> bytes:
    """A text as UTF-8 with a space for every run of blanks, none at its ends."""
    if text.isascii():
        return b" ".join(text.encode().translate(_BLANKS).split())
    return " ".join(text.split()).encode("utf-8", "surrogatepass")


_BLANKS = bytes(32 if chr(code).isspace() else code for code in range(128)) + bytes(range(128, 256))


def digest(*parts: str | bytes) -> int:
    """64 bits that name these texts, the same on every machine and day; nobody can add up another cut of them."""
    summed = hashlib.blake2b(digest_size=8)
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        summed.update(len(encoded).to_bytes(8, "little"))
        summed.update(encoded)
    return int.from_bytes(summed.digest(), "little")


def key(*parts: str | bytes) -> int:
    """64 bits that tell these texts from others in this process alone; Python's own hash takes a third of the time."""
    return hash(parts) & _ALL


_ALL = 2**64 - 1


@lru_cache(maxsize=2)  # two checks ask for that of the same row
def rank(seed: str, key: str) -> int:
    """Where a row stands among others, by chance and always the same."""
    return digest(seed, key)
