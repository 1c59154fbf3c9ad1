from building import contents, feedback, run, take_in, talk

from nfstudio.domain.feedback import Category, Verdict
from nfstudio.store import browse, removal, review, search
from nfstudio.store.browse import Filter


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
