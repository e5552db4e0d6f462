"""What must not be kept or told of an answer, taken out of it: keys, names, addresses, cookies, abstracts.

The caller's own key and names go first, in every way in which a file may write them, and from everywhere.
What looks like somebody's address goes from all that is not PubMed's own text: an author's address in a
record, or the number of an enzyme in a title, is part of what PubMed says.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ..model import lazy

if TYPE_CHECKING:
    from .caller import Caller

#: All that is kept of an answer's headers. Cookies and the service's ids of a caller's visit are not.
_HEADERS: Final = ("Content-Type", "Date", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-Triallint-Source")

#: What stands in its place: in what is kept, and in what people read.
_GONE, _LEFT_OUT = "scrubbed", "…"

#: The words of authors and publishers; what is left of a record are its bibliographic facts.
_ABSTRACT: Final = lazy(
    rb"[ \t]*<(Abstract|OtherAbstract)(?:\s[^<>]*)?(?<!/)>.*?</\1\s*>[ \t]*(?:\r?\n)?", re.DOTALL
)
_EMPTY_ABSTRACT: Final = lazy(rb"[ \t]*<(?:Abstract|OtherAbstract)(?:\s[^<>]*)?/>[ \t]*(?:\r?\n)?")
#: PubMed's own text: a record between its tags, its comments aside; in JSON a title or a query.
_RECORD: Final = lazy(r"<(Pubmed(?:Book)?Article)[\s>].*?</\1\s*>", re.DOTALL)
_COMMENT: Final = lazy(r"<!--.*?-->", re.DOTALL)
_TEXTS: Final = lazy(r'"\w*(?:title|translation|term)\w*"\s*:\s*"(?:[^"\\]|\\.)*"', re.IGNORECASE)

_NAMES: Final = r"api[-_]?key|email|tool|ip|client[-_]?ip|remote[-_]?addr"
#: `"email": "…"` of JSON, and `email=…` in an address, its blanks and signs escaped or not.
_MEMBER: Final = lazy(rf'("(?:{_NAMES})"\s*:\s*")(?:[^"\\]|\\.)*(")', re.IGNORECASE)
_PARAMETER: Final = lazy(rf"(\b(?:{_NAMES})(?:=|%3D|\\u003d))[^&;\s\"'<>\\]*", re.IGNORECASE)
#: The same in the wording of an error, which may be cut; and what looks like a key.
_WORDED: Final = lazy(r"(\b(?:api[-_]?key|email|tool)[\"']?\s*[=:]\s*[\"']?)[^&\s\"',}]+", re.IGNORECASE)
_KEY: Final = lazy(r"\b[0-9a-f]{32,}\b", re.IGNORECASE)

_AT: Final = r"(?:@|%(?:25)*40|\\u0040|&#(?:64|x40);)"
_MAIL: Final = lazy(rf"(?:[\w.+-]|%[0-9a-f]{{2}}|\\u00[0-9a-f]{{2}})+{_AT}[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
#: What may be a network address, alone or with a port: one within a DOI or a name is none.
_ADDRESS: Final = lazy(
    r"(?<![\w./:-])(?:(?P<four>(?:[0-9]{1,3}\.){3}[0-9]{1,3})(?P<port>:[0-9]{1,5})?"
    r"|(?P<six>[0-9a-f:]*:[0-9a-f:]*:[0-9a-f]*))(?![\w/:-]|\.\w)",
    re.IGNORECASE,
)
#: Enzymes have seven classes: the address of a caller, whose first number is larger, is none of them.
_CLASSES: Final = 7
#: How the addresses that callers have begin: global ones with 2 or 3, local ones with f.
_IN_USE: Final = frozenset({0x2, 0x3, 0xF})
#: No error text that says anything is longer.
_LONGEST: Final = 2_000


def scrubbed_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers of an answer that may be kept."""
    lower = {name.lower(): value for name, value in headers.items()}
    return {name: lower[name.lower()] for name in _HEADERS if name.lower() in lower}


