"""A citation notice under headings between equals signs: link, metadata, abstract, in French or English."""

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import normalize
from urllib.parse import unquote

from ...identifiers import find_dois, find_pmids
from ..document import Document, Quote, Section
from .base import Given, Layout
from .citing import own_fields
from .labels import sections_in, trimmed
from .registered import registered
from .single import document

_HEADING: Final = re.compile(
    r"(?:^|[\r\n])[ \t]*={2,5}[ \t]{0,9}([^=\r\n]{2,60}?)[ \t]{0,9}={2,5}[ \t]*(?=[\r\n]|$)"
)
#: Folded heading -> what stands below it.
_PARTS: Final = {
    "lien pubmed": "link",
    "lien": "link",
    "liens": "link",
    "pubmed link": "link",
    "link": "link",
    "metadonnees": "metadata",
    "metadata": "metadata",
    "notice": "metadata",
    "citation": "metadata",
    "reference": "metadata",
    "abstract": "abstract",
    "resume": "abstract",
}
_TERM: Final = re.compile(r"[?&](?:term|q)=([^\s&#]+)|pubmed\.ncbi\.nlm\.nih\.gov/(\d{1,8})\b")


def _folded(heading: str) -> str:
    plain = normalize("NFD", heading.lower())
    return "".join(letter for letter in plain if letter.isascii()).strip()


def recognise(given: Given) -> bool:
    """A heading of metadata and one of an abstract."""
    if given.is_markup:
        return False
    parts = {_PARTS.get(_folded(found[1])) for found in _HEADING.finditer(given.opening)}
    return {"metadata", "abstract"} <= parts


def read(given: Given) -> Iterator[Document]:
    """The report of the notice."""
    text = given.text
    found = list(_HEADING.finditer(text))
    sections: list[Section] = []
    fields: dict[str, Quote] = {}
    for heading, after in zip(found, [*(one.start() for one in found[1:]), len(text)], strict=True):
        start, end = trimmed(text, heading.end(), after)
        part = _PARTS.get(_folded(heading[1]))
        if part == "abstract":
            sections += sections_in(text, start, end)
        elif part == "metadata":
            fields |= own_fields(text, start, end) | fields  # the link's own identifier stands first
            sections += _of_metadata(fields, start, end, heading[1])
        else:
            fields |= _linked(text, start, end) if part == "link" else {}
            sections.append(Section("other", start, end, heading[1]))
    yield document(given, LAYOUT.name, sections, fields | registered(text, sections))


def _of_metadata(fields: dict[str, Quote], start: int, end: int, heading: str) -> Iterator[Section]:
    """The title within the metadata, and what stands around it."""
    title = fields.get("title")
    if title is None or not start <= title.start < title.end <= end:
        yield Section("other", start, end, heading)
        return
    if title.start > start:
        yield Section("other", start, title.start, heading)
    yield Section("title", title.start, title.end)
    if title.end < end:
        yield Section("other", title.end, end)


def _linked(text: str, start: int, end: int) -> dict[str, Quote]:
    """The identifier that a link to PubMed names, as printed: its term, or its number."""
    found: dict[str, Quote] = {}
    for one in _TERM.finditer(text, start, end):
        if one[2]:
            found["pmid"] = Quote(one[2], *one.span(2))
        elif find_dois(unquote(one[1])):
            found["doi"] = Quote(one[1], *one.span(1))
        elif find_pmids(one[1]) or one[1].isdigit():
            found["pmid"] = Quote(one[1], *one.span(1))
    return found


LAYOUT = Layout(
    "citation notice",
    "a notice with the headings === Métadonnées === and === Abstract ===",
    recognise,
    read,
    is_single=True,
)
