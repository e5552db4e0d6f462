"""nbib files: PubMed's own export, in the tags of MEDLINE."""

import re
from typing import Final

from .entries import Entry, sheet_of_entries
from .sheet import Sheet
from .source import Source
from .tagged import Grammar, Record, Splitter, entry_of, put_authors

#: How an nbib file writes its records.
GRAMMAR: Final = Grammar(re.compile(r"(?=.{4}-)([A-Z][A-Z0-9]{1,3}) {0,2}- ?(.*)"), "PMID")
_IS_NBIB: Final = re.compile(r"\s*PMID- ")

_TAGS: Final = {
    "title": ("TI", "CTI", "BTI"),
    "journal": ("TA", "JT"),
    "volume": ("VI",),
    "issue": ("IP",),
    "pages": ("PG",),
    "pmid": ("PMID",),
    "pmcid": ("PMC",),
}
#: Databanks that are trial registries, and not stores of sequences or data.
_REGISTRIES: Final = frozenset(
    {
        *("ANZCTR", "ChiCTR", "ClinicalTrials.gov", "CRiS", "CTRI", "DRKS", "EudraCT", "IRCT", "ISRCTN"),
        *("JapicCTI", "JMACCT", "JPRN", "jRCT", "KCT", "NTR", "PACTR", "ReBec", "REPEC", "RPCEC", "SLCTR"),
        *("TCTR", "UMIN CTR", "UMIN-CTR"),
    }
)


def is_nbib(text: str) -> bool:
    """Whether a text begins as an nbib file does."""
    return _IS_NBIB.match(text) is not None


def read_nbib(source: Source, text: str) -> list[Sheet]:
    """The sheet of an nbib file."""
    records = Splitter(source, GRAMMAR).records(text)
    return sheet_of_entries(source, [_entry(source, record) for record in records])


def _entry(source: Source, record: Record) -> Entry:
    entry = entry_of(source, record, _TAGS)
    persons = "AU" if record.first("AU")[1] else "FAU"
    put_authors(entry, record, persons, "CN")
    entry.put_date(record.first("DP")[1:])
    _, day, line = record.first("DEP")
    if day.isdigit() and len(day) == 8:
        entry.put("epub", f"{day[:4]}-{day[4:6]}-{day[6:]}", line)
    for _, text, line in record.all("LID", "AID"):
        if text.endswith("[doi]"):
            entry.put("doi", text.removesuffix("[doi]"), line)
    numbers = [text.rpartition("/")[2] for _, text, _ in record.all("SI") if _is_registry(text)]
    entry.put("registry_ids", "; ".join(dict.fromkeys(numbers)), record.first("SI")[2])
    return entry


def _is_registry(text: str) -> bool:
    return text.partition("/")[0] in _REGISTRIES
