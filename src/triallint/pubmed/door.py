"""What those who ask need of the door to the network: one call and its reply, or why there is none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Literal, Protocol, TypeVar

from ..model import Source

#: The services that are asked.
Service = Literal["efetch", "esearch", "esummary", "idconv"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reply(Generic[T]):
    """What a service said, read.

    Attributes:
        value: what `read` made of the body.
        source: who answered.
        on: the day of the answer.
    """

    value: T
    source: Source
    on: date


class Unavailable(Exception):
    """There is no reply.

    Attributes:
        reason: why, for a report; it holds no key and no address.
        over: whether nothing more can be asked in this run.
        smaller: whether a smaller request may have a reply.
    """

    def __init__(self, reason: str, *, over: bool = False, smaller: bool = False) -> None:
        self.reason, self.over, self.smaller = reason, over, smaller
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Interaction:
    """One request and the answer that was relied on, as they were, for a recorder.

    Attributes:
        service: which service was asked.
        parameters: what was asked, without the names and the key of the caller.
        status: HTTP status, always 200.
        headers: of the answer.
        body: of the answer, decompressed. It may echo the caller's names: scrub it.
        source: who answered.
        on: the day of the answer.
    """

    service: Service
    parameters: Mapping[str, str]
    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    source: Source
    on: date


class Door(Protocol):
    """A way to ask: the network, or what was recorded of it."""

    def call(self, service: Service, parameters: Mapping[str, str], read: Callable[[bytes], T]) -> Reply[T]:
        """Ask once, and again where that may help.

        Args:
            service: which one.
            parameters: what is asked, without the caller's names.
            read: makes a value of a body.

        Raises:
            Unavailable: there is no reply that `read` could read.
        """
        ...
