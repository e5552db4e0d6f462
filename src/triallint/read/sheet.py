"""One table as a file holds it, before anyone has asked which of our tables it is."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..grid import Read


@dataclass(slots=True, eq=False)
class Sheet:
    """One table as a file holds it: a grid of text that knows its places.

    Attributes:
        file: path as the user named it.
        name: what names the table: file stem, sheet title, JSON key or datapackage resource name.
        header: header texts as printed, in order (not normalised).
        header_line: 1-based line (or sheet row) of the header.
        rows: cell texts as printed, without surrounding blanks; a row may be shorter or longer than
            the header.
        lines: 1-based line (or sheet row) of each row.
        first_column: 1-based column of `header[0]`.
        sheet: worksheet title.
        decimal_comma: whether the file writes decimals with a comma.
        cell_lines: (row index, column index) -> line, where a cell stands on a line of its own.
        lossy: indexes of columns that were numbers, so that the printed precision is gone.
        table: the table's name where a datapackage says it outright.
        named: columns that the file's name says and no cell: the report that a bibliography is named after.
        documents: the document that each row was read from, where the program itself read them.
    """

    file: str
    name: str
    header: list[str]
    header_line: int
    rows: list[list[str]]
    lines: list[int]
    first_column: int = 1
    sheet: str | None = None
    decimal_comma: bool = False
    cell_lines: dict[tuple[int, int], int] = field(default_factory=dict)
    lossy: set[int] = field(default_factory=set)
    table: str | None = None
    documents: Sequence[Read] = ()
    named: frozenset[str] = frozenset()
