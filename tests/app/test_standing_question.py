"""Questions that stay asked: never so often that a slow answer starves."""

from PySide6.QtCore import QObject, Signal

from nfstudio.app.standing_question import StandingQuestion


class Slow(QObject):
    """Stands for the reader: answers when told to."""

    failed = Signal(object)

    def __init__(self):
        super().__init__()
        self.asked, self.dropped = [], 0

    def ask(self, _channel, question, answer):
        self.asked.append((question, answer))

    def drop(self, _channel):
        self.dropped += 1

    def answer(self):
        question, answer = self.asked.pop()
        answer(question)


def standing(reader, parent):
    answers = []
    return StandingQuestion(reader, "x", compose=lambda: "?", answer=answers.append, parent=parent), answers


def test_a_slow_answer_is_not_interrupted_by_changes(qtbot):
    reader = Slow()
    question, answers = standing(reader, reader)
    question.now()
    for _ in range(50):
        question.soon()
    assert len(reader.asked) == 1
    reader.answer()
    assert answers == ["?"]
    qtbot.waitUntil(lambda: len(reader.asked) == 1)
    reader.answer()
    assert (len(answers), question.waits) == (2, False)


def test_a_question_that_failed_can_be_asked_again(qtbot):
    reader = Slow()
    question, _ = standing(reader, reader)
    question.now()
    reader.failed.emit(OSError())
    question.soon()
    qtbot.waitUntil(lambda: len(reader.asked) == 2)


def test_a_dropped_question_is_not_asked_later(qtbot):
    reader = Slow()
    question, _ = standing(reader, reader)
    question.soon()
    question.drop()
    qtbot.wait(20)
    assert (reader.asked, reader.dropped) == ([], 1)
