"""DeepSeek's export, present and older."""

from nfstudio.domain.conversation import Role


def test_fragments_become_words_thoughts_and_searches_and_times_lose_their_zone(samples, read):
    found, _ = read(samples / "deepseek" / "normal.json")
    one = found[0].conversation
    asked, answered, told = one.messages
    assert (one.origin_id, one.title, one.model) == ("ds-1", "Kites", "deepseek-reasoner")
    assert (asked.role, asked.content, asked.created_at) == (
        Role.USER,
        "How long a tail for a kite?",
        "2026-03-01T10:00:00Z",
    )
    assert asked.extra == {"attachments": ["kite.png"]}
    assert (answered.content, answered.model) == ("Eight times its height.", "deepseek-reasoner")
    assert answered.extra == {
        "reasoning": "Rule of thumb: eight times.",
        "tool_calls": [{"name": "search", "output": ["https://kites.example"]}],
    }
    assert told.role is Role.USER


def test_older_exports_do_not_say_who_speaks_so_both_take_turns(samples, read):
    one = read(samples / "deepseek" / "normal.json")[0][1].conversation
    assert [(m.role, m.content) for m in one.messages] == [
        (Role.USER, "Name a knot."),
        (Role.ASSISTANT, "The bowline."),
        (Role.USER, "Thanks!"),
    ]
    assert one.messages[1].extra["reasoning"] == "An easy one."


def test_regenerated_answers_and_edited_prompts_are_branches_and_the_newest_leaf_is_where_the_person_stood(
    samples, read
):
    one = read(samples / "deepseek" / "branches.json")[0][0].conversation
    assert [(m.content, m.parent, m.on_active_path) for m in one.messages] == [
        ("Longest river of France?", None, True),
        ("The Rhine.", 0, False),
        ("The Loire.", 0, True),
        ("Better.", 2, True),
        ("Longest river?", None, False),
    ]
