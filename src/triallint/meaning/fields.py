"""The fields of a citation as a whole, and where each stands: in a cell of its own, or in its `text`."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from ..bibliography import FIELDS, Flag, Note, Parsed, Part, parse
from ..model import Reported, Span
from ..tables import Citation, Report

__all__ = ["CitedFields", "Given", "field_of", "fields_of", "parsed_text"]


class Given(NamedTuple):
    """One field of a citation, and where it stands.

    Attributes:
        text: what it says: the cell as it is, or the part of the citation with its blanks closed up and
            an identifier as its registry writes it.
        cell: the cell it was read from, which is where a finding about it belongs.
        span: the characters of that cell; None where it is the whole cell.
    """

    text: str
    cell: Reported
    span: Span | None = None

    def __str__(self) -> str:
        return self.text

    @property
    def origin(self) -> Literal["cell", "text"]:
        """Whether a cell of its own holds it, or the citation as a whole."""
        return "cell" if self.span is None else "text"

    @property
    def has_own_cell(self) -> bool:
        """Whether a cell holds it alone, so that it may be rewritten."""
        return self.span is None

    @property
    def printed(self) -> str:
        """The characters it was read from."""
        return self.cell.text if self.span is None else self.cell.text[slice(*self.span)]

    @property
    def source(self) -> Span | None:
        """Where it stands in the document, if the row says where its cell was read."""
        whole = self.cell.source
        if whole is None or self.span is None or whole.end - whole.start != len(self.cell.text):
            return whole  # all of it, too, where the cell is not the document's text to the letter
        return Span(whole.start + self.span.start, whole.start + self.span.end)


@dataclass(frozen=True, slots=True)
class CitedFields:
    """The fields of a citation; None for one that neither a cell nor the text gives.

    Attributes:
        date: the date of the issue as printed; `epub` that of electronic publication.
        elocation: what stands in the place of pages before they are known.
        translation: the part of the title that is a translation; `vernacular` the original.
        parsed: the row's `text` as it was understood; None where it has none.
    """

    authors: Given | None = None
    title: Given | None = None
    journal: Given | None = None
    year: Given | None = None
    volume: Given | None = None
    issue: Given | None = None
    pages: Given | None = None
    doi: Given | None = None
    pmid: Given | None = None
    pmcid: Given | None = None
    date: Given | None = None
    epub: Given | None = None
    elocation: Given | None = None
    translation: Given | None = None
    vernacular: Given | None = None
    parsed: Parsed | None = None

    def __iter__(self) -> Iterator[tuple[str, Given]]:
        """The fields that tables have columns for, by name, as far as they are given."""
        for name in FIELDS:
            field = getattr(self, name)
            if field is not None:
                yield name, field

    @property
    def flags(self) -> frozenset[Flag]:
        """What the citation says besides its fields; nothing where it is not given as a text."""
        return self.parsed.flags if self.parsed else frozenset()

    @property
    def notes(self) -> tuple[Note, ...]:
        """The ties to other publications that the text prints."""
        return self.parsed.notes if self.parsed else ()


#: Fields that only a text gives, and the column of `reports` that holds the same.
_COLUMNS = {name: name for name in FIELDS} | {
    "date": "published",
    "epub": "epub",
    "elocation": "",
    "translation": "",
    "vernacular": "",
}


def fields_of(row: Citation | Report) -> CitedFields:
    """The fields of the publication that a row cites or is: its cells, else what its `text` says.

    A cell prevails over the text; blank or with a word for "missing" it gives way to it.
    """
    found = {name: field for name in _COLUMNS if (field := field_of(row, name))}
    return CitedFields(**found, parsed=parsed_text(row.raw("text")) if row.raw("text") else None)


def field_of(row: Citation | Report, name: str) -> Given | None:
    """One of these fields, by name; None where neither a cell nor the text gives it."""
    column = _COLUMNS[name]
    if column and row.raw(column):
        cell = row.cell(column)
        if cell:
            return Given(cell.text, cell)
    text = row.raw("text")
    part: Part | None = getattr(parsed_text(text), name) if text else None
    return Given(part.text, row.cell("text").narrowed(part.span), part.span) if part else None


@lru_cache(maxsize=16384)
def parsed_text(text: str) -> Parsed:
    """A citation as it was understood; kept, as every check asks for its fields."""
    return parse(text)
