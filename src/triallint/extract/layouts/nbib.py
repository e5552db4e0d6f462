"""PubMed's own export in the tags of MEDLINE (.nbib, .medline): each record's title and abstract."""

from collections.abc import Iterator
from typing import Final

from ...identifiers import find_registry_numbers
from ...read.conditions import CELLS_ARE_NOT_OVERSIZED
from ...read.nbib import GRAMMAR, is_nbib
from ...read.tagged import Record, Splitter
from ..document import Document
from .base import Given, Layout
from .page import Page

_FIELDS: Final = {
    "journal": ("TA", "JT"),
    "published": ("DP",),
    "volume": ("VI",),
    "issue": ("IP",),
    "pages": ("PG",),
    "pmid": ("PMID",),
    "pmcid": ("PMC",),
}


def recognise(given: Given) -> bool:
    """It begins as nbib files do."""
    return not given.is_markup and is_nbib(given.opening)


def read(given: Given) -> Iterator[Document]:
    """A document for each record."""
    for record in Splitter(given.source, GRAMMAR).records(given.text):
        yield _document(given, record)


def _document(given: Given, record: Record) -> Document:
    page = Page()
    page.title(record.first("TI", "CTI", "BTI")[1])
    abstract = record.first("AB")[1]
    most = given.source.limits.cell_characters
    if len(abstract) > most:
        given.source.say(
            CELLS_ARE_NOT_OVERSIZED,
            f"the abstract of the record on line {record.line} was cut at {most:,} characters",
            "look for the record's end: the next one may have run into it",
            row=record.line,
        )
    if abstract:
        page.prose(abstract[:most])
    if record.first("OAB")[1]:
        page.notes.append("a further abstract was not read")
    page.field("authors", ", ".join(text for _, text, _ in record.all("AU", "CN")), "Authors")
    for column, tags in _FIELDS.items():
        page.field(column, record.first(*tags)[1], column.upper() if column[:2] == "pm" else column.title())
    page.field("year", record.first("DP")[1][:4], "Year")
    day = record.first("DEP")[1]
    if day.isdigit() and len(day) == 8:
        page.field("epub", f"{day[:4]}-{day[4:6]}-{day[6:]}", "Epub")
    for _, text, _ in record.all("LID", "AID"):
        if text.endswith("[doi]"):
            page.field("doi", text.removesuffix("[doi]"), "DOI")
    _banks(page, record)
    for position, (_, text, _) in enumerate(record.all("CIN"), 1):
        page.cite("comment_in", position, text, {})
    name = record.first("PMID")[1] or f"{given.source.stem}-{record.line}"
    return page.document(given, LAYOUT.name, name, line=record.line, is_record=True)


def _banks(page: Page, record: Record) -> None:
    numbers = [text.rpartition("/")[2] for _, text, _ in record.all("SI")]
    known = [number for number in dict.fromkeys(numbers) if find_registry_numbers(number)]
    page.field("registry_ids", "; ".join(known), "Registered")


LAYOUT = Layout("nbib", "PubMed's nbib or MEDLINE export (PMID-, TI -, AB -)", recognise, read)
