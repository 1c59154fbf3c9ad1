"""A folder with an encoder in it: what belongs there, whether it is ours or somebody's, and whether it is whole."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from nfstudio.detect.encoding import LABELS, OUTSIDE, Budget
from nfstudio.domain.feedback import Category
from nfstudio.domain.json_text import parsed
from nfstudio.errors import StudioError, why

WEIGHTS = "model.safetensors"
QUANTISED = "model.int8.onnx"
TOKENIZER = "tokenizer.json"
CONFIG = "config.json"
FUSION = "fusion.json"
SETTINGS = "nfstudio.json"
"""What we add to a Hugging Face folder: the token budget and what the first token says."""
RECORD = "weights.json"
"""The mark of each weights file (`mark_of`), so that a folder that left one out is known for the same model."""

_PART = re.compile(r"^[BIES]-")
"""Before a label: whether a token begins, continues or ends a span."""

HINT = (
    "A model is a folder with config.json, tokenizer.json and model.safetensors of a token classification model, or"
    f" with {QUANTISED} in place of the weights; its labels are {', '.join(LABELS)}."
)


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """An encoder on disk, looked at but not loaded.

    Attributes:
        order: for each of our labels the outputs of the model that speak for it; two where it tells beginnings apart.
        kinds: whether the model takes segments.
        speaks: the first token was trained to classify the whole message; without it the tokens are asked.
        left_out: weights that belong to it by its record and are not in the folder.
        digest: of everything that could change its answers, with what was left out.
    """

    path: Path
    order: tuple[tuple[int, ...], ...]
    budget: Budget
    kinds: bool
    speaks: bool
    left_out: tuple[str, ...]
    digest: str

    @property
    def quantised(self) -> Path | None:
        """The int8 file for processors, where there is one."""
        path = self.path / QUANTISED
        return path if path.is_file() else None

    @property
    def weights(self) -> Path | None:
        """The weights for graphics cards and training, where there are any."""
        path = self.path / WEIGHTS
        return path if path.is_file() else None

    @property
    def fusion(self) -> Path | None:
        """The numbers that weigh it against rules and similarity, where there are any."""
        path = self.path / FUSION
        return path if path.is_file() else None


def look_at(path: Path) -> ModelFolder:
    """The model in a folder.

    Raises:
        StudioError: when the folder holds none that this program can use; the sentence says why.
    """
    if not path.is_dir():
        raise StudioError(f"There is no folder {path}.", HINT)
    if not (path / CONFIG).is_file():
        raise StudioError(f"{path} has no {CONFIG}.", HINT)
    config = _object(path / CONFIG)
    settings = _object(path / SETTINGS) if (path / SETTINGS).is_file() else {}
    if not (path / TOKENIZER).is_file():
        raise StudioError(f"{path} has no {TOKENIZER}.", HINT)
    if not any((path / name).is_file() for name in (WEIGHTS, QUANTISED)):
        raise StudioError(f"{path} holds no weights: neither {WEIGHTS} nor {QUANTISED} is there.", HINT)
    budget = _budget(path, settings)
    positions = config.get("max_position_embeddings")
    if isinstance(positions, int) and budget.longest > positions:
        raise StudioError(f"{path} reads {positions} tokens at most; the budget needs {budget.longest}.", HINT)
    marks = recorded(path)
    return ModelFolder(
        path,
        order=_order(path, config),
        budget=budget,
        kinds=int(config.get("type_vocab_size") or 0) > 1,
        speaks=settings.get("first_token_speaks") is True,
        left_out=tuple(name for name in (WEIGHTS, QUANTISED) if name in marks and not (path / name).is_file()),
        digest=digest_of((path / name for name in (CONFIG, TOKENIZER, SETTINGS, FUSION, WEIGHTS, QUANTISED)), marks),
    )


def recorded(path: Path) -> dict[str, str]:
    """The marks of the weights that belong to the model in a folder, by name; none where nobody recorded them.

    Raises:
        StudioError: when the record cannot be read.
    """
    if not (path / RECORD).is_file():
        return {}
    marks = _object(path / RECORD)
    if set(marks) - {WEIGHTS, QUANTISED} or not all(isinstance(mark, str) for mark in marks.values()):
        raise StudioError(f"{path / RECORD} does not hold the marks of weights by their names.", HINT)
    return marks


def _object(path: Path) -> dict[str, Any]:
    try:
        found = parsed(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as failed:
        raise StudioError(f"{path} cannot be read: {why(failed)}.", HINT) from failed
    if not isinstance(found, dict):
        raise StudioError(f"{path} is no JSON object.", HINT)
    return found


def _budget(path: Path, settings: Mapping[str, Any]) -> Budget:
    try:
        budget = Budget(**settings.get("budget", {}))
    except TypeError as wrong:
        raise StudioError(f"{path / SETTINGS} has a budget that cannot be read: {wrong}.", HINT) from wrong
    if any(type(tokens) is not int or tokens < 1 for tokens in asdict(budget).values()):
        raise StudioError(f"{path / SETTINGS} has a budget that is not made of whole numbers above 0.", HINT)
    return budget


def _order(path: Path, config: Mapping[str, Any]) -> tuple[tuple[int, ...], ...]:
    """Which outputs stand for which of our labels; "B-" and "I-" in front of a name are not told apart."""
    named = config.get("id2label")
    known: dict[str, list[int]] = {}
    for number, label in named.items() if isinstance(named, Mapping) else ():
        name = _PART.sub("", str(label))
        try:
            ours = OUTSIDE if name in (OUTSIDE, "NONE") else Category.parse(name).value
            known.setdefault(ours, []).append(int(number))
        except ValueError:
            continue
    if missing := [label for label in LABELS if label not in known]:
        raise StudioError(f"The model in {path} has no label called {missing[0]}.", HINT)
    return tuple(tuple(known[label]) for label in LABELS)


def digest_of(files: Iterable[Path], marks: Mapping[str, str] = MappingProxyType({})) -> str:
    """From the marks of files; for those that are not there `marks` speaks, and without it they are passed over."""
    digest = hashlib.sha256()
    for file in files:
        mark = mark_of(file) if file.is_file() else marks.get(file.name)
        if mark is not None:
            digest.update(f"{file.name} {mark}\n".encode())
    return digest.hexdigest()[:12]


def mark_of(file: Path) -> str:
    """From a file in full or, of a large one, both ends: quick, and no training leaves it as it was."""
    size = file.stat().st_size
    digest = hashlib.sha256(f"{size} ".encode())
    with file.open("rb") as opened:
        digest.update(opened.read(1 << 16))
        opened.seek(max(0, size - (1 << 20)))
        digest.update(opened.read())
    return digest.hexdigest()
