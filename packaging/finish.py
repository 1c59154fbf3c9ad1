"""The last touches to a bundle: symbols stripped, files for the desktop laid in, one archive with the same bytes each
time. Runs in the bundle's environment: `python packaging/finish.py FOLDER ICONS [--archive]`.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import filters

HERE = Path(__file__).resolve().parent
SIDES = (16, 24, 32, 48, 64, 128, 256, 512)
LEVEL = 19
"""Of zstandard: minutes to pack, seconds to unpack."""


def strip(folder: Path) -> None:
    """Take the symbols from the few libraries where that pays and does no harm."""
    tool = shutil.which("strip")
    if tool is None or sys.platform != "linux":
        return
    for path in sorted(folder.rglob("*.so*")):
        if path.is_file() and not path.is_symlink() and filters.is_stripped(path.relative_to(folder).as_posix()):
            subprocess.run([tool, "--strip-unneeded", str(path)], check=True)


def add_desktop_files(folder: Path, icons: Path) -> None:
    """Lay `share/` into the bundle as Linux desktops want it, the script that integrates it, and the licence."""
    shutil.copy(HERE.parent / "LICENSE", folder / "LICENSE")
    if sys.platform != "linux":
        return
    for place, name in (
        ("applications", "nfstudio.desktop"),
        ("mime/packages", "nfstudio.xml"),
        ("metainfo", "io.github.nfstudio.NFStudio.metainfo.xml"),
    ):
        _copied(HERE / "linux" / name, folder / "share" / place / name)
    hicolor = folder / "share" / "icons" / "hicolor"
    drawn = HERE.parent / "resources" / "icons"
    _copied(drawn / "app.svg", hicolor / "scalable" / "apps" / "nfstudio.svg")
    _copied(drawn / "project-file.svg", hicolor / "scalable" / "mimetypes" / "application-x-nfstudio.svg")
    for side in SIDES:
        _copied(icons / f"app-{side}.png", hicolor / f"{side}x{side}" / "apps" / "nfstudio.png")
    _copied(HERE / "linux" / "integrate.sh", folder / "integrate.sh")
    (folder / "integrate.sh").chmod(0o755)


def archive(folder: Path) -> Path:
    """Pack the bundle: names sorted, times and owners the same for everybody."""
    from backports.zstd import ZstdCompressor  # of the bundle's environment

    when = int(os.environ.get("SOURCE_DATE_EPOCH", "315532800"))
    out = folder.with_name(f"{folder.name}.tar.zst")

    def evened(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.mtime, member.uid, member.gid, member.uname, member.gname = when, 0, 0, "", ""
        member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
        return member

    with out.open("wb") as file:
        packing = _Packing(file, ZstdCompressor(level=LEVEL))
        with tarfile.open(fileobj=packing, mode="w|", format=tarfile.PAX_FORMAT) as tar:
            tar.add(folder, arcname=folder.name, recursive=False, filter=evened)
            for path in sorted(folder.rglob("*")):
                tar.add(path, arcname=str(path.relative_to(folder.parent)), recursive=False, filter=evened)
        packing.end()
    return out


class _Packing:
    """What tarfile writes to: compresses and passes on."""

    def __init__(self, file, compressor) -> None:
        self._file, self._compressor = file, compressor

    def write(self, block: bytes) -> int:
        self._file.write(self._compressor.compress(block))
        return len(block)

    def end(self) -> None:
        self._file.write(self._compressor.flush(self._compressor.FLUSH_FRAME))


def size(folder: Path) -> int:
    """Bytes of all files, each counted once."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir() or path.is_symlink())


def checksum(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copied(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def main(arguments: list[str]) -> int:
    """Finish the bundle in the folder named first, with icons from the second; tell what it weighs."""
    folder, icons = Path(arguments[0]), Path(arguments[1])
    strip(folder)
    add_desktop_files(folder, icons)
    print(f"{folder.name}: {size(folder) / 1e6:.0f} MB in {sum(1 for one in folder.rglob('*') if one.is_file())} files")
    if "--archive" in arguments:
        packed = archive(folder)
        digest = checksum(packed)
        packed.with_name(f"{packed.name}.sha256").write_text(f"{digest}  {packed.name}\n", encoding="utf-8")
        print(f"{packed.name}: {packed.stat().st_size / 1e6:.0f} MB, SHA-256 {digest}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
