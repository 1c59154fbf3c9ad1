"""How fast a job goes and how long it still takes, from where it stood at different times."""

from collections import deque

WINDOW = 8.0
"""Seconds looked back: long enough to be calm, short enough to follow a change of file or device."""
SETTLED = 1.0
"""Seconds before anything is said: a first guess is a bad guess."""


class Pace:
    """Where one job stood, and when. Times are seconds of any steady clock."""

    def __init__(self) -> None:
        self._points: deque[tuple[float, int]] = deque()

    def note(self, time: float, done: int) -> None:
        """The job stands at `done`; a job that starts counting anew is measured anew."""
        if self._points and done < self._points[-1][1]:
            self._points.clear()
        self._points.append((time, done))
        while len(self._points) > 2 and self._points[1][0] <= time - WINDOW:
            self._points.popleft()

    def rest(self) -> None:
        """The job was paused: the pause does not count."""
        self._points.clear()

    def rate(self) -> float | None:
        """Units a second; None while too little is known."""
        if not self._points:
            return None
        (first, before), (last, after) = self._points[0], self._points[-1]
        if last - first < SETTLED or after == before:
            return None
        return (after - before) / (last - first)

    def left(self, total: int | None) -> float | None:
        """Seconds until `total` at this pace; None while too little is known."""
        rate = self.rate()
        if rate is None or total is None:
            return None
        return max(0.0, (total - self._points[-1][1]) / rate)
