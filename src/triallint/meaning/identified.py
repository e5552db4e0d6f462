"""The cells of a row that hold identifiers, as they read, and how to rewrite them."""

from collections.abc import Iterator
from functools import lru_cache

from ..identifiers import (
    COLUMN_READERS,
    KINDS,
    Grade,
    Identifier,
    Note,
    Reading,
    are_versions,
    fold,
    part_of,
    what_is,
)
from ..model import Edit, Fix, Reported
from ..tables import Citation, Report, Row, Trial

__all__ = [
    "KINDS",
    "Grade",
    "Identifier",
    "Note",
    "Reading",
    "are_versions",
    "fold",
    "holds_doi",
    "holds_identifier",
    "holds_pmcid",
    "holds_pmid",
    "holds_registry_numbers",
    "identifier_cells",
    "part_of",
    "reading_of",
    "rewritten",
    "what_is",
    "words_of",
]


def reading_of(cell: Reported) -> Reading:
    """What an identifier cell (doi, pmid, pmcid or registry_ids) holds."""
    return _read(cell.column, cell.text)


@lru_cache(maxsize=16384)
def _read(column: str, text: str) -> Reading:
    return COLUMN_READERS[column](text)  # kept, as many checks ask for it


def identifier_cells(row: Row) -> Iterator[tuple[Reported, Reading]]:
    """The identifier cells of a row that are filled in, each with what it holds."""
    for column in COLUMN_READERS:
        if row.raw(column):
            cell = row.cell(column)
            if cell:
                yield cell, reading_of(cell)


def holds_identifier(row: Report | Citation | Trial) -> bool:
    """Whether an identifier cell of a row is filled in."""
    return any(row.raw(column) for column in COLUMN_READERS)


def holds_doi(row: Report | Citation) -> bool:
    """Whether a row's `doi` is filled in."""
    return bool(row.doi)


def holds_pmid(row: Report | Citation) -> bool:
    """Whether a row's `pmid` is filled in."""
    return bool(row.pmid)


def holds_pmcid(row: Report | Citation) -> bool:
    """Whether a row's `pmcid` is filled in."""
    return bool(row.pmcid)


def holds_registry_numbers(row: Report | Trial) -> bool:
    """Whether a row's `registry_ids` is filled in."""
    return bool(row.registry_ids)


def words_of(notes: tuple[Note, ...], grade: Grade | None = None) -> str:
    """What notes say (those of one grade, or all), in one line."""
    return "; ".join(dict.fromkeys(note.words for note in notes if grade is None or note.grade is grade))


def rewritten(cell: Reported, new: str, *, safe: bool = False) -> Fix:
    """A fix that writes `new` into a cell. Safe only where no number and no name changes."""
    title = f"write `{new}`" if new else "leave the cell blank"
    return Fix(title, (Edit(cell.place, cell.text, new),), safe)
