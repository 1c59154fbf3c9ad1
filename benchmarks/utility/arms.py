"""The arms of the experiment, which are what models learn from, and the tests, which are what they are asked about."""

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.utility import figures, gathering, reward
from benchmarks.utility.gathering import Apart, Gathered, Judgements, Row
from nfstudio.domain.feedback import Category
from nfstudio.domain.thresholds import Setting
from nfstudio.jobs.export_options import ExportOptions

if TYPE_CHECKING:
    from benchmarks.utility.reward import Loss

KTO = ExportOptions(kind="kto")
CONFIRMED = replace(KTO, status="confirmed")
REPHRASED = replace(KTO, include=("Rephrase",))
GRADED = replace(KTO, kind="ordinal", include=("Rephrase", "Clarification"))
PAIRED = replace(KTO, kind="reward", ways=("rewrite", "after-correction", "siblings"))
USUAL = "the export (KTO, balanced)"
SHUFFLED, RANDOM, UNTRAINED = ("its labels shuffled", "random chats (`--control`)", "untrained")
COMPARED = (SHUFFLED, RANDOM, UNTRAINED, USUAL)
"""What the other arms are held against."""


@dataclass(frozen=True, slots=True)
class Arm:
    """What one kind of model learns from.

    Attributes:
        loss: makes the loss from all lessons; None where nothing is learned.
        core: trained with the most seeds.
        tossed: its labels are shuffled anew for every seed.
    """

    name: str
    rows: list[Row]
    loss: "Callable[[Sequence[reward.Lesson]], Loss] | None" = reward.of_labels
    core: bool = False
    tossed: bool = False

    def lessons(self, seed: int) -> list[reward.Lesson]:
        """What the model of this seed learns."""
        rows = shuffled(self.rows, seed=seed) if self.tossed else self.rows
        return [row.lesson for row in rows]


@dataclass(frozen=True, slots=True)
class Test:
    """Pairs, or single answers whose target is 1 where they were praised."""

    rows: list[Row]
    paired: bool = False

    @property
    def texts(self) -> list[reward.Text]:
        """All of them; of pairs first the better sides."""
        return [row.texts[side] for side in range(1 + self.paired) for row in self.rows]


def apart_of(corpora: Path, judgements: Judgements, *, share: float) -> Apart:
    """What is for testing by name: the held-out judged conversations, and the trees whose answers people ranked."""
    trees = gathering.ranked(corpora / gathering.RANKED, Apart(frozenset(), test=1.0))
    held = {gathering.begins(record) for record in judgements.held}
    return Apart(frozenset(held | {row.opening for row in trees}), share=share)


def arms_of(made: Gathered, corpora: Path, judgements: Judgements, apart: Apart) -> list[Arm]:
    """What is learned from, all of it exports of the program."""
    pool = made.pool(corpora, apart)
    precise, balanced, thorough = (made.at(pool, setting) for setting in Setting)

    def export(name: str, project: Path, options: ExportOptions = KTO) -> list[Row]:
        return gathering.rows_of(made.export(name, project, options), sources=judgements.sources)

    usual = export("balanced", balanced, replace(KTO, control=True))
    random_chats = gathering.rows_of(made.folder / "exports" / "balanced-control")
    read = made.judged("learned", [one for one in judgements.train if apart.trains(gathering.begins(one))])
    known = {gathering.begins(record) for record in judgements.train}
    return [
        Arm(USUAL, usual, core=True),
        Arm(SHUFFLED, usual, core=True, tossed=True),
        Arm(RANDOM, random_chats, core=True, tossed=True),
        Arm(UNTRAINED, [], None, core=True),
        Arm("judged messages (ceiling)", export("judged", read, CONFIRMED), core=True),
        Arm("only Corrections as unwanted", but(usual, Category.COMPLAINT)),
        Arm("only Complaints as unwanted", but(usual, Category.CORRECTION)),
        Arm("Rephrase too as unwanted", export("rephrase", balanced, REPHRASED)),
        Arm("detected as precise", export("precise", precise)),
        Arm("detected as thorough", export("thorough", thorough)),
        Arm("grades (ordinal)", export("ordinal", balanced, GRADED), reward.of_grades),
        Arm("pairs (after a correction)", export("pairs", balanced, PAIRED), reward.of_pairs),
        Arm("without red-teaming (HH)", [row for row in usual if not row.source.startswith("hh")]),
        Arm("conversations new to the detector", [row for row in usual if row.opening not in known]),
    ]


def tests_of(made: Gathered, corpora: Path, judgements: Judgements, apart: Apart, *, pairs: int) -> dict[str, Test]:
    """What models are asked about, by name; `pairs` of HH at most."""
    records = (*judgements.train, *judgements.held)
    kept = made.judged("kept", [one for one in records if apart.tests(gathering.begins(one))])
    answers = gathering.rows_of(made.export("asked", kept, CONFIRMED), sources=judgements.sources)
    held = {gathering.begins(record) for record in judgements.held}
    return {
        "judged": Test(answers),
        "corrected": Test(but(answers, Category.COMPLAINT)),
        "complained of": Test(but(answers, Category.CORRECTION)),
        "dev": Test([row for row in answers if row.opening in held]),
        "oasst": Test(gathering.ranked(corpora / gathering.RANKED, apart), paired=True),
        "hh": Test(gathering.harmless(corpora / gathering.HH, apart, most=pairs), paired=True),
    }


def shuffled(rows: list[Row], *, seed: int) -> list[Row]:
    """The same rows, their labels in an order of chance."""
    labels = random.Random(seed).sample([row.target for row in rows], len(rows))
    return [replace(row, target=label) for row, label in zip(rows, labels, strict=True)]


def but(rows: list[Row], category: Category) -> list[Row]:
    """The rows whose strongest feedback is not of this category."""
    return [row for row in rows if row.category != category.value]


def check_apart(arms: Sequence[Arm], tests: Mapping[str, Test]) -> None:
    """Stop where a conversation is in both training and test.

    Raises:
        SystemExit: where an opening is.
    """
    asked = {row.opening for test in tests.values() for row in test.rows}
    for arm in arms:
        if both := figures.shared((row.opening for row in arm.rows), asked):
            raise SystemExit(f"{len(both)} openings of the arm {arm.name!r} are in a test too.")


def counted(arms: Sequence[Arm], tests: Mapping[str, Test]) -> str:
    """How many rows there are of what."""
    told = {arm.name: arm.rows for arm in arms} | {f"test {name}": test.rows for name, test in tests.items()}
    return "\n".join(f"{name}: {len(rows)} rows, {_kinds(rows)}" for name, rows in told.items())


def _kinds(rows: list[Row]) -> dict[str, int]:
    return dict(Counter(f"{row.target:g} {row.category}".strip() for row in rows))
