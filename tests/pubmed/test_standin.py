"""The stand-in: each service answers, and fails, as the real one is known to."""

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.pubmed.client_kit import paper
from tests.pubmed.lookups import links_of, matches_of
from tests.standin import Library, StandIn, article_set, services
from tests.standin.clock import FakeClock
from tests.standin.invented import papers
from triallint.pubmed.answers import search_of, summaries_of
from triallint.pubmed.bodies import diagnose
from triallint.pubmed.conversions import conversions_of
from triallint.pubmed.parse import parse
from triallint.pubmed.trouble import BadAnswer, Trouble

FACTS = [
    paper("11", doi="10.1000/a.1", pmcid="PMC7", volume="9", pages="101-9", journal={"medline": "J Ex"}),
    paper("12", doi="10.1000/a.1.suppl", registrations=[["ClinicalTrials.gov", "NCT00000001"]]),
    paper(
        "13", title="Vexorin in asthma", references=[{"pmid": "11", "doi": "10.1000/a.1", "text": "Cited."}]
    ),
]
PATHS = {name: f"/entrez/eutils/{name}.fcgi" for name in ("efetch", "esearch", "esummary", "elink")}
PATHS |= {"ecitmatch": "/entrez/eutils/ecitmatch.cgi", "idconv": "/tools/idconv/api/v1/articles/"}


@pytest.fixture
def here() -> Iterator[StandIn]:
    time_ = FakeClock()
    with StandIn(Library.of(FACTS), now=time_.now, sleep=time_.sleep) as service:
        yield service


def ask(here: StandIn, service: str, **parameters: Any) -> requests.Response:
    """Ask once, at a time when asking is allowed."""
    here.sleep(1)
    given = parameters if service in ("idconv", "ecitmatch") else {"db": "pubmed", **parameters}
    with requests.Session() as session:
        session.trust_env = False
        return session.post(here.url + PATHS[service], data=given, timeout=5)


def test_every_answer_says_who_gives_it(here: StandIn) -> None:
    for service in PATHS:
        assert ask(here, service).headers["X-Triallint-Source"] == "stand-in"
    assert here._server.server_address[0] == "127.0.0.1"


def test_efetch(here: StandIn) -> None:
    answer = ask(here, "efetch", id="12,0011,11,5", retmode="xml")
    assert [one.pmid for one in parse(answer.content)] == ["12", "11"]
    assert parse(ask(here, "efetch", id="5", retmode="xml").content) == ()
    refused = ask(here, "efetch", id="0,x", retmode="xml")
    assert refused.status_code == 400
    assert diagnose(refused.content, 400).trouble is Trouble.NO_VALID_ID  # type: ignore[union-attr]
    assert ask(here, "efetch", id="11", retmode="xml", rettype="full").content == b""
    assert not ask(here, "efetch", id="11").content.startswith(b"<")


@pytest.mark.parametrize("mode", ["json", "xml"])
def test_esearch_of_dois(here: StandIn, mode: str) -> None:
    found = search_of(ask(here, "esearch", term='"10.1000/A.1"[doi]', retmode=mode).content)
    assert (found.count, found.ids, found.translation) == (2, ("12", "11"), '"10 1000 a 1"[Publisher ID]')
    none = search_of(ask(here, "esearch", term='"10.1000/none"[doi]', retmode=mode).content)
    assert (none.count, none.ids, none.translation) == (0, (), '("10.1000/none"[doi])')
    assert none.not_found == ('"10.1000/none"[doi]',)
    bare = search_of(ask(here, "esearch", term="10.1000/none", field="aid", retmode=mode).content)
    assert (bare.translation, bare.not_found) == ("10.1000/none[aid]", ("10.1000/none[aid]",))
    some = search_of(
        ask(here, "esearch", term='"10.1000/none"[doi] OR "10.1000/a.1.suppl"[doi]', retmode=mode).content
    )
    assert (some.ids, some.translation) == (("12",), '"10 1000 a 1 suppl"[Publisher ID]')


