"""Pandera's verdict on a table: what does not fit, cell by cell, and what broke while looking."""

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from triallint.model import Crash, Place

from .conditions import BY_NAME
from .screen import LEFT_TO_CHECKS
from .table import Table, Tables

if TYPE_CHECKING:
    from polars import DataFrame


class Failure(NamedTuple):
    """One thing that does not fit.

    Attributes:
        condition: the name of the condition that does not hold.
        column: the column it does not hold in; empty for a whole row.
        row: index of the row; -1 for the whole table.
    """

    condition: str
    column: str
    row: int


def judge(table: Table, tables: Tables) -> Iterator[Failure | Crash]:
    """Everything in a table that does not fit its model, or that refers to nothing.

    A check that raised is a Crash: it says nothing about the data.
    """
    where = Place(table.parts[0].sheet.file, sheet=table.parts[0].sheet.sheet)
    try:
        errors = list(_errors(table, tables))
    except Exception as broken:  # pandera or polars itself: ours to mend, not the curator's
        yield Crash(f"schema of {table.name}", where, f"{type(broken).__name__}: {broken}")
        return
    for error in errors:
        try:
            yield from (failure for failure in _failures(error) if not _is_left(failure, table))
        except _Broken as broken:
            yield Crash(f"schema of {table.name}", where, str(broken))


class _Broken(Exception):
    """An error of pandera's that is no verdict on a cell."""


def _is_left(failure: Failure, table: Table) -> bool:
    """Whether a cell does not match its column's pattern, and checks will say what stands there."""
    if failure.condition != "cells_have_their_type":
        return False
    return table.described.columns[failure.column].kind in LEFT_TO_CHECKS


def _errors(table: Table, tables: Tables) -> list[Any]:
    """Pandera's own errors, of every rule at once."""
    from pandera.config import ValidationDepth, config_context
    from pandera.errors import SchemaErrors

    references = import_module("triallint.schemas.references")
    frames = {
        one.table: _frame(tables[one.table], one.key)
        for one in table.described.references
        if one.table in tables
    }
    frame = _frame(table)
    schema = references.schema_with_references(table.name, {**frames, table.name: frame})
    # A user's environment may switch pandera off; a linter that looks at nothing would pass all.
    with config_context(True, ValidationDepth.SCHEMA_AND_DATA):
        try:
            schema.validate(frame, lazy=True)
        except SchemaErrors as found:
            return list(found.schema_errors)
    return []


def _frame(table: Table, columns: tuple[str, ...] | None = None) -> "DataFrame":
    """The table's columns as text, blanks as nulls."""
    import polars as pl

    names = [name for name in table.columns if columns is None or name in columns]
    data = {name: [text or None for text in table.values(name)] for name in names}
    return pl.DataFrame(data, schema=dict.fromkeys(names, pl.String))


def _failures(error: Any) -> Iterator[Failure]:
    match error.reason_code.name:
        case "COLUMN_NOT_IN_DATAFRAME":
            yield Failure("required_columns_are_there", str(error.failure_cases), -1)
            return
        case "SERIES_CONTAINS_NULLS":
            condition, column = "required_cells_are_filled", error.column_name
        case "DATAFRAME_CHECK":
            condition, _, column = error.check.name.partition(":")
            column = column or error.column_name or ""
            if condition not in BY_NAME:
                raise _Broken(f"{condition} is no condition")
        case reason:
            raise _Broken(f"{getattr(error.check, 'name', error.check)}: {reason}: {error.failure_cases}")
    output = error.check_output
    if output is None:
        raise _Broken(f"{condition}: pandera gave no rows")
    passed = output.get_column(output.columns[0])
    for row in (~passed.fill_null(False)).arg_true().to_list():
        yield Failure(condition, column, row)
