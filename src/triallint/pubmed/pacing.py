"""Time: how fast requests may follow each other, how long to wait after a refusal, when a run is over."""

import re
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from ..model import lazy

#: The service counts requests per second; the little more is for clocks that do not run alike.
_SECOND: Final = 1.02

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
#: A date as HTTP wants it today ("Sun, 06 Nov 1994 08:49:37 GMT"), which is what answers have.
_USUAL: Final = lazy(
    rf"[A-Z][a-z]{{2}}, (\d\d) ({'|'.join(_MONTHS)}) (\d{{4}}) (\d\d):(\d\d):(\d\d) GMT", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Clock:
    """What time it is, and how to let it pass; both in seconds."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Pace:
    """At most so many requests in any one second, as the service counts them.

    A request that has been answered has arrived, so the second runs from answers to requests: what the
    network delays on the way can then never bring two of them closer together.
    """

    def __init__(self, most: int, clock: Clock) -> None:
        self._clock = clock
        self._ended: deque[float] = deque(maxlen=most)
        self._not_before = float("-inf")

    def delay(self) -> float:
        """Seconds until the next request may start; nought or less if it may start now."""
        full = len(self._ended) == self._ended.maxlen
        free = self._ended[0] + _SECOND if full else float("-inf")
        return max(free, self._not_before) - self._clock.now()

    def ended(self) -> None:
        """A request was answered, or failed."""
        self._ended.append(self._clock.now())

    def hold(self, seconds: float) -> None:
        """The service asked for a pause: no request at all before it is over."""
        self._not_before = max(self._not_before, self._clock.now() + seconds)


class Deadline:
    """When a run has to be over."""

    def __init__(self, seconds: float | None, clock: Clock) -> None:
        self._clock = clock
        self._at = float("inf") if seconds is None else clock.now() + seconds

    def left(self) -> float:
        """Seconds that are left; infinite where there is no limit."""
        return self._at - self._clock.now()


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait as a Retry-After header has it, in seconds or as a date; None if there is none.

    Args:
        headers: of the answer; a date is compared with the answer's own, as the clocks may differ.
    """
    said = headers.get("Retry-After", "").strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    until, sent = _instant(said), _instant(headers.get("Date", ""))
    return max(0.0, (until - (sent or datetime.now(UTC))).total_seconds()) if until else None


def day_of_answer(headers: Mapping[str, str]) -> date:
    """The day that an answer was given on: its own date, so that one recorded long ago keeps its day."""
    sent = _instant(headers.get("Date", ""))
    return (sent or datetime.now(UTC)).date()


def _instant(text: str) -> datetime | None:
    if usual := _USUAL.fullmatch(text):
        day, month, year, hour, minute, second = usual.groups()
        try:
            date_of = int(year), _MONTHS.index(month) + 1, int(day)
            return datetime(*date_of, int(hour), int(minute), int(second), tzinfo=UTC)
        except ValueError:
            return None
    from email.utils import parsedate_to_datetime  # it brings sockets along, and the hook needs none

    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
