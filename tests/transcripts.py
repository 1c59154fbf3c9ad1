"""What tests of the transcript are made of: a conversation, feedback in it, where its characters lie."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QTextCursor

from nfstudio.app.conversation_view import ConversationView, FeedbackView, MessageView
from nfstudio.app.line_geometry import caret_rect, line_rects
from nfstudio.app.panels.transcript import Transcript
from nfstudio.app.theme import LIGHT, palette_of
from nfstudio.domain.conversation import Role
from nfstudio.domain.feedback import Category, Status
from nfstudio.domain.span import Span

ANSWER = "Day one: the market 🚀.\nDay two: the **museum**.\nDay three: `home`."


JUDGEMENT = "Ha 🚀 I said two days, not three, and please add prices."


EVERYWHERE = QRectF(0, 0, 1e6, 1e6)


def opened_transcript(qtbot, view, *, height):
    """The panel on the screen, 900 pixels wide, with a conversation in it."""
    widget = Transcript()
    widget.setPalette(palette_of(LIGHT))
    widget.resize(900, height)
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.show_conversation(view)
    return widget


def conversation(*contents, parts=(), branch=None):
    roles = (Role.USER, Role.ASSISTANT)
    return ConversationView(
        id=1,
        title="Trip to Lyon",
        subtitle="made up",
        messages=tuple(
            MessageView(10 + i, roles[i % 2], text, parts=parts, branch=branch if i % 2 else None)
            for i, text in enumerate(contents)
        ),
    )


VIEW = conversation("Plan two days in Lyon", ANSWER, JUDGEMENT)


def feedback(number, words, category=Category.CORRECTION, status=Status.AUTO, **more):
    start = JUDGEMENT.index(words)
    span = Span(start, start + len(words))
    return FeedbackView(number, 12, span, category, status, 0.9, target=11, **more)


def page_of(transcript):
    return transcript._page


def point_at(transcript, message, offset, into=2):
    """Where a character is on the viewport, some pixels into it."""
    page = page_of(transcript)
    place = transcript._document.place(message)
    rect = caret_rect(page.document(), place.position(offset))
    return QPointF(rect.left() + into, rect.center().y() - page.verticalScrollBar().value()).toPoint()


def choose(transcript, message, start, end):
    place = transcript._document.place(message)
    cursor = page_of(transcript).textCursor()
    cursor.setPosition(place.position(start))
    cursor.setPosition(place.position(end), QTextCursor.MoveMode.KeepAnchor)
    page_of(transcript).setTextCursor(cursor)


def pixels_under(transcript, item):
    """The pixels behind and below the words of a feedback, as far as lanes reach: height and colour."""
    page, place = page_of(transcript), transcript._document.place(item.message)
    rects = line_rects(page.document(), place.position(item.span.start), place.position(item.span.end), EVERYWHERE)
    image = page.viewport().grab().toImage()
    top = page.verticalScrollBar().value()
    return {
        (y, image.pixelColor(x, y).name())
        for rect in rects
        for x in range(int(rect.left()) + 2, int(rect.right()) - 2)
        for y in range(int(rect.bottom() - top) - 6, int(rect.bottom() - top) + 11)
    }


def colours_under(transcript, item):
    return {colour for _, colour in pixels_under(transcript, item)}


def near(colour, names):
    """Whether a colour is among them but for smoothing."""
    return any(
        sum(abs(a - b) for a, b in zip(QColor(name).getRgb(), colour.getRgb(), strict=True)) < 40 for name in names
    )
