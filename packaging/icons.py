"""The program's icon in the shapes that systems want, drawn from one SVG: PNG, ICO (Windows), ICNS (macOS); and what a
Windows program says of itself. Runs in the bundle's environment: `python packaging/icons.py OUT`.
"""

import struct
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
DRAWING = HERE.parent / "resources" / "icons" / "app.svg"
SIDES = (16, 24, 32, 48, 64, 128, 256, 512, 1024)
_ICO = (16, 24, 32, 48, 64, 128, 256)
_ICNS = ((b"icp4", 16), (b"icp5", 32), (b"icp6", 64), (b"ic07", 128), (b"ic08", 256), (b"ic09", 512), (b"ic10", 1024))


def drawn(side: int, drawing: Path = DRAWING) -> bytes:
    """The drawing as PNG, `side` pixels wide and high."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(held.data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """PNGs by side as an icon file of Windows (Vista and later read PNG inside)."""
    head = struct.pack("<HHH", 0, 1, len(_ICO))
    at = len(head) + 16 * len(_ICO)
    entries, bodies = b"", b""
    for side in _ICO:
        body = pictures[side]
        entries += struct.pack("<BBBBHHII", side % 256, side % 256, 0, 0, 1, 32, len(body), at + len(bodies))
        bodies += body
    return head + entries + bodies


def icns(pictures: dict[int, bytes]) -> bytes:
    """PNGs by side as an icon file of macOS (10.7 and later read PNG inside)."""
    parts = b"".join(struct.pack(">4sI", kind, 8 + len(pictures[side])) + pictures[side] for kind, side in _ICNS)
    return struct.pack(">4sI", b"icns", 8 + len(parts)) + parts


def version_facts(version: str) -> str:
    """What the properties of nfstudio.exe show, as PyInstaller takes it."""
    numbers = (*(int(part) for part in version.split(".")[:3]), 0)
    told = {
        "CompanyName": "The NF Studio authors",
        "FileDescription": "NF Studio",
        "FileVersion": version,
        "InternalName": "nfstudio",
        "LegalCopyright": "Apache License 2.0",
        "OriginalFilename": "nfstudio.exe",
        "ProductName": "NF Studio",
        "ProductVersion": version,
    }
    strings = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in told.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004,"
        " fileType=0x1, subtype=0x0, date=(0, 0)), kids=["
        f"StringFileInfo([StringTable('040904B0', [{strings}])]),"
        " VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
    )


def main(arguments: list[str]) -> int:
    """Write all of it into the folder named."""
    from nfstudio import __version__

    out = Path(arguments[0])
    out.mkdir(parents=True, exist_ok=True)
    pictures = {side: drawn(side) for side in SIDES}
    for side, picture in pictures.items():
        (out / f"app-{side}.png").write_bytes(picture)
    (out / "app.ico").write_bytes(ico(pictures))
    (out / "app.icns").write_bytes(icns(pictures))
    (out / "version.txt").write_text(version_facts(__version__), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
