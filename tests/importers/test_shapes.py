import pytest

from nfstudio.domain.conversation import Message, Role, canonical
from nfstudio.domain.records import Found, Problem
from nfstudio.importers.shapes import WrongShape, chained, content_of, placed, role_of, stranger, thumb, when


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (1772352000, "2026-03-01T08:00:00Z"),
        (1772352000.9, "2026-03-01T08:00:00Z"),
        (1772352000123, "2026-03-01T08:00:00Z"),
        (1772352000123456, "2026-03-01T08:00:00Z"),
        (1772352000123456789, "2026-03-01T08:00:00Z"),
        ("1772352000", "2026-03-01T08:00:00Z"),
        ("2026-03-01T09:00:00+01:00", "2026-03-01T08:00:00Z"),
        ("2026-03-01T08:00:00.123456Z", "2026-03-01T08:00:00Z"),
        ("2026-03-01 08:00:00", "2026-03-01T08:00:00Z"),
        ("2026-03-01 08:00:00 UTC", "2026-03-01T08:00:00Z"),
        ("2026-03-01", "2026-03-01T00:00:00Z"),
        ({"$date": {"$numberLong": "1772352000000"}}, "2026-03-01T08:00:00Z"),
        ("2018", None),
        ("yesterday", None),
        ("nan", None),
        (float("inf"), None),
        (10**400, None),
        (0, None),
        (-5, None),
        (True, None),
        (None, None),
        ([], None),
    ],
)
def test_times_of_all_kinds_become_one_kind_or_none(given, expected):
    assert when(given) == expected


@pytest.mark.parametrize("name", ["Human", " USER ", "prompter"])
def test_roles_are_known_in_any_spelling(name):
    assert role_of(name) == "user"


@pytest.mark.parametrize("name", ["martian", None, 7, [], "user\ud800"])
def test_somebody_unknown_is_a_tool_and_it_is_kept_who(name):
    assert role_of(name) is Role.TOOL
    assert stranger(name)["unknown_role"] == ("unnamed" if name is None else canonical(str(name)))
    assert stranger("User") == stranger("GPT-4") == {}


def test_without_a_person_a_conversation_of_strangers_is_refused_by_name():
    said = [
        Message(Role.ASSISTANT, "Hello"),
        Message(Role.TOOL, "hi", 0, extra=stranger("martian")),
        Message(Role.USER, "and me", 1),
    ]
    assert isinstance(placed(chained(said), "line 1"), Found)
    problem = placed(chained(said[:2]), "line 1")
    assert isinstance(problem, Problem)
    assert problem.sentence == "Message 2 has the unknown role 'martian'."


def test_parts_are_joined_and_others_named():
    parts = [
        "a",
        {"type": "text", "text": {"value": "b"}},
        {"text": "c"},
        {"type": "file", "file": {"filename": "d.pdf", "file_data": "JVBERi0x"}},
        {"type": "input_audio", "input_audio": {"data": "AAAA"}},
        {"type": "reasoning", "text": "why"},
        5,
    ]
    words, extra = content_of(parts, 0)
    assert words == "a\nb\nc"
    assert extra == {"attachments": ["d.pdf", "input_audio"], "reasoning": "why"}


def test_a_content_that_is_neither_text_nor_parts_is_refused():
    with pytest.raises(WrongShape, match="Message 1 holds int"):
        content_of(3, 0)


@pytest.mark.parametrize(
    ("given", "expected"),
    [(1, 1), (-1, -1), ("thumbs-down", -1), ("-1", -1), ("Liked", 1), (5, None), (0, None), (True, None), ({}, None)],
)
def test_a_thumb_is_a_thumb_only_when_it_is_clear(given, expected):
    assert thumb(given) == expected


@pytest.mark.parametrize(
    "name", ["gpt-4", "GPT4", "chatgpt-4o-latest", "claude-3-opus", "Llama 3.1", "qwen2.5", "gemini-pro"]
)
def test_an_assistant_may_be_called_by_the_name_of_its_model(name):
    assert role_of(name) is Role.ASSISTANT


@pytest.mark.parametrize("name", ["gpters", "4", "claudette", "user-gpt"])
def test_not_every_word_that_looks_like_a_model_is_one(name):
    assert role_of(name) is Role.TOOL
