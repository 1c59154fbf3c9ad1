from hypothesis import given
from hypothesis import strategies as st

from nfstudio.importers.places import Places


@given(st.lists(st.tuples(st.text(max_size=4), st.integers(0, (1 << 104) - 1)), max_size=60))
def test_places_hold_what_a_dictionary_would(pairs):
    places, known = Places(), {}
    for name, value in pairs:
        assert places.add(name, value) == (name not in known)
        known.setdefault(name, value)

    assert len(places) == len(known)
    assert {name: places.get(name) for name in known} == known
    assert places.get("a name that is longer") is None


def test_places_grow_and_still_find_all():
    places = Places()
    for i in range(5_000):
        places.add(f"request-{i}", i << 60)

    assert [places.get(f"request-{i}") for i in range(5_000)] == [i << 60 for i in range(5_000)]
    assert places.get("request-5000") is None


def test_a_name_takes_less_than_a_hundred_bytes():
    places = Places()
    for i in range(50_000):
        places.add(f"request-{i}", i)

    held = sum(len(column) * column.itemsize for column in (places._keys, places._low, places._high))
    assert held < 100 * len(places)
