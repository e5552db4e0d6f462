"""A local list of retractions, such as the Retraction Watch download: the notices about a publication."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Final

from .config import UsageError
from .identifiers import read_doi, read_pmid
from .model import ListUsed, Notice
from .read.formats import sheets_of
from .read.sheet import Sheet
from .read.source import Source, Unreadable, load

#: The columns that are read; the first five must be there.
COLUMNS: Final = (
    "OriginalPaperDOI",
    "OriginalPaperPubMedID",
    "RetractionDate",
    "RetractionNature",
    "RetractionDOI",
    "RetractionPubMedID",
    "Reason",
    "Title",
)
_NEEDED: Final = COLUMNS[:5]
#: What the list prints where it has no identifier. These must never match each other.
_NOTHING: Final = frozenset({"", "0", "unavailable", "none", "na", "n/a", "null"})
_NATURES: Final = {
    "retraction": "retracted",
    "withdrawal": "withdrawn",
    "removal": "withdrawn",
    "expression of concern": "concern",
    "correction": "corrected",
    "reinstatement": "reinstated",
}
_DATE: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: .*)?")
_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T].*)?")
_SPAN: Final = re.compile(r"<[^<>]*>")
#: What a data frame makes of a column of numbers with gaps.
_AS_DECIMAL: Final = re.compile(r"\.0+$")


class RetractionList:
    """Notices by the PMID, the DOI, and the loose keys of damaged DOIs of what they are about.

    Args:
        rows: its records, by the names in `COLUMNS`; others are passed over.
        file: what the user calls it.
        lines: where each record stands; below the header by default.
    """

    def __init__(
        self, rows: Iterable[Mapping[str, str]], file: str = "", lines: Iterable[int] | None = None
    ) -> None:
        self._file, self._count, self._unread = file, 0, 0
        self._newest: date | None = None
        self._by_pmid: dict[str, list[Notice]] = {}
        self._by_doi: dict[str, list[Notice]] = {}
        self._loose: dict[str, list[Notice]] = {}
        for row, line in zip(rows, count(2) if lines is None else lines, strict=False):
            self._add({name: row.get(name, "").strip() for name in COLUMNS}, line)

    @property
    def about(self) -> ListUsed:
        """Which list it is: its file, how many notices it holds, and the day of the newest."""
        return ListUsed(self._file, self._count, self._newest, unread=self._unread)

    def notices(self, pmids: AbstractSet[str], dois: AbstractSet[str]) -> tuple[Notice, ...]:
        """The notices about a publication, those with dates first and in order.

        A notice is certain where its PMID or whole DOI is the publication's and the other does not
        contradict it; a likeness of damaged DOIs is only possible.

        Args:
            pmids: of the publication, in canonical form; there may be none.
            dois: likewise.
        """
        found: dict[Notice, bool] = {}
        by_pmid = (notice for pmid in pmids for notice in self._by_pmid.get(pmid, ()))
        by_doi = (notice for doi in dois for notice in self._by_doi.get(doi, ()))
        for notice in (*by_pmid, *by_doi):
            found[notice] = _agree(notice.about_pmid, pmids) and _agree(notice.about_doi, dois)
        for key in (key for doi in dois for key in loose_keys(doi)):
            for notice in self._loose.get(key, ()):
                found[notice] = found.get(notice, False) or notice.about_pmid in pmids
        told = [notice._replace(certain=certain) for notice, certain in found.items()]
        return tuple(sorted(told, key=lambda one: (one.on is None, one.on or date.min)))

    def _add(self, row: Mapping[str, str], line: int) -> None:
        kind = _NATURES.get(" ".join(row["RetractionNature"].casefold().split()))
        if kind is None:
            self._unread += any(row.values())
            return
        self._count += 1
        pmid, doi = _pmid(row["OriginalPaperPubMedID"]), _doi(row["OriginalPaperDOI"])
        on = _day(row["RetractionDate"])
        self._newest = max(filter(None, (self._newest, on)), default=None)
        notice = Notice(
            kind,
            on,
            _doi(row["RetractionDOI"]),
            _pmid(row["RetractionPubMedID"]),
            "; ".join(part.lstrip("+ ") for part in row["Reason"].split(";") if part.strip("+ ")),
            row["Title"],
            pmid,
            doi,
            printed=row["RetractionDate"],
            listed_in=f"{self._file}, row {line}".removeprefix(", "),
        )
        if pmid:
            self._by_pmid.setdefault(pmid, []).append(notice)
        if doi:
            self._by_doi.setdefault(doi, []).append(notice)
        for key in loose_keys(row["OriginalPaperDOI"]):
            self._loose.setdefault(key, []).append(notice)


def loose_keys(doi: str) -> Iterator[str]:
    """Keys by which a DOI that lost its angle brackets, or what stands in them, may be found."""
    text = doi.strip().casefold()
    if text.startswith("10.") and "/" in text:
        bare = text.replace("<", "").replace(">", "")
        yield from dict.fromkeys((bare, _SPAN.sub("", text)))


@lru_cache(maxsize=4)
def load_retractions(path: Path, name: str = "") -> RetractionList:
    """Read a list of retractions: a table in any format, encoding and dialect that tables are read in.

    Args:
        path: its file.
        name: what the user calls it; the path by default.

    Raises:
        UsageError: it cannot be read, or lacks a column.
    """
    source = Source(str(path), table="retraction_list")
    try:
        sheets = sheets_of(source) if load(source) else None
    except Unreadable as refusal:
        source.refuse(refusal)
        sheets = None
    if sheets is None:
        raise UsageError(f"{path}: the list of retractions cannot be read: {source.findings[-1].message}")
    columns = [_columns(sheet) for sheet in sheets]
    best = max(range(len(sheets)), key=lambda at: len(columns[at]), default=None)
    found = {} if best is None else columns[best]
    if missing := [column for column in _NEEDED if column not in found]:
        raise UsageError(f"{path}: no list of retractions: it has no column {', '.join(missing)}")
    sheet = sheets[best or 0]
    rows = ({column: row[at] for column, at in found.items() if at < len(row)} for row in sheet.rows)
    return RetractionList(rows, name or str(path), sheet.lines)


def _columns(sheet: Sheet) -> dict[str, int]:
    """Where the columns of a list stand in a sheet, whatever the letter case and the blanks of its header."""
    header: Sequence[str] = ["".join(text.casefold().split()) for text in sheet.header]
    return {column: header.index(column.casefold()) for column in COLUMNS if column.casefold() in header}


def _agree(listed: str, own: AbstractSet[str]) -> bool:
    return not listed or not own or listed in own


def _pmid(text: str) -> str:
    if text.casefold() in _NOTHING:
        return ""
    one = read_pmid(_AS_DECIMAL.sub("", text)).one
    return one.key if one and one.is_certain else ""


def _doi(text: str) -> str:
    if text.casefold() in _NOTHING:
        return ""
    one = read_doi(text).one
    return one.key if one and one.is_certain else ""


def _day(text: str) -> date | None:
    american, iso = _DATE.fullmatch(text), _ISO.fullmatch(text)
    if american:
        month, day, year = map(int, american.groups())
    elif iso:
        year, month, day = map(int, iso.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
