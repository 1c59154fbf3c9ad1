"""Where `next` goes in a list: to the next row, and in the queue to the next feedback that nobody has decided."""

from nfstudio.app.models.feedback_list import UNDECIDED, FeedbackList
from nfstudio.app.steady_list import SteadyList

LOOKED_THROUGH = 1_000
"""Rows in which an undecided one is looked for: ten pages, 10 ms."""


def row_to_go_to(view: SteadyList, count: int, step: int, queue: FeedbackList | None) -> int | None:
    """The row that is `step` on from where the person is, None beyond the ends.

    In the `queue` one step on is the next undecided feedback; the search for it begins again at the top, looks through
    `LOOKED_THROUGH` rows and otherwise takes the next row. Who looks at what the list does not show comes back to the
    row they came from first.
    """
    row, strayed = view.place
    if strayed and step == 1:
        row -= 1
    wanted = row + step if row >= 0 or step > 0 else count - 1
    if step == 1 and queue is not None:
        found = _undecided_after(queue, row, strayed=strayed)
        wanted = wanted if found is None else found
    return wanted if 0 <= wanted < count else None


def _undecided_after(queue: FeedbackList, after: int, *, strayed: bool) -> int | None:
    count = len(queue.ids)
    for at in range(after + 1, after + 1 + min(count, LOOKED_THROUGH)):
        row = queue.row_at(at % count)
        if row is not None and row.status in UNDECIDED and (strayed or at % count != after):
            return at % count
    return None
