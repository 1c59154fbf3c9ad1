"""What is folded becomes invisible, never absent: lines are hidden and shown, no position moves."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor

from nfstudio.app import theme as look
from nfstudio.app.folding import hidden_lines
from nfstudio.app.links import Link
from nfstudio.app.transcript_document import Place, TranscriptDocument
from nfstudio.domain.span import Span

GAP_HEIGHT = look.AIRY
"""Pixels above the first line after a gap, where the painter says how much is missing."""


def fold(page: TranscriptDocument, *, opened: Collection[Link], spans: Mapping[int, Sequence[Span]]) -> bool:
    """Show and hide the lines of `page`.

    Args:
        opened: what the person opened.
        spans: by message id, what must stay in sight.

    Returns:
        Whether anything changed; `page.gaps` then holds, by line number, how many lines of the content are missing
        above it; 0 where the gap lies within one long line.
    """
    hidden: set[int] = set()
    gaps: dict[int, int] = {}
    for place in page.places:
        for part in place.parts:
            hidden |= {part.opener} if part.link in opened else {part.closer, *part.lines}
        if place.whole is not None and place.whole.link in opened:
            hidden.add(place.whole.opener)
        elif place.whole is not None:
            hidden |= _shortened(place, spans.get(place.view.id, ()), gaps)
    changed = _show(page, hidden)
    _space(page, gaps)
    return changed


def hides(page: TranscriptDocument, place: Place, span: Span) -> bool:
    """Whether part of `span` lies in a folded line."""
    block = page.document.findBlock(place.position(span.start))
    while block.isValid() and block.position() < place.position(span.end):
        if not block.isVisible():
            return True
        block = block.next()
    return False


def first_hidden(page: TranscriptDocument, lines: range) -> int:
    """Number of the first folded line of `lines`; of the last line when none is."""
    return next((n for n in lines if not page.document.findBlockByNumber(n).isVisible()), lines[-1])


def _shortened(place: Place, spans: Sequence[Span], gaps: dict[int, int]) -> set[int]:
    """The numbers of the hidden lines of a long message; notes its gaps in `gaps`."""
    assert place.whole is not None
    first = place.lines.start
    missing = hidden_lines(place.starts, place.offsets.length, spans)
    for lines in missing:
        if first + lines.stop < place.lines.stop:
            gaps[first + lines.stop] = place.written(lines)
    closed = {first + line for lines in missing for line in lines}
    # With nothing hidden there is nothing to offer either.
    return closed | {place.whole.closer} | (set() if missing else {place.whole.opener})


def _show(page: TranscriptDocument, hidden: set[int]) -> bool:
    """Make exactly the lines `hidden` invisible, telling the layout once."""
    changed = sorted(page.hidden ^ hidden)
    page.hidden = frozenset(hidden)
    if not changed:
        return False
    for number in changed:
        page.document.findBlockByNumber(number).setVisible(number not in hidden)
    first, last = (page.document.findBlockByNumber(number) for number in (changed[0], changed[-1]))
    page.document.markContentsDirty(first.position(), last.position() + last.length() - first.position())
    return True


def _space(page: TranscriptDocument, gaps: Mapping[int, int]) -> None:
    """Make room above the first line after each gap, and take it away where a gap is gone."""
    for number in page.gaps.keys() ^ gaps.keys():
        _set_top(page.document.findBlockByNumber(number), GAP_HEIGHT if number in gaps else 0)
    page.gaps = dict(gaps)


def _set_top(block: QTextBlock, pixels: int) -> None:
    margin = QTextBlockFormat()
    margin.setTopMargin(pixels)
    QTextCursor(block).mergeBlockFormat(margin)
