"""Keys of the window while somebody types: a field keeps those that everybody writes with, and leaves the others alone.

Qt's fields take some more, such as Ctrl+E for the end of the line, so that whoever has just searched could not export.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_WRITES = frozenset("ACVXYZ")
"""Letters that with Ctrl mean the same in every field."""


class FieldKeys(QObject):
    """Watches the one field of a window that has the keyboard.

    Args:
        actions: the actions whose keys hold everywhere in the window, as they are now.
    """

    def __init__(self, window: QWidget, actions: Callable[[], list[QAction]]) -> None:
        super().__init__(window)
        self._window, self._actions = window, actions
        self._field: QWidget | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)

    def _moved(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None and before is self._field:
            before.removeEventFilter(self)
        self._field = None
        if isinstance(now, QLineEdit | QPlainTextEdit | QTextEdit) and now.window() is self._window:
            now.installEventFilter(self)
            self._field = now

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A field is not asked whether it wants a key that is the window's."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_ours(event):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        held = modifiers & ~Qt.KeyboardModifier.ShiftModifier
        key = event.key()
        if (
            held != Qt.KeyboardModifier.ControlModifier
            or not Qt.Key.Key_A <= key <= Qt.Key.Key_Z
            or chr(key) in _WRITES
        ):
            return False
        pressed = QKeySequence(QKeyCombination(modifiers, Qt.Key(key)))
        return any(action.isEnabled() and pressed in action.shortcuts() for action in self._actions())
