"""A short sentence that comes, is read, and goes: success needs no dialog."""

from PySide6.QtCore import QEvent, QObject, QPropertyAnimation, Qt, QTimer
from PySide6.QtWidgets import QGraphicsOpacityEffect, QLabel, QWidget

from nfstudio.app import theme as look

FADE = 120
STAYS = 2_000
EACH = 50
"""Milliseconds: of fading, of staying, and more of it for each character."""


class Toast(QLabel):
    """Stands at the foot of `over`, above everything there; a new sentence takes the place of the old one."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.tr("Notice"))
        self.setMargin(look.NEAR)
        self._effect = QGraphicsOpacityEffect(self)
        self._effect.setOpacity(0.0)
        self.setGraphicsEffect(self._effect)
        self._fade = QPropertyAnimation(self._effect, b"opacity", self)
        self._fade.setDuration(FADE)
        self._fade.finished.connect(self._faded)
        self._stay = QTimer(self, singleShot=True)
        self._stay.timeout.connect(self._go)
        over.installEventFilter(self)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show `sentence` for a while."""
        self.setText(sentence)
        theme = look.theme_of(self.palette())
        # The colours of the other scheme: legible on whatever lies beneath, and no further colour.
        self.setStyleSheet(
            f"background: {theme.text.name()}; color: {theme.base.name()}; border-radius: {look.TIGHT}px;"
            f" padding: 0 {look.NEAR}px;"
        )
        self._place()
        self.show()
        self.raise_()
        self._to(1.0)
        self._stay.start(STAYS + EACH * len(sentence))

    def clear(self) -> None:
        """What was said no longer matters."""
        self._stay.stop()
        self._fade.stop()
        self._effect.setOpacity(0.0)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Keep the place when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        room = self._over.width() - 2 * look.AIRY
        self.setWordWrap(False)
        self.adjustSize()
        if self.width() > room:
            self.setWordWrap(True)
            self.resize(room, self.heightForWidth(room))
        self.move((self._over.width() - self.width()) // 2, self._over.height() - self.height() - 3 * look.AIRY)

    def _go(self) -> None:
        self._to(0.0)

    def _to(self, opacity: float) -> None:
        self._fade.stop()
        self._fade.setStartValue(self._effect.opacity())
        self._fade.setEndValue(opacity)
        self._fade.start()

    def _faded(self) -> None:
        if self._effect.opacity() == 0.0:
            self.hide()
