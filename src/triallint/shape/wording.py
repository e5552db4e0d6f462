"""Failures in words: each becomes a finding with its place, what was seen, and what to do."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath

from triallint.conditions import Condition
from triallint.described import Column
from triallint.model import MISSING_WORDS, Edit, Finding, Fix, Severity
from triallint.read.entries import ENDINGS

from . import conditions as known
from .advice import advise
from .dangling import names, offered, unknown
from .judge import Failure
from .repeats import repeated_rows
from .spelling import meant, same_letters
from .table import Part, Table

#: After so many findings of one text in one column, and of one condition in it, the rest are counted.
ENOUGH, MOST = 25, 1000

#: A cell that breaks a condition: its row, its column, the condition's name.
Broken = tuple[int, str, str]

Tables = Mapping[str, Table]


def findings(table: Table, failures: Iterable[Failure], tables: Tables) -> Iterator[Finding]:
    """A table's findings: missing columns, then cells by row, then rows that repeat others.

    Args:
        table: what was judged.
        failures: what does not fit in it.
        tables: the dataset's tables, to say which names there are.
    """
    cells: dict[tuple[int, str], set[str]] = defaultdict(set)
    rows = []
    for failure in failures:
        if failure.row < 0:
            yield from _missing_column(table, failure.column)
        elif failure.column:
            cells[failure.row, failure.column].add(failure.condition)
        else:
            rows.append(failure.row)
    yield from _few_of_each(table, _cells(table, cells), tables)
    yield from repeated_rows(table, sorted(rows), MOST)


def _cells(table: Table, cells: Mapping[tuple[int, str], set[str]]) -> Iterator[Broken]:
    """Each cell with the one condition that says it best, row by row; what a file's name says only once."""
    files: set[tuple[str, str, str]] = set()
    order = {name: place for place, name in enumerate(table.columns)}
    for row, column in sorted(cells, key=lambda cell: (cell[0], order[cell[1]])):
        conditions = cells[row, column]
        name = next(name for name in _WORDING if name in conditions)
        lost = "references_resolve" in cells.get((row, "report_id"), ())
        if name == "references_resolve" and column != "report_id" and lost:
            continue  # its report is not there, and that has a finding: one fact is one finding
        if sheet := table.named_by(row, column):
            if (sheet.file, column, name) in files:
                continue
            files.add((sheet.file, column, name))
        yield row, column, name


def _few_of_each(table: Table, cells: Iterable[Broken], tables: Tables) -> Iterator[Finding]:
    """A finding for each cell, but one for all that a column repeats beyond reason."""
    seen: Counter[tuple[str, ...]] = Counter()
    rest: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for row, column, name in cells:
        same, alike = (name, column, table.text(row, column)), (name, column)
        seen.update((same, alike))
        if seen[same] > ENOUGH:
            rest[same].append(row)
        elif seen[alike] > MOST:
            rest[alike].append(row)
        else:
            yield _WORDING[name](table, row, column, tables)
    for (name, column, *text), rows in rest.items():
        finding = _WORDING[name](table, rows[0], column, tables)
        if len(rows) > 1:
            what = "the same stands" if text else f"`{column}` does not fit"
            line = table.place(rows[-1], column).row
            more = f"; {what} in {len(rows) - 1} more rows, down to line {line}"
            finding = replace(finding, message=finding.message + more, fix=None)
        yield finding


def _missing_column(table: Table, column: str) -> Iterator[Finding]:
    """A column that the table needs, once for each of its parts that lacks it."""
    described = table.described.columns[column]
    for part in table.parts:
        if column in part.columns:
            continue
        index = part.misspelt.get(column, -1)
        header = part.sheet.header[index] if index >= 0 else ""
        seen = f"; did you mean it by `{header[:80]}`?" if header else _headers(part)
        add = f"Add the column: {_lower(described.description)} Example: `{described.example}`."
        yield known.REQUIRED_COLUMNS_ARE_THERE.broken(
            part.header_place(index),
            header,
            f"`{table.name}` has no column `{column}`{seen}",
            remedy=f"Rename `{header[:80]}` to `{column}`." if header else add,
            words="nearly the column" if header else "the header",
            identity=column,
        )


def _headers(part: Part) -> str:
    said = [text[:40] for text in part.sheet.header if text]
    return f"; its headers are {', '.join(said[:12])}{' …' if len(said) > 12 else ''}"


def _blank_cell(table: Table, row: int, column: str, _: Tables) -> Finding:
    described = table.described.columns[column]
    return _broken(
        known.REQUIRED_CELLS_ARE_FILLED,
        table,
        row,
        column,
        f"`{column}` is blank; expected {described.expected}, such as `{described.example}`",
        f"Fill it in: {_lower(described.description)}",
    )


