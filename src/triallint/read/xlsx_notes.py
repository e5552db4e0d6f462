"""Findings of a worksheet: what its cells show and do not say."""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..model import Severity, column_letters
from .conditions import (
    CELLS_ARE_NOT_DATES,
    CELLS_ARE_NOT_MERGED,
    FORMULAS_HAVE_VALUES,
    NOTHING_IS_HIDDEN,
    NUMBERS_KEEP_THEIR_DIGITS,
)
from .numberformat import date_shown, iso_text, typed_before
from .sheet import Sheet
from .source import Source
from .xlsx_guard import Structure

#: Words in a header that promise a date.
_DATE_WORDS = frozenset(("date", "published", "epub", "on", "start", "end", "cut", "accessed", "received"))

_Date = datetime.date | datetime.time | datetime.timedelta
_PASTE = "copy the cells and paste them as values"
_AS_TEXT = "format the column as text and type the numbers as they are printed"


@dataclass(slots=True)
class Notes:
    """What was noticed of the cells of one worksheet, by (row, column).

    Attributes:
        computed: formulas with the value of their last computation.
        uncomputed: formulas without a value.
        failed: error values, with their text.
        dates: dates, with their number format.
        held: numbers shown with fewer digits than they hold: shown text, held text.
        long: whole numbers with more digits than a spreadsheet keeps.
        lossy: columns with a fraction that no number format gives its decimals; what that means for
            the table is told where the table is known.
    """

    computed: list[tuple[int, int]] = field(default_factory=list)
    uncomputed: list[tuple[int, int]] = field(default_factory=list)
    failed: list[tuple[int, int, str]] = field(default_factory=list)
    dates: list[tuple[int, int, _Date, str]] = field(default_factory=list)
    held: list[tuple[int, int, str, str]] = field(default_factory=list)
    long: list[tuple[int, int, str]] = field(default_factory=list)
    lossy: set[int] = field(default_factory=set)


def say_notes(source: Source, sheet: Sheet, structure: Structure, notes: Notes, state: str) -> None:
    """Turn what was noticed of a worksheet into findings of its source."""
    teller = _Teller(source, sheet)
    teller.hidden(structure, state)
    teller.merged(structure)
    teller.formulas(notes)
    teller.dates(notes)
    teller.numbers(notes)


