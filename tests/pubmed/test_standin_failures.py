"""The stand-in where it fails: seen for what it is, or not to be seen at all."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from tests.pubmed.client_kit import paper
from tests.pubmed.test_standin import ask
from tests.standin import ALL, Failures, Library, StandIn
from tests.standin.clock import FakeClock
from triallint.pubmed.answers import search_of, summaries_of
from triallint.pubmed.bodies import diagnose
from triallint.pubmed.parse import parse

FACTS = [paper("11", doi="10.1000/a.1"), paper("12"), paper("13", title="Vexorin in asthma")]


@pytest.fixture
def here() -> Iterator[StandIn]:
    time = FakeClock()
    with StandIn(Library.of(FACTS), now=time.now, sleep=time.sleep) as service:
        yield service


#: Failures that cannot be told from the answer alone.
_SILENT = {"slow", "wrong_paper", "missing", "clamped"}


@pytest.mark.parametrize("failure", [name for name in ALL if name not in _SILENT | {"cut", "reset"}])
@pytest.mark.parametrize(
    ("service", "read"), [("efetch", parse), ("esearch", search_of), ("esummary", summaries_of)]
)
def test_visible_failures_are_seen_and_may_pass(here: StandIn, failure: str, service: str, read: Any) -> None:
    here.failures = Failures({failure: 1.0})
    answer = ask(
        here, service, id="11", term="trial[title]", retmode="xml" if service == "efetch" else "json"
    )
    trouble = diagnose(answer.content, answer.status_code)
    if failure == "viewer" and service != "efetch":
        assert read(answer.content), "it is efetch alone that fails so"
        return
    assert trouble is not None
    assert trouble.retryable, trouble


@pytest.mark.parametrize("failure", ["cut", "reset"])
def test_connections_end_early(here: StandIn, failure: str) -> None:
    here.failures = Failures({failure: 1.0})
    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        ask(here, "efetch", id="11", retmode="xml")


def test_silent_failures(here: StandIn) -> None:
    here.failures = Failures({"missing": 1.0})
    assert len(parse(ask(here, "efetch", id="11,12,13", retmode="xml").content)) == 2
    assert len(summaries_of(ask(here, "esummary", id="11,12,13", retmode="json").content)) == 2
    some = search_of(ask(here, "esearch", term="trial[title]", retmode="json").content)
    assert (some.count, len(some.ids)) == (2, 1)
    here.failures = Failures({"clamped": 1.0})
    some = search_of(ask(here, "esearch", term="trial[title]", retmode="json").content)
    assert (some.count, len(some.ids)) == (2, 1)
    here.failures = Failures({"slow": 1.0})
    before = here.now()
    ask(here, "efetch", id="11", retmode="xml")
    assert here.now() - before >= 30


def test_a_wrong_paper_comes_with_a_part_of_the_query_or_without_a_word(here: StandIn) -> None:
    here.failures = Failures({"wrong_paper": 1.0})
    translations = set()
    for _ in range(12):
        found = search_of(ask(here, "esearch", term='"10.1000/none"[doi]', retmode="json").content)
        assert found.count == 1
        translations.add(found.translation)
    assert translations == {'("10.1000/none"[doi])', '"none"[Publisher ID]'}


def test_the_same_seed_fails_alike_and_another_does_not() -> None:
    def chosen(seed: int) -> list[str | None]:
        failures = Failures.mixed(0.3, seed=seed)
        return [failures.choose() for _ in range(400)]

    assert chosen(1) == chosen(1) != chosen(2)
    assert 0.24 < sum(one is not None for one in chosen(1)) / 400 < 0.36
    assert set(chosen(1)) == {None, *ALL}


def test_failures_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="nonsense"):
        Failures({"nonsense": 0.1})
    with pytest.raises(ValueError, match="more than all"):
        Failures({"cut": 0.6, "slow": 0.6})


def test_a_fault_of_its_own_does_not_pass_for_a_failure() -> None:
    service = StandIn(Library.of(FACTS)).__enter__()
    service.failures.choose = lambda: "absent"  # type: ignore[method-assign]
    with pytest.raises(requests.ConnectionError):
        ask(service, "efetch", id="11", retmode="xml")
    with pytest.raises(KeyError, match="absent"):
        service.__exit__(None, None, None)
