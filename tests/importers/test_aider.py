import pytest

from nfstudio.domain.conversation import Role
from nfstudio.domain.records import Reason

START = "# aider chat started at 2026-03-01 08:00:00\n\n"


@pytest.fixture
def said(tmp_path, read):
    """Roles and words of the first session of a history."""

    def write(text):
        (tmp_path / ".aider.chat.history.md").write_text(START + text)
        return [(m.role, m.content) for m in read(tmp_path / ".aider.chat.history.md")[0][0].conversation.messages]

    return write


def test_person_answer_and_console_are_told_apart_by_how_lines_end(samples, read):
    found, problems = read(samples / "aider" / "normal.md")
    assert problems == []
    first = found[0].conversation
    assert (first.created_at, first.model) == ("2026-03-01T08:00:00Z", "atlas-2")
    assert [m.role for m in first.messages] == [
        Role.USER,
        Role.ASSISTANT,
        Role.SYSTEM,
        Role.TOOL,
        Role.USER,
        Role.ASSISTANT,
    ]
    assert first.messages[0].content == "rename foo to bar\nin all files"
    assert "#### A heading of the answer\n\n> a quote inside the answer" in first.messages[1].content
    assert first.messages[1].extra["tool_calls"][0]["output"].startswith("Applied edit to shop.py")
    assert (first.messages[2].content, first.messages[4].parent) == ("/undo", 3)


def test_commands_that_take_a_message_along_are_the_persons_and_lint_output_is_not(samples, read):
    second = read(samples / "aider" / "normal.md")[0][1].conversation
    assert [(m.role, m.content.split("\n")[0]) for m in second.messages] == [
        (Role.USER, "why is it slow?"),
        (Role.ASSISTANT, "It sorts twice."),
        (Role.SYSTEM, "# Fix any errors below, if possible."),
        (Role.ASSISTANT, "Fixed."),
        (Role.USER, "thanks!"),
    ]


def test_a_file_may_begin_in_the_middle_and_editors_may_take_trailing_blanks(samples, read):
    found, _ = read(samples / "aider" / "branches.md")
    assert [[m.content for m in item.conversation.messages] for item in found] == [
        ["the file begins in the middle", "Yes, it does."],
        ["first\nline two without trailing blanks", "An answer."],
    ]


def test_two_messages_in_a_row_stay_two(said):
    assert said("\n#### one  \n\n#### two  \n") == [(Role.USER, "one"), (Role.USER, "two")]


def test_of_a_question_about_aider_only_the_question_is_the_persons(said):
    words = "\n#### # Question: how?  \n####   \n#### # Relevant docs:  \n####   \n#### <doc>  \n"
    assert said(words) == [(Role.USER, "how?")]


def test_a_path_is_no_command(said):
    assert said("\n#### /home/ann/shop.py is wrong  \n") == [(Role.USER, "/home/ann/shop.py is wrong")]


def test_thinking_that_was_printed_stands_beside_the_answer(tmp_path, read):
    path = tmp_path / "history.md"
    thinking = "--------------\n► **THINKING**\n\nHm.\n\n------------\n► **ANSWER**\n\nYes.\n"
    path.write_text(f"{START}\n#### so?  \n\n{thinking}")
    answer = read(path)[0][0].conversation.messages[1]
    assert (answer.content, answer.extra) == ("Yes.", {"reasoning": "Hm."})


def test_sessions_of_commands_alone_are_told_of_together(samples, read):
    found, problems = read(samples / "aider" / "empty.md")
    assert found == []
    assert [(p.place, p.reason) for p in problems] == [("line 2", Reason.EMPTY)]
    assert problems[0].sentence.startswith("In 2 of 2 sessions")


def test_what_a_command_hands_on_is_said_once_and_tagged_thoughts_are_thoughts(tmp_path, read):
    tag = "thinking-content-7bbeb8e1441453ad999a0bbba8a46d4b"
    text = (
        "# aider chat started at 2026-07-30 15:44:12\n\n#### /ask what does it do?  \n\n#### what does it do?  \n\n"
        f"<{tag}>\n\nHm.\n\n</{tag}>\n\nIt sleeps.\n\n#### what does it do?  \n\nIt sleeps, as I said.\n"
    )
    path = tmp_path / ".aider.chat.history.md"
    path.write_text(text)
    ((found,), problems) = read(path)
    assert problems == []
    assert [(m.role, m.content) for m in found.conversation.messages] == [
        (Role.USER, "what does it do?"),
        (Role.ASSISTANT, "It sleeps."),
        (Role.USER, "what does it do?"),
        (Role.ASSISTANT, "It sleeps, as I said."),
    ]
    assert found.conversation.messages[1].extra == {"reasoning": "Hm."}
