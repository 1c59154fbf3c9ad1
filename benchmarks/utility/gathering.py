"""What the reward models learn from and are asked about: exports of the program, and conversations kept apart.

What is kept apart goes by the opening of a conversation, its first user message: every conversation that begins so, in
whatever file it lies, is for testing alone.
"""

import gzip
import json
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.utility.reward import Lesson, Text
from nfstudio.curate.control import chance
from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.thresholds import Setting
from nfstudio.importers import hh
from nfstudio.jobs.detecting import detect, detector_named
from nfstudio.jobs.export_options import ExportOptions
from nfstudio.jobs.exporting import export_dataset
from nfstudio.jobs.importing import import_paths
from nfstudio.jobs.progress import finish
from nfstudio.store import reading
from nfstudio.store.feedback import rebuild
from nfstudio.store.project import Project
from nfstudio.store.removal import remove

HH, RANKED = "hh-rlhf/harmless-base-test.jsonl.gz", "oasst/en-messages.jsonl"
TAKEN = (
    "arena-wildchat-json",
    "hh-rlhf",
    "oasst",
    "realhumaneval",
    "aider",
    "specstory",
    "mathconverse.messages.jsonl",
)
"""The corpora that conversations come from: assistants of today, more than one question."""
ENDS = 6_000
"""Characters of a prompt's end and of an answer's beginning that are kept: more than a window of tokens can show."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an export or of a test.

    Attributes:
        texts: the judged answer, or the better and the worse one.
        target: the label as 0 or 1, or the grade.
        category: of the feedback behind it; empty where there is none.
        opening: see `opening`.
    """

    texts: tuple[Text, ...]
    target: float
    source: str
    conversation: str
    opening: str
    category: str = ""

    @property
    def lesson(self) -> Lesson:
        """What it teaches."""
        return Lesson(self.texts, self.target)


@dataclass(frozen=True, slots=True)
class Apart:
    """Which conversations are for testing, and which take part at all.

    Attributes:
        named: openings that are for testing whatever chance says.
        test: the share of all openings that chance keeps for testing.
        share: of all openings that take part, for a dry run.
    """

    named: frozenset[str]
    test: float = 1 / 3
    share: float = 1.0

    def tests(self, opening: str) -> bool:
        """Whether it is for testing."""
        return self.takes(opening) and (opening in self.named or chance("test", opening) < self.test)

    def trains(self, opening: str) -> bool:
        """Whether it may be learned from."""
        return self.takes(opening) and not self.tests(opening)

    def takes(self, opening: str) -> bool:
        """Whether it takes part."""
        return chance("share", opening) < self.share


@dataclass(frozen=True, slots=True)
class Judgements:
    """Judged conversations in the shape of spans: those to learn from, and those that were always held out."""

    train: list[dict[str, Any]]
    held: list[dict[str, Any]]

    @classmethod
    def read(cls, folder: Path) -> "Judgements":
        """From a folder with `train.jsonl` and `dev.jsonl`."""
        return cls(list(records_in(folder / "train.jsonl")), list(records_in(folder / "dev.jsonl")))

    @property
    def sources(self) -> dict[str, str]:
        """By the id of a conversation what kind of conversations it is from."""
        return {str(one["conversation_id"]): str(one["source"]) for one in (*self.train, *self.held)}


@dataclass(frozen=True, slots=True)
class Gathered:
    """A folder in which all that was made is kept, so that a second run detects nothing again."""

    folder: Path

    def pool(self, corpora: Path, apart: Apart) -> Path:
        """A project with the conversations of the corpora that may be learned from, and their feedback.

        It is detected as `thorough`; see `at`.
        """
        path, part = self.folder / "pool.nfstudio", self.folder / "part.nfstudio"
        if not path.exists():
            part.unlink(missing_ok=True)
            with Project.create(part) as project:
                finish(import_paths(project, [corpora / name for name in TAKEN]))
                ids = [row[0] for row in project.db.execute("SELECT id FROM conversations")]
                stored = (
                    (one.id, opening(one.conversation.messages)) for one in reading.conversations(project.db, ids)
                )
                list(remove(project, [id_ for id_, begun in stored if not apart.trains(begun)]))
            part.rename(path)
        with Project(path) as project:
            finish(detect(project, device="cpu", setting=Setting.THOROUGH))
        return path

    def at(self, pool: Path, setting: Setting) -> Path:
        """The same project as if it had been detected at another setting.

        A detector claims the same whatever the setting, which only decides from which score a claim counts.
        """
        path = self.folder / f"{setting}.nfstudio"
        if not path.exists():
            shutil.copy(pool, path)
            detector = detector_named("hybrid", device="cpu")
            with Project(path) as project, project.writing() as db:
                db.execute("UPDATE runs SET thresholds = ?", (detector.thresholds(setting).text(),))
                rebuild(db, [row[0] for row in db.execute("SELECT DISTINCT message_id FROM detections")])
            detector.close()
        return path

    def judged(self, name: str, records: Iterable[dict[str, Any]]) -> Path:
        """A project with judged conversations, imported as spans."""
        file, path = self.folder / f"{name}.jsonl", self.folder / f"{name}.nfstudio"
        if not path.exists():
            file.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
            with Project.create(path) as project:
                finish(import_paths(project, [file], format_name="spans"))
        return path

    def export(self, name: str, project: Path, options: ExportOptions) -> Path:
        """A dataset; with a control, that one lies in the folder of the same name and `-control`."""
        out = self.folder / "exports" / name
        if not out.exists():
            out.parent.mkdir(exist_ok=True)
            with Project(project) as opened:
                finish(export_dataset(opened, out, options))
        return out


