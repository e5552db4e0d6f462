"""Works that share an identifier: which rows carry it, and which titles may stand under one. Pure."""

import re
from collections.abc import Mapping
from typing import Final
from weakref import WeakKeyDictionary

from ..comparing import compare_titles
from ..identifiers import Identifier, read_doi, read_pmid, read_registry_numbers
from ..model import Publication
from ..tables import Citation, Report, Tables
from .cited import Given, said

__all__ = [
    "are_versions",
    "first_title_under",
    "may_share_identifier",
    "misfiled",
    "own_identifiers",
    "registered",
]

#: An identifier: its kind and its canonical form.
Identifying = tuple[str, str]

_TITLES: Final[WeakKeyDictionary[Tables, dict[Identifying, Given]]] = WeakKeyDictionary()
_REPLIES: Final = (
    "reply",
    "replies",
    "response",
    "comment",
    "author",
    "authors",
    "the",
    "in",
    "to",
    "from",
    "and",
)


def own_identifiers(row: Report | Citation) -> Mapping[Identifying, Given]:
    """The DOI and the PMID of a row, as far as they are certain, and where they stand."""
    found: dict[Identifying, Given] = {}
    doi, pmid = said(row, "doi"), said(row, "pmid")
    for kind, field, reading in (("doi", doi, read_doi), ("pmid", pmid, read_pmid)):
        one = reading(field.text).one if field else None
        if field and one and one.is_certain:
            found[kind, one.key] = field
    return found


def first_title_under(tables: Tables, identifier: Identifying) -> Given | None:
    """The title of the first row that carries an identifier and has a title."""
    titles = _TITLES.get(tables)
    if titles is None:
        titles = _TITLES[tables] = {}
        rows: list[Report | Citation] = [*tables.rows(Report), *tables.rows(Citation)]
        for row in rows:
            title = said(row, "title")
            for one in own_identifiers(row) if title else ():
                titles.setdefault(one, title)  # type: ignore[arg-type]
    return titles.get(identifier)


def may_share_identifier(title: str, other: str) -> bool:
    """Whether two titles may stand under one identifier: those of one work, or of a letter and its reply."""
    found = compare_titles(title, other)
    words = " ".join(f"{one.cited} {one.known}" for one in found.telling).split()
    return found.agrees or found.verdict == "unknown" or (bool(words) and set(words) <= set(_REPLIES))


#: How registrants end the DOIs of the versions of one paper that PubMed keeps under one PMID.
_VERSION: Final = re.compile(r"(10\.12688/.+)\.\d+|(10\.(?:21203|20944|26434|6084)/.+?)(?:[./-]?v\d+)")


def are_versions(doi: str, other: str) -> bool:
    """Whether two canonical DOIs are those of two versions of one paper."""
    a, b = _VERSION.fullmatch(doi), _VERSION.fullmatch(other)
    return a is not None and b is not None and doi != other and a.groups() == b.groups()


#: Which registries' numbers stand under a name in MEDLINE's list of data banks.
_BANKS: Final = {
    "anzctr": ("actrn",),
    "chictr": ("chictr",),
    "clinicaltrials.gov": ("nct",),
    "cris": ("kct",),
    "ctri": ("ctri",),
    "drks": ("drks",),
    "eudract": ("eudract", "ctis"),
    "irct": ("irct",),
    "isrctn": ("isrctn",),
    "jprn": ("umin", "japic", "jrct", "jma"),
    "ntr": ("ntr",),
    "pactr": ("pactr",),
    "rebec": ("rbr",),
    "repec": ("per",),
    "rpcec": ("rpcec",),
    "slctr": ("slctr",),
    "tctr": ("tctr",),
}


def registered(publication: Publication) -> tuple[tuple[str, Identifier], ...]:
    """The trial registry numbers in a record's list of data banks, by their form, with the bank's name."""
    return tuple(
        (bank, one)
        for bank, number in publication.registrations
        for one in read_registry_numbers(number).found
        if one.is_certain
    )


def misfiled(bank: str, number: Identifier) -> bool:
    """Whether a number stands under the name of a registry whose numbers have another form."""
    kinds = _BANKS.get(bank.casefold())
    return kinds is not None and number.kind not in kinds and number.kind != "utn"
