"""What a row says of a publication: each field in its own cell, or read from the citation's text."""

import re
from collections.abc import Iterator
from typing import Final, Literal

from ..comparing.dates import read_year
from ..model import Edit, Fix, lazy
from ..tables import Citation, Report
from .fields import Given, field_of, parsed_text

__all__ = [
    "CitedField",
    "Given",
    "cited_year",
    "is_own_work",
    "said",
    "says_ahead_of_print",
    "says_anything",
    "says_retracted",
    "suggested",
]

#: A field of a citation: a column of `reports` and `citations`.
CitedField = Literal[
    "authors", "title", "journal", "year", "volume", "issue", "pages", "doi", "pmid", "pmcid"
]

#: Words by which a citation says that its article was not in an issue yet.
_AHEAD: Final = lazy(
    r"ahead of print|online first|first online|early view|in press|forthcoming|(?:published|posted) online"
    r"|article in press|accepted manuscript",
    re.IGNORECASE,
)

#: Relations of a citation to its report under which it is the work itself that counts.
_OWN: Final = ("included_study", "reference")


def said(row: Report | Citation, column: CitedField) -> Given | None:
    """What a row says in one field, in a cell of its own or in its text; None where it says nothing."""
    return field_of(row, column)


def says_anything(row: Report | Citation) -> bool:
    """Whether a row says anything of a publication: by an identifier, a text, or fields of their own.

    Where that is too little to look it up, this is said of it, and the row does not go by unseen.
    """
    return any(row.raw(column) for column in ("doi", "pmid", "pmcid", "text", "title", "authors", "journal"))


def is_own_work(row: Report | Citation) -> bool:
    """Whether the work itself counts: a report, a reference, an included study; no relative."""
    return isinstance(row, Report) or row.raw("relation") in _OWN


def says_ahead_of_print(row: Report | Citation) -> bool:
    """Whether a citation says that it was made before its article was in an issue."""
    return any(_AHEAD.search(text) for text in _texts(row))


def says_retracted(row: Report | Citation) -> bool:
    """Whether a citation's text is marked as that of a retracted publication, before its authors or title."""
    return bool(row.raw("text")) and "retracted" in parsed_text(row.raw("text")).flags


def _texts(row: Report | Citation) -> Iterator[str]:
    return (row.raw(name) for name in ("text", "pages", "volume", "issue", "note", "published", "journal"))


def cited_year(row: Report | Citation) -> tuple[Given, int] | None:
    """The year that a row gives, and where; None where it gives none that can be read."""
    year = said(row, "year")
    number = read_year(year.text) if year else None
    return (year, number) if year and number else None


def suggested(one: Given, text: str, title: str = "") -> Fix | None:
    """A suggestion to write another text into a field's own cell; None where it has none. Never safe."""
    if not one.has_own_cell or not text:
        return None
    return Fix(title or f"write `{text}`", (Edit(one.cell.place, one.cell.text, text),))
