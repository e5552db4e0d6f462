"""How a row and a publication compare, field by field: what tells one work from another."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from ..comparing.authors import compare_first_author
from ..comparing.dates import compare_year
from ..comparing.journals import compare_journal
from ..comparing.locators import compare_numbers, compare_pages_with, read_pages
from ..comparing.titles import compare_title, title_words
from ..identifiers import Reading, read_doi, read_pmcid, read_pmid
from ..model import Publication
from ..tables import Citation, Report
from .cited import CitedField, cited_year, lacks_volume, said, says_ahead_of_print

__all__ = ["CHANGED_SINCE", "READERS", "Likeness", "is_outdated", "keys_of", "likeness"]

READERS: Final[tuple[tuple[Literal["pmid", "doi", "pmcid"], Callable[[str], Reading]], ...]] = (
    ("pmid", read_pmid),
    ("doi", read_doi),
    ("pmcid", read_pmcid),
)

#: A title of so many words is shared by two works only if one is the other's reprint.
_TELLING: Final = 4

#: Years that a paper may be online before its issue is out.
_LONGEST_AHEAD: Final = 4

#: What a comparison says of one field.
_Verdict = Literal["agrees", "conflicts", "unknown"]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a row and a publication compare, field by field; `carried` of the row's identifiers are its own."""

    publication: Publication
    conflicts: tuple[CitedField, ...] = ()
    agrees: tuple[CitedField, ...] = ()
    carried: int = 0

    @property
    def other(self) -> Literal["", "printing", "work"]:
        """Whether it must be another publication.

        "work": two or more of title, first author, year and journal conflict. "printing": the title agrees,
        and both year and journal conflict, as for a preprint or an abstract of that work. Where volume and
        first page agree, or the title and not both of these conflict, or two identifiers with year and
        journal, it is this publication, with slips.
        """
        if len(self.conflicts) < 2 or {"volume", "pages"} <= set(self.agrees):
            return ""
        if self.carried > 1 and not {"year", "journal"} & set(self.conflicts):
            return ""
        if "title" in self.agrees:
            return "printing" if {"year", "journal"} <= set(self.conflicts) else ""
        return "work"


def keys_of(publication: Publication, kind: str) -> set[str]:
    """The identifiers of a kind that a publication carries, in canonical form."""
    if kind == "pmid":
        return {publication.pmid}
    if kind == "pmcid":
        one = read_pmcid(publication.pmcid).one
        return {one.key} if one else set()
    return {one.key for text in (publication.doi, *publication.other_dois) if (one := read_doi(text).one)}


def likeness(row: Report | Citation, publication: Publication) -> Likeness:
    """Compare what tells works apart: title, first author, year, journal; and the place in the journal."""
    verdicts: dict[CitedField, _Verdict] = {
        "title": _title(row, publication),
        "authors": _author(row, publication),
        "year": _year(row, publication),
        "journal": _journal(row, publication),
    }
    places: dict[CitedField, _Verdict] = {
        "volume": _volume(row, publication),
        "pages": _pages(row, publication),
    }
    conflicts = tuple(field for field, verdict in verdicts.items() if verdict == "conflicts")
    agrees = tuple(field for field, verdict in (verdicts | places).items() if verdict == "agrees")
    return Likeness(publication, conflicts, agrees, _carried(row, publication))


#: How a difference reads that came about after a citation was made.
CHANGED_SINCE: Final = "the citation is older than the issue, with which the publisher may have changed it"


def is_outdated(row: Report | Citation, publication: Publication) -> bool:
    """Whether a citation was made ahead of print, and the publication is in an issue by now.

    It says so, or shows it: it has neither volume nor the pages, a year of the publication or one not long
    before (PubMed forgets the dates of some online versions), and its title, first author or two identifiers,
    lest another work be taken for a young one.
    """
    if not publication.volume:
        return False
    if says_ahead_of_print(row):
        return True
    year, pages, title = cited_year(row), said(row, "pages"), said(row, "title")
    if year is None or not lacks_volume(row):
        return False
    if pages and _pages(row, publication) == "agrees" and not _is_provisional(pages.text):
        return False
    if not any(one - _LONGEST_AHEAD <= year[1] <= one + 1 for one in publication.years):
        return False
    same_title = title is not None and compare_title(title.text, publication).agrees
    return same_title or _author(row, publication) == "agrees" or _carried(row, publication) > 1


def _is_provisional(pages: str) -> bool:
    """Whether pages may stand before an issue is out: an article's number, or pages counted from 1."""
    read = read_pages(pages)
    return read.is_article or read.first == "1"


def _carried(row: Report | Citation, publication: Publication) -> int:
    """How many of a row's identifiers a publication carries."""
    return sum(
        one is not None and one.key in keys_of(publication, kind)
        for kind, read in READERS
        if (field := said(row, kind))
        for one in [read(field.text).one]
    )


def _title(row: Report | Citation, publication: Publication) -> _Verdict:
    title = said(row, "title")
    if title is None:
        return "unknown"
    found = compare_title(title.text, publication)
    if found.verdict == "different":
        return "conflicts"
    return "agrees" if found.agrees and len(title_words(title.text)) >= _TELLING else "unknown"


def _author(row: Report | Citation, publication: Publication) -> _Verdict:
    authors = said(row, "authors")
    if authors is None:
        return "unknown"
    verdict = compare_first_author(authors.text, publication).verdict
    return "conflicts" if verdict == "different" else "agrees" if verdict == "same" else "unknown"


def _year(row: Report | Citation, publication: Publication) -> _Verdict:
    year = None if is_outdated(row, publication) else cited_year(row)
    verdict = compare_year(year[1], publication) if year else "unknown"
    return "conflicts" if verdict == "none" else "unknown" if verdict == "unknown" else "agrees"


def _journal(row: Report | Citation, publication: Publication) -> _Verdict:
    journal = said(row, "journal")
    verdict = compare_journal(journal.text, publication.journal) if journal else "unknown"
    return "conflicts" if verdict == "different" else "unknown" if verdict == "unknown" else "agrees"


def _volume(row: Report | Citation, publication: Publication) -> _Verdict:
    volume = said(row, "volume")
    if volume is None or not publication.volume:
        return "unknown"
    return "agrees" if compare_numbers(volume.text, publication.volume, publication.issue) else "conflicts"


def _pages(row: Report | Citation, publication: Publication) -> _Verdict:
    pages = said(row, "pages")
    verdict = compare_pages_with(pages.text, publication) if pages else "unknown"
    if verdict in ("same", "shorter"):
        return "agrees"
    return "conflicts" if verdict == "different" else "unknown"