@pytest.mark.parametrize(
    ("term", "pmids", "translation"),
    [
        ("NCT00000001[si]", ["12"], '"NCT00000001"[Secondary Source ID]'),
        ('"PMC7"[pmcid]', ["11"], '"pmc7"[PMC ID]'),
        ("vexorin[title] AND asthma[title]", ["13"], '"vexorin"[Title] AND "asthma"[Title]'),
        ('"in asthma"[ti]', ["13"], '"in asthma"[Title]'),
        ('"asthma in"[ti]', [], '("asthma in"[ti])'),
        ("13[uid]", ["13"], "13[UID]"),
    ],
)
def test_esearch_of_other_fields(here: StandIn, term: str, pmids: list[str], translation: str) -> None:
    found = search_of(ask(here, "esearch", term=term, retmode="json").content)
    assert (list(found.ids), found.translation) == (pmids, translation)


def test_esearch_of_a_field_that_does_not_exist(here: StandIn) -> None:
    found = search_of(ask(here, "esearch", term="x[nonsense]", retmode="json").content)
    assert (found.count, found.unknown_fields) == (0, ("nonsense",))


def test_esearch_page_by_page_and_not_beyond_the_window(
    here: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = search_of(
        ask(here, "esearch", term="trial[title]", retmode="json", retmax="1", retstart="1").content
    )
    assert (page.count, page.ids, page.start) == (2, ("11",), 1)
    monkeypatch.setattr(services, "WINDOW", 1)
    clamped = search_of(ask(here, "esearch", term="trial[title]", retmode="json").content)
    assert (clamped.count, len(clamped.ids)) == (2, 1)
    assert clamped.messages[0].startswith("Restrictions achieved")
    beyond = ask(here, "esearch", term="trial[title]", retmode="json", retstart="1")
    assert beyond.status_code == 200
    with pytest.raises(json.JSONDecodeError):
        beyond.json()
    assert diagnose(beyond.content).trouble is Trouble.WINDOW  # type: ignore[union-attr]


@pytest.mark.parametrize("mode", ["json", "xml"])
def test_esummary(here: StandIn, mode: str) -> None:
    known, absent = summaries_of(ask(here, "esummary", id="11,5", retmode=mode, version="2.0").content)
    assert (known.uid, known.title, absent.uid, absent.is_absent) == ("11", FACTS[0]["title"], "5", True)
    assert ("doi", "10.1000/a.1") in known.ids


def test_esummary_refusals(here: StandIn) -> None:
    for ids in ("", ",".join(map(str, range(1, 502)))):
        with pytest.raises(BadAnswer):
            summaries_of(ask(here, "esummary", id=ids, retmode="json").content)


@pytest.mark.parametrize("mode", ["json", "xml"])
def test_elink(here: StandIn, mode: str) -> None:
    def links(ids: Any, name: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
        body = ask(here, "elink", dbfrom="pubmed", id=ids, linkname=name, retmode=mode).content
        return [(one.sources, one.targets) for one in links_of(body)]

    assert links(["13", "11"], "pubmed_pubmed_refs") == [(("13",), ("11",))]
    assert links(["13", "11"], "pubmed_pmc") == [(("11",), ("7",))]
    assert links("13,11", "pubmed_pmc") == [(("13", "11"), ("7",))]


def test_ecitmatch(here: StandIn) -> None:
    lines = ["j ex|2020|9|101|other author|a|", "j ex|2020|9|999|x|b|", "no such journal|2020|9|101|x|c|"]
    found = matches_of(ask(here, "ecitmatch", bdata="\r".join(lines)).content)
    assert [(one.key, one.said) for one in found] == [
        ("a", "11"),
        ("b", "NOT_FOUND"),
        ("c", "NOT_FOUND;INVALID_JOURNAL"),
    ]


def test_id_converter(here: StandIn) -> None:
    found = conversions_of(ask(here, "idconv", ids="PMC7,PMC8", format="json").content)
    assert [(one.asked, one.pmid, one.doi, one.error) for one in found] == [
        ("PMC7", "11", "10.1000/a.1", ""),
        ("PMC8", "", "", "Identifier not found in PMC"),
    ]
    (not_in_pmc,) = conversions_of(ask(here, "idconv", ids="10.1000/a.1.suppl", format="json").content)
    assert not_in_pmc.error
    assert ask(here, "idconv", ids="PMC7,11", format="json").status_code == 400


def test_requests_are_counted_and_too_many_in_a_second_are_refused(here: StandIn) -> None:
    url = here.url + PATHS["efetch"]
    with requests.Session() as session:
        session.trust_env = False
        answers = [session.post(url, data={"db": "pubmed", "id": "11", "retmode": "xml"}) for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert answers[0].headers["X-RateLimit-Limit"] == "3"
    assert [one.headers["X-RateLimit-Remaining"] for one in answers] == ["2", "1", "0", "0"]
    assert answers[3].headers["Retry-After"] == "2"
    assert diagnose(answers[3].content, 429).trouble is Trouble.RATE  # type: ignore[union-attr]
    assert here.worst_rate() == 4


def test_keys_raise_the_limit_and_wrong_ones_are_refused(here: StandIn) -> None:
    assert ask(here, "efetch", id="11", retmode="xml", api_key="k").headers["X-RateLimit-Limit"] == "10"
    here.keys = frozenset({"k"})
    for key in ("", "other"):
        refused = ask(here, "efetch", id="11", retmode="xml", api_key=key)
        assert (refused.status_code, refused.json()["api-key"]) == (400, key)
        assert diagnose(refused.content, 400).trouble is Trouble.KEY  # type: ignore[union-attr]


def test_a_request_without_database_is_refused(here: StandIn) -> None:
    assert ask(here, "esearch", db="").content == b"Mandatory parameter: db - is omitted\n"
    assert diagnose(ask(here, "esearch", db="fleegle", term="x").content) is not None


def test_other_addresses_are_unknown(here: StandIn) -> None:
    with requests.Session() as session:
        session.trust_env = False
        assert session.get(f"{here.url}/elsewhere").status_code == 404


def _started(path: Path, *options: str) -> Iterator[str]:
    command = [sys.executable, "-m", "tests.standin", "--records", str(path), *options]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()
        process.wait(10)


@pytest.mark.parametrize("kind", ["json", "xml"])
def test_it_runs_by_hand(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"records.{kind}"
    path.write_bytes(json.dumps(FACTS).encode() if kind == "json" else article_set(FACTS))
    for line in _started(path, "--fail", "slow=0", "--seed", "3"):
        said = re.fullmatch(r"export TRIALLINT_EUTILS_URL=(http://127\.0\.0\.1:\d+)", line)
        assert said
        with requests.Session() as session:
            session.trust_env = False
            data: Mapping[str, str] = {"db": "pubmed", "id": "11,12,13", "retmode": "xml"}
            assert len(parse(session.post(said[1] + PATHS["efetch"], data=data).content)) == 3


def test_it_is_quick() -> None:
    """Tests of thousands of requests hang on it."""
    with StandIn(Library.of(papers(300))) as service, requests.Session() as session:
        session.trust_env = False
        start = time.monotonic()
        for at in range(10):
            given = {"db": "pubmed", "term": f'"10.1000/none.{at}"[doi]', "retmode": "json", "api_key": "k"}
            assert session.post(service.url + PATHS["esearch"], data=given).status_code == 200
        assert time.monotonic() - start < 1.0, "forty milliseconds each: small packets wait for one another"


def test_it_listens_on_this_machine_alone(here: StandIn) -> None:
    address = here._server.server_address
    assert here._server.socket.family == socket.AF_INET
    assert address[0] == "127.0.0.1"
