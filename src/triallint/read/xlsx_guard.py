"""What a workbook is before openpyxl may open it: not a bomb; and what openpyxl does not tell of it."""

import re
import zipfile
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from xml.parsers import expat

from .source import Limits, Unreadable

#: Text packs 5 to 30 times, a sheet of equal numbers 200 times; only a bomb packs better than this.
_MOST_RATIO = 250
#: Small files may pack as they like.
_HARMLESS_BYTES = 32 * 2**20
_MOST_PARTS = 10_000
_TRUE = ("1", "true")
_CHUNK = 1 << 16
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_SAVE_AGAIN = "open it in the program that made it, save it as a new .xlsx, and run again"


class Area(NamedTuple):
    """A rectangle of cells, 1-based, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Structure:
    """What one worksheet says besides its values.

    Attributes:
        merged: the merged areas.
        hidden_rows: rows that are hidden.
        hidden_columns: (first, last) column of each hidden run.
        formulas: (row, column) of each formula, and whether its value is a text, perhaps an empty one.
        rows: the last row that has a cell.
        columns: the last column that has a cell.
        cells: how many cells it has.
    """

    merged: list[Area] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    formulas: dict[tuple[int, int], bool] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0
    cells: int = 0


def require_harmless(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Raise `Unreadable` for an archive that is made to fill the memory, or that nests entities."""
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if unpacked > limits.unpacked_bytes or len(parts) > _MOST_PARTS:
        raise Unreadable(
            f"the workbook unpacks to {unpacked:,} bytes in {len(parts):,} parts; up to "
            f"{limits.unpacked_bytes:,} bytes in {_MOST_PARTS:,} parts are read",
            "save its tables as CSV, or check where the file came from",
        )
    if unpacked > _HARMLESS_BYTES and unpacked > _MOST_RATIO * packed:
        raise Unreadable(
            f"the workbook unpacks from {packed:,} to {unpacked:,} bytes, as no table does",
            "check where the file came from; if it is yours, save its tables as CSV",
        )
    for part in parts:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = _refuse_doctype
        with suppress(expat.ExpatError):  # pictures; and what is broken is told by who needs it
            _feed(archive, part.filename, parser)


def _refuse_doctype(*_: Any) -> None:
    raise Unreadable(
        "the workbook declares a document type, as no spreadsheet program does",
        "check where the file came from; " + _SAVE_AGAIN,
    )


def _feed(archive: zipfile.ZipFile, name: str, parser: expat.XMLParserType) -> None:
    with archive.open(name) as part:
        while chunk := part.read(_CHUNK):
            parser.Parse(chunk, False)
    parser.Parse(b"", True)


def structure_of(archive: zipfile.ZipFile, name: str, most_cells: int) -> Structure:
    """Read the structure of the worksheet that is kept under `name`.

    Raises:
        Unreadable: it spans more than `most_cells` cells.
        expat.ExpatError: it is not XML.
    """
    reader = _StructureReader(most_cells)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    _feed(archive, name, parser)
    structure = reader.structure
    if structure.rows * structure.columns > most_cells:
        raise _too_many(structure.rows * structure.columns, most_cells)
    return structure


def _too_many(cells: int, most: int) -> Unreadable:
    return Unreadable(
        f"a sheet spans {cells:,} cells; up to {most:,} are read",
        "delete stray cells far from the table, or save the table as CSV",
    )


class _StructureReader:
    """Counts tags as they open. Tags of cells come by the million, so they are asked for first."""

    def __init__(self, most_cells: int) -> None:
        self.structure = Structure()
        self.most_cells = most_cells
        self._kinds: dict[str, str] = {}
        self._row = self._column = 0
        self._is_text = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the next opening tag."""
        kind = self._kinds.get(tag)
        if kind is None:
            kind = self._kinds[tag] = tag.rpartition(" ")[2]
        if kind == "v":
            return
        if kind == "c":
            self._start_cell(attributes)
        elif kind == "f":
            self.structure.formulas[self._row, self._column] = self._is_text
        elif kind == "row":
            number = attributes.get("r", "")
            self._row = int(number) if number.isdecimal() else self._row + 1
            self._column = 0
            if attributes.get("hidden") in _TRUE:
                self.structure.hidden_rows.append(self._row)
        elif kind == "col" and attributes.get("hidden") in _TRUE:
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if first.isdecimal() and last.isdecimal():
                self.structure.hidden_columns.append((int(first), int(last)))
        elif kind == "mergeCell" and (area := _area(attributes.get("ref", ""))):
            self.structure.merged.append(area)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        structure = self.structure
        found = _REFERENCE.fullmatch(attributes.get("r", ""))
        self._column = _column_number(found[1]) if found else self._column + 1
        self._is_text = attributes.get("t") == "str"
        structure.columns = max(structure.columns, self._column)
        structure.rows = max(structure.rows, self._row)
        structure.cells += 1
        if structure.cells > self.most_cells:
            raise _too_many(structure.cells, self.most_cells)


def _area(reference: str) -> Area | None:
    first, _, last = reference.partition(":")
    start, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last or first)
    if start is None or end is None:
        return None
    return Area(int(start[2]), _column_number(start[1]), int(end[2]), _column_number(end[1]))


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number
