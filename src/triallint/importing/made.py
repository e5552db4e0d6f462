"""Rows that an import makes, the place that each cell came from, and what found no place in the tables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ..model import Finding, Place
from ..read.sheet import Sheet
from ..tables import ROWS
from ..writing import TableRows, header_of
from .mapping import SheetMapping


class Left(NamedTuple):
    """Something of a file that no table took.

    Attributes:
        what: what it is ("the column `weight`").
        number: how many cells, rows or values.
        place: where it, or the first of it, stands.
        remedy: what would bring it into the tables, or why nothing does.
    """

    what: str
    number: int
    place: Place
    remedy: str


@dataclass(slots=True)
class Made:
    """One row of a table, with the place that each cell came from; `place` is the row's own."""

    table: str
    place: Place
    cells: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)

    def put(self, column: str, text: str, place: Place | None = None) -> "Made":
        """Fill a cell; a blank one stays out."""
        if text:
            self.cells[column] = text
            if place is not None:
                self.places[column] = place
        return self


@dataclass(slots=True)
class Imported:
    """What an import made of its files.

    Attributes:
        rows: the rows of all tables, in the order of the files.
        left: what no table took.
        findings: what was odd about the files themselves.
        files: the files that rows came from.
        kinds: as what each file was read.
        originals: the sheets that rows came from, as they stand.
        mappings: the mapping that each sheet was read with.
    """

    rows: list[Made] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    originals: list[Sheet] = field(default_factory=list)
    mappings: list[SheetMapping] = field(default_factory=list)

    def by_table(self) -> Mapping[str, list[Made]]:
        """Table -> its rows, tables without rows left out, outcomes and reports each once."""
        found: dict[str, list[Made]] = {name: [] for name in ROWS}
        for row in self.rows:
            found[row.table].append(row)
        return {name: rows for name, rows in found.items() if rows}

    def tables(self) -> TableRows:
        """Table -> its rows as they are written."""
        return {name: [row.cells for row in rows] for name, rows in self.by_table().items()}

    def sheets(self) -> list[Sheet]:
        """The tables as if they had been read from files named after them."""
        found = []
        for name, rows in self.by_table().items():
            header = header_of(name, (column for row in rows for column in row.cells))
            texts = [[row.cells.get(column, "") for column in header] for row in rows]
            lines = list(range(2, len(rows) + 2))
            found.append(Sheet(f"{name}.csv", name, header, 1, texts, lines, table=name))
        return found


class Once:
    """Rows that stand once however often they are named: reports, trials, outcomes and arms."""

    def __init__(self, rows: Iterable[Made] = ()) -> None:
        self._found: dict[tuple[str, ...], Made] = {}
        for row in rows:
            self.take(row)

    def take(self, row: Made) -> Made:
        """The row of that key: this one, where there is none yet."""
        key = (row.table, *(row.cells.get(name, "") for name in ROWS[row.table].natural_key))
        return self._found.setdefault(key, row)

    def rows(self) -> list[Made]:
        """All of them, in the order that they were first named."""
        return list(self._found.values())
