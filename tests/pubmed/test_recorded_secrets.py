"""Planted secrets and planted abstracts: neither is in any recorded file, nor in what the command prints."""

import gzip
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from click.testing import CliRunner

from tests.pubmed.recording_kit import FACTS, QUESTIONS, recording
from tests.standin import Library, StandIn
from tests.standin.clock import FakeClock
from triallint.cli import main
from triallint.pubmed.caller import Caller
from triallint.pubmed.cassettes import replaying, serialized
from triallint.pubmed.client import Client
from triallint.pubmed.door import Interaction, Service
from triallint.pubmed.parse import parse
from triallint.pubmed.replay import Cassette
from triallint.pubmed.scrubbing import scrubbed_body

KEY, EMAIL, TOOL = "planted0key0123456789abcdef012345678", "planted.person+lint@example.org", "planted-tool"
ADDRESSES = ("203.0.113.77", "2001:db8:77::beef")
CALLER = Caller(tool=TOOL, email=EMAIL, api_key=KEY)
SECRETS = (KEY, EMAIL, TOOL, *ADDRESSES, "PLANTED-SID", "PLANTED-PHID", "PLANTED-COOKIE", "planted.person")


def forms(secret: str) -> Iterator[str]:
    """A secret as a file may hold it."""
    twice, signs = quote(quote(secret, safe=""), safe=""), "@+-.:"
    yield from {secret, quote(secret), quote(secret, safe=""), quote_plus(secret), twice}
    yield "".join(f"\\u{ord(one):04x}" if one in signs else one for one in secret)
    yield "".join(f"&#{ord(one)};" if one in signs else one for one in secret)
    yield "".join(f"\\u{ord(one):04x}" for one in secret)


def leaks(text: str) -> list[str]:
    return [secret for secret in SECRETS if any(form.lower() in text.lower() for form in forms(secret))]


HEADERS = {
    "Content-Type": "application/json; charset=UTF-8",
    "Date": "Sat, 21 Nov 2026 10:00:00 GMT",
    "Set-Cookie": "ncbi_sid=PLANTED-COOKIE; Path=/",
    "NCBI-SID": "PLANTED-SID_0001SID",
    "NCBI-PHID": "PLANTED-PHID.1.1",
    "X-Forwarded-For": ADDRESSES[0],
    "X-RateLimit-Limit": "10",
    "Content-Length": "5",
}

BODIES: dict[str, tuple[Service, str]] = {
    "echo": (
        "idconv",
        f'{{"status":"ok","request":{{"echo":"tool={TOOL}&email={quote_plus(EMAIL)}&ids=PMC7","email":"{EMAIL}",'
        f'"tool" : "{TOOL}"}},"records":[]}}',
    ),
    "key": ("esearch", f'{{"api-key":"{KEY}","ip": "{ADDRESSES[0]}","esearchresult":{{"count":"0"}}}}'),
    "address": ("esearch", f'{{"host":"{ADDRESSES[0]}","note":"from {ADDRESSES[1]}, {ADDRESSES[0]}"}}'),
    "comment": ("efetch", f"<PubmedArticleSet><!-- {ADDRESSES[0]} {EMAIL} --></PubmedArticleSet>"),
    "record": ("efetch", f"<PubmedArticleSet><A>{EMAIL} and {KEY}</A></PubmedArticleSet>"),
    "port": ("esearch", f'{{"host":"{ADDRESSES[0]}:51234","from":"[{ADDRESSES[1]}]:443"}}'),
    "translation": (
        "esearch",
        f'{{"querytranslation":"one[title] from {ADDRESSES[0]}:8080, {ADDRESSES[0]}"}}',
    ),
    "outside a record": (
        "efetch",
        f"<PubmedArticleSet><Client>{ADDRESSES[0]}</Client><PubmedArticle>1.1.1.27</PubmedArticle>"
        f"<E>for {ADDRESSES[1]}, someone.else@example.com</E></PubmedArticleSet>",
    ),
    "bare": ("esearch", f'{{"note":"asked by {quote(EMAIL, safe="")}","count":"0"}}'),
    **{
        f"form {number}": ("esearch", f'{{"note":"{form}","esearchresult":{{"count":"0"}}}}')
        for number, form in enumerate(sorted({*forms(EMAIL), *forms(KEY), EMAIL.upper(), KEY.upper()}))
    },
}


