"""Shapes that other programs' exports have: what they hold comes in, whatever is broken in them costs itself."""

import json
import random

import pytest

from nfstudio.domain.conversation import Role
from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import chainlit, chat_rooms, dialogues, linked, recognise, service_desks
from nfstudio.importers.chat_rooms import AMONG_PEOPLE

ASKED, TOLD, THEN = "Where is the key?", "Under the mat.", "No, it is not"
SAID = [(Role.USER, ASKED), (Role.ASSISTANT, TOLD), (Role.USER, THEN)]


def slack(words, second, **more):
    return {
        "type": "message",
        "ts": f"170000000{second}.000100",
        "thread_ts": "1700000000.000100",
        "text": words,
        **more,
    }


SLACK = [
    slack(ASKED, 0, user="U1", reply_count=2),
    slack(TOLD, 1, bot_id="B1", subtype="bot_message", username="Keys", reactions=[{"name": "-1", "count": 1}]),
    {"type": "message", "subtype": "channel_join", "ts": "1700000002.1", "user": "U2", "text": "<@U2> has joined"},
    slack(THEN, 3, user="U1"),
    {"type": "message", "ts": "1700000009.1", "user": "U2", "text": "Lunch &amp; tea?"},
]


def discord(words, second, *, bot=False, **more):
    author = {"id": "6" if bot else "5", "name": "keys" if bot else "ann", "isBot": bot}
    return {
        "id": str(second),
        "type": "Default",
        "timestamp": f"2026-01-01T10:00:0{second}+00:00",
        "content": words,
    } | {
        "author": author,
        "attachments": [],
        "embeds": [],
        "reactions": [],
        **more,
    }


DISCORD = {
    "guild": {"id": "1", "name": "House"},
    "channel": {"id": "2", "name": "keys"},
    "messages": [
        discord(ASKED, 0, attachments=[{"fileName": "door.png"}]),
        discord("", 1, bot=True, embeds=[{"description": TOLD}], reactions=[{"emoji": {"name": "👎"}, "count": 1}]),
        discord(THEN, 2),
    ],
}


def telegram(words, second, sender):
    return {"id": second, "type": "message", "date": f"2026-01-01T10:00:0{second}", "from": "x", "from_id": sender} | {
        "date_unixtime": str(1767261600 + second),
        "text": words,
    }


TELEGRAM = {
    "name": "Keys",
    "type": "bot_chat",
    "id": 77,
    "messages": [
        {"id": 0, "type": "service", "date": "2026-01-01T10:00:00", "action": "joined"},
        telegram(ASKED, 1, "user5"),
        telegram(["Under the ", {"type": "bold", "text": "mat."}], 2, "user77"),
        telegram(THEN, 3, "user5"),
    ],
}


def teams(words, second, sender):
    body = {"contentType": "html", "content": f"<p>{words}</p>"}
    return {"id": str(second), "messageType": "message", "createdDateTime": f"2026-01-01T10:00:0{second}Z"} | {
        "from": sender,
        "body": body,
    }


PERSON = {"user": {"id": "u", "displayName": "Ann"}, "application": None}
BOT = {"user": None, "application": {"id": "b", "displayName": "Keys"}}
MESSENGER = {
    "participants": [{"name": "Ann"}, {"name": "Meta AI"}],
    "messages": [
        {"sender_name": "Ann", "timestamp_ms": 1700000002000, "content": THEN},
        {"sender_name": "Meta AI", "timestamp_ms": 1700000001000, "content": TOLD},
        {"sender_name": "Ann", "timestamp_ms": 1700000000000, "content": ASKED},
    ],
    "title": "Meta AI \u00c3\u00a9",
    "thread_path": "ai/1",
}
TEAMS = {"value": [teams(THEN, 3, PERSON), teams(TOLD, 2, BOT), teams(ASKED, 1, PERSON)]}


def part(kind, words, who, second):
    return {"type": "conversation_part", "part_type": kind, "body": words, "created_at": 1700000000 + second} | {
        "author": {"type": who, "name": "Fin"}
    }


INTERCOM = {
    "type": "conversation",
    "id": "9",
    "title": "Keys",
    "created_at": 1700000000,
    "source": {"author": {"type": "user"}, "body": f"<p>{ASKED}</p>"},
    "conversation_parts": {
        "conversation_parts": [
            part("comment", f"<p>{TOLD}</p>", "bot", 1),
            part("note", "<p>ask him again</p>", "admin", 2),
            part("close", None, "bot", 3),
            part("comment", f"<p>{THEN}</p>", "user", 4),
        ]
    },
}


def comment(words, who, **more):
    return {"author_id": who, "body": words, "created_at": "2026-01-01T10:00:00Z", **more}


