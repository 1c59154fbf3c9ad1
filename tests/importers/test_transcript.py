import pytest

from nfstudio.domain.conversation import Role
from nfstudio.importers import recognise, transcript


@pytest.fixture
def text(tmp_path, only):
    """The importer of a text, and who says what in it."""

    def write(words):
        path = tmp_path / "x.txt"
        path.write_text(words, encoding="utf-8")
        importer = recognise(only(path))
        return importer, [(m.role, m.content) for m in transcript.conversation(words.split("\n")).conversation.messages]

    return write


TALK = [(Role.USER, "hi"), (Role.ASSISTANT, "yo\nyes"), (Role.USER, "no")]


@pytest.mark.parametrize(
    "words",
    [
        "User: hi\nAssistant: yo\nyes\nUser: no",
        "Human:\nhi\n\nAI:\nyo\nyes\n\nHuman:\nno\n",
        "## User\n\nhi\n\n## Assistant\n\nyo\nyes\n\n## User\nno",
        "**You:** hi\n\n**ChatGPT:** yo\nyes\n\n**You:** no",
        "**User**\n\nhi\n\n---\n\n**Claude 3.5 Sonnet**\n\nyo\nyes\n\n---\n\n**User**\n\nno\n",
        ">> User:\nhi\n>> GPT-4o:\nyo\nyes\n>> User:\nno",
        "You said:\nhi\nChatGPT said:\nyo\nyes\nYou said:\nno",
        "#### You:\nhi\n#### ChatGPT:\nyo\nyes\n#### You:\nno",
        "[2026-03-01 08:00] Me: hi\n[2026-03-01 08:01] Bot: yo\nyes\n[2026-03-01 08:02] Me: no",
        "🧑 User: hi\n🤖 Assistant: yo\nyes\n🧑 User: no",
        "__User (2026-03-01 08:00)__: hi\n__Gemini 2.5 Pro (2026-03-01 08:01)__: yo\nyes\n__User__: no",
    ],
)
def test_all_usual_heads_are_known(text, words):
    assert text(words) == (transcript, TALK)


@pytest.mark.parametrize(
    "words",
    [
        "User: hi\nUser: again",
        "Ann: hi\nBob: hello",
        "# Notes\n\nThe user: a person. The assistant: a program.",
        "name: shop\nuser: ann\npassword: x\n",
        "> User: quoted\n> Assistant: quoted",
        "user hi\nassistant yo",
        "\n".join([*(f"line {i}" for i in range(20)), "User: hi", "Assistant: yo"]),
    ],
    ids=["one speaker", "people", "prose", "settings", "quotes", "no marks", "a long preface"],
)
def test_what_only_looks_like_a_transcript_is_left_alone(text, words):
    assert text(words)[0] is None


def test_heads_of_another_style_are_words_and_thoughts_stand_beside(samples, read):
    ((found,), problems) = read(samples / "transcript" / "normal.md")
    assert problems == []
    assert found.conversation.title == "A walk"
    assert [(m.content, dict(m.extra)) for m in found.conversation.messages] == [
        ("Where to?\n\nUser: is no head here", {}),
        ("To the lake.\n\n1. By bus\n2. On foot", {"reasoning": "North or south?"}),
        ("No, the other lake", {}),
    ]


def test_times_and_the_version_of_a_model_are_kept(samples, read):
    ((found,), _) = read(samples / "transcript" / "branches.txt")
    assert [m.created_at for m in found.conversation.messages] == [f"2026-03-01T08:0{i}:00Z" for i in range(3)]
    assert [m.model for m in found.conversation.messages] == [None, "ChatGPT-4o", None]
