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


@pytest.fixture
def kept(tmp_path, read):
    """What is found in a text of these words."""

    def write(words):
        (tmp_path / "talk.md").write_text(words, encoding="utf-8")
        return read(tmp_path / "talk.md")

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
        "### Human: hi\n### Assistant: yo\nyes\n### Human: no",
        "====\nTimestamp: 8:00\n====\n\nUSER INPUT:\nhi\n\nAI RESPONSE:\nyo\nyes\n====\n\nUSER INPUT:\nno\n",
        "### User [1]\n\nhi\n\n### Assistant [1]\n\nyo\nyes\n\n### User [2]\n\nno",
        "2026-03-01T08:00:00 User: hi\n2026-03-01T08:00:02 Bot: yo\nyes\n2026-03-01T08:01:02 User: no",
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
        "2026-03-01 08:00:00 - INFO - User: ann\n2026-03-01 08:00:00 - INFO - Model: lark\n",
        "> User: quoted\n> Assistant: quoted",
        "user hi\nassistant yo",
        "\n".join([*(f"line {i}" for i in range(20)), "User: hi", "Assistant: yo"]),
    ],
    ids=["one speaker", "people", "prose", "settings", "a log", "quotes", "no marks", "a long preface"],
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


@pytest.mark.parametrize(
    "words",
    [
        "Benutzer: Hallo\nAssistent: Guten Tag\n",
        "Utilisateur : Hallo\nAssistant : Guten Tag\n",
        "Пользователь: Hallo\nАссистент: Guten Tag\n",
        "用户：Hallo\n助手：Guten Tag\n",
        "Du hast gesagt:\nHallo\nChatGPT hat gesagt:\nGuten Tag\n",
        "**User**\n\nHallo\n\n---\n\n**Cursor**\n\nGuten Tag\n",
        "## Prompt:\nHallo\n\n## Response:\nGuten Tag\n",
    ],
)
def test_speakers_are_known_by_their_names_in_several_languages_and_programs(kept, words):
    found, _ = kept(words)
    assert [(m.role, m.content) for m in found[0].conversation.messages] == [
        (Role.USER, "Hallo"),
        (Role.ASSISTANT, "Guten Tag"),
    ]


def test_a_transcript_shown_in_a_block_of_code_is_part_of_the_answer(kept):
    shown = "```\n**User:** hi\n**Assistant:** hello\n```"
    found, _ = kept(f"**User:** How is one written?\n\n**Assistant:** So:\n\n{shown}\n\n**User:** Thanks\n")
    assert [m.content for m in found[0].conversation.messages] == ["How is one written?", f"So:\n\n{shown}", "Thanks"]


def test_a_transcript_that_stands_in_a_block_of_code_as_a_whole_is_read(kept):
    found, _ = kept("```\nUser: hi\nAssistant: hello\n```\n")
    assert [m.role for m in found[0].conversation.messages] == [Role.USER, Role.ASSISTANT]


def test_dozens_of_details_may_stand_above_the_first_speaker(kept):
    details = "".join(f"- setting {i}: {i}\n" for i in range(40))
    found, _ = kept(f"# Conversation\n{details}\n## History\n**User**\nHi\n\n**GPT-4o**\nHello\n")
    assert [m.content for m in found[0].conversation.messages] == ["Hi", "Hello"]


def test_a_time_alone_above_the_words_is_when_they_were_said(kept):
    found, _ = kept("## Prompt:\n8/1/2025, 10:00:00 AM\n\nHow long?\n\n## Response:\nTen to 10:30\n")
    assert [(m.content, m.created_at) for m in found[0].conversation.messages] == [
        ("How long?", "2025-08-01T10:00:00Z"),
        ("Ten to 10:30", None),
    ]


def test_a_date_behind_a_name_is_the_time_and_no_words(kept):
    talk = ("Human", "hi"), ("Assistant", "yo"), ("Human", "no")
    heads = (f"**{who}** - 2026-03-01 08:0{i}:00 UTC\n\n{words}\n\n---\n\n" for i, (who, words) in enumerate(talk))
    ((found,), problems) = kept("".join(heads))
    assert problems == []
    assert [(m.content, m.created_at) for m in found.conversation.messages] == [
        ("hi", "2026-03-01T08:00:00Z"),
        ("yo", "2026-03-01T08:01:00Z"),
        ("no", "2026-03-01T08:02:00Z"),
    ]


