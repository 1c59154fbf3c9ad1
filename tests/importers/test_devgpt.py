from nfstudio.domain.records import Reason


def test_code_stands_in_the_answer_again(samples, read):
    found, problems = read(samples / "devgpt" / "normal.json")
    assert problems == []
    assert [item.conversation.origin_id for item in found] == [
        "https://example.org/share/1",
        "https://example.org/share/2",
    ]
    assert [m.content for m in found[0].conversation.messages] == [
        "Sort this",
        "Use:\n```python\nsorted(x)\n```",
        "in reverse",
        "Add reverse=True.",
    ]
    assert (found[0].conversation.title, found[0].conversation.model) == ("Sorting", "Atlas")


def test_places_whose_links_led_nowhere_are_told_of(samples, read):
    found, problems = read(samples / "devgpt" / "empty.json")
    assert found == []
    assert [(p.place, p.reason) for p in problems] == [("record 1", Reason.EMPTY), ("record 2", Reason.EMPTY)]
