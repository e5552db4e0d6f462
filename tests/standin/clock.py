"""A clock of which a second takes no time, for tests of pacing, patience and deadlines."""

from threading import Lock

from triallint.pubmed.pacing import Clock


class FakeClock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self._at, self._lock = 1_000.0, Lock()
        self.slept: list[float] = []

    def now(self) -> float:
        with self._lock:
            return self._at

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self._at += seconds
            self.slept.append(seconds)

    @property
    def clock(self) -> Clock:
        """As the client takes it."""
        return Clock(self.now, self.sleep)
