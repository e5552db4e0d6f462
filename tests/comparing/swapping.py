"""Rows in which one field is that of another record, and the checks that must find it."""

from collections.abc import Callable
from typing import NamedTuple

from triallint.identifiers import read_doi
from triallint.model import Publication

from .citing import Fields, medline

#: What makes a row of one record with something of another; None where both are alike in it.
Swapping = Callable[[Publication, Publication], Fields | None]


class Swap(NamedTuple):
    """One class of mistakes.

    Attributes:
        row: makes a row with it.
        checks: any of which finds it.
        least: the share of rows in which they must.
    """

    row: Swapping
    checks: tuple[str, ...]
    least: float = 1.0


def _all_identifiers(one: Publication, other: Publication) -> Fields | None:
    row, strange = medline(one), medline(other)
    return (
        None if one.pmid == other.pmid else {**row, **{key: strange[key] for key in ("pmid", "doi", "pmcid")}}
    )


def _pmid(one: Publication, other: Publication) -> Fields | None:
    return {**medline(one), "pmid": other.pmid} if read_doi(one.doi).one and one.pmid != other.pmid else None


def _doi(one: Publication, other: Publication) -> Fields | None:
    both = read_doi(one.doi).one and read_doi(other.doi).one and one.doi != other.doi
    return {**medline(one), "doi": other.doi} if both else None


def _field(name: str) -> Swapping:
    def swapped(one: Publication, other: Publication) -> Fields | None:
        row, strange = medline(one), medline(other)
        if not row[name] or not strange[name] or row[name] == strange[name]:
            return None
        return {**row, name: strange[name]}

    return swapped


def _year(one: Publication, other: Publication) -> Fields | None:
    year = str(medline(other)["year"])
    return {**medline(one), "year": year} if year.isdigit() and int(year) not in one.years else None


def _first_author(one: Publication, other: Publication) -> Fields | None:
    """Persons only: that a group stands before persons or is not indexed is no mistake."""
    persons = [[author for author in paper.authors if author.valid] for paper in (one, other)]
    if not all(names and not names[0].collective for names in persons) or persons[0][0] == persons[1][0]:
        return None
    names = [str(author) for author in (persons[1][0], *persons[0][1:])]
    return {**medline(one), "authors": "; ".join(names)}


#: Class -> how it is made and found. Pages of another record that begin alike, or are counted from 1 in a file,
#: and people of one name, are no mistakes that can be seen.
SWAPS: dict[str, Swap] = {
    "identifiers": Swap(
        _all_identifiers,
        ("identifier_names_the_cited_work", "title_is_that_of_the_publication"),
    ),
    "PMIDs": Swap(_pmid, ("identifier_names_the_cited_work",)),
    "DOIs": Swap(_doi, ("identifier_names_the_cited_work", "doi_and_pmid_name_one_publication")),
    "titles": Swap(_field("title"), ("title_is_that_of_the_publication", "title_keeps_its_telling_words")),
    "years": Swap(_year, ("year_is_one_of_the_publication",)),
    "pages": Swap(_field("pages"), ("pages_are_those_of_the_publication",), 0.99),
    "volumes": Swap(_field("volume"), ("volume_is_that_of_the_publication",)),
    "journals": Swap(_field("journal"), ("journal_is_that_of_the_publication",)),
    "first authors": Swap(_first_author, ("first_author_is_that_of_the_publication",), 0.99),
}
