"""What was written and is not kept yet."""

from hypothesis import given
from hypothesis import strategies as st
from windows import item

from nfstudio.app.drafts import Drafts
from nfstudio.store.decisions import Edit


@given(
    notes=st.lists(st.sampled_from(("", "stored", "other")), max_size=5),
    flags=st.lists(st.sampled_from(((), ("a",), ("a", "b"))), max_size=5),
)
def test_a_draft_holds_the_last_thing_written_and_nothing_that_is_stored(notes, flags):
    drafts, stored = Drafts(), item(note="stored", flags=("a",))
    for note in notes:
        drafts.put(stored, note=note)
    for some in flags:
        drafts.put(stored, flags=some)
    last_note = next((n for n in reversed(notes)), "stored")
    last_flags = next((f for f in reversed(flags)), ("a",))
    expected = Edit(
        note=None if last_note == "stored" else last_note, flags=None if last_flags == ("a",) else last_flags
    )
    assert drafts.of(1) == expected
    assert (1 in drafts) == (expected != Edit())
