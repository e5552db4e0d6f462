"""Empty tables to fill in: CSV headers, and workbooks that know their columns."""

import csv
import io
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from triallint.config import UsageError
from triallint.described import Column, Described, tables
from triallint.model import MISSING_WORDS, column_letters
from triallint.store import write_bytes

from .describe import column_words, known_table

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

#: The sheet that holds the words of each column. Its name marks it as no table.
WORDS = "_words"

#: Rows below the header that offer a column's words.
_ROWS = 5000


def write_templates(output: Path | str, format: str = "csv", table: str | None = None) -> list[Path]:  # noqa: A002
    """Write empty templates with every column that a table knows.

    Args:
        output: a folder; or, for one table or a workbook, the file to write.
        format: "csv" for one file per table, "xlsx" for one workbook.
        table: one table's name; None for all.

    Returns:
        The files that were written.

    Raises:
        UsageError: no such table or format, openpyxl is missing, or one CSV file cannot hold ten tables.
        StoreError: a file is there already, or cannot be written.
    """
    chosen = [known_table(table)] if table else list(tables().values())
    path = Path(output)
    if format == "xlsx":
        book = path if path.suffix == ".xlsx" else path / f"{table or 'tables'}.xlsx"
        write_bytes(book, workbook(chosen))
        return [book]
    if format != "csv":
        raise UsageError(f"format is {format!r}; it may be csv or xlsx")
    if path.suffix == ".csv" and not table:
        raise UsageError(f"{path} cannot hold ten tables: name a folder, or one table")
    written = []
    for one in chosen:
        target = path if path.suffix == ".csv" else path / f"{one.name}.csv"
        write_bytes(target, csv_template(one).encode())
        written.append(target)
    return written


def template_columns(table: Described, *, usual: bool) -> list[Column]:
    """The columns of a template: those needed and most used, or all; the needed ones come first."""
    return [column for column in table.columns.values() if column.usual or not usual]


def csv_template(table: Described, *, usual: bool = False) -> str:
    """A CSV file that holds a table's header."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in template_columns(table, usual=usual)])
    return text.getvalue()


def workbook(chosen: Iterable[Described], *, usual: bool = False) -> bytes:
    """A workbook with a sheet per table.

    Every column is formatted as text, so that nothing typed is turned into a number or a date; each
    header has a note that says what stands below it; columns of words offer their words.

    Raises:
        UsageError: openpyxl is not installed.
    """
    if find_spec("openpyxl") is None:
        raise UsageError("workbooks need openpyxl: pip install 'triallint[excel]'; or take --format csv")
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    lists: list[list[str]] = []
    for table in chosen:
        _sheet(book.create_sheet(table.name), template_columns(table, usual=usual), table.name, lists)
    _words(book, lists)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _sheet(sheet: "Worksheet", columns: list[Column], table: str, lists: list[list[str]]) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill

    for position, column in enumerate(columns, start=1):
        letter = column_letters(position)
        dimension = sheet.column_dimensions[letter]
        dimension.number_format = "@"  # text: 0.70 stays 0.70, and 9-12 stays 9-12
        dimension.width = max(10, len(column.name) + 3)
        cell = sheet.cell(1, position, column.name)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(vertical="top")
        if column.required:
            cell.fill = PatternFill("solid", fgColor="FFE699")
        need = "Needed in every row." if column.required else "May be blank."
        note = "\n".join([f"{column.title}. {need}", *column_words(column)])
        cell.comment = Comment(note, "triallint", width=360, height=min(600, 60 + 18 * note.count("\n")))
        if column.words:
            lists.append([f"{table}.{column.name}", *_offered(column)])
            _offer(sheet, letter, len(lists), len(lists[-1]))
    sheet.freeze_panes = "A2"


def _offered(column: Column) -> list[str]:
    """The words of a column, those for missing last."""
    return sorted(column.words, key=lambda word: word in MISSING_WORDS)


def _offer(sheet: "Worksheet", letter: str, position: int, last: int) -> None:
    """Offer the words that stand in a column of the sheet of words; others are warned of, not refused."""
    from openpyxl.worksheet.datavalidation import DataValidation

    source = column_letters(position)
    offer = DataValidation(
        type="list",
        formula1=f"'{WORDS}'!${source}$2:${source}${last}",
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="warning",
        errorTitle="Not one of the listed words",
        error="The checks know the listed words only. Keep it anyway?",
    )
    offer.add(f"{letter}2:{letter}{_ROWS}")
    sheet.add_data_validation(offer)


def _words(book: "Workbook", lists: list[list[str]]) -> None:
    if not lists:
        return
    sheet = book.create_sheet(WORDS)
    for position, words in enumerate(lists, start=1):
        sheet.column_dimensions[column_letters(position)].width = max(map(len, words)) + 2
        for row, word in enumerate(words, start=1):
            sheet.cell(row, position, word)
