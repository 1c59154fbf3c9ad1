"""The formats that can be imported; adding one is a new file and a line in this table."""

from collections.abc import Iterator
from typing import Protocol

from nfstudio.domain.records import Found, Problem
from nfstudio.errors import StudioError
from nfstudio.importers import (
    aider,
    aistudio,
    batch,
    chatbox,
    chatgpt,
    cherrystudio,
    claude,
    claudecode,
    cline,
    codex,
    continuedev,
    copilot,
    cursor,
    deepseek,
    devgpt,
    dialogues,
    gateway,
    gemini,
    geminicli,
    goose,
    grok,
    hh,
    huggingchat,
    jan,
    langfuse,
    langsmith,
    librechat,
    llamacpp,
    llm,
    lmstudio,
    lmsys,
    lobechat,
    messages,
    oasst,
    open_webui,
    opencode,
    otel,
    realhumaneval,
    sharegpt,
    sillytavern,
    spans,
    specstory,
    table,
    textgen,
    transcript,
    wildchat,
    zed,
)
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Sample, sample_of


class Importer(Protocol):
    """What every module of a format has."""

    @property
    def NAME(self) -> str:  # noqa: N802  # a constant of the module
        """The word it is asked for by, stored with what it imported."""

    @property
    def TITLE(self) -> str:  # noqa: N802  # as above
        """What people read."""

    @property
    def COMPANIONS(self) -> tuple[str, ...]:  # noqa: N802  # as above
        """Names of files that the same export holds beside its conversations."""

    def recognises(self, sample: Sample) -> bool:
        """Whether the file is of this format, by content. At most one importer says so of any file."""

    def read(self, entry: Entry) -> Iterator[Found | Problem]:
        """Every conversation in file order, one at a time, and every record that could not become one.

        Failures of the file are problems too: nothing is raised.
        """


IMPORTERS: tuple[Importer, ...] = (
    spans,
    messages,
    sharegpt,
    chatgpt,
    hh,
    claude,
    gemini,
    aistudio,
    grok,
    deepseek,
    open_webui,
    lmstudio,
    jan,
    librechat,
    sillytavern,
    textgen,
    chatbox,
    cherrystudio,
    lobechat,
    llamacpp,
    huggingchat,
    llm,
    claudecode,
    codex,
    geminicli,
    copilot,
    cursor,
    zed,
    cline,
    continuedev,
    opencode,
    goose,
    aider,
    specstory,
    oasst,
    wildchat,
    lmsys,
    realhumaneval,
    devgpt,
    gateway,
    batch,
    langfuse,
    langsmith,
    otel,
    dialogues,
    transcript,
    table,
)


_MAINS = (
    "conversations.json",
    "conversations-000.json",
    "messages.jsonl",
    "prod-grok-backend.json",
    "webui.db",
    "api_conversation_history.json",
    "logs.db",
    "sessions.db",
    "state.vscdb",
    "threads.db",
)
"""What the file with the conversations is called, in exports of several files."""


def recognise(entry: Entry, likely: Importer | None = None) -> Importer | None:
    """The importer for this file; None when its format is not known.

    Args:
        likely: asked first, because files of one format lie together.

    Raises:
        StudioError: when not a byte of it can be read.
    """
    sample = sample_of(entry)
    if likely is not None and likely.recognises(sample):
        return likely
    return next((importer for importer in IMPORTERS if importer.recognises(sample)), None)


def companion_of(entry: Entry) -> Importer | None:
    """The importer whose export this file of no known format belongs to, so that nobody need wonder about it.

    Such a file lies beside the one that holds the conversations.
    """
    if langfuse.accompanies(entry):
        return langfuse
    for importer in IMPORTERS:
        if entry.file_name in importer.COMPANIONS and any(entry.sibling(main) for main in _MAINS):
            return importer
    return None


def importer_named(name: str) -> Importer:
    """The importer called `name`.

    Raises:
        StudioError: when there is none; the hint lists the names.
    """
    table = {importer.NAME: importer for importer in IMPORTERS}
    if name not in table:
        raise StudioError(f"No format is called {name!r}.", f"There are {', '.join(table)}.")
    return table[name]
