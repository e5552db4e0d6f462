"""Which of the identifiers in a citation are its own: not those that its title quotes or a note prints."""

from typing import NamedTuple

from triallint.identifiers import Identifier
from triallint.model import Span

from .record import Part


class Own(NamedTuple):
    """The identifiers of the publication that is cited."""

    doi: Part | None
    pmid: Part | None
    pmcid: Part | None


def own_identifiers(
    identifiers: tuple[Identifier, ...], behind: int, notes: int, title: Span | None = None
) -> Own:
    """The first of each kind behind the citation's date and before its notes.

    A PMID or PMCID may also stand behind the notes. Where none of a kind stands behind the date, one
    before it is taken that the title does not quote.

    Args:
        identifiers: every identifier in the citation, each kind in order.
        behind: where its own fields end.
        notes: where its notes begin.
        title: where its title stands.
    """
    return Own(*(_own(identifiers, kind, behind, notes, title) for kind in Own._fields))


def _own(
    identifiers: tuple[Identifier, ...], kind: str, behind: int, notes: int, title: Span | None
) -> Part | None:
    every = [one for one in identifiers if one.kind == kind]
    after = [one for one in every if one.span.start >= behind]
    own = [one for one in after if one.span.start < notes]
    if not own and kind != "doi":
        own = after[-1:]
    if not own and not after:
        quoted = range(*title) if title else range(0)
        own = [one for one in every if one.span.start not in quoted]
    return Part(own[0].canonical, own[0].span) if own else None
