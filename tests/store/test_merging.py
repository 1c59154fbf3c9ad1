import pytest

from nfstudio.store.merging import insert


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
