import json

from nfstudio.domain.conversation import Role


def line(mes, *, user=False, **more):
    record = {"name": "Me" if user else "Bot", "is_user": user, "is_system": False, "mes": mes, "extra": {}}
    return json.dumps(record | more)


def test_a_chat_is_one_conversation_of_its_lines(samples, read):
    ((found,), problems) = read(samples / "sillytavern" / "normal.jsonl")
    assert problems == []
    messages = found.conversation.messages
    assert [m.role.value[0] for m in messages] == list("auasau")
    assert [m.parent for m in messages] == [None, 0, 1, 2, 3, 4]
    assert messages[1].content == "An ale.\nA cold one."
    assert messages[1].extra == {"attachments": ["menu.txt"]}
    assert (messages[2].model, messages[2].extra) == ("lark-13b", {"reasoning": "He is thirsty."})
    assert messages[4].extra == {"name": "Old Tom"}
    assert (found.conversation.title, found.place) == ("Barkeep", "line 1")


def test_times_are_read_in_all_spellings(samples, read):
    ((found,), _) = read(samples / "sillytavern" / "normal.jsonl")
    assert [m.created_at for m in found.conversation.messages] == [
        "2026-09-01T10:00:00Z",
        "2026-09-01T10:01:05Z",
        "2026-09-01T10:01:30Z",
        "2026-09-01T10:02:00Z",
        "2026-09-01T13:05:00Z",
        "2026-09-01T12:10:00Z",
    ]


def test_swiped_answers_are_branches_beside_the_one_that_stayed(samples, read):
    ((found,), _) = read(samples / "sillytavern" / "branches.jsonl")
    messages = found.conversation.messages
    assert [(m.content, m.parent, m.on_active_path) for m in messages] == [
        ("Hello.", None, True),
        ("Welcome!", None, False),
        ("A story?", 0, True),
        ("No.", 2, False),
        ("Once.", 2, False),
        ("It was night.", 2, True),
        ("go on", 5, True),
    ]
    assert (messages[3].model, messages[4].extra) == ("wren-3b", {"reasoning": "hm"})


def test_notices_are_the_systems_and_a_narrator_is_nobody(lines):
    ((found,), _) = lines(
        line("Saved.", name="SillyTavern System", is_system=True),
        line("Night falls.", extra={"type": "narrator"}),
        line("hi", user=True),
    )
    assert [m.role for m in found.conversation.messages] == [Role.SYSTEM, Role.SYSTEM, Role.USER]


def test_an_answer_that_was_edited_after_the_swipe_is_not_told_twice(lines):
    ((found,), _) = lines(line("edited", swipes=["before the edit"], swipe_id=0))
    assert [m.content for m in found.conversation.messages] == ["edited"]


def test_a_picture_inside_a_line_is_named_and_never_kept(lines):
    ((found,), _) = lines(line("look", user=True, extra={"image": "data:image/png;base64,AAAA"}))
    assert found.conversation.messages[0].extra["attachments"] == ["picture"]


def test_newer_heads_name_nobody_so_the_chat_is_called_as_who_speaks_first(lines):
    head = {"user_name": "unused", "character_name": "unused", "chat_metadata": {}}
    bot = {"name": "Captain", "is_user": False, "mes": "Ahoy.", "send_date": "2025-11-01T10:00:00.000Z"}
    found, _ = lines(json.dumps(head), json.dumps(bot), json.dumps({"name": "Ann", "is_user": True, "mes": "Hello."}))
    assert found[0].conversation.title == "Captain"
    assert found[0].conversation.messages[0].extra == {}


def test_lines_that_were_hidden_from_the_model_were_said_all_the_same(lines):
    head = {"user_name": "Me", "character_name": "Barkeep", "create_date": "2026-09-01", "chat_metadata": {}}
    said = [("Barkeep", False, {}), ("Me", True, {}), ("Piano", False, {"swipe_id": 0, "swipes": ["w"]})]
    notices = [("SillyTavern System", False, {}), ("Note", False, {}), ("Me", True, {"extra": {"type": "comment"}})]
    rows = [
        {"name": name, "is_user": person, "is_system": True, "mes": "w", **more}
        for name, person, more in said + notices
    ]
    ((found,), problems) = lines(*map(json.dumps, [head, *rows]))
    assert problems == []
    assert [m.role.value for m in found.conversation.messages] == ["assistant", "user", "assistant", *["system"] * 3]
