"""The lists as Qt sees them: exact, read by pages, never moving by themselves."""

from array import array

import pytest
from building import run, take_in, talk
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from nfstudio.app.models.conversation_list import ConversationList
from nfstudio.app.models.feedback_list import FeedbackList
from nfstudio.app.models.paged_list import KEPT, PAGE, ROW
from nfstudio.app.session import Session
from nfstudio.app.snapshots import merged, packed
from nfstudio.domain.feedback import Category, Status, Verdict
from nfstudio.store import browse, removal
from nfstudio.store.browse import Filter
from nfstudio.store.changes import Changes

MANY = 450


@pytest.fixture
def session(tmp_path, qtbot):
    session = Session(tmp_path / "p.nfstudio")
    talks = [talk(f"u ask {i}", "a answer", f"u <b>no</b>, wrong {i}", title=f"Talk {i}") for i in range(MANY)]
    take_in(session.project, *talks)
    said = [(3 * i + 3, "<b>no</b>, wrong", Category.COMPLAINT, 0.9) for i in range(MANY)]
    run(session.project, said)
    yield session
    session.close()


@pytest.fixture(params=(FeedbackList, ConversationList))
def model(request, session):
    return request.param(session)


@pytest.fixture
def watched(model):
    """The same under the eyes of Qt's own tester, which aborts on any breach of a model's promises."""
    model.tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def test_qt_finds_nothing_to_complain_about(watched, session):
    for ids in (range(1, 11), range(1, 300), range(300, 200, -1), (), (5,), range(MANY + 1, 0, -1)):
        show_all(watched, ids)
        assert watched.rowCount() == len(ids)
    watched.refresh(Changes(None, feedback=True))
    assert watched.row_at(0) is None
    assert watched.row_at(1).id == MANY


class Reads:
    """Counts the pages that a model reads."""

    def __init__(self, model, monkeypatch):
        self.pages: list[list[int]] = []
        read = model.read

        def counted(ids):
            self.pages.append(list(ids))
            return read(ids)

        monkeypatch.setattr(model, "read", counted)


def show_all(model, ids=range(1, MANY + 1)) -> None:
    model.show(array("q", ids))


def test_the_number_of_rows_is_known_before_any_is_read(model, monkeypatch):
    reads = Reads(model, monkeypatch)
    show_all(model)
    assert (model.rowCount(), model.columnCount()) == (MANY, 1 + len(model.fields))
    assert reads.pages == []


def test_rows_are_read_a_page_at_a_time_and_once(model, monkeypatch):
    reads = Reads(model, monkeypatch)
    show_all(model)
    for at in range(MANY):
        assert model.row_at(at).id == at + 1
    assert model.row_at(0).id == 1
    assert [len(page) for page in reads.pages] == [PAGE] * (MANY // PAGE) + [MANY % PAGE]


def test_the_last_row_costs_one_page(model, monkeypatch):
    reads = Reads(model, monkeypatch)
    show_all(model)
    assert model.row_at(MANY - 1).id == MANY
    assert len(reads.pages) == 1


def test_what_was_looked_at_longest_ago_is_forgotten(model, monkeypatch):
    monkeypatch.setattr("nfstudio.app.models.paged_list.KEPT", PAGE)
    show_all(model)
    for at in range(MANY):
        model.row_at(at)
    assert len(model._known) == PAGE < KEPT
    assert MANY in model._known
    assert 1 not in model._known


def test_rows_added_at_the_end_are_inserted_and_nothing_else_moves(model, qtbot):
    show_all(model, range(1, 11))
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsInserted) as inserted:
        show_all(model, range(1, 16))
    assert inserted.args[1:3] == [10, 14]
    assert model.rowCount() == 15


def test_the_same_snapshot_again_moves_nothing(model, qtbot):
    show_all(model)
    with qtbot.assertNotEmitted(model.modelReset), qtbot.assertNotEmitted(model.rowsInserted):
        show_all(model)


def test_another_snapshot_is_shown_whole(model, qtbot):
    show_all(model)
    with qtbot.waitSignal(model.modelReset):
        model.show(array("q", [5, 3]))
    assert [model.row_at(at).id for at in range(2)] == [5, 3]


def test_only_touched_rows_are_read_again(model, monkeypatch, qtbot):
    show_all(model)
    for at in (0, 6):
        model.row_at(at)
    reads = Reads(model, monkeypatch)
    with qtbot.waitSignal(model.dataChanged) as told:
        model.refresh(Changes(frozenset({7}), feedback=True))
    assert [index.row() for index in told.args[:2]] == [6, 6]
    model.row_at(6)
    assert reads.pages == [[7]]
    with qtbot.assertNotEmitted(model.dataChanged):
        model.refresh(Changes(frozenset({MANY}), feedback=True))


def test_a_decided_row_says_so_where_it_stands(session):
    model = FeedbackList(session)
    show_all(model)
    assert model.row_at(3).status is Status.AUTO
    session.changed.connect(model.refresh)
    session.decide([4], Verdict.REJECT)
    assert model.row_at(3).status is Status.REJECTED
    session.undo()
    assert model.row_at(3).status is Status.AUTO


def test_a_row_that_is_gone_is_empty_but_keeps_its_place(session, model):
    show_all(model)
    model.row_at(0)
    list(removal.remove(session.project, [2]))
    model.refresh(Changes(frozenset({2}), imported=True, feedback=True))
    assert model.row_at(1) is None
    assert model.index(1, 0).data(ROW) is None
    assert model.index(1, 0).data() is None
    assert model.row_at(2).id == 3


def test_markup_in_a_log_is_text_in_the_tooltip(session):
    model = FeedbackList(session)
    show_all(model)
    index = model.index(0, 0)
    assert index.data() == "<b>no</b>, wrong"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "<span>&lt;b&gt;no&lt;/b&gt;, wrong</span>"


def test_a_screen_reader_hears_category_words_score_and_status(session):
    model = FeedbackList(session)
    show_all(model)
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Complaint, <b>no</b>, wrong, 0.90, undecided"


def test_a_screen_reader_hears_what_a_conversation_holds(session):
    model = ConversationList(session)
    show_all(model)
    heard = model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "Talk 1, 3 messages, a.jsonl, 1 Complaint"


def test_a_row_is_found_by_its_id_near_or_far(session):
    model = FeedbackList(session)
    model.show(packed(browse.feedback_ids(session.project.db, Filter())))
    assert model.row_of(5) == 4
    assert model.row_of(1, near=40) == 0
    assert model.row_of(99_999) is None


ids = st.lists(st.integers(0, 40), unique=True)


@given(old=ids, found=ids, gone=st.sets(st.integers(0, 40)))
def test_merging_moves_no_row_loses_none_that_fits_and_shows_none_twice(old, found, gone):
    result = merged(array("q", old), array("q", found), gone - set(found))
    both = list(result.ids)
    kept = [i for i in old if i not in gone - set(found)]
    assert both[: len(kept)] == kept
    assert both[len(kept) :] == [i for i in found if i not in set(kept)]
    assert len(set(both)) == len(both)
    assert result.stale == (both != found)
