"""The identifiers by which a row says which publication it is, in cells of their own or in its text."""

from collections.abc import Iterator
from typing import NamedTuple

from ..identifiers import READERS, Identifier, Reading
from ..model import IdentifierKind
from ..tables import Citation, Report
from .fields import Given, field_of

__all__ = ["Stated", "stated"]


class Stated(NamedTuple):
    """An identifier that a row prints and that can be looked up.

    Attributes:
        kind: "pmid", "doi" or "pmcid".
        said: where it stands.
        reading: what stands there.
        one: the identifier, of which nothing was guessed.
    """

    kind: IdentifierKind
    said: Given
    reading: Reading
    one: Identifier

    @property
    def key(self) -> str:
        """Its canonical form, which is equal for two writings of one identifier."""
        return self.one.key


def stated(row: Report | Citation) -> Iterator[Stated]:
    """The identifiers of a row that can be looked up, at most one of each kind."""
    for kind, read in READERS.items():
        said = field_of(row, kind)
        reading = read(said.text) if said else None
        one = reading.one if reading else None
        if said and reading and one and one.is_certain:
            yield Stated(kind, said, reading, one)
