import pytest
from building import run, take_in, talk
from inspecting import FIRST

from nfstudio.app.panels.inspector import Inspector
from nfstudio.app.session import Session
from nfstudio.domain.feedback import Category


@pytest.fixture
def session(tmp_path, qtbot):
    session = Session(tmp_path / "p.nfstudio", reviewer="Ada")
    take_in(
        session.project,
        talk("u plan", "a three days", "u no, two days", "a two days", "u thanks a lot", title="Lyon", model="m"),
        talk("u <b>x</b>", "a y", f"u {'z' * 10_000}", title="<i>long</i>"),
    )
    run(
        session.project,
        [
            (3, "no, two days", Category.CORRECTION, 0.93),
            (5, "thanks a lot", Category.POSITIVE, 0.4),
            (8, "z" * 10_000, Category.COMPLAINT, 0.6),
        ],
    )
    yield session
    session.close()


@pytest.fixture
def inspector(session, qtbot):
    inspector = Inspector(session)
    qtbot.addWidget(inspector)
    inspector.resize(300, 700)
    inspector.show()
    qtbot.waitExposed(inspector)
    session.select(FIRST)
    return inspector


@pytest.fixture
def advanced(inspector):
    heard = []
    inspector.advance.connect(lambda: heard.append(True))
    return heard
