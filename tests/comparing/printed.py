"""Publications printed in styles whose layout need not be read: what stands there must agree all the same."""

import re
from collections.abc import Callable

from tests.bibliography.styles import joined, listed, printed_date, sentence
from triallint.identifiers import read_doi
from triallint.model import Author, Publication

Printer = Callable[[Publication], str]

#: Style -> what prints it. Each prints an identifier.
PRINTED: dict[str, Printer] = {}

#: Those of them that print no title.
WITHOUT_TITLE = frozenset({"author and year", "in a table"})


def printed_as(name: str) -> Callable[[Printer], Printer]:
    """Keep a printer under the name of its style."""

    def kept(printer: Printer) -> Printer:
        PRINTED[name] = printer
        return printer

    return kept


def _people(publication: Publication) -> list[Author]:
    return [one for one in publication.authors if one.valid and one.family]


def _dotted(author: Author, between: str = " ") -> str:
    return between.join(f"{letter}." for letter in author.initials)


def _family_first(author: Author, between: str = " ") -> str:
    return f"{author.family}, {_dotted(author, between)}" if author.initials else author.family


def _family_last(author: Author, between: str = " ") -> str:
    return f"{_dotted(author, between)} {author.family}".strip()


def _in_row(names: list[str], last: str = ", and ", most: int = 0) -> str:
    """Names with "and" before the last one, or the first and et al."""
    if most and len(names) > most:
        return f"{names[0]} et al."
    return last.join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _title(publication: Publication) -> str:
    return publication.title.removesuffix(".")


def _year(publication: Publication) -> str:
    found = re.search(r"\d{4}", printed_date(publication))
    return found[0] if found else ""


def _range(publication: Publication) -> str:
    first, last = publication.first_page, publication.last_page
    return f"{first}\u2013{last}" if last else first or publication.pages.split(";")[0]


def _key(publication: Publication, doi: str = "https://doi.org/", pmid: str = "PMID ") -> str:
    return f"{doi}{publication.doi}" if read_doi(publication.doi).one else f"{pmid}{publication.pmid}"


def _issue(publication: Publication) -> str:
    return f"({publication.issue})" if publication.issue else ""


def _ama(publication: Publication, behind: str, date: str = "") -> str:
    """As AMA lists have it: six authors at most, and what stands behind the pages."""
    place = f"{date or _year(publication)};{publication.volume}{_issue(publication)}"
    pages = f":{publication.pages}" if publication.pages else ""
    return (
        joined(
            sentence(listed(publication, 6)),
            sentence(publication.title),
            sentence(publication.journal.medline),
            place,
        )
        + pages
        + behind
    )


@printed_as("APA")
def _(one: Publication) -> str:
    names = _in_row([_family_first(author) for author in _people(one)], ", & ")
    where = f"{one.journal.title}, {one.volume}{_issue(one)}, {_range(one)}"
    return f"{names} ({_year(one)}). {_title(one)}. {where}. {_key(one)}"


@printed_as("Harvard")
def _(one: Publication) -> str:
    names = _in_row([_family_first(author, "") for author in _people(one)], " and ")
    where = f"{one.journal.title}, {one.volume}{_issue(one)}, pp.{_range(one)}"
    return f"{names}, {_year(one)}. {_title(one)}. {where}. {_key(one, 'doi:')}"


@printed_as("IEEE")
def _(one: Publication) -> str:
    names = _in_row([_family_last(author) for author in _people(one)])
    issue = f" no. {one.issue}," if one.issue else ""
    where = f"vol. {one.volume},{issue} pp. {_range(one)}, Mar. {_year(one)}"
    return f"{names}, \u201c{_title(one)},\u201d {one.journal.iso}, {where}, {_key(one, 'doi: ')}."


@printed_as("IEEE without a month")
def _(one: Publication) -> str:
    return PRINTED["IEEE"](one).replace(", Mar. ", ", ")


@printed_as("Nature")
def _(one: Publication) -> str:
    names = _in_row([_family_first(author) for author in _people(one)], " & ", 5)
    return f"{names} {_title(one)}. {one.journal.iso} {one.volume}, {_range(one)} ({_year(one)}). {_key(one)}"


@printed_as("MDPI")
def _(one: Publication) -> str:
    names = "; ".join(_family_first(author, "") for author in _people(one))
    dotted = " ".join(f"{word}." if len(word) < 6 else word for word in one.journal.medline.split())
    return f"{names} {_title(one)}. {dotted} {_year(one)}, {one.volume}, {_range(one)}. {_key(one)}"


@printed_as("Elsevier")
def _(one: Publication) -> str:
    names = ", ".join(_family_last(author, "") for author in _people(one))
    where = f"{one.journal.iso} {one.volume} ({_year(one)}) {_range(one)}"
    return f"{names}, {_title(one)}, {where}. {_key(one)}."


@printed_as("Springer")
def _(one: Publication) -> str:
    names = listed(one, 6).replace(", et al", " et al")
    where = f"{one.journal.iso} {one.volume}{_issue(one)}:{_range(one)}"
    return f"{names} ({_year(one)}) {_title(one)}. {where}. {_key(one)}"


@printed_as("Chicago")
def _(one: Publication) -> str:
    first, *others = _people(one) or [Author("Anonymous")]
    names = _in_row([f"{first.family}, {first.given}", *(f"{a.given} {a.family}" for a in others)])
    issue = f", no. {one.issue}" if one.issue else ""
    where = f"{one.journal.title} {one.volume}{issue} ({_year(one)}): {_range(one)}"
    return f"{names}. \u201c{_title(one)}.\u201d {where}. {_key(one)}."


@printed_as("BMJ with the PMID in brackets")
def _(one: Publication) -> str:
    return _ama(one, f" [PMID: {one.pmid}]").replace(f"{one.journal.medline}. ", f"{one.journal.medline} ")


@printed_as("identifier in round brackets")
def _(one: Publication) -> str:
    return _ama(one, f" ({_key(one, 'doi:', 'PMID: ')})")


@printed_as("bare DOI behind the pages")
def _(one: Publication) -> str:
    return _ama(one, f" {_key(one, '')}")


@printed_as("identifier behind a comma")
def _(one: Publication) -> str:
    return _ama(one, f", {_key(one, '')}")


@printed_as("a bar before the identifier")
def _(one: Publication) -> str:
    return _ama(one, f" | {_key(one, 'doi:')}")


@printed_as("AMA with a correction")
def _(one: Publication) -> str:
    note = f"Published correction appears in {one.journal.medline}. 2031;1(1):99."
    return _ama(one, f". {note} {_key(one, 'doi:')}")


@printed_as("copied with its links")
def _(one: Publication) -> str:
    return _ama(one, f" [PMC free article] [PubMed] [CrossRef] PMID: {one.pmid}")


@printed_as("language behind the pages")
def _(one: Publication) -> str:
    return _ama(one, f" [in French]. PMID: {one.pmid}", printed_date(one))


@printed_as("registration behind the pages")
def _(one: Publication) -> str:
    return _ama(one, f" NCT01234567 PMID: {one.pmid}")


@printed_as("author and year")
def _(one: Publication) -> str:
    first = (_people(one) or [Author("Anonymous")])[0].family
    return f"{first} et al. {_year(one)}, {one.journal.medline}, PMID {one.pmid}"


@printed_as("in a table")
def _(one: Publication) -> str:
    first = (_people(one) or [Author("Anonymous")])[0].family
    return f"{first} {_year(one)} ({one.journal.iso}; PMID: {one.pmid})"
