from nfstudio.domain.records import Reason


def test_rows_that_repeat_their_history_are_one_conversation(samples, read):
    found, problems = read(samples / "realhumaneval" / "normal.csv")
    assert problems == []
    assert [(item.place, item.conversation.title, item.conversation.user) for item in found] == [
        ("row 2", "dicts", "8"),
        ("row 3", "sorting", "7"),
    ]
    assert [(m.content, m.parent) for m in found[1].conversation.messages] == [
        ("sort a list?", None),
        ("sorted(x)", 0),
        ("in reverse\nplease", 1),
        ("reverse=True", 2),
    ]
    assert found[0].conversation.messages[0].content == "what's a 'dict'?"


def test_answers_drawn_again_and_chats_begun_anew_are_branches(samples, read):
    ((found,), _) = read(samples / "realhumaneval" / "branches.csv")
    assert [(m.content, m.parent, m.on_active_path) for m in found.conversation.messages] == [
        ("sum?", None, False),
        ("sum(x)", 0, False),
        ("a loop", 0, False),
        ("shorter", 2, False),
        ("sum(x)", 3, False),
        ("total of a list?", None, True),
        ("sum", 5, True),
    ]


def test_python_in_a_cell_is_never_run(samples, read):
    found, problems = read(samples / "realhumaneval" / "broken.csv")
    assert [item.conversation.title for item in found] == ["sums"]
    assert [(p.place, p.reason) for p in problems] == [
        ("row 2", Reason.WRONG_SHAPE),
        ("row 3", Reason.WRONG_SHAPE),
        ("row 4", Reason.TRUNCATED),
    ]
