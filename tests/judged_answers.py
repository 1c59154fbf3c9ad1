"""A judged conversation in a few words, for tests of what becomes a row."""

from nfstudio.curate.examples import unpaired
from nfstudio.curate.judged import JudgedFeedback, Reviewed, Selection
from nfstudio.domain.conversation import Conversation, Message, Role, chain
from nfstudio.domain.feedback import Category, Status
from nfstudio.domain.span import Span

S, U, A, T = Role.SYSTEM, Role.USER, Role.ASSISTANT, Role.TOOL
USUAL = Selection()
EVERYTHING = Selection(include=frozenset(Category))


def talk(*said: tuple[Role, str]) -> Conversation:
    return Conversation(chain([Message(role, content) for role, content in said]))


def judged(message: int, target: int | None, category: Category = Category.POSITIVE, **other) -> JudgedFeedback:
    other = {"span": Span(0, 2), "status": Status.CONFIRMED} | other
    return JudgedFeedback(message=message, target=target, category=category, **other)


def results(conversation: Conversation, *feedback: JudgedFeedback, selection: Selection = USUAL):
    return list(unpaired(Reviewed(conversation, "c-1", "chats.json", feedback), selection))


def only(conversation: Conversation, *feedback: JudgedFeedback, selection: Selection = USUAL):
    (result,) = results(conversation, *feedback, selection=selection)
    return result


SIMPLE = talk((U, "Name a prime."), (A, "Nine."), (U, "No, nine is three times three."), (A, "Seven."), (U, "Thanks!"))
