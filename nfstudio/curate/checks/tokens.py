"""How long a text is for a model: by a rule of thumb, or by the tokenizer that the model will use."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from nfstudio.errors import StudioError

_CHARACTERS = 4
"""Characters to a token of English, as vendors say it; other languages take fewer."""


@dataclass(frozen=True, slots=True)
class CountTokens:
    """Counts the tokens of a text.

    Attributes:
        name: how it counts, for the manifest and the card.
    """

    name: str
    count: Callable[[str], int]


def _by_characters(text: str) -> int:
    return -(-len(text) // _CHARACTERS)


BY_CHARACTERS = CountTokens("characters / 4", _by_characters)


def tokenizer(path: Path) -> CountTokens:
    """Counts with a local `tokenizer.json`, as Hugging Face models ship it; nothing is fetched.

    Args:
        path: the file, or the folder of a model that holds it.

    Raises:
        StudioError: when there is no such file or it is no tokenizer.
    """
    file = path / "tokenizer.json" if path.is_dir() else path
    if not file.is_file():
        raise StudioError(
            f"There is no tokenizer in {path}.", "Name a tokenizer.json, or the folder of a model with one."
        )
    return _loaded(file.resolve(), file.stat().st_mtime_ns)


@lru_cache(maxsize=2)  # a window counts anew with every choice
def _loaded(file: Path, written: int) -> CountTokens:  # noqa: ARG001 - a file that was written anew is another
    from tokenizers import Tokenizer  # a few megabytes of native code

    try:
        loaded = Tokenizer.from_file(str(file))
    except Exception as wrong:  # the library raises plain Exception
        raise StudioError(f"{file} is no tokenizer that can be read: {wrong}.", "Name a tokenizer.json.") from wrong
    loaded.no_truncation()
    loaded.no_padding()
    return CountTokens(file.parent.name or file.name, lambda text: len(loaded.encode(text, add_special_tokens=False)))
