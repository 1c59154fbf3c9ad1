"""The pictures of the manual are those its script makes, all of them are shown, and none is a burden to load."""

import importlib.util
import sys

import pages
import pytest

FOLDER = pages.ROOT / "docs" / "pictures"
PICTURES = sorted(FOLDER.glob("*.png"))


@pytest.fixture(scope="module")
def maker():
    before, known = list(sys.path), set(sys.modules)  # the script looks for its parts beside itself
    found = importlib.util.spec_from_file_location("picture_maker", FOLDER / "make.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    yield module
    sys.path[:] = before
    for name in set(sys.modules) - known:
        if str(FOLDER) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


def test_every_picture_has_its_function_and_every_function_its_picture(maker):
    assert sorted(name for _, name in maker.PICTURES) == sorted(path.stem for path in PICTURES)


def test_every_picture_is_shown_and_told_in_words():
    text = "".join(pages.words_of(page) for page in pages.MANUAL)
    assert [path.name for path in PICTURES if f"](pictures/{path.name})" not in text] == []
    assert "![](" not in text


def test_pictures_are_small(maker):
    sizes = {path.name: path.stat().st_size for path in PICTURES}
    assert [name for name, size in sizes.items() if size > maker.MOST] == []
    assert sum(sizes.values()) < 3_000_000


def test_a_picture_brought_down_to_few_colours_looks_the_same(maker, tmp_path):
    from PySide6.QtGui import QImage, qRgb

    image = QImage(64, 16, QImage.Format.Format_RGB32)
    image.fill(qRgb(243, 243, 242))
    for x in range(32):
        image.setPixel(x, 3, qRgb(255 - x, 200, 8 * x))
    maker.save_small(image, tmp_path / "a.png")
    small = QImage(str(tmp_path / "a.png"))

    assert small.colorCount() <= 255
    assert small.pixelColor(50, 10).getRgb()[:3] == (243, 243, 242)
    for x in range(32):
        pairs = zip(small.pixelColor(x, 3).getRgb()[:3], (255 - x, 200, 8 * x), strict=True)
        assert max(abs(a - b) for a, b in pairs) <= 16
