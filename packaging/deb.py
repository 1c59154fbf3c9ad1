"""A Debian package of the CPU bundle: `python3 packaging/deb.py`, after `make package`. Wants dpkg-deb, which Debian
and Ubuntu have. Menu, file type and icons are taken in by the triggers of the desktop's own packages: no script runs.
"""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from build import DIST, ROOT, bundle_name, surroundings, version
from finish import checksum, size

sys.path.insert(0, str(ROOT / "nfstudio"))
import system_libraries  # standard library alone; the package itself is not imported

ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
CONTROL = """\
Package: nfstudio
Version: {version}
Architecture: {architecture}
Maintainer: The NF Studio authors <nfstudio@invalid>
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: {recommends}
Section: science
Priority: optional
Description: turn chat logs into preference data
 People correct, doubt, thank and repeat themselves when they talk to a chat
 model. NF Studio finds this feedback in the chat logs you own, lets you review
 it by keyboard, and exports preference datasets, without a network.
"""
COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: NF Studio

Files: *
Copyright: The NF Studio authors
License: Apache-2.0
 On Debian systems the licence is in /usr/share/common-licenses/Apache-2.0.
 The libraries below /usr/lib/nfstudio/_internal keep licences of their own.
"""


def lay_out(bundle: Path, root: Path, *, when: int) -> None:
    """Lay the bundle out below `root` as it is to lie in the system, every time set to `when`."""
    program = root / "usr" / "lib" / "nfstudio"
    shutil.copytree(bundle, program, symlinks=True, ignore=lambda folder, _: _elsewhere(Path(folder), bundle))
    shutil.copytree(bundle / "share", root / "usr" / "share")
    (root / "usr" / "bin").mkdir()
    (root / "usr" / "bin" / "nfstudio").symlink_to("../lib/nfstudio/nfstudio")
    told = root / "usr" / "share" / "doc" / "nfstudio" / "copyright"
    told.parent.mkdir(parents=True)
    told.write_text(COPYRIGHT, encoding="utf-8")
    control = root / "DEBIAN" / "control"
    control.parent.mkdir()
    control.write_text(_control(size(root) // 1024), encoding="utf-8")
    for path in [root, *root.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        os.utime(path, (when, when), follow_symlinks=False)


def _elsewhere(folder: Path, bundle: Path) -> set[str]:
    """What of the bundle's first floor goes elsewhere or is of no use in a package."""
    return {"share", "integrate.sh", "LICENSE"} if folder == bundle else set()


def _control(kilobytes: int) -> str:
    wanted = dict.fromkeys(need.apt for need in system_libraries.LIBRARIES)
    return CONTROL.format(
        version=version(),
        architecture=ARCHITECTURES[platform.machine()],
        kilobytes=kilobytes,
        depends=", ".join([f"libc6 (>= {platform.libc_ver()[1]})", *wanted]),
        recommends=system_libraries.FONTS.apt,
    )


def main() -> int:
    """Build the package into dist/ and tell what it weighs."""
    bundle, around = DIST / bundle_name("cpu"), surroundings()
    if not bundle.is_dir():
        sys.exit(f"{bundle} is not there: make package builds it.")
    root = ROOT / "build" / "deb"
    shutil.rmtree(root, ignore_errors=True)
    lay_out(bundle, root, when=int(around["SOURCE_DATE_EPOCH"]))
    out = DIST / f"nfstudio_{version()}_{ARCHITECTURES[platform.machine()]}.deb"
    # zstd is read by Debian 12, Ubuntu 21.10 and later; xz takes three times as long for a few per cent.
    packed = ["dpkg-deb", "--root-owner-group", "-Zzstd", "-z19", "--build", str(root), str(out)]
    subprocess.run(packed, check=True, env=around, stdout=subprocess.DEVNULL)
    shutil.rmtree(root)
    digest = checksum(out)
    out.with_name(f"{out.name}.sha256").write_text(f"{digest}  {out.name}\n", encoding="utf-8")
    print(f"{out.name}: {out.stat().st_size / 1e6:.0f} MB, SHA-256 {digest}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
