"""Queries of esearch: taken apart, run, and told again as the service tells them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from .library import Library, tokens

_FIELDS = {
    "doi": "Publisher ID",
    "aid": "Publisher ID",
    "publisher id": "Publisher ID",
    "pmcid": "PMC ID",
    "pmc": "PMC ID",
    "si": "Secondary Source ID",
    "secondary source id": "Secondary Source ID",
    "ti": "Title",
    "title": "Title",
    "uid": "UID",
    "pmid": "UID",
    "": "All Fields",
}
_ATOM = re.compile(
    r"\(*\s*(?P<quote>\"?)(?P<text>.*?)(?P=quote)\s*(?:\[(?P<field>[^\]]*)\])?\s*\)*", re.DOTALL
)


@dataclass
class Found:
    """What a query came to.

    Attributes:
        pmids: newest first, as PubMed gives them.
        translation: the query as it was run.
    """

    pmids: list[str]
    translation: str
    phrases_not_found: list[str] = field(default_factory=list)
    fields_not_found: list[str] = field(default_factory=list)
    quoted_not_found: list[str] = field(default_factory=list)


def search(library: Library, term: str) -> Found:
    """Run a query of terms joined by OR, or by AND. A term that is not in the index is left out."""
    joint = " OR " if _split(term, " OR ")[1:] else " AND "
    found = Found([], "")
    parts: list[tuple[str, set[str]]] = []
    for raw in _split(term, joint):
        match = _ATOM.fullmatch(raw.strip())
        text, name = (match["text"], (match["field"] or "").lower()) if match else (raw, "")
        if name not in _FIELDS:
            found.fields_not_found.append(name)
            continue
        translation, pmids = _run(library, text, _FIELDS[name])
        if pmids or _FIELDS[name] in ("UID",):
            parts.append((translation, set(pmids)))
        elif match and match["quote"]:
            found.quoted_not_found.append(raw.strip().strip("()"))
        else:
            found.phrases_not_found.append(raw.strip().strip("()"))
    hits = [pmids for _, pmids in parts]
    joined = set.intersection(*hits) if hits and joint == " AND " else set().union(*hits)
    found.pmids = sorted(joined, key=int, reverse=True)
    found.translation = joint.join(text for text, _ in parts) or _as_sent(term)
    return found


def _run(library: Library, text: str, name: str) -> tuple[str, Iterable[str]]:
    words = tokens(text)
    if name == "Publisher ID":
        return f'"{" ".join(words)}"[{name}]', list(library.beginning_with(words))
    if name == "PMC ID":
        pmid = library.by_pmcid.get(text.upper())
        return f'"{text.lower()}"[{name}]', [pmid] if pmid else []
    if name == "Secondary Source ID":
        return f'"{text.upper()}"[{name}]', library.by_accession.get(text.upper(), [])
    if name == "UID":
        return f"{text}[{name}]", [text] if text in library.entries else []
    return f'"{" ".join(words)}"[{name}]', list(library.with_phrase(words))


def _as_sent(term: str) -> str:
    """A query of which nothing was found comes back as it was sent, its quoted phrases in brackets."""
    return f"({term})" if '"' in term else term


def _split(term: str, joint: str) -> list[str]:
    """Split at a joint, except within quotation marks."""
    return re.split(rf"{joint}(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", term)
