"""What is folded becomes invisible, never absent: lines are hidden and shown, no position moves."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor

from nfstudio.app import theme as look
from nfstudio.app.folding import hidden_lines
from nfstudio.app.links import Link
from nfstudio.app.transcript_document import Place, Toggle, TranscriptDocument
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
            hidden |= _closed(part) if _is_closed(part, place, opened, spans) else {part.opener} - {part.closer}
        if place.whole is not None and place.whole.link in opened:
            hidden.add(place.whole.opener)
        elif place.whole is not None:
            hidden |= _shortened(place, spans.get(place.view.id, ()), gaps)
    changed = _show(page, hidden)
    _space(page, {line: missing for line, missing in gaps.items() if line not in hidden})
    return changed


def over(place: Place, span: Span) -> set[Link]:
    """What opens the folded lines that may hold part of `span`."""
    lines = place.lines_of(span)
    folded = [part for part in (*place.parts, place.whole) if part is not None and (part.said or part is place.whole)]
    return {part.link for part in folded if part.lines.start < lines.stop and lines.start < part.lines.stop}


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


def _is_closed(part: Toggle, place: Place, opened: Collection[Link], spans: Mapping[int, Sequence[Span]]) -> bool:
    if part.link in opened:
        return False
    return not part.said or not any(part.link in over(place, span) for span in spans.get(place.view.id, ()))


def _closed(part: Toggle) -> set[int]:
    return {*part.lines} | ({part.closer} - {part.opener})


def _shortened(place: Place, spans: Sequence[Span], gaps: dict[int, int]) -> set[int]:
    """The numbers of the hidden lines of a long message; notes its gaps in `gaps`."""
    assert place.whole is not None
    first, begin = place.spoken.start, place.begin
    starts = [start - begin for start in place.starts[first - place.lines.start :]]
    behind = [Span(max(span.start, begin) - begin, span.end - begin) for span in spans if span.end > begin]
    missing = hidden_lines(starts, place.offsets.length - begin, behind)
    for lines in missing:
        if first + lines.stop < place.lines.stop:
            shift = first - place.lines.start
            gaps[first + lines.stop] = place.written(range(shift + lines.start, shift + lines.stop))
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
