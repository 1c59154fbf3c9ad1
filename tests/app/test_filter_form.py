"""Filters in words, and as they are typed."""

from dataclasses import replace

import pytest

from nfstudio.app.filter_form import FilterForm
from nfstudio.app.filter_words import conditions, without_conditions
from nfstudio.domain.conversation import Role
from nfstudio.domain.feedback import Polarity, Status
from nfstudio.store.browse import Filter


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Filter(text="only words"), []),
        (Filter(score=(0.5, None)), ["Score: from 0.50"]),
        (Filter(score=(None, 0.75)), ["Score: up to 0.75"]),
        (Filter(created=("2025-01-01", "2025-02-01")), ["Date: 2025-01-01 to 2025-02-01"]),
        (Filter(length=(2, 1000)), ["Messages: 2 to 1,000"]),
        (Filter(polarities=frozenset(Polarity)), ["Negative", "Neutral", "Positive"]),
        (Filter(text_role=Role.ASSISTANT), ["Search in: Answers"]),
        (Filter(conversation=3), ["One conversation"]),
        (Filter(models=frozenset({""})), ["Model: (none)"]),
        (Filter(statuses=frozenset(Status)), 5),
    ],
)
def test_every_condition_is_said_and_can_be_taken_away(wanted, said):
    parts = conditions(wanted)
    assert len(parts) == said if isinstance(said, int) else [text for text, _ in parts] == said
    for _, rest in parts:
        assert len(conditions(rest)) == len(parts) - 1
    assert without_conditions(wanted) == Filter(text=wanted.text)


def test_a_range_that_cannot_be_read_is_marked_and_not_applied(qtbot):
    form = FilterForm()
    qtbot.addWidget(form)
    told = []
    form.wanted.connect(told.append)
    low, high = form._score._fields
    low.setText("nonsense")
    low.editingFinished.emit()
    assert told == []
    assert low.accessibleDescription() == "This cannot be read"
    low.setText("0.25")
    low.editingFinished.emit()
    high.setText("1.5")
    high.editingFinished.emit()
    assert told == [Filter(score=(0.25, None))]
    high.setText("")
    low.setText("")
    low.editingFinished.emit()
    assert told[-1] == Filter()


@pytest.mark.parametrize(
    ("name", "typed", "field"),
    [
        ("_created", "2026-01-31", {"created": ("2026-01-31", None)}),
        ("_created", "31.1.2026", {}),
        ("_length", "12", {"length": (12, None)}),
        ("_length", "-1", {}),
    ],
)
def test_dates_and_lengths_are_read_as_they_are_shown(qtbot, name, typed, field):
    form = FilterForm()
    qtbot.addWidget(form)
    told = [Filter()]
    form.wanted.connect(told.append)
    low = getattr(form, name)._fields[0]
    low.setText(typed)
    low.editingFinished.emit()
    assert told[-1] == replace(Filter(), **field)
    form.show_filter(told[-1])
    assert (low.text() == typed) or not field
