"""A comparison written down: text to read, CSV to discuss over, JSON for programs. Pure."""

import csv
import io
import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

from ..model import Reported
from ..tables import Row
from .align import Pair
from .cells import Compared, Comparison, Verdict, about_in_words

FORMATS: Final = ("text", "csv", "json")

_VERDICTS: Final[tuple[Verdict, ...]] = (
    "agree",
    "written differently",
    "differ",
    "only first",
    "only second",
)
_HEADER: Final = (
    "table", "report", "about", "column", "first", "second", "verdict", "first_place", "second_place",
    "agreed_value", "reason",
)  # fmt: skip


def as_text(comparison: Comparison, first: str, second: str) -> str:
    """What two people may want to talk about, by report and row.

    Args:
        comparison: the two extractions.
        first: what the first is called.
        second: what the second is called.
    """
    lines: list[str] = []
    for report, cells in groupby(
        _by_report(comparison.differing), lambda cell: cell.pair.row.raw("report_id")
    ):
        lines += [f"Report {report}" if report else "Not of one report", ""]
        for key, some in groupby(cells, lambda cell: cell.pair.row.identity):
            lines += [*_row_in_text(list(some), first, second), ""] if key else []
    for pair in comparison.alone:
        who = first if pair.second is None else second
        lines.append(f"only {who}: {pair.row.table}, {about_in_words(pair.row)} ({_place(pair.row)})")
    return (
        "\n".join([*lines, *([""] if comparison.alone else []), *_summary(comparison, first, second)]) + "\n"
    )


def _report(cell: Compared) -> str:
    return cell.pair.row.raw("report_id")


def _by_report(cells: list[Compared]) -> list[Compared]:
    return sorted(cells, key=lambda cell: (_report(cell), cell.pair.row.identity))


def _row_in_text(cells: list[Compared], first: str, second: str) -> Iterator[str]:
    row = cells[0].pair.row
    yield f"  {row.table}: {about_in_words(row)}"
    wide = max(len(cell.column) for cell in cells)
    names = max(len(first), len(second))
    for cell in cells:
        yield f"    {cell.column:<{wide}}  {first:<{names}}  {_text(cell.first)}  ({_where(cell.first)})"
        yield f"    {'':<{wide}}  {second:<{names}}  {_text(cell.second)}  ({_where(cell.second)})"


def _text(cell: Reported | None) -> str:
    return cell.text if cell is not None and cell.text else "(blank)"


def _where(cell: Reported | None) -> str:
    return str(cell.place) if cell is not None else ""


def _place(row: Row) -> str:
    return f"{row.grid.file}:{row.line}"


def _summary(comparison: Comparison, first: str, second: str) -> Iterator[str]:
    counts = comparison.counts()
    total = sum(counts.values())
    rows = sum(pair.first is not None and pair.second is not None for pair in comparison.pairs)
    if not total:
        yield "Nothing to compare: no row is about the same in both"
        return
    agree = counts["agree"]
    yield f"{rows:,} rows compared: {agree:,} of their {total:,} cells agree ({agree / total:.1%})"
    named = {"only first": f"only {first}", "only second": f"only {second}"}
    for verdict in _VERDICTS[1:]:
        if counts[verdict]:
            yield f"  {named.get(verdict, verdict)}: {counts[verdict]:,} cell{'s' * (counts[verdict] != 1)}"


def as_csv(comparison: Comparison) -> str:
    """Every difference as a row, with columns left blank for what is agreed upon and why."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_HEADER)
    for cell in _by_report(comparison.differing):
        row = cell.pair.row
        values = (_text_or_blank(cell.first), _text_or_blank(cell.second))
        said = (*values, cell.verdict, _where(cell.first), _where(cell.second))
        line = (row.table, row.raw("report_id"), about_in_words(row), cell.column, *said, "", "")
        writer.writerow(map(_inert, line))
    for pair in comparison.alone:
        writer.writerow(map(_inert, _alone(pair)))
    return out.getvalue()


def _text_or_blank(cell: Reported | None) -> str:
    return cell.text if cell is not None else ""


def _inert(text: str) -> str:
    """A text, safe to open in a spreadsheet: what would be read as a formula is quoted, ids and all."""
    is_number = text.lstrip("+-").replace(".", "", 1).isdigit()
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not is_number else text


def _alone(pair: Pair) -> tuple[str, ...]:
    verdict = "only first" if pair.second is None else "only second"
    places = (_place(pair.row), "") if pair.second is None else ("", _place(pair.row))
    row = pair.row
    return (row.table, row.raw("report_id"), about_in_words(row), "", "", "", verdict, *places, "", "")


def as_json(comparison: Comparison, first: str, second: str) -> str:
    """Everything, for programs."""
    counts = comparison.counts()
    document: dict[str, Any] = {
        "version": 1,
        "first": first,
        "second": second,
        "cells": {verdict: counts[verdict] for verdict in _VERDICTS},
        "differences": [
            {
                "table": cell.pair.row.table,
                "report_id": cell.pair.row.raw("report_id"),
                "about": about_in_words(cell.pair.row),
                "column": cell.column,
                "verdict": cell.verdict,
                "first": _cell_data(cell.first),
                "second": _cell_data(cell.second),
            }
            for cell in _by_report(comparison.differing)
        ],
        "alone": [
            {
                "table": pair.row.table,
                "report_id": pair.row.raw("report_id"),
                "about": about_in_words(pair.row),
                "in": "first" if pair.second is None else "second",
                "file": pair.row.grid.file,
                "row": pair.row.line,
            }
            for pair in comparison.alone
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _cell_data(cell: Reported | None) -> dict[str, Any]:
    if cell is None:
        return {"text": ""}
    place = cell.place
    return {"text": cell.text, "file": place.file, "row": place.row, "column": place.column}
