"""The command read-back: looks at the rows of a dataset for the program that writes them (`jobs/reading_back`)."""

import argparse
import io
import json
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from nfstudio.cli import STOPPED
from nfstudio.cli.beside import lines_alone, stand_back
from nfstudio.exporters import EXPORTERS
from nfstudio.exporters.met import Met
from nfstudio.exporters.validate import validate
from nfstudio.jobs.reading_back import FRAME, GROWN, LIMIT, LINES, faults_line


def read_back(wanted: argparse.Namespace) -> int:
    """Look at lines as they come, then at the folder that is named; it ends with the program that leads it."""
    stand_back()
    looks = Met(EXPORTERS[wanted.framework], wanted.kind, splits=wanted.splits)
    with lines_alone() as out, os.fdopen(os.dup(sys.stdin.fileno()), "rb") as said, looks as met:
        for kind, holds in _frames(said):
            if kind == LINES:
                met.look(io.BytesIO(holds).readlines())
                continue
            told = json.loads(holds)
            if kind == GROWN:
                path, size = told
                met.follow(Path(path), size)
                continue
            threading.Thread(target=_end_with, args=(said.fileno(),), name="leader", daemon=True).start()
            out.write(faults_line(validate(Path(told), limit=LIMIT, met=met)))
            return 0
    return STOPPED


def _frames(said: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """What is said, up to where nothing more comes, or the rest of it never does."""
    while len(head := said.read(FRAME.size)) == FRAME.size:
        kind, size = FRAME.unpack(head)
        holds = said.read(size)
        if len(holds) < size:
            return
        yield kind, holds


def _end_with(file: int) -> None:
    """Nobody waits for the answer any more when nothing more can be said."""
    while os.read(file, 1):
        pass
    os._exit(STOPPED)


VERBS = {"read-back": read_back}
