import pytest

from nfstudio.importers.asides import add, add_thought, without_thoughts


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
