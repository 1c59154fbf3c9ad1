import json
from pathlib import Path

import pytest

from nfstudio.domain.records import Found, Problem
from nfstudio.importers import dialogues, recognise
from nfstudio.importers.files import Entry, walk

SAMPLES = Path(__file__).parents[1] / "samples"


def _only(path: Path) -> Entry:
    entries = list(walk([path]))
    assert len(entries) == 1, entries
    assert isinstance(entries[0], Entry), entries
    return entries[0]


def _read(path: Path) -> tuple[list[Found], list[Problem]]:
    entry = _only(path)
    importer = recognise(entry)
    assert importer is not None, f"{path} is not recognised"
    items = list(importer.read(entry))
    return [i for i in items if isinstance(i, Found)], [i for i in items if isinstance(i, Problem)]


@pytest.fixture
def said_in(tmp_path):
    """What a file with this value is read as, once it was recognised as dialogues."""

    def read(value: object) -> list[Found | Problem]:
        path = tmp_path / "log.json"
        path.write_text(json.dumps(value))
        assert recognise(_only(path)) is dialogues
        return list(dialogues.read(_only(path)))

    return read


@pytest.fixture(scope="session")
def samples() -> Path:
    return SAMPLES


@pytest.fixture(scope="session")
def only():
    """The one entry at a path."""
    return _only


@pytest.fixture(scope="session")
def read():
    """What the importer that recognises a file finds in it: conversations, and problems."""
    return _read


@pytest.fixture
def lines(tmp_path, read):
    """What is found in a file of these lines."""

    def write(*texts: str, name: str = "log.jsonl"):
        path = tmp_path / name
        path.write_text("\n".join(texts) + "\n", encoding="utf-8", errors="surrogatepass")
        return read(path)

    return write
