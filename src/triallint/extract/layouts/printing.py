"""Tables of a document as grids of cells: merged cells stand in every place that they cover."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ..document import PrintedTable, Quote, Section, TableCell
from .inline import Node, name_of, visible
from .page import Page

#: No printed table is larger; what is, was made to fill a memory.
_MOST_ROWS: Final = 2_000
_MOST_COLUMNS: Final = 60
_MOST_CELLS: Final = 20_000

_GROUPS: Final = frozenset({"thead", "tbody", "tfoot"})
_CELLS: Final = frozenset({"td", "th"})
#: What stands in a cell beside its text: a table in a cell is one of its own.
_WITHOUT: Final = frozenset({"table", "table-wrap", "script", "style"})


class _Printed(NamedTuple):
    """A cell as the markup has it."""

    text: str
    is_header: bool
    rows: int
    columns: int


def write_table(page: Page, table: Node, label: str, caption: str, foot: Sequence[str] = ()) -> None:
    """Add a table to a page: its caption, a line for each of its rows, and its footnotes."""
    rows = list(_rows(table))
    heading = ". ".join(part.rstrip(".") for part in (label, caption) if part)
    begin = page.line(heading or "Table").start
    cells: list[TableCell] = []
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows[:_MOST_ROWS]):
        cells += _place(page, row, number, len(rows), taken)
        page.write("\n")
        if len(cells) > _MOST_CELLS:
            page.notes.append(
                f"{label or 'a table'} has more than {_MOST_CELLS:,} cells; the rest was not read"
            )
            break
    end = page.size - 1
    for note in foot:
        end = page.line(note).end
    page.sections.append(Section("table", begin, max(begin, end), label))
    page.tables.append(PrintedTable(label, caption, tuple(cells)))


def _rows(table: Node) -> Iterator[list[_Printed]]:
    """The rows of a table, group by group; those of a table within it are not its own."""
    for child in table:
        name = name_of(child)
        if name in _GROUPS:
            for row in child:
                if name_of(row) == "tr":
                    yield list(_cells(row, in_head=name == "thead"))
        elif name == "tr":
            yield list(_cells(child, in_head=False))


def _cells(row: Node, *, in_head: bool) -> Iterator[_Printed]:
    for cell in row:
        name = name_of(cell)
        if name in _CELLS:
            yield _Printed(
                visible(cell, without=_WITHOUT),
                in_head or name == "th",
                _span(cell, "rowspan", _MOST_ROWS),
                _span(cell, "colspan", _MOST_COLUMNS),
            )


def _span(cell: Node, name: str, most: int) -> int:
    """How many rows or columns a cell covers."""
    printed = (cell.get(name) or "1").strip()
    return (
        max(1, min(int(printed), most)) if printed.isascii() and printed.isdigit() and len(printed) < 9 else 1
    )


def _place(
    page: Page, row: Sequence[_Printed], number: int, rows: int, taken: set[tuple[int, int]]
) -> Iterator[TableCell]:
    """Write the cells of a row, each once, and give each for every place that it covers."""
    column = 0
    for index, cell in enumerate(row):
        if index:
            page.write("\t")
        quote = Quote(cell.text, *page.write(cell.text))
        while (number, column) in taken:
            column += 1
        for down in range(min(cell.rows, rows - number)):
            for right in range(cell.columns):
                if column + right < _MOST_COLUMNS and (number + down, column + right) not in taken:
                    taken.add((number + down, column + right))
                    yield TableCell(number + down, column + right, quote, cell.is_header)
        column += cell.columns
