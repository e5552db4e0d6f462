"""How a row and a publication compare, field by field: what tells one work from another."""

from dataclasses import dataclass
from typing import Final, Literal

from ..comparing.authors import compare_first_author
from ..comparing.dates import compare_year
from ..comparing.journals import compare_journal
from ..comparing.locators import compare_pages_with, read_pages
from ..comparing.numbers import compare_numbers, is_a_number
from ..comparing.titles import compare_title, shares_most_words, title_words
from ..identifiers import READERS
from ..model import IdentifierKind, Publication
from ..tables import Citation, Grid, Report
from .cited import CitedField, says_ahead_of_print
from .fields import field_of
from .intext import has_place_of, is_of_other, said_of, year_of
from .stated import stated

__all__ = ["Likeness", "changed_since", "is_outdated", "keys_of", "likeness"]

#: A title of so many words is shared by two works only if one is the other's reprint.
_TELLING: Final = 4

#: Years that a paper may be online before its issue is out.
_LONGEST_AHEAD: Final = 4

#: What stands for the volume of papers that are in none yet, in journals of the IEEE.
_NO_VOLUME: Final = "PP"

#: What a comparison says of one field.
_Verdict = Literal["agrees", "conflicts", "unknown"]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a row and a publication compare, field by field.

    Attributes:
        carried: how many of the row's identifiers are the publication's own.
        renamed: whether the row was made before the publication's issue was out, carries two of its
            identifiers, and has most words of its title: the publisher changed it.
    """

    publication: Publication
    conflicts: tuple[CitedField, ...] = ()
    agrees: tuple[CitedField, ...] = ()
    carried: int = 0
    renamed: bool = False

    @property
    def other(self) -> Literal["", "printing", "work"]:
        """Whether it must be another publication.

        "work": title and first author conflict, whatever else agrees (but for what was renamed), or two or
        more of title, first author, year and journal. "printing": the title agrees, and both year and journal
        conflict, as for a preprint or an abstract of that work. Where volume and first page agree, or the
        title and not both of these conflict, it is this publication, with slips.
        """
        if {"title", "authors"} <= set(self.conflicts):
            return "" if self.renamed else "work"
        if len(self.conflicts) < 2 or {"volume", "pages"} <= set(self.agrees):
            return ""
        if "title" in self.agrees:
            return "printing" if {"year", "journal"} <= set(self.conflicts) else ""
        return "work"


def keys_of(publication: Publication, kind: IdentifierKind) -> set[str]:
    """The identifiers of a kind that a publication carries, in canonical form."""
    if kind == "pmid":
        return {publication.pmid}
    texts = (publication.pmcid,) if kind == "pmcid" else (publication.doi, *publication.other_dois)
    return {one.key for text in texts if (one := READERS[kind](text).one)}


#: What rows were found to be like of late, as many checks ask. Grid and publication are held and not only
#: their ids, so that no later one can be taken for them.
_RECENT: Final[dict[tuple[int, int, int], tuple[Grid, Publication, Likeness]]] = {}
_MOST_RECENT: Final = 16_384


def likeness(row: Report | Citation, publication: Publication) -> Likeness:
    """Compare what tells works apart: title, first author, year, journal; and the place in the journal."""
    key = id(row.grid), row.index, id(publication)
    found = _RECENT.get(key)
    if found is None:
        if len(_RECENT) >= _MOST_RECENT:
            _RECENT.clear()
        found = _RECENT[key] = row.grid, publication, _likeness(row, publication)
    return found[2]


def _likeness(row: Report | Citation, publication: Publication) -> Likeness:
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
    carried, title = _carried(row, publication), said_of(row, "title", publication)
    renamed = carried > 1 and title is not None and shares_most_words(title.text, publication.title)
    renamed = renamed and is_outdated(row, publication)
    return Likeness(publication, conflicts, agrees, carried, renamed)


#: How a difference reads that came about after a citation was made.
_CHANGED_SINCE: Final = "the citation is older than the issue, with which the publisher may have changed it"


def changed_since(row: Report | Citation, publication: Publication) -> str | None:
    """How a difference reads where the citation was made ahead of print; None where it was not.

    Where it was, a difference is worth no more than an info.
    """
    return _CHANGED_SINCE if is_outdated(row, publication) else None


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
    year = year_of(row, publication)
    if year is None or not _lacks_volume(row, publication):
        return False
    pages, title = said_of(row, "pages", publication), said_of(row, "title", publication)
    if pages and _pages(row, publication) == "agrees" and not _is_provisional(pages.text):
        return False
    if not any(one - _LONGEST_AHEAD <= year[1] <= one + 1 for one in publication.years):
        return False
    same_title = title is not None and compare_title(title.text, publication).agrees
    return same_title or _author(row, publication) == "agrees" or _carried(row, publication) > 1


def _lacks_volume(row: Report | Citation, publication: Publication) -> bool:
    """Whether a citation has neither volume nor issue where it should: a text, or a table with volumes."""
    volume = said_of(row, "volume", publication)
    given = (volume, said_of(row, "issue", publication))
    if any(one and one.text != _NO_VOLUME and is_a_number(one.text) for one in given):
        return False
    text = row.raw("text")
    if text and has_place_of(text, publication):
        return False
    return "volume" in row.grid.columns or bool(text)


def _is_provisional(pages: str) -> bool:
    """Whether pages may stand before an issue is out: an article's number, or pages counted from 1."""
    read = read_pages(pages)
    return read.is_article or read.first == "1"


