"""Which publication a row is, by what was answered about its identifiers, and where the two conflict."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal
from weakref import WeakKeyDictionary

from ..comparing.authors import compare_first_author
from ..comparing.dates import compare_year
from ..comparing.journals import compare_journal
from ..comparing.locators import compare_numbers, compare_pages_with
from ..comparing.titles import compare_title, is_generic, title_words
from ..crosscheck import Answers
from ..identifiers import Reading, read_doi, read_pmcid, read_pmid
from ..model import Answer, CannotLook, IdentifierKind, Publication, Reported
from ..tables import Citation, Grid, Report
from .cited import CitedField, Said, cited_year, is_ahead_of_print, said

__all__ = [
    "CHANGED_SINCE",
    "Known",
    "Likeness",
    "Named",
    "answered",
    "identities",
    "is_outdated",
    "known",
    "likeness",
    "names_it",
    "sayer",
    "shown_publication",
]

_READERS: Final[tuple[tuple[Literal["pmid", "doi", "pmcid"], Callable[[str], Reading]], ...]] = (
    ("pmid", read_pmid),
    ("doi", read_doi),
    ("pmcid", read_pmcid),
)

#: Names of identifiers for people.
KIND_NAMES: Final = {"pmid": "PMID", "doi": "DOI", "pmcid": "PMCID", "title": "title"}

#: A title of so many words is shared by two works only if one is the other's reprint.
_TELLING: Final = 4

#: What a comparison says of one field.
_Verdict = Literal["agrees", "conflicts", "unknown"]


@dataclass(frozen=True, slots=True)
class Named:
    """An identifier of a row, and what was answered about it.

    Attributes:
        kind: "pmid", "doi" or "pmcid".
        said: where it stands.
        reading: what its cell holds.
        key: its canonical form.
        answer: what was answered.
        publications: what it names, by the answer; only those that carry it themselves.
    """

    kind: IdentifierKind
    said: Said
    reading: Reading
    key: str
    answer: Answer
    publications: tuple[Publication, ...]

    def __str__(self) -> str:
        return f"{KIND_NAMES[self.kind]} {self.reading.found[0].canonical}"


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a row and a publication compare, field by field."""

    publication: Publication
    conflicts: tuple[CitedField, ...] = ()
    agrees: tuple[CitedField, ...] = ()

    @property
    def other(self) -> Literal["", "printing", "work"]:
        """Whether it must be another publication.

        "work": two or more of title, first author, year and journal conflict. "printing": the title agrees,
        and both year and journal conflict, as for a preprint or an abstract of that work. Where volume and
        first page agree, or the title and not both of these conflict, it is this publication, with slips.
        """
        if len(self.conflicts) < 2 or {"volume", "pages"} <= set(self.agrees):
            return ""
        if "title" in self.agrees:
            return "printing" if {"year", "journal"} <= set(self.conflicts) else ""
        return "work"


@dataclass(frozen=True, slots=True)
class Known:
    """The publication that a row is about, the answer that says so, and the cell that was asked about."""

    publication: Publication
    answer: Answer
    cell: Reported

    def __str__(self) -> str:
        return sayer(self.answer)


def sayer(answer: Answer) -> str:
    """Who said so, and when: "PubMed (recorded from the stand-in, 2026-11-20)"."""
    day = f"{answer.on:%Y-%m-%d}" if answer.on else "without a date"
    match answer.source:
        case "stand-in":
            return f"PubMed (recorded from the stand-in, {day})"
        case "mirror":
            return f"PubMed (local mirror, {day})"
        case "local list":
            return f"the local list ({day})"
    return f"PubMed ({day})"


def shown_publication(publication: Publication) -> str:
    """A publication in a few words: its first author, title, journal and year."""
    first = str(publication.authors[0]) if publication.authors else "no author"
    more = " et al" if len(publication.authors) > 1 else ""
    journal = publication.journal.medline or publication.journal.iso or publication.journal.title
    years = "/".join(map(str, sorted(publication.years))) or "no year"
    title = publication.title if len(publication.title) <= 120 else publication.title[:117] + "…"
    return f"“{title.rstrip('.')}” ({first}{more}, {journal or publication.book_title} {years})"


def identities(row: Report | Citation, answers: Answers) -> tuple[Named, ...]:
    """Every identifier of a row that can be looked up, with what was answered."""
    return tuple(_identities(row, answers))