def test_what_else_a_programs_log_says_is_nobodys_words(text):
    started = "".join(f"2026-03-01 07:59:{i:02d},000 - INFO - Loading part {i}\n" for i in range(30))
    words = (
        f"{started}2026-03-01 08:00:00,123 - INFO - User: hi\n2026-03-01 08:00:01,000 - INFO - Asking\n"
        "2026-03-01 08:00:02,001 - INFO - Bot: yo\nyes\n2026-03-01 08:00:09 - DEBUG - User: no"
    )
    assert text(words) == (transcript, TALK)


@pytest.mark.parametrize(
    "heads",
    [("You: {}", "Luna: {}"), ("**You:** {}", "**Luna:** {}"), ("### You\n\n{}\n", "### Luna\n\n{}\n")],
)
def test_who_answers_a_person_every_time_is_the_assistant_by_whatever_name(kept, heads):
    person, bot = heads
    said = [
        "hello there Luna",
        "I am glad you came.\nNote: it rains.",
        "tell me of the sea",
        "The sea is wide.",
        "thank",
    ]
    ((found,), problems) = kept("\n".join((bot if i % 2 else person).format(words) for i, words in enumerate(said)))
    assert not problems
    messages = found.conversation.messages
    assert [(m.role, m.content) for m in messages] == [
        (Role.ASSISTANT if i % 2 else Role.USER, words) for i, words in enumerate(said)
    ]
    assert [m.extra.get("name") for m in messages] == [None, "Luna", None, "Luna", None]


@pytest.mark.parametrize(
    "words",
    [
        "User: alice\nPassword: hunter\n" * 3,
        "User: opens the page\nExpected: the page is shown\nStatus: done at the time\n" * 3,
        "User: says a thing\nLuna: says another one\nUser: says no more\n",
        "User: says a thing\nUser: says a second one\nLuna: says another one\nUser: says no more at all\n",
        "Ann: says a thing\nLuna: says another one\n" * 4,
    ],
)
def test_fields_and_names_that_show_no_person_are_no_transcript(text, words):
    assert text(words)[0] is not transcript


def test_a_line_above_a_speaker_that_is_a_time_is_when_it_was_said(kept):
    text = "[2026-03-01 08:00:01]\nUser: hi\nBot: yo\n-----\n[2026-03-01 08:00:05]\nUser: no\nBot: why?\n-----\n"
    ((found,), _) = kept(text)
    assert [(m.content, m.created_at) for m in found.conversation.messages] == [
        ("hi", "2026-03-01T08:00:01Z"),
        ("yo", None),
        ("no", "2026-03-01T08:00:05Z"),
        ("why?", None),
    ]
    ((found,), _) = kept("User: hi\n2026-03-01 08:00:01\nBot: yo\n2026-03-01 08:00:05\nUser: no\n")
    assert [m.created_at for m in found.conversation.messages] == [None] * 3


def test_what_a_person_of_another_name_says_within_an_answer_is_quoted(text):
    talk = "You: hi\nBot: Say this:\nUser: tell me a joke\nYou: no\nBot: so\nUser: and that\nYou: go\n"
    assert text(talk)[1] == [
        (Role.USER, "hi"),
        (Role.ASSISTANT, "Say this:\nUser: tell me a joke"),
        (Role.USER, "no"),
        (Role.ASSISTANT, "so\nUser: and that"),
        (Role.USER, "go"),
    ]


@pytest.mark.parametrize("form", ["{}\n{}\n{}\n", "[{}, {}, {}]\n"])
def test_messages_that_python_printed_are_read(kept, form):
    printed = (
        "SystemMessage(content='Help.', additional_kwargs={})",
        'HumanMessage(content="it\'s me\\nagain")',
        "AIMessage(content='yo', response_metadata={'model_name': 'm-1'}, id='run-1')",
    )
    ((found,), problems) = kept(form.format(*printed))
    assert not problems
    assert [(m.role, m.content, m.model) for m in found.conversation.messages] == [
        (Role.SYSTEM, "Help.", None),
        (Role.USER, "it's me\nagain", None),
        (Role.ASSISTANT, "yo", "m-1"),
    ]


