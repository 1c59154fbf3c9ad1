"""What a text looks like from afar: digits, capitals, long words. Most texts are told by it to hold no personal data.

An outline may promise too much, never too little: letters beyond ASCII stand in it as digits, since some of them are.
"""

import re

_BEYOND = bytes(range(128, 256))
_DIGITS, _CAPITALS, _SMALL = b"0123456789", b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"abcdefghijklmnopqrstuvwxyz"
_SHAPES = bytes.maketrans(_DIGITS + _BEYOND + _CAPITALS, b"0" * (10 + 128) + b"A" * 26)
_HEX = bytes.maketrans(_DIGITS + _BEYOND + b"abcdefABCDEF", b"f" * (10 + 128 + 12))
_SEPARATORS = b" ().-/+"
SHORTEST_KEY = 15
"""Letters that every key or token has in a row; those that are assigned to names have one more."""
_OF_KEYS = _DIGITS + _CAPITALS + _SMALL + b"_-+/=.!@#%^&*:" + _BEYOND
_KEYS = bytes(ord("k") if byte in _OF_KEYS else 32 for byte in range(256))
_LONG = b"k" * SHORTEST_KEY
_DIGIT = re.compile(rb"[0-9\x80-\xff]")
_FOUR = re.compile(rb"0\.0{1,3}\.0{1,3}\.0")


class Outline:
    """A text from afar.

    Attributes:
        shape: the text with `0` for each digit and `A` for each capital.
        digits: how many digits there are at most.
    """

    __slots__ = ("digits", "shape", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.shape = text.encode("utf-8", "surrogatepass").translate(_SHAPES)
        self.digits = self.shape.count(b"0")

    @property
    def plain(self) -> bool:
        """Whether there is nothing at all that any shape begins with."""
        text = self.text
        return not (self.digits or "@" in text or "/home/" in text or "Users" in text or "PRIVATE KEY" in text)

    @property
    def names_people(self) -> bool:
        """Whether there is a folder in which those of people lie."""
        return "/home/" in self.text or "Users" in self.text

    def digits_together(self, least: int) -> bool:
        """Whether so many digits stand with nothing between them but what people put between those of one number.

        Dashes and blanks beyond ASCII stand there as digits.
        """
        return self.digits >= least and b"0" * least in self.shape.translate(None, _SEPARATORS)

    @property
    def may_hold_addresses(self) -> bool:
        """Whether there are four numbers with dots between them, or four hexadecimal digits and a colon."""
        if self.shape.count(b"0.") > 2 and _FOUR.search(self.shape):
            return True
        few = self.shape.count(b":") < 2
        return not few and b"ffff:" in self.text.encode("utf-8", "surrogatepass").translate(_HEX)

    @property
    def may_hold_secrets(self) -> bool:
        """Whether there is a long word with a digit, as all keys are, a password in an address, or a private key."""
        if (b"://" in self.shape and b"@" in self.shape) or "PRIVATE KEY" in self.text:
            return True
        return self.digits > 0 and bool(_long_words(self.shape))


def long_words(text: str) -> bytes:
    """All words with a digit that are as long as a key, behind one another; keys are made of such letters alone."""
    return _long_words(text.encode("utf-8", "surrogatepass"))


def _long_words(words: bytes) -> bytes:
    """The same of a text, or of its shape: that has digits and letters of keys where the text has them."""
    letters, found, end = words.translate(_KEYS), [], 0
    while (start := letters.find(_LONG, end)) >= 0:
        end = letters.find(b" ", start)
        word = words[start:] if end < 0 else words[start:end]
        if _DIGIT.search(word):
            found.append(word)
        if end < 0:
            break
    return b" ".join(found)