def _identities(row: Report | Citation, answers: Answers) -> Iterator[Named]:
    for kind, read in _READERS:
        field = said(row, kind)
        if field is None:
            continue
        reading = read(field.text)
        one = reading.one
        if one is not None and one.is_certain:
            answer = answers.of(kind, one.key)
            carriers = tuple(p for p in answer.publications if one.key in _keys(p, kind))
            yield Named(kind, field, reading, one.key, answer, carriers if answer.state == "found" else ())


def names_it(publication: Publication, named: Named) -> bool:
    """Whether a publication carries an identifier of a row itself."""
    return named.key in _keys(publication, named.kind)


def _keys(publication: Publication, kind: str) -> set[str]:
    """The identifiers of a kind that a publication carries, in canonical form."""
    if kind == "pmid":
        return {publication.pmid}
    if kind == "pmcid":
        one = read_pmcid(publication.pmcid).one
        return {one.key} if one else set()
    return {one.key for text in (publication.doi, *publication.other_dois) if (one := read_doi(text).one)}


#: What was found out about each row of a run, as many checks ask. The grid itself is the key and not its id,
#: so that no later one can be taken for it.
_KNOWN: Final[WeakKeyDictionary[Answers, dict[tuple[Grid, int], Known | str]]] = WeakKeyDictionary()


def known(row: Report | Citation, answers: Answers) -> Known:
    """The publication that a row is about: of all that its identifiers name, the one that is most like it.

    Raises:
        CannotLook: nothing is known of it, or its identifiers name other works only.
    """
    rows = _KNOWN.setdefault(answers, {})
    found = rows.get((row.grid, row.index))
    if found is None:
        try:
            found = _look(row, answers)
        except CannotLook as reason:
            found = str(reason)
        rows[row.grid, row.index] = found
    if isinstance(found, str):
        raise CannotLook(found)
    return found


def _look(row: Report | Citation, answers: Answers) -> Known:
    named = identities(row, answers)
    found = {p: one for one in reversed(named) for p in one.publications}
    if not found:
        return _by_title(row, answers, named)
    alike = [likeness(row, publication) for publication in found]
    best = min(alike, key=lambda one: (one.other == "work", bool(one.other), len(one.conflicts)))
    if best.other == "work":
        raise CannotLook("its identifier names another work")
    one = found[best.publication]
    return Known(best.publication, one.answer, one.said.cell)


def _by_title(row: Report | Citation, answers: Answers, named: tuple[Named, ...]) -> Known:
    """The publication of a report that prints no identifier, by its title alone."""
    if named:
        raise CannotLook(_why_not(named[0]))
    title = said(row, "title")
    if isinstance(row, Citation) or title is None:
        raise CannotLook("it prints no identifier that can be looked up")
    answer = answers.of("title", title.text)
    if answer.state != "found":
        raise CannotLook(answer.reason or "PubMed has no publication of this title")
    same = [p for p in answer.publications if compare_title(title.text, p).agrees]
    like = [p for p in same if not likeness(row, p).other]
    if len(like) != 1 or is_generic(title.text):
        raise CannotLook("its title alone does not tell which publication it is")
    return Known(like[0], answer, title.cell)


def answered(named: tuple[Named, ...]) -> None:
    """Raise `CannotLook` where an identifier of a row was not answered for, so that nothing passes unseen.

    That PubMed does not have a DOI says nothing of the paper as long as another identifier was answered for.
    """
    for one in named:
        if one.answer.state == "unverified" or not any(each.publications for each in named):
            raise CannotLook(_why_not(one))


def _why_not(named: Named) -> str:
    """Why nothing is known of an identifier; without its value, so that reasons can be counted."""
    name = KIND_NAMES[named.kind]
    if named.answer.state == "unverified":
        return named.answer.reason or f"nothing was answered about its {name}"
    if named.answer.state == "absent":
        return f"PubMed has no record of its {name}"
    return f"the answer about its {name} is of a record that does not carry it"


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
    return Likeness(publication, conflicts, agrees)


#: How a difference reads that came about after a citation was made.
CHANGED_SINCE: Final = "the citation is older than the issue, with which the publisher may have changed it"


def is_outdated(row: Report | Citation, publication: Publication) -> bool:
    """Whether a citation was made ahead of print, and the publication is in an issue by now."""
    return bool(publication.volume) and is_ahead_of_print(row)


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
