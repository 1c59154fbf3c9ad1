"""A small reward model: an encoder whose lower layers stay as they are; its upper layers and a scalar head learn.

What the lower layers say of a text never changes, so they read each text once, however many models are trained.
"""

import copy
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from torch import Tensor

    Loss = Callable[[Tensor, Sequence["Lesson"]], Tensor]

ANSWER = 5 / 8
"""The share of the token budget that the beginning of an answer may take; the end of the prompt has the rest."""
READ_BATCH, BATCH, SORTED = 8, 16, 8
"""Texts read at a time, rows learned at a time, and batches among which rows are sorted by length."""
RATE, HEAD_RATE, WARM_UP = 1e-4, 1e-3, 0.1
"""Learning rates of the layers and of the head, and the share of the steps in which they grow."""


class Text(NamedTuple):
    """What is scored: an answer, and what stood before it."""

    prompt: str
    answer: str


class Lesson(NamedTuple):
    """What one row of a dataset teaches.

    Attributes:
        texts: the judged answer, or the better and the worse one.
        target: the label as 0 or 1, or the grade from 1 to 4; of pairs nothing.
    """

    texts: tuple[Text, ...]
    target: float = 1.0


class Scorer(NamedTuple):
    """The part that learns: layers over states of shape (texts, tokens, width), and the head."""

    layers: Any
    head: Any

    def __call__(self, states: "Tensor", mask: "Tensor") -> "Tensor":
        """A score for each text: the head over the mean of its tokens."""
        kept = mask[:, :, None]
        said = through(self.layers, states, mask)
        score: Tensor = self.head((said * kept).sum(1) / kept.sum(1)).squeeze(-1)
        return score


