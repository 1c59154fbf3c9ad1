"""What this installation can do: devices, rule packs, weights; each told in words, nothing loaded that need not be."""

from importlib.util import find_spec

from nfstudio import paths
from nfstudio.detect import DETECTORS
from nfstudio.store.project import sqlite_version

__all__ = ["detectors", "devices", "rule_packs", "sqlite_version", "weights"]


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


def weights() -> list[str]:
    """Names of the model folders found."""
    return sorted(path.parent.name for path in paths.models().glob("*/config.json"))


def detectors() -> list[str]:
    """Names of the detectors there are."""
    return list(DETECTORS)
