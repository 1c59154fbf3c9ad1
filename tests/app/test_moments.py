"""Times out of a log: one form wherever they are shown."""

import pytest
from building import take_in, talk
from PySide6.QtCore import QLocale

from nfstudio.app.branches import Tree, conversation_view
from nfstudio.app.conversation_facts import ConversationFacts
from nfstudio.app.moments import day, day_in_year, when
from nfstudio.app.session import Session


@pytest.fixture
def english():
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@pytest.mark.usefixtures("english")
def test_a_day_is_written_alike_above_a_conversation_beside_it_and_at_a_message(tmp_path, qtbot):
    session = Session(tmp_path / "p.nfstudio")
    take_in(session.project, talk("u plan", "a done", created_at="2025-03-14T12:00:00Z"))
    session.show(1)
    stored = session.shown()
    facts = ConversationFacts()
    qtbot.addWidget(facts)
    facts.show_facts(stored, [])
    tree = Tree.of(stored.conversation.messages)
    head = conversation_view(stored, tree, tree.path()).subtitle
    session.close()
    assert "14 Mar 2025" in head
    assert ("Date", "14 Mar 2025") in list(facts._rows(stored, [], []))
    assert day_in_year("2025-03-14") == "14 Mar"
    assert when("2025-03-14T12:00:00Z").startswith(day("2025-03-14T12:00:00Z"))


def test_what_is_no_time_stays_as_the_log_has_it():
    assert day("last\nspring") == when("last\nspring") == "last spring"
    assert day(None) == when("") == ""
