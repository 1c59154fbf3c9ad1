"""What this installation can do: devices, rule packs, weights; each told in words, nothing loaded that need not be."""

from importlib.util import find_spec
from pathlib import Path

from nfstudio import paths
from nfstudio.detect import DETECTORS
from nfstudio.detect.model_folder import QUANTISED, WEIGHTS, look_at
from nfstudio.errors import StudioError
from nfstudio.store.project import sqlite_version

__all__ = ["detectors", "devices", "rule_packs", "sqlite_version", "weights"]

WEIGHTS_FOR = {QUANTISED: "int8 for processors", WEIGHTS: "weights for graphics cards"}


def devices() -> str:
    """The device detection would use, and why."""
    if find_spec("torch") is None:
        return "CPU (torch is not installed)"
    from nfstudio.detect.devices import cuda_name  # noqa: PLC0415 - torch takes seconds

    name = cuda_name()
    return f"CUDA: {name}" if name else "CPU (no GPU found)"


def rule_packs() -> list[str]:
    """Names of the rule packs found."""
    return sorted(path.name for path in paths.rule_packs().glob("*.toml"))


def weights() -> dict[str, str]:
    """The model folders found, by name: what each can run on, and what was left out of it."""
    return {path.parent.name: _told(path.parent) for path in sorted(paths.models().glob("*/config.json"))}


def _told(path: Path) -> str:
    try:
        found = look_at(path)
    except StudioError as broken:
        return str(broken)
    there = [name for name in WEIGHTS_FOR if (path / name).is_file()]
    parts = [" and ".join(f"{WEIGHTS_FOR[name]} ({name})" for name in there)]
    parts += [f"without {WEIGHTS_FOR[name]}" for name in found.left_out]
    return f"{'; '.join(parts)}; {'hybrid' if found.fusion else 'encoder alone'}, {found.digest}"


def detectors() -> list[str]:
    """Names of the detectors there are."""
    return list(DETECTORS)
