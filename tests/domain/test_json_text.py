"""JSON of somebody else."""

import pytest

from nfstudio.domain.json_text import parsed


def test_sound_json_is_what_it_says():
    assert parsed('{"a": [1, 2.5, null, true, "x\\u2028"]}') == {"a": [1, 2.5, None, True, "x\u2028"]}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"a": }', "it is no JSON .* line 1, character 7"),
        ("[" * 200_000, "nested too deeply"),
        ("9" * 5_000, "thousands of digits"),
        ("[NaN]", "it holds NaN"),
        ("[-Infinity]", "it holds -Infinity"),
    ],
    ids=["broken", "deep", "long", "no number", "endless"],
)
def test_what_is_wrong_is_said_in_words(text, words):
    with pytest.raises(ValueError, match=words):
        parsed(text)
