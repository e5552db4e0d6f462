"""Which publication a row is, by what was answered about its identifiers, and where the two conflict."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from weakref import WeakKeyDictionary

from ..comparing.listed import listed
from ..comparing.titles import compare_title, is_generic, title_of
from ..crosscheck import Answers
from ..identifiers import Reading
from ..model import Answer, CannotLook, IdentifierKind, Publication, Reported, lazy
from ..tables import Citation, Grid, Report
from .cited import Given, said
from .likeness import keys_of, likeness
from .stated import stated

__all__ = [
    "Known",
    "Named",
    "answered",
    "identities",
    "known",
    "names_it",
    "sayer",
    "shown_publication",
    "work_in_words",
]

#: Names of identifiers for people.
KIND_NAMES: Final = {"pmid": "PMID", "doi": "DOI", "pmcid": "PMCID", "title": "title"}


#: What `sayer` writes.
_SAYER: Final = lazy(r"PubMed \([^()]*\)|the local list \([^()]*\)")


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
    said: Given
    reading: Reading
    key: str
    answer: Answer
    publications: tuple[Publication, ...]

    def __str__(self) -> str:
        return f"{KIND_NAMES[self.kind]} {self.reading.found[0].canonical}"


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


def undated(message: str) -> str:
    """A message without who answered and when: asked again, the same answer gives the same finding."""
    return _SAYER.sub("PubMed", message)


def shown_publication(publication: Publication) -> str:
    """A publication in a few words: its first author, title, journal and year."""
    first = str(publication.authors[0]) if publication.authors else "no author"
    more = " et al" if len(publication.authors) > 1 else ""
    journal = publication.journal.medline or publication.journal.iso or publication.journal.title
    years = "/".join(map(str, sorted(publication.years))) or "no year"
    title = title_of(publication)
    title = title if len(title) <= 120 else title[:117] + "…"
    return f"“{title.rstrip('.')}” ({first}{more}, {journal or publication.book_title} {years})"


def work_in_words(row: Report | Citation, publication: Publication | None = None, title: str = "") -> str:
    """The work that a row is about, so that a reader knows it: title, first author, and the row's own key.

    Args:
        row: says what the publication does not.
        publication: what is known of it.
        title: what another source calls it.
    """
    if publication is not None:
        words = shown_publication(publication)
    else:
        given, authors = said(row, "title"), said(row, "authors")
        words = f"“{given.text.rstrip('.') if given else title}”" if given or title else ""
        first = next(iter(listed(authors.text).names), "") if authors else ""
        words += f" ({first})" if first else ""
    key = row.raw("row_id").rpartition(":")[2]
    return ", ".join(filter(None, (words, f"key `{key}`" if key else "")))


#: The identifiers of each row of a run; see `_KNOWN`.
_NAMED: Final[WeakKeyDictionary[Answers, dict[tuple[Grid, int], tuple[Named, ...]]]] = WeakKeyDictionary()


def identities(row: Report | Citation, answers: Answers) -> tuple[Named, ...]:
    """Every identifier of a row that can be looked up, with what was answered."""
    if answers.source is None:  # nobody was asked, which is known without being kept
        return tuple(_identities(row, answers))
    rows = _NAMED.setdefault(answers, {})
    found = rows.get((row.grid, row.index))
    if found is None:
        found = rows[row.grid, row.index] = tuple(_identities(row, answers))
    return found


def _identities(row: Report | Citation, answers: Answers) -> Iterator[Named]:
    for one in stated(row):
        answer = answers.of(one.kind, one.key)
        carriers = tuple(p for p in answer.publications if one.key in keys_of(p, one.kind))
        carriers = carriers if answer.state == "found" else ()
        yield Named(one.kind, one.said, one.reading, one.key, answer, carriers)


def names_it(publication: Publication, named: Named) -> bool:
    """Whether a publication carries an identifier of a row itself."""
    return named.key in keys_of(publication, named.kind)


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
    found: dict[Publication, Named] = {}
    for one in named:
        for publication in one.publications:
            found.setdefault(publication, one)
    if not found:
        return _by_title(row, answers, named)
    alike = [likeness(row, publication) for publication in found]
    best = min(
        alike, key=lambda one: (one.other == "work", bool(one.other), len(one.conflicts), -one.carried)
    )
    if best.other == "work":
        raise CannotLook("its identifier names another work")
    naming = found[best.publication]
    return Known(best.publication, naming.answer, naming.said.cell)


def _by_title(row: Report | Citation, answers: Answers, named: tuple[Named, ...]) -> Known:
    """The publication of a report that prints no identifier, by its title alone."""
    if named:
        raise CannotLook(_why_not(named[0]))
    title = said(row, "title")
    if isinstance(row, Citation) or title is None:
        raise CannotLook("it prints no identifier that can be looked up")
    answer = answers.of("title", " ".join(title.text.split()))
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
