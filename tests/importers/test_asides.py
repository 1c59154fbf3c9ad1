import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.importers.asides import add, add_thought, may_think, without_thoughts


@pytest.mark.parametrize(
    ("said", "words", "thoughts"),
    [
        ("<think>a</think>b", "b", "a"),
        ("\n<think>\na\n</think>\n\n<thinking>c</thinking>\nb", "b", "a\n\nc"),
        ("<think>never closed", "", "never closed"),
        ("<think></think>b", "b", None),
        ("Write <think>a</think>", "Write <think>a</think>", None),
        ("<thinker>a", "<thinker>a", None),
    ],
)
def test_only_thoughts_at_the_beginning_are_taken_out(said, words, thoughts):
    extra: dict[str, object] = {}
    assert without_thoughts(said, extra) == words
    assert extra.get("reasoning") == thoughts


def test_what_is_added_comes_behind_what_is_there():
    extra: dict[str, object] = {}
    add(extra, "attachments")
    assert extra == {}
    add(extra, "attachments", "a")
    add(extra, "attachments", "b", "c")
    add_thought(extra, "x")
    add_thought(extra, "")
    add_thought(extra, "y")
    assert extra == {"attachments": ["a", "b", "c"], "reasoning": "x\n\ny"}


def test_channels_of_a_model_are_told_apart():
    extra = {}
    words = "<|channel|>analysis<|message|>add them<|end|><|start|>assistant<|channel|>final<|message|>Five.<|return|>"
    assert without_thoughts(words, extra) == "Five."
    assert extra == {"reasoning": "add them"}


@pytest.mark.parametrize(
    ("said", "words", "thoughts"),
    [
        ("a\nb\n</think>\n\nc", "c", "a\nb"),
        ("\n</think>\n\nc", "c", None),
        ("a</think>\n\nc", "c", "a"),
        ("a\n</think>", "", "a"),
        ("a\n</thinking>\n```\n</think>\n```", "```\n</think>\n```", "a"),
        ("[THINK]a[/THINK]b", "b", "a"),
        (
            "<|begin_of_thought|>\n\na\n\n<|end_of_thought|>\n\n<|begin_of_solution|>\n\nb\n\n<|end_of_solution|>",
            "b",
            "a",
        ),
    ],
)
def test_thoughts_whose_opening_mark_stood_in_the_prompt_are_told_and_those_of_other_models(said, words, thoughts):
    extra: dict[str, object] = {}
    assert without_thoughts(said, extra) == words
    assert extra.get("reasoning") == thoughts
    assert may_think(said)


@pytest.mark.parametrize(
    "said",
    [
        "<think> and </think> are marks.",
        "<think> tags are closed by `</think>`.",
        "<think> ... </think> is what such models write.",
        "Close it with </think> and go on.",
        "The mark is `</think>`\n\nThat is all.",
        "Write this:\n\n```html\n</think>\n```\n\nDone.",
        "It ends with </think>\nand so on.",
        "First <think>, then\n</think>\n\nthe answer.",
        "  Indented words",
    ],
)
def test_an_answer_that_only_speaks_of_the_marks_keeps_them(said):
    extra: dict[str, object] = {}
    assert without_thoughts(said, extra) == said
    assert extra == {}


@given(st.text("ab `<>/\nthink[]|"))
def test_no_word_is_lost_between_thoughts_and_answer(said):
    extra: dict[str, object] = {}
    words = without_thoughts(said, extra)
    assert said.endswith(words)
    if not may_think(said):
        assert words == said
