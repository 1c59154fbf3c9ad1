import pytest
from building import contents, feedback, run, take_in, talk

from nfstudio.domain.feedback import Category, Verdict
from nfstudio.store import browse, removal, review, search
from nfstudio.store.browse import Filter
from nfstudio.store.project import Project


def all_of(job):
    return list(job)


def test_a_removed_conversation_leaves_no_row_no_index_entry_and_no_trace_in_the_file(project):
    secret = "Zanzibar-4711"
    take_in(
        project, talk("u hi", f"a {secret} 東京タワー", f"u no, not {secret}"), talk("u stay", "a here", "u thanks")
    )
    run(project, [(3, "no", Category.COMPLAINT, 0.9), (6, "thanks", Category.POSITIVE, 0.9)])
    review.decide(project, [item.id for item in feedback(project)], Verdict.ACCEPT, reviewer="me")
    all_of(search.index(project))
    assert browse.count_conversations(project.db, Filter(text="zanzibar")) == 1
    assert browse.count_conversations(project.db, Filter(text="東京")) == 1

    all_of(removal.remove(project, [1]))
    removal.compact(project)

    assert [item.message for item in feedback(project)] == [6]
    assert browse.count_conversations(project.db, Filter(text="zanzibar")) == 0
    assert browse.count_conversations(project.db, Filter(text="東京")) == 0
    assert browse.count_conversations(project.db, Filter(text="stay")) == 1
    project.db.execute("INSERT INTO messages_fts(messages_fts) VALUES ('integrity-check')")
    files = [file for file in project.path.parent.iterdir() if file.name.startswith(project.path.name)]
    assert all(word not in file.read_bytes() for file in files for word in (secret.encode(), b"zanzibar", b"4711"))


def test_a_removed_source_takes_what_was_found_in_it_alone(project):
    both = talk("u hi", "a hello", "u thanks")
    take_in(project, both, talk("u only here"), path="/logs/a.jsonl")
    take_in(project, both, path="/logs/b.jsonl")

    all_of(removal.remove_source(project, 1))

    held = contents(project)
    assert [row[0] for row in held["sources"]] == ["/logs/b.jsonl"]
    assert [row[4] for row in held["conversations"]] == [3]
    assert project.db.execute("SELECT source_id FROM conversations").fetchall() == [(2,)]


def test_messages_imported_after_a_removal_are_detected_and_indexed(project):
    take_in(project, talk("u one", "a two", "u three"))
    run(project, [])
    all_of(search.index(project))
    all_of(removal.remove(project, [1]))
    take_in(project, talk("u four", "a five", "u sixfold"), path="/b.jsonl")

    assert search.waiting(project) == 3
    from nfstudio.store import detections

    record = detections.newest_run_record(project)
    assert detections.messages_after(project, record.high_water) == 3


def test_a_removal_owes_its_compacting_until_it_has_ended(project):
    take_in(project, talk("u one"), talk("u two"))
    assert not removal.compact_pending(project)

    removing = removal.remove(project, [1, 2])
    next(removing)
    assert removal.compact_pending(project)
    removing.close()
    with Project(project.path) as again:  # it is kept in the file, not in the program
        assert removal.compact_pending(again)
        removal.compact(again)
    assert not removal.compact_pending(project)


def test_a_file_without_conversations_of_its_own_owes_compacting_too(project):
    both = talk("u hi", "a hello", "u thanks")
    take_in(project, both, path="/logs/a.jsonl")
    take_in(project, both, path="/logs/b.jsonl")
    assert removal.conversations_of_source(project, 2) == []
    all_of(removal.remove_source(project, 2))
    assert removal.compact_pending(project)


def test_what_is_removed_while_another_compacts_is_still_owed(project, monkeypatch):
    take_in(project, talk("u one"), talk("u two"))
    all_of(removal.remove(project, [1]))
    maintain = project.maintain

    def maintained(statement):
        with Project(project.path) as other:
            if statement == "VACUUM":
                all_of(removal.remove(other, [2]))
        return maintain(statement)

    monkeypatch.setattr(project, "maintain", maintained)
    removal.compact(project)
    assert removal.compact_pending(project)


def test_a_compacting_that_fails_is_still_owed(project, monkeypatch):
    take_in(project, talk("u one"))
    all_of(removal.remove(project, [1]))

    def cut(statement):
        raise KeyboardInterrupt

    monkeypatch.setattr(project, "maintain", cut)
    with pytest.raises(KeyboardInterrupt):
        removal.compact(project)
    assert removal.compact_pending(project)


def test_old_pages_that_a_reader_keeps_in_the_log_are_still_owed(project):
    take_in(project, talk("u one"), talk("u two"))
    all_of(removal.remove(project, [1]))
    project.db.execute("PRAGMA busy_timeout = 20")
    with Project(project.path, readonly=True) as reader:
        reader.db.execute("BEGIN")
        reader.db.execute("SELECT count(*) FROM messages").fetchone()
        project._begin = lambda: project.db.execute("BEGIN IMMEDIATE")  # keeps the short patience
        removal.compact(project)
        assert removal.compact_pending(project)
        reader.db.execute("COMMIT")
    removal.compact(project)
    assert not removal.compact_pending(project)
