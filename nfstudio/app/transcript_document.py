"""A conversation as one document, and the map between the two: which characters of the document are content.

Content is inserted as plain text, character by character what the project holds (see `highlight.shown`), between
lines of ours that belong to no content. After building, the document never changes but in what is visible and how
tall its gaps and lines are; so every position stays true.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from nfstudio.app.conversation_view import ConversationView, FoldedPart, MessageView
from nfstudio.app.folding import is_long, window_of
from nfstudio.app.highlight import Offsets, shown
from nfstudio.app.links import Ask, Link
from nfstudio.app.long_lines import BrokenOffsets, breaks_in, broken
from nfstudio.app.moments import when
from nfstudio.app.reading_text import Look, styled
from nfstudio.app.thoughts import Thoughts, opened, thoughts_in
from nfstudio.app.transcript_formats import Formats, Lines
from nfstudio.app.wording import number
from nfstudio.domain.conversation import Role
from nfstudio.domain.span import Span, trim

_NEWLINE = re.compile("\n")
NAME_LENGTH = 60
TITLE_LENGTH = 160

WHOLE_CHARACTERS = 1_000_000
"""Up to here a conversation is rendered whole."""
PART_CHARACTERS = 300_000
"""Characters rendered at once of a larger one."""
FEW_LINES = 3
"""Lines up to which a folded message is told by its characters: it is long because they are."""
MESSAGE = 300
"""A message costs as much as these many characters more, however short it is."""


def tr(text: str) -> str:
    """`text` in the person's language."""
    return QCoreApplication.translate("transcript", text)


@dataclass(frozen=True, slots=True)
class Toggle:
    """Something folded: numbers of the line that opens it, the line that closes it, and the lines in between. A line of
    the content itself may do both.

    Attributes:
        said: whether the lines are some of the content.
    """

    link: Link
    opener: int
    closer: int
    lines: range
    said: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where one message stands.

    Attributes:
        offsets: between the content's code points and its UTF-16 units.
        start: position of the content's first unit.
        header: number of the line that says who speaks.
        lines: numbers of the content's lines.
        starts: offset of each line's first character.
        code: numbers of the lines of each code block.
        begin: where the words begin behind the thoughts that the content begins with; 0 without any.
        parts: folded parts.
        whole: opens and closes a long message; None for others.
    """

    view: MessageView
    offsets: Offsets
    start: int
    header: int
    lines: range
    starts: tuple[int, ...]
    code: tuple[range, ...]
    parts: tuple[Toggle, ...]
    whole: Toggle | None
    begin: int = 0

    @property
    def spoken(self) -> range:
        """Numbers of the content's lines behind the thoughts that it begins with."""
        before = len(self.starts) if self.begin == self.offsets.length else bisect_left(self.starts, self.begin)
        return range(self.lines.start + (before if self.begin else 0), self.lines.stop)

    def lines_of(self, span: Span) -> range:
        """Numbers of the lines that hold `span`."""
        first, last = bisect_right(self.starts, span.start) - 1, bisect_right(self.starts, span.end - 1) - 1
        return range(self.lines.start + first, self.lines.start + last + 1)

    def written(self, lines: range) -> int:
        """How many lines of the content begin in these lines of the document (numbers among its own, from 0): where a
        line of the content was too long for one, the others are not counted."""
        broken = set(self.offsets.breaks) if isinstance(self.offsets, BrokenOffsets) else set()
        return sum(self.starts[line] not in broken for line in lines)

    @property
    def end(self) -> int:
        """Position after the content's last unit."""
        return self.start + self.offsets.units

    def position(self, offset: int) -> int:
        """Where code point `offset` of the content stands in the document."""
        return self.start + self.offsets.utf16(offset)

    def offset(self, position: int) -> int:
        """The code point that stands nearest to `position`."""
        return self.offsets.code_points(min(max(position, self.start), self.end) - self.start)


class TranscriptDocument:
    """A document and the places of the messages in it.

    Attributes:
        window: which of the conversation's messages are rendered.
    """

    def __init__(self, document: QTextDocument, places: tuple[Place, ...], window: range) -> None:
        self.document = document
        self.places = places
        self.window = window
        self.gaps: dict[int, int] = {}
        self.deep: dict[int, float] = {}  # by line number, the pixels by which it was made taller
        self.hidden: frozenset[int] = frozenset()
        self._starts = [place.start for place in places]
        self._by_message = {place.view.id: place for place in places}

    def place(self, message: int) -> Place | None:
        """The place of message `message`; None when it is not rendered."""
        return self._by_message.get(message)

    def toggle(self, link: Link) -> Toggle:
        """What `link` opens and closes.

        Raises:
            KeyError: when nothing rendered carries it.
        """
        place = self._by_message[link.message]
        return next(t for t in (*place.parts, place.whole) if t is not None and t.link == link)

    def place_at(self, position: int) -> Place | None:
        """The message whose content holds `position` (its end included)."""
        at = bisect_right(self._starts, position) - 1
        place = self.places[at] if at >= 0 else None
        return place if place and position <= place.end else None

    def clipped(self, anchor: int, caret: int) -> tuple[Place, Span] | None:
        """A selection as a span of one message: the anchor's, or else the one nearest to the anchor; edges without
        white space. None when nothing of any content is selected."""
        low, high = min(anchor, caret), max(anchor, caret)
        touched = [p for p in self.places if p.start < high and low < p.end]
        if not touched:
            return None
        place = touched[0] if anchor <= caret else touched[-1]
        start, end = place.offset(low), place.offset(high)
        span = trim(Span(start, end), place.view.content) if start < end else None
        return (place, span) if span else None


