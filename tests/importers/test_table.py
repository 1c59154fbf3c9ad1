import random

import pytest

from nfstudio.domain.conversation import Role
from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import recognise, table
from nfstudio.importers.column_mapping import ColumnMapping


@pytest.fixture
def csv_file(tmp_path, only):
    def write(text, name="x.csv"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return only(tmp_path / name)

    return write


def words(item):
    return [(m.role, m.content) for m in item.conversation.messages]


def test_rows_of_one_conversation_are_gathered_wherever_they_stand(samples, read):
    found, problems = read(samples / "table" / "normal.csv")
    assert problems == []
    assert [(item.place, item.conversation.origin_id) for item in found] == [("row 4", "k-2"), ("row 5", "k-1")]
    trip = found[1].conversation
    assert (trip.title, trip.created_at) == ("Trip", "2026-03-01T08:00:00Z")
    assert [(m.content, m.model, m.parent) for m in trip.messages] == [
        ("Plan a trip, please", None, None),
        ('Day one:\n"Lyon"', "atlas-2", 0),
        ("I said two days", None, 1),
    ]


@pytest.mark.parametrize("bits", [3, 5, 27])
def test_every_conversation_comes_where_its_last_row_stands_however_rows_are_mixed(csv_file, monkeypatch, bits):
    monkeypatch.setattr(table, "_BITS", bits)
    dice = random.Random(bits)
    for turn in range(40):
        keys = [f"k{dice.randrange(1, 12)}" for _ in range(dice.randint(1, 30))]
        if turn % 2:
            keys.sort()
        lines = [f"{key},user,w{i}" if dice.random() < 0.8 else f"{key},nobody" for i, key in enumerate(keys)]
        items = table.read(
            csv_file("conversation_id,role,text\n" + "".join(f"{line}\n" for line in lines), f"{turn}.csv")
        )
        expected = {}
        for number, line in enumerate(lines, 1):
            cells = line.split(",")
            if len(cells) == 3:
                expected[cells[0]] = (f"row {number}", [*expected.get(cells[0], ("", []))[1], cells[2]])
        found = [item for item in items if isinstance(item, Found)]
        ends = [(item.place, [m.content for m in item.conversation.messages]) for item in found]
        assert ends == sorted(expected.values(), key=lambda end: int(end[0].split()[1]))


def test_a_table_with_the_newest_first_is_turned_round(samples, read):
    ((found,), _) = read(samples / "table" / "branches.tsv")
    assert words(found) == [(Role.USER, "Hi"), (Role.ASSISTANT, "Hello")]


def test_exchanges_with_the_newest_first_are_turned_round_whole(csv_file):
    text = "chat_id,prompt,response,created_at\nk,c,d,2026-03-01T09:00:00Z\nk,a,b,2026-03-01T08:00:00Z\n"
    (found,) = table.read(csv_file(text))
    assert [m.content for m in found.conversation.messages] == ["a", "b", "c", "d"]


def test_a_prompt_and_a_response_are_a_conversation_a_row(csv_file):
    found = list(table.read(csv_file("prompt,response,rating\nhi,yo,1\nwhy?,,\n")))
    assert [words(item) for item in found] == [[(Role.USER, "hi"), (Role.ASSISTANT, "yo")], [(Role.USER, "why?")]]
    assert found[0].conversation.messages[1].rating == 1


@pytest.mark.parametrize("stars", ["5", "3.0", "0.5"])
def test_ratings_among_which_stars_stand_are_no_thumbs(csv_file, stars):
    found = list(table.read(csv_file(f"prompt,response,rating\nhi,yo,1\nso,no,-1\nwhy?,because,{stars}\n")))
    assert [message.rating for item in found for message in item.conversation.messages] == [None] * 6


@pytest.mark.parametrize(
    ("header", "row", "time"),
    [
        ("Date,Time,Query,Response", "2026-03-01,10:11:12,hi,yo", "2026-03-01T10:11:12Z"),
        ("date,time,query,response", "2026-03-01,noon,hi,yo", "2026-03-01T00:00:00Z"),
        ("date,time,query,response", "2026-03-01,2026-03-02T10:11:12,hi,yo", "2026-03-02T10:11:12Z"),
    ],
)
def test_the_time_of_day_may_stand_beside_its_day(csv_file, header, row, time):
    (found,) = table.read(csv_file(f"{header}\n{row}\n"))
    assert [message.created_at for message in found.conversation.messages] == [time, time]


def test_without_a_sure_guess_the_file_asks_for_a_mapping(csv_file):
    entry = csv_file("question,answer\nhi,yo\n")
    assert recognise(entry) is table
    (problem,) = table.read(entry)
    assert isinstance(problem, Problem)
    assert (problem.reason, problem.sentence) == (
        Reason.UNKNOWN_FORMAT,
        "Say which columns hold the words and who speaks (a mapping); there are question, answer.",
    )
    (found,) = table.read(entry, mapping=ColumnMapping(prompt="question", response="answer"))
    assert words(found) == [(Role.USER, "hi"), (Role.ASSISTANT, "yo")]


def test_a_mapping_that_does_not_fit_is_told_of(csv_file):
    (problem,) = table.read(csv_file("a,b\n1,2\n"), mapping=ColumnMapping(text="a", role="c"))
    assert problem.reason is Reason.UNKNOWN_FORMAT
    assert problem.sentence.startswith("There is no column 'c' for role.")


def test_any_word_can_stand_for_the_person(csv_file):
    entry = csv_file("wer;was\nKundin;Hallo\nSystem;Start\nBerater;Guten Tag\n")
    (found,) = table.read(entry, mapping=ColumnMapping(role="wer", text="was", person="Kundin"))
    assert words(found) == [(Role.USER, "Hallo"), (Role.SYSTEM, "Start"), (Role.ASSISTANT, "Guten Tag")]


def test_a_row_by_nobody_known_costs_itself_alone(csv_file):
    mapping = ColumnMapping(role="role", text="text")
    items = list(table.read(csv_file("role,text\nuser,hi\nnarrator,night falls\nassistant,yo\n"), mapping=mapping))
    assert [item.place for item in items] == ["row 2", "row 3"]
    assert words(items[1]) == [(Role.USER, "hi"), (Role.ASSISTANT, "yo")]


@pytest.mark.parametrize(
    "cell",
    ['[{""role"": ""user"", ""content"": ""hi""}]', "[{'role': 'user', 'content': 'hi'}]"],
    ids=["JSON", "Python"],
)
def test_a_column_may_hold_whole_conversations(csv_file, cell):
    (found,) = table.read(csv_file(f'messages,title\n"{cell}",T\n'))
    assert words(found) == [(Role.USER, "hi")]
    assert found.conversation.title == "T"


def test_a_column_may_hold_transcripts(csv_file):
    mapping = ColumnMapping(messages="log")
    items = list(table.read(csv_file('log,n\n"User: hi\nBot: yo",1\nno heads,2\n'), mapping=mapping))
    assert words(items[0]) == [(Role.USER, "hi"), (Role.ASSISTANT, "yo")]
    assert items[1].reason is Reason.WRONG_SHAPE


def test_a_damaged_parquet_file_says_so(tmp_path, only):
    import polars as pl

    path = tmp_path / "x.parquet"
    pl.DataFrame({"prompt": ["hi"], "response": ["yo"]}).write_parquet(path)
    assert [words(item) for item in table.read(only(path))] == [[(Role.USER, "hi"), (Role.ASSISTANT, "yo")]]
    path.write_bytes(path.read_bytes()[:-20])
    assert recognise(only(path)) is table
    (problem,) = table.read(only(path))
    assert problem.reason is Reason.TRUNCATED


def test_a_table_of_bytes_at_random_never_crashes(csv_file):
    choice = random.Random(5)
    alphabet = 'abc",;\n\t\r\x00é\ufeff{}[]0'
    for _ in range(400):
        body = "".join(choice.choices(alphabet, k=choice.randint(0, 60)))
        entry = csv_file(f"role,text,chat_id\n{body}")
        items = list(table.read(entry, mapping=ColumnMapping(role="role", text="text", conversation="chat_id")))
        assert all(isinstance(item, Found | Problem) and item.place for item in items)


def test_a_column_of_row_numbers_may_have_no_name(csv_file):
    entry = csv_file(',prompt,response\n0,hi,yo\n1,no,"oh\nno"\n')
    assert recognise(entry) is table
    assert [words(item) for item in table.read(entry)] == [
        [(Role.USER, "hi"), (Role.ASSISTANT, "yo")],
        [(Role.USER, "no"), (Role.ASSISTANT, "oh\nno")],
    ]
    assert recognise(csv_file("prompt,,response\nhi,1,yo\n")) is not table


@pytest.mark.parametrize("name", ["id", "dialog", "Ticket No", "caseId"])
def test_ids_that_come_again_row_after_row_tell_conversations_apart(csv_file, name):
    entry = csv_file(f"{name},role,text\n7,user,hi\n7,bot,yo\n8,user,no\n8,bot,oh\n8,user,so\n")
    assert [(item.conversation.origin_id, len(words(item))) for item in table.read(entry)] == [("7", 2), ("8", 3)]


@pytest.mark.parametrize("ids", ["12345", "12312", "71112"])
def test_ids_of_messages_tell_no_conversations_apart(csv_file, ids):
    rows = "".join(f"{name},{role},w\n" for name, role in zip(ids, ["user", "bot"] * 2 + ["user"], strict=True))
    (found,) = table.read(csv_file(f"id,role,text\n{rows}"))
    assert len(words(found)) == 5
