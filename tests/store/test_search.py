"""Searching takes whatever a person types; made-up messages, one conversation each."""

import unicodedata
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from nfstudio.domain.conversation import Conversation, Message, Role, canonical
from nfstudio.domain.records import Found
from nfstudio.store import adding, browse, first_rows, removal, search
from nfstudio.store.browse import Filter
from nfstudio.store.incoming import Tally
from nfstudio.store.project import Project

SAID = {
    "plain": "I don't want three days, I said two.",
    "shout": "NOT that one AND NEVER again OR else",
    "stars": "Use a glob such as *.py, near the end",
    "french": "Très bien, le café de Zürich était fermé",
    "chinese": "请把这个句子翻译成英文",
    "mixed": "我用Python写了一个程序",
    "japanese": "もう一度説明してください",
    "thai": "ขอบคุณมากครับ",
    "korean": "다시 설명해 주세요",
    "under": "call my_function_name() first",
    "answer": "the assistant alone says zebra",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    with Project.create(tmp_path_factory.mktemp("search") / "p.nfstudio") as project:
        add(project, SAID.values())
        list(search.index(project))
        yield project


def add(project: Project, texts, role: Role = Role.USER) -> None:
    source = adding.begin_source(
        project, f"/{len(list(texts))}", shown="a", name="a", format_name="sample", size=1, modified_ns=1
    )
    found = [Found(f"line {i}", Conversation((Message(role, canonical(text)),))) for i, text in enumerate(texts)]
    adding.add(project, source, found, Tally())


def hits(project: Project, text: str) -> set[str]:
    """Which of `SAID` are found."""
    names = list(SAID)
    return {names[i - 1] for i in browse.conversation_ids(project.db, Filter(text=text))}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("don't", {"plain"}),
        ("don", {"plain"}),
        ('"said two"', {"plain"}),
        ('"two said"', set()),
        ("two said", {"plain"}),
        ("dont", set()),
        ("AND", {"shout"}),
        ("OR NOT", {"shout"}),
        ("NEAR", {"stars"}),
        ("NEAR(", {"stars"}),
        ("*", set()),
        ("*.py ", {"stars"}),
        ("^glob", {"stars"}),
        ("content:glob", set()),
        ('"', set()),
        ('glob"', {"stars"}),
        ('"glob', {"stars"}),
        ("cafe", {"french"}),
        ("CAFÉ", {"french"}),
        ("cafe\u0301", {"french"}),
        ("zurich etait", {"french"}),
        ("glo", {"stars"}),
        ("glo ", set()),
        ("my_function", {"under"}),
        ("function", {"under"}),
        ("翻", {"chinese"}),
        ("文", {"chinese"}),
        ("翻译", {"chinese"}),
        ("翻译成英文", {"chinese"}),
        ("译翻", set()),
        ("句子 英文", {"chinese"}),
        ("説明", {"japanese"}),
        ("ください", {"japanese"}),
        ("ขอบคุณ", {"thai"}),
        ("설명해", {"korean"}),
        ("程序", {"mixed"}),
        ("", set(SAID)),
        ("   ", set(SAID)),
        ("...", set()),
    ],
)
def test_a_search_finds_what_a_person_expects(project, text, found):
    assert hits(project, text) == found


def test_a_latin_word_inside_a_chinese_sentence_is_found(project):
    assert hits(project, "Python") == {"mixed"}
    assert hits(project, "Python 程序") == {"mixed"}


anything = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="\"'*()^:-+{}[]|&!~ ANDORNTE翻译ขิ็้฿\u0301\u200bé\x00_a1", max_size=20),
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(anything)
@example('"')
@example('""')
@example('" "*')
@example("a AND")
@example("ิ")
@example("฿")
@example("\x00")
@example("NEAR(a b, 3)")
def test_no_text_is_a_syntax_error(project, text):
    for wanted in (Filter(text=text), Filter(text=text, text_role=Role.USER)):
        assert len(browse.conversation_ids(project.db, wanted)) == browse.count_conversations(project.db, wanted)
        assert isinstance(browse.feedback_ids(project.db, wanted), list)


def old(character: str) -> bool:
    """Whether SQLite's tables, which end with Unicode 6.1, know the character as Python does."""
    return unicodedata.ucd_3_2_0.category(character) == unicodedata.category(character)


