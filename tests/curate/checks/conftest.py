"""Rows as checks see them, in a line of code."""

import pytest

from nfstudio.curate.checks.flags import Answer, Said, Specimen
from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.feedback import Category


@pytest.fixture
def row():
    """`row("What is 2 + 2?", "5", wanted=False)`: the prompt, the answer and what else matters."""

    def made(
        prompt="Please tell me how tides work.", answer=None, *, wanted=True, key="a", said=(), scope=None, **about
    ):
        answers = () if answer is None else (Answer("completion", Message(Role.ASSISTANT, answer), wanted),)
        feedback = tuple(Said(quote, Category.POSITIVE, scope) for quote in said)
        about.setdefault("conversation_id", key)
        return Specimen(key, prompt=(Message(Role.USER, prompt),), answers=answers, feedback=feedback, **about)

    return made


@pytest.fixture
def pair():
    """A row with a chosen and a rejected answer."""

    def made(chosen, rejected, *, prompt="Please tell me how tides work.", key="a"):
        answers = (
            Answer("chosen", Message(Role.ASSISTANT, chosen), True),
            Answer("rejected", Message(Role.ASSISTANT, rejected), False),
        )
        return Specimen(key, key, (Message(Role.USER, prompt),), answers)

    return made
