"""Ids of long lists, in steps."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.app import snapshots
from nfstudio.app.snapshots import left_out, merged, packed, place_of

IDS = st.lists(st.integers(1, 60), unique=True, max_size=40)


@pytest.fixture(autouse=True, scope="module")
def _small_steps():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(snapshots, "STEP", 3)
        patch.setattr(snapshots, "NEAR", 2)
        yield


@given(IDS)
def test_packing_keeps_the_order_and_lets_go_of_what_was_packed(found):
    wanted = list(found)
    assert packed(found).tolist() == wanted
    assert found == []


@given(IDS, IDS, st.sets(st.integers(1, 60)))
def test_what_stands_stays_what_is_gone_goes_and_what_is_new_comes_last(old, found, gone):
    snapshot = merged(array("q", old), array("q", found), gone)
    stays = [i for i in old if i not in gone]
    assert snapshot.ids.tolist() == [*stays, *(i for i in found if i not in stays)]
    assert snapshot.stale == (snapshot.ids.tolist() != found)


@given(IDS, IDS)
def test_what_is_left_out_stood_there_and_was_not_found_again(old, found):
    assert left_out(array("q", old), array("q", found)) == [i for i in old if i not in found]


@given(IDS, st.integers(1, 60), st.integers(0, 50))
def test_an_id_is_found_wherever_it_is_looked_for_first(ids, wanted, near):
    assert place_of(array("q", ids), wanted, near=near) == (ids.index(wanted) if wanted in ids else None)
