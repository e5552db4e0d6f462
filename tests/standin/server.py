"""The stand-in as a server: on this machine alone, counting what it is asked, answering as it is told."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, urlsplit

from .failures import Failures
from .library import Library
from .services import JSON, TEXT, Answer, answer

_SERVICES = {f"/entrez/eutils/{name}.fcgi": name for name in ("efetch", "esearch", "esummary", "elink")}
_SERVICES["/entrez/eutils/ecitmatch.cgi"] = "ecitmatch"
_SERVICES["/tools/idconv/api/v1/articles/"] = "idconv"


@dataclass(frozen=True)
class Asked:
    """One request: when it arrived, what was asked, and how its answer failed."""

    at: float
    service: str
    parameters: dict[str, str]
    method: str
    failure: str | None = None
    status: int = 200

    @property
    def ids(self) -> list[str]:
        return self.parameters.get("id", "").split(",")


@dataclass
class StandIn:
    """A stand-in for NCBI, running within a `with` block.

    Attributes:
        library: what it knows.
        failures: how it fails.
        now: the time in seconds, for tests that have their own.
        sleep: lets time pass.
        keys: API keys that it accepts; None for any. A blank one is always refused.
        port: 0 for any that is free.
        redirect: answers with a redirect to this address instead.
        poisoned: PMIDs at which efetch breaks down, whatever else it is asked for.
        withheld: PMIDs that efetch leaves out, though they are known.
        closed: services that do not answer any more, but with 404.
        asked: every request, in order.
        crashes: its own faults; the first is raised when the block is left.
    """

    library: Library
    failures: Failures = field(default_factory=Failures)
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    keys: frozenset[str] | None = None
    port: int = 0
    redirect: str = ""
    poisoned: frozenset[str] = frozenset()
    withheld: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()
    asked: list[Asked] = field(default_factory=list)
    crashes: list[Exception] = field(default_factory=list)

    def __enter__(self) -> "StandIn":
        self._lock, self._recent = Lock(), deque[float]()
        self._server = _Server(("127.0.0.1", self.port), _Handler)
        self._server.stand_in = self
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        if self.crashes and error is None:  # or it would pass for one of the failures
            raise self.crashes[0]

    @property
    def url(self) -> str:
        """Its address, for TRIALLINT_EUTILS_URL."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def worst_rate(self, key: bool | None = None) -> int:
        """The most requests that arrived within any one second."""
        times = [one.at for one in self.asked if key is None or ("api_key" in one.parameters) == key]
        return max((sum(at <= later < at + 1 for later in times) for at in times), default=0)

    def respond(self, method: str, path: str, parameters: dict[str, list[str]]) -> Answer:
        """The answer to one request, which is counted."""
        with self._lock:
            service, plain = _SERVICES.get(path), {name: values[-1] for name, values in parameters.items()}
            now = self.now()
            if service is None or service in self.closed:
                given, failure = Answer(b"<html><body>Not Found</body></html>\n", "text/html", 404), None
            else:
                given, failure = self._given(service, plain, parameters.get("id", []), now)
            self.asked.append(Asked(now, service or path, plain, method, failure, given.status))
        if given.after:
            self.sleep(given.after)
        return given

    def _given(
        self, service: str, parameters: dict[str, str], listed: list[str], now: float
    ) -> tuple[Answer, str | None]:
        key = parameters.get("api_key")
        if key is not None and (not key or (self.keys is not None and key not in self.keys)):
            text = f'{{"error":"API key invalid","api-key":"{key}","type":"invalid",\n"status":"unknown"}}\n'
            return Answer(text.encode(), JSON, 400), None
        limit = 10 if key else 3
        headers = {"X-RateLimit-Limit": str(limit), "X-RateLimit-Remaining": str(self._remaining(limit, now))}
        if int(headers["X-RateLimit-Remaining"]) < 0:
            words = (
                f'"error":"API rate limit exceeded","api-key":"{key or "127.0.0.1"}","count":"{limit + 1}"'
            )
            refused = f'{{{words},"limit":"{limit}"}}\n'.encode()
            return Answer(
                refused, JSON, 429, headers | {"Retry-After": "2", "X-RateLimit-Remaining": "0"}
            ), None
        ids = set(parameters.get("id", "").split(",")) if service == "efetch" else set()
        if ids & self.withheld:
            parameters = parameters | {"id": ",".join([*(ids - self.withheld), "99999999"])}
        given = answer(service, self.library, parameters, listed)
        if ids & self.poisoned:
            given = self.failures.spoil("viewer", service, given, self.library)
        failure = self.failures.choose()
        if failure is not None:
            given = self.failures.spoil(failure, service, given, self.library)
        given.headers = headers | given.headers
        if self.redirect:
            given = Answer(b"<html>moved</html>", "text/html", 301, {"Location": self.redirect})
        return given, failure

    def _remaining(self, limit: int, now: float) -> int:
        """How many more requests this second holds; below nought this one is too many."""
        while self._recent and self._recent[0] <= now - 1:
            self._recent.popleft()
        self._recent.append(now)
        return limit - len(self._recent)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    stand_in: StandIn

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: callers that hang up are part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: _Server

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self._respond("GET", parts.path, parse_qs(parts.query, keep_blank_values=True))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        self._respond("POST", urlsplit(self.path).path, parse_qs(body, keep_blank_values=True))

    def _respond(self, method: str, path: str, parameters: dict[str, list[str]]) -> None:
        try:
            given = self.server.stand_in.respond(method, path, parameters)
        except Exception as error:
            self.server.stand_in.crashes.append(error)
            raise
        whole = given.cut is None
        self.close_connection = self.close_connection or given.hang_up or not whole
        if given.hang_up:
            return
        body = given.body if whole else given.body[: given.cut]
        self.send_response(given.status)
        self.send_header("Content-Type", given.kind if given.kind != TEXT else "text/plain; charset=UTF-8")
        self.send_header("Content-Length", str(len(body if given.short else given.body)))
        self.send_header("X-Triallint-Source", "stand-in")
        for name, value in given.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: what is asked may hold a key."""
