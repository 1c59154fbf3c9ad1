"""What the manual says of the detector's figures is what the card of the shipped weights says."""

import re

import pages
import pytest

CARD = pages.ROOT / "models" / "feedback-minilm" / "README.md"
TOLD = pages.ROOT / "docs" / "detection.md"


def cells(page, first):
    """The cells of the table row of a page that begins so, without marks of weight and intervals."""
    (row,) = re.findall(rf"^\| {re.escape(first)} \|(.*)\|$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return [re.sub(r"\*|\(.*?\)", "", cell).strip() for cell in row.split("|")]


@pytest.mark.parametrize("setting", ["precise", "balanced", "thorough"])
def test_each_setting_is_told_with_the_figures_of_the_card(setting):
    name = "**hybrid, balanced**" if setting == "balanced" else f"hybrid, {setting}"

    assert cells(TOLD, setting) == cells(CARD, name)[:3]


def test_the_soberer_figure_is_that_of_the_card_too():
    card, told = (" ".join(page.read_text(encoding="utf-8").split()) for page in (CARD, TOLD))
    (count,) = re.findall(r"cross-validation over ([\d,]+) judged user messages", told)
    (f1,) = re.findall(r"`balanced` came to F1 ([\d.]+ \([\d.–]+\))", told)

    assert f"Over the {count} judged user messages" in card
    assert f"F1 {f1}" in card
