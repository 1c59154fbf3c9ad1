"""What the encoder learns from: each window of a judged message with what its first token and its words should say."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nfstudio.detect.context import Candidate
from nfstudio.detect.encoder import Opinion
from nfstudio.detect.encoding import LABELS, Layout, Place, Window
from nfstudio.detect.evaluate import PRIORITY, category_of
from nfstudio.domain.feedback import Category
from nfstudio.domain.span import Span

if TYPE_CHECKING:
    import numpy as np

FIRST = 0.65
"""Share of a message's target for the category it counts as; the rest goes to all categories that it holds."""
DOUBTFUL = 0.6
"""Weight of a message whose reader hesitated."""
SOFT = 0.5
"""Weight of a message that another model judged."""


@dataclass(frozen=True, slots=True)
class Example:
    """A judged message.

    Attributes:
        spans: of the message's text; none means that it carries no feedback.
        uncertain: the reader hesitated.
    """

    candidate: Candidate
    spans: tuple[tuple[Span, Category], ...]
    conversation: str
    source: str
    uncertain: bool = False

    @property
    def label(self) -> int:
        """Index in `LABELS` of the class that the message counts as."""
        return LABELS.index(category_of([category for _, category in self.spans])) if self.spans else 0


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One window and its targets.

    Attributes:
        message: what the first token should say: a share for each of `LABELS`, shape (LABELS,).
        tokens: what the message's tokens should say, shape (places, LABELS).
        temperature: logits are divided by it before they are compared; above 1 for soft targets.
    """

    window: Window
    message: "np.ndarray"
    tokens: "np.ndarray"
    weight: float
    temperature: float = 1.0


def rows(layout: Layout, examples: Sequence[Example], *, smoothing: float) -> list[Row]:
    """The windows of judged messages; a window of a long message that holds no span of it counts as no feedback.

    Args:
        smoothing: share of a message's target that is spread over all labels alike.
    """
    import numpy as np

    found = []
    for window in layout.windows([example.candidate for example in examples]):
        example = examples[window.candidate]
        labels = _token_labels(window.places, example.spans)
        message = _message(labels, example) * (1 - smoothing) + smoothing / len(LABELS)
        tokens = np.eye(len(LABELS), dtype=np.float32)[labels]
        found.append(Row(window, message.astype(np.float32), tokens, DOUBTFUL if example.uncertain else 1.0))
    return found


def soft_rows(
    layout: Layout, candidates: Sequence[Candidate], readings: Sequence[Sequence[Opinion]], *, temperature: float
) -> Iterator[Row]:
    """The windows of messages that other models judged; those that need several windows are left out.

    Args:
        readings: of each model its opinion of each candidate; the target is their mean. Each may have cut the
            message into tokens of its own.
        temperature: what probabilities are softened by, so that the second likeliest is learnt too.

    Source: Hinton, Vinyals, Dean, "Distilling the knowledge in a neural network" (arXiv 1503.02531).
    """
    import numpy as np

    windows = layout.windows(candidates)
    counts = [0] * len(candidates)
    for window in windows:
        counts[window.candidate] += 1
    for window in windows:
        said = [opinions[window.candidate] for opinions in readings]
        if counts[window.candidate] == 1 and all(len(opinion.places) for opinion in said):
            message = np.mean([opinion.message for opinion in said], axis=0)
            tokens = np.mean([one.tokens[_matching(window.places, one.places)] for one in said], axis=0)
            yield Row(window, _softened(message, temperature), _softened(tokens, temperature), SOFT, temperature)


def _token_labels(places: Sequence[Place], spans: Sequence[tuple[Span, Category]]) -> list[int]:
    """For each place the label of the span that covers it; of several the one a message would count as."""
    labels = [0] * len(places)
    for category in reversed(PRIORITY):
        for span in (span for span, found in spans if found is category):
            for i, place in enumerate(places):
                if place.start < span.end and place.end > span.start:
                    labels[i] = LABELS.index(category.value)
    return labels


def _message(labels: Sequence[int], example: Example) -> "np.ndarray":
    import numpy as np

    found = np.zeros(len(LABELS))
    here = sorted({label for label in labels if label})
    if not here:
        found[0] = 1.0
        return found
    found[here] = (1 - FIRST) / len(here)
    found[example.label if example.label in here else here[0]] += FIRST
    return found


def _matching(places: Sequence[Place], others: Sequence[Place]) -> list[int]:
    """For each place the one of another tokenizer that holds its first character, or the nearest before it."""
    starts = [other.start for other in others]
    return [max(0, bisect_right(starts, place.start) - 1) for place in places]


def _softened(shares: "np.ndarray", temperature: float) -> "np.ndarray":
    import numpy as np

    raised = np.clip(shares, 1e-6, None) ** (1 / temperature)
    found: np.ndarray = (raised / raised.sum(axis=-1, keepdims=True)).astype(np.float32)
    return found
