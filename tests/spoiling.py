"""Projects in trouble: rights taken away, bytes overwritten."""

import os
from contextlib import contextmanager

from building import take_in, talk

from nfstudio.store.project import Project


@contextmanager
def rights(folder, mode, *, files=None):
    """Inside the block the folder (and its files) has these rights, and they hold even for root."""
    for path in [folder, *folder.iterdir()]:
        path.chmod(mode if path == folder or files is None else files)
    root = os.geteuid() == 0
    if root:
        os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        if root:
            os.setresuid(0, 0, 0)
        folder.chmod(0o755)


def filled(path, said="u hi"):
    with Project.create(path) as made:
        take_in(made, talk(said))
    return path


def spoil(path, *, start, end=None):
    """Damage a file from one byte to another."""
    content = bytearray(path.read_bytes())
    content[start:end] = b"\xff" * len(content[start:end])
    path.write_bytes(content)
