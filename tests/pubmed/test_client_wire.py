"""The client's wire: whom it talks to and whom not, how much and how long it listens, and cassettes."""

import gzip
import json
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.pubmed.client_kit import paper, world
from tests.standin import Library, StandIn, article_set
from tests.standin.clock import FakeClock
from triallint.model import Answer
from triallint.pubmed import client as door
from triallint.pubmed.caller import Caller
from triallint.pubmed.client import Client, MissingPackage
from triallint.pubmed.questions import Question

FACTS = [paper("11", doi="10.1000/a", pmcid="PMC7"), paper("12")]
BODY = article_set(FACTS)
STAND_IN = {"X-Triallint-Source": "stand-in"}


def _ask(caller: Caller, *pmids: str) -> list[Answer]:
    client = Client(caller, clock=FakeClock().clock)
    return list(client.ask([Question("pmid", one) for one in pmids or ("11",)]))


@contextmanager
def _serving(respond: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[str]:
    """A server of its own making on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            respond(self)

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def _send(handler: BaseHTTPRequestHandler, body: bytes, **headers: str) -> None:
    handler.send_response(200)
    for name, value in (STAND_IN | headers).items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def test_only_this_machine_is_talked_to(monkeypatch: pytest.MonkeyPatch) -> None:
    hosts: set[str] = set()
    connect = socket.socket.connect

    def watched(self: socket.socket, address: Any) -> None:
        hosts.add(address[0])
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", watched)
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://proxy.invalid:3128")
    with world(FACTS) as here:
        assert [one.state for one in here.ask(("pmid", "11"), ("pmcid", "PMC7"))] == ["found", "found"]
    assert hosts == {"127.0.0.1"}


def test_ncbi_is_asked_over_tls_with_the_key_in_the_body(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[requests.PreparedRequest, dict[str, Any]]] = []

    def send(self: requests.Session, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        sent.append((request, options))
        response = requests.Response()
        response.status_code, response.request = 200, request
        body = BODY if "efetch" in str(request.url) else b'{"status":"ok","records":[]}'
        response._content = body
        response._content_consumed = True  # type: ignore[attr-defined]
        return response

    monkeypatch.setattr(requests.Session, "send", send)
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
    caller = Caller(email="curator@example.org", api_key="PLANTED")
    questions = [Question("pmid", "11"), Question("pmcid", "PMC9")]
    answers = list(Client(caller, clock=FakeClock().clock).ask(questions))
    assert answers[0].state == "found"
    assert answers[0].source == "NCBI"
    (efetch, options), (idconv, _) = sent[:2]
    assert efetch.url == "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi"
    assert efetch.body == (
        "db=pubmed&id=11&retmode=xml&tool=triallint&email=curator%40example.org&api_key=PLANTED"
    )
    assert idconv.url == (
        "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles/"
        "?ids=PMC9&format=json&tool=triallint&email=curator%40example.org"
    )
    assert int(efetch.headers["Content-Length"]) == len(str(efetch.body))
    assert options["verify"] is True
    assert options["allow_redirects"] is False
    assert options["timeout"] == (10.0, 60.0)


def test_a_certificate_that_cannot_be_verified_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[object] = []

    def send(self: requests.Session, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        calls.append(request)
        raise requests.exceptions.SSLError("certificate verify failed", request=request)

    monkeypatch.setattr(requests.Session, "send", send)
    (answer,) = _ask(Caller())
    assert answer.reason == "PubMed's certificate could not be verified"
    assert len(calls) == 1


def test_who_stands_at_the_stand_ins_address_must_say_so() -> None:
    def respond(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(BODY)

    with _serving(respond) as base:
        (answer,) = _ask(Caller(base=base))
    assert answer.state == "unverified"
    assert answer.reason == "what answers in the place of PubMed does not say that it is the stand-in"


@pytest.mark.parametrize("packed", [False, True])
def test_an_answer_that_is_too_large_is_not_read_to_its_end(
    packed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "_LARGEST", 1 << 20)
    body = BODY + b" " * (8 << 20)
    body = gzip.compress(body) if packed else body
    headers = {"Content_Encoding": "gzip"} if packed else {}
    with _serving(lambda handler: _send(handler, body, Content_Length=str(len(body)), **headers)) as base:
        (answer,) = _ask(Caller(base=base))
    assert answer.reason == "PubMed gave no answer (request too long: its answer is larger than 1 MB)"


def test_a_packed_answer_is_unpacked() -> None:
    body = gzip.compress(BODY)
    with _serving(lambda handler: _send(handler, body, Content_Encoding="gzip")) as base:
        assert [one.state for one in _ask(Caller(base=base), "11", "12")] == ["found", "found"]


def test_an_answer_that_trickles_in_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "_LONGEST", 0.15)
    monkeypatch.setattr("triallint.pubmed.retrying._ATTEMPTS", 1)

    def respond(handler: BaseHTTPRequestHandler) -> None:
        _send(handler, b"", Content_Length="1000")
        for _ in range(40):
            handler.wfile.write(b" ")
            time.sleep(0.02)

    with _serving(respond) as base:
        start = time.monotonic()
        (answer,) = Client(Caller(base=base)).ask([Question("pmid", "11")])
        assert time.monotonic() - start < 0.7
    assert answer.reason == "PubMed gave no answer (it took too long)"


def test_an_answer_that_does_not_come_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "_SILENCE", 0.1)
    monkeypatch.setattr("triallint.pubmed.retrying._ATTEMPTS", 1)
    with _serving(lambda handler: time.sleep(0.3)) as base:
        (answer,) = Client(Caller(base=base)).ask([Question("pmid", "11")])
    assert answer.reason == "PubMed gave no answer (it took too long)"


def test_cookies_are_not_sent_back() -> None:
    cookies: list[str | None] = []

    def respond(handler: BaseHTTPRequestHandler) -> None:
        cookies.append(handler.headers["Cookie"])
        _send(handler, BODY, Set_Cookie="ncbi_sid=1")

    with _serving(respond) as base:
        _ask(Caller(base=base), "11", "5")
    assert len(cookies) > 1
    assert set(cookies) == {None}


def test_without_the_packages_it_says_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("requests", "tenacity"):
        with monkeypatch.context() as without:
            without.setitem(sys.modules, package, None)
            with pytest.raises(MissingPackage, match=rf"needs {package}: pip install 'triallint\[pubmed\]'"):
                _ask(Caller())


def test_importing_the_client_imports_no_library() -> None:
    import subprocess

    program = (
        "import sys, triallint.pubmed.client; print({'requests', 'tenacity', 'urllib3'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def _cassette(path: Path, mode: str) -> Any:
    vcr = pytest.importorskip("vcr")
    recorder = vcr.VCR(
        serializer="json",
        match_on=("method", "path", "body"),
        decode_compressed_response=True,
        filter_query_parameters=["tool", "email"],
        filter_post_data_parameters=["tool", "email", "api_key"],
    )
    return recorder.use_cassette(str(path), record_mode=mode)


def test_what_it_does_can_be_recorded_and_replayed(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    questions = [
        Question("pmid", "11"),
        Question("doi", "10.1000/a"),
        Question("pmid", "5"),
        Question("pmcid", "PMC8"),
    ]
    with StandIn(Library.of(FACTS)) as service:
        caller = Caller(email="planted.person@example.org", api_key="PLANTED", base=service.url)
        with _cassette(path, "once"):
            recorded = list(Client(caller, clock=FakeClock().clock).ask(questions))
        threads, requests_made = threading.active_count(), len(service.asked)
    text = path.read_text()
    assert "PLANTED" not in text
    assert len(json.loads(text)["interactions"]) == requests_made

    with _cassette(path, "none") as cassette:
        replayed = list(Client(caller, clock=FakeClock().clock).ask(questions))
        assert cassette.all_played
        unknown = Client(caller, clock=FakeClock().clock).ask([Question("pmid", "12")])
        with pytest.raises(
            pytest.importorskip("vcr").errors.CannotOverwriteExistingCassetteException
        ) as missed:
            next(unknown)
    assert "id=12" in str(missed.value)
    assert "PLANTED" not in str(missed.value)
    assert "planted" not in str(missed.value)
    assert replayed == recorded
    assert [one.state for one in recorded] == ["found", "absent", "absent", "found"]
    assert threading.active_count() <= threads