ZENDESK = {
    "id": 3,
    "subject": "Keys",
    "requester_id": 5,
    "comments": [comment(ASKED, 5), comment(TOLD, 6), comment("not for him", 6, public=False), comment(THEN, 5)],
}
CHAT = {
    "id": "c",
    "visitor": {"name": "Ann"},
    "history": [
        {"type": "chat.memberjoin", "sender_type": "Visitor", "timestamp": "2026-01-01T10:00:00Z"},
        {"type": "chat.msg", "sender_type": "Visitor", "msg": ASKED},
        {"type": "chat.msg", "sender_type": "Trigger", "msg": TOLD, "name": "Keys"},
        {"type": "chat.msg", "sender_type": "Visitor", "msg": THEN},
    ],
}
FRESHDESK = {
    "id": 4,
    "subject": "Keys",
    "description_text": ASKED,
    "created_at": "2026-01-01T10:00:00Z",
    "conversations": [
        {"body_text": TOLD, "incoming": False, "private": False},
        {"body_text": "not for him", "incoming": False, "private": True},
        {"body_text": THEN, "incoming": True, "private": False},
    ],
}


def activity(words, role, **more):
    return {"type": "message", "from": {"id": "x", "role": role}, "timestamp": 1700000000, "text": words, **more}


ACTIVITIES = [activity(ASKED, 1), activity(None, 0, type="event"), activity(TOLD, 0), activity(THEN, 1)]
STUDIO = {"conversationtranscriptid": "t", "content": json.dumps({"activities": ACTIVITIES})}


def step(kind, second, **more):
    return {"id": f"s{second}", "threadId": "t", "type": kind, "createdAt": f"2026-01-01T10:00:0{second}Z", **more}


CHAINLIT = {
    "id": "t",
    "name": "Keys",
    "userIdentifier": "ann",
    "steps": [
        step("user_message", 0, input="", output=ASKED),
        step("run", 1, name="on_message", input=ASKED, output=""),
        step("tool", 2, name="look", input="mat", output="a key"),
        step("assistant_message", 3, input="", output=TOLD, feedback={"forId": "s3", "value": 0, "comment": "no"}),
        step("user_message", 4, output=THEN),
    ],
}


def link(name, parent, role, words, **more):
    return {"id": name, "parentId": parent, "chatId": "c", "role": role, "content": words, **more}


LINKED = [
    link("1", None, "user", ASKED, createdAt="2026-01-01T10:00:00Z"),
    link("2", "1", "assistant", "On the mat.", createdAt="2026-01-01T10:00:01Z", model="lark"),
    link("3", "1", "assistant", TOLD, createdAt="2026-01-01T10:00:02Z", model="lark", reaction="disliked"),
    link("4", "3", "user", THEN, createdAt="2026-01-01T10:00:03Z"),
]
RECORDS = {
    "Slack": (chat_rooms, SLACK),
    "Discord": (chat_rooms, DISCORD),
    "Telegram": (chat_rooms, TELEGRAM),
    "Teams": (chat_rooms, TEAMS),
    "Messenger": (chat_rooms, MESSENGER),
    "Intercom": (service_desks, INTERCOM),
    "Zendesk": (service_desks, ZENDESK),
    "Zendesk chat": (service_desks, CHAT),
    "Freshdesk": (service_desks, FRESHDESK),
    "Copilot Studio": (service_desks, STUDIO),
    "Chainlit": (chainlit, CHAINLIT),
    "linked": (linked, LINKED),
}
each = pytest.mark.parametrize("name", RECORDS)
ODD = (None, True, 0, -1.5, 10**30, "", "\ud800", "no", [], {}, [None], [[]], {"type": 7}, {"content": [1]})


def spoilt(value, dice):
    """The same with some of its values, at any depth, of another type."""
    if dice.random() < 0.06:
        return dice.choice(ODD)
    if isinstance(value, dict):
        return {name: spoilt(item, dice) for name, item in value.items() if dice.random() > 0.03}
    return [spoilt(item, dice) for item in value] if isinstance(value, list) else value


def active(found):
    return [(m.role, m.content) for m in found.conversation.messages if m.on_active_path]


@each
def test_who_says_what_is_read(name, said_in):
    found, *told = said_in(RECORDS[name][1])
    assert active(found) == SAID
    assert len(told) == (name == "Slack")


@each
def test_several_of_them_are_read_out_of_a_list_or_its_wrapper(name, said_in):
    module, value = RECORDS[name]
    if isinstance(value, dict) and name != "Teams":
        for wrapped in ([value, value], {"conversations": [value], "total": 1}, {"chats": {"list": [value]}}):
            found = [item for item in said_in(wrapped) if isinstance(item, Found)]
            assert [active(one) for one in found] == [SAID] * len(found)
            assert module.is_record(value)


