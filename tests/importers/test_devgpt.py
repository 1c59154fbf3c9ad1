import json

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


def test_the_date_of_the_conversation_counts_before_that_of_the_visit(tmp_path, read):
    link = {"URL": "u", "DateOfConversation": "July 3, 2023", "DateOfAccess": "2023-07-27 10:00:00"}
    link["Conversations"] = [{"Prompt": "Name a hill.", "Answer": "Munamägi."}]
    (tmp_path / "links.json").write_text(json.dumps({"Sources": [{"ChatgptSharing": [link]}]}), encoding="utf-8")
    assert read(tmp_path / "links.json")[0][0].conversation.created_at == "2023-07-03T00:00:00Z"
