"""The pictures of the manual, made from the sample logs: `python docs/pictures/make.py` renews them all.

Runs the program itself on a home of its own, without a screen and without a network. Each picture is a function of the
files beside this one; what is on it is reached by the keys and actions that people use. Pictures are brought down to
255 colours and must stay below `MOST` bytes; `tests/docs` holds the set to the tour.
"""

import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import beginning
import finding
import leaving
import reviewing
import second_look
from few_colours import save_small
from studio import MOST, Studio, home

__all__ = ["MOST", "PICTURES", "save_small"]

PICTURES: tuple[tuple[Callable[[Studio], None], str], ...] = (
    (beginning.welcome, "welcome"),
    (beginning.import_preview, "import-preview"),
    (beginning.mapping, "mapping"),
    (beginning.opened, "opened"),
    (reviewing.review, "review"),
    (reviewing.why, "inspector"),
    (reviewing.correction, "correction"),
    (reviewing.rewrite, "rewrite"),
    (reviewing.bulk, "bulk"),
    (beginning.problems, "problems"),
    (reviewing.table, "table"),
    (reviewing.decided, "decided"),
    (second_look.drawing, "second-look"),
    (second_look.reading, "second-look-reading"),
    (second_look.agreement, "agreement"),
    (reviewing.insights, "insights"),
    (leaving.export, "export"),
    (leaving.export_checks, "export-checks"),
    (leaving.export_numbers, "export-numbers"),
    (leaving.export_licences, "export-licences"),
    (leaving.result, "result"),
    (finding.palette, "palette"),
    (finding.keys, "keys"),
    (finding.dark, "dark"),
)
"""In the order in which they are taken: each goes on from where the one before it ended."""


def main() -> int:
    """Make them all."""
    with home() as folder:
        studio = Studio(folder)
        for picture, _name in PICTURES:
            picture(studio)
        studio.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
