import pytest

from nfstudio.store.rows import insert


@pytest.mark.parametrize("count", [0, 1, 3, 4, 127, 150, 12_007])
def test_any_number_of_rows_is_written_in_order(project, count):
    project.db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, n INTEGER)")
    insert(project.db, "INSERT INTO t(n)", [(n,) for n in range(count)])
    assert project.db.execute("SELECT n FROM t ORDER BY id").fetchall() == [(n,) for n in range(count)]


def test_rows_are_written_where_a_statement_takes_few_values(project):
    project.db.setlimit(9, 7)  # SQLITE_LIMIT_VARIABLE_NUMBER
    project.db.execute("CREATE TABLE t(n INTEGER, m INTEGER)")
    insert(project.db, "INSERT INTO t(n, m)", [(n, -n) for n in range(10)])
    assert project.db.execute("SELECT count(*) FROM t").fetchone() == (10,)


def test_columns_nobody_fills_are_left_out_and_come_out_empty_all_the_same(project):
    project.db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, n INTEGER, words TEXT, more TEXT)")
    rows = [(None, 0, "", None), (None, 1, None, None), (None, 0, None, None), (None, 0, None, "so")]
    asked = []
    project.db.set_trace_callback(asked.append)
    insert(project.db, "INSERT INTO t(id, n, words, more)", rows[:1])
    insert(project.db, "INSERT INTO t(id, n, words, more)", [*rows[1:], (None, None, None, None)])
    project.db.set_trace_callback(None)

    assert [statement.partition(" VALUES")[0] for statement in asked] == [
        "INSERT INTO t(n, words)",
        "INSERT INTO t(n, more)",
    ]
    found = project.db.execute("SELECT n, words, more FROM t ORDER BY id").fetchall()
    assert found == [row[1:] for row in rows] + [(None, None, None)]


def test_rows_of_which_nothing_is_said_are_rows(project):
    project.db.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, n INTEGER)")
    insert(project.db, "INSERT INTO t(id, n)", [(None, None)] * 3)
    assert project.db.execute("SELECT * FROM t").fetchall() == [(1, None), (2, None), (3, None)]