def _carried(row: Report | Citation, publication: Publication) -> int:
    """How many of a row's identifiers a publication carries."""
    return sum(one.key in keys_of(publication, one.kind) for one in stated(row))


def _title(row: Report | Citation, publication: Publication) -> _Verdict:
    title = said_of(row, "title", publication)
    if title is None:
        return "conflicts" if is_of_other(row.raw("text"), publication) else "unknown"
    found = compare_title(title.text, publication)
    if found.verdict == "different":
        return "conflicts"
    return "agrees" if found.agrees and len(title_words(title.text)) >= _TELLING else "unknown"


def _author(row: Report | Citation, publication: Publication) -> _Verdict:
    authors = said_of(row, "authors", publication)
    if authors is None:
        return "conflicts" if is_of_other(row.raw("text"), publication) else "unknown"
    verdict = compare_first_author(authors.text, publication).verdict
    return "conflicts" if verdict == "different" else "agrees" if verdict == "same" else "unknown"


def _year(row: Report | Citation, publication: Publication) -> _Verdict:
    year = None if is_outdated(row, publication) else year_of(row, publication)
    verdict = compare_year(year[1], publication) if year else "unknown"
    return "conflicts" if verdict == "none" else "unknown" if verdict == "unknown" else "agrees"


def _journal(row: Report | Citation, publication: Publication) -> _Verdict:
    journal = said_of(row, "journal", publication)
    verdict = compare_journal(journal.text, publication.journal) if journal else "unknown"
    return "conflicts" if verdict == "different" else "unknown" if verdict == "unknown" else "agrees"


def _volume(row: Report | Citation, publication: Publication) -> _Verdict:
    volume = said_of(row, "volume", publication)
    if volume is None or not publication.volume or not is_a_number(volume.text):
        return "unknown"
    return "agrees" if compare_numbers(volume.text, publication.volume, publication.issue) else "conflicts"


def _pages(row: Report | Citation, publication: Publication) -> _Verdict:
    pages = said_of(row, "pages", publication) or field_of(row, "elocation")
    verdict = compare_pages_with(pages.text, publication) if pages else "unknown"
    if verdict in ("same", "shorter"):
        return "agrees"
    return "conflicts" if verdict == "different" else "unknown"
