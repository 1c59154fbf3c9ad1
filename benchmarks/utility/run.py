"""Whether the feedback is worth anything: small reward models trained on exports, held against chance.

    OMP_NUM_THREADS=1 .venv/bin/python -m benchmarks.utility.run --data SHARED --base FOLDER --work FOLDER

SHARED holds `corpora` (chat logs) and `feedback` (`train.jsonl` and `dev.jsonl`, spans JSONL); the base is a BERT-like
encoder; in the folder `--work` everything is kept, so a run that was cut short goes on. What the arms and the tests are
and what came out stands in README.md. About 45 minutes of one processor; `--share 0.05 --seeds 1` tries it out.
"""

import argparse
import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.utility import figures
from benchmarks.utility.arms import COMPARED, Arm, Test, apart_of, arms_of, check_apart, counted, tests_of
from benchmarks.utility.gathering import Gathered, Judgements
from benchmarks.utility.reward import Encoder, Text

if TYPE_CHECKING:
    from benchmarks.utility.figures import Array

FEWEST = 30
"""Rows that an arm needs: below, nothing is trained and the table says how many there were."""


def main() -> None:
    """Gather, train, ask, and print the tables."""
    wanted = _asked()
    wanted.work.mkdir(parents=True, exist_ok=True)
    made, corpora = Gathered(wanted.work), wanted.data / "corpora"
    judgements = Judgements.read(wanted.data / "feedback")
    apart = apart_of(corpora, judgements, share=wanted.share)
    arms = arms_of(made, corpora, judgements, apart)
    tests = tests_of(made, corpora, judgements, apart, pairs=wanted.pairs)
    check_apart(arms, tests)
    print(counted(arms, tests), flush=True)
    found = scores_of(arms, tests, wanted)
    told = table(arms, tests, found)
    (wanted.work / "results.json").write_text(json.dumps(told, indent=1))
    print(shown(told))
    print(f"\n{sum(os.times()[:4]):.0f} s of processor time in this run")


def _asked() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--data", type=Path, required=True, metavar="SHARED", help="with corpora/ and feedback/ in it")
    asked.add_argument("--base", type=Path, required=True, metavar="FOLDER", help="the encoder to start from")
    asked.add_argument("--work", type=Path, required=True, metavar="FOLDER", help="where everything made is kept")
    asked.add_argument("--share", type=float, default=1.0, help="of the conversations that take part (1)")
    asked.add_argument("--pairs", type=int, default=400, help="of HH-RLHF to ask about at most (400)")
    asked.add_argument("--seeds", type=int, default=4, help="models of each arm that is held against chance (4)")
    asked.add_argument("--further-seeds", type=int, default=3, help="models of each other arm (3)")
    asked.add_argument("--upper", type=int, default=1, help="layers of the encoder that learn (1)")
    asked.add_argument("--epochs", type=int, default=2)
    asked.add_argument("--tokens", type=int, default=128, help="of prompt and answer together (128)")
    return asked.parse_args()


def scores_of(arms: Sequence[Arm], tests: Mapping[str, Test], wanted: argparse.Namespace) -> "dict[str, list[Array]]":
    """For each arm and seed the scores of the texts of all tests (see `texts_of`); kept from run to run."""
    import numpy as np

    texts, folder = texts_of(tests), wanted.work / "scores"
    folder.mkdir(exist_ok=True)
    encoder = Encoder.load(wanted.base, upper=wanted.upper, tokens=wanted.tokens)
    found: dict[str, list[Array]] = {}
    for arm in arms:
        if arm.loss and len(arm.rows) < FEWEST:
            continue
        found[arm.name] = []
        for seed in range(wanted.seeds if arm.core else wanted.further_seeds):
            file = folder / f"{re.sub('[^a-z]+', '-', arm.name.lower()).strip('-')}-{seed}.npy"
            if not file.exists():
                np.save(file, _scores(encoder, arm, texts, seed=seed, epochs=wanted.epochs))
                print(f"{arm.name}, seed {seed}: {sum(os.times()[:4]):.0f} s so far", flush=True)
            found[arm.name].append(np.load(file))
    found["length of the answer"] = [np.array([float(len(text.answer)) for text in texts])]
    return found


def _scores(encoder: Encoder, arm: Arm, texts: list[Text], *, seed: int, epochs: int) -> "Array":
    lessons = arm.lessons(seed)
    encoder.read([*texts, *(text for lesson in lessons for text in lesson.texts)])
    if arm.loss is None:
        return encoder.scores(encoder.scorer(seed), texts)
    return encoder.scores(encoder.trained(lessons, arm.loss(lessons), seed=seed, epochs=epochs), texts)


def texts_of(tests: Mapping[str, Test]) -> list[Text]:
    """What all tests ask about, each text once."""
    return list(dict.fromkeys(text for test in tests.values() for text in test.texts))


def table(arms: Sequence[Arm], tests: Mapping[str, Test], found: "Mapping[str, list[Array]]") -> dict[str, Any]:
    """Every figure of every arm, and how far it lies above what it is held against, as plain JSON values."""
    rows = {arm.name: len(arm.rows) for arm in arms}
    told: dict[str, Any] = {
        name: {"rows": rows.get(name, 0), "seeds": len(found.get(name, []))} for name in (*rows, *found)
    }
    place = {text: at for at, text in enumerate(texts_of(tests))}
    for name, test in tests.items():
        samples = figures.draws([row.conversation for row in test.rows])
        own = [place[text] for text in test.texts]
        for figure, statistic in statistics_of(test).items():
            each = {
                arm: figures.values([one[own] for one in models], statistic, samples, items=len(test.rows))
                for arm, models in found.items()
            }
            for arm, value in each.items():
                told[arm][f"{name} {figure}"] = asdict(figures.estimate(value))
                for other in COMPARED:
                    if other == arm:
                        continue
                    less = figures.estimate(value, against=each[other])
                    told[arm][f"{name} {figure} less {other}"] = asdict(less)
    return told


def statistics_of(test: Test) -> "dict[str, figures.Statistic]":
    """The figures of a test, by name; each takes the scores of its texts and which of its rows count."""
    import numpy as np

    if test.paired:
        half = len(test.rows)
        return {"accuracy": lambda scores, which: figures.accuracy(scores[which] - scores[half + which])}
    wanted = np.array([row.target == 1 for row in test.rows])
    sources = np.array([row.source for row in test.rows])
    return {
        "AUC": lambda scores, which: figures.auc(scores[which], wanted[which]),
        "AUC within sources": lambda scores, which: figures.auc_within(scores[which], wanted[which], sources[which]),
    }


def shown(told: dict[str, Any]) -> str:
    """Tables in Markdown: the figures, then how far each arm lies above those that it is held against."""
    figures_of = [name for name in next(iter(told.values())) if name not in ("rows", "seeds") and " less " not in name]
    tables = [_table("", {arm: [each.get(name) for name in figures_of] for arm, each in told.items()}, figures_of)]
    for other in COMPARED:
        less = {arm: [each.get(f"{name} less {other}") for name in figures_of] for arm, each in told.items()}
        tables.append(_table(f"less {other}", less, figures_of))
    return "\n\n".join(tables)


def _table(what: str, rows: Mapping[str, Sequence[dict[str, float] | None]], names: Sequence[str]) -> str:
    told = {arm: [str(figures.Estimate(**one)) if one else "–" for one in cells] for arm, cells in rows.items()}
    lines = [[what, *names], ["---"] * (1 + len(names)), *([arm, *cells] for arm, cells in told.items())]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    main()