def scrubbed_body(body: bytes, caller: "Caller") -> bytes:
    """A body without abstracts and without anything that tells who asked.

    Args:
        body: as received, in UTF-8.
        caller: who asked.
    """
    body = _EMPTY_ABSTRACT.sub(b"", _ABSTRACT.sub(b"", body))
    text = without_names(body.decode("utf-8", "surrogateescape"), caller)
    if text.lstrip("\ufeff \t\r\n").startswith("<"):
        text = _outside(_RECORD, _COMMENT.sub(lambda found: _without_traces(found[0]), text))
    else:
        text = _outside(_TEXTS, _TEXTS.sub(lambda found: _without_addresses(found[0], sure=True), text))
    return text.encode("utf-8", "surrogateescape")


def scrubbed_message(text: str, caller: "Caller") -> str:
    """An error text without the caller's key and names, whole or cut."""
    return _PARAMETER.sub(rf"\g<1>{_LEFT_OUT}", without_names(text, caller, _LEFT_OUT))


def scrubbed_line(text: str) -> str:
    """One short line of an error text without keys, e-mail and network addresses, whoever asked.

    Error bodies echo the caller: his key (36 hexadecimal digits), his address, his network address.
    """
    if len(text) > _LONGEST:  # whole words only: half a key would no longer look like one
        text = text[:_LONGEST].rpartition(" ")[0]
    text = _KEY.sub(_LEFT_OUT, _WORDED.sub(rf"\g<1>{_LEFT_OUT}", text))
    line = " ".join(_without_traces(text, _LEFT_OUT).split())
    return line if len(line) <= 200 else line[:199] + _LEFT_OUT


def without_names(text: str, caller: "Caller", instead: str = _GONE) -> str:
    """A text without the caller's key and names, in plain or as addresses, JSON and XML write them."""
    for secret in caller.secrets:
        text = _written(secret).sub(instead, text)
    return text


@lru_cache(maxsize=16)
def _written(secret: str) -> re.Pattern[str]:
    """A text however its characters are escaped, each on its own, and whatever its letter case."""
    return re.compile("".join(map(_character, secret)), re.IGNORECASE)


def _character(one: str) -> str:
    units = one.encode("utf-16-be")
    escaped = "".join(rf"\\+u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
    encoded = "".join(f"%(?:25)*{byte:02x}" for byte in one.encode())
    entity = f"&(?:amp;)?#(?:0*{ord(one)}|x0*{ord(one):x});"
    return f"(?:{re.escape(one)}|{encoded}|{escaped}|{entity}{'|&amp;' if one == '&' else ''})"


def _outside(pattern: re.Pattern[str], text: str) -> str:
    """A text whose traces are taken out except where it matches."""
    parts, end = [], 0
    for found in pattern.finditer(text):
        parts += [_without_traces(text[end : found.start()]), found[0]]
        end = found.end()
    return "".join((*parts, _without_traces(text[end:])))


def _without_traces(text: str, instead: str = _GONE) -> str:
    text = _MEMBER.sub(rf"\g<1>{instead}\g<2>", text)
    text = _PARAMETER.sub(rf"\g<1>{instead}", text)
    return _without_addresses(_MAIL.sub(instead, text), instead)


def _without_addresses(text: str, instead: str = _GONE, *, sure: bool = False) -> str:
    """A text without network addresses; `sure`: only those that can be nothing else."""
    return _ADDRESS.sub(lambda found: instead if _is_address(found, sure=sure) else found[0], text)


def _is_address(found: re.Match[str], *, sure: bool) -> bool:
    from ipaddress import IPv4Address, ip_address

    try:
        address = ip_address(found["four"] or found["six"])
    except ValueError:  # a time, a ratio
        return False
    if isinstance(address, IPv4Address):
        return not sure or bool(found["port"]) or address.packed[0] > _CLASSES
    is_sparse = len(list(filter(None, found["six"].split(":")))) < 3  # 1661::A is a strain
    return (
        address.is_loopback or address.is_link_local or (not is_sparse and address.packed[0] >> 4 in _IN_USE)
    )
