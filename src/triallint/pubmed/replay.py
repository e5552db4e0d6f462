"""One cassette of recorded answers: read without vcrpy, and asked like the door to the network."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, TypeVar
from urllib.parse import parse_qsl, urlsplit

from ..identifiers import fold
from ..model import Publication, Source, lazy
from .answers import search_of
from .bodies import json_of
from .door import Reply, Service, Unavailable
from .pacing import day_of_answer
from .slices import find, pmids_in, slice_of
from .trouble import BadAnswer

T = TypeVar("T")

_SERVICES: Final[dict[str, Service]] = {
    "/entrez/eutils/efetch.fcgi": "efetch",
    "/entrez/eutils/esearch.fcgi": "esearch",
    "/entrez/eutils/esummary.fcgi": "esummary",
    "/tools/idconv/api/v1/articles/": "idconv",
}
_DOI_TERM: Final = lazy(r'"([^"]*)"\[doi\]')


class BadCassette(ValueError):
    """A file that is no cassette of ours."""


@dataclass(frozen=True, slots=True)
class Recording:
    """One request and its answer, as a cassette has them.

    Attributes:
        service: which service was asked.
        parameters: what was asked.
        headers: of the answer, names as in "Content-Type"; a date is always among them.
        body: of the answer.
    """

    service: Service
    parameters: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def source(self) -> Source:
        """Who answered."""
        return "stand-in" if self.headers.get("X-Triallint-Source") == "stand-in" else "NCBI"

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids that were asked for."""
        key = "ids" if self.service == "idconv" else "id"
        return tuple(filter(None, self.parameters.get(key, "").split(",")))


class Cassette:
    """The recordings of one batch of questions.

    Args:
        text: of the file, as vcrpy's JSON serializer writes it.

    Raises:
        BadCassette: it is something else.
    """

    def __init__(self, text: bytes) -> None:
        self._read: dict[str, Publication | None] = {}
        try:
            self.recordings = tuple(_recordings(json.loads(text)))
        except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
            raise BadCassette("it is no cassette in vcrpy's JSON") from None

    def of(self, service: Service) -> Iterator[Recording]:
        """The recordings of a service, the latest first."""
        return (one for one in reversed(self.recordings) if one.service == service)

    @cached_property
    def fetched(self) -> dict[str, Recording]:
        """Where the record of each PMID stands; the latest counts."""
        efetch = (one for one in self.recordings if one.service == "efetch")
        return {pmid: one for one in efetch for pmid in pmids_in(one.body)}

    def publication(self, pmid: str) -> Publication | None:
        """The record of a PMID, read once.

        Raises:
            BadAnswer: it cannot be read.
        """
        if pmid not in self._read and pmid in self.fetched:
            self._read[pmid] = find(self.fetched[pmid].body, pmid)
        return self._read.get(pmid)

    @cached_property
    def summaries(self) -> dict[str, tuple[Recording, Any]]:
        """What esummary said of each PMID, as JSON."""
        found: dict[str, tuple[Recording, Any]] = {}
        for one in self.recordings:
            if one.service == "esummary":
                result = json_of(one.body).get("result")
                entries = result if isinstance(result, dict) else {}
                found |= {uid: (one, entries[uid]) for uid in one.ids if uid in entries}
        return found

    @cached_property
    def searches(self) -> dict[str, Recording]:
        """The searches by their terms; the latest counts."""
        return {one.parameters.get("term", ""): one for one in self.recordings if one.service == "esearch"}

    def hits_for(self, doi: str) -> tuple[str, ...]:
        """PMIDs that the narrowest search for this DOI among others found."""
        wanted, found = fold(doi), ((term, dois_of(term)) for term in self.searches)
        terms = [(len(dois), term) for term, dois in found if wanted in map(fold, dois)]
        return search_of(self.searches[min(terms)[1]].body).ids if terms else ()


def dois_of(term: str) -> tuple[str, ...]:
    """The DOIs that a search is for."""
    return tuple(_DOI_TERM.findall(term))


