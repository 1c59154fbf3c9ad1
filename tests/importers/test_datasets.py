import pytest

from nfstudio.importers.datasets import literal, unpacked


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('[{"a": null}]', [{"a": None}]),
        ("[{'a': None, 'b': \"it's\"}]", [{"a": None, "b": "it's"}]),
        ("['\\d']", ["\\d"]),
        ("words", "words"),
        ("[open", "[open"),
        ("[__import__('os')]", "[__import__('os')]"),
        ("[" * 200_000 + "]" * 200_000, "[" * 200_000 + "]" * 200_000),
        (5, 5),
        (None, None),
    ],
    ids=["JSON", "Python", "odd escapes", "words", "broken", "a call", "too deep", "a number", "nothing"],
)
def test_a_cell_is_what_it_holds_or_itself(cell, expected):
    assert unpacked(cell) == expected


def test_literals_that_are_too_long_stay_text(monkeypatch):
    monkeypatch.setattr("nfstudio.importers.datasets.MOST_LITERAL", 4)
    assert literal("[1, 2]") == "[1, 2]"
