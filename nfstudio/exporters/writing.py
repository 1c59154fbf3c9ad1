"""From examples to a dataset folder: the same seed and data give the same bytes, in whatever order they come."""

import json
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

import orjson

from nfstudio.domain.feedback import Category
from nfstudio.domain.preferences import Unpaired
from nfstudio.errors import StudioError
from nfstudio.exporters import features
from nfstudio.exporters.arranged import Amendments, Arranged, Part
from nfstudio.exporters.card import card
from nfstudio.exporters.croissant import CROISSANT, SEEN, Shape, croissant
from nfstudio.exporters.files import RowFile
from nfstudio.exporters.folder import NewFolder
from nfstudio.exporters.lines import line
from nfstudio.exporters.manifest import MANIFEST, PROVENANCE, Written, WrittenFile, manifest
from nfstudio.exporters.order import Traits
from nfstudio.exporters.shapes import Beside, DataFile, Example, Exporter, Row, Unfit
from nfstudio.exporters.spool import Spool

DUPLICATE = "duplicate"
"""The reason of feedback whose row equals another, word for word and label for label."""

_STEP = 1000
_LABELS = ("false", "true")
_CARD = "README.md"


class DatasetWriter:
    """Takes examples in any order; `finish` puts the dataset in its place. Leaving the block before leaves nothing.

    Use as a context manager: `fit` and `add`, or `leave_out`, as the examples come; `without_doubles`, where it matters
    which rows are written, and `amend` once all are known; then `copy` for its steps where somebody waits for progress,
    `seal` to look at what was written, then `finish`.

    Attributes:
        about: what else the manifest and the card tell, as plain JSON values: the name of the project, the options.
        checks: rows flagged, by check.
        candidates: feedback and rows without any that came, as whoever hands them in counts them; None: nobody does.

    Args:
        out: a folder that does not exist or is empty.
        exporter: a member of `EXPORTERS`.
        fractions: the splits as asked for; they name the files.
        about: see above.
        form: "jsonl", "parquet" or "csv".
        beside: who reads lines while they are written, where a row is one line.
        keyed: whether the digests of all rows are wanted afterwards.

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
        form: str = "jsonl",
        beside: Beside | None = None,
        keyed: bool = False,
    ) -> None:
        self.about = dict(about or {})
        self.checks: Mapping[str, int] = {}
        self.candidates: int | None = None
        self._folder = NewFolder(out)
        self._exporter = exporter
        self._provenance = exporter.META != "none"
        self._beside_rows = exporter.META == "beside"
        self._kind = kind
        self._fractions = fractions
        self._seed = seed
        self._form = form
        self._reader = beside if form == "jsonl" and not self._beside_rows else None
        self._splits = {name: number for number, name in enumerate(fractions)}
        self._open = ExitStack()
        self._traits = Traits()
        self._left_out: Counter[str] = Counter()
        self._sorts: dict[tuple[Category | None, str], int] = {}
        self._counts: Counter[int] = Counter()
        self._in_rows = 0
        self._shown: list[bytes] = []
        self._amendments = Amendments()
        self._files: list[WrittenFile] = []
        self._beside: list[WrittenFile] = []
        self._keyed, self._keys = keyed, b""
        self._shapes: dict[str, Shape] = {}
        self._complete = False
        self._sealed: Written | None = None
        self._steps = self._copied()

    def __enter__(self) -> Self:
        with self._open:
            self._open.enter_context(self._folder)
            with self._folder.guarded():
                self._spool = Spool(self._folder.path, seed=self._seed, beside=self._reader)
            self._open.callback(self._spool.close)
            self._open = self._open.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._steps.close()
        self._open.close()

    def fit(self, example: Example) -> Row | None:
        """The example in the shape of the framework; None where it has none, which is counted as left out."""
        row = self._exporter.row(example.content, kind=self._kind)
        if isinstance(row, Unfit):
            self.leave_out(row.reason, max(example.judgements, 1))
            return None
        return row

    def add(self, example: Example, row: Row, *, split: str, flags: Sequence[str] = ()) -> int:
        """Take an example, in the shape that `fit` gave it, for one of the splits; its number, counted from 0."""
        content, judgements = example.content, example.judgements or 1
        meta = example.meta if self._provenance else {}
        words = orjson.dumps(row)
        self._in_rows += judgements
        sort = self._sorts.setdefault((example.category, str(meta.get("recipe", ""))), len(self._sorts))
        told = orjson.dumps(meta) if meta else b""
        try:
            return self._spool.add(
                words,
                line(words, told, flags, beside=self._beside_rows),
                conversation=example.conversation_id,
                judgements=judgements,
                traits=self._traits.of(meta) | (self._traits.bit("flags") if flags else 0),
                split=self._splits[split],
                sort=sort,
                label=content.label if isinstance(content, Unpaired) else None,
            )
        except OSError as failed:
            raise self._folder.refused(failed) from failed

    def amend(
        self,
        number: int,
        *,
        split: str | None = None,
        flags: Sequence[str] = (),
        gone: str | None = None,
        count: int = 1,
    ) -> None:
        """Say more of a row that was added: another split, further flags, or the reason for which it is left out.

        Args:
            count: the feedback that it accounts for, where it is left out.
        """
        moved = None if split is None else self._splits[split]
        self._amendments.add(number, split=moved, flags=flags, gone=gone is not None)
        if gone is not None:
            self._in_rows -= count
            self.leave_out(gone, count)

    def without_doubles(self) -> set[int]:
        """Leave out all but one of equal rows now, once all came, so that more can be said of what will be written.

        Returns:
            The numbers of the rows that went.
        """
        gone: set[int] = set()
        with self._folder.guarded():
            for heads in self._spool.runs():
                doubles = self._spool.once(heads)[1]
                for number, judgements in zip(doubles["number"].tolist(), doubles["judgements"].tolist(), strict=True):
                    self.amend(number, gone=DUPLICATE, count=judgements)
                    gone.add(number)
        return gone

    def leave_out(self, reason: str, count: int = 1) -> None:
        """Count feedback that gave no row."""
        self._left_out[reason] += count

    def copy(self) -> Iterator[int]:
        """Write the files; yields now and then how many rows are written. `finish` does what is left.

        Raises:
            StudioError: when there is no row at all, besides what the class says.
        """
        return self._steps

    def seal(self) -> Path:
        """Write the card, the description for programs and the manifest; the folder that holds all, still hidden."""
        for _ in self._steps:
            pass
        if not self._complete:
            raise ValueError("the files of this dataset were not all written")
        written = self._sealed = self._written()
        files = [DataFile(file.path, file.split) for file in self._files]
        train = next((file.labels for file in self._files if file.split == next(iter(self._splits))), {})
        good, bad = train.get("true", 0), train.get("false", 0)
        advice = self._exporter.advice(kind=self._kind, good=good, bad=bad)
        for name, text in self._exporter.beside(kind=self._kind, files=files).items():
            self._folder.store(name, text.encode())
        told = card(written, exporter=self._exporter, about=self.about, advice=advice, columns=self._columns())
        self._folder.store(_CARD, told.encode(errors="replace"))
        record = manifest(written, seed=self._seed, fractions=self._fractions, about=self.about, advice=advice)
        self._store_json(CROISSANT, croissant(written, about=self.about, shapes=self._shapes))
        self._store_json(MANIFEST, record)
        return self._folder.path

    def finish(self) -> Written:
        """Put the dataset in its place, `seal`ed before if it was not."""
        if self._sealed is None:
            self.seal()
        assert self._sealed is not None
        self._folder.place()
        return self._sealed

    def _columns(self) -> Mapping[str, object]:
        """What the card says of the columns. Parquet says it by itself; records of whole conversations differ."""
        if self._form != "jsonl" or not self._provenance:
            return {}
        return features.told(features.features(self._shapes.values()), kind=self._kind)

    def _store_json(self, name: str, record: Mapping[str, object]) -> None:
        # json, not orjson: a seed may have any number of digits; and a project's name may hold what UTF-8 cannot.
        text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
        self._folder.store(name, text.encode(errors="replace"))

    def _copied(self) -> Generator[int, None, None]:
        with self._folder.guarded():
            late = self._traits.bit("flags")
            rows = Arranged(self._spool, self._amendments, splits=len(self._splits), late_trait=late)
        if rows.doubles:
            self._left_out[DUPLICATE] += rows.doubles
            self._in_rows -= rows.doubles
        if not any(part.rows for part in rows.parts):
            raise self._nothing()
        if self._form == "parquet":
            self._shown = [one[: one.index(b"\n") + 1] for one in rows.shown()]
        done = 0
        with self._folder.guarded():
            for split, part in zip(self._splits, rows.parts, strict=True):
                for written in self._file(split, part, rows.lines(part)) if part.rows else ():
                    yield done + written
                done += part.rows
            self._keys = rows.contents() if self._keyed else b""
        self._complete = True

    def _file(self, split: str, part: Part, lines: Iterator[list[bytes]]) -> Iterator[int]:
        """One file, a thousand rows at a time, and the provenance beside it where it cannot stand in the rows."""
        shape, done = Shape(), 0
        with ExitStack() as open_files:
            rows = open_files.enter_context(self._row_file(split))
            beside = self._beside_rows
            told = open_files.enter_context(RowFile(self._folder.path / PROVENANCE, split)) if beside else None
            for some in _by_thousands(lines):
                if told is None:
                    own = some
                else:
                    ends = [both.index(b"\n") + 1 for both in some]
                    own = [both[:end] for both, end in zip(some, ends, strict=True)]
                    told.write([both[end:] for both, end in zip(some, ends, strict=True)])
                rows.write(own)
                for one in own[: max(0, SEEN - done)]:
                    shape.see(orjson.loads(one))
                done += len(own)
                if len(own) == _STEP:
                    yield done
            path, size, digest = rows.close()
            self._shapes[path] = shape
            counted = (
                {name: part.labels.get(i, 0) for i, name in enumerate(_LABELS)} if part.labels.keys() <= {0, 1} else {}
            )
            self._counts.update(part.sorts)
            self._files.append(WrittenFile(path, split, part.rows, counted, size, digest))
            if told is not None:
                path, size, digest = told.close()
                self._beside.append(WrittenFile(f"{PROVENANCE}/{path}", split, part.rows, {}, size, digest))
        yield part.rows

    def _row_file(self, split: str) -> RowFile:
        grown = self._reader.grown if self._reader is not None else None
        return RowFile(self._folder.path, split, form=self._form, shown=self._shown, grown=grown)

    def _written(self) -> Written:
        rows = dict.fromkeys(self._splits, 0) | {file.split: file.rows for file in self._files}
        by_category: Counter[Category | None] = Counter()
        by_way: Counter[str] = Counter()
        for (category, way), number in self._sorts.items():
            by_category[category] += self._counts[number]
            by_way[way] += self._counts[number]
        return Written(
            folder=self._folder.out,
            kind=self._kind,
            framework=self._exporter.NAME,
            rows=rows,
            labels={label: sum(f.labels.get(label, 0) for f in self._files) for label in ("true", "false")},
            categories={c.value: n for c in Category if (n := by_category[c])},
            recipes={way: count for way, count in sorted(by_way.items()) if way and count},
            files=tuple(self._files),
            left_out=dict(sorted(self._left_out.items())),
            in_rows=self._in_rows,
            candidates=self.candidates,
            checks=dict(self.checks),
            provenance=tuple(self._beside),
            keys=self._keys,
        )

    def _nothing(self) -> StudioError:
        reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(self._left_out.items()))
        hint = f"Left out: {reasons}." if reasons else "Detect feedback first, or add spans by hand."
        return StudioError("There is no row to export.", hint)


def _by_thousands(lists: Iterable[list[bytes]]) -> Iterator[list[bytes]]:
    """The same lines in lists of `_STEP`, the last one shorter."""
    waiting: list[bytes] = []
    for one in lists:
        waiting += one
        whole = len(waiting) - len(waiting) % _STEP
        for at in range(0, whole, _STEP):
            yield waiting[at : at + _STEP]
        del waiting[:whole]
    if waiting:
        yield waiting
