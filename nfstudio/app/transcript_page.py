"""The paper the transcript is read on: a read-only text view that shows a document, paints marks, reports gestures.

It knows positions in its document, not conversations. Nothing out of a log is ever interpreted or fetched: content
comes in as plain text, links are our own, `loadResource` answers nothing, copying yields plain text.
"""

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QFrame, QMenu, QTextBrowser, QWidget

from nfstudio.app import theme as look
from nfstudio.app.edges import Edge
from nfstudio.app.hover_card import HoverCard
from nfstudio.app.line_geometry import caret_rect, onto_a_line, position_at
from nfstudio.app.links import Link
from nfstudio.app.pointing import edge_at, gap_at, letter_at
from nfstudio.app.reading_column import column
from nfstudio.app.span_marks import Marks, tints
from nfstudio.app.span_painting import Chip, Scene, paint_over, paint_under
from nfstudio.app.steady_bar import keep_room
from nfstudio.app.theme import theme_of
from nfstudio.app.transcript_document import TranscriptDocument


def by_letters() -> bool:
    """Whether the person holds a key that has the mouse take letters rather than words."""
    wanted = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
    return bool(QApplication.keyboardModifiers() & wanted)


class TranscriptPage(QTextBrowser):
    """Signals carry positions in the document.

    `feedback_pressed`: ids under a click, the nearest meaning first. `edge_dragged`, then `edge_dropped`: edge and
    position. `swept`: the mouse has just selected. `selected_text`: a selection stands, made by mouse or keyboard.
    `asked`: a link. `dressed_anew`: colours or font are others.
    """

    feedback_pressed = Signal(list)
    edge_dragged = Signal(object, int)
    edge_dropped = Signal(object, int)
    swept = Signal()
    selected_text = Signal()
    asked = Signal(object)
    dressed_anew = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        keep_room(self)
        self.viewport().setMouseTracking(True)
        self.anchorClicked.connect(self._follow)
        self.selectionChanged.connect(self._selection_changed)
        self._page: TranscriptDocument | None = None
        self._marks = Marks()
        self._chips: list[Chip] = []
        self._card = HoverCard(self)
        self._pressed: QPointF | None = None
        self._dragged: Edge | None = None
        self.offered: tuple[tuple[QAction, ...], ...] = ()

    def show_document(self, page: TranscriptDocument) -> None:
        """Show `page` instead of what was shown; its marks come next."""
        old = self._page
        self.setExtraSelections([])  # Qt would go on pointing into the old document, and fall once that is gone
        self._page, self._marks, self._chips = page, Marks(), []
        page.document.setTextWidth(self.viewport().width())
        self._set_margins(page)
        option = page.document.defaultTextOption()
        option.setTabStopDistance(4 * self.fontMetrics().horizontalAdvance(" "))
        page.document.setDefaultTextOption(option)  # before it is shown, or all of it is laid out twice
        self.setDocument(page.document)
        if old is not None:
            old.document.deleteLater()

    def show_marks(self, marks: Marks) -> None:
        """Replace what is painted beside the text."""
        if self._page is not None:
            changed = (marks.items, marks.selected) != (self._marks.items, self._marks.selected)
            self._marks = marks
            if changed:
                self.setExtraSelections(tints(self._page, marks, theme_of(self.palette())))
            self.viewport().update()

    def scroll_to(self, start: int, end: int) -> None:
        """Bring positions into sight with some context above; nothing moves when they stand comfortably already."""
        rects = [caret_rect(self.document(), position) for position in (start, end)]
        height, bar = self.viewport().height(), self.verticalScrollBar()
        top, bottom = (rect.top() - bar.value() for rect in rects)
        if top < 0.12 * height or bottom + rects[1].height() > 0.88 * height:
            bar.setValue(round(rects[0].top() - 0.35 * height))

    def set_caret(self, start: int, end: int | None = None) -> None:
        """Put the caret at `start`, or select up to `end`; unlike Qt's own way nothing scrolls."""
        cursor = self.textCursor()
        cursor.setPosition(start)
        if end is not None:
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        bar = self.verticalScrollBar()
        before = bar.value()
        self.setTextCursor(cursor)
        bar.setValue(before)

    def go_to_line(self, number: int, *, scroll: bool) -> None:
        """Put the caret into a line of ours; a link that was reached by keyboard stays one that Enter follows."""
        block = self.document().findBlockByNumber(number)
        start, end = block.position(), block.position() + block.length() - 1
        by_keyboard = self.textCursor().hasSelection()
        self.set_caret(start, end if by_keyboard and self._is_link(end) else None)
        if scroll:
            self.scroll_to(start, start)

    def _is_link(self, position: int) -> bool:
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        return cursor.charFormat().isAnchor()

    def loadResource(self, _kind: int, _name: QUrl | str) -> QByteArray:  # noqa: N802 -- Qt's name
        """Nothing: no image, no style sheet, no page, whatever a document may ask for."""
        return QByteArray()

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 -- Qt's name
        """What is copied or dragged out: the content itself, as plain text; our own lines only when alone."""
        cursor, data = self.textCursor(), QMimeData()
        data.setText(self._copied(cursor) or cursor.selection().toPlainText())
        return data

    def _copied(self, cursor: QTextCursor) -> str:
        low, high = cursor.selectionStart(), cursor.selectionEnd()
        places = self._page.places if self._page else ()
        inside = [p for p in places if p.start < high and low < p.end]
        return "\n\n".join(p.view.content[p.offset(low) : p.offset(high)] for p in inside)

    def _follow(self, address: QUrl) -> None:
        self.asked.emit(Link.parse(address.toString()))

    # Painting

    def _scene(self) -> Scene | None:
        if self._page is None:
            return None
        origin, size = self._origin(), self.viewport().size()
        return Scene(
            page=self._page,
            marks=self._marks,
            theme=theme_of(self.palette()),
            clip=QRectF(origin.x(), origin.y(), size.width(), size.height()),
            column=column(self.viewport().width(), self.font()),
            font=self.font(),
        )

    def _origin(self) -> QPointF:
        """The point of the document at the viewport's upper left corner."""
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Ours below, Qt's text, ours above."""
        scene = self._scene()
        if scene is None:
            super().paintEvent(event)
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-scene.clip.topLeft())
        paint_under(painter, scene)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.translate(-scene.clip.topLeft())
        self._chips = paint_over(painter, scene)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Keep the column centred, and what is read where it is: lines of another length have other heights."""
        if self._page is None or event.size().width() == event.oldSize().width():
            seen = self._sees_caret(event.oldSize().height())
            super().resizeEvent(event)
            if seen and not self._sees_caret(self.viewport().height()):
                at = self.textCursor().position()
                self.scroll_to(at, at)  # what comes below, such as a better answer, is about what is looked at
            return
        position, height = self._read_line(event.oldSize().height())
        self._set_margins(self._page)
        super().resizeEvent(event)
        self.verticalScrollBar().setValue(round(caret_rect(self.document(), position).top() - height))

    def _sees_caret(self, height: int) -> bool:
        """Whether the caret's line is among the first `height` pixels of what is shown."""
        rect = caret_rect(self.document(), self.textCursor().position())
        top = rect.top() - self.verticalScrollBar().value()
        return top >= 0 and top + rect.height() <= height

    def _read_line(self, seen: int) -> tuple[int, float]:
        """A position that is read and how far down it stands: the caret's when it is among the `seen` pixels, else the
        first one's."""
        top, caret = self.verticalScrollBar().value(), self.textCursor().position()
        height = caret_rect(self.document(), caret).top() - top
        if 0 <= height < seen:
            return caret, height
        first = self.top_position()
        return first, caret_rect(self.document(), first).top() - top

    def _set_margins(self, page: TranscriptDocument) -> None:
        left, right = column(self.viewport().width(), self.font())
        root = page.document.rootFrame()
        looks = root.frameFormat()
        if (looks.leftMargin(), looks.rightMargin()) != (left, self.viewport().width() - right):
            looks.setLeftMargin(left)
            looks.setRightMargin(self.viewport().width() - right)
            looks.setTopMargin(look.WIDE)
            looks.setBottomMargin(4 * look.AIRY)
            root.setFrameFormat(looks)

    # Keyboard and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 -- Qt's name
        """Alt with arrows moves edges elsewhere; a browser would read it as going back."""
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001, N802 -- Qt's signature
        """Tab walks from link to link, passing over those in hidden lines."""
        before, moved = -1, super().focusNextPrevChild(forward)
        # The caret stands still once the focus has gone on to another widget.
        while moved and self.textCursor().position() != before and not self.textCursor().block().isVisible():
            before, moved = self.textCursor().position(), super().focusNextPrevChild(forward)
        return moved

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """Take hold of an edge, or begin what may become a click or a selection."""
        self._card.hide()
        if event.button() is Qt.MouseButton.LeftButton:
            self._dragged = self._edge_at(event.position())
            if self._dragged is not None or self._press_beside_text(event.position()):
                return
            self._pressed = event.position()
        super().mousePressEvent(self._onto_a_line(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """Drag the edge that was taken, or show which one could be."""
        if self._dragged is not None:
            self.edge_dragged.emit(self._dragged, self._position(event.position()))
            return
        super().mouseMoveEvent(self._onto_a_line(event))
        self._card.hide()
        if not event.buttons():
            self._pressed = None  # words that were dragged out of the window never let go of the mouse here
            self.viewport().setCursor(self._shape(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """Let go of an edge, finish a selection, or click."""
        pressed, self._pressed = self._pressed, None
        edge, self._dragged = self._dragged, None
        if edge is not None:
            self.edge_dropped.emit(edge, self._position(event.position()))
            return
        super().mouseReleaseEvent(self._onto_a_line(event))
        if pressed is None:
            return
        if self.textCursor().hasSelection():
            self.swept.emit()
            self.selected_text.emit()
        elif (event.position() - pressed).manhattanLength() < QApplication.startDragDistance():
            over = [mark.feedback.id for mark in self._marks.at(self._exactly(event.position()))]
            if over:
                self.feedback_pressed.emit(over)

    def _press_beside_text(self, point: QPointF) -> bool:
        """A click on a letter in the margin or on a gap; whether it was one."""
        scene, at = self._scene(), point + self._origin()
        mark, link = letter_at(self._chips, at), gap_at(scene, at) if scene else None
        if mark is not None:
            self.feedback_pressed.emit([mark.feedback.id])
        elif link is not None:
            self.asked.emit(link)
        return mark is not None or link is not None

    def _edge_at(self, point: QPointF) -> Edge | None:
        scene = self._scene()
        return edge_at(scene, point + self._origin()) if scene else None

    def _shape(self, point: QPointF) -> Qt.CursorShape:
        scene, at = self._scene(), point + self._origin()
        if self._edge_at(point) is not None:
            return Qt.CursorShape.SizeHorCursor
        if self.anchorAt(point.toPoint()) or letter_at(self._chips, at) or (scene and gap_at(scene, at)):
            return Qt.CursorShape.PointingHandCursor
        return Qt.CursorShape.IBeamCursor

    def _position(self, point: QPointF) -> int:
        return max(0, position_at(self.document(), point + self._origin(), exactly=False))

    def _onto_a_line(self, event: QMouseEvent) -> QMouseEvent:
        """The event as Qt should see it: between two lines it would mean the last hidden one."""
        point = event.position()
        moved = onto_a_line(self.document(), point + self._origin()) - self._origin()
        if moved == point or not self.viewport().rect().contains(point.toPoint()):
            return event  # outside, how far says how fast to scroll
        buttons = (event.button(), event.buttons(), event.modifiers())
        return QMouseEvent(event.type(), moved, event.scenePosition(), event.globalPosition(), *buttons)

    def top_position(self) -> int:
        """The position at the upper left corner of what is shown."""
        return self._position(QPointF(0, 0))

    def _exactly(self, point: QPointF) -> int:
        return position_at(self.document(), point + self._origin(), exactly=True)

    def _selection_changed(self) -> None:
        if self._pressed is None:
            self.selected_text.emit()

    # Cards and menus

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Show why a span is marked, where the pointer rests on it."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_card(QPointF(event.pos()), event.globalPos())
            return True
        if event.type() in (QEvent.Type.Leave, QEvent.Type.Wheel):
            self._card.hide()
        return super().viewportEvent(event)

    def _show_card(self, point: QPointF, where: QPoint) -> None:
        letter = letter_at(self._chips, point + self._origin())
        over = [letter] if letter else self._marks.at(self._exactly(point))
        text = "\n\n".join(mark.feedback.why for mark in over if mark.feedback.why)
        if text:
            self._card.show_text(text, where)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 -- Qt's name
        """Colours and fonts are part of the document, so somebody has to build it anew."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.dressed_anew.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 -- Qt's name
        """What can be done here."""
        self.menu_at(QPointF(event.pos())).popup(event.globalPos())

    def menu_at(self, point: QPointF) -> QMenu:
        """What can be done with the span at a point of the view or with the words selected; then copying."""
        over = [mark.feedback.id for mark in self._marks.at(self._exactly(point))]
        if over and self._marks.selected not in over and not self.textCursor().hasSelection():
            self.feedback_pressed.emit(over)
        menu = self.createStandardContextMenu()
        link = next((action for action in menu.actions() if action.objectName() == "link-copy"), None)
        if link is not None:
            menu.removeAction(link)  # the links are ours, and lead nowhere else
        first = menu.actions()[0]  # there is always something to select
        for group in self.offered:
            menu.insertActions(first, list(group))
            menu.insertSeparator(first)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu
