"""Time in the client: the pace of requests, Retry-After, the deadline."""

from datetime import date

import pytest

from tests.standin.clock import FakeClock
from triallint.pubmed.pacing import Deadline, Pace, day_of_answer, retry_after


@pytest.mark.parametrize("most", [1, 3, 10])
def test_no_second_holds_more_requests_than_allowed(most: int) -> None:
    time = FakeClock()
    pace, arrivals = Pace(most, time.clock), []
    for at in range(60):
        if (delay := pace.delay()) > 0:
            time.sleep(delay)
        sent = time.now()
        time.sleep((at * 7 % 5) * 0.1)  # on its way, for a while that differs
        arrivals.append(time.now())
        time.sleep((at * 3 % 4) * 0.05)
        pace.ended()
        assert sent <= arrivals[-1]
    spans = [later - first for first, later in zip(arrivals, arrivals[most:], strict=False)]
    assert min(spans) >= 1.0
    assert len(arrivals) == 60


def test_pace_does_not_wait_for_what_is_long_past() -> None:
    time = FakeClock()
    pace = Pace(2, time.clock)
    for _ in range(2):
        pace.ended()
    assert pace.delay() > 0
    time.sleep(1.1)
    assert pace.delay() <= 0


def test_a_pause_holds_the_very_next_request() -> None:
    time = FakeClock()
    pace = Pace(3, time.clock)
    pace.hold(5)
    pace.hold(2)  # a shorter one does not shorten it
    assert pace.delay() == pytest.approx(5)


def test_deadline() -> None:
    time = FakeClock()
    deadline = Deadline(10, time.clock)
    time.sleep(4)
    assert deadline.left() == pytest.approx(6)
    assert Deadline(None, time.clock).left() == float("inf")


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("2", 2.0),
        (" 120 ", 120.0),
        ("0", 0.0),
        ("Sat, 21 Nov 2026 01:00:30 GMT", 30.0),
        ("Sat, 21 Nov 2026 00:59:00 GMT", 0.0),
        ("", None),
        ("soon", None),
        ("Saturday, 21-Nov-26 01:00:30 GMT", 30.0),
        ("Sat, 31 Nov 2026 01:00:30 GMT", None),
        ("-5", None),
        ("٣", None),
    ],
)
def test_retry_after(said: str, seconds: float | None) -> None:
    assert retry_after({"Retry-After": said, "Date": "Sat, 21 Nov 2026 01:00:00 GMT"}) == seconds


def test_retry_after_without_a_date_of_the_answer() -> None:
    assert retry_after({}) is None
    assert retry_after({"Retry-After": "Thu, 01 Jan 2015 00:00:00 GMT"}) == 0.0


def test_an_answer_keeps_the_day_it_was_given_on() -> None:
    assert day_of_answer({"Date": "Wed, 01 Apr 2026 23:30:00 GMT"}) == date(2026, 4, 1)
    assert day_of_answer({}) >= date(2026, 1, 1)
