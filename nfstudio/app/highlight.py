"""The border between two ways to count: spans count code points, Qt counts UTF-16 units. Nobody else translates.

A second, smaller border stands here too: `shown` makes the few characters harmless that Qt would swallow or take for
structure of its own. It keeps every length, so an offset into the content is an offset into what is shown, and text
is never read back from a widget.
"""

import re
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")

_BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_OVERRIDES = "\u202d\u202e"
_NONCHARACTERS = "".join(map(chr, range(0xFDD0, 0xFDF0))) + "\ufffe\uffff"
_SHOWN = (
    {ord(c): "\n" for c in _BREAKS}
    | {c: chr(0x2400 + c) for c in range(0x20) if chr(c) not in "\t\n" + _BREAKS}
    | {0x7F: "\u2421"}
    | {c: "\ufffd" for c in range(0x80, 0xA0) if c != 0x85}
    # On the way from Python to Qt a byte order mark at the front is lost; a word joiner is as invisible, but stays.
    | {0xFEFF: "\u2060"}
    # Overrides let a log show other words than the ones that would be exported; U+FFFC stands for an image in Qt.
    | {ord(c): "\ufffd" for c in _OVERRIDES + "\ufffc" + _NONCHARACTERS}
)
_ODD = re.compile("[" + "".join(re.escape(chr(c)) for c in _SHOWN) + "]")


def to_utf16(content: str, offset: int) -> int:
    """UTF-16 units before code point `offset` of `content`."""
    return Offsets(content).utf16(offset)


def from_utf16(content: str, units: int) -> int:
    """Code points before UTF-16 offset `units` of `content`; inside a surrogate pair: before its character."""
    return Offsets(content).code_points(units)


def shown(content: str) -> str:
    r"""`content` as a widget may hold it: as many code points, as many UTF-16 units, nothing Qt interprets.

    Every kind of line break becomes `\n`, other controls their pictures, what has no honest meaning U+FFFD.
    """
    return _ODD.sub(lambda odd: _SHOWN[ord(odd[0])], content)


class Offsets:
    """Both counts of one content: a table of its astral characters, built once, then O(log n) a question."""

    __slots__ = ("_astral", "_pairs", "length", "units")

    def __init__(self, content: str) -> None:
        self._astral = [] if content.isascii() else [hit.start() for hit in _ASTRAL.finditer(content)]
        self._pairs = [at + i for i, at in enumerate(self._astral)]
        self.length = len(content)
        self.units = self.length + len(self._astral)

    def utf16(self, offset: int) -> int:
        """UTF-16 units before code point `offset`.

        Raises:
            ValueError: when `offset` lies outside the content.
        """
        if not 0 <= offset <= self.length:
            raise ValueError(f"{offset} is no offset into {self.length} code points")
        return offset + bisect_left(self._astral, offset)

    def code_points(self, units: int) -> int:
        """Code points before UTF-16 offset `units`; inside a surrogate pair: before its character.

        Raises:
            ValueError: when `units` lies outside the content.
        """
        if not 0 <= units <= self.units:
            raise ValueError(f"{units} is no offset into {self.units} UTF-16 units")
        return units - bisect_left(self._pairs, units)
