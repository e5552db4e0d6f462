"""Which reader is for the cells of which column."""

from collections.abc import Callable, Mapping
from typing import Final

from triallint.model import IdentifierKind

from .doi import read_doi
from .pubmed import read_pmcid, read_pmid
from .record import Reading
from .registry import read_registry_numbers

#: The columns of the identifiers that name a publication, each with what reads its cells; in the order in
#: which publications are asked for.
READERS: Final[Mapping[IdentifierKind, Callable[[str], Reading]]] = {
    "pmid": read_pmid,
    "doi": read_doi,
    "pmcid": read_pmcid,
}
#: The same for every column of identifiers.
COLUMN_READERS: Final[Mapping[str, Callable[[str], Reading]]] = {
    **{str(kind): reader for kind, reader in READERS.items()},
    "registry_ids": read_registry_numbers,
}
