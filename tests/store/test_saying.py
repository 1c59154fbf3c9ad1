"""One thing said of many feedback: what becomes of each."""

import pytest
from windows import item

from nfstudio.domain.feedback import Category, Scope, Status, Verdict
from nfstudio.store.decisions import Edit, Saying


def test_deleting_withdraws_what_was_made_by_hand_and_rejects_what_a_detector_claims():
    saying = Saying(delete=True)

    assert saying.of(item(by_hand=True, status=Status.CONFIRMED)) == (Verdict.WITHDRAW, Edit())
    assert saying.of(item(by_hand=False, status=Status.CONFIRMED)) == (Verdict.REJECT, Edit())


@pytest.mark.parametrize(
    ("status", "verdict"),
    [(Status.CONFIRMED, Verdict.ACCEPT), (Status.REJECTED, Verdict.REJECT), (Status.SKIPPED, Verdict.SKIP)],
)
def test_without_a_verdict_the_one_that_stands_is_repeated(status, verdict):
    assert Saying(scope=Scope.PERSONAL).of(item(status=status)) == (verdict, Edit(scope=Scope.PERSONAL))


@pytest.mark.parametrize("status", [Status.AUTO, Status.LOW])
def test_of_what_nobody_has_decided_only_a_verdict_can_be_said(status):
    assert Saying(note="odd").of(item(status=status)) is None
    assert Saying(verdict=Verdict.SKIP, note="odd").of(item(status=status)) == (Verdict.SKIP, Edit(note="odd"))


def test_flags_come_to_those_that_were_drafted_or_stand_and_go_from_them():
    stands = item(flags=("a", "b"))

    assert Saying(flag="c").edit(stands).flags == ("a", "b", "c")
    assert Saying(flag="b").edit(stands).flags == ("a", "b")
    assert Saying(flag="a", unflag=True).edit(stands).flags == ("b",)
    assert Saying(flag="c").edit(stands, Edit(flags=("d",))).flags == ("d", "c")
    assert Saying(flag="a", unflag=True).edit(stands, Edit(flags=())).flags == ()
    assert Saying(note="odd").edit(stands).flags is None


def test_a_note_goes_below_the_one_that_was_drafted_or_stands():
    assert Saying(note="new").edit(item(note="old")).note == "old\nnew"
    assert Saying(note="new").edit(item(note="old"), Edit(note="drafted")).note == "drafted\nnew"
    assert Saying(note="new").edit(item(note="old"), Edit(note=" ")).note == "new"


def test_category_and_scope_go_before_what_was_drafted_and_leave_it_where_they_say_nothing():
    draft = Edit(category=Category.REPHRASE, scope=Scope.PERSONAL)

    assert Saying().edit(item(), draft) == draft
    said = Saying(category=Category.COMPLAINT, scope=Scope.EVERYONE).edit(item(), draft)
    assert (said.category, said.scope) == (Category.COMPLAINT, Scope.EVERYONE)
    assert Saying(category=Category.COMPLAINT).edit(item()).category is Category.COMPLAINT
