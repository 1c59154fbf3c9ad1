"""Which answers a feedback can judge."""

from building import take_in

from nfstudio.app.targets import answers_above
from nfstudio.domain.conversation import Conversation, Message, Role
from nfstudio.store.project import Project


def test_only_answers_on_the_same_branch_can_be_judged(tmp_path):
    branched = Conversation(
        (
            Message(Role.USER, "q"),
            Message(Role.ASSISTANT, "old answer", parent=0, on_active_path=False),
            Message(Role.ASSISTANT, "new answer", parent=0),
            Message(Role.USER, "no", parent=2),
        )
    )
    with Project.create(tmp_path / "p.nfstudio") as project:
        take_in(project, branched)
        from nfstudio.store import reading

        stored = reading.conversation(project.db, 1)
        assert [(a.message, a.number, a.words) for a in answers_above(stored, 4)] == [(3, 1, "new answer")]
        assert answers_above(stored, 99) == []
