"""What the tests of the client share: a stand-in and a client on one clock that takes no time."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.standin import Failures, Library, StandIn
from tests.standin.clock import FakeClock
from triallint.model import Answer
from triallint.pubmed.caller import Caller
from triallint.pubmed.client import Client
from triallint.pubmed.door import Interaction
from triallint.pubmed.questions import Question


@dataclass
class World:
    """A stand-in that runs, and a client that asks it."""

    stand_in: StandIn
    client: Client
    clock: FakeClock

    def ask(self, *questions: tuple[Any, str], **options: Any) -> list[Answer]:
        return list(self.client.ask([Question(kind, one) for kind, one in questions], **options))

    def ask_one(self, kind: Any, asked: str) -> Answer:
        (answer,) = self.ask((kind, asked))
        return answer

    @property
    def services(self) -> list[str]:
        """The services that were asked, in order."""
        return [one.service for one in self.stand_in.asked]


@contextmanager
def world(
    facts: Iterable[Mapping[str, Any]],
    failures: Failures | None = None,
    *,
    api_key: str = "",
    email: str = "curator@example.org",
    recorder: Callable[[Interaction], None] | None = None,
    **stand_in: Any,
) -> Iterator[World]:
    """A stand-in that knows these papers, with a client, both on one clock that takes no time."""
    time = FakeClock()
    service = StandIn(Library.of(facts), failures or Failures(), now=time.now, sleep=time.sleep, **stand_in)
    with service:
        caller = Caller(email=email, api_key=api_key, base=service.url)
        yield World(service, Client(caller, recorder=recorder, clock=time.clock), time)


def paper(pmid: str, **facts: Any) -> dict[str, Any]:
    """Facts of a paper of which only the identifiers matter."""
    return {"pmid": pmid, "title": f"Trial {pmid} of nothing in particular.", "year": 2020, **facts}
