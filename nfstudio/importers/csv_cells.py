"""CSV and TSV as lists of cells, row by row; what takes time (lines, quotes, cells) is done by the block."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from nfstudio.domain.records import Problem, Reason
from nfstudio.importers import headless

_MOST_CELL = 64 << 20
_BLOCK = 1 << 18
_DELIMITERS = ",\t;|"


def delimiter_of(header: str) -> str:
    """What separates the cells of a header line; empty when it is no header: blank, doubled or long names."""
    if header[:1] in ("{", "[", "<", "#"):
        return ""
    for delimiter in sorted(_DELIMITERS, key=header.count, reverse=True):
        names = names_in(header, delimiter)
        if len(names) > 1 and all(names) and len(set(names)) == len(names) and max(map(len, names)) < 80:
            return delimiter
    return ""


def headless_delimiter(lines: Sequence[str]) -> str:
    """What separates the cells of a table without a header; empty when it has one, or is no table.

    Args:
        lines: the first of the file, with their ends; more than `headless.LOOKED_AT` are not looked at.
    """
    if not lines or lines[0][:1] in ("{", "[", "<", "#"):
        return ""
    lines = [line if line.endswith("\n") else f"{line}\n" for line in lines[: headless.LOOKED_AT]]
    likely = sorted(_DELIMITERS, key=lines[0].count, reverse=True)
    return next((one for one in likely if one in lines[0] and headless.columns_of(lines, one)), "")


def names_in(header: str, delimiter: str) -> list[str]:
    """The names of the columns; the first has none where rows are numbered, as pandas writes them."""
    first, *others = cells_of(header, delimiter) or [""]
    return [first or NUMBER, *others] if others else [first] * bool(first)


NUMBER = "#"
"""What a column of row numbers is called."""


def cells_of(line: str, delimiter: str) -> list[str]:
    """The cells of one line, blanks around them taken off; none when a quote is left open."""
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter, strict=True), [])]
    except csv.Error:
        return []


class Rows:
    """The rows of a CSV file, each a list of as many cells as there are columns, or a problem.

    Attributes:
        columns: their names.

    Args:
        stream: UTF-8 without a mark.
    """

    def __init__(self, stream: io.BufferedReader) -> None:
        self._lines = chain.from_iterable(_lines(stream))
        first = list(islice(self._lines, headless.LOOKED_AT))
        if delimiter := headless_delimiter(first):
            self._delimiter = delimiter
            self.columns = list(headless.columns_of(first, delimiter))
            self._lines = chain(first, self._lines)
        else:
            header = first[0].rstrip("\r\n") if first else ""
            self._delimiter = delimiter_of(header) or ","
            self.columns = names_in(header, self._delimiter)
            self._lines = chain(first[1:], self._lines)
        self._quotes, self._last = 0, "\n"
        self._noted = self._noting()
        csv.field_size_limit(_MOST_CELL)  # the library's own limit of 128 kB is shorter than many answers

    def __iter__(self) -> Iterator[list[str] | Problem]:
        number, width, delimiter = 0, len(self.columns), self._delimiter
        for line in self._lines:
            if '"' in line or len(line) >= _MOST_CELL:
                self._quotes, self._last = self._quotes + line.count('"'), line
                try:
                    cells = next(csv.reader(chain((line,), self._noted), delimiter=delimiter))
                except csv.Error as fault:
                    number += 1
                    yield Problem(f"row {number}", Reason.WRONG_SHAPE, f"The row cannot be read: {fault}.")
                    continue
            else:
                self._last = line
                cells = line.rstrip("\r\n").split(delimiter)  # the same, several times as fast
                if cells == [""]:
                    continue
            number += 1
            open_quote, self._quotes = self._quotes % 2, 0  # a row that ends inside one was cut off
            if len(cells) == width and not open_quote:
                yield cells
            elif open_quote or (len(cells) < width and self._last[-1] not in "\n\r"):
                sentence = "The file ends inside this row; everything before it was read."
                yield Problem(f"row {number}", Reason.TRUNCATED, sentence)
            else:
                sentence = f"It has {len(cells)} cells where the header has {width}."
                yield Problem(f"row {number}", Reason.WRONG_SHAPE, sentence)

    def _noting(self) -> Iterator[str]:
        """Further lines of a row that is quoted."""
        for line in self._lines:
            self._quotes, self._last = self._quotes + line.count('"'), line
            yield line


def _lines(stream: io.BufferedReader) -> Iterator[list[str]]:
    """The lines of a text with their ends, many at once; one that is longer than any cell may be is cut."""
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    begun: list[str] = []  # pieces of a line whose end is still to come
    raw: bytes | None = None
    while raw != b"":
        raw = stream.read1(_BLOCK)
        lines = io.StringIO(decode(raw, final=not raw), newline="").readlines()
        if not lines:
            continue
        if begun and begun[-1][-1] == "\r" and lines[0] != "\n":  # it had its end, of which this is no second half
            yield ["".join(begun)]
            begun.clear()
        begun.append(lines[0])
        if len(lines) == 1 and lines[0][-1] != "\n" and sum(map(len, begun)) < _MOST_CELL:
            continue
        lines[0] = "".join(begun)
        begun.clear()
        if lines[-1][-1] != "\n" and len(lines[-1]) < _MOST_CELL:
            begun.append(lines.pop())
        if lines:
            yield lines
    if begun:
        yield ["".join(begun)]