readable = st.text(
    alphabet=st.one_of(
        st.sampled_from("abcXYZ019 .,'\"-_\n翻译成英文ありがとうขอบคุณ한국어éüñßäøçÉе́жи\u0301\u0308"),
        st.characters(categories=("L", "N", "P", "Zs"), max_codepoint=0x2FFF).filter(old),
    ),
    min_size=1,
    max_size=40,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(readable)
@example("က0")
@example("cafe\u0301s")
@example("a -- b")
def test_a_message_is_found_by_its_own_words(project, text):
    text = canonical(text)
    with project.writing() as db:
        row = db.execute("SELECT id, content FROM messages ORDER BY id LIMIT 1").fetchone()
        search.forget(db, [row])
        db.execute("UPDATE messages SET content = ? WHERE id = ?", (text, row[0]))
        search._fill(db, row[0] - 1, row[0])
    try:
        found = search.condition(text)
        if found is not None:
            sql, values = found
            assert (row[0],) in project.db.execute(sql, values).fetchall()
    finally:
        with project.writing() as db:
            search.forget(db, [(row[0], text)])
            db.execute("UPDATE messages SET content = ? WHERE id = ?", (row[1], row[0]))
            search._fill(db, row[0] - 1, row[0])


def test_a_role_narrows_where_words_are_looked_for(tmp_path):
    with Project.create(tmp_path / "p.nfstudio") as project:
        add(project, ["zebra"])
        add(project, ["a zebra", "a horse"], role=Role.ASSISTANT)
        list(search.index(project))
        assert browse.conversation_ids(project.db, Filter(text="zebra")) == [1, 2]
        assert browse.conversation_ids(project.db, Filter(text="zebra", text_role=Role.ASSISTANT)) == [2]


def test_the_index_goes_on_where_it_was_cut_short(tmp_path):
    with Project.create(tmp_path / "p.nfstudio") as project:
        add(project, [f"word{i}" for i in range(5)])
        indexing = search.index(project, batch=2)
        assert next(indexing)[0] == 2
        indexing.close()
        assert search.waiting(project) == 3
        assert browse.count_conversations(project.db, Filter(text="word4")) == 0
        assert [count for count, _ in search.index(project, batch=2)] == [2, 1]
        assert search.waiting(project) == 0
        assert [browse.conversation_ids(project.db, Filter(text=f"word{i} ")) for i in range(5)] == [
            [i] for i in range(1, 6)
        ]


def test_indexing_twice_finds_each_message_once(tmp_path):
    with Project.create(tmp_path / "p.nfstudio") as project:
        add(project, ["only once"])
        list(search.index(project))
        assert list(search.index(project)) == []
        assert project.db.execute("SELECT count(*) FROM messages_fts WHERE messages_fts MATCH 'once'").fetchone() == (
            1,
        )


def test_what_is_removed_is_no_longer_found(tmp_path):
    with Project.create(tmp_path / "p.nfstudio") as project:
        add(project, ["secret words", "谢谢你的帮助", "other words"])
        list(search.index(project))
        list(removal.remove(project, [1, 2]))
        assert browse.conversation_ids(project.db, Filter(text="words")) == [3]
        for table, word in (("messages_fts", "secret"), ("messages_pairs", '"谢谢"')):
            assert project.db.execute(f"SELECT count(*) FROM {table}(?)", (word,)).fetchone() == (0,)


def test_forgetting_what_was_never_indexed_harms_nothing(tmp_path):
    with Project.create(tmp_path / "p.nfstudio") as project:
        add(project, ["early words"])
        list(search.index(project))
        add(project, ["late words", "more late words"])
        list(removal.remove(project, [2]))
        list(search.index(project))
        assert browse.conversation_ids(project.db, Filter(text="words")) == [1, 3]
        project.db.execute("INSERT INTO messages_fts(messages_fts) VALUES ('integrity-check')")


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("two days", ["two", "days"]),
        ('"two days" now', ["two days", "now"]),
        ('unclosed "quote', ["unclosed", "quote"]),
        ("翻译now", ["now", "翻译"]),
        ("...", []),
    ],
)
def test_terms_are_what_a_text_is_marked_by(text, terms):
    assert search.terms(text) == terms


def meanwhile(project, monkeypatch, beside):
    """Have `beside` happen on another connection just before each transaction of `project` begins."""
    begin = project.writing

    @contextmanager
    def late():
        with Project(project.path) as other:
            beside(other)
        with begin() as db:
            yield db

    monkeypatch.setattr(project, "writing", late)


