"""How fast the encoder reads, against a plain pipeline of transformers on the same windows and model; and what a whole
detection costs beyond it.

    .venv/bin/python benchmarks/detection.py DATA.jsonl [--model FOLDER] [--messages 600] [--threads 1 2] [--only PART]

DATA is spans JSONL; the messages of a detection are all user messages in it that follow an answer, judged or not.
"""

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from nfstudio.detect import encoder as encoder_room
from nfstudio.detect.context import Candidate, candidates_of
from nfstudio.detect.encoder import Encoder, encoder, shipped
from nfstudio.domain import spans_format

if TYPE_CHECKING:
    from nfstudio.jobs.detecting import DetectSummary

PIPELINE_BATCH = 32
MILLION = 1_000_000
LARGE = 12_000
"""Messages that a million are extrapolated from; lengths are exponential, as in chat logs, 40 tokens in the mean."""


def main() -> None:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("data", type=Path, metavar="DATA.jsonl")
    asked.add_argument("--model", type=Path, metavar="FOLDER", help="the shipped one when not given")
    asked.add_argument("--messages", type=int, default=600, help="that the pipeline reads too (600)")
    asked.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    asked.add_argument("--only", choices=PARTS, nargs="+", default=list(PARTS))
    wanted = asked.parse_args()
    folder = wanted.model or shipped()
    candidates = candidates_in(wanted.data)
    random.Random(1).shuffle(candidates)
    for part in wanted.only:
        print(f"\n## {part}")
        PARTS[part](folder, candidates[: wanted.messages], wanted.data, wanted.threads)


def candidates_in(path: Path) -> list[Candidate]:
    """All candidates of a file of spans JSONL."""
    lines = path.read_text(encoding="utf-8").splitlines()
    records = (spans_format.parse(json.loads(line))[0] for line in lines if line.strip())
    return [candidate for conversation in records for candidate in candidates_of(conversation.messages)]


def against_pipeline(folder: Path, candidates: list[Candidate], _: Path, threads: Sequence[int]) -> None:
    """The encoder's runtime on the processor and the pipeline: batch 32, fp32, unsorted."""
    for count in threads:
        ours = encoder(folder, device="cpu", threads=count)
        plain = pipeline(folder, count)
        for said, shown in (("with context", candidates), ("without context", [alone(one) for one in candidates])):
            windows = ours._layout.windows(shown)
            ours.read(shown[:64])
            quick = timed(ours.read, shown)
            print(f"{count} threads, {said}: {len(shown) / quick.wall:,.0f} messages/s on {ours.device}")
            for what, texts in (
                ("whole messages, 512 tokens at most", [as_one(candidate) for candidate in shown]),
                ("the same windows", [as_text(ours, window.ids) for window in windows]),
            ):
                plain(texts[:4])
                slow = timed(plain, texts)
                print(
                    f"    pipeline on {what}: {len(shown) / slow.wall:,.0f}; ratio {slow.wall / quick.wall:.1f},"
                    f" of processor time {slow.processor / quick.processor:.1f}"
                )
        ours.close()


def pipeline(folder: Path, threads: int) -> Callable[[list[str]], object]:
    """What somebody writes in three lines."""
    import torch
    from transformers import AutoModelForTokenClassification, PreTrainedTokenizerFast, pipeline
    from transformers.utils import logging

    logging.set_verbosity_error()
    torch.set_num_threads(threads)
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=str(folder / "tokenizer.json"), pad_token="[PAD]", model_max_length=512
    )
    tokenizer._tokenizer.no_padding()
    tokenizer._tokenizer.no_truncation()
    model = AutoModelForTokenClassification.from_pretrained(folder, dtype=torch.float32)
    return pipeline("token-classification", model=model, tokenizer=tokenizer, device="cpu", batch_size=PIPELINE_BATCH)


def as_one(candidate: Candidate) -> str:
    """A message with what it is read beside, as one text of any length: what somebody without windows would give."""
    return " [SEP] ".join(
        part for part in (candidate.text, *candidate.earlier[:1], candidate.answer, candidate.reply) if part
    )


def as_text(model: Encoder, ids: list[int]) -> str:
    """A window as the text that the pipeline cuts into the same tokens; it adds the first and the last itself."""
    text: str = model._layout._tokenizer.decode(ids[1:-1], skip_special_tokens=False)
    return text


