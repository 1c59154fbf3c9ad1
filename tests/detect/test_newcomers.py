"""What a newcomer expects at first sight: the plain cases of each category, worded as people word them."""

import pytest

RATES = "The workshop costs more but it is better."


@pytest.mark.parametrize(
    "text",
    [
        "now I see how it folds, thanks a lot!",
        "OK that's what I was looking for, thanks.",
        "phew, the backup saved me 😅 thank you",
        "😂😂 I laughed till the dog woke up. Thank you!!",
        "Yes! This is exactly it 🦉 Are owls loud at noon?",
        "Found it 👍",
        "👏👏👏 now a verse about rain",
        "🎉",
        "Much better. Now the same in Dutch, please.",
        "Oh, that is lovely.",
        "I finally got it working",
        "Clear now.",
        "all tests pass",
    ],
)
def test_praise_relief_success_and_applause_are_positive(found, text):
    assert {category for category, _ in found(text)} == {"Positive"}


@pytest.mark.parametrize(
    "text",
    ["I need three names for a boat, thanks!", "Add a caption with 🎉 at the end", "She wrote to say thank you", "🙏"],
)
def test_thanks_and_emoji_that_belong_to_a_request_or_a_tale_are_none(found, text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "That's wrong.",
        "Boring. That could be anybody's garden.",
        "way too generic",
        "hard to follow",
        "makes no sense",
        "The tone is a bit robotic",
        "That doesn't help.",
        "That doesn't answer my question.",
        "but that makes no sense",
        "No, that's wrong.",
        "check your math",
    ],
)
def test_a_fault_without_what_is_right_is_a_complaint(found, text):
    assert [category for category, _ in found(text)] == ["Complaint"]


@pytest.mark.parametrize(
    "text",
    [
        "It gives #REF!. Your first range ends at row 40 and the others at row 50.",
        "Look again: 3 May and 5 May, both 12 €.",
        "The harbour master does not live there.",
        "No, the second ferry takes cars.",
        "It is a riddle. Try again.",
        "That doesn't work because the key is missing",
    ],
)
def test_a_fault_with_what_is_right_is_a_correction(found, text):
    assert [category for category, _ in found(text)] == ["Correction"]


def test_what_was_said_before_and_is_said_again_is_a_correction_even_after_an_offer(found):
    text, earlier = "The mill is far off. I said no muddy paths.", ["A walk please, no muddy paths"]
    assert found(text, answer="To the mill. Shall I go on?", earlier=earlier) == [
        ("Correction", "I said no muddy paths.")
    ]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Six bar?? Where does that number come from?", "About six bar."),
        ("Six bar??", "About six bar."),
        ("why that one?", "The second one."),
        ('How much more? What does "better" mean?', RATES),
        ("Isn't it about the tide, given the moon?", "It is about the wind."),
        ("Your own table says nine?", "It opens at ten."),
        ("Wait, they had ferries in 1850?", "The ferry of 1850 was wooden."),
        ("Is that a real town?", "Go to Otterby."),
    ],
)
def test_doubts_and_questions_about_the_answer_are_clarifications(found, text, answer):
    assert {category for category, _ in found(text, answer=answer)} == {"Clarification"}


@pytest.mark.parametrize(
    "text",
    [
        "I don't want to hurt her.",
        "Does it accept 2026-02-31?",
        "Will it rain in the evening?",
        "And with salt?",
        "make it rhyme",
        "Can you make it less boring?",
        "Do you need another photo to be sure?",
    ],
)
def test_wishes_and_new_questions_are_none(found, text):
    assert found(text, answer="Use a longer lead.") == []
