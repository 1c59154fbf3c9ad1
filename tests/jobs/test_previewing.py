import gzip
import json
import os
import zipfile

import pytest

from nfstudio.domain.records import Found, Reason
from nfstudio.errors import StudioError
from nfstudio.importers.column_mapping import ColumnMapping
from nfstudio.jobs import beginnings, previewing
from nfstudio.jobs.previewing import Looked, as_read, preview
from nfstudio.jobs.progress import finish

ODD = "chat,who,body\n1,Ann,hi there\n1,bot,hello\n2,Ann,thanks!\n"
ODD_MAPPING = ColumnMapping(conversation="chat", role="who", text="body", person="Ann")


def line(number, words=10):
    said = [{"role": "user", "content": f"{number} " + "egg " * words}, {"role": "assistant", "content": "Boil it."}]
    return json.dumps({"messages": said}) + "\n"


def looked_at(*paths):
    return finish(preview(list(paths)))


def about(seen):
    return {found.name: (found.files, found.conversations, found.exact) for found in seen.formats}


def test_short_files_are_counted_to_the_last_conversation_and_all_others_are_told(logs):
    seen = looked_at(logs)

    assert about(seen) == {"messages": (2, 40, True)}
    assert (seen.files, seen.unknown, seen.unreadable) == (3, 1, 0)
    assert seen.bytes == sum(file.stat().st_size for file in logs.rglob("*") if file.is_file())
    assert [(missed.shown, missed.reason) for missed in seen.not_read] == [("logs/notes.txt", Reason.UNKNOWN_FORMAT)]


def test_of_a_long_file_only_the_beginning_is_read_and_the_rest_is_guessed(tmp_path, monkeypatch):
    monkeypatch.setattr(beginnings, "BEGINNING", 20_000)
    (tmp_path / "a.jsonl").write_text("".join(line(i) for i in range(2_000)))
    (found,) = looked_at(tmp_path).formats

    assert not found.exact
    assert found.conversations == pytest.approx(2_000, rel=0.05)


@pytest.mark.parametrize("kind", ["gzip", "zip"])
def test_packed_files_are_guessed_by_how_far_their_beginning_reaches(tmp_path, monkeypatch, kind):
    monkeypatch.setattr(beginnings, "BEGINNING", 40_000)
    content = "".join(line(i, words=i % 90) for i in range(3_000)).encode()
    if kind == "gzip":
        (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(content))
    else:
        with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("big.jsonl", content)
            archive.writestr("pictures/a.png", os.urandom(100_000))
    (found,) = looked_at(tmp_path).formats

    assert found.conversations == pytest.approx(3_000, rel=0.25)


def test_files_of_one_conversation_are_exact_however_many_there_are(tmp_path, monkeypatch):
    monkeypatch.setattr(previewing, "COUNTED", 5)
    for number in range(30):
        (tmp_path / f"{number}.json").write_text(line(number, words=number * 20))

    assert about(looked_at(tmp_path)) == {"messages": (30, 30, True)}


def test_files_of_several_conversations_beyond_those_counted_are_taken_to_be_alike(tmp_path, monkeypatch):
    monkeypatch.setattr(previewing, "COUNTED", 5)
    for number in range(10):
        (tmp_path / f"{number}.jsonl").write_text("".join(line(i) for i in range(8)))

    assert about(looked_at(tmp_path)) == {"messages": (10, 80, False)}


def test_a_table_that_does_not_say_what_it_holds_is_shown_with_its_columns(tmp_path):
    (tmp_path / "odd.csv").write_text(ODD)
    seen = looked_at(tmp_path)
    (table,) = seen.tables

    assert seen.formats == ()
    assert (table.columns, table.files, table.rows) == (("chat", "who", "body"), 1, 3)
    assert table.mapping({}) is None
    assert table.mapping({table.signature: ODD_MAPPING}) == ODD_MAPPING
    assert table.conversations(ODD_MAPPING) == 2


def test_a_table_whose_names_mean_nothing_can_be_mapped_and_a_note_with_commas_is_no_table(tmp_path):
    (tmp_path / "a.csv").write_text("feld1;feld2\nhi;hello\nbye;see you\n")
    (tmp_path / "b.txt").write_text("Buy milk, eggs\nand bread.\nOr cake, if, there, is any.\n")
    seen = looked_at(tmp_path)

    assert [(table.shown, table.mapping({})) for table in seen.tables] == [(f"{tmp_path.name}/a.csv", None)]
    assert [missed.shown for missed in seen.not_read] == [f"{tmp_path.name}/b.txt"]


