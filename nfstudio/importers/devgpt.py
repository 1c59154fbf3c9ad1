"""DevGPT: conversations that developers shared by link, found on GitHub; nested in the place where each was shared."""

from collections.abc import Iterator, Mapping, Sequence

from nfstudio.domain.conversation import Conversation, Message, Role
from nfstudio.domain.records import Found, Problem
from nfstudio.importers import datasets, shapes
from nfstudio.importers.files import Entry
from nfstudio.importers.json_records import records
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import WrongShape

NAME = "devgpt"
TITLE = "DevGPT shared links"
COMPANIONS: tuple[str, ...] = ()


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such places."""
    return sample.layout(is_place) is not None


def is_place(value: object) -> bool:
    """A place (issue, commit, file …) with the links that were shared there."""
    return isinstance(value, dict) and isinstance(value.get("ChatgptSharing"), list)


def read(entry: Entry) -> Iterator[Found | Problem]:
    """Every shared conversation. Links that led nowhere when they were followed hold none."""
    return datasets.conversations(records(entry, is_place), build)


def build(value: object) -> Sequence[Found]:
    """The conversations of one place.

    Raises:
        WrongShape: when it is none.
    """
    if not is_place(value):
        raise WrongShape("There is no list called ChatgptSharing.")
    links = value["ChatgptSharing"]  # type: ignore[index]  # is_place knows its shape
    found = [_found(link) for link in links if isinstance(link, dict) and isinstance(link.get("Conversations"), list)]
    return found or [Found("", Conversation(()))]


def _found(link: Mapping[str, object]) -> Found:
    model = shapes.text(link.get("Model"))
    messages: list[Message] = []
    exchanges = link["Conversations"]
    for exchange in exchanges if isinstance(exchanges, list) else ():
        if not isinstance(exchange, dict):
            raise WrongShape("An exchange is no object with a prompt and an answer.")
        code = exchange.get("ListOfCode")
        for name, role in (("Prompt", Role.USER), ("Answer", Role.ASSISTANT)):
            if isinstance(words := exchange.get(name), str) and words:
                whole = _with_code(words, code) if role is Role.ASSISTANT else words
                parent = len(messages) - 1 if messages else None
                messages.append(
                    Message(role, shapes.worded(whole), parent, model=model if role is Role.ASSISTANT else None)
                )
    about = {
        "origin_id": shapes.text(link.get("URL")),
        "title": shapes.text(link.get("Title")),
        "model": model,
        "created_at": shapes.when(link.get("DateOfConversation")) or shapes.when(link.get("DateOfAccess")),
    }
    return Found("", Conversation(tuple(messages), **about))


def _with_code(answer: str, code: object) -> str:
    """The answer with its code blocks back where marks such as `[CODE_BLOCK_1]` stand for them."""
    for block in code if isinstance(code, list) else ():
        if not isinstance(block, dict) or not isinstance(mark := block.get("ReplaceString"), str) or not mark:
            continue
        content = block.get("Content")
        kind = shapes.text(block.get("Type")) or ""
        answer = answer.replace(mark, f"```{kind}\n{content}\n```" if isinstance(content, str) else mark)
    return answer
