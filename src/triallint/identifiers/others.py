"""What else stands where an identifier should: words for none, and numbers of other kinds."""

import re
from typing import NamedTuple

from ..model import lazy


class Other(NamedTuple):
    """A kind of text that is not what was looked for: a word for programs, words for people."""

    name: str
    words: str


_NONE = lazy(
    r"n\.?\s?/?\s?a\.?|none|nil|null|nan|missing|unknown|unavailable|undefined"
    r"|not[ _-](?:available|applicable|found|known|assigned|provided|registered|given|stated)"
    r"|no (?:doi|pmid|pmcid|number|registration)(?: (?:available|found))?|[-\u2010-\u2015\u2212.?*/]+",
    re.IGNORECASE,
)
_LATER = lazy(
    r"t\.?b\.?[ad]\.?|to be (?:assigned|determined|announced|confirmed|added)|forthcoming|in[ -]press"
    r"|pending|submitted|under review|to appear|in preparation|accepted|ahead of print|applied for",
    re.IGNORECASE,
)
_LABELLED = lazy(r"(?:doi|pmid|pmcid)\s*[:=#]\s*", re.IGNORECASE)
_MADE_UP = lazy(
    r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?10\.[x#?*]+/.*|10\.[0-9]{4,9}/[x#?*]{2,}", re.IGNORECASE
)


def placeholder(text: str, kind: str) -> str:
    """What sort of placeholder a cell holds: "none", "later" (not yet known), "made up"; or nothing.

    Args:
        text: the cell.
        kind: the kind of identifier that the column is for.
    """
    core = _LABELLED.sub("", text.strip().strip("()[]\"'").strip())
    if not core:
        return "none" if text.strip() else ""
    if _NONE.fullmatch(core):
        return "none"
    if _LATER.fullmatch(core):
        return "later"
    if kind == "doi" and _MADE_UP.fullmatch(core):
        return "made up"
    if kind in ("pmid", "pmcid") and re.fullmatch(r"(?:PMC)?(?:0+|[x#?]+)", core, re.IGNORECASE):
        return "made up"
    if kind == "registry" and re.fullmatch(r"[A-Z]{3,7}[-\s]?[x#?*]{4,}", core, re.IGNORECASE):
        return "made up"
    return ""


_KINDS = (
    (Other("doi", "a DOI"), lazy(r".*10\.[0-9]{4,9}/\S*[A-Za-z0-9]\S*.*", re.DOTALL)),
    (
        Other("pmcid", "a PMCID"),
        lazy(r"(?:.*\W)?PMC[ -]?[0-9]{3,}(?:\.[0-9]+)?(?:/.*)?|PMC[1-9][0-9]?", re.I | re.DOTALL),
    ),
    (
        Other("pmid", "a PMID"),
        lazy(
            r"PMID\W{0,3}[1-9][0-9]{0,7}|.*\bpubmed\b(?:\.ncbi\.nlm\.nih\.gov)?/(?:\?term=)?[0-9]{1,8}/?",
            re.I,
        ),
    ),
    (Other("manuscript", "a manuscript number"), lazy(r"(?:NIHMS|EMS|UKMS|HHMIMS|CAMS)-?[0-9]{3,}", re.I)),
    (Other("reactome", "a Reactome identifier"), lazy(r"(?:R-[A-Z]{3}-|REACT_)[0-9]+(?:\.[0-9]+)?")),
    (Other("zinc", "a ZINC identifier"), lazy(r"ZINC[0-9]{6,16}")),
    (
        Other("ccmo", "a Dutch ethics committee's number"),
        lazy(r"NL[0-9]{5}\.[0-9]{3}\.[0-9][0-9]", re.I),
    ),
    (Other("prospero", "a PROSPERO number"), lazy(r"(?:PROSPERO\W*)?CRD ?42[0-9]{7,11}", re.I)),
    (
        Other("arxiv", "an arXiv number"),
        lazy(r"arxiv:\s*(?:[0-9]{4}\.[0-9]{4,5}|[a-z.-]+/[0-9]{7})(?:v[0-9]+)?", re.I),
    ),
    (
        Other("pii", "a publisher's item number (PII)"),
        lazy(r"S?[0-9]{4}-?[0-9]{3}[0-9X]\([0-9][0-9]\)[0-9]{5}-?[0-9X]", re.I),
    ),
    (Other("pii", "a publisher's item number (PII)"), lazy(r"[SB][0-9]{15}[0-9X]", re.I)),
    (Other("address", "a web address"), lazy(r"(?:https?:/|www\.)\S+", re.I)),
)
_BOOK = lazy(r"(?:ISBN(?:-1[03])?[:\s]*)?((?:97[89][- ]?)?[0-9](?:[- ]?[0-9]){8}[- ]?[0-9X])", re.I)
_SERIAL = lazy(r"(?:e?ISSN[:\s]*)?([0-9]{4}-[0-9]{3}[0-9X])", re.I)


def other_kind(text: str) -> Other | None:
    """What kind of identifier a whole text is, of those that can be told by their form alone.

    A bare number of one to eight digits is none: it may be a PMID or a PMCID without its letters, and
    only its column can say which.
    """
    for kind, pattern in _KINDS:
        if pattern.fullmatch(text):
            return kind
    book = _BOOK.fullmatch(text)
    if book and _is_isbn(re.sub(r"[- ]", "", book[1]).upper()):
        return Other("isbn", f"an ISBN ({re.sub(r'[- ]', '', book[1])})")
    serial = _SERIAL.fullmatch(text)
    if serial and _is_issn(serial[1].upper()):
        return Other("issn", "an ISSN")
    return None


def _is_isbn(digits: str) -> bool:
    """Whether the check digit fits: ISBN-10 modulo 11, ISBN-13 modulo 10 (ISO 2108)."""
    if len(digits) == 13:
        return sum(int(d) * (1, 3)[i % 2] for i, d in enumerate(digits)) % 10 == 0
    return sum(_digit(d) * (10 - i) for i, d in enumerate(digits)) % 11 == 0


def _is_issn(text: str) -> bool:
    """Whether the check digit fits (ISO 3297)."""
    return sum(_digit(d) * (8 - i) for i, d in enumerate(text.replace("-", ""))) % 11 == 0


def _digit(mark: str) -> int:
    return 10 if mark == "X" else int(mark)
