"""From examples to a dataset folder: the same seed and data give the same bytes, in whatever order they come."""

import hashlib
import json
import os
import time
from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

import orjson

from nfstudio.domain.conversation import instant
from nfstudio.domain.feedback import Category
from nfstudio.errors import StudioError
from nfstudio.exporters.folder import NewFolder
from nfstudio.exporters.manifest import MANIFEST, Written, WrittenFile, manifest
from nfstudio.exporters.order import Traits, separated, typed_first
from nfstudio.exporters.shapes import Example, Exporter
from nfstudio.exporters.spool import Entry, Spool, conversation_of

DUPLICATE = "duplicate"
"""The reason of feedback whose row equals another, word for word and label for label."""

_STEP = 1000
_CATEGORIES = tuple(Category)


class DatasetWriter:
    """Takes examples in any order; `finish` puts the dataset in its place. Leaving the block before leaves nothing.

    Use as a context manager: `add` and `leave_out` as the examples come, then `copy` for its steps where somebody
    waits for progress, then `finish`.

    Args:
        out: a folder that does not exist or is empty.
        exporter: a member of `EXPORTERS`.
        fractions: the splits as asked for; they name the files.
        about: what else the manifest tells, as plain JSON values: the name of the project, the selection.
        created_at: ISO 8601 UTC text; now when not given.

    Raises:
        StudioError: from every step, when the folder is taken or the disk fails.
    """

    def __init__(
        self,
        out: Path,
        *,
        exporter: Exporter,
        kind: str,
        fractions: Mapping[str, float],
        seed: int = 0,
        about: Mapping[str, object] | None = None,
        created_at: str | None = None,
    ) -> None:
        self._folder = NewFolder(out)
        self._exporter = exporter
        self._kind = kind
        self._fractions = fractions
        self._seed = seed
        self._about = about or {}
        self._created_at = created_at or instant(time.time())
        self._splits = {name: number for number, name in enumerate(fractions)}
        self._open = ExitStack()
        self._traits = Traits()
        self._left_out: Counter[str] = Counter()
        self._categories: Counter[str] = Counter()
        self._files: list[WrittenFile] = []
        self._complete = False
        self._steps = self._copied()

    def __enter__(self) -> Self:
        with self._open:
            self._open.enter_context(self._folder)
            with self._folder.guarded():
                self._spool = Spool(self._folder.path, seed=self._seed)
            self._open.callback(self._spool.close)
            self._open = self._open.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._steps.close()
        self._open.close()

    def add(self, example: Example, *, split: str) -> None:
        """Take an example for one of the splits."""
        content = orjson.dumps(self._exporter.row(example, kind=self._kind))
        meta = example.meta
        try:
            self._spool.add(
                content,
                b'%b,"meta":%b}\n' % (content[:-1], orjson.dumps(meta)),
                conversation=example.conversation_id,
                judgements=example.judgements,
                traits=self._traits.of(meta),
                split=self._splits[split],
                category=_CATEGORIES.index(example.category),
                label=example.label,
            )
        except OSError as failed:
            raise self._folder.refused(failed) from failed

    def leave_out(self, reason: str, count: int = 1) -> None:
        """Count feedback that gave no row."""
        self._left_out[reason] += count

    def copy(self) -> Iterator[int]:
        """Write the files; yields now and then how many rows are written. `finish` does what is left.

        Raises:
            StudioError: when there is no row at all, besides what the class says.
        """
        return self._steps

    def finish(self) -> Written:
        """Write the manifest and put the dataset in its place."""
        for _ in self._steps:
            pass
        if not self._complete:
            raise ValueError("the files of this dataset were not all written")
        written = self._written()
        train = next((file.labels for file in self._files if file.split == next(iter(self._splits))), {})
        record = manifest(
            written,
            seed=self._seed,
            fractions=self._fractions,
            about=self._about,
            advice=self._exporter.advice(kind=self._kind, good=train.get("true", 0), bad=train.get("false", 0)),
            created_at=self._created_at,
        )
        # json, not orjson: a seed may have any number of digits; and a project's name may hold what UTF-8 cannot.
        text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
        self._folder.store(MANIFEST, text.encode(errors="replace"))
        self._folder.place()
        return written

    def _copied(self) -> Generator[int, None, None]:
        with self._folder.guarded():
            kept, doubles = self._spool.settle()
        if doubles:
            self._left_out[DUPLICATE] += sum(Entry.of(key).judgements for key in doubles)
        if not kept:
            raise self._nothing()
        done = 0
        with self._folder.guarded():
            for split, number in self._splits.items():
                keys = [key for key in kept if Entry.of(key).split == number]
                keys = separated(typed_first(keys, lambda key: Entry.of(key).traits), conversation_of)
                for written in self._file(split, keys) if keys else ():
                    yield done + written
                done += len(keys)
        self._complete = True

    def _file(self, split: str, keys: Sequence[bytes]) -> Iterator[int]:
        """One file, row by row."""
        name, digest, size, labels = f"{split}.jsonl", hashlib.sha256(), 0, Counter[bool]()
        with (self._folder.path / name).open("wb") as file:
            for done, key in enumerate(keys, 1):
                entry = Entry.of(key)
                row = self._spool.row(entry)
                file.write(row)
                digest.update(row)
                size += entry.size
                labels[bool(entry.label)] += 1
                self._categories[_CATEGORIES[entry.category].value] += 1
                if done % _STEP == 0:
                    yield done
            file.flush()
            os.fsync(file.fileno())
        counted = {"true": labels[True], "false": labels[False]}
        self._files.append(WrittenFile(name, split, len(keys), counted, size, digest.hexdigest()))
        yield len(keys)

    def _written(self) -> Written:
        rows = dict.fromkeys(self._splits, 0) | {file.split: file.rows for file in self._files}
        return Written(
            folder=self._folder.out,
            kind=self._kind,
            framework=self._exporter.NAME,
            rows=rows,
            labels={label: sum(file.labels[label] for file in self._files) for label in ("true", "false")},
            categories={c.value: n for c in Category if (n := self._categories[c.value])},
            files=tuple(self._files),
            left_out=dict(sorted(self._left_out.items())),
        )

    def _nothing(self) -> StudioError:
        reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(self._left_out.items()))
        hint = f"Left out: {reasons}." if reasons else "Detect feedback first, or add spans by hand."
        return StudioError("There is no row to export.", hint)
