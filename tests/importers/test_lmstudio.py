from nfstudio.domain.conversation import Role


def test_steps_are_joined_and_thoughts_calls_and_notes_are_no_part_of_the_answer(samples, read):
    ((found,), _) = read(samples / "lmstudio" / "normal.json")
    system, asked, answer, said = found.conversation.messages
    assert (system.role, system.content) == (Role.SYSTEM, "You are a poet.")
    assert asked.extra == {"attachments": ["1772-word.png"]}
    assert (answer.content, answer.model) == ("Sporange.", "lark-7b")
    assert answer.extra == {
        "reasoning": "An orange, perhaps.",
        "tool_calls": [
            {"name": "rhyme", "arguments": {"word": "orange"}},
            {"name": "tool", "output": '["sporange"]'},
        ],
    }
    assert said.content == "that's no word"
    assert (found.conversation.origin_id, found.conversation.created_at) == ("1772352000123", "2026-03-01T08:00:00Z")


def test_versions_are_branches_and_the_conversation_goes_on_from_the_chosen_ones(samples, read):
    ((found,), _) = read(samples / "lmstudio" / "branches.json")
    assert [(m.content, m.parent, m.on_active_path) for m in found.conversation.messages] == [
        ("Rime?", None, False),
        ("Rhyme for orange?", None, True),
        ("None.", 1, True),
        ("Door hinge.", 1, False),
        ("Try once more", 2, True),  # its currentlySelected is out of range
        ("Sporange.", 4, True),
    ]
