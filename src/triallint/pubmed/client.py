"""The one door to the network: E-utilities and the ID Converter, one request at a time."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from ..model import Answer
from .asking import Asking
from .caller import Caller
from .door import Interaction, Service, Unavailable
from .pacing import Clock
from .questions import Question
from .retrying import Passing, Received, Retrying
from .scrubbing import scrubbed_message
from .trouble import BadAnswer, Trouble

if TYPE_CHECKING:
    from requests import PreparedRequest, Response, Session

_EUTILS: Final = "https://eutils.ncbi.nlm.nih.gov"
_PMC: Final = "https://pmc.ncbi.nlm.nih.gov"

#: Where each service is: host, path, method. E-utilities take what is asked, and the key, in the body.
PLACES: Final[dict[Service, tuple[str, str, str]]] = {
    "efetch": (_EUTILS, "/entrez/eutils/efetch.fcgi", "POST"),
    "esearch": (_EUTILS, "/entrez/eutils/esearch.fcgi", "POST"),
    "esummary": (_EUTILS, "/entrez/eutils/esummary.fcgi", "POST"),
    "idconv": (_PMC, "/tools/idconv/api/v1/articles/", "GET"),
}

#: Seconds to connect, without a byte, and for an answer as a whole.
_CONNECT, _SILENCE, _LONGEST = 10.0, 60.0, 300.0
_LARGEST: Final = 64 * 1024 * 1024
_CHUNK: Final = 64 * 1024

#: Loggers that write addresses out, and with them an e-mail address.
_TALKERS: Final = ("urllib3.connectionpool", "vcr.cassette", "vcr.stubs", "vcr.matchers", "vcr.request")


class MissingPackage(ImportError):
    """What asking PubMed needs is not installed; the message says how to get it."""


def require(work: str, *packages: str) -> None:
    """Make sure that packages are there before work with them begins.

    Raises:
        MissingPackage: one of them is not installed.
    """
    for package in packages:
        try:
            import_module(package)
        except ImportError:
            raise MissingPackage(f"{work} needs {package}: pip install 'triallint[pubmed]'") from None


class Client:
    """Asks NCBI about citations, within its rules and within a time.

    One instance serves one run: its pace, and the discovery that the service is down, hold for all that it
    is asked. It opens its connection within `ask`, closes it there, and starts no thread, so that what it
    does can be recorded and replayed.

    Args:
        caller: who asks.
        recorder: is handed every request whose answer was relied on.
        clock: for tests.
    """

    def __init__(
        self,
        caller: Caller,
        *,
        recorder: Callable[[Interaction], None] | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._caller, self._clock = caller, clock or Clock()
        self._door = Retrying(self._send, caller, self._clock, recorder)
        self._session: Session | None = None

    def ask(
        self,
        questions: Iterable[Question],
        *,
        within: float | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Iterator[Answer]:
        """An answer to each different question, as soon as there is one; whoever stops early keeps those.

        Nothing about a question or about the service is raised: what cannot be answered is `unverified`
        with the reason. Where its `source` is set the service did answer, but its answer proves nothing. A
        title is `found` with all records whose titles have its words, and `absent` if there is none.

        Args:
            questions: what is asked. They are sent in batches by kind, so answers come in another order.
            within: seconds for all of them, waiting included; what is left then is unverified.
            progress: is told how many of how many have been answered.

        Raises:
            MissingPackage: requests or tenacity is not installed.
        """
        asked = list(dict.fromkeys(Question(*one) for one in questions))
        self._door.limit(within)
        with self._connection():
            for done, answer in enumerate(Asking(self._door).answers(asked), start=1):
                if progress is not None:
                    progress(done, len(asked))
                yield answer

    @contextmanager
    def _connection(self) -> Iterator[None]:
        require("asking PubMed", "requests", "tenacity")
        import requests

        quiet = _Quiet(self._caller)
        talkers = [logging.getLogger(name) for name in _TALKERS]
        for talker in talkers:
            talker.addFilter(quiet)
        try:
            with requests.Session() as self._session:
                self._session.headers["User-Agent"] = self._caller.tool
                self._session.trust_env = not self._caller.base  # no proxy stands between us and ourselves
                yield
        finally:
            self._session = None
            for talker in talkers:
                talker.removeFilter(quiet)

    def _send(
        self, service: Service, parameters: Mapping[str, str], address: str | None, seconds: float
    ) -> Received:
        """Send one request. See `Send`."""
        import requests
        import urllib3

        host, path, method = PLACES[service]
        address = address or (self._caller.base or host) + path
        failure: Passing | Unavailable
        try:
            return self._received(method, address, dict(parameters), seconds)
        except requests.exceptions.SSLError:
            failure = Unavailable("PubMed's certificate could not be verified", over=True)
        except (requests.Timeout, urllib3.exceptions.TimeoutError):
            failure = Passing("it took too long")
        except (requests.ConnectionError, requests.exceptions.InvalidProxyURL):
            failure = Passing("no connection", smaller=False)
        except (requests.RequestException, urllib3.exceptions.HTTPError):
            failure = Passing("the answer broke off")
        except Exception as error:  # that of a cassette prints what was sent
            error.args = tuple(
                scrubbed_message(one, self._caller) if isinstance(one, str) else one for one in error.args
            )
            raise
        raise failure  # here, for theirs show addresses

    def _received(self, method: str, address: str, parameters: dict[str, str], seconds: float) -> Received:
        assert self._session is not None, "requests are sent within `ask` only"
        seconds = max(seconds, 0.001)
        response = self._session.request(
            method,
            address,
            params=parameters if method == "GET" else None,
            data=parameters if method == "POST" else None,
            auth=self._signed,
            timeout=(min(_CONNECT, seconds), min(_SILENCE, seconds)),
            allow_redirects=False,
            stream=True,
            verify=True,
        )
        try:
            body = self._body(response, min(_LONGEST, seconds))
        finally:
            response.close()
            self._session.cookies.clear()
        return Received(address, response.status_code, response.headers, body)

    def _signed(self, request: "PreparedRequest") -> "PreparedRequest":
        """Add the caller's names at the last moment, so that nothing which might be printed has held them."""
        names = urlencode(self._caller.names(key=request.method == "POST"))
        if request.method == "POST":
            request.body = f"{request.body!s}&{names}"
        else:
            request.url = f"{request.url}&{names}"
        return request

    def _body(self, response: "Response", seconds: float) -> bytes:
        """The body, unless it is too large or trickles in too slowly."""
        end, body = self._clock.now() + seconds, bytearray()
        for chunk in _chunks(response):
            body += chunk
            if len(body) > _LARGEST:
                raise BadAnswer(Trouble.TOO_LONG, f"its answer is larger than {_LARGEST >> 20} MB")
            if self._clock.now() > end:
                raise Passing("it took too long")
        return bytes(body)


def _chunks(response: "Response") -> Iterator[bytes]:
    """The body as it arrives: waiting for a full chunk of a trickle would take for ever."""
    from urllib3 import HTTPResponse

    raw = response.raw
    if isinstance(raw, HTTPResponse):
        while chunk := raw.read1(_CHUNK, decode_content=True):
            yield chunk
    else:  # replayed from a cassette
        yield from response.iter_content(_CHUNK)


class _Quiet(logging.Filter):
    """Takes the caller's names out of what other libraries log."""

    def __init__(self, caller: Caller) -> None:
        super().__init__()
        self._caller = caller

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = scrubbed_message(record.getMessage(), self._caller), ()
        return True
