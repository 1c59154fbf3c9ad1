from time import perf_counter

import pytest

from nfstudio.importers import injected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fix it", "fix it"),
        ("<system-reminder>x</system-reminder>\nfix it", "fix it"),
        ("fix it\n\n<system-reminder>\nx\n</system-reminder>\n<ide_selection>y</ide_selection>", "fix it"),
        ("why does <div> break </div>?", "why does <div> break </div>?"),
        ("<system-reminder> is open", "<system-reminder> is open"),
        ("<git_status><git_status>x</git_status>a</git_status>", "a</git_status>"),
    ],
)
def test_blocks_that_a_program_added_are_taken_off(text, expected):
    assert injected.own_words(text) == expected


def test_thousands_of_open_tags_cost_nothing():
    started = perf_counter()
    injected.own_words("<system-reminder>" * 100_000)
    assert perf_counter() - started < 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<command-name>/review</command-name>\n<command-args>12</command-args>", "/review 12"),
        ("<command-message>x</command-message><command-name>/exit</command-name>", "/exit"),
        ("[Request interrupted by user for tool use]", "[Interrupted by the person]"),
        ("<local-command-stdout>Bye!</local-command-stdout>", "Bye!"),
        ('<teammate-message teammate_id="ann">Done.</teammate-message>', "Done."),
        ("<agent-message>Half way</agent-message>", "Half way"),
        ("<local-command-caveat>Caveat: The messages below were generated</local-command-caveat>", ""),
    ],
)
def test_a_machines_text_is_shown_in_short(text, expected):
    assert injected.is_machine(text)
    assert injected.told(text) == expected


@pytest.mark.parametrize("text", ["no, that is wrong", "Caveat: I am new", "<p>hi</p>", "# AGENTS.md is missing"])
def test_a_persons_text_is_none_of_a_machine(text):
    assert not injected.is_machine(text)
