import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"


@pytest.fixture(autouse=True)
def _scripts_are_importable(monkeypatch):
    """The scripts in packaging/ import one another by name, as scripts do."""
    monkeypatch.syspath_prepend(PACKAGING)
    yield
    for name in ("build", "deb", "filters", "finish", "icons", "smoke"):
        found = sys.modules.get(name)
        if found is not None and str(PACKAGING) in str(found.__file__):
            del sys.modules[name]
