"""What a bundle is made of, held to without building one."""

import configparser
import struct
import tarfile
import tomllib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import nfstudio
from nfstudio.store import tables

ROOT = Path(nfstudio.__file__).parent.parent
LINUX = ROOT / "packaging" / "linux"


def test_the_version_is_written_in_one_place():
    import build

    assert build.version() == nfstudio.__version__
    assert "version" in tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dynamic"]


def test_the_cpu_bundle_does_without_torch_and_the_gpu_bundle_has_all():
    import build

    whole = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    left_out = set(whole) - set(build.requirements("cpu"))

    assert build.requirements("gpu") == whole
    assert sorted(one.split(">")[0] for one in left_out) == ["torch", "transformers"]


@pytest.mark.parametrize(
    ("place", "left_out"),
    [
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/Qt/translations/qtbase_fr.qm", True),
        ("PySide6/Qt/translations/qtdeclarative_de.qm", True),
        ("PySide6/Qt/plugins/imageformats/libqpdf.so", True),
        ("PySide6/Qt/lib/libQt6Quick.so.6", True),
        ("PySide6\\Qt\\translations\\qt_de.qm", True),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", True),
        ("torch/bin/test_jit", True),
        ("torch/bin/protoc-3.13.0.0", True),
        ("torch/lib/libtorchbind_test.so", True),
        ("torch/_inductor/codegen/cpp.py", True),
        ("torch/testing/_internal/distributed/fake_pg.py", True),
        ("torch/include/ATen/ATen.h", True),
        ("PySide6/Qt/plugins/imageformats/libqsvg.so", False),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", False),
        ("PySide6/Qt/plugins/platformthemes/libqxdgdesktopportal.so", False),
        ("PySide6/Qt/lib/libQt6Core.so.6", False),
        ("nfstudio/resources/rules/en-positive.toml", False),
        ("nfstudio/resources/checks/harm.toml", False),
        ("nfstudio/resources/samples/hh-style.jsonl", False),
        ("nfstudio/models/feedback-minilm/model.int8.onnx", False),
        ("py3langid/data/model.npz.xz", False),
        ("torch/lib/libtorch_cpu.so", False),
        ("torch/bin/torch_shm_manager", False),
        ("torch/_inductor/config.py", False),
        ("torch/fx/experimental/_config.py", False),
        ("torch/nn/functional.py", False),
        ("transformers/models/bert/modeling_bert.py", False),
    ],
)
def test_what_stays_out_of_a_bundle(place, left_out):
    import filters

    assert filters.is_left_out(place, torch=True) is left_out
    assert filters.is_left_out(place, torch=False) is left_out


def test_only_libraries_that_survive_it_lose_their_symbols():
    import filters

    assert filters.is_stripped("torch/lib/libtorch_cpu.so")
    assert filters.is_stripped("_polars_runtime_32/_polars_runtime.abi3.so")
    assert filters.is_stripped("_internal/libpython3.11.so.1.0")
    assert filters.is_stripped("_internal/python3.11/lib-dynload/_ssl.cpython-311-x86_64-linux-gnu.so")
    assert filters.is_stripped("_internal/yaml/_yaml.cpython-311-x86_64-linux-gnu.so")
    assert not filters.is_stripped("numpy.libs/libscipy_openblas64_.so")
    assert not filters.is_stripped("numpy/_core/_multiarray_umath.cpython-311-x86_64-linux-gnu.so")


def test_plugins_that_stay_out_are_not_even_looked_at_for_what_they_need(tmp_path):
    import build

    plugins = tmp_path / "lib" / "site-packages" / "PySide6" / "Qt" / "plugins"
    for name in ("platformthemes/libqgtk3.so", "platforms/libqxcb.so", "platforms/libqeglfs.so"):
        (plugins / name).parent.mkdir(parents=True, exist_ok=True)
        (plugins / name).touch()
    build._without_plugins(tmp_path)

    assert [path.name for path in plugins.rglob("*.so")] == ["libqxcb.so"]


def test_of_what_is_shipped_only_the_weights_for_torch_stay_out_and_only_where_torch_does():
    import filters

    shipped = [path for name in ("resources", "models") for path in (ROOT / name).rglob("*") if path.is_file()]
    places = [f"nfstudio/{path.relative_to(ROOT).as_posix()}" for path in shipped]

    assert [place for place in places if filters.is_left_out(place, torch=True)] == []
    assert [place for place in places if filters.is_left_out(place, torch=False)] == [
        "nfstudio/models/feedback-minilm/model.safetensors"
    ]


