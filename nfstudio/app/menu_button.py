"""A flat button that opens a menu and shows so by an arrow in its own words, where Qt's would lie across them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton, QWidget


def menu_button(text: str, parent: QWidget | None = None) -> QToolButton:
    """The button; its menu is empty."""
    button = QToolButton(parent)
    button.setText(f"{text} ▾")
    button.setAccessibleName(text)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
    button.setMenu(QMenu(button))
    return button