@pytest.mark.parametrize("name", BODIES)
def test_no_secret_of_an_answer_is_kept(name: str) -> None:
    service, body = BODIES[name]
    assert leaks(body)
    asked = {"db": "pubmed", "ids": "PMC7", "term": f"{EMAIL}[title]", "id": "1"}
    one = Interaction(service, asked, 200, HEADERS, body.encode(), "NCBI", date(2026, 11, 21))
    text = serialized([one], CALLER).decode()
    assert leaks(text) == []
    (kept,) = Cassette(text.encode()).recordings
    assert kept.headers["X-Ratelimit-Limit"] == "10"
    assert int(kept.headers["Content-Length"]) == len(kept.body)


@pytest.mark.parametrize(
    "body",
    [
        '{"title":"Lactate dehydrogenase (EC 1.1.1.27) in trials","doi":"10.1000/1.2.3.4"}',
        '{"result":{"uids":["1"],"1":{"elocationid":"doi: 10.1186/1.1.1.27","pages":"1-2"}}}',
        '{"querytranslation":"\\"1.1.1.27\\"[Title]","count":"1","date":"2026/11/21 01:02:03"}',
        "<PubmedArticleSet><PubmedArticle><T>EC 1.1.1.27, email=x, someone@example.com</T></PubmedArticle>"
        "</PubmedArticleSet>",
        '{"note":"strain 1661::A, delta::hph, 12:30:01, ratio 1:2:3:4","version":"3.10"}',
    ],
)
def test_what_pubmed_says_of_a_paper_stays(body: str) -> None:
    assert scrubbed_body(body.encode(), Caller()) == body.encode()


def test_the_callers_names_go_first_and_whole() -> None:
    """A pattern for anybody's address would take the host and leave the person."""
    caller = Caller(email="jane+x@ex-ample.org", api_key=KEY)
    body = '{"note":"by jane%2Bx%40ex-ample.org","more":"JANE\\u002bx\\u0040ex-ample.org, someone\\u0040example.com"}'
    assert scrubbed_body(body.encode(), caller) == b'{"note":"by scrubbed","more":"scrubbed, scrubbed"}'


def test_abstracts_go_and_records_stay() -> None:
    with recording(Path("unused")) as here:
        whole = here.stand_in.library.entries["11"].xml
    article = whole.replace(
        "</ArticleTitle>",
        '</ArticleTitle>\n<Abstract><AbstractText Label="AIM">PLANTED words <i>of</i> others</AbstractText>'
        "<CopyrightInformation>PLANTED</CopyrightInformation></Abstract>\n<Abstract/>",
        1,
    )
    article = article.replace(
        "</MedlineCitation>",
        '<OtherAbstract Type="Publisher" Language="spa">PLANTED\n</OtherAbstract></MedlineCitation>',
    )
    body = f"<PubmedArticleSet>{article}</PubmedArticleSet>".encode()
    kept = scrubbed_body(body, Caller())
    assert b"PLANTED" in body
    assert b"PLANTED" not in kept
    assert b"Abstract" not in kept
    assert parse(kept) == parse(body)


def test_nothing_secret_is_in_any_file_or_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "reports.csv").write_text(
        "report_id,title,pmid,doi,pmcid\nR1,A,11,10.1000/a.1,PMC7\nR2,B,999,,\n"
    )
    monkeypatch.setenv("NCBI_EMAIL", EMAIL)
    monkeypatch.setenv("NCBI_API_KEY", KEY)
    with StandIn(Library.of(FACTS)) as service:
        monkeypatch.setenv("TRIALLINT_EUTILS_URL", service.url)
        said = [CliRunner().invoke(main, ["record", str(tmp_path), *more]) for more in ([], ["--dry-run"])]
        assert any(KEY in one.parameters.values() for one in service.asked)
        assert any(EMAIL in one.parameters.values() for one in service.asked)
    assert [one.exit_code for one in said] == [0, 0], said[0].output
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) == 3
    texts = [path.read_text(encoding="utf-8") for path in files] + [one.output for one in said]
    texts += [f"{one.stderr}{one.exception}" for one in said]
    assert [leaks(text) for text in texts] == [[]] * len(texts)
    assert not any("127.0.0.1" in text for text in texts)


def test_a_replay_takes_no_notice_of_who_asks(tmp_path: Path) -> None:
    with recording(tmp_path, email=EMAIL, api_key=KEY) as here:
        live = here.record(*QUESTIONS)
    assert leaks(here.cassettes[0].read_text()) == []
    for caller in (Caller(), CALLER):
        with replaying(here.cassettes[0]):
            assert list(Client(caller, clock=FakeClock().clock).ask(QUESTIONS)) == live


def test_an_answer_that_is_no_text_is_not_kept() -> None:
    one = Interaction("efetch", {"id": "1"}, 200, HEADERS, gzip.compress(b"x"), "NCBI", date(2026, 11, 21))
    assert Cassette(serialized([one], CALLER)).recordings == ()