def test_the_icon_files_of_windows_and_macos_hold_the_drawing_in_every_size(qapp):
    import icons

    pictures = {side: icons.drawn(side) for side in icons.SIDES}
    windows, mac = icons.ico(pictures), icons.icns(pictures)
    count = struct.unpack_from("<H", windows, 4)[0]
    entries = [struct.unpack_from("<BBBBHHII", windows, 6 + 16 * i) for i in range(count)]

    assert len({*pictures.values()}) == len(icons.SIDES)
    assert [windows[at : at + size] for *_, size, at in entries] == [pictures[entry[0] or 256] for entry in entries]
    assert mac[:4] == b"icns"
    assert struct.unpack_from(">I", mac, 4)[0] == len(mac)


def test_the_desktop_file_opens_project_files_with_the_program():
    desktop = configparser.ConfigParser(interpolation=None)
    desktop.optionxform = str
    desktop.read(LINUX / "nfstudio.desktop")
    entry = desktop["Desktop Entry"]
    kind = ET.parse(LINUX / "nfstudio.xml").getroot()[0]

    assert entry["Exec"] == "nfstudio open %f"
    assert entry["MimeType"] == kind.get("type") + ";"
    assert [one.get("pattern") for one in kind if one.tag.endswith("glob")] == ["*.nfstudio"]


def test_project_files_are_known_by_what_is_in_them():
    values = [one.get("value") for one in ET.parse(LINUX / "nfstudio.xml").iter() if one.tag.endswith("match")]

    assert [value for value in values if value.startswith("0x")] == [f"0x{tables.APPLICATION_ID:08X}"]


def test_the_software_centre_finds_the_desktop_file():
    told = ET.parse(LINUX / "io.github.nfstudio.NFStudio.metainfo.xml").getroot()

    assert told.findtext("launchable") == "nfstudio.desktop"
    assert told.findtext("provides/mediatype") == "application/x-nfstudio"


def test_the_wheel_maps_files_that_exist():
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    mapped = [*wheel["force-include"], *wheel["shared-data"]]

    assert [source for source in mapped if not (ROOT / source).exists()] == []


def test_a_debian_package_puts_the_bundle_where_the_system_looks(tmp_path):
    import deb

    bundle = tmp_path / "bundle"
    for name in ("nfstudio", "integrate.sh", "LICENSE", "_internal/lib.so", "share/applications/nfstudio.desktop"):
        (bundle / name).parent.mkdir(parents=True, exist_ok=True)
        (bundle / name).write_text(name)
    (bundle / "nfstudio").chmod(0o755)
    deb.lay_out(bundle, tmp_path / "root", when=1_700_000_000)
    laid = {path.relative_to(tmp_path / "root").as_posix() for path in (tmp_path / "root").rglob("*")}

    assert {"usr/lib/nfstudio/nfstudio", "usr/lib/nfstudio/_internal/lib.so"} <= laid
    assert "usr/share/applications/nfstudio.desktop" in laid
    assert "usr/share/doc/nfstudio/copyright" in laid
    assert not [name for name in laid if "integrate" in name or name.startswith("usr/lib/nfstudio/share")]
    assert (tmp_path / "root/usr/bin/nfstudio").resolve() == tmp_path / "root/usr/lib/nfstudio/nfstudio"
    control = (tmp_path / "root/DEBIAN/control").read_text()
    assert f"Version: {nfstudio.__version__}\n" in control
    assert "libegl1, " in control
    assert control.endswith("\n")


def test_the_same_folder_gives_the_same_archive(tmp_path, monkeypatch):
    import os

    import finish

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setattr(finish, "LEVEL", 1)
    sums = []
    for turn in (1, 2):
        folder = tmp_path / str(turn) / "nfstudio-x"
        folder.mkdir(parents=True)
        for name in ("b", "a") if turn == 1 else ("a", "b"):
            (folder / name).write_text(name)
            os.utime(folder / name, (turn, turn))
        sums.append(finish.checksum(finish.archive(folder)))

    assert sums[0] == sums[1]
    from backports import zstd

    with zstd.open(tmp_path / "1" / "nfstudio-x.tar.zst") as packed, tarfile.open(fileobj=packed, mode="r|") as tar:
        assert [(one.name, one.mtime, one.uid) for one in tar] == [
            (name, 1700000000, 0) for name in ("nfstudio-x", "nfstudio-x/a", "nfstudio-x/b")
        ]
