"""A local list of retractions, such as the Retraction Watch download: the notices about a publication."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from .config import UsageError
from .identifiers import read_doi, read_pmid
from .model import Notice

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
    "expression of concern": "concern",
    "correction": "corrected",
    "reinstatement": "reinstated",
}
_DATE: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: .*)?")
_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T].*)?")
_SPAN: Final = re.compile(r"<[^<>]*>")


class RetractionList:
    """Notices by the PMID, the DOI, and the loose keys of damaged DOIs of what they are about."""

    def __init__(self, rows: Iterable[Mapping[str, str | None]]) -> None:
        self._by_pmid: dict[str, list[Notice]] = {}
        self._by_doi: dict[str, list[Notice]] = {}
        self._loose: dict[str, list[Notice]] = {}
        for row in rows:
            self._add({name: (row.get(name) or "").strip() for name in COLUMNS})

    def notices(self, pmid: str, doi: str) -> tuple[Notice, ...]:
        """The notices about a publication, those with dates first and in order.

        A notice is certain where the PMID or the whole DOI is the list's and the other does not
        contradict it; a likeness of damaged DOIs is only possible.

        Args:
            pmid: in canonical form, or empty.
            doi: likewise.
        """
        found: dict[Notice, bool] = {}
        for notice in (*self._by_pmid.get(pmid, ()), *self._by_doi.get(doi, ())):
            found[notice] = _agree(notice.about_pmid, pmid) and _agree(notice.about_doi, doi)
        for key in loose_keys(doi):
            for notice in self._loose.get(key, ()):
                same_paper = bool(pmid) and notice.about_pmid == pmid
                found[notice] = found.get(notice, False) or same_paper
        told = [notice._replace(certain=certain) for notice, certain in found.items()]
        return tuple(sorted(told, key=lambda one: (one.on is None, one.on or date.min)))

    def _add(self, row: Mapping[str, str]) -> None:
        kind = _NATURES.get(row["RetractionNature"].casefold())
        if kind is None:
            return
        pmid, doi = _pmid(row["OriginalPaperPubMedID"]), _doi(row["OriginalPaperDOI"])
        notice = Notice(
            kind,
            _day(row["RetractionDate"]),
            _doi(row["RetractionDOI"]),
            _pmid(row["RetractionPubMedID"]),
            "; ".join(part.lstrip("+ ") for part in row["Reason"].split(";") if part.strip("+ ")),
            row["Title"],
            pmid,
            doi,
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
def load_retractions(path: Path) -> RetractionList:
    """Read a list of retractions.

    Raises:
        UsageError: it cannot be read, or lacks a column.
    """
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            rows = csv.DictReader(file)
            missing = [name for name in _NEEDED if name not in (rows.fieldnames or ())]
            if missing:
                raise UsageError(f"{path}: no list of retractions: it has no column {', '.join(missing)}")
            return RetractionList(rows)
    except (OSError, csv.Error) as error:
        raise UsageError(f"{path}: the list of retractions cannot be read: {error}") from None


def _agree(listed: str, asked: str) -> bool:
    return not listed or not asked or listed == asked


def _pmid(text: str) -> str:
    if text.casefold() in _NOTHING:
        return ""
    one = read_pmid(text).one
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