def window(messages: Sequence[MessageView], centre: int) -> range:
    """The messages to render when number `centre` is to be read: all, or of a very large conversation those around."""
    lengths = [MESSAGE + len(m.content) + sum(len(part.text) for part in m.parts) for m in messages]
    if sum(lengths) <= WHOLE_CHARACTERS:
        return range(len(messages))
    return window_of(lengths, centre, PART_CHARACTERS)


def build(view: ConversationView, *, rendered: range, formats: Formats, parent: QObject) -> TranscriptDocument:
    """The messages `rendered` of `view` as a document owned by `parent`."""
    writer = _Writer(formats, parent)
    writer.line(formats.title, one_line(view.title, TITLE_LENGTH))
    writer.line(formats.subtitle, one_line(view.subtitle, TITLE_LENGTH))
    if rendered.start > 0:
        writer.link(formats.folded, _more(rendered.start, tr("Show earlier messages ({count})")), Link(Ask.EARLIER))
    places = tuple(writer.message(view.messages[i]) for i in rendered)
    if later := len(view.messages) - rendered.stop:
        writer.link(formats.folded, _more(later, tr("Show later messages ({count})")), Link(Ask.LATER))
    return TranscriptDocument(writer.finish(), places, rendered)


def one_line(text: str, length: int) -> str:
    """`text` out of a log, fit for a line of ours."""
    line = " ".join(shown(text[: 4 * length]).split())
    return line if len(line) <= length else line[: length - 1] + "…"


def _more(count: int, sentence: str) -> str:
    return sentence.format(count=number(count))


