"""A picture of a window brought down to few colours, so that the manual is no burden to load."""

from pathlib import Path

_COMMON, _COLOURS = 128, 255


def save_small(image: object, path: Path) -> int:
    """Save with at most 255 colours; the size in bytes.

    A picture of a window has few colours and many shades between them (the edges of letters): shades that agree in
    their upper five bits count as one. The commonest get a place, then those farthest from all that have one (an
    emoji is small and colourful); the others take the nearest.
    """
    import numpy as np
    from PySide6.QtGui import QImage, qRgb

    rgb = image.convertToFormat(QImage.Format.Format_RGB888)  # type: ignore[attr-defined]
    width, height = rgb.width(), rgb.height()
    pixels = np.frombuffer(rgb.constBits(), np.uint8).reshape(height, rgb.bytesPerLine())
    pixels = pixels[:, : width * 3].reshape(-1, 3).astype(np.int64)
    exact, at, counts = np.unique(pixels @ (65536, 256, 1), return_inverse=True, return_counts=True)
    shades = np.stack([exact >> 16, exact >> 8 & 255, exact & 255], axis=1)
    bins, of = np.unique((shades >> 3) @ (1024, 32, 1), return_inverse=True)
    weight = np.bincount(of, counts, len(bins))
    # Of each bin the shade that is seen most, so that plain areas keep their exact colour.
    order = np.lexsort((counts, of))
    last = np.append(np.flatnonzero(np.diff(of[order])), len(order) - 1)
    offered = shades[order[last]][np.argsort(-weight)]
    table = offered[:_COMMON]
    away = ((offered[:, None, :] - table[None, :, :]) ** 2).sum(axis=2).min(axis=1)
    while len(table) < _COLOURS and away.max() > 0:
        table = np.vstack([table, offered[away.argmax()]])
        away = np.minimum(away, ((offered - table[-1]) ** 2).sum(axis=1))
    nearest = ((shades[:, None, :] - table[None, :, :]) ** 2).sum(axis=2).argmin(axis=1)
    small = QImage(width, height, QImage.Format.Format_Indexed8)
    small.setColorTable([qRgb(*map(int, colour)) for colour in table])
    lines = np.frombuffer(small.bits(), np.uint8).reshape(height, small.bytesPerLine())
    lines[:, :width] = nearest[at].reshape(height, width)
    if not small.save(str(path), "PNG", 0):  # 0: as small as PNG gets
        raise OSError(f"{path} cannot be written")
    return path.stat().st_size
