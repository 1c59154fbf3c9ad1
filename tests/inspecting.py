"""What tests of the inspector press, write and look up."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

FIRST, SECOND = 1, 2
"""Ids of the two feedback of the first conversation."""


def button(inspector, text: str):
    return next(b for b in inspector.findChildren(QAbstractButton) if text in b.text())


def write_note(inspector, text: str) -> None:
    inspector._note.setPlainText(text)


def leave(inspector, qtbot) -> None:
    """The person is done with the note."""
    qtbot.keyClick(inspector._note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def steps(session) -> list[str]:
    return [what for (what,) in session.project.db.execute("SELECT what FROM steps WHERE kind = 'decide' ORDER BY id")]