def indexed(project, word):
    """How often a word stands in the index itself, whatever the tables say."""
    project.db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, messages_fts, row)")
    row = project.db.execute("SELECT cnt FROM temp.vocabulary WHERE term = ?", (word,)).fetchone()
    return row[0] if row else 0


def test_two_that_index_at_once_index_each_message_once(tmp_path, monkeypatch):
    with Project.create(tmp_path / "p.nfstudio") as project:
        add(project, ["once", "twice"])
        meanwhile(project, monkeypatch, lambda other: list(search.index(other)))
        assert list(search.index(project)) == []
        assert search.waiting(project) == 0
        assert (indexed(project, "once"), indexed(project, "twice")) == (1, 1)
        project.db.execute("INSERT INTO messages_fts(messages_fts) VALUES ('integrity-check')")


def test_two_that_take_turns_index_each_message_once(tmp_path, monkeypatch):
    with Project.create(tmp_path / "p.nfstudio") as project:
        add(project, [f"word{i}" for i in range(6)])
        meanwhile(project, monkeypatch, lambda other: next(search.index(other, batch=1), None))
        assert sum(count for count, _ in search.index(project, batch=2)) == 4
        assert [indexed(project, f"word{i}") for i in range(6)] == [1] * 6


def test_words_removed_while_indexing_begins_never_enter_the_index(tmp_path, monkeypatch):
    with Project.create(tmp_path / "p.nfstudio") as project:
        add(project, ["secret", "other"])
        meanwhile(project, monkeypatch, lambda other: list(removal.remove(other, [1])))
        assert [count for count, _ in search.index(project)] == [1]
        assert (indexed(project, "secret"), indexed(project, "other")) == (0, 1)


def test_nothing_to_index_asks_for_no_lock(tmp_path):
    with Project.create(tmp_path / "p.nfstudio") as project:
        add(project, ["word"])
        list(search.index(project))
        with project.reader() as reader:
            assert list(search.index(reader)) == []


def parts(project):
    """From how many parts of one size FTS5 merges them."""
    row = project.db.execute("SELECT v FROM messages_fts_config WHERE k = 'automerge'").fetchone()
    return row[0] if row else None


def test_the_index_is_merged_seldom_while_much_comes_in_and_often_again_beside_a_person(tmp_path):
    with Project.create(tmp_path / "p.nfstudio") as project:
        add(project, ["one"])
        list(search.index(project))
        assert parts(project) is None  # SQLite's own value
        add(project, ["two"])
        list(search.index(project, batch=search.BIG_BATCH))
        assert parts(project) == 16
        add(project, ["three"])
        list(search.index(project))
        assert parts(project) == 4
        assert [indexed(project, word) for word in ("one", "two", "three")] == [1, 1, 1]


def conversations(project, number, words):
    """So many conversations of two messages each, all saying `words`."""
    source = adding.begin_source(project, "/f", shown="f", name="f", format_name="x", size=1, modified_ns=1)
    talks = [
        Conversation((Message(Role.USER, f"{words} {i}"), Message(Role.ASSISTANT, f"yes {words}", 0)), origin_id=str(i))
        for i in range(number)
    ]
    adding.add(project, source, [Found(f"line {i}", talk) for i, talk in enumerate(talks)], Tally())
    list(search.index(project))


def test_what_a_search_finds_first_is_the_beginning_of_what_it_finds(tmp_path, monkeypatch):
    monkeypatch.setattr(first_rows, "_FIRST_HITS", 6)
    with Project.create(tmp_path / "p.nfstudio") as project:
        conversations(project, 9, "river")
        for wanted in (
            Filter(text="river "),
            Filter(text="riv", text_role=Role.USER),
            Filter(text="river ", length=(2, 2)),
        ):
            every = browse.conversation_ids(project.db, wanted)
            first = browse.first_conversations(project.db, wanted)
            assert 0 < len(first) < len(every) == 9
            assert first == every[: len(first)]


def test_nothing_is_found_first_where_a_text_has_no_word_and_where_a_script_has_no_spaces(tmp_path):
    with Project.create(tmp_path / "p.nfstudio") as project:
        conversations(project, 2, "我用Python写了一个程序")
        for text in ("...", "程序", "Python "):
            assert browse.first_conversations(project.db, Filter(text=text)) == []
        assert len(browse.conversation_ids(project.db, Filter(text="Python "))) == 2
