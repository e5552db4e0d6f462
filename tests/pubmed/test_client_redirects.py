"""The client where it is sent elsewhere: within a host it goes there, and to no other."""

from collections.abc import Mapping

import pytest

from tests.pubmed.client_kit import paper, world
from tests.standin import article_set
from tests.standin.clock import FakeClock
from triallint.pubmed.caller import Caller
from triallint.pubmed.door import Unavailable
from triallint.pubmed.parse import parse
from triallint.pubmed.retrying import Received, Retrying

FACTS = [paper("11", doi="10.1000/a"), paper("12")]


def test_a_redirect_to_another_host_is_not_followed() -> None:
    with world(FACTS, redirect="http://localhost:9/entrez/eutils/efetch.fcgi") as here:
        answers = here.ask(("pmid", "11"), ("doi", "10.1000/a"))
        assert {one.reason for one in answers} == {
            "PubMed's address answers with a redirect to another one, which was not followed"
        }
        assert len(here.stand_in.asked) == 1


def _door(*replies: Received) -> tuple[Retrying, list[str | None]]:
    """A door behind which these answers wait, and the addresses that were asked."""
    asked: list[str | None] = []
    waiting = iter(replies)

    def send(service: str, parameters: Mapping[str, str], address: str | None, seconds: float) -> Received:
        asked.append(address)
        return next(waiting)

    return Retrying(send, Caller(), FakeClock().clock, None), asked


def _redirect(to: str) -> Received:
    return Received("https://a.example/old?ids=1", 301, {"Location": to}, b"<html>moved</html>")


def test_a_redirect_within_the_host_is_followed_and_paced() -> None:
    found = Received("https://a.example/new", 200, {}, article_set(FACTS))
    opened, asked = _door(_redirect("/new?ids=1&tool=x"), found)
    assert len(opened.call("efetch", {"id": "11"}, parse).value) == 2
    assert asked == [None, "https://a.example/new"]


@pytest.mark.parametrize(
    "to",
    ["http://a.example/new", "https://b.example/new", "https://a.example:8443/new", "", "/old", "https://[x"],
)
def test_a_redirect_that_leads_elsewhere_or_nowhere_is_not_followed(to: str) -> None:
    opened, asked = _door(_redirect(to))
    with pytest.raises(Unavailable, match="redirect") as refused:
        opened.call("efetch", {"id": "11"}, parse)
    assert refused.value.over
    assert asked == [None]


def test_redirects_in_a_circle_end() -> None:
    opened, asked = _door(*[_redirect("/a"), _redirect("/b")] * 3)
    with pytest.raises(Unavailable, match="redirect"):
        opened.call("efetch", {"id": "11"}, parse)
    assert len(asked) == 3
