"""Publications turned into rows of citations, in every way in which people keep them, and asked about."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from tests.bibliography.styles import STYLES, listed, printed_date
from tests.comparing import printed
from tests.comparing.printed import PRINTED
from tests.sample import tables_of
from triallint.checkfile import Check, builtin_checks
from triallint.crosscheck import Answers, Question
from triallint.identifiers import read_doi, read_pmcid
from triallint.model import Answer, Author, Publication, Run
from triallint.publications import ANSWERED
from triallint.run import run

Fields = Mapping[str, object]


class Library:
    """A source of answers that holds some publications and no others."""

    def __init__(self, publications: Iterable[Publication]) -> None:
        self._known: dict[Question, list[Publication]] = {}
        for one in publications:
            doi, pmcid = read_doi(one.doi).one, read_pmcid(one.pmcid).one
            keys = [("pmid", one.pmid), ("doi", doi and doi.key), ("pmcid", pmcid and pmcid.key)]
            for kind, key in (*keys, ("title", one.title)):
                if key:
                    self._known.setdefault(Question(kind, key), []).append(one)  # type: ignore[arg-type]

    def answer(self, question: Question) -> Answer:
        found = tuple(self._known.get(question, ()))
        if not found:
            return Answer(*question, "unverified", reason="not held")
        return Answer(*question, "found", found, source="NCBI", on=ANSWERED)


@cache
def checks(*families: str) -> tuple[Check, ...]:
    """The checks of some families, in order."""
    return tuple(check for check in builtin_checks() if check.family in families)


def asked(rows: Sequence[Fields], publications: Iterable[Publication], *families: str) -> Run:
    """What the checks of citations say of rows, if these publications are all that PubMed has."""
    numbered = [
        {"report_id": "R1", "relation": "reference", "position": n} | row for n, row in enumerate(rows)
    ]
    tables = tables_of(citations=numbered)
    return run(checks(*(families or ("citations", "status"))), tables, answers=Answers(Library(publications)))


def _identified(publication: Publication) -> dict[str, object]:
    return {"pmid": publication.pmid, "doi": publication.doi, "pmcid": publication.pmcid}


def medline(publication: Publication) -> Fields:
    """Fields as MEDLINE has them."""
    return _identified(publication) | {
        "authors": listed(publication),
        "title": publication.title,
        "journal": publication.journal.medline,
        "year": printed_date(publication)[:4],
        "volume": publication.volume,
        "issue": publication.issue,
        "pages": publication.pages,
    }


def in_full(publication: Publication) -> Fields:
    """Names, journal and pages in full, the title without brackets and full stop, the online year."""
    online = [one.text[:4] for one in publication.dates if one.kind == "electronic"]
    first, last = publication.first_page, publication.last_page
    pages = (
        f"{first}\u2013{last}"
        if last and ";" not in publication.pages and "," not in publication.pages
        else first
    )
    return {
        "pmid": f"PMID: {publication.pmid}",
        "authors": "; ".join(_in_full(one) for one in publication.authors if one.valid),
        "title": publication.title.strip("[].").upper(),
        "journal": publication.journal.title,
        "year": online[0] if online else printed_date(publication)[:4],
        "volume": f"Vol. {publication.volume}" if publication.volume else "",
        "issue": publication.issue,
        "pages": pages,
    }


def _in_full(author: Author) -> str:
    if author.collective:
        return author.collective
    return (
        f"{author.family}, {author.given or author.initials}"
        if author.given or author.initials
        else author.family
    )


def short(publication: Publication) -> Fields:
    """Three authors with their initials first, the ISO abbreviation, the first page, the DOI alone if there is one."""
    people = [f"{one.initials} {one.family}" for one in publication.authors if one.valid and one.family]
    more = ", et al" if len(people) > 3 else ""
    key = "doi" if read_doi(publication.doi).one else "pmid"
    return {
        key: getattr(publication, key),
        "authors": ", ".join(people[:3]) + more,
        "title": publication.title.rstrip("."),
        "journal": publication.journal.iso,
        "year": printed_date(publication)[:4],
        "volume": publication.volume,
        "pages": publication.first_page,
    }


def _as_text(printer: Callable[[Publication], str]) -> Callable[[Publication], Fields]:
    def cited(publication: Publication) -> Fields:
        if not publication.journal.medline:  # no layout prints an article without its journal
            return medline(publication)
        return {"pmid": publication.pmid, "text": printer(publication)}

    return cited


#: Style -> what turns a publication into a row.
CITED: dict[str, Callable[[Publication], Fields]] = {
    "medline": medline,
    "in full": in_full,
    "short": short,
} | {f"text: {style}": _as_text(printer) for style, printer in (STYLES | PRINTED).items()}

#: Those in which no title is printed, so that none can be compared.
WITHOUT_TITLE = frozenset(f"text: {style}" for style in printed.WITHOUT_TITLE)