def alone(candidate: Candidate) -> Candidate:
    """The message without what was said before."""
    return replace(candidate, answer="", earlier=(), reply="")


def a_million(folder: Path, candidates: list[Candidate], _: Path, threads: Sequence[int]) -> None:
    """How long a million user messages take from project to project, extrapolated from some of the mean length."""
    chance = random.Random(2)
    words = [word for candidate in candidates for word in candidate.text.split()[:200] if word.isalpha()]
    texts = [" ".join(chance.choices(words, k=1 + int(chance.expovariate(1 / 34)))) for _ in range(LARGE)]
    answers = [candidate.answer for candidate in candidates]
    talks = {
        "without context": [("Hello", "", text) for text in texts],
        "with context": [(texts[i - 1], answers[i % len(answers)], text) for i, text in enumerate(texts[: LARGE // 4])],
    }
    model = encoder(folder, device="cpu", threads=1)
    mean = sum(len(model._layout._encoded([text])[0].ids) for text in texts) / len(texts)
    model.close()
    with tempfile.TemporaryDirectory() as scratch:
        for said, shown in talks.items():
            data = Path(scratch) / f"{said}.jsonl"
            roles = "user", "assistant", "user"
            records = ({"messages": [{"role": r, "content": c} for r, c in zip(roles, t, strict=True)]} for t in shown)
            data.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
            for count in threads:
                summary, spent = detection(folder, data, count)
                rate, share = summary.candidates / spent.wall, MILLION / summary.candidates / 3600
                print(
                    f"{count} threads, {said}, {summary.candidates:,} messages of {mean:.0f} tokens: {rate:,.0f} a"
                    f" second, a million in {share * spent.wall:.2f} h ({share * spent.processor:.2f} h of"
                    " processor time)"
                )


def whole(folder: Path, _: list[Candidate], data: Path, threads: Sequence[int]) -> None:
    """A detection in a project (read, encode, weigh, write) against the time that its encoder takes alone."""
    candidates = candidates_in(data)
    for count in threads:
        summary, spent = detection(folder, data, count)
        model = encoder(folder, device="cpu", threads=count)
        model.read(candidates[:64])
        own = timed(model.read, candidates)
        model.close()
        print(
            f"{summary.detector}, {count} threads, {summary.candidates:,} candidates: {spent.wall:.1f} s with start and"
            f" end, the encoder alone {own.wall:.1f} s, ratio {spent.wall / own.wall:.2f}, of processor time"
            f" {spent.processor / own.processor:.2f}"
        )


def detection(folder: Path, data: Path, threads: int) -> "tuple[DetectSummary, Spent]":
    """A whole detection in a new project that holds the data; the hybrid where the folder has a fusion."""
    from nfstudio.jobs.detecting import detect
    from nfstudio.jobs.importing import import_paths
    from nfstudio.jobs.progress import finish
    from nfstudio.store.project import Project

    name = "hybrid" if (folder / "fusion.json").exists() else "encoder"
    kept, summaries = encoder_room.runtime, []
    encoder_room.runtime = lambda found, *, device, **_: kept(found, device=device, threads=threads)
    try:
        with tempfile.TemporaryDirectory() as scratch, Project.create(Path(scratch) / "p.nfstudio") as project:
            finish(import_paths(project, [data]))
            job = detect(project, detector_name=name, device="cpu", model=folder)
            spent = timed(lambda job: summaries.append(finish(job)), job)
    finally:
        encoder_room.runtime = kept
    return summaries[0], spent


class Spent(NamedTuple):
    """Seconds by the clock, and of all processors together, which other work on the machine leaves alone."""

    wall: float
    processor: float


def timed(work: Callable[[Any], object], given: object) -> Spent:
    """What a call takes."""
    wall, processor = time.perf_counter(), time.process_time()
    work(given)
    return Spent(time.perf_counter() - wall, time.process_time() - processor)


PARTS: dict[str, Callable[[Path, list[Candidate], Path, Sequence[int]], None]] = {
    "against-pipeline": against_pipeline,
    "a-million": a_million,
    "whole": whole,
}

if __name__ == "__main__":
    main()
