"""One of our tables as it was found: its sheets one after another, every cell with its place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from triallint.described import Described
from triallint.model import Place, Point
from triallint.read.sheet import Sheet
from triallint.tables import Grid


@dataclass(slots=True, eq=False)
class Part:
    """One sheet of a table.

    Attributes:
        sheet: the sheet as read.
        columns: canonical column name -> index in the sheet's rows.
        rows: the rows that are not blank.
        lines: 1-based line of each of those rows.
        kept: index in the sheet of each of those rows; None where all were kept.
        misspelt: canonical name of a column that is absent -> index of the header that is nearly it.
    """

    sheet: Sheet
    columns: dict[str, int]
    rows: Sequence[list[str]]
    lines: Sequence[int]
    kept: Sequence[int] | None = None
    misspelt: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, sheet: Sheet, columns: dict[str, int], misspelt: dict[str, int]) -> "Part":
        """A part with the sheet's rows, without those that are blank from end to end."""
        if all(map(any, sheet.rows)):
            return cls(sheet, columns, sheet.rows, sheet.lines, None, misspelt)
        kept = [index for index, row in enumerate(sheet.rows) if any(row)]
        rows = [sheet.rows[index] for index in kept]
        return cls(sheet, columns, rows, [sheet.lines[index] for index in kept], kept, misspelt)

    def grid(self) -> Grid:
        """The part as checks read it."""
        sheet, names = self.sheet, {index: name for name, index in self.columns.items()}
        places = None if self.kept is None else {old: new for new, old in enumerate(self.kept)}
        return Grid(
            file=sheet.file,
            columns=self.columns,
            texts=self.rows,
            lines=self.lines,
            positions={name: sheet.first_column + index for name, index in self.columns.items()},
            sheet=sheet.sheet,
            decimal_comma=sheet.decimal_comma,
            documents=sheet.documents
            if self.kept is None
            else [sheet.documents[i] for i in self.kept]
            if sheet.documents
            else (),
            cell_lines={
                (row if places is None else places[row], names[column]): line
                for (row, column), line in sheet.cell_lines.items()
                if column in names and (places is None or row in places)
            },
        )

    def header_place(self, index: int) -> Place:
        """The place of a header, by its index; of the whole header where that is negative."""
        sheet = self.sheet
        if index < 0:
            return Place(sheet.file, sheet.header_line, sheet=sheet.sheet)
        column = sheet.first_column + index
        return Place(sheet.file, sheet.header_line, column, sheet.header[index], sheet.sheet)

    def values(self, column: str) -> list[str]:
        """The texts of one column; blanks where the part has no such column."""
        index = self.columns.get(column)
        if index is None:
            return [""] * len(self.rows)
        return [row[index] if index < len(row) else "" for row in self.rows]


@dataclass(slots=True, eq=False)
class Table:
    """All rows of one table of a dataset.

    Attributes:
        described: what the table is like.
        parts: its sheets, in the order they were read.
    """

    described: Described
    parts: list[Part]
    _values: dict[str, list[str]] = field(default_factory=dict)
    _grids: dict[int, Grid] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The table's name."""
        return self.described.name

    @property
    def columns(self) -> list[str]:
        """Its columns that some part has, in the order of the description."""
        return [c for c in self.described.columns if any(c in part.columns for part in self.parts)]

    @property
    def grids(self) -> list[Grid]:
        """Its parts as checks read them."""
        return [self._grid(number) for number in range(len(self.parts))]

    def __len__(self) -> int:
        return sum(len(part.rows) for part in self.parts)

    def values(self, column: str) -> list[str]:
        """The texts of one column, all parts together, with "." for the decimal mark of its file."""
        found = self._values.get(column)
        if found is None:
            found = []
            for part in self.parts:
                texts = part.values(column)
                if part.sheet.decimal_comma and self.described.columns[column].numeric:
                    texts = [with_point(text) for text in texts]
                found += texts
            self._values[column] = found
        return found

    def keys(self, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """Several columns, row by row."""
        return zip(*(self.values(column) for column in columns), strict=True)

    def text(self, row: int, column: str) -> str:
        """The text of a cell as printed; blank where there is none."""
        part, index = self._locate(row)
        position, cells = part.columns.get(column, -1), part.rows[index]
        return cells[position] if 0 <= position < len(cells) else ""

    def place(self, row: int, column: str) -> Place:
        """The place of a cell; of its row where the part has no such column."""
        part, index = self._locate(row)
        grid = self._grid(self.parts.index(part))
        return Place(
            grid.file,
            grid.cell_lines.get((index, column), grid.lines[index]),
            grid.positions.get(column),
            column,
            grid.sheet,
        )

    def point(self, row: int, column: str, words: str) -> Point:
        """A cell with words for its part in a finding."""
        return Point(self.place(row, column), self.text(row, column)[:200], words)

    def named_by(self, row: int, column: str) -> Sheet | None:
        """The sheet whose file's name says what stands in a column; None where the cell says so itself."""
        sheet = self._locate(row)[0].sheet
        return sheet if column in sheet.named else None

    def key(self, row: int) -> str:
        """What names a row: its `row_id`, or its natural key where that is blank."""
        return self.text(row, "row_id") or "/".join(
            self.text(row, column)[:200] for column in self.described.key
        )

    def subject(self, row: int) -> str:
        """The report that a row is about; blank where it says none."""
        return self.text(row, "report_id")[:200]

    def _locate(self, row: int) -> tuple[Part, int]:
        for part in self.parts:
            if row < len(part.rows):
                return part, row
            row -= len(part.rows)
        raise IndexError(f"the table {self.name} has no such row")

    def _grid(self, number: int) -> Grid:
        if number not in self._grids:
            self._grids[number] = self.parts[number].grid()
        return self._grids[number]


def with_point(text: str) -> str:
    """A number of a file with decimal commas, its marks exchanged as the reader of numbers does."""
    return text.replace(".", "\u2009").replace(",", ".")


Tables = Mapping[str, Table]