def test_a_printed_message_that_is_cut_short_costs_itself_alone(kept):
    ((found,), _) = kept(
        "HumanMessage(content='hi')\nAIMessage(content='yo')\nHumanMessage(content='so')\nAIMessage(cont"
    )
    assert [m.content for m in found.conversation.messages] == ["hi", "yo", "so"]


@pytest.mark.parametrize(
    "text",
    [
        "Q: How far?\nA: Ten miles.\nBy the road.\n\nQ: Sure?\nA: Yes.\n",
        "**Q:** How far?\n\n**A:** Ten miles.\nBy the road.\n\n**Q:** Sure?\n\n**A:** Yes.\n",
        "Question 1: How far?\nAnswer 1: Ten miles.\nBy the road.\nQuestion 2: Sure?\nAnswer 2: Yes.\n",
        (
            "## Message From You:\nHow far?\n\n## Message From ChatGPT:\nTen miles.\nBy the road.\n\n"
            "## Message From You:\nSure?\n\n## Message From ChatGPT:\nYes.\n"
        ),
    ],
)
def test_questions_and_answers_that_take_turns_are_a_transcript(kept, text):
    assert [(m.role, m.content) for m in kept(text)[0][0].conversation.messages] == [
        (Role.USER, "How far?"),
        (Role.ASSISTANT, "Ten miles.\nBy the road."),
        (Role.USER, "Sure?"),
        (Role.ASSISTANT, "Yes."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Q: Which is red?\nA: The sea\nB: Blood\nC: Grass\n",
        "A: one\nQ: two\nA: three\n",
        "Some words about a thing.\nQ: What?\nA: That.\n",
        "Q: one\nQ: two\nA: three\n",
    ],
)
def test_a_quiz_and_questions_within_a_text_are_no_transcript(text, tmp_path, only):
    (tmp_path / "x.txt").write_text(text)
    assert recognise(only(tmp_path / "x.txt")) is None


@pytest.mark.parametrize("form", ["{date}, 10:1{i} PM - {who}: {words}", "[31.12.23, 22:1{i}:05] {who}: {words}"])
def test_who_asks_a_known_assistant_every_time_is_the_person_by_whatever_name(kept, form):
    said = [("Ann B", "hi"), ("Meta AI", "yo\nyes"), ("Ann B", "no"), ("Meta AI", "sorry")]
    lines = [form.format(date="12/31/23", i=i, who=who, words=words) for i, (who, words) in enumerate(said)]
    ((found,), problems) = kept("\n".join(lines))
    assert problems == []
    assert [(m.role, m.content) for m in found.conversation.messages] == [*TALK, (Role.ASSISTANT, "sorry")]
    assert found.conversation.created_at.startswith("2023-12-31T22:10")


def test_of_two_persons_by_their_own_names_nobody_is_taken_for_the_one_who_asks(tmp_path, only):
    said = ["Ann: hi", "Meta AI: yo", "Bob: hi", "Meta AI: yo", "Ann: no"]
    (tmp_path / "x.txt").write_text("\n".join(f"12/31/23, 10:1{i} PM - {line}" for i, line in enumerate(said)))
    assert recognise(only(tmp_path / "x.txt")) is None


@pytest.mark.parametrize(
    "form",
    [
        "{who}> {words}",
        "<{who}> {words}",
        "[10:01:02] <{who}> {words}",
        "--- {who} ---\n{words}",
        "=== {who} ===\n{words}",
        "[{who}]\n{words}",
        "[{who}]: {words}",
    ],
)
def test_heads_of_programs_that_mark_who_speaks_otherwise_are_known(text, form):
    said = [("User", "hi"), ("Assistant", "yo\nyes"), ("User", "no")]
    importer, words = text("\n".join(form.format(who=who, words=words) for who, words in said))
    assert (importer, words) == (transcript, TALK)


def test_sections_of_settings_are_no_transcript(tmp_path, only):
    (tmp_path / "x.ini").write_text("[user]\nname = Ann\n\n[model]\npath = here\n")
    assert recognise(only(tmp_path / "x.ini")) is None
