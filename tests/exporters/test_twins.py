from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.exporters import piles, twins
from nfstudio.exporters.twins import DIGEST, Twins


def told(digests):
    with Twins() as found:
        for number, digest in enumerate(digests):
            found.add(digest, number)
        return sorted(found.groups())


def expected(digests):
    places = defaultdict(list)
    for number, digest in enumerate(digests):
        places[digest].append(number)
    return sorted(numbers for numbers in places.values() if len(numbers) > 1)


few = st.integers(0, 12).map(lambda number: number.to_bytes(DIGEST, "big"))


@given(st.lists(few, max_size=60))
def test_equal_digests_are_told_together(digests):
    assert told(digests) == expected(digests)


@pytest.mark.parametrize("held", [1, 2, 7, 64])
def test_digests_on_the_disk_are_told_as_those_in_memory(monkeypatch, held):
    digests = [(number * number % 97).to_bytes(DIGEST, "little") for number in range(500)]
    usual = told(digests)
    monkeypatch.setattr(twins, "_FEW", held)
    monkeypatch.setattr(piles, "_HELD", 2 * held)
    assert told(digests) == usual == expected(digests)
