"""A table of citations of any length, cut into parts that are read and checked one by one."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from ..answering import source_for
from ..catalogue import catalogue
from ..config import Config, UsageError
from ..conventions import Conventions
from ..crosscheck import Answers
from ..described import tables as described_tables
from ..model import Finding, Run
from ..read import Reading, Sheet, read
from ..read.delimited import read_delimited
from ..read.source import Source
from ..run import distinct, order, run
from ..shape import shape
from ..shape.headers import known_columns
from ..verified import FAMILIES

#: Rows of one part: enough that starting a part costs nothing, few enough that its answers stay in memory.
ROWS: Final = 2_000
#: A quoted cell may hold line breaks, but not more of them than this: else a mark was never closed.
_LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a table.

    Attributes:
        text: the header and the rows, as the file has them.
        before: how many lines of the file stand between the header and the rows.
    """

    text: str
    before: int


@dataclass(frozen=True, slots=True)
class Judged:
    """What the checks say of one part.

    Attributes:
        rows: how many citations it has.
        run: findings, skips and crashes as `check` has them; those on the file and on its reports may come
            with every part.
    """

    rows: int
    run: Run


def parts(path: Path, rows: int = ROWS) -> Iterator[Part]:
    """The parts of a delimited text file, whose lines are read once and one after another.

    Args:
        path: the file, in UTF-8.
        rows: how many lines a part has at least.

    Raises:
        UsageError: it cannot be read.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = iter(file)
            header = "".join(_logical(lines, 1))
            if not header.strip():
                raise UsageError(f"{path}: the file is empty")
            before = 0
            while body := list(_logical(lines, rows)):
                yield Part(header + "".join(body), before)
                before += len(body)
    except UnicodeDecodeError:
        raise UsageError(f"{path}: it is not in UTF-8: save it as such") from None
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from None


def _logical(lines: Iterator[str], least: int) -> Iterator[str]:
    """At least so many lines, and on to the end of a quoted cell that the last of them begins."""
    is_open = False
    for number, line in enumerate(lines, start=1):
        is_open ^= line.count('"') % 2 == 1
        yield line
        if number >= least and (not is_open or number >= least + _LONGEST):
            return


class Judge:
    """Checks parts of one table against one mirror.

    Args:
        table: the path of the table, as findings name it.
        reports: the path of the table of reports, if there is one.
        settings: which checks are asked, and where the mirror is.
    """

    def __init__(self, table: Path, reports: Path | None, settings: Config) -> None:
        found = catalogue(settings)
        self._catalogue = replace(
            found, selected=tuple(one for one in found.selected if one.family in FAMILIES)
        )
        self._table, self._source = table, source_for(table, settings)
        reading = read([reports]) if reports else Reading()
        self._reports = [_named(sheet, "reports") for sheet in reading.sheets]
        self._said = reading.findings
        self._rows = [_rows_by_report(sheet) for sheet in self._reports]

    def judged(self, part: Part) -> Judged:
        """What the checks say of one part: its citations, and the reports that they belong to.

        Raises:
            UsageError: the first line of the table is not its header.
        """
        source = Source(os.fspath(self._table), table="citations")
        sheets = [
            _moved(_named(sheet, "citations"), part.before) for sheet in read_delimited(source, part.text)
        ]
        source.close()
        if not any(sheet.header_line == 1 and _columns(sheet) for sheet in sheets):
            raise UsageError(f"{self._table}: its first line names no column of citations; is it the header?")
        said = [*self._said, *(_moved_finding(one, part.before) for one in source.findings)]
        shaped = shape([*sheets, *self._reports_of(sheets)], whole=False, said=said)
        answers = Answers(self._source)
        conventions = Conventions(shaped.tables, self._catalogue.doi_case)
        result = run(self._catalogue.selected, shaped.tables, conventions, answers)
        found = [
            one
            for one in (*said, *shaped.findings, *result.findings)
            if one.check not in self._catalogue.ignored
        ]
        return Judged(
            sum(len(sheet.rows) for sheet in sheets),
            replace(
                result,
                findings=tuple(distinct(sorted(found, key=order))),
                crashes=(*shaped.crashes, *result.crashes),
            ),
        )

    def _reports_of(self, sheets: Sequence[Sheet]) -> Iterator[Sheet]:
        """The reports that the rows of some sheets belong to."""
        names = {name for sheet in sheets for name in _report_ids(sheet)}
        for reports, rows in zip(self._reports, self._rows, strict=True):
            kept = sorted({at for name in names for at in rows.get(name, ())})
            place = {at: position for position, at in enumerate(kept)}
            cells = reports.cell_lines.items()
            yield replace(
                reports,
                rows=[reports.rows[at] for at in kept],
                lines=[reports.lines[at] for at in kept],
                cell_lines={(place[row], column): line for (row, column), line in cells if row in place},
            )


def _named(sheet: Sheet, table: str) -> Sheet:
    return replace(sheet, table=table)


def _moved(sheet: Sheet, lines: int) -> Sheet:
    """A sheet of a part, with the lines of the whole file."""
    cells = {cell: line + lines for cell, line in sheet.cell_lines.items()}
    return replace(sheet, lines=[line + lines for line in sheet.lines], cell_lines=cells)


def _moved_finding(finding: Finding, lines: int) -> Finding:
    """A finding on a part, with the lines of the whole file; what is about the header stays."""
    points = tuple(
        replace(one, place=one.place._replace(row=one.place.row + lines))
        if one.place.row and one.place.row > 1
        else one
        for one in finding.points
    )
    return replace(finding, points=points)


def _columns(sheet: Sheet) -> dict[int, str]:
    """The columns that the header says: index -> name."""
    return known_columns(sheet.header, described_tables()[sheet.table or ""])


def _report_ids(sheet: Sheet) -> Iterator[str]:
    """The report that each row says; empty where it says none."""
    column = next((index for index, name in _columns(sheet).items() if name == "report_id"), None)
    for row in sheet.rows:
        yield row[column] if column is not None and column < len(row) else ""


def _rows_by_report(sheet: Sheet) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, name in enumerate(_report_ids(sheet)):
        found.setdefault(name, []).append(at)
    return found
