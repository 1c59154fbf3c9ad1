"""HuggingChat's conversations."""

from nfstudio.domain.conversation import Role


def test_words_thoughts_files_and_thumbs_are_kept(samples, read):
    one = read(samples / "huggingchat" / "normal.json")[0][0].conversation
    told, asked, answered, doubted = one.messages
    assert (one.origin_id, one.title, one.model) == ("hc-1", "Tides", "lark/lark-7b-chat")
    assert (told.role, told.content) == (Role.SYSTEM, "Be brief.")
    assert asked.extra == {"attachments": ["sea.png"]}
    assert (answered.rating, answered.extra) == (-1, {"reasoning": "Gravity on both sides."})
    assert (doubted.parent, doubted.created_at) == (2, "2026-03-01T10:00:50Z")


def test_answers_to_the_same_question_are_branches_under_the_prompt_of_the_conversation(samples, read):
    one = read(samples / "huggingchat" / "branches.json")[0][0].conversation
    assert [(m.content, m.parent, m.on_active_path, m.rating) for m in one.messages] == [
        ("Be brief.", None, True, None),
        ("Name a moon.", 0, True, None),
        ("Mars.", 1, False, None),
        ("Io.", 1, True, 1),
        ("Yes.", 3, True, None),
    ]
    assert one.messages[3].extra == {"stopped": True}
