"""Answers that were stored as HTML, as plain text: blocks become lines, and nothing is interpreted any further."""

import re
from html.parser import HTMLParser

from nfstudio.domain.conversation import canonical

_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "pre", "blockquote", "table", "hr"})
_LINES = frozenset({"br", "div", "li", "tr", "dt", "dd", "section", "article", "header", "footer", "thead", "tbody"})
_UNSEEN = frozenset({"script", "style", "template"})
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_GAPS = re.compile(r"\n{3,}")
_LOOSE = re.compile(r"<(?!/?[A-Za-z][^<>]*>)")


def text_of(html: str) -> str:
    """The words of `html`: paragraphs a blank line apart, lines and list items on lines of their own."""
    reader = _Reader()
    reader.feed(tame(canonical(html)))
    reader.close()
    return reader.text()


def tame(html: str) -> str:
    """`html` without comments, and with every `<` that opens no tag as text.

    The parser of the standard library trips over declarations, and goes through all the rest again for each beginning
    of a tag or comment that has no end.
    """
    pieces: list[str] = []
    at = 0
    while (begin := html.find("<!--", at)) >= 0 and (end := html.find("-->", begin + 4)) >= 0:
        pieces.append(html[at:begin])
        at = end + 3
    return _LOOSE.sub("&lt;", "".join([*pieces, html[at:]]))


class _Reader(HTMLParser):
    """Collects words and breaks; holds how deep it is inside `pre` and inside what is never shown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._pre = 0
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # as it is called
        """A tag opens."""
        self._break(tag)
        self._pre += tag == "pre"
        self._unseen += tag in _UNSEEN

    def handle_endtag(self, tag: str) -> None:
        """A tag closes, perhaps one that was never open."""
        self._pre -= tag == "pre" and self._pre > 0
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        if tag != "br":
            self._break(tag)

    def handle_data(self, data: str) -> None:
        """Words, blanks between tags included."""
        if self._unseen:
            return
        if not self._pre:
            data = _BLANKS.sub(" ", data)
            data = data.lstrip(" ") if self._at_line_start() else data
        if data:
            self._pieces.append(data)

    def text(self) -> str:
        """All that was read."""
        return _GAPS.sub("\n\n", canonical("".join(self._pieces))).strip()

    def _break(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.handle_data(" ")
        elif tag in _PARAGRAPHS or tag == "br" or (tag in _LINES and not self._at_line_start()):
            if self._pieces and not self._pre:
                self._pieces[-1] = self._pieces[-1].rstrip(" ")
            self._pieces.append("\n\n" if tag in _PARAGRAPHS else "\n")

    def _at_line_start(self) -> bool:
        last = next(filter(None, reversed(self._pieces)), "\n")
        return last.endswith("\n")
