"""Tables in memory: polars, pandas and Arrow frames, dicts of columns, lists of records.

Frames are known by what they can do, so that neither library is imported for the other's sake.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ..model import Severity
from .conditions import RECORDS_ARE_FLAT
from .layout import say_if_bare, shorten
from .numberformat import iso_text
from .sheet import Sheet
from .source import Source, printable

#: What stands for a file's name in the places of tables that never were in a file.
FRAMES = "<frames>"

_MISSING_TYPES = {"NoneType", "NAType", "NaTType"}


def sheet_of_frame(source: Source, name: str, frame: Any) -> Sheet:
    """The sheet of one table in memory. Rows are numbered as in a file: the header is row 1.

    Args:
        source: where findings go.
        name: the table's name.
        frame: a polars, pandas or Arrow frame, a dict of columns, or a list of dicts.

    Raises:
        TypeError: it is none of these.
    """
    if hasattr(frame, "collect") and not hasattr(frame, "iter_rows"):
        frame = frame.collect()  # a lazy frame
    names, columns = _columns_of(name, frame)
    return sheet_of_columns(source, name, names, columns)


def sheet_of_columns(
    source: Source, name: str, names: Sequence[str], columns: Sequence[Sequence[Any]]
) -> Sheet:
    """The sheet of columns of Python values. Columns of floats are marked: their zeros are gone."""
    sheet = Sheet(source.file, name, [printable(one) for one in names], 1, [], [], table=source.table)
    texts = []
    for index, values in enumerate(columns):
        if any(isinstance(value, float) and value == value for value in values):
            sheet.lossy.add(index)
        nested: list[int] = []
        texts.append([_text(value, row, nested) for row, value in enumerate(values)])
        if nested:
            _say_nested(source, sheet, index, nested)
    sheet.rows = [list(row) for row in zip(*texts, strict=True)]
    sheet.lines = list(range(2, len(sheet.rows) + 2))
    shorten(source, sheet)
    say_if_bare(source, sheet)
    return sheet


def _columns_of(name: str, frame: Any) -> tuple[list[str], list[list[Any]]]:
    if hasattr(frame, "iloc") and hasattr(frame, "columns"):  # pandas; its names may stand twice
        names = [str(one) for one in frame.columns]
        return names, [frame.iloc[:, index].tolist() for index in range(len(names))]
    if hasattr(frame, "iter_rows") and hasattr(frame, "get_columns"):  # polars
        return list(frame.columns), [series.to_list() for series in frame.get_columns()]
    if hasattr(frame, "column_names") and hasattr(frame, "columns"):  # Arrow
        return list(frame.column_names), [column.to_pylist() for column in frame.columns]
    if isinstance(frame, Mapping):
        return _of_mapping(name, frame)
    if isinstance(frame, Iterable) and not isinstance(frame, str | bytes):
        return _of_records(name, list(frame))
    raise TypeError(
        f"{name!r} is {type(frame).__name__}; a table is a polars or pandas data frame, a dict of "
        "columns, or a list of dicts"
    )


def _of_mapping(name: str, columns: Mapping[Any, Any]) -> tuple[list[str], list[list[Any]]]:
    names = [str(one) for one in columns]
    if any(isinstance(one, str | bytes) or not isinstance(one, Iterable) for one in columns.values()):
        raise TypeError(f"{name!r} is a dict whose values are not lists: give one list for each column")
    lists = [list(one) for one in columns.values()]
    if len({len(one) for one in lists}) > 1:
        raise TypeError(f"the columns of {name!r} differ in length")
    return names, lists


def _of_records(name: str, records: Sequence[Any]) -> tuple[list[str], list[list[Any]]]:
    for number, record in enumerate(records, 1):
        if not isinstance(record, Mapping):
            raise TypeError(
                f"record {number} of {name!r} is {type(record).__name__}, not a dict of its cells"
            )
    keys = list(dict.fromkeys(key for record in records for key in record))
    return [str(key) for key in keys], [[record.get(key) for record in records] for key in keys]


def _text(value: Any, row: int, nested: list[int]) -> str:
    """The text of one value; rows that hold something no cell can hold are added to `nested`."""
    if type(value) is str:
        return printable(value).strip()
    if type(value).__name__ in _MISSING_TYPES:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return "" if value != value else float_text(value)
    if isinstance(value, int | Decimal):
        return str(value)
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return iso_text(value)
    if isinstance(value, list | tuple) and not any(isinstance(one, list | dict) for one in value):
        return "; ".join(_text(one, row, nested) for one in value)
    if isinstance(value, list | tuple | dict | set | bytes):
        nested.append(row)
        return ""
    if hasattr(value, "item"):  # a numpy scalar
        return _text(value.item(), row, nested)
    return printable(str(value)).strip()


def float_text(value: float) -> str:
    """The shortest text that reads back as the float: whole numbers without a point."""
    if value.is_integer() and abs(value) < 1e16:
        return str(int(value))
    text = repr(value)
    return f"{Decimal(text):f}" if "e" in text and 1e-16 < abs(value) < 1e22 else text


def _say_nested(source: Source, sheet: Sheet, column: int, rows: Sequence[int]) -> None:
    source.say(
        RECORDS_ARE_FLAT,
        f"{sheet.header[column]!r} holds values that no cell can hold in {len(rows)} of its rows, "
        f"the first in row {rows[0] + 2}; they were not read",
        "give their parts columns of their own, as text",
        row=rows[0] + 2,
        column=column + 1,
        name=sheet.header[column],
        text=sheet.header[column],
        severity=Severity.error,
    )
