"""Plots that leave the window: as a picture on the clipboard, as PNG or SVG, and the figures behind them as CSV."""

import csv
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from nfstudio.app.insights import painting
from nfstudio.app.insights.charts import Chart
from nfstudio.app.theme import ROOM, WIDE, Theme, heading_font, small_font
from nfstudio.domain.cells import harmless
from nfstudio.errors import StudioError

WIDTH = 900
"""Pixels of a picture at single density."""
DENSITY = 2
"""Pictures are for print and slides: twice the pixels of a screen."""
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


def picture(chart: Chart, theme: Theme, font: QFont) -> QImage:
    """The plot with its title and caption, `DENSITY` times as fine as a screen."""
    size = _size(chart, font)
    image = QImage(size * DENSITY, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(DENSITY)
    painter = QPainter(image)
    _paint(painter, size, chart, theme, font)
    painter.end()
    return image


def svg(chart: Chart, theme: Theme, font: QFont) -> bytes:
    """The same as SVG."""
    size = _size(chart, font)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    page = QSvgGenerator()
    page.setOutputDevice(buffer)
    page.setSize(size)
    page.setViewBox(QRect(0, 0, size.width(), size.height()))
    page.setTitle(chart.title)
    page.setDescription(chart.caption)
    painter = QPainter(page)
    _paint(painter, size, chart, theme, font)
    painter.end()
    buffer.close()
    return bytes(data.data())


def save_picture(path: Path, chart: Chart, theme: Theme, font: QFont) -> None:
    """Write the plot to `path`, as SVG when it ends so, else as PNG.

    Raises:
        StudioError: when the file cannot be written.
    """
    if path.suffix.lower() == ".svg":
        _write(path, svg(chart, theme, font))
        return
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture(chart, theme, font).save(buffer, "PNG")  # type: ignore[call-overload]  # its stub wants bytes, which it refuses
    buffer.close()
    _write(path, bytes(data.data()))


def save_table(path: Path, chart: Chart) -> None:
    """Write the figures behind the plot to `path` as CSV.

    Names come out of logs: one that a spreadsheet would take for a formula gets an apostrophe before it.

    Raises:
        StudioError: when the file cannot be written.
    """
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:  # the mark tells spreadsheets that it is UTF-8
            rows = csv.writer(file)
            rows.writerow(chart.header)
            rows.writerows([harmless(cell) for cell in row] for row in chart.table)
    except OSError as failed:
        raise _refused(path, failed) from failed


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as failed:
        raise _refused(path, failed) from failed


def _refused(path: Path, failed: OSError) -> StudioError:
    return StudioError(f"{path} cannot be written: {failed.strerror}.", "Choose another folder.")


def _size(chart: Chart, font: QFont) -> QSize:
    return QSize(WIDTH, round(_head(chart, font) + painting.height(chart, font) + 2 * WIDE))


def _head(chart: Chart, font: QFont) -> float:
    """Pixels that title and caption take, with the room below them."""
    title = QFontMetricsF(heading_font(font)).height()
    field = QRectF(0, 0, WIDTH - 2 * WIDE, 1000)
    caption = QFontMetricsF(small_font(font)).boundingRect(field, _WRAPPED, chart.caption).height()
    return title + caption + ROOM


def _paint(painter: QPainter, size: QSize, chart: Chart, theme: Theme, font: QFont) -> None:
    painter.fillRect(0, 0, size.width(), size.height(), theme.base)
    rect = QRectF(WIDE, WIDE, size.width() - 2 * WIDE, size.height() - 2 * WIDE)
    painter.setPen(theme.text)
    painter.setFont(heading_font(font))
    painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, chart.title)
    painter.setPen(theme.muted)
    painter.setFont(small_font(font))
    title = QFontMetricsF(heading_font(font)).height()
    painter.drawText(rect.adjusted(0, title, 0, 0), _WRAPPED, chart.caption)
    painting.draw(painter, rect.adjusted(0, _head(chart, font), 0, 0), chart, theme, font)
