"""What lies in the folder of a base before training and in that of a model after it."""

import hashlib
import json
from dataclasses import asdict
from pathlib import Path

from nfstudio.detect.encoding import Budget
from nfstudio.detect.model_folder import CONFIG, SETTINGS, TOKENIZER, WEIGHTS
from nfstudio.errors import StudioError

BASE_HINT = (
    f"A base is a folder with {CONFIG}, {TOKENIZER} and {WEIGHTS} of a Hugging Face encoder, such as all-MiniLM-L6-v2."
)


def check_base(path: Path, budget: Budget) -> None:
    """Look whether a folder can be trained from.

    Raises:
        StudioError: when something is missing, or it cannot read as many tokens as the budget needs.
    """
    if missing := [name for name in (CONFIG, TOKENIZER, WEIGHTS) if not (path / name).is_file()]:
        raise StudioError(f"The base {path} has no {missing[0]}.", BASE_HINT)
    try:
        config = json.loads((path / CONFIG).read_text(encoding="utf-8"))
        positions = config.get("max_position_embeddings")
    except (OSError, ValueError, AttributeError) as failed:
        raise StudioError(f"{path / CONFIG} cannot be read: {failed}.", BASE_HINT) from failed
    if isinstance(positions, int) and positions < budget.longest:
        raise StudioError(f"The base {path} reads {positions} tokens at most; {budget.longest} are needed.", BASE_HINT)


def write_settings(folder: Path, budget: Budget) -> None:
    """Write what we add to a Hugging Face folder."""
    record = {"budget": asdict(budget), "first_token_speaks": True}
    (folder / SETTINGS).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def checksums(folder: Path) -> dict[str, str]:
    """SHA-256 of each file, by name."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir()) if path.is_file()
    }
