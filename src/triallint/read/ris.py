"""RIS files, as citation managers and databases write them."""

import re
from typing import Final

from .entries import Entry, sheet_of_entries
from .sheet import Sheet
from .source import Source
from .tagged import Grammar, Record, Splitter, entry_of, put_authors

_GRAMMAR: Final = Grammar(re.compile(r"\s{0,3}([A-Z][A-Z0-9])[ \t]{1,3}-(?:\s+(.*)|\s*$)"), "TY", "ER")
_IS_RIS: Final = re.compile(r"\s*TY {1,3}- ")

#: Types whose secondary title is no journal.
_BOOKS: Final = {"BOOK", "CHAP", "EBOOK", "ECHAP", "EDBOOK", "THES", "RPRT", "ENCYC", "GOVDOC"}
_TAGS: Final = {
    "title": ("TI", "T1", "CT", "BT"),
    "journal": ("JO", "JA", "J2", "T2", "JF", "J1"),
    "volume": ("VL",),
    "issue": ("IS",),
    "doi": ("DO",),
}


def is_ris(text: str) -> bool:
    """Whether a text begins as a RIS file does."""
    return _IS_RIS.match(text) is not None


def read_ris(source: Source, text: str) -> list[Sheet]:
    """The sheet of a RIS file."""
    records = Splitter(source, _GRAMMAR).records(text)
    return sheet_of_entries(source, [_entry(source, record) for record in records])


def _entry(source: Source, record: Record) -> Entry:
    entry = entry_of(source, record, _TAGS)
    entry.key = record.first("ID")[1]
    if record.first("TY")[1].upper() in _BOOKS:
        entry.cells.pop("journal", None)
    put_authors(entry, record, "AU", "A1")
    entry.put_date(record.first("PY", "Y1")[1:], record.first("DA")[1:])
    _, start, line = record.first("SP")
    entry.put_pages(start or record.first("C7")[1], record.first("EP")[1], line)
    _put_identifiers(entry, record)
    return entry


def _put_identifiers(entry: Entry, record: Record) -> None:
    """The identifiers, which each program keeps elsewhere: the accession number, a custom field, a link."""
    _, number, line = record.first("AN")
    database = " ".join(text for _, text, _ in record.all("DB", "DP")).lower()
    if number.isdigit() and len(number) <= 8 and any(name in database for name in ("pubmed", "medline")):
        entry.put("pmid", number, line)
    _, custom, line = record.first("C2")
    if custom.upper().startswith("PMC"):
        entry.put("pmcid", custom, line)
    for _, text, line in record.all("UR", "L1", "L2", "LK", "N1", "M1", "M3", "AN"):
        entry.put_identifiers(text, line)
