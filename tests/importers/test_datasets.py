import pytest

from nfstudio.importers.datasets import literal, opened, unpacked


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
        ("{{'a': 1}}", "{{'a': 1}}"),
        ("[{[]: 1}]", "[{[]: 1}]"),
        (5, 5),
        (None, None),
    ],
    ids=[
        "JSON",
        "Python",
        "odd escapes",
        "words",
        "broken",
        "a call",
        "too deep",
        "a set of dicts",
        "a list as a name",
        "a number",
        "nothing",
    ],
)
def test_a_cell_is_what_it_holds_or_itself(cell, expected):
    assert unpacked(cell) == expected


def test_literals_that_are_too_long_stay_text(monkeypatch):
    monkeypatch.setattr("nfstudio.importers.datasets.MOST_LITERAL", 4)
    assert literal("[1, 2]") == "[1, 2]"


def test_a_list_whose_objects_have_numbers_for_names_stays_text():
    assert opened({"a": "[{1: 'x'}]", "b": "[{'x': 1}]"}) == {"a": "[{1: 'x'}]", "b": [{"x": 1}]}
