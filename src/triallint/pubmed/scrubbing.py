"""What must not be kept of an answer, taken out of it: keys, names, network addresses, cookies, abstracts."""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote, quote_plus

from .caller import Caller

#: All that is kept of an answer's headers. Cookies and the service's ids of a caller's visit are not.
_HEADERS: Final = ("Content-Type", "Date", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-Triallint-Source")

_GONE: Final = "scrubbed"

#: The words of authors and publishers; what is left of a record are its bibliographic facts.
_ABSTRACT: Final = re.compile(
    rb"[ \t]*<(Abstract|OtherAbstract)(?:\s[^<>]*)?(?<!/)>.*?</\1\s*>[ \t]*(?:\r?\n)?", re.DOTALL
)
_EMPTY_ABSTRACT: Final = re.compile(rb"[ \t]*<(?:Abstract|OtherAbstract)(?:\s[^<>]*)?/>[ \t]*(?:\r?\n)?")
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)

_NAMES: Final = r"api[-_]?key|email|tool|ip|client[-_]?ip|remote[-_]?addr"
#: `"email": "…"` of JSON, and `email=…` in an address, its blanks and signs escaped or not.
_MEMBER: Final = re.compile(rf'("(?:{_NAMES})"\s*:\s*")(?:[^"\\]|\\.)*(")', re.IGNORECASE)
_PARAMETER: Final = re.compile(rf"(\b(?:{_NAMES})(?:=|%3D))[^&;\s\"'<>\\]*", re.IGNORECASE)
#: An e-mail address, or a network address that stands alone: one within a DOI or a name does not.
_MAIL: Final = re.compile(r"[\w.+-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+")
_ADDRESS: Final = re.compile(
    r"(?<![\w./:-])(?:(?:[0-9]{1,3}\.){3}[0-9]{1,3}|(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}"
    r"|(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})?::(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})?)(?![\w/:-]|\.\w)",
    re.IGNORECASE,
)
#: Members whose text is a title or a query: four numbers with full stops there are an enzyme's.
_TEXTS: Final = re.compile(r'"\w*(?:title|translation|term)\w*"\s*:\s*"(?:[^"\\]|\\.)*"', re.IGNORECASE)


def scrubbed_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers of an answer that may be kept."""
    lower = {name.lower(): value for name, value in headers.items()}
    return {name: lower[name.lower()] for name in _HEADERS if name.lower() in lower}


def scrubbed_body(body: bytes, caller: Caller) -> bytes:
    """A body without abstracts and without anything that tells who asked.

    Of a record's own text nothing but its abstracts is taken out: an author's address in it, or the number of
    an enzyme, is part of what PubMed says.

    Args:
        body: as received, in UTF-8.
        caller: who asked.
    """
    body = _EMPTY_ABSTRACT.sub(b"", _ABSTRACT.sub(b"", body))
    text = body.decode("utf-8", "surrogateescape")
    if text.lstrip("\ufeff \t\r\n").startswith("<"):
        text = _COMMENT.sub(lambda found: _without_traces(found[0]), text)
    else:
        text = _outside(_TEXTS, text)
    return without_names(text, caller).encode("utf-8", "surrogateescape")


def without_names(text: str, caller: Caller) -> str:
    """A text without the caller's key and names, in plain or as addresses and JSON have them."""
    secrets = [caller.api_key, caller.email, caller.tool if caller.tool != Caller().tool else ""]
    for secret in filter(None, secrets):
        forms = {secret, quote(secret), quote(secret, safe=""), quote_plus(secret)}
        for form in sorted(forms, key=len, reverse=True):
            text = re.sub(re.escape(form), _GONE, text, flags=re.IGNORECASE)
    return text


def _outside(pattern: re.Pattern[str], text: str) -> str:
    """A text whose traces are taken out except where it matches."""
    parts, end = [], 0
    for found in pattern.finditer(text):
        parts += [_without_traces(text[end : found.start()]), found[0]]
        end = found.end()
    return "".join((*parts, _without_traces(text[end:])))


def _without_traces(text: str) -> str:
    text = _MEMBER.sub(rf"\g<1>{_GONE}\g<2>", text)
    text = _PARAMETER.sub(rf"\g<1>{_GONE}", text)
    return _ADDRESS.sub(_GONE, _MAIL.sub(_GONE, text))
