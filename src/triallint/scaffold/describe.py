"""The tables for a person, and as Frictionless Table Schema."""

import json
import textwrap
from collections.abc import Iterator

from triallint.config import UsageError, did_you_mean
from triallint.described import Column, Described, table_schemas, tables
from triallint.model import MISSING_WORDS

_WIDTH = 100
_INDENT = 4


def known_table(name: str) -> Described:
    """The table of that name. Raises `UsageError` where there is none."""
    if name not in tables():
        raise UsageError(
            f"no table is called {name!r}; there are {', '.join(tables())}{did_you_mean(name, tables())}"
        )
    return tables()[name]


def describe_tables(table: str | None = None) -> str:
    """The ten tables in brief, or one table with each of its columns, as plain text.

    Raises:
        UsageError: no table has that name.
    """
    return "\n".join(_one(known_table(table)) if table else _all()) + "\n"


def table_schema(table: str | None = None) -> str:
    """The Frictionless Table Schema of one table, or of all by their names, as JSON.

    Raises:
        UsageError: no table has that name.
    """
    found = table_schemas()
    chosen = found[known_table(table).name] if table else found
    return json.dumps(chosen, indent=2) + "\n"


def required_words(table: Described) -> str:
    """The columns that a table needs, in words."""
    return ", ".join(table.required)


def column_words(column: Column) -> Iterator[str]:
    """What there is to say of a column, a line each: what it is, its unit, its words, an example."""
    yield column.description
    if column.unit:
        yield f"Unit: {column.unit}."
    if column.words:
        yield "One of:"
        for word, meaning in column.words.items():
            if word not in MISSING_WORDS:
                yield f"  {word}" + (f" - {meaning}" if meaning != word else "")
    elif column.kind not in ("text", "list", "range"):
        yield f"Holds {column.expected}."
    yield f"Example: {column.example}"


def _all() -> Iterator[str]:
    yield "The tables of a dataset. Only reports is needed. `triallint schema TABLE` lists its columns."
    yield ""
    for table in tables().values():
        yield f"{table.name}: one row is {table.row}"
        yield f"    needs {required_words(table)}; may have {len(table.columns) - len(table.required)} more"


def _one(table: Described) -> Iterator[str]:
    yield f"{table.name}: one row is {table.row}"
    yield ""
    yield from _wrapped(
        f"Rows are told apart by {', '.join(table.key)}; or by row_id, where that is filled in.", 0
    )
    for reference in table.references:
        yield from _wrapped(f"{' and '.join(reference.columns)} must be in the table {reference.table}.", 0)
    yield from _wrapped(
        "Every cell is text as printed. Missing is said in words: not_reported, not_reached, "
        "not_estimable, not_applicable. Columns marked * are needed.",
        0,
    )
    for column in table.columns.values():
        yield ""
        yield f"{column.name}{' *' if column.required else ''}  ({column.title})"
        for line in column_words(column):
            yield from _wrapped(line, _INDENT)


def _wrapped(line: str, indent: int) -> list[str]:
    own = len(line) - len(line.lstrip())
    return textwrap.wrap(
        line.strip(),
        _WIDTH,
        initial_indent=" " * (indent + own),
        subsequent_indent=" " * (indent + own + (4 if own else 0)),
        break_on_hyphens=False,
    )