def opening(messages: Sequence[Message]) -> str:
    """The words of the first user message in lower case, without signs and spaces that differ between dumps."""
    return opening_of(next((message.content for message in messages if message.role is Role.USER), ""))


def opening_of(words: str) -> str:
    """The same of the words themselves, 300 characters at most."""
    return " ".join(re.findall(r"\w+", words.casefold()))[:300]


def records_in(file: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines, packed or not."""
    opened = gzip.open if file.suffix == ".gz" else open
    with opened(file, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def begins(record: dict[str, Any]) -> str:
    """The opening of a judged conversation."""
    return opening_of(next((message["content"] for message in record["messages"] if message["role"] == "user"), ""))


def rows_of(dataset: Path, *, sources: dict[str, str] | None = None) -> list[Row]:
    """The rows of an export for TRL: unpaired, pairs or graded.

    Args:
        sources: by conversation, where the rows name none that says what kind of conversations they are.
    """
    return [_row(record, sources or {}) for record in records_in(dataset / "train.jsonl")]


def _row(record: dict[str, Any], sources: dict[str, str]) -> Row:
    meta, said = record["meta"], record.get("messages")
    prompt = said[:-1] if said else record["prompt"]
    names = ("chosen", "rejected") if "chosen" in record else ("completion",)
    answers = [said[-1]] if said else [record[name][0] for name in names]
    return Row(
        tuple(text_of(prompt, answer["content"]) for answer in answers),
        float(record.get("label", 1)),
        sources.get(meta["conversation_id"]) or str(meta["source"]).split("/", maxsplit=1)[0],
        f"{meta['source']} {meta['conversation_id']}",
        begins({"messages": prompt}),
        meta.get("category") or "",
    )


def text_of(prompt: Sequence[dict[str, Any]], answer: str) -> Text:
    """Plain text of messages as TRL has them."""
    told = "\n".join(f"{message['role']}: {(message['content'] or '')[-ENDS:]}" for message in prompt[-8:])
    return Text(told[-ENDS:], answer[:ENDS])


def harmless(file: Path, apart: Apart, *, most: int) -> list[Row]:
    """Test pairs of HH-RLHF that are kept apart: of two answers people chose the first as the less harmful."""
    rows = []
    for record in records_in(file):
        said = hh.build(record).conversation.messages
        *before, chosen, rejected = said
        begun = opening(said)
        if rejected.on_active_path or not apart.tests(begun):
            continue  # the two transcripts differ in more than the last answer, or may be learned from
        prompt = [{"role": message.role.value, "content": message.content} for message in before]
        texts = (text_of(prompt, chosen.content), text_of(prompt, rejected.content))
        rows.append(Row(texts, 1.0, "hh", begun, begun))
    return sorted(rows, key=lambda row: chance("hh", row.opening))[:most]


def ranked(file: Path, apart: Apart) -> list[Row]:
    """Of each question in OpenAssistant's trees whose answers people ranked: the best and the worst answer."""
    known = {record["message_id"]: record for record in records_in(file)}
    answers: dict[str, list[dict[str, Any]]] = {}
    for record in known.values():
        if record["role"] == "assistant" and record["rank"] is not None and record["parent_id"] in known:
            answers.setdefault(record["parent_id"], []).append(record)
    rows = []
    for asked, own in answers.items():
        path = _path(known, asked)
        begun = opening_of(path[0]["content"])
        own.sort(key=lambda one: int(one["rank"]))
        if own[0]["rank"] < own[-1]["rank"] and apart.tests(begun):
            texts = (text_of(path, own[0]["text"]), text_of(path, own[-1]["text"]))
            rows.append(Row(texts, 1.0, "oasst", begun, begun))
    return rows


def _path(known: dict[str, dict[str, Any]], last: str) -> list[dict[str, Any]]:
    """The messages from the first to this one."""
    path, at = [], known.get(last)
    while at is not None:
        path.append({"role": "assistant" if at["role"] == "assistant" else "user", "content": at["text"]})
        at = known.get(at["parent_id"])
    return path[::-1]
