"""Publications written as a small table: what PubMed answers in the examples of a check's page.

A column is a field of `Publication`; a list has "; " between its items, as in every table:

    pmid     | title     | journal              | dates                                   | authors
    33651091 | Two drugs | JAMA; nlm 7501160    | print 2021 Mar 2; electronic 2021 Feb 9 | Moreau A; Lind P

    links                                           | registrations                  | types
    RetractionIn 9499167 Mol Med. 1998 Feb;53(2):34 | ClinicalTrials.gov NCT01234567 | Retracted Publication

`state` says "absent" of an identifier that PubMed was asked about and does not have. Whatever the table does
not hold is unverified.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any, Final

from .crosscheck import Question
from .identifiers import read_doi, read_pmcid
from .model import Answer, Author, IdentifierKind, Journal, Link, Publication, PublicationDate
from .pubmed.dates import publication_date

#: The day on which the answers of an example were given.
ANSWERED: Final = date(2026, 11, 20)


#: The columns that such a table may have.
COLUMNS: Final = frozenset((*(one.name for one in fields(Publication)), "state"))


class ListedPublications:
    """A source of answers that knows the publications of a table and no others."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        self._answers: dict[Question, list[Publication]] = {}
        for row in rows:
            publication = publication_from(row)
            for question in _names(publication):
                known = self._answers.setdefault(question, [])
                if row.get("state") != "absent":
                    known.append(publication)

    def answer(self, question: Question) -> Answer:
        """What the table says of an identifier."""
        found = self._answers.get(question)
        if found is None:
            return Answer(*question, "unverified", reason="no recorded answer")
        state: Any = "found" if found else "absent"
        return Answer(*question, state, tuple(found), source="NCBI", on=ANSWERED, kept_in="example")


def publication_from(row: Mapping[str, str]) -> Publication:
    """The publication that a row with such columns describes."""
    filled = {name: text for name, text in row.items() if text and name != "state"}
    values: dict[str, Any] = {
        name: _READERS[name](_items(text)) if name in _READERS else text for name, text in filled.items()
    }
    return Publication(**{"pmid": ""} | values, translated=filled.get("title", "").startswith("["))


def _names(publication: Publication) -> Iterator[Question]:
    """Everything by which a publication may be asked for."""
    kinds: tuple[tuple[IdentifierKind, Iterable[str]], ...] = (
        ("pmid", [publication.pmid]),
        (
            "doi",
            [one.key for text in (publication.doi, *publication.other_dois) if (one := read_doi(text).one)],
        ),
        ("pmcid", [one.key for one in [read_pmcid(publication.pmcid).one] if one]),
        ("title", {publication.title: None, publication.title.removesuffix("."): None}),
    )
    return (Question(kind, asked) for kind, every in kinds for asked in every if asked)


def _items(text: str) -> list[str]:
    return [item.strip() for item in text.split("; ") if item.strip()]


def _journal(items: list[str]) -> Journal:
    issns = tuple(item for item in items if re.fullmatch(r"\d{4}-\d{3}[\dX]", item))
    numbers = [item.removeprefix("nlm ") for item in items if item.startswith("nlm ")]
    names = [item for item in items if item not in issns and not item.startswith("nlm ")]
    short = names[-1] if names else ""
    return Journal(names[0] if names else "", short, short, numbers[0] if numbers else "", issns)


def _dates(items: list[str]) -> tuple[PublicationDate, ...]:
    return tuple(_date(*_parted(item)) for item in items)


def _date(kind: str, text: str) -> PublicationDate:
    day = re.search(r"[A-Za-z]{3} (\d{1,2})$", text)
    return publication_date(kind, text, int(day[1]) if day else None)


def _authors(items: list[str]) -> tuple[Author, ...]:
    return tuple(_author(item) for item in items)


def _author(name: str) -> Author:
    family, _, initials = name.rpartition(" ")
    is_person = bool(family) and initials.isupper() and len(initials) < 4
    return Author(family, initials=initials) if is_person else Author(collective=name)


def _links(items: list[str]) -> tuple[Link, ...]:
    found = []
    for item in items:
        kind, text = _parted(item)
        pmid, rest = _parted(text)
        found.append(Link(kind, pmid, rest) if pmid.isdigit() and pmid != rest else Link(kind, "", text))
    return tuple(found)


def _registrations(items: list[str]) -> tuple[tuple[str, str], ...]:
    return tuple(_parted(item) for item in items)


def _parted(text: str) -> tuple[str, str]:
    first, _, rest = text.partition(" ")
    return first, rest


_READERS: Final[dict[str, Callable[[list[str]], object]]] = {
    "authors": _authors,
    "dates": _dates,
    "editors": _authors,
    "investigators": _authors,
    "journal": _journal,
    "languages": tuple,
    "links": _links,
    "other_dois": tuple,
    "registrations": _registrations,
    "types": tuple,
}