def test_tables_with_the_same_columns_are_one_row_whatever_their_order(tmp_path):
    (tmp_path / "a.csv").write_text(ODD)
    (tmp_path / "b.csv").write_text("body,who,chat\nhi,Ann,7\n")
    (table,) = looked_at(tmp_path).tables

    assert (table.files, table.rows, table.shown) == (2, 4, f"{tmp_path.name}/a.csv")


def test_a_table_whose_columns_say_it_needs_no_mapping(tmp_path):
    (tmp_path / "qa.csv").write_text("prompt,response\nhi,hello\nbye,see you\n")
    (table,) = looked_at(tmp_path).tables

    assert table.mapping({}) == ColumnMapping(prompt="prompt", response="response")
    assert table.conversations(table.mapping({})) == 2


def test_the_rows_of_parquet_are_known_without_reading_them(tmp_path):
    import polars as pl

    frame = pl.DataFrame({"asked": [f"q{i}" for i in range(5_000)], "said": ["a"] * 5_000})
    frame.write_parquet(tmp_path / "a.parquet")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.write(tmp_path / "a.parquet", "inside.parquet")
    (table,) = looked_at(tmp_path / "a.parquet").tables
    (packed,) = looked_at(tmp_path / "b.zip").tables

    assert table.conversations(ColumnMapping(prompt="asked", response="said")) == 5_000
    assert packed.rows == beginnings.LOOKED_AT
    assert len(packed.sample) == beginnings.ROWS


def test_the_first_rows_are_read_as_the_import_would_read_them(tmp_path):
    (tmp_path / "odd.csv").write_text(ODD.replace("hi there", '"hi, ""there""\nand <b>here</b>"'))
    (table,) = looked_at(tmp_path).tables
    first, second = as_read(table, ODD_MAPPING)

    assert isinstance(first, Found)
    assert [(m.role, m.content) for m in first.conversation.messages] == [
        ("user", 'hi, "there"\nand <b>here</b>'),
        ("assistant", "hello"),
    ]
    assert second.conversation.messages[0].content == "thanks!"


def test_lists_of_messages_in_parquet_can_be_looked_at_too(tmp_path):
    import polars as pl

    said = [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "hello"}]
    pl.DataFrame({"log": [said, said]}).write_parquet(tmp_path / "a.parquet")
    (table,) = looked_at(tmp_path).tables
    first, _ = as_read(table, ColumnMapping(messages="log"))

    assert [m.content for m in first.conversation.messages] == ["hi", "hello"]


def test_a_broken_file_of_a_known_format_is_among_those_not_read(tmp_path):
    (tmp_path / "a.json").write_text('{"messages": [{"role": "user", "content": "h')
    seen = looked_at(tmp_path)

    assert seen.unreadable == 1
    assert seen.not_read[0].reason is Reason.TRUNCATED


def test_a_folder_that_leads_into_itself_is_looked_at_once(logs):
    (logs / "again").symlink_to(logs)

    assert looked_at(logs, logs / "chats").files == 3


def test_looking_tells_what_was_seen_so_far_and_can_be_ended(logs, monkeypatch):
    monkeypatch.setattr(previewing, "_TELL_EVERY", 0)
    job = preview([logs])
    first = next(job)
    job.close()

    assert isinstance(first, Looked)
    assert (first.done, first.total, first.unit) == (1, None, "files")
    assert about(first.preview) == {"messages": (1, 10, True)}


def test_only_the_first_files_that_are_not_read_are_named(tmp_path, monkeypatch):
    monkeypatch.setattr(previewing, "NAMED", 3)
    for number in range(9):
        (tmp_path / f"{number}.txt").write_text("Buy milk.")
    seen = looked_at(tmp_path)

    assert (seen.unknown, len(seen.not_read)) == (9, 3)


def test_a_path_with_nothing_at_it_is_told(tmp_path):
    with pytest.raises(StudioError, match="nothing at"):
        looked_at(tmp_path / "nowhere")


def test_records_with_a_message_each_are_counted_and_ask_for_no_columns(tmp_path):
    rows = [{"conversation_id": i // 2, "role": ("user", "assistant")[i % 2], "content": "hi"} for i in range(6)]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    seen = looked_at(tmp_path)
    assert about(seen) == {"table": (1, 3, True)}
    assert seen.tables == ()
