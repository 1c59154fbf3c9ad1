"""The fine-tuned encoder: reads candidates in sorted batches and says of each message and token what it holds."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nfstudio import paths
from nfstudio.detect.context import Candidate
from nfstudio.detect.encoding import LABELS, OUTSIDE, Layout, Place, Window
from nfstudio.detect.model_folder import HINT, TOKENIZER, ModelFolder, look_at
from nfstudio.detect.runtimes import Runtime, batches, runtime
from nfstudio.detect.token_spans import begun, best_span
from nfstudio.domain.feedback import Category, Detection, Evidence
from nfstudio.domain.span import Span
from nfstudio.domain.thresholds import Setting, Thresholds
from nfstudio.errors import StudioError

if TYPE_CHECKING:
    import numpy as np

SHIPPED = "feedback-minilm"
"""Folder of the shipped encoder."""
FLOOR = 0.08
"""Scores below this are not kept: they would fill a project with what nobody asks for."""
THRESHOLDS = {
    Setting.PRECISE: Thresholds(0.8),
    Setting.BALANCED: Thresholds(0.5),
    Setting.THOROUGH: Thresholds(0.25),
}


@dataclass(frozen=True, slots=True, eq=False)
class Opinion:
    """What the encoder thinks of one message.

    Attributes:
        message: probability of each of `LABELS` for the message as a whole, shape (6,); sums to one.
        places: of the tokens read, in order; each place once.
        tokens: probability of each of `LABELS` for each place, shape (places, 6).
    """

    message: "np.ndarray"
    places: tuple[Place, ...]
    tokens: "np.ndarray"


class Encoder:
    """A loaded model with its tokenizer."""

    def __init__(self, folder: ModelFolder, model: Runtime) -> None:
        from tokenizers import Tokenizer

        self.folder = folder
        self.device = model.device
        self._model = model
        self._crews: set[ThreadPoolExecutor] = set()
        try:
            tokenizer = Tokenizer.from_file(str(folder.path / TOKENIZER))
            self._layout = Layout(tokenizer, folder.budget)
        except Exception as failed:  # tokenizers raises bare exceptions; Layout wants special tokens
            self.close()
            raise StudioError(f"{folder.path / TOKENIZER} cannot be used: {failed}.", HINT) from failed

    def read(self, candidates: Sequence[Candidate]) -> list[Opinion]:
        """One opinion for each candidate; the same whatever stands beside it, but for the last digits."""
        return self.begin(candidates)()

    def begin(self, candidates: Sequence[Candidate]) -> Callable[[], list[Opinion]]:
        """Begin to read in threads of its own; what comes back waits for the opinions that `read` gives."""
        windows = self._layout.windows(candidates)
        lots = batches(windows, self._model.tokens)
        crew = ThreadPoolExecutor(self._model.at_once, "nfstudio-encoder")
        self._crews.add(crew)
        found = crew.map(lambda lot: self._model.logits([windows[i] for i in lot]), lots)

        def opinions() -> list[Opinion]:
            said: dict[int, np.ndarray] = {}
            for lot, logits in zip(lots, found, strict=True):
                for row, i in enumerate(lot):
                    said[i] = softmax(logits[row, : 1 + len(windows[i].places)])
            crew.shutdown()
            self._crews.discard(crew)
            read: list[list[tuple[Window, np.ndarray]]] = [[] for _ in candidates]
            for i, window in enumerate(windows):
                read[window.candidate].append((window, said[i]))
            return [_opinion(parts, speaks=self.folder.speaks) for parts in read]

        return opinions

    def close(self) -> None:
        """Give back memory and device; what was begun and not waited for ends after its present batch."""
        for crew in self._crews:
            crew.shutdown(cancel_futures=True)
        self._model.close()


def encoder(path: Path | None = None, *, device: str = "auto", threads: int | None = None) -> Encoder:
    """The encoder in a folder, loaded; the shipped one when no folder is given.

    Raises:
        StudioError: when the folder holds no usable model or the device is not there.
    """
    folder = look_at(path or shipped())
    return Encoder(folder, runtime(folder, device=device, threads=threads))


def shipped() -> Path:
    """The folder of the weights that come with the program."""
    return paths.models() / SHIPPED


def detector(*, device: str = "auto", model: Path | None = None) -> "EncoderDetector":
    """The encoder alone; `model` is a folder, the shipped one when not given.

    Raises:
        StudioError: when there is no usable model or the device is not there.
    """
    return EncoderDetector(encoder(model, device=device))


def softmax(logits: "np.ndarray") -> "np.ndarray":
    """Probabilities along the last axis, float32."""
    import numpy as np

    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    shares: np.ndarray = shifted / shifted.sum(axis=-1, keepdims=True)
    return shares


def _opinion(parts: "Sequence[tuple[Window, np.ndarray]]", *, speaks: bool) -> Opinion:
    """The windows of one message as one: the window surest of feedback speaks for the message."""
    import numpy as np

    tokens: dict[Place, np.ndarray] = {}
    for window, said in parts:
        for place, probabilities in zip(window.places, said[1:], strict=True):
            known = tokens.get(place)  # where windows overlap the surer one counts
            if known is None or probabilities[0] < known[0]:
                tokens[place] = probabilities
    inside = np.array(list(tokens.values())) if tokens else np.zeros((0, len(LABELS)), dtype=np.float32)
    if speaks:
        message = min((said[0] for _, said in parts), key=lambda probabilities: probabilities[0])
    else:
        message = _asked(inside)
    return Opinion(message, tuple(tokens), inside)


def _asked(tokens: "np.ndarray") -> "np.ndarray":
    """What the tokens amount to when the model does not classify messages: of each category its surest token."""
    import numpy as np

    if not len(tokens):
        nothing: np.ndarray = np.eye(len(LABELS), dtype=np.float32)[0]
        return nothing
    tops = tokens[:, 1:].max(axis=0)
    feedback = tops.max()
    found: np.ndarray = np.concatenate([[1 - feedback], tops / tops.sum() * feedback])
    return found


class EncoderDetector:
    """The encoder alone, as a detector: for comparison, and for models of other people."""

    name = "encoder"

    def __init__(self, loaded: Encoder) -> None:
        self._encoder = loaded
        self.device = loaded.device
        self.version = f"1.{loaded.folder.digest}"

    def thresholds(self, setting: Setting) -> Thresholds:
        """See `Detector`; one figure for all categories."""
        return THRESHOLDS[setting]

    def detect(self, candidates: Sequence[Candidate]) -> list[tuple[Detection, ...]]:
        """One detection at most for each candidate: its likeliest category."""
        opinions = self._encoder.read(candidates)
        return [_claims(candidate, opinion) for candidate, opinion in zip(candidates, opinions, strict=True)]

    def close(self) -> None:
        """Give back memory and device."""
        self._encoder.close()


def _claims(candidate: Candidate, opinion: Opinion) -> tuple[Detection, ...]:
    import numpy as np

    score = float(1 - opinion.message[0])
    if score < FLOOR:
        return ()
    at = 1 + int(np.argmax(opinion.message[1:]))
    span = span_in(candidate, opinion, Category(LABELS[at]))
    if span is None:
        return ()
    return (
        Detection(
            message=candidate.message,
            span=begun(candidate.text, span),
            category=Category(LABELS[at]),
            score=round(min(score, 1.0), 4),
            target=candidate.answer_id,
            evidence=Evidence(probabilities=probabilities_of(opinion)),
        ),
    )


def span_in(candidate: Candidate, opinion: Opinion, category: Category, *, alone: bool = True) -> Span | None:
    """The words that carry feedback of one category; None when nothing was read.

    Where it stands alone all tokens of feedback are its own, whatever category each was taken for; but thanks open
    messages that go on to something else.
    """
    whole = alone and category is not Category.POSITIVE
    tokens = 1 - opinion.tokens[:, 0] if whole else opinion.tokens[:, LABELS.index(category.value)]
    return best_span(candidate.text, opinion.places, tokens, category)


def probabilities_of(opinion: Opinion) -> dict[str, float]:
    """What the encoder says of a message, by stored category name; "NONE" for no feedback."""
    return {
        "NONE" if name == OUTSIDE else name: round(float(share), 4)
        for name, share in zip(LABELS, opinion.message, strict=True)
    }
