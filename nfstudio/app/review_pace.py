"""How fast a person reviews: spans a minute over the last minutes, breaks left out."""

from collections import deque
from itertools import pairwise

WINDOW = 600.0
"""Seconds looked back."""
BREAK = 60.0
"""Seconds between two spans beyond which the person was elsewhere, or reading one very long answer."""
FEWEST = 3
"""Spans before anything is said."""


class ReviewPace:
    """When which feedback was decided; times are seconds of any steady clock."""

    def __init__(self) -> None:
        self._decided: deque[tuple[float, int]] = deque()

    def note(self, time: float, feedback: int) -> None:
        """A feedback was decided; deciding the same again, as moving its edges does, is no other span."""
        if self._decided and self._decided[-1][1] == feedback:
            return
        self._decided.append((time, feedback))
        while self._decided[0][0] < time - WINDOW:
            self._decided.popleft()

    def a_minute(self) -> float | None:
        """Spans a minute; None while too little is known."""
        times = [time for time, _ in self._decided]
        gaps = [min(after - before, BREAK) for before, after in pairwise(times)]
        if len(times) < FEWEST or not sum(gaps):
            return None
        return 60 * len(gaps) / sum(gaps)

    def left(self, spans: int) -> float | None:
        """Seconds for so many more spans; None while too little is known."""
        pace = self.a_minute()
        return None if pace is None else 60 * spans / pace
