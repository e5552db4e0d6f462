"""Excel workbooks: every cell's text as it is shown, and a finding where that is not what was typed."""

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from .conditions import FILE_HAS_ROWS, FORMAT_IS_READ
from .layout import Block, lay_out
from .numberformat import DIGITS_KEPT, iso_text, number_shown
from .sheet import Sheet
from .source import Source, Unreadable
from .xlsx_guard import Structure, require_harmless, structure_of
from .xlsx_notes import Notes, say_notes

#: Sheet titles that a program gave: they name nothing.
_NAMELESS = re.compile(
    r"(sheet|tabelle|feuil|hoja|blad|foglio|planilha|ark|lista?|munka\w*|arkusz|taul\w*)\s*\d*",
    re.IGNORECASE,
)


def read_xlsx(source: Source) -> list[Sheet]:
    """The sheets of a workbook, hidden ones included.

    Raises:
        Unreadable: it is damaged, protected or a bomb.
    """
    try:
        openpyxl: Any = import_module("openpyxl")
    except ImportError:
        source.say(
            FORMAT_IS_READ,
            "Excel workbooks are read with openpyxl, which is not installed",
            "install it (pip install 'triallint[excel]'), or save the tables as CSV",
        )
        return []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of what it will not write back
        with _opened(source) as archive:
            workbook = _loaded(openpyxl, source)
            sheets = [
                sheet
                for worksheet in workbook.worksheets
                if (sheet := _sheet_of(source, archive, worksheet)) is not None
            ]
    if not sheets and not source.findings:
        source.say(FILE_HAS_ROWS, "the workbook is empty", "export it again, or remove it")
    if len(sheets) == 1 and _NAMELESS.fullmatch(sheets[0].name):
        sheets[0].name = source.stem
    return sheets


def _opened(source: Source) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(source.data))
        if any(part.flag_bits & 1 for part in archive.infolist()):
            raise Unreadable("the workbook is protected by a password", "save it without the password")
        require_harmless(archive, source.limits)
    except Unreadable:
        raise
    except Exception as error:  # zipfile and zlib raise a dozen kinds for damaged archives
        raise _damaged(error) from None
    return archive


def _loaded(openpyxl: Any, source: Source) -> Any:
    try:
        return openpyxl.load_workbook(
            io.BytesIO(source.data), read_only=True, data_only=True, keep_links=False
        )
    except Exception as error:  # a damaged part may raise anything from inside openpyxl
        raise _damaged(error) from None


def _damaged(error: Exception) -> Unreadable:
    words = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
    return Unreadable(
        f"the workbook is damaged or cut short: {words}",
        "open it in Excel or LibreOffice, which may repair it, save it again, or restore it",
    )


def _sheet_of(source: Source, archive: zipfile.ZipFile, worksheet: Any) -> Sheet | None:
    """One worksheet's sheet; None where it is empty, or with a finding where it cannot be read."""
    title = str(worksheet.title)
    try:
        # The path is openpyxl's own affair, but no public name leads to the part of a sheet.
        structure = structure_of(archive, worksheet._worksheet_path, source.limits.cells)
        reader = _Reader(worksheet, structure, title)
        reader.read()
    except Unreadable as refusal:
        source.refuse(refusal)
        return None
    except Exception as error:
        source.refuse(_damaged(error))
        return None
    sheet = lay_out(source, reader.block)
    if sheet is not None:
        sheet.lossy = {
            column - sheet.first_column
            for column in reader.notes.lossy
            if 0 <= column - sheet.first_column < len(sheet.header)
        }
        say_notes(source, sheet, structure, reader.notes, str(worksheet.sheet_state))
    return sheet


class _Reader:
    """Reads the cells of one worksheet as texts, and notes what the texts do not tell."""

    def __init__(self, worksheet: Any, structure: Structure, title: str) -> None:
        self.worksheet, self.structure = worksheet, structure
        self.block = Block(title, [], [], sheet=title)
        self.notes = Notes()

    def read(self) -> None:
        """Read every row that holds something."""
        for number, cells in self._rows():
            row = [""] * len(cells)
            for column, cell in enumerate(cells, 1):
                value = cell.value
                if type(value) is str and cell.data_type != "e":
                    row[column - 1] = value.strip()
                elif value is not None:
                    row[column - 1] = self._text(value, cell, number, column)
            if any(row):
                self.block.rows.append(row)
                self.block.lines.append(number)

    def _rows(self) -> Iterator[tuple[int, Any]]:
        structure, formulas = self.structure, self.structure.formulas
        if not structure.cells:
            return
        rows = self.worksheet.iter_rows(
            min_row=1, max_row=structure.rows, min_col=1, max_col=structure.columns
        )
        for number, cells in enumerate(rows, 1):
            if formulas:
                for column, cell in enumerate(cells, 1):
                    is_text = formulas.get((number, column))
                    if is_text is not None:
                        known = is_text or cell.value is not None
                        (self.notes.computed if known else self.notes.uncomputed).append((number, column))
            yield number, cells

    def _text(self, value: Any, cell: Any, row: int, column: int) -> str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, int | float):
            return self._number(value, cell.number_format, row, column)
        if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
            self.notes.dates.append((row, column, value, cell.number_format))
            return iso_text(value)
        if cell.data_type == "e":
            self.notes.failed.append((row, column, str(value)))
            return ""
        return str(value).strip()

    def _number(self, value: int | float, code: str, row: int, column: int) -> str:
        text, fixed, held = number_shown(value, code)
        if held:
            self.notes.held.append((row, column, text, held))
        elif not fixed and isinstance(value, float) and not value.is_integer():
            self.notes.lossy.add(column)
        if abs(value) >= 10**DIGITS_KEPT and float(value).is_integer():
            self.notes.long.append((row, column, text))
        return text
