import pytest
import windows

from nfstudio.app.branches import Tree, conversation_view, feedback_view, title_of
from nfstudio.domain.conversation import Conversation, Message, Role, chain
from nfstudio.domain.feedback import Category
from nfstudio.store.reading import StoredConversation

U, A = Role.USER, Role.ASSISTANT
# 0 ─ 1 ─ 3 ─ 4
#   └ 2 ─ 5            the path through 2 is active
MESSAGES = (
    Message(U, "plan"),
    Message(A, "three days", parent=0, on_active_path=False),
    Message(A, "two days", parent=0),
    Message(U, "no", parent=1, on_active_path=False),
    Message(A, "sorry", parent=3, on_active_path=False),
    Message(U, "thanks", parent=2),
)
TREE = Tree.of(MESSAGES)


def stored(messages, **about):
    ids = tuple(100 + i for i in range(len(messages)))
    whole = Conversation(tuple(messages), **about)
    fields = {"source": "a.jsonl", "shown": "logs/a.jsonl", "place": "line 1", "format": "messages"}
    known = StoredConversation.__dataclass_fields__
    extra = {"fingerprint": "f"} if "fingerprint" in known else {}
    return StoredConversation(id=7, message_ids=ids, conversation=whole, **fields, **extra)


def test_without_a_title_a_conversation_is_headed_by_the_first_words_of_the_person():
    said = (Message(Role.SYSTEM, "You are Lark."), Message(U, "plan  two\ndays", parent=0), Message(A, "one", parent=1))
    assert title_of(stored(said)) == "plan two days"
    assert title_of(stored(said, title="Lyon")) == "Lyon"
    assert title_of(stored(said[:1])) == "You are Lark."
    assert title_of(stored((Message(U, ""),))) == ""


def test_without_a_wish_the_active_path_is_shown():
    assert TREE.path() == (0, 2, 5)


def test_a_path_leads_through_the_message_and_on_to_an_end():
    assert TREE.path(1) == (0, 1, 3, 4)
    assert TREE.path(4) == (0, 1, 3, 4)


def test_siblings_go_round():
    assert TREE.sibling(2, 1) == 1
    assert TREE.sibling(1, -1) == 2


def test_only_messages_with_siblings_have_a_place_among_them():
    assert [TREE.place(i) for i in range(6)] == [None, (1, 2), (2, 2), None, None, None]


def test_no_messages_make_no_path():
    assert Tree.of(()).path() == ()


def test_the_view_shows_the_path_with_the_ids_of_the_project():
    view = conversation_view(stored(MESSAGES, title="Lyon"), TREE, TREE.path(3))
    assert view.title == "Lyon"
    assert [message.id for message in view.messages] == [100, 101, 103, 104]
    assert [message.branch for message in view.messages] == [None, (1, 2), None, None]


def test_a_conversation_without_a_title_is_called_by_its_first_words():
    messages = chain([Message(U, "  Plan two\ndays  "), Message(A, "yes")])
    assert conversation_view(stored(messages), Tree.of(messages), (0, 1)).title == "Plan two days"


@pytest.mark.parametrize(
    ("call", "title"),
    [
        ({"name": "search", "arguments": "{}"}, "Tool call: search"),
        ({"type": "function", "function": {"name": "sum", "arguments": "{}"}}, "Tool call: sum"),
        ("raw", "Tool call: ?"),
    ],
)
def test_what_stands_beside_the_words_is_folded(call, title):
    extra = {"reasoning": "hm", "tool_calls": [call], "attachments": ["a.pdf"]}
    messages = (Message(A, "answer", extra=extra),)
    (message,) = conversation_view(stored(messages), Tree.of(messages), (0,)).messages
    assert [part.title for part in message.parts] == ["Reasoning", title]
    assert message.attachments == ("a.pdf",)


def test_the_card_of_a_span_says_category_score_and_standing_before_why():
    said = feedback_view(windows.item(category=Category.CORRECTION, score=0.9)).why.split("\n")
    assert said[0] == "Correction · 0.90 · undecided"
    assert len(said) > 1
