"""The reference list of a JATS article: what its elements say, where they say it."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from ...model import Span
from .inline import name_of, visible
from .jats_front import names_in
from .page import Page

_CITATIONS: Final = frozenset({"mixed-citation", "element-citation", "nlm-citation", "citation"})
_COLUMNS: Final = {
    "article-title": "title",
    "source": "journal",
    "year": "year",
    "volume": "volume",
    "issue": "issue",
}
_IDS: Final = {"pmid": "pmid", "doi": "doi", "pmc": "pmcid", "pmcid": "pmcid"}


def cite(page: Page, article: Element) -> None:
    """Write the reference list, one line for each work; a reference may hold several."""
    position = 0
    for reference in article.iter():
        if name_of(reference) != "ref":
            continue
        for citation in (one for one in reference.iter() if name_of(one) in _CITATIONS):
            position += 1
            ids = dict(_ids(citation))
            without = frozenset({"pub-id", "label"})
            if name_of(citation) == "mixed-citation":
                text = visible(citation, without=without)
                page.cite("reference", position, text, ids, _found(text, citation))
            else:
                text, told = _composed(citation)
                page.cite("reference", position, text, ids, told)


def _ids(citation: Element) -> Iterator[tuple[str, str]]:
    for one in citation.iter():
        if name_of(one) == "pub-id":
            column = _IDS.get(one.get("pub-id-type") or "")
            if column and visible(one):
                yield column, visible(one)


def _fields(citation: Element) -> dict[str, str]:
    """Column -> what its element says."""
    found: dict[str, str] = {}
    for one in citation.iter():
        column = _COLUMNS.get(name_of(one))
        text = visible(one)
        if column and text:
            found.setdefault(column, text.rstrip(".") if column == "title" else text)
    if "title" not in found and "journal" in found:  # a book: its title is its source
        found["title"] = found.pop("journal")
    first = next((visible(one) for one in citation.iter() if name_of(one) in ("fpage", "elocation-id")), "")
    last = next((visible(one) for one in citation.iter() if name_of(one) == "lpage"), "")
    if first:
        found["pages"] = f"{first}-{last}" if last and last != first else first
    return found


def _found(text: str, citation: Element) -> dict[str, Span]:
    """Where the text of a citation prints what its elements say; what it prints otherwise is left to it."""
    told: dict[str, Span] = {}
    at = 0
    for column, words in _fields(citation).items():
        start = text.find(words, at) if column != "pages" else text.find(words)
        if start >= 0:
            told[column] = Span(start, start + len(words))
            at = start + len(words) if column != "pages" else at
    return told


def _composed(citation: Element) -> tuple[str, dict[str, Span]]:
    """A line in Vancouver's manner out of elements that bring no punctuation."""
    fields = _fields(citation)
    fields["authors"] = ", ".join(names_in(citation))
    pieces, told, size = [], {}, 0
    for column, before, after in (
        ("authors", "", ". "),
        ("title", "", ". "),
        ("journal", "", ". "),
        ("year", "", ";"),
        ("volume", "", ""),
        ("issue", "(", ")"),
        ("pages", ":", "."),
    ):
        words = fields.get(column)
        if words:
            told[column] = Span(size + len(before), size + len(before) + len(words))
            pieces.append(before + words + after)
            size += len(pieces[-1])
    return "".join(pieces).rstrip(" ;"), told