class _Teller:
    def __init__(self, source: Source, sheet: Sheet) -> None:
        self.source, self.sheet = source, sheet
        self.first = sheet.first_column
        self.last = sheet.first_column + len(sheet.header) - 1

    def _name(self, column: int) -> str:
        return self.sheet.header[column - self.first] if self.first <= column <= self.last else ""

    def _inside(self, row: int, column: int) -> bool:
        return row >= self.sheet.header_line and self.first <= column <= self.last

    def _by_column(self, cells: Iterable[Sequence[object]]) -> Iterator[tuple[int, list[int]]]:
        """Column -> rows of the cells that belong to the table."""
        columns: dict[int, list[int]] = {}
        for row, column, *_ in cells:
            assert isinstance(row, int)
            assert isinstance(column, int)
            if self._inside(row, column):
                columns.setdefault(column, []).append(row)
        yield from sorted(columns.items())

    def hidden(self, structure: Structure, state: str) -> None:
        """Rows, columns and sheets that a reader does not see."""
        title = self.sheet.name
        if state != "visible":
            self.source.say(
                NOTHING_IS_HIDDEN,
                f"the sheet {title!r} is hidden; it was read all the same",
                "show it, or delete it",
                sheet=self.sheet.sheet,
                text=title,
            )
        filled = {self.sheet.header_line, *self.sheet.lines}
        for first, last in _runs(row for row in structure.hidden_rows if row in filled):
            self.source.say(
                NOTHING_IS_HIDDEN,
                _span("row", str(first), str(last)) + "; read all the same",
                "show them (a filter may be on), or delete them",
                row=first,
                sheet=self.sheet.sheet,
                text=_span("row", str(first), str(last)),
            )
        for first, last in structure.hidden_columns:
            first, last = max(first, self.first), min(last, self.last)
            if first <= last:
                words = _span("column", column_letters(first), column_letters(last))
                self.source.say(
                    NOTHING_IS_HIDDEN,
                    words + "; read all the same",
                    "show them, or delete them",
                    row=self.sheet.header_line,
                    column=first,
                    name=self._name(first),
                    sheet=self.sheet.sheet,
                    text=words,
                )

    def merged(self, structure: Structure) -> None:
        """Cells that were merged, in the table or its header."""
        for area in structure.merged:
            if area.bottom < self.sheet.header_line or not self._inside(area.bottom, area.left):
                continue
            reference = f"{column_letters(area.left)}{area.top}:{column_letters(area.right)}{area.bottom}"
            self.source.say(
                CELLS_ARE_NOT_MERGED,
                f"the cells {reference} are merged: their value was read for "
                f"{column_letters(area.left)}{area.top}, the others as blank",
                "unmerge them and repeat the value in every row that it belongs to",
                row=area.top,
                column=area.left,
                name=self._name(area.left),
                sheet=self.sheet.sheet,
                text=reference,
            )

    def formulas(self, notes: Notes) -> None:
        """Formulas, computed or not, and values that are errors."""
        for column, rows in self._by_column(notes.uncomputed):
            self._say_column(
                column,
                rows,
                "a formula without a saved value, read as blank",
                "open the workbook in Excel or LibreOffice and save it, or " + _PASTE,
                None,
            )
        for column, rows in self._by_column(notes.computed):
            self._say_column(
                column,
                rows,
                "a formula; its last computed value was read",
                _PASTE + ", and say in `origin` that they are calculated",
                Severity.info,
            )
        for row, column, text in notes.failed:
            if self._inside(row, column):
                self.source.say(
                    FORMULAS_HAVE_VALUES,
                    f"the cell holds the error {text} instead of a value; it was read as blank",
                    "mend the formula, or type the value from the source",
                    row=row,
                    column=column,
                    name=self._name(column),
                    sheet=self.sheet.sheet,
                    text=text,
                )

    def _say_column(
        self, column: int, rows: Sequence[int], what: str, remedy: str, severity: Severity | None
    ) -> None:
        letters = column_letters(column)
        count = f" and {len(rows) - 1} more of its column" if len(rows) > 1 else ""
        self.source.say(
            FORMULAS_HAVE_VALUES,
            f"{letters}{rows[0]}{count}: {what}",
            remedy,
            row=rows[0],
            column=column,
            name=self._name(column),
            sheet=self.sheet.sheet,
            text=f"{letters}{rows[0]}{count}",
            severity=severity,
        )

    def dates(self, notes: Notes) -> None:
        """Cells that hold a date: expected under a header that says so, suspect elsewhere."""
        promised: set[int] = set()
        for row, column, value, code in notes.dates:
            if not self._inside(row, column):
                continue
            name = self._name(column)
            expected = not _DATE_WORDS.isdisjoint(re.split(r"[\W_]+", name.lower()))
            if expected and column in promised:
                continue
            promised.add(column)
            shown, kept = date_shown(value, code), iso_text(value)
            typed = typed_before(value, code) if isinstance(value, datetime.date) else None
            reading = f"{typed} may have been typed" if typed and not expected else None
            self.source.say(
                CELLS_ARE_NOT_DATES,
                f"the cells of {name!r} hold dates; {shown} was read as {kept}"
                if expected
                else f"the cell holds a date: it shows {shown} and was read as {kept}",
                "nothing" if expected else "format the column as text, then type the cell again",
                row=row,
                column=column,
                name=name,
                sheet=self.sheet.sheet,
                text=shown,
                reading=reading,
                severity=Severity.info if expected else None,
            )

    def numbers(self, notes: Notes) -> None:
        """Numbers that are not kept digit for digit."""
        examples = {(row, column): (shown, held) for row, column, shown, held in notes.held}
        for column, rows in self._by_column(notes.held):
            shown, held = examples[rows[0], column]
            more = f"; so do {len(rows) - 1} more of its column" if len(rows) > 1 else ""
            message = f"the cell shows {shown} and holds {held}; {shown} was read{more}"
            self._say_number(rows[0], column, message, shown)
        for row, column, text in notes.long:
            if self._inside(row, column):
                message = f"{text} has more digits than a spreadsheet keeps; its last ones may be lost"
                self._say_number(row, column, message, text)

    def _say_number(self, row: int, column: int, message: str, text: str) -> None:
        self.source.say(
            NUMBERS_KEEP_THEIR_DIGITS,
            message,
            _AS_TEXT,
            row=row,
            column=column,
            name=self._name(column),
            sheet=self.sheet.sheet,
            text=text,
        )


def _runs(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of consecutive rows."""
    first = last = None
    for row in sorted(set(rows)):
        if first is None or last is None or row != last + 1:
            if first is not None and last is not None:
                yield first, last
            first = row
        last = row
    if first is not None and last is not None:
        yield first, last


def _span(noun: str, first: str, last: str) -> str:
    return f"{noun} {first} is hidden" if first == last else f"{noun}s {first} to {last} are hidden"
