"""PubMed's own records: XML as efetch and the bulk files have it, record by record."""

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from ...identifiers import find_registry_numbers
from ...model import Publication
from ...pubmed.markup import read_xml, text_of
from ...pubmed.parse import SKIPPED
from ...pubmed.record import publication
from ...pubmed.trouble import BadAnswer
from ..conditions import DOCUMENT_IS_WHOLE
from ..document import Document, SectionKind
from .base import Given, Layout
from .inline import visible
from .labels import kind_of
from .page import Page
from .xml import utf8

_ROOTS: Final = frozenset(
    {
        *("pubmedarticleset", "pubmedbookarticleset", "bookdocumentset", "medlinecitationset"),
        *("pubmedarticle", "pubmedbookarticle", "medlinecitation", "bookdocument"),
    }
)
_OPEN: Final = re.compile(rb"<(PubmedArticle|PubmedBookArticle|MedlineCitation|BookDocument)(?=[\s>])")
_NEEDED: Final = frozenset({"Abstract", "OtherAbstract", "ReferenceList"})
_CATEGORIES: Final[dict[str, SectionKind]] = {
    "BACKGROUND": "background",
    "OBJECTIVE": "background",
    "METHODS": "methods",
    "RESULTS": "results",
    "CONCLUSIONS": "conclusions",
}
#: Ties to other publications that have a place in `citations`, and the tie's own name in PubMed.
_RELATIONS: Final = {"CommentIn": "comment_in"}
_IDS: Final = {"pubmed": "pmid", "doi": "doi", "pmc": "pmcid"}


def recognise(given: Given) -> bool:
    """A set of PubMed's records, or one of them."""
    return given.root in _ROOTS


def read(given: Given) -> Iterator[Document]:
    """A document for each record; one that is broken is a finding, and the others are read."""
    for row, piece in _records(given, utf8(given)):
        try:
            root = read_xml(piece, skipped=SKIPPED - _NEEDED)
        except BadAnswer as bad:
            given.source.say(
                DOCUMENT_IS_WHOLE,
                f"the record that begins on line {row} cannot be parsed: {bad}",
                "fetch the record again; the others were read",
                row=row,
            )
        else:
            yield _document(given, root, row)


def _records(given: Given, data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each record's line and its bytes."""
    at, row = 0, 1
    while found := _OPEN.search(data, at):
        row += data.count(b"\n", at, found.start())
        close = data.find(b"</" + found[1] + b">", found.end())
        if close < 0:
            given.source.say(
                DOCUMENT_IS_WHOLE,
                f"the record that begins on line {row} has no end: the file was cut",
                "fetch the file again; the records before it were read",
                row=row,
            )
            return
        at = close + len(found[1]) + 3
        piece = data[found.start() : at]
        yield row, piece
        row += piece.count(b"\n")


def _document(given: Given, element: Element, line: int) -> Document:
    record = publication(element)
    page = Page()
    tell(page, element)
    for other in element.iter("OtherAbstract"):
        words = " ".join(filter(None, (other.get("Type"), other.get("Language"))))
        page.notes.append(f"a further abstract ({words}) was not read")
    _describe(page, record)
    _cite(page, element, record)
    name = name_of(record.pmid, record.version) or f"{given.source.stem}-{line}"
    return page.document(given, LAYOUT.name, name, line=line, is_record=True)


def name_of(pmid: str, version: str) -> str:
    """What names the document of a record: its PMID, with the version where that is not the first."""
    return pmid if version == "1" or not pmid else f"{pmid}.{version}"


def tell(page: Page, element: Element) -> None:
    """Put into a page what a record says of its trial: the title and the abstract."""
    title = next((one for tag in ("ArticleTitle", "BookTitle") for one in element.iter(tag)), None)
    page.title("" if title is None else visible(title))
    abstract = next(element.iter("Abstract"), None)
    if abstract is not None:
        _abstract(page, abstract)


def _abstract(page: Page, abstract: Element) -> None:
    for part in abstract:
        text = visible(part)
        if part.tag == "CopyrightInformation" and text:
            page.part("other", text)
        elif part.tag == "AbstractText" and text:
            label = (part.get("Label") or "").strip()
            kind = kind_of(label.capitalize()) or _CATEGORIES.get(part.get("NlmCategory") or "")
            if label and label.upper() != "UNLABELLED":
                page.part(kind or "abstract", text, label)
            else:
                page.prose(text, kind or "abstract")


def _describe(page: Page, record: Publication) -> None:
    """What the record says of itself besides, a line each."""
    page.field("authors", ", ".join(map(str, record.authors)), "Authors")
    page.field("journal", record.journal.medline or record.journal.iso or record.journal.title, "Journal")
    printed = [one.text for one in record.dates if one.kind in ("print", "book", "collection")]
    online = [one.text for one in record.dates if one.kind == "electronic"]
    page.field("published", next(iter(printed or online), ""), "Published")
    if printed and online:
        page.field("epub", online[0], "Epub")
    year = re.search(r"\d{4}", next(iter(printed or online), ""))
    page.field("year", year[0] if year else "", "Year")
    for column in ("volume", "issue", "pages", "doi", "pmid", "pmcid"):
        page.field(column, getattr(record, column), column.upper() if column[0] in "dp" else column.title())
    page.field("registry_ids", registry_ids(record), "Registered")


def registry_ids(record: Publication) -> str:
    """The registry numbers that a record's list of data banks gives."""
    return "; ".join(
        filter(_is_registered, dict.fromkeys(number for _, number in record.registrations if number))
    )


def _is_registered(number: str) -> bool:
    return bool(find_registry_numbers(number))


def _cite(page: Page, element: Element, record: Publication) -> None:
    """Comments on it and works that it cites; other ties are lines that no table holds."""
    counted: dict[str, int] = {}
    for link in record.links:
        relation = _RELATIONS.get(link.kind)
        if relation:
            counted[relation] = counted.get(relation, 0) + 1
            page.cite(relation, counted[relation], link.text, {"pmid": link.pmid})
        else:
            page.aside(" ".join(filter(None, (link.text, link.pmid and f"PMID: {link.pmid}"))), link.kind)
    for position, reference in enumerate(element.iter("Reference"), 1):
        text = text_of(reference.find("Citation"))
        ids = {_IDS.get(one.get("IdType") or "", ""): text_of(one) for one in reference.iter("ArticleId")}
        page.cite("reference", position, text, {column: ids[column] for column in ids if column})


LAYOUT = Layout("PubMed XML", "PubMed's XML (PubmedArticleSet), plain or .gz", recognise, read)
