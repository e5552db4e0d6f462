"""How the stand-in fails: one way at a time, in an order that is given, or mixed at a rate with a seed."""

import json
import random
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from .library import Library
from .services import HTML, JSON, TEXT, Answer, as_json, efetch_error, esearch_error

_PAGE = b"<head> <title>WWW Error 500 Diagnostic</title> </head> <body> <h1>Server Error</h1> </body>\n"
_UNROUTED = b"Unable to route request!\n\nservice name: /http/service/ratecontrol\ndtab:\n\nbase dtab:\n"
_VIEWER = " Error: External viewer error: Empty Response. Bytes read: 0 Status: Timeout"
_BACKEND = "Search Backend failed: Database is not supported: pubmed"

T = TypeVar("T")

#: Every way to fail, and what it is in the real service.
ALL = {
    "rate": "429 with Retry-After, though the caller kept to the limit: others share its address",
    "server": "500 with a web page",
    "gateway": "502 with a plain text",
    "in_band": "status 200, and an error of the backend in the body",
    "viewer": "efetch: status 400, and an error of the backend in the body",
    "empty": "status 200 and no body",
    "html": "status 200 and a web page",
    "cut": "the connection ends within the body",
    "short": "a part of the body that claims to be the whole",
    "reset": "the connection ends before the answer",
    "slow": "an answer after half a minute",
    "wrong_paper": "esearch runs a part of the DOI, or finds another paper",
    "missing": "some of the records, hits or entries are left out without a word",
    "clamped": "a page of hits that is shorter than asked",
}


class Failures:
    """Which answer fails, and how. The same seed gives the same failures for the same requests."""

    def __init__(
        self,
        rates: Mapping[str, float] | None = None,
        *,
        script: Iterable[str | None] = (),
        seed: int = 0,
        pause: str = "2",
        seconds: float = 30.0,
    ) -> None:
        """Choose failures.

        Args:
            rates: share of the requests that fail, by the way they do; at most 1 in all.
            script: the failures of the first requests, one after the other; None for none.
            seed: of the choice.
            pause: what Retry-After says.
            seconds: how long a slow answer takes.
        """
        self.rates, self.pause, self.seconds = dict(rates or {}), pause, seconds
        self._script, self._random = iter(list(script)), random.Random(seed)
        unknown = (set(self.rates) | {one for one in script if one}) - set(ALL)
        if unknown or sum(self.rates.values()) > 1.000001:
            raise ValueError(f"failures: {sorted(unknown) or 'more than all requests'}")

    @classmethod
    def mixed(cls, rate: float, *, seed: int = 0) -> "Failures":
        """All of them, equally often, together at this rate."""
        return cls(dict.fromkeys(ALL, rate / len(ALL)), seed=seed)

    def choose(self) -> str | None:
        """The failure of the next request, if it fails."""
        for scripted in self._script:
            return scripted
        left = self._random.random()
        for name, rate in self.rates.items():
            left -= rate
            if left < 0:
                return name
        return None

    def spoil(self, name: str, service: str, answer: Answer, library: Library) -> Answer:
        """The answer as this failure leaves it; unchanged where the service cannot fail in this way."""
        if name in ("cut", "short"):
            # Within the record, not after it: a line break less at the end is a whole answer.
            at = self._random.randrange(len(answer.body.rstrip()) or 1)
            return replace(answer, cut=at, short=name == "short")
        if name == "missing":
            return self._less(service, answer)
        if name == "wrong_paper":
            return self._wrong(answer, library) if service == "esearch" else answer
        if name == "viewer":
            return efetch_error(_VIEWER, 400) if service == "efetch" else answer
        if name == "clamped":
            return self._clamped(answer) if service == "esearch" else answer
        return self._instead(name, service, answer)

    def _instead(self, name: str, service: str, answer: Answer) -> Answer:
        """What comes in the place of an answer, or when it comes."""
        refused = '{"error":"API rate limit exceeded","api-key":"192.0.2.1","count":"4","limit":"3"}\n'
        return {
            "rate": Answer(refused.encode(), JSON, 429, {"Retry-After": self.pause}),
            "server": Answer(_PAGE, HTML, 500),
            "html": Answer(_PAGE, HTML),
            "gateway": Answer(_UNROUTED, TEXT, 502),
            "in_band": _in_band(service),
            "empty": Answer(b"", answer.kind),
            "reset": replace(answer, hang_up=True),
            "slow": replace(answer, after=self.seconds),
        }[name]

    def _wrong(self, answer: Answer, library: Library) -> Answer:
        """Another paper for a DOI: because only a part of it was looked for, or for no visible reason."""
        said, result = _result(answer)
        if result is None or not re.search(r"Publisher ID|\[doi\]|\[aid\]", str(result["querytranslation"])):
            return answer
        result["idlist"] = [self._random.choice(list(library.entries))]
        result["count"] = result["retmax"] = "1"
        if self._random.random() < 0.5:
            part = re.findall(r"\w+", re.sub(r"\[[^\]]*\]\)*$", "", str(result["querytranslation"])))[-1]
            result["querytranslation"] = f'"{part}"[Publisher ID]'
        result.pop("errorlist", None)
        result.pop("warninglist", None)
        return as_json(said)

    def _less(self, service: str, answer: Answer) -> Answer:
        if service == "efetch":
            records = re.findall(rb"<PubmedArticle>.*?</PubmedArticle>", answer.body, re.DOTALL)
            body = answer.body
            for record in self._some(records):
                body = body.replace(record, b"", 1)
            return replace(answer, body=body)
        said = json.loads(answer.body) if answer.kind == JSON and answer.status == 200 else {}
        if service == "esearch" and "idlist" in said.get("esearchresult", {}):
            _drop(said["esearchresult"]["idlist"], self._some(said["esearchresult"]["idlist"]))
        elif service == "esummary" and "result" in said:
            for uid in self._some(said["result"]["uids"]):
                said["result"]["uids"].remove(uid)
                del said["result"][uid]
        elif service == "idconv" and "records" in said:
            _drop(said["records"], self._some(said["records"]))
        else:
            return answer
        return as_json(said)

    def _some(self, items: list[T]) -> list[T]:
        return self._random.sample(items, max(1, len(items) // 3)) if items else []

    def _clamped(self, answer: Answer) -> Answer:
        said, result = _result(answer)
        if result is None or not result["idlist"]:
            return answer
        del result["idlist"][len(result["idlist"]) // 2 :]
        result["retmax"] = str(len(result["idlist"]))
        words = f"Restrictions achieved. start and count adjusted to 0, {result['retmax']}"
        result["warninglist"] = {"phrasesignored": [], "quotedphrasesnotfound": [], "outputmessages": [words]}
        return as_json(said)


def _drop(items: list[object], some: list[object]) -> None:
    for one in some:
        items.remove(one)


def _result(answer: Answer) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """An answer of esearch in JSON, and its result; None where it is another one."""
    said = json.loads(answer.body, strict=False) if answer.kind == JSON else {}
    result = said.get("esearchresult")
    return said, result if result and "idlist" in result else None


def _in_band(service: str) -> Answer:
    if service == "efetch":
        return efetch_error(_VIEWER, 200)
    if service == "esearch":
        return esearch_error(_BACKEND)
    if service == "esummary":
        return as_json({"header": {"type": "esummary", "version": "0.3"}, "esummaryresult": [_VIEWER]})
    return Answer(b"Couldn't resolve #exLinkSrv2, the address table is empty.", TEXT)
