"""What lies in the folder of a base before training and in that of a model after it.

`python -m nfstudio.detect.learning.folders FOLDER` renews the record of the weights and the checksums of the card, for
who replaces weights by hand.
"""

import hashlib
import json
import re
import sys
from dataclasses import asdict
from pathlib import Path

from nfstudio.detect.encoding import Budget
from nfstudio.detect.model_folder import (
    CONFIG,
    QUANTISED,
    RECORD,
    SETTINGS,
    TOKENIZER,
    WEIGHTS,
    mark_of,
    recorded,
)
from nfstudio.domain.json_text import parsed
from nfstudio.errors import StudioError, why

BASE_HINT = (
    f"A base is a folder with {CONFIG}, {TOKENIZER} and {WEIGHTS} of a Hugging Face encoder, such as all-MiniLM-L6-v2."
)

CARD = "README.md"
_SUMS = re.compile(r"^    [0-9a-f]{64}  \S+\n?", re.MULTILINE)


def check_base(path: Path, budget: Budget) -> None:
    """Look whether a folder can be trained from.

    Raises:
        StudioError: when something is missing, or it cannot read as many tokens as the budget needs.
    """
    if missing := [name for name in (CONFIG, TOKENIZER, WEIGHTS) if not (path / name).is_file()]:
        raise StudioError(f"The base {path} has no {missing[0]}.", BASE_HINT)
    try:
        config = parsed((path / CONFIG).read_text(encoding="utf-8"))
        positions = config.get("max_position_embeddings")
    except (OSError, ValueError, AttributeError) as failed:
        raise StudioError(f"{path / CONFIG} cannot be read: {why(failed)}.", BASE_HINT) from failed
    if isinstance(positions, int) and positions < budget.longest:
        raise StudioError(f"The base {path} reads {positions} tokens at most; {budget.longest} are needed.", BASE_HINT)


def write_settings(folder: Path, budget: Budget) -> None:
    """Write what we add to a Hugging Face folder."""
    record = {"budget": asdict(budget), "first_token_speaks": True}
    (folder / SETTINGS).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def record_weights(folder: Path) -> None:
    """Record the weights that lie in a folder; of those that were left out of it the record stays."""
    here = {name: mark_of(folder / name) for name in (WEIGHTS, QUANTISED) if (folder / name).is_file()}
    record = {**recorded(folder), **here}
    (folder / RECORD).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def renew_checksums(folder: Path) -> None:
    """Write the checksums of the files into the card anew, in place of those that stand at its end."""
    card = folder / CARD
    text = card.read_text(encoding="utf-8")
    lines = "".join(f"    {digest}  {name}\n" for name, digest in checksums(folder).items() if name != CARD)
    card.write_text(_SUMS.sub("", text).rstrip("\n") + "\n\n" + lines, encoding="utf-8")


def checksums(folder: Path) -> dict[str, str]:
    """SHA-256 of each file, by name."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir()) if path.is_file()
    }


if __name__ == "__main__":
    for name in sys.argv[1:]:
        record_weights(Path(name))
        renew_checksums(Path(name))