def test_a_table_of_transcripts_is_read_row_by_row(tmp_path, only):
    content = STUDIO["content"].replace('"', '""')
    (tmp_path / "t.csv").write_text(f'conversationtranscriptid,content,name\nt,"{content}",x\n')
    entry = only(tmp_path / "t.csv")
    assert recognise(entry) is dialogues
    (found,) = dialogues.read(entry)
    assert (active(found), found.conversation.origin_id) == (SAID, "t")


def test_thumbs_names_files_and_titles_are_kept(said_in):
    slack_, discord_ = (said_in(value)[0].conversation for value in (SLACK, DISCORD))
    assert [m.rating for m in slack_.messages] == [None, -1, None]
    assert [m.rating for m in discord_.messages] == [None, -1, None]
    assert slack_.messages[1].extra["name"] == "Keys"
    assert discord_.messages[0].extra == {"name": "ann", "attachments": ["door.png"]}
    assert (discord_.origin_id, discord_.title, discord_.user) == ("2", "keys", "5")
    assert said_in(MESSENGER)[0].conversation.title == "Meta AI \u00e9"  # bytes that the export takes for letters
    desk = said_in(INTERCOM)[0].conversation
    assert (desk.origin_id, desk.title, desk.created_at) == ("9", "Keys", "2023-11-14T22:13:20Z")
    thread = said_in(CHAINLIT)[0].conversation
    assert (thread.origin_id, thread.title, thread.user, thread.messages[1].rating) == ("t", "Keys", "ann", -1)
    assert thread.messages[1].extra["tool_calls"] == [{"name": "look", "arguments": "mat", "output": "a key"}]


def test_a_regenerated_answer_is_a_branch_beside_the_one_that_was_answered(said_in):
    (found,) = said_in(LINKED)
    assert [(m.content, m.parent, m.on_active_path) for m in found.conversation.messages] == [
        (ASKED, None, True),
        ("On the mat.", 0, False),
        (TOLD, 0, True),
        (THEN, 2, True),
    ]
    assert (found.conversation.origin_id, found.conversation.model) == ("c", "lark")
    assert found.conversation.messages[2].rating == -1


def test_messages_of_several_chats_are_told_apart(said_in):
    others = [{**one, "id": f"x{one['id']}", "parentId": one["parentId"] and f"x{one['parentId']}"} for one in LINKED]
    found = said_in([*LINKED, *({**one, "chatId": "d"} for one in others)])
    assert [(item.conversation.origin_id, active(item)) for item in found] == [("c", SAID), ("d", SAID)]


@pytest.mark.parametrize(
    "value",
    [
        [{key: one[key] for key in one if key not in ("bot_id", "subtype")} for one in SLACK],
        {**DISCORD, "messages": [discord(ASKED, 0), discord(THEN, 1)]},
        {**TELEGRAM, "id": 78, "type": "personal_chat"},
        {"value": [teams(ASKED, 1, PERSON)]},
    ],
)
def test_people_among_themselves_are_told_of_and_are_no_conversation(value, said_in):
    (problem,) = said_in(value)
    assert isinstance(problem, Problem)
    assert (problem.reason, problem.sentence) == (Reason.WRONG_SHAPE, AMONG_PEOPLE)


def test_threads_in_which_no_bot_answers_are_counted(said_in):
    _, problem = said_in(SLACK)
    assert problem.sentence == "In 1 of 2 threads no bot answers anybody: they were passed over."


@each
@pytest.mark.parametrize("seed", range(40))
def test_values_of_wrong_types_anywhere_become_problems_not_crashes(name, seed, tmp_path, only):
    (tmp_path / "log.json").write_text(json.dumps(spoilt(RECORDS[name][1], random.Random(seed))))
    entry = only(tmp_path / "log.json")
    for item in dialogues.read(entry):
        assert isinstance(item, Found | Problem)
    recognise(entry)


@each
@pytest.mark.parametrize("cut", [0.3, 0.7, 0.98])
def test_a_file_that_ends_early_says_so(name, cut, tmp_path, only):
    text = json.dumps(RECORDS[name][1])
    (tmp_path / "log.json").write_bytes(b"\xef\xbb\xbf" + text[: int(len(text) * cut)].encode())
    items = list(dialogues.read(only(tmp_path / "log.json")))
    assert items
    assert all(isinstance(item, Found | Problem) for item in items)
    assert any(isinstance(item, Problem) and item.reason is Reason.TRUNCATED for item in items)
