"""Gemini's activity as a page, which Takeout makes unless asked for JSON: its cards as the entries JSON would hold."""

import html
import io
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from html.parser import HTMLParser

from nfstudio.domain.conversation import canonical
from nfstudio.domain.records import Problem, Reason
from nfstudio.importers import sample, streams
from nfstudio.importers.files import Entry
from nfstudio.importers.html_text import tame, text_of
from nfstudio.importers.json_records import MOST, Record
from nfstudio.importers.local_times import looks_like_time, moment
from nfstudio.importers.streams import StreamFailed

_CARD = re.compile(r"<div\b[^>]{0,200}\bouter-cell\b", re.IGNORECASE)
_HEADER = re.compile(r"\bheader-cell\b[^>]{0,200}>\s*<p\b[^>]{0,200}>([^<]{0,80})", re.IGNORECASE)
_PRODUCTS = ("gemini", "bard", "ai mode")
_CHUNK = 1 << 18
_FOOT = re.compile(r"(?:<br>)?<b>[^<]{1,60}</b><br>\u2003[^<]*<br><b>[^<]{1,80}</b>.*\Z", re.DOTALL)
"""What Takeout tells below an activity: products, and why it was kept."""
_COUNT = re.compile(r"[^\n]{0,30}\d{1,3}[^\n]{0,30}\Z")
_ITEM = re.compile(r"[-\u2010-\u2015\u2022]\s*")
_VOID = frozenset({"br", "img", "hr", "input", "wbr", "meta", "link", "source", "area", "col", "embed", "track"})


def shows(head: bytes) -> bool:
    """Whether the beginning of a page has a card of Gemini's."""
    if not sample.is_page(head):
        return False
    headers = _HEADER.finditer(head.decode("utf-8", "replace"))
    return any(product in found[1].lower() for found in headers for product in _PRODUCTS)


def is_page(entry: Entry) -> bool:
    """Whether `entry` is a page at all; one that cannot be opened is not, and says so when it is read as JSON."""
    try:
        return sample.is_page(sample.sample_of(entry).head)
    except StreamFailed:
        return False


def entries(entry: Entry) -> Iterator[Record | Problem]:
    """Every card as an entry of the JSON export, in file order; memory holds one."""
    number = 0
    try:
        for piece, whole in _cards(entry):
            number += 1
            place = f"record {number}"
            if len(piece) > MOST:
                yield Problem(place, Reason.UNSAFE, f"It is longer than {MOST >> 20} MB: not read further.")
                return
            card = _read(piece)
            if whole or card.ended:
                yield place, card.entry()
            else:
                sentence = "The file ends inside this entry; everything before it was read."
                yield Problem(place, Reason.TRUNCATED, sentence)
    except StreamFailed as failure:
        yield failure.as_problem(f"after record {number}" if number else "")


def _cards(entry: Entry) -> Iterator[tuple[str, bool]]:
    """The text of each card, and whether another one follows it."""
    encoding = sample.sample_of(entry).encoding
    buffer, at, inside = "", 0, False
    with closing(entry.open()) as raw, closing(streams.as_utf8(raw, encoding)) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", errors="replace")
        while chunk := text.read(_CHUNK):
            buffer += chunk
            while found := _CARD.search(buffer, at):
                if inside:
                    yield buffer[: found.start()], True
                buffer, at, inside = buffer[found.start() :], 4, True
            if len(buffer) > MOST:
                break
            at = max(at, len(buffer) - 400)
            if not inside:
                buffer, at = buffer[-400:], 0
    if inside:
        yield buffer, False


@dataclass(slots=True)
class _Segment:
    """What stands between two line breaks of a card, as markup.

    Attributes:
        link: the words of the link in it.
        bare: whether there is hardly anything but that link.
    """

    pieces: list[str] = field(default_factory=list)
    link: str = ""

    @property
    def text(self) -> str:
        return text_of("".join(self.pieces))

    @property
    def bare(self) -> bool:
        return bool(self.link) and _ITEM.sub("", self.text, count=1).strip() == self.link.strip()


class _Card(HTMLParser):
    """Collects the header of a card and the segments of its main cell; holds which of both is open."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.header = ""
        self.ended = False
        self._cells: list[str] = []  # for each open div, the cell it is in: "header", "words" or none
        self._seen = False
        self._segments = [_Segment()]
        self._open = 0
        self._linked = False

    @property
    def _cell(self) -> str:
        return self._cells[-1] if self._cells else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens."""
        words = self._cell == "words"
        if tag == "div":
            self._cells.append(self._cell if words else self._kind(dict(attrs).get("class") or "") or self._cell)
        if not words:
            return
        if tag == "br" and not self._open:
            self._segments.append(_Segment())
            return
        self._segments[-1].pieces.append(self.get_starttag_text() or "")
        self._open += tag not in _VOID
        self._linked = self._linked or tag == "a"

    def _kind(self, names: str) -> str:
        if "header-cell" in names:
            return "header"
        if "content-cell" in names and "caption" not in names and "text-right" not in names and not self._seen:
            self._seen = True
            return "words"
        return ""

    def handle_endtag(self, tag: str) -> None:
        """A tag closes, perhaps one that was never open."""
        if tag == "div" and self._cells:
            self._cells.pop()
            self.ended = not self._cells
        if self._cell == "words" and tag not in _VOID:
            self._open = max(0, self._open - 1)
            self._linked = self._linked and tag != "a"
            self._segments[-1].pieces.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Words."""
        if self._cell == "header":
            self.header += data
        elif self._cell == "words":
            self._segments[-1].pieces.append(html.escape(data, quote=False))
            self._segments[-1].link += data if self._linked else ""

    def entry(self) -> dict[str, object]:
        """The card in the words of the JSON export; without a time where none can be read."""
        at = next((i for i, one in enumerate(self._segments) if i and looks_like_time(one.text)), len(self._segments))
        said, names = _without_files(self._segments[:at])
        answer = _FOOT.sub("", "<br>".join("".join(one.pieces) for one in self._segments[at + 1 :]))
        told = "\n".join(one.text for one in said).strip()
        when = self._segments[at].text if at < len(self._segments) else ""
        return {
            "header": canonical(self.header).strip(),
            "title": told.replace("\xa0", " ", 1),
            "time": moment(when) or when,
            "attachedFiles": names,
            "safeHtmlItem": [{"html": answer}] if text_of(answer) else [],
        }


def _without_files(segments: list[_Segment]) -> tuple[list[_Segment], list[str]]:
    """The lines of a title, and the names of files that are listed below it, after their number."""
    first = next((i for i, one in enumerate(segments) if i and one.bare), len(segments))
    files = [one.link.strip() for one in segments[first:] if one.bare]
    said = segments[:first]
    if files and len(said) > 1 and _COUNT.fullmatch(said[-1].text):
        said = said[:-1]
    return said, files


def _read(piece: str) -> _Card:
    card = _Card()
    card.feed(tame(canonical(piece)))
    card.close()
    return card
