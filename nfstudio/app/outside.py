"""Which files of a person may be handed to the program that the desktop has for them: logs are hostile, so only text
and tables, told by both names of a file that is a link; all others are shown in their folder alone."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

READABLE = frozenset(
    {".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".txt", ".text", ".log", ".md", ".markdown", ".yaml", ".yml"}
)
"""Suffixes of what editors and table programs read: no HTML and no SVG, which may hold scripts, nothing that starts."""


def may_open(file: Path) -> bool:
    """Whether `file` is there and an ordinary one, and its own suffix and that of what it leads to are harmless."""
    try:
        return file.is_file() and {file.suffix.lower(), file.resolve().suffix.lower()} <= READABLE
    except (OSError, RuntimeError):  # not to be reached; links in a circle
        return False


def open_file(file: Path) -> bool:
    """Have the desktop open a file; whether it was asked to."""
    return may_open(file) and QDesktopServices.openUrl(_local(file.absolute()))


def open_folder(folder: Path) -> bool:
    """Have the desktop show a folder; whether it is one and it was asked to."""
    return folder.is_dir() and QDesktopServices.openUrl(_local(folder.absolute()))


def _local(path: Path) -> QUrl:
    """An address of this computer, whatever the name looks like."""
    return QUrl.fromLocalFile(str(path))
