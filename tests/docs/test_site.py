"""The site is made of the same files as the repository, and of all they lead to."""

import importlib.util
import tomllib

import pages
import pytest

CONFIG = tomllib.loads(pages.words_of(pages.ROOT / "zensical.toml"))["project"]


@pytest.fixture(scope="module")
def site():
    found = importlib.util.spec_from_file_location("documents_site", pages.ROOT / "docs" / "site.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def listed(entries):
    for entry in entries:
        if isinstance(entry, str):
            yield entry
        else:
            for value in entry.values():
                yield from [value] if isinstance(value, str) else listed(value)


def test_every_link_holds_in_the_copy_that_the_site_is_made_of(site, tmp_path):
    site.lay_out(pages.ROOT, tmp_path / "copy")
    copied = sorted((tmp_path / "copy").rglob("*.md"))
    lost = [
        f"{page.relative_to(tmp_path)}: {link}"
        for page in copied
        for link in pages.links(page)
        if link.partition("#")[0] and not (page.parent / link.partition("#")[0]).is_file()
    ]

    assert lost == []
    assert {page.name for page in copied} >= {"README.md", "ARCHITECTURE.md", "tour.md"}


def test_a_link_that_leads_nowhere_is_refused(site, tmp_path):
    (tmp_path / "README.md").write_text("[gone](gone.md)", encoding="utf-8")
    with pytest.raises(FileNotFoundError, match=r"gone\.md leads nowhere"):
        site.led_to(tmp_path)


def test_every_page_of_the_manual_stands_in_the_navigation(site):
    names = set(listed(CONFIG["nav"]))

    assert names <= {str(file.relative_to(pages.ROOT)) for file in site.led_to(pages.ROOT)}
    assert [
        str(page.relative_to(pages.ROOT)) for page in pages.MANUAL if str(page.relative_to(pages.ROOT)) not in names
    ] == []


def test_the_site_asks_nobody_for_fonts():
    assert CONFIG["theme"]["font"] is False


def test_a_page_that_would_load_something_from_elsewhere_is_told(site, tmp_path):
    (tmp_path / "a.html").write_text('<a href="https://example.org">fine</a><script src="here.js"></script>', "utf-8")
    assert site.loads_from_elsewhere(tmp_path) == []
    (tmp_path / "b.html").write_text('<script async src="https://example.org/x.js"></script>', "utf-8")
    assert site.loads_from_elsewhere(tmp_path) == ['b.html: <script async src="https://example.org/x.js']


def test_a_bar_in_the_code_of_a_table_stands_without_a_backslash(site, tmp_path):
    site.lay_out(pages.ROOT, tmp_path / "copy")
    assert "| `--device auto|cpu|cuda` |" in pages.words_of(tmp_path / "copy" / "docs" / "commands.md")
