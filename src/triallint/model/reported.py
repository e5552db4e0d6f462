"""A cell of a table as it was printed, and the place where it stands.

`Reported` is what every check reads. Asking it for a number it does not hold raises `CannotLook`:
the check then has not passed, it has been skipped, and the reason is counted.
"""

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple, Protocol

from .interval import Interval
from .printed import MISSING_WORDS, Printed, Rounding, parse, values_of


class CannotLook(Exception):
    """A check lacks what it needs here: a Skip, never a pass. The message is the reason."""


class Span(NamedTuple):
    """Characters of a document: 0-based, half-open, in code points."""

    start: int
    end: int


class Place(NamedTuple):
    """Where something stands.

    Attributes:
        file: path as the user named it.
        row: 1-based line of the file (sheet row in a workbook); None for the whole file.
        column: 1-based position of the column; None for the whole row.
        name: the column's name.
        sheet: the worksheet, where the file has several.
        document: the document the value was read from, if known.
        span: the characters of that document.
        in_text: whether the file is the document itself: `row` is its line, `column` a character in it.
    """

    file: str
    row: int | None = None
    column: int | None = None
    name: str = ""
    sheet: str | None = None
    document: str | None = None
    span: Span | None = None
    in_text: bool = False

    def __str__(self) -> str:
        if self.sheet is not None:
            cell = f"{column_letters(self.column)}{self.row}" if self.row and self.column else self.row
            return f"{self.file}[{self.sheet}!{cell or ''}]"
        parts = [self.file, *(str(n) for n in (self.row, self.column) if n is not None)]
        return ":".join(parts)


def column_letters(column: int | None) -> str:
    """Spreadsheet letters of a 1-based column: 3 is "C", 28 is "AB"."""
    letters, rest = "", column or 0
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


class Locates(Protocol):
    """What a cell needs to know of the row it stands in."""

    @property
    def decimal_comma(self) -> bool:
        """Whether its file writes decimals with a comma."""

    def place(self, column: str) -> Place:
        """The place of the cell in `column`."""


class Reported:
    """The printed text of one cell, what it says as a number, and where it stands.

    `part` are the characters of the text that a problem is about, where that is not all of it.
    """

    __slots__ = ("column", "part", "row", "text")

    def __init__(self, row: Locates, column: str, text: str, part: Span | None = None) -> None:
        self.row, self.column, self.text, self.part = row, column, text, part

    def narrowed(self, part: Span) -> "Reported":
        """The same cell, pointed at in some of its characters."""
        return Reported(self.row, self.column, self.text, part)

    def __bool__(self) -> bool:
        """Whether the cell states something: not blank, not a word for missing."""
        return self.text != "" and self.text not in MISSING_WORDS

    def __repr__(self) -> str:
        return f"<{self.column} {self.text!r} at {self.place}>"

    def __str__(self) -> str:
        return self.text

    def __iter__(self) -> Iterator[str]:
        """The items of a list cell, which are separated by "; "."""
        return (item.strip() for item in self.text.split(";") if item.strip())

    @property
    def label(self) -> str:
        """The column's name as words: `ci_lower` is "ci lower"."""
        return self.column.replace("_", " ")

    @property
    def place(self) -> Place:
        """The cell's place, with the span of the document it was read from where that is known."""
        return self.row.place(self.column)

    @property
    def source(self) -> Span | None:
        """The characters of the document that this cell was read from, if the row says so."""
        return self.place.span

    @property
    def maybe(self) -> Printed | None:
        """The number it prints, or None."""
        return parse(self.text, self.row.decimal_comma) if self else None

    @property
    def printed(self) -> Printed:
        """The number it prints. Raises `CannotLook` where there is none."""
        number = self.maybe
        if number is None:
            raise CannotLook(f"{self.label} {self._why_not()}")
        return number

    def _why_not(self) -> str:
        if not self.text:
            return "is blank"
        if self.text in MISSING_WORDS:
            return "is " + self.text.replace("_", " ")
        return "is not a number"

    @property
    def value(self) -> Fraction:
        """The exact value of its digits. Raises `CannotLook` for anything but a plain number."""
        number = self.printed
        if number.operator not in "=~":
            raise CannotLook(f"{self.label} is an inequality")
        return number.value

    @property
    def decimals(self) -> int:
        """Digits after the decimal mark. Raises `CannotLook` where there is no number."""
        return self.printed.decimals

    @property
    def unit(self) -> Fraction:
        """One unit in its last printed place. Raises `CannotLook` where there is no number."""
        return self.printed.unit

    @property
    def interval(self) -> Interval:
        """The values it may stand for, rounded to nearest. Raises `CannotLook` without a number."""
        return self.rounded(Rounding.NEAREST)

    def rounded(self, rounding: Rounding) -> Interval:
        """The values it may stand for under another `rounding`. Raises `CannotLook` likewise."""
        found = values_of(self.text, self.row.decimal_comma, rounding) if self else None
        return self.printed.interval(rounding) if found is None else found

    @property
    def limit(self) -> Interval:
        """As `interval`, but an upper limit that was not reached or estimable is anywhere above.

        Raises `CannotLook` where the limit is blank or not reported.
        """
        if self.text in ("not_reached", "not_estimable"):
            return Interval(-math.inf, math.inf)
        return self.interval

    @property
    def count(self) -> int:
        """The whole number it prints. Raises `CannotLook` for anything else."""
        value = self.value
        if value.denominator != 1 or value < 0:
            raise CannotLook(f"{self.label} is not a count")
        return int(value)
