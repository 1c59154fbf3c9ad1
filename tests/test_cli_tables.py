"""What `nfstudio import` says of tables, and how they are read as the command line says."""

import json

import pytest

from nfstudio.__main__ import main


@pytest.fixture
def project(tmp_path):
    return tmp_path / "p.nfstudio"


@pytest.fixture
def logs(tmp_path):
    talk = {"messages": [{"role": "user", "content": "How long?"}, {"role": "assistant", "content": "Nine minutes."}]}
    file = tmp_path / "logs" / "a.jsonl"
    file.parent.mkdir()
    file.write_text(json.dumps(talk) + "\n{broken\n")
    return file.parent


def answered(capsys, *arguments):
    code = main([*map(str, arguments), "--json"])
    return code, json.loads(capsys.readouterr().out)


@pytest.fixture
def table(tmp_path):
    file = tmp_path / "tables" / "odd.csv"
    file.parent.mkdir()
    file.write_text("chat,who,body\n1,Ann,hi there\n1,bot,hello\n2,Ann,thanks!\n")
    return file.parent


def test_a_table_that_says_nothing_of_itself_is_read_as_the_command_line_says(capsys, project, table):
    code, answer = answered(capsys, "import", project, table)
    assert (code, answer["conversations"], answer["problems"]) == (1, 0, 1)
    columns = ["--map", "conversation=chat,role=who", "--map", "text=body,person=Ann"]
    code, answer = answered(capsys, "import", project, table, *columns)
    assert (code, answer["conversations"], answer["messages"], answer["problems"]) == (0, 2, 3, 0)


def test_a_table_that_was_not_read_is_told_with_the_way_to_read_it(capsys, project, table):
    main(["import", str(project), str(table)])
    told = capsys.readouterr().out
    assert "tables/odd.csv" in told
    assert "there are chat, who, body" in told
    assert "say with --map" in told


def test_a_table_whose_columns_nobody_knows_is_told_by_its_columns(capsys, project, table):
    (table / "odd.csv").write_text("call,party,line,nr\n1,caller,hello there,1\n1,desk,good morning,2\n")
    code, answer = answered(capsys, "import", project, table)
    assert code == 1
    (told,) = answer["passed_over"]
    assert "there are call, party, line, nr" in told["sentence"]
    assert "--map conversation=COLUMN,role=COLUMN,text=COLUMN" in answer["hint"]


def test_what_is_said_of_many_rows_is_told_once_and_the_hint_names_the_person(capsys, project, table):
    rows = [f"{number},{who},words {number}" for number in range(9) for who in ("caller", "desk")]
    (table / "odd.csv").write_text("\n".join(["call,party,line", *rows]) + "\n")
    columns = ("--map", "conversation=call,role=party,text=line")
    code, answer = answered(capsys, "import", project, table, *columns)
    assert code == 1
    assert [(one["count"], one["sentence"]) for one in answer["passed_over"]] == [
        (9, "Nobody known speaks here: 'caller'."),
        (9, "Nobody known speaks here: 'desk'."),
        (9, "Neither a person nor an assistant says anything in this conversation."),
    ]
    assert "person=WORD" in answer["hint"]
    main(["import", str(project.with_name("q.nfstudio")), str(table), *columns])
    told = capsys.readouterr().out
    assert "and 8 more: Nobody known speaks here: 'caller'" in told
    assert "… and" not in told


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        (["chat=conversation"], ("maps nothing", "conversation, role, text")),
        (["role=who,text=words"], ("no column 'words' for text", "tables/odd.csv has chat, who, body")),
        (["conversation=chat"], ("neither messages, nor text and role",)),
        (["role=who,text=body", "text=chat"], ("says text twice",)),
        (["role=who,text=body", "--format", "messages"], ("for tables",)),
    ],
)
def test_a_mapping_that_fits_nothing_is_misuse_and_makes_no_project(capsys, project, table, columns, words):
    first, *more = columns
    rest = more if more[:1] == ["--format"] else [part for column in more for part in ("--map", column)]
    with pytest.raises(SystemExit) as stopped:
        main(["import", str(project), str(table), "--map", first, *rest, "--json"])

    assert stopped.value.code == 2
    told = json.loads(capsys.readouterr().out)["error"]
    assert [word for word in words if word not in told] == []
    assert not project.exists()


def test_a_mapping_without_any_table_is_misuse(capsys, project, logs):
    with pytest.raises(SystemExit) as stopped:
        main(["import", str(project), str(logs), "--map", "role=who,text=body"])
    assert stopped.value.code == 2
    assert "no table" in capsys.readouterr().err


def test_one_of_a_kind_is_told_in_the_singular(capsys, project, logs):
    assert main(["import", str(project), str(logs)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("1 conversation, 2 messages in 1 file:\n1 added, 0 grown, 0 duplicates; 1 problem. ")
