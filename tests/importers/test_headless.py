import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.domain.conversation import Role
from nfstudio.importers import recognise, table
from nfstudio.importers.csv_cells import headless_delimiter

ASKED = ("How long do I knead it?", "And how long does it rest?", "No, that is too long")
TOLD = ("Ten minutes, by hand.", "Two hours or a little more.", "Then one hour, in the warmth.")


@pytest.fixture
def rows(tmp_path, only):
    """What a table of these rows, without a header, is read as."""

    def write(*given, delimiter=","):
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter).writerows(given)
        (tmp_path / "log.csv").write_text(out.getvalue())
        entry = only(tmp_path / "log.csv")
        assert recognise(entry) is table
        return [item.conversation for item in table.read(entry)]

    return write


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_message_a_row_is_told_by_who_speaks(rows, delimiter):
    (found,) = rows(("user", ASKED[0]), ("assistant", TOLD[0]), ("user", ASKED[1]), delimiter=delimiter)
    assert [(m.role, m.content) for m in found.messages] == [
        (Role.USER, ASKED[0]),
        (Role.ASSISTANT, TOLD[0]),
        (Role.USER, ASKED[1]),
    ]


def test_ids_and_times_are_told_by_what_they_look_like(rows):
    one, other = rows(
        *(("c1", f"2026-01-01 10:0{i}:00", ("user", "bot")[i % 2], words) for i, words in enumerate(ASKED)),
        *(("c2", f"2026-01-02 10:0{i}:00", ("user", "bot")[i % 2], words) for i, words in enumerate(TOLD)),
    )
    assert ([m.content for m in one.messages], one.origin_id) == (list(ASKED), "c1")
    assert ([m.content for m in other.messages], other.created_at) == (list(TOLD), "2026-01-02T10:00:00Z")


def test_a_question_and_its_answer_a_row_are_told_by_being_sentences(rows):
    found = rows(*zip(ASKED, TOLD, strict=True))
    assert [[m.content for m in one.messages] for one in found] == [
        list(pair) for pair in zip(ASKED, TOLD, strict=True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "user,text\nbot,hello\nuser,hi\n",
        "human,assistant\nhi there,hello\n",
        "user,assistant\nbot,user\n",
        "name,age\nAnn,7\n",
        "city of birth,city of work\nParis,Lyon\n",
        "user\n",
        "",
    ],
)
def test_a_line_of_names_is_a_header(text):
    assert headless_delimiter(io.StringIO(text, newline="").readlines()) == ""


@given(st.text('ab user,"\n\r\t;', max_size=60))
def test_any_text_is_looked_at_without_an_error(text):
    headless_delimiter(io.StringIO(text, newline="").readlines())