def _recordings(document: Any) -> Iterator[Recording]:
    for one in document["interactions"]:
        request, response = one["request"], one["response"]
        address = urlsplit(request["uri"])
        service = _SERVICES.get(address.path)
        asked = request["body"] if request["method"] == "POST" else address.query
        headers = {str(name).title(): str(values[0]) for name, values in response["headers"].items()}
        if service is None or response["status"]["code"] != 200 or "Date" not in headers:
            continue
        yield Recording(
            service,
            dict(parse_qsl(asked, keep_blank_values=True)),
            headers,
            response["body"]["string"].encode("utf-8", "surrogatepass"),
        )


class Replay:
    """The door to a cassette: it answers one question out of what was asked in batches.

    A request for some ids is answered from whichever recorded ones hold them.

    Attributes:
        missed: whether something was asked that the cassette cannot answer.
    """

    def __init__(self, cassette: Cassette) -> None:
        self._cassette = cassette
        self.missed = False

    def call(self, service: Service, parameters: Mapping[str, str], read: Callable[[bytes], T]) -> Reply[T]:
        """What was recorded. See `Door`.

        Raises:
            Unavailable: nothing was.
        """
        ways: Mapping[Service, Callable[[Mapping[str, str]], tuple[bytes, Recording | None]]] = {
            "efetch": self._records,
            "esummary": self._summaries,
            "esearch": self._search,
            "idconv": self._conversions,
        }
        try:
            body, recording = ways[service](parameters)
            if recording is not None:
                return Reply(read(body), recording.source, day_of_answer(recording.headers))
        except BadAnswer as bad:
            self.missed = True
            raise Unavailable(f"what was recorded cannot be read ({bad})") from None
        self.missed = True
        raise Unavailable("not all of the answer was recorded")

    def _records(self, parameters: Mapping[str, str]) -> tuple[bytes, Recording | None]:
        fetched, wanted = self._cassette.fetched, parameters["id"].split(",")
        parts = [(slice_of(fetched[pmid].body, pmid), fetched[pmid]) for pmid in wanted if pmid in fetched]
        body = b"<PubmedArticleSet>" + b"".join(part for part, _ in parts if part) + b"</PubmedArticleSet>"
        if not parts:  # that a record was left out shows in a request for it, and in its summary
            asked = (one for one in self._cassette.of("efetch") if set(wanted) <= set(one.ids))
            return body, next(asked, None)
        return body, parts[0][1]

    def _summaries(self, parameters: Mapping[str, str]) -> tuple[bytes, Recording | None]:
        wanted = parameters["id"].split(",")
        known = {uid: self._cassette.summaries[uid] for uid in wanted if uid in self._cassette.summaries}
        body = {"result": {"uids": list(known), **{uid: entry for uid, (_, entry) in known.items()}}}
        # A record that a summary knows and that was not given was not answered for.
        self.missed |= len(known) < len(wanted) or any("error" not in entry for _, entry in known.values())
        return json.dumps(body).encode(), next((one for one, _ in known.values()), None)

    def _search(self, parameters: Mapping[str, str]) -> tuple[bytes, Recording | None]:
        recording = self._cassette.searches.get(parameters["term"])
        return (recording.body, recording) if recording else (b"", None)

    def _conversions(self, parameters: Mapping[str, str]) -> tuple[bytes, Recording | None]:
        wanted = {fold(one) for one in parameters["ids"].split(",")}
        for one in self._cassette.of("idconv"):
            if wanted <= set(map(fold, one.ids)):
                answer = json_of(one.body)
                answer["records"] = list(_about(answer.get("records"), wanted))
                return json.dumps(answer).encode(), one
        return b"", None


def _about(records: object, wanted: Iterable[str]) -> Iterator[Any]:
    """The records of the ID Converter that are about some ids."""
    for one in records if isinstance(records, list) else ():
        named = (one.get(key, "") for key in ("requested-id", "pmcid")) if isinstance(one, dict) else ()
        if not set(wanted).isdisjoint(fold(str(name)) for name in named):
            yield one
