"""One row of a table: its cells by name, what names it, and where it stands in its file.

Cells are made when asked for, so that a large corpus costs its text and little more.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol, Self, overload

from .model import Place, Reported, Span


class Read(Protocol):
    """A document that a row was read from by the program itself, so that its text is at hand."""

    @property
    def id(self) -> str:
        """What names it."""

    @property
    def text(self) -> str:
        """The characters that spans count in."""

    def line_of(self, offset: int) -> tuple[int, int | None]:
        """The 1-based line in its file, and the column where it has one, of a character."""


@dataclass(slots=True, eq=False)
class Grid:
    """The text of one table and where it stands.

    Attributes:
        file: path as the user named it.
        columns: canonical column name -> position in `texts`' rows.
        texts: one list of cell texts per row; a row may be shorter than the header.
        lines: 1-based line (or sheet row) of each row.
        positions: canonical column name -> 1-based column in the file.
        sheet: worksheet, where the file has several.
        decimal_comma: whether the file writes decimals with a comma.
        cell_lines: (row index, column name) -> line, where a cell stands on a line of its own.
        documents: the document that each row was read from, where rows were read from documents.
        ordinal: which of the dataset's grids it is, in the order that they were given.
    """

    file: str
    columns: Mapping[str, int]
    texts: Sequence[Sequence[str]]
    lines: Sequence[int]
    positions: Mapping[str, int] = field(default_factory=dict)
    sheet: str | None = None
    decimal_comma: bool = False
    cell_lines: Mapping[tuple[int, str], int] = field(default_factory=dict)
    documents: Sequence[Read] = ()
    ordinal: int = 0

    def texts_in(self, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """The texts of each row in some columns; empty where the table or the row has none."""
        places = [self.columns.get(name) for name in columns]
        for texts in self.texts:
            width = len(texts)  # a row may be shorter than its header
            yield tuple([texts[at] if at is not None and at < width else "" for at in places])


class _Cell:
    """Descriptor of one column: reads the text out of the row's grid."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, row: None, owner: type[Any]) -> Self: ...
    @overload
    def __get__(self, row: "Row", owner: type[Any]) -> Reported: ...
    def __get__(self, row: "Row | None", owner: type[Any]) -> "Self | Reported":
        return self if row is None else Reported(row, self.name, row.raw(self.name))


class Row:
    """One row of a table. Each annotated attribute of a subclass is a column."""

    __slots__ = ("_places", "_texts", "grid", "index")

    table: ClassVar[str]
    natural_key: ClassVar[tuple[str, ...]]
    columns: ClassVar[tuple[str, ...]]

    row_id: Reported
    source: Reported
    origin: Reported
    at: Reported
    calculation: Reported
    note: Reported
    extracted_by: Reported
    verified_by: Reported

    def __init_subclass__(cls) -> None:
        names: list[str] = []
        for base in reversed(cls.__mro__):
            for name, kind in vars(base).get("__annotations__", {}).items():
                if kind is Reported and name not in names:
                    names.append(name)
                    setattr(cls, name, _Cell(name))
        cls.columns = tuple(names)

    def __init__(self, grid: Grid, index: int) -> None:
        self.grid, self.index = grid, index
        self._places, self._texts = grid.columns, grid.texts[index]  # at hand, as every cell is read by them

    def __repr__(self) -> str:
        return f"<{self.table} {self.key}>"

    def raw(self, column: str) -> str:
        """The text of the cell in `column`; empty where the table or the row has none."""
        place = self._places.get(column)
        if place is None:
            return ""
        try:
            return self._texts[place]
        except IndexError:  # a row may be shorter than its header
            return ""

    def cell(self, column: str) -> Reported:
        """The cell in `column`, by name."""
        return Reported(self, column, self.raw(column))

    def cells(self) -> Iterator[Reported]:
        """Every cell of the row that is not empty, in the order of the file."""
        for column in self.grid.columns:
            text = self.raw(column)
            if text:
                yield Reported(self, column, text)

    @property
    def decimal_comma(self) -> bool:
        """Whether its file writes decimals with a comma."""
        return self.grid.decimal_comma

    @property
    def key(self) -> str:
        """What names the row: its `row_id`, or its natural key where that is blank."""
        return self.raw("row_id") or "/".join(self.raw(name) for name in self.natural_key)

    @property
    def identity(self) -> tuple[int, int]:
        """What no other row of the same run has."""
        return self.grid.ordinal, self.index

    @property
    def line(self) -> int:
        """The 1-based line it starts on."""
        return self.grid.lines[self.index]

    def place(self, column: str) -> Place:
        """The place of the cell in `column`: in its table, or in the document that it was read from."""
        grid = self.grid
        if grid.documents:
            return self._passage(grid.documents[self.index], column)
        return Place(
            grid.file,
            grid.cell_lines.get((self.index, column), self.line),
            grid.positions.get(column),
            column,
            grid.sheet,
            span=self.span(column),
        )

    def _passage(self, document: Read, column: str) -> Place:
        """Where a document prints a cell; its first line for a cell that it does not print."""
        span = self.span(column)
        line, at = document.line_of(span.start) if span else (self.line, None)
        return Place(self.grid.file, line, at, column, document=document.id, span=span, in_text=True)

    def span(self, column: str) -> Span | None:
        """The characters of the document that the cell was read from, as its `at` column says."""
        at = self.raw("at")
        if column not in at:
            return None
        for entry in _AT.finditer(at):
            if entry[1] == column:
                return Span(int(entry[2]), int(entry[3]))
        return None

    @property
    def is_printed(self) -> bool:
        """Whether its numbers were printed by the report or registry, so that precision is theirs."""
        return self.raw("origin") in ("", "reported", "registry")


_AT = re.compile(r"(\w+)=(\d+):(\d+)")
