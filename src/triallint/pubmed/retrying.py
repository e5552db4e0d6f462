"""Asking once and again: in turn, with patience where a failure may pass, and while there is time."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, TypeVar
from urllib.parse import urljoin, urlsplit

from ..model import Source
from .caller import Caller
from .door import Interaction, Reply, Service, Unavailable
from .pacing import Clock, Deadline, Pace, day_of_answer, retry_after
from .scrubbing import scrubbed_message
from .trouble import BadAnswer, Trouble, at_status

if TYPE_CHECKING:
    from tenacity import RetryCallState

T = TypeVar("T")

_ATTEMPTS: Final = 5
#: After so many requests in a row that were given up the service is taken to be down. It is more than the
#: halvings that one spoilt record costs a batch of 200.
_GIVEN_UP: Final = 12
#: A pause that is longer is not waited for.
_LONGEST_PAUSE: Final = 120.0
_REDIRECTS: Final = (301, 302, 303, 307, 308)

#: What tells of the service and not of what was asked: asking in smaller pieces would not help.
_OF_THE_SERVICE: Final = frozenset({Trouble.RATE, Trouble.KEY, Trouble.REFUSED})
#: What tells of the request alone, so that it says nothing about the next one.
_OF_THE_REQUEST: Final = frozenset(
    {
        Trouble.NO_VALID_ID,
        Trouble.WINDOW,
        Trouble.TOO_LONG,
        Trouble.BROKEN,
        Trouble.UNSAFE,
        Trouble.OTHER_KIND,
    }
)


class Received(NamedTuple):
    """An answer as it came: where from, HTTP status, headers, and the body, decompressed."""

    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class Passing(Exception):
    """A failure that may pass.

    Attributes:
        words: what went wrong.
        pause: seconds that the service asks to wait, if it does.
        smaller: whether a smaller request may fare better.
        trouble: what it was, where there was an answer.
    """

    def __init__(
        self, words: str, *, pause: float | None = None, smaller: bool = True, trouble: Trouble | None = None
    ) -> None:
        self.words, self.pause, self.smaller, self.trouble = words, pause, smaller, trouble
        super().__init__(words)


@dataclass(slots=True)
class _House:
    """What was learned of one house of services in a run.

    Attributes:
        given_up: requests in a row that were given up.
        ever_answered: whether any was answered.
        closed: why nothing more is asked there; empty while it is open.
    """

    given_up: int = 0
    ever_answered: bool = False
    closed: str = ""

    def close(self, why: str) -> Unavailable:
        """Ask nothing more there, for this reason."""
        self.closed = why
        return Unavailable(why, over=True)


class Send(Protocol):
    """Sends one request and receives one answer, whatever its status."""

    def __call__(
        self, service: Service, parameters: Mapping[str, str], address: str | None, seconds: float
    ) -> Received:
        """Ask a service, at another address where it has sent us there, and wait no longer than this.

        Raises:
            Passing: no answer, or a part of one.
            BadAnswer: an answer that is too large.
            Unavailable: nobody there can be trusted.
        """
        ...


class Retrying:
    """The door, given something that can send: what it learns of the service holds for a whole run.

    Args:
        send: sends one request.
        caller: whose rate it is, and whose names must not be told.
        clock: tells the time, and passes it.
        recorder: is handed every request whose answer was relied on.
    """

    def __init__(
        self, send: Send, caller: Caller, clock: Clock, recorder: Callable[[Interaction], None] | None
    ) -> None:
        self._send_one, self._caller, self._clock, self._recorder = send, caller, clock, recorder
        self._pace = Pace(caller.rate, clock)
        self._deadline = Deadline(None, clock)
        self._waits_for = ""  # what went wrong last, while it is waited for
        # The ID Converter is another house than E-utilities: one may be closed while the other is open.
        self._houses = {True: _House(), False: _House()}

    def limit(self, seconds: float | None) -> None:
        """From now on there are so many seconds left, waiting included."""
        self._deadline = Deadline(seconds, self._clock)

    def call(self, service: Service, parameters: Mapping[str, str], read: Callable[[bytes], T]) -> Reply[T]:
        """One request, repeated while that may help. See `Door`.

        Raises:
            Unavailable: it was given up, the time is over, or the service is down.
        """
        from tenacity import Retrying as Tenacity  # only who asks NCBI needs it
        from tenacity import retry_if_exception_type, stop_after_attempt

        house = self._house(service)
        if house.closed:
            raise Unavailable(house.closed, over=True)
        attempts = max(1, _ATTEMPTS - house.given_up)
        retrying = Tenacity(
            retry=retry_if_exception_type(Passing),
            stop=stop_after_attempt(attempts),
            wait=lambda state: self._patience(house, state.attempt_number, _failure(state)),
            sleep=self._sleep,
            reraise=True,
        )
        try:
            reply = retrying(self._attempt, service, parameters, read)
        except Passing as passing:
            times = f", asked {attempts} times" if attempts > 1 else ""
            failure = self._give_up(house, passing.words + times, passing.trouble, passing.smaller)
        except BadAnswer as bad:
            failure = self._give_up(house, str(bad), bad.trouble, bad.trouble not in _OF_THE_SERVICE)
        else:
            house.given_up, house.ever_answered, self._waits_for = 0, True, ""
            return reply
        raise failure  # here, and not in the handlers, so that it drags no other exception along

    def _house(self, service: Service) -> "_House":
        return self._houses[service == "idconv"]

    def _give_up(self, house: "_House", words: str, trouble: Trouble | None, smaller: bool) -> Unavailable:
        reason = f"PubMed gave no answer ({scrubbed_message(words, self._caller)})"
        if trouble not in _OF_THE_REQUEST:
            house.given_up += 1
            if trouble is Trouble.KEY or not house.ever_answered or house.given_up >= _GIVEN_UP:
                house.closed = reason
        return Unavailable(reason, over=bool(house.closed), smaller=smaller and not house.closed)

    def _patience(self, house: "_House", attempt: int, failure: BaseException | None) -> float:
        """Seconds before the next attempt: as the service says, else 1, 2, 4, 8, give or take a quarter."""
        pause = failure.pause if isinstance(failure, Passing) else None
        if isinstance(failure, Passing):
            self._waits_for = scrubbed_message(failure.words, self._caller)
        if pause is None:
            return float(2 ** (attempt - 1)) * random.uniform(0.75, 1.25)
        if pause > _LONGEST_PAUSE:
            raise house.close(f"PubMed asks for a pause of {pause:,.0f} seconds")
        pause = max(pause, 1.0)
        self._pace.hold(pause)
        return pause

    def _sleep(self, seconds: float) -> None:
        if seconds >= self._deadline.left():
            why = f", while it gave no answer ({self._waits_for})" if self._waits_for else ""
            raise Unavailable(f"the time for asking PubMed was over{why}", over=True)
        self._clock.sleep(seconds)

    def _attempt(
        self, service: Service, parameters: Mapping[str, str], read: Callable[[bytes], T]
    ) -> Reply[T]:
        """One request, in its turn."""
        got = self._send(service, parameters)
        try:
            if got.status != 200:
                raise at_status(got.status, got.body)
            value = read(got.body)
        except BadAnswer as bad:
            if not bad.retryable:
                raise
            smaller = bad.trouble not in _OF_THE_SERVICE
            pause = retry_after(got.headers)
            raise Passing(str(bad), pause=pause, smaller=smaller, trouble=bad.trouble) from None
        source, on = self._who(service, got.headers), day_of_answer(got.headers)
        if self._recorder is not None:
            parameters = dict(parameters)
            self._recorder(Interaction(service, parameters, got.status, got.headers, got.body, source, on))
        return Reply(value, source, on)

    def _send(self, service: Service, parameters: Mapping[str, str]) -> Received:
        """Send a request, and once more where the same host has moved it; to no other host."""
        address: str | None = None
        for _ in range(3):
            self._take_turn()
            try:
                got = self._send_one(service, parameters, address, self._deadline.left())
            finally:
                self._pace.ended()
            if got.status not in _REDIRECTS:
                return got
            address = _moved(got)
            if address is None:
                break
        raise self._house(service).close(
            "PubMed's address answers with a redirect to another one, which was not followed"
        )

    def _take_turn(self) -> None:
        while (delay := self._pace.delay()) > 0:
            self._sleep(delay)
        self._sleep(0)

    def _who(self, service: Service, headers: Mapping[str, str]) -> Source:
        """Who answered. A stand-in says so, and whoever stands at a stand-in's address must."""
        if headers.get("X-Triallint-Source", "") == "stand-in":
            return "stand-in"
        if self._caller.base:
            raise self._house(service).close(
                "what answers in the place of PubMed does not say that it is the stand-in"
            )
        return "NCBI"


def _failure(state: "RetryCallState") -> BaseException | None:
    return state.outcome.exception() if state.outcome else None


def _moved(got: Received) -> str | None:
    """Where a redirect leads, without its query; None if that is another host."""
    try:
        there = urlsplit(urljoin(got.address, got.headers.get("Location", "")))
        here = urlsplit(got.address)
        same = (there.scheme, there.hostname, there.port) == (here.scheme, here.hostname, here.port)
    except ValueError:
        return None
    return there._replace(query="", fragment="").geturl() if same and there.path != here.path else None