class _Writer:
    """Writes line after line at the end of a new document."""

    def __init__(self, formats: Formats, parent: QObject) -> None:
        self._formats = formats
        self._document = QTextDocument(parent)
        self._document.setUndoRedoEnabled(False)
        self._document.setDocumentMargin(0)
        self._cursor = QTextCursor(self._document)
        self._cursor.beginEditBlock()
        self._number = -1

    def finish(self) -> QTextDocument:
        self._cursor.endEditBlock()
        return self._document

    def line(self, lines: Lines, text: str = "") -> int:
        """A new line of ours, or the first of several; returns its number."""
        self._number += 1
        if self._number:
            self._cursor.insertBlock(lines.block, lines.characters)
        else:
            self._cursor.setBlockFormat(lines.block)
        self._cursor.insertText(text, lines.characters)
        at = self._number
        self._number += text.count("\n")
        return at

    def link(self, lines: Lines, text: str, link: Link) -> int:
        at = self.line(lines)
        self._piece(text, lines.characters, link)
        return at

    def message(self, view: MessageView) -> Place:
        formats = self._formats
        header = self._header(view)
        parts = tuple(self._part(view, i, part) for i, part in enumerate(view.parts))
        for name in view.attachments:
            self.line(formats.note, tr("Attached: {name}").format(name=one_line(name, NAME_LENGTH)))
        text = shown(view.content)
        thoughts = thoughts_in(text) if view.role is Role.ASSISTANT else Thoughts()
        first_thoughts = self._reasoning(view) if thoughts.first else None
        offsets = BrokenOffsets(text, thoughts.breaks)
        laid = broken(text, offsets.breaks)
        first = self.line(formats.content if view.role in _SPEAKERS else formats.aside, laid)
        lines = range(first, self._number + 1)
        starts = (0, *sorted((*(newline.end() for newline in _NEWLINE.finditer(text)), *offsets.breaks)))
        start = self._cursor.position() - offsets.units
        code = self._style(text, start, offsets, thoughts)
        place = Place(
            view=view,
            offsets=offsets,
            start=start,
            header=header,
            lines=lines,
            starts=starts,
            code=tuple(
                range(first + bisect_right(starts, s.start) - 1, first + bisect_right(starts, s.end)) for s in code
            ),
            parts=parts,
            whole=None,
            begin=thoughts.first,
        )
        if first_thoughts is not None:
            parts = (*parts, replace(first_thoughts, lines=range(first, place.spoken.start)))
        parts = (*parts, *self._later(place, text, thoughts.later, len(parts)))
        said = text[thoughts.first :]
        return replace(place, parts=parts, whole=self._whole(view, place.spoken, said) if is_long(said) else None)

    def _header(self, view: MessageView) -> int:
        at = self.line(self._formats.header)
        quiet = self._formats.header.characters
        self._piece(tr(_NAMES[view.role]), self._formats.speaker)
        asides = [one_line(view.model or "", NAME_LENGTH), when(view.created_at)]
        if not view.on_active_path:
            asides.append(tr("not on the active path"))
        self._piece("".join(f"   {aside}" for aside in asides if aside), quiet)
        if view.branch:
            place, total = view.branch
            self._piece("   ", quiet)
            self._piece("◂", self._formats.link, Link(Ask.BRANCH, view.id, -1))
            self._piece(tr(" {at} of {total} ").format(at=place, total=total), quiet)
            self._piece("▸", self._formats.link, Link(Ask.BRANCH, view.id, 1))
        return at

    def _part(self, view: MessageView, index: int, part: FoldedPart) -> Toggle:
        link, title = Link(Ask.PART, view.id, index), one_line(part.title, NAME_LENGTH)
        opener = self.link(self._formats.folded, f"▸ {title}", link)
        closer = self.link(self._formats.folded, f"▾ {title}", link)
        text = shown(part.text)
        first = self.line(self._formats.part, broken(text, breaks_in(text)))
        return Toggle(link, opener, closer, range(first, self._number + 1))

    def _reasoning(self, view: MessageView) -> Toggle:
        """The lines that open and close the thoughts that the content begins with, which come next."""
        link, title = Link(Ask.PART, view.id, len(view.parts)), tr("Reasoning")
        opener = self.link(self._formats.folded, f"▸ {title}", link)
        return Toggle(link, opener, self.link(self._formats.folded, f"▾ {title}", link), range(0), said=True)

    def _later(self, place: Place, text: str, thoughts: Sequence[Span], number: int) -> Iterator[Toggle]:
        """Thoughts among the words: their mark, which is content, opens and closes them."""
        for at, thought in enumerate(thoughts, number):
            link, mark = Link(Ask.PART, place.view.id, at), Span(thought.start, opened(text, thought))
            characters = QTextCharFormat()
            characters.setAnchor(True)
            characters.setAnchorHref(link.address)
            self._merge(place.position(mark.start), place.position(mark.end - 1) + 1, characters)
            line = place.lines_of(mark).start
            yield Toggle(link, line, line, range(line + 1, place.lines_of(thought).stop), said=True)

    def _whole(self, view: MessageView, lines: range, text: str) -> Toggle:
        link, count = Link(Ask.WHOLE, view.id), text.count("\n") + 1
        all_of_it = _more(count, tr("▸ Show all {count} lines"))
        if count <= FEW_LINES:
            all_of_it = _more(len(text), tr("▸ Show all {count} characters"))
        opener = self.link(self._formats.folded, all_of_it, link)
        closer = self.link(self._formats.folded, tr("▾ Show less"), link)
        return Toggle(link, opener, closer, lines)

    def _piece(self, text: str, characters: QTextCharFormat, link: Link | None = None) -> None:
        if link is not None:
            characters = QTextCharFormat(characters)
            characters.setAnchor(True)
            characters.setAnchorHref(link.address)
        self._cursor.insertText(text, characters)

    def _style(self, text: str, start: int, offsets: Offsets, thoughts: Thoughts) -> list[Span]:
        """Give code, headings and bold their looks, and thoughts theirs; returns the code blocks."""
        code = []
        for piece in styled(text[thoughts.first :]):
            span = Span(thoughts.first + piece.span.start, thoughts.first + piece.span.end)
            if any(thought.start <= span.start < thought.end for thought in thoughts.later):
                continue
            at, to = start + offsets.utf16(span.start), start + offsets.utf16(span.end)
            self._merge(at, to, self._formats.looks[piece.look])
            if piece.look is Look.CODE_BLOCK:
                self._merge(at, to, self._formats.code_line)
                code.append(span)
        for thought in (Span(0, thoughts.first), *thoughts.later) if thoughts.first else thoughts.later:
            at, to = start + offsets.utf16(thought.start), start + offsets.utf16(thought.end - 1)
            self._merge(at, to + 1, self._formats.part.characters)
            self._merge(at, to, self._formats.part.block)  # not of the line that begins behind it
        return code

    def _merge(self, at: int, to: int, looks: QTextCharFormat | QTextBlockFormat) -> None:
        cursor = QTextCursor(self._document)
        cursor.setPosition(at)
        cursor.setPosition(to, QTextCursor.MoveMode.KeepAnchor)
        if isinstance(looks, QTextBlockFormat):
            cursor.mergeBlockFormat(looks)
        else:
            cursor.mergeCharFormat(looks)


_SPEAKERS = (Role.USER, Role.ASSISTANT)
_NAMES = {Role.USER: "You", Role.ASSISTANT: "Assistant", Role.SYSTEM: "System", Role.TOOL: "Tool"}
