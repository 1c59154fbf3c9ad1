"""What stands where a message's words are expected, and is not the words of whoever is said to speak."""

import json

import pytest

from nfstudio.domain.conversation import Role
from nfstudio.importers.chat_messages import read_messages
from nfstudio.importers.shapes import content_of, without_pictures

PICTURE = "data:image/png;base64," + "iVBORw0KGgoAAAANSUhEUg+A" * 40
ADDED = "<system-reminder>\nBe careful.\n</system-reminder>"


def user(content, **more):
    return {"role": "user", "content": content, **more}


def text(words):
    return {"type": "text", "text": words}


def said(*items):
    return [(m.role.value, m.content) for m in read_messages(items)]


@pytest.mark.parametrize("as_parts", [False, True])
def test_a_picture_among_the_words_is_named_and_not_kept(as_parts):
    words = f"see ![a]({PICTURE}) here"
    assert said(user([text(words)] if as_parts else words)) == [("user", "see ![a](data:image/png;base64,…) here")]


def test_several_pictures_are_named_each_and_what_only_speaks_of_them_stays():
    speech = "Write url(data:image/png;base64,…); never more; " * 20
    assert without_pictures(f"{PICTURE} and {PICTURE}") == "data:image/png;base64,… and data:image/png;base64,…"
    assert without_pictures(speech) == speech


def test_parts_that_hold_a_picture_are_named(lines):
    parts = [
        {"type": "text", "text": "look"},
        {"type": "input_image", "image_url": PICTURE},
        {"type": "image_url", "image_url": {"url": PICTURE}},
        {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": PICTURE[30:]}},
        {"type": "input_audio", "input_audio": {"data": PICTURE[30:], "format": "wav"}},
        {"type": "hologram", "blob": PICTURE},
    ]
    ((found,), _) = lines(json.dumps({"messages": [user(parts), {"role": "assistant", "content": "a cat"}]}))
    first = found.conversation.messages[0]
    assert first.content == "look"
    assert first.extra == {"attachments": ["input_image", "image_url", "image", "input_audio", "hologram"]}


@pytest.mark.parametrize(
    "content", [f"{ADDED}\nwhich file?", [{"type": "text", "text": ADDED}, {"type": "text", "text": "which file?"}]]
)
def test_what_a_program_put_before_the_persons_words_is_not_the_persons(content):
    assert said(user(content)) == [("user", "which file?")]


@pytest.mark.parametrize("content", [ADDED, [text(ADDED)], "<command-name>/clear</command-name>"])
def test_a_message_that_a_program_made_in_the_persons_name_is_the_systems(content):
    assert [role for role, _ in said(user(content), user("and now?"))] == ["system", "user"]


def test_a_person_may_begin_with_a_mark():
    for words in ("<div> is not closed", "<system-reminder> what is that?", "<3 thanks"):
        assert said(user(words)) == [("user", words)]


def test_a_refusal_is_what_the_answer_says():
    no = {"role": "assistant", "content": None, "refusal": "I cannot help with that."}
    assert said(no) == [("assistant", "I cannot help with that.")]
    assert content_of([{"type": "refusal", "refusal": "No."}], 0) == ("No.", {})


@pytest.mark.parametrize(
    ("rated", "expected"),
    [
        ({"thumbsUp": True}, 1),
        ({"thumbs_down": True}, -1),
        ({"thumbs_down": False, "thumbs_up": False}, None),
        ({"liked": True}, 1),
        ({"liked": False}, None),
        ({"feedbackScore": False}, -1),
        ({"feedbackScore": None}, None),
        ({"rating": "👎"}, -1),
        ({"reaction": "👍"}, 1),
        ({"user_feedback": "down"}, -1),
        ({"feedback": {"value": -1}}, -1),
        ({"feedback": {"score": 1, "comment": "good"}}, 1),
        ({"feedback": {"thumbs": "up"}}, 1),
        ({"feedback": {"score": 0.8}}, None),
        ({"rating": True}, None),
    ],
)
def test_thumbs_are_read_in_every_form_that_is_clear(rated, expected):
    (message,) = read_messages([{"role": "assistant", "content": "x", **rated}])
    assert (message.role, message.rating) == (Role.ASSISTANT, expected)


def test_nextchats_export_keeps_its_topics_and_its_times(tmp_path, read):
    messages = [
        {"id": "1", "date": "2025/1/2 12:00:00", "role": "user", "content": "how long?"},
        {"id": "2", "date": "1/2/2025, 12:00:05 PM", "role": "assistant", "content": "an hour", "model": "lark-7b"},
    ]
    session = {"id": "s1", "topic": "Bread", "messages": messages, "mask": {"context": []}, "lastUpdate": 1735819260000}
    store = {"chat-next-web-store": {"sessions": [session]}, "access-control": {"openaiApiKey": "sk-none"}}
    (tmp_path / "backup.json").write_text(json.dumps(store))
    (found,), problems = read(tmp_path / "backup.json")
    assert (found.conversation.title, found.conversation.origin_id, problems) == ("Bread", "s1", [])
    assert [m.created_at for m in found.conversation.messages] == ["2025-01-02T12:00:00Z", "2025-01-02T12:00:05Z"]


SHOWN = f"Look: ![a]({PICTURE})"
WITH_PICTURES = {
    "claude": {
        "uuid": "c",
        "chat_messages": [{"sender": "human", "text": "?"}, {"sender": "assistant", "text": SHOWN}],
    },
    "sillytavern": [{"user_name": "Kim", "character_name": "Bot"}, {"name": "Bot", "is_user": False, "mes": SHOWN}],
    "goose": [{"role": "assistant", "created": 1772359200, "content": [{"type": "text", "text": SHOWN}]}],
    "textgen": {"internal": [["draw", SHOWN]], "visible": [["draw", SHOWN]]},
    "openwebui": {"id": "w", "chat": {"history": {"messages": {"1": {"role": "assistant", "content": SHOWN}}}}},
    "hh": {"chosen": f"\n\nHuman: draw\n\nAssistant: {SHOWN}"},
    "oasst": [
        {
            "message_id": "a",
            "message_tree_id": "a",
            "parent_id": None,
            "text": "draw",
            "role": "prompter",
            "lang": "en",
        },
        {"message_id": "b", "message_tree_id": "a", "parent_id": "a", "text": SHOWN, "role": "assistant", "lang": "en"},
    ],
    "table": {"prompt": "draw", "response": SHOWN},
    "claudecode": [
        {"type": "user", "uuid": "a", "sessionId": "s", "message": {"role": "user", "content": "draw"}},
        {
            "type": "user",
            "uuid": "b",
            "parentUuid": "a",
            "sessionId": "s",
            "message": {"role": "user", "content": SHOWN},
        },
    ],
    "sharegpt": {"id": "s", "conversations": [{"from": "human", "value": "draw"}, {"from": "gpt", "value": SHOWN}]},
}


@pytest.mark.parametrize("name", WITH_PICTURES)
def test_no_format_keeps_pictures_among_words(lines, name):
    records = WITH_PICTURES[name]
    (found,), _ = lines(*map(json.dumps, records if isinstance(records, list) else [records]))
    assert found.conversation.messages[-1].content == "Look: ![a](data:image/png;base64,…)"