@dataclass(frozen=True, slots=True)
class Encoder:
    """A base, and what its lower layers said of the texts they have read.

    Attributes:
        upper: how many layers learn.
        tokens: of one text at most, special ones included.
        known: by text, states of shape (tokens, width) in half precision.
    """

    model: Any
    tokenizer: Any
    upper: int
    tokens: int
    known: dict[Text, "Tensor"] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path, *, upper: int, tokens: int) -> "Encoder":
        """From a folder with a BERT-like encoder in the Hugging Face layout."""
        from transformers import AutoModel, AutoTokenizer

        model = AutoModel.from_pretrained(folder, local_files_only=True).eval()
        return cls(model, AutoTokenizer.from_pretrained(folder, local_files_only=True), upper, tokens)

    def scorer(self, seed: int) -> Scorer:
        """An untrained one: the layers are the base's, the head is drawn."""
        import torch

        torch.manual_seed(seed)
        layers = torch.nn.ModuleList(copy.deepcopy(layer) for layer in self.model.encoder.layer[-self.upper :])
        return Scorer(layers.eval(), torch.nn.Linear(self.model.config.hidden_size, 1))

    def read(self, texts: Sequence[Text]) -> None:
        """Have the lower layers read those texts that they do not know yet."""
        import torch
        from torch.nn.utils.rnn import pad_sequence

        lower = self.model.encoder.layer[: -self.upper]
        new = {text: self._ids(text) for text in dict.fromkeys(texts) if text not in self.known}
        order = sorted(new, key=lambda text: len(new[text][0]))
        for batch in _batches(order, READ_BATCH):
            lengths = [len(new[text][0]) for text in batch]
            tokens = ([torch.tensor(new[text][i]) for text in batch] for i in (0, 1))
            ids, sides = (pad_sequence(rows, batch_first=True) for rows in tokens)
            with torch.no_grad():
                states = self.model.embeddings(input_ids=ids, token_type_ids=sides)
                states = through(lower, states, mask_of(lengths))
            for text, said, length in zip(batch, states, lengths, strict=True):
                self.known[text] = said[:length].half().clone()

    def _ids(self, text: Text) -> tuple[list[int], list[int]]:
        """Ids of the end of the prompt and the beginning of the answer, and to which of the two each belongs."""
        before, said = self.tokenizer([text.prompt, text.answer], add_special_tokens=False, verbose=False)["input_ids"]
        before, said = window(before, said, self.tokens - 3)
        first, last = self.tokenizer.cls_token_id, self.tokenizer.sep_token_id
        return [first, *before, last, *said, last], [0] * (len(before) + 2) + [1] * (len(said) + 1)

    def scores(self, scorer: Scorer, texts: Sequence[Text]) -> "np.ndarray[Any, Any]":
        """The scores of texts that were read, in their order."""
        import torch

        found = torch.zeros(len(texts))
        order = sorted(range(len(texts)), key=lambda i: len(self.known[texts[i]]))
        with torch.no_grad():
            for batch in _batches(order, 4 * READ_BATCH):
                found[batch] = scorer(*self.batch([texts[i] for i in batch]))
        return found.numpy()

    def batch(self, texts: Sequence[Text]) -> tuple["Tensor", "Tensor"]:
        """The states of texts that were read, padded, and the mask of what is no padding."""
        from torch.nn.utils.rnn import pad_sequence

        states = [self.known[text].float() for text in texts]
        return pad_sequence(states, batch_first=True), mask_of([len(one) for one in states])

    def trained(self, lessons: Sequence[Lesson], loss: "Loss", *, seed: int, epochs: int) -> Scorer:
        """A scorer that has learned from texts that were read."""
        import torch

        scorer, chance = self.scorer(seed), random.Random(seed)
        groups = ((scorer.layers, RATE), (scorer.head, HEAD_RATE))
        learned = torch.optim.AdamW([{"params": part.parameters(), "lr": rate} for part, rate in groups])
        steps = epochs * -(-len(lessons) // BATCH)
        pace = torch.optim.lr_scheduler.LambdaLR(learned, lambda step: pace_of(step, steps))
        scorer.layers.train()
        for _ in range(epochs):
            for batch in self._shuffled(lessons, chance):
                texts = [text for lesson in batch for text in lesson.texts]
                found = scorer(*self.batch(texts)).view(len(batch), -1)
                learned.zero_grad()
                loss(found, batch).backward()  # type: ignore[no-untyped-call]
                torch.nn.utils.clip_grad_norm_(scorer.layers.parameters(), 1.0)
                learned.step()
                pace.step()
        scorer.layers.eval()
        return scorer

    def _shuffled(self, lessons: Sequence[Lesson], chance: random.Random) -> list[list[Lesson]]:
        """Batches in an order of chance, of rows of like length."""
        rows = chance.sample(lessons, len(lessons))
        parts = _batches(rows, BATCH * SORTED)
        alike = [sorted(part, key=lambda one: max(len(self.known[t]) for t in one.texts)) for part in parts]
        batches = [batch for part in alike for batch in _batches(part, BATCH)]
        chance.shuffle(batches)
        return batches


def window(before: list[int], said: list[int], room: int) -> tuple[list[int], list[int]]:
    """The last of `before` and the first of `said` that fit; neither takes room that the other leaves free."""
    answer = said[: max(round(room * ANSWER), room - len(before))]
    left = room - len(answer)
    return (before[-left:] if left else []), answer


def through(layers: Any, states: "Tensor", mask: "Tensor") -> "Tensor":
    """States after these layers; `mask` is true where there is no padding."""
    import torch

    away = torch.zeros(mask.shape).masked_fill(~mask, torch.finfo(torch.float32).min)[:, None, None, :]
    for layer in layers:
        states = layer(states, away)
    return states


def mask_of(lengths: Sequence[int]) -> "Tensor":
    """True where there is a token: shape (texts, longest)."""
    import torch

    return torch.arange(max(lengths))[None] < torch.tensor(lengths)[:, None]


def pace_of(step: int, steps: int) -> float:
    """The share of the learning rate at a step: growing from 0, then falling to 0, both evenly."""
    warm = max(1, round(steps * WARM_UP))
    return (step + 1) / (warm + 1) if step < warm else max(0.0, (steps - step) / max(1, steps - warm))


def of_labels(lessons: Sequence[Lesson]) -> "Loss":
    """Cross-entropy of labels, so weighed that wanted and unwanted answers count alike in all."""
    import torch

    good = sum(lesson.target for lesson in lessons) / len(lessons)
    shares = {1.0: good, 0.0: 1 - good}

    def loss(scores: "Tensor", batch: Sequence[Lesson]) -> "Tensor":
        wanted = torch.tensor([lesson.target for lesson in batch])
        weights = torch.tensor([0.5 / shares[lesson.target] for lesson in batch])
        return torch.nn.functional.binary_cross_entropy_with_logits(scores[:, 0], wanted, weights)

    return loss


def of_grades(lessons: Sequence[Lesson]) -> "Loss":
    """Squared error of grades, so weighed that every grade counts alike in all."""
    import torch

    grades = [lesson.target for lesson in lessons]
    weights = {grade: len(grades) / len(set(grades)) / grades.count(grade) for grade in set(grades)}
    middle = sum(set(grades)) / len(set(grades))

    def loss(scores: "Tensor", batch: Sequence[Lesson]) -> "Tensor":
        wanted = torch.tensor([lesson.target - middle for lesson in batch])
        return (torch.tensor([weights[lesson.target] for lesson in batch]) * (scores[:, 0] - wanted) ** 2).mean()

    return loss


def of_pairs(_: Sequence[Lesson]) -> "Loss":
    """Bradley and Terry's: the better side should score above the worse one."""
    import torch

    return lambda scores, _: -torch.nn.functional.logsigmoid(scores[:, 0] - scores[:, 1]).mean()


def _batches(items: Sequence[Any], size: int) -> Iterator[list[Any]]:
    return (list(items[start : start + size]) for start in range(0, len(items), size))