def _wrong_type(table: Table, row: int, column: str, _: Tables) -> Finding:
    described = table.described.columns[column]
    text = table.text(row, column)
    advice = advise(described, table.values(column)[row])
    seen = f" ({advice.seen})" if advice.seen else ""
    if described.longest and len(text) > described.longest:
        seen = f" ({len(text):,} characters)"
    return _broken(
        known.CELLS_HAVE_THEIR_TYPE,
        table,
        row,
        column,
        f"`{column}` is `{_short(text)}`{seen}; expected {described.expected}, such as `{described.example}`",
        advice.remedy,
        severity=Severity.warning if advice.plain else None,
    )


def _wrong_word(table: Table, row: int, column: str, _: Tables) -> Finding:
    described = table.described.columns[column]
    text = table.text(row, column)
    word = meant(text, described.words) if len(text) <= 80 else None
    fix = None
    if word and same_letters(text, word):
        place = table.place(row, column)
        fix = Fix(f"write `{word}`", (Edit(place, text, word),))
    meaning = described.words[word] if word else ""
    guess = f"; did you mean `{word}`{'' if meaning == word else f' ({meaning})'}?" if word else ""
    return _broken(
        known.CELLS_USE_THE_VOCABULARY,
        table,
        row,
        column,
        f"`{column}` is `{_short(text)}`; expected {_list(described)}{guess}",
        f"Use one of the words that `triallint schema {table.name}` lists under `{column}`.",
        fix=fix,
    )


def _no_such_row(table: Table, row: int, column: str, tables: Tables) -> Finding:
    reference = next(one for one in table.described.references if one.columns[-1] == column)
    text = table.text(row, column)
    if sheet := table.named_by(row, column):
        endings = ", ".join(f"-{one}" for one in ENDINGS)
        return _broken(
            known.REFERENCES_RESOLVE,
            table,
            row,
            column,
            f"the file is named after `{_short(text)}`, and `{reference.table}` has no row of that "
            f"`{reference.key[-1]}`: what it lists ({len(sheet.rows)}) belongs to no report",
            "Name the file after the report that its entries belong to: for a report R1 "
            f"`R1{PurePath(sheet.file).suffix}` or `R1-included-studies{PurePath(sheet.file).suffix}`. What "
            f"may stand behind it says what they are to the report: {endings}.",
            severity=Severity.warning,
        )
    known_names = names(table, row, reference, tables)
    name = unknown(text, reference, known_names)
    within = f" for report `{_short(table.subject(row))}`" if len(reference.columns) > 1 else ""
    return _broken(
        known.REFERENCES_RESOLVE,
        table,
        row,
        column,
        f"`{column}` is `{_short(name)}`, and `{reference.table}` has no row "
        f"of that `{reference.key[-1]}`{within}{offered(name, known_names)}",
        f"Correct the name, or add the row to `{reference.table}`. Names are compared letter by letter.",
    )


def _date_for_range(table: Table, row: int, column: str, _: Tables) -> Finding:
    return _broken(
        known.PAGE_RANGES_ARE_NOT_DATES,
        table,
        row,
        column,
        f"`{column}` is `{_short(table.text(row, column))}`, a date; "
        "a spreadsheet makes this of a range such as 9-12",
        "Format the column as text, then enter the range again from the report.",
    )


def _rounded(table: Table, row: int, column: str, _: Tables) -> Finding:
    described = table.described.columns[column]
    return _broken(
        known.IDENTIFIERS_ARE_NOT_ROUNDED,
        table,
        row,
        column,
        f"`{column}` is `{_short(table.text(row, column))}`, a quantity; "
        f"expected {described.expected}, such as `{described.example}`",
        "Format the column as text, then enter the identifier again from its source.",
    )


def _broken(
    condition: Condition,
    table: Table,
    row: int,
    column: str,
    message: str,
    remedy: str,
    *,
    severity: Severity | None = None,
    fix: Fix | None = None,
) -> Finding:
    return condition.broken(
        table.place(row, column),
        table.text(row, column),
        message,
        remedy=remedy,
        subject=table.subject(row),
        words=column.replace("_", " "),
        severity=severity,
        fix=fix,
        identity=f"{table.name} {table.key(row)}",
    )


#: How a broken condition of a cell is said; where one cell breaks several, the first says it.
_WORDING: dict[str, Callable[[Table, int, str, Tables], Finding]] = {
    "required_cells_are_filled": _blank_cell,
    "page_ranges_are_not_dates": _date_for_range,
    "identifiers_are_not_rounded": _rounded,
    "cells_have_their_type": _wrong_type,
    "cells_use_the_vocabulary": _wrong_word,
    "references_resolve": _no_such_row,
}


def _list(column: Column, most: int = 8) -> str:
    words = [word for word in column.words if word not in MISSING_WORDS]
    if len(words) <= most + 4:
        return f"one of {', '.join(words)}"
    return f"{', '.join(words[:most])} or another of {len(words)} words"


def _short(text: str) -> str:
    shown = text if len(text) <= 60 else f"{text[:57]}…"
    return shown.replace("\r", "").replace("\n", "⏎")


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
