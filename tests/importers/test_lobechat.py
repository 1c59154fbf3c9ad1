"""LobeChat's exports."""

from nfstudio.domain.records import Reason


def said(found):
    return [(m.role.value, m.content) for m in found.conversation.messages]


def test_messages_are_gathered_by_topic_in_order_of_time(samples, read):
    (leeks, river), problems = read(samples / "lobechat" / "normal.json")
    assert (said(leeks), problems) == (
        [
            ("system", "Be brief."),
            ("user", "what can I cook with leeks?"),
            ("assistant", "A quiche."),
            ("user", "no, I said without eggs"),
            ("assistant", "A soup, then."),
        ],
        [],
    )
    one = leeks.conversation
    assert (one.origin_id, one.title, one.model) == ("t1", "Leeks", "lark-7b")
    _, asked, answered, _, last = one.messages
    assert (asked.extra, last.extra) == ({"attachments": ["pantry.txt"]}, {"reasoning": "No eggs."})
    assert answered.extra == {
        "reasoning": "Look.",
        "tool_calls": [{"name": "search", "arguments": '{"q":"leeks"}'}],
    }
    assert (river.conversation.origin_id, river.conversation.title) == ("s1", "A cook")


def test_a_second_answer_stands_beside_the_first_and_goes_on(samples, read):
    (found,), _ = read(samples / "lobechat" / "branches.json")
    shown = [(m.content, m.parent, m.on_active_path) for m in found.conversation.messages[1:]]
    assert shown == [("name a moon", 0, True), ("Mars", 1, False), ("Io", 1, True), ("thanks", 3, True)]


def test_what_is_broken_costs_itself_alone(samples, read):
    (found,), problems = read(samples / "lobechat" / "broken.json")
    assert said(found)[1:] == [("user", "name a wind"), ("assistant", "The bora.")]
    assert [(p.place, p.reason) for p in problems] == [
        ("record 1", Reason.WRONG_SHAPE),
        ("record 2", Reason.WRONG_SHAPE),
    ]
