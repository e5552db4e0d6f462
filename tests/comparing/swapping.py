"""Rows in which one field is that of another record, and the checks that must find it."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from triallint.identifiers import read_doi
from triallint.model import Publication

from .citing import CITED, Fields, medline

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


def neighbours(records: Iterable[Publication]) -> Iterator[tuple[Publication, Publication]]:
    """Records with an author, each with the next one in the same journal and year."""
    shelves: dict[tuple[str, int], list[Publication]] = {}
    for one in records:
        if one.journal.medline and one.title and one.years and one.authors:
            shelves.setdefault((one.journal.medline, min(one.years)), []).append(one)
    for shelf in shelves.values():
        yield from pairwise(shelf)


def _every_identifier(one: Publication, other: Publication) -> Fields | None:
    row = {**medline(one), "pmid": other.pmid, "doi": other.doi, "pmcid": other.pmcid}
    return row if read_doi(other.doi).one else None


def _pmid_alone(one: Publication, other: Publication) -> Fields | None:
    return {**medline(one), "pmid": other.pmid, "doi": "", "pmcid": ""}


def _title_and_authors(one: Publication, other: Publication) -> Fields | None:
    strange = medline(other)
    return {**medline(one), "title": strange["title"], "authors": strange["authors"]}


def _in_text(style: str) -> Swapping:
    """A citation in a printed style with the identifier of the neighbour in a cell beside it."""

    def swapped(one: Publication, other: Publication) -> Fields | None:
        text = re.split(r",? (?:doi: |PMID )", str(CITED[style](one).get("text", "")))[0]
        return {"text": text, "pmid": other.pmid} if text else None

    return swapped


class Neighbour(NamedTuple):
    """What of a neighbour stands in a row: what makes the row, in what share it must be an error, and said."""

    row: Swapping
    errors: float = 0.97
    said: float = 1.0


#: A layout that is not known shows another work only where neither its title nor any author stands in it.
NEIGHBOURS: dict[str, Neighbour] = {
    "every identifier of a neighbour": Neighbour(_every_identifier),
    "its PMID alone": Neighbour(_pmid_alone),
    "its title and authors": Neighbour(_title_and_authors),
    "its PMID beside a Vancouver text": Neighbour(_in_text("text: vancouver")),
    "its PMID beside a text in IEEE style": Neighbour(_in_text("text: IEEE"), 0.8, 0.8),
}
