"""Invented tables as the product's own Tables, without files."""

from collections.abc import Mapping, Sequence

from triallint.checkfile import builtin_checks
from triallint.model import Run
from triallint.run import run
from triallint.tables import Grid, Tables

CHECKS = builtin_checks()


def tables_of(rows: Mapping[str, Sequence[Mapping[str, str]]]) -> Tables:
    grids = {}
    for name, records in rows.items():
        header = list(dict.fromkeys(column for record in records for column in record))
        columns = {column: position for position, column in enumerate(header)}
        texts = [[record.get(column, "") for column in header] for record in records]
        grids[name] = [Grid(name, columns, texts, list(range(2, len(texts) + 2)), columns)]
    return Tables(grids)


def checked(rows: Mapping[str, Sequence[Mapping[str, str]]]) -> Run:
    """Every check over invented tables; a crash is a failure of the test."""
    result = run(CHECKS, tables_of(rows))
    assert not result.crashes, result.crashes[:3]
    return result
