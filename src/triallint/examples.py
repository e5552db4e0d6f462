"""A check's page and the tables in it: read, run, and held against their marks.

A page is Markdown. A paragraph that begins with Bad, Good, Fixed or Skipped and ends in a colon
opens an example: the indented tables below it. The first line of a table is its name, the second its
header, and `<- column` after a row marks the cells that must be found, and no others. A severity
other than the check's own stands in brackets: `<- value (info)`.

A table called `publications` is what PubMed answers in its example (see `publications.py`), one called
`retraction_list` what a list of retractions holds, one called `documents` the texts of the reports.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, cast

from .checkfile import Check
from .crosscheck import Answers
from .model import Fix, Run
from .publications import COLUMNS, ListedPublications
from .retractions import COLUMNS as LISTED
from .retractions import RetractionList
from .run import run
from .sources import COLUMNS as TOLD
from .sources import GivenSources, Sources
from .tables import ROWS, Grid, Tables

#: The name of the table of answers.
ANSWERED = "publications"
#: The name of the table of retractions, in the columns of Retraction Watch.
RETRACTED = "retraction_list"
#: The name of the table of documents.
DOCUMENTS = "documents"

#: Tables of an example that are not checked, and the columns that each may have.
_BESIDE = {ANSWERED: COLUMNS, RETRACTED: LISTED, DOCUMENTS: TOLD}

Kind = Literal["bad", "good", "fixed", "skipped"]

#: One expected finding: table, line within the page, column, severity.
Mark = tuple[str, int, str, str]


@dataclass(slots=True)
class Example:
    """One example of a page: its tables, what PubMed answers, and the cells that it marks."""

    kind: Kind
    title: str
    line: int
    grids: dict[str, list[Grid]] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)
    answers: Answers = field(default_factory=Answers)
    sources: Sources = field(default_factory=Sources)


class BadExample(Exception):
    """An example that cannot be read; the message says which line and why."""


_OPENING = re.compile(r"(Bad|Good|Fixed|Skipped)\b.*:")


def examples(page: str, default_severity: str = "error") -> list[Example]:
    """Read the examples of a page, in order.

    Raises:
        BadExample: a table of unknown name, or a row with more cells than its header.
    """
    found: list[Example] = []
    block: list[tuple[int, str]] = []
    for number, line in enumerate([*page.split("\n"), ""], start=1):
        text = line.strip()
        if line[:1].strip() or not text:
            if block:
                _read_table(found[-1], block, default_severity)
                block = []
            if _OPENING.fullmatch(text):
                kind = cast(Kind, text.split()[0].rstrip(":,").lower())
                found.append(Example(kind, text.rstrip(":"), number))
        elif found and (block or text in ROWS or text in _BESIDE or "|" in text):
            block.append((number, text))
    return found


def _read_table(example: Example, block: list[tuple[int, str]], default_severity: str) -> None:
    (number, name), *rest = block
    if name in _BESIDE and rest:
        header, *rows = (_cells(line) for _, line in rest)
        unknown = set(header) - set(_BESIDE[name])
        if unknown:
            raise BadExample(f"line {rest[0][0]}: {name} has no column {', '.join(sorted(unknown))}")
        _give(example, name, [dict(zip(header, row, strict=False)) for row in rows])
        return
    if name not in ROWS or not rest:
        raise BadExample(f"line {number}: {name!r} is not the name of a table with a header below it")
    header = _cells(rest[0][1])
    unknown = set(header) - set(ROWS[name].columns)
    if unknown:
        raise BadExample(f"line {rest[0][0]}: {name} has no column {', '.join(sorted(unknown))}")
    columns = {column: position for position, column in enumerate(header)}
    grid = Grid(name, columns, [], [], {c: p + 1 for c, p in columns.items()})
    for line_number, line in rest[1:]:
        row, _, marks = line.partition("<-")
        cells = _cells(row)
        if len(cells) > len(header):
            raise BadExample(f"line {line_number}: {len(cells)} cells under {len(header)} headers")
        cast(list[list[str]], grid.texts).append(cells)
        cast(list[int], grid.lines).append(line_number)
        for mark in filter(None, (m.strip() for m in marks.split(","))):
            column, _, severity = mark.partition(" ")
            if column not in columns:
                raise BadExample(f"line {line_number}: the marked column {column} is not in the table")
            example.marks.append((name, line_number, column, severity.strip("()") or default_severity))
    example.grids.setdefault(name, []).append(grid)


def _give(example: Example, name: str, said: list[dict[str, str]]) -> None:
    """What is known besides the tables: answers, a list of retractions, or documents."""
    if name == ANSWERED:
        example.answers = Answers(ListedPublications(said), example.answers.listed)
    elif name == RETRACTED:
        example.answers = Answers(example.answers.source, RetractionList(said))
    else:
        from .extract.at_hand import source_of  # few pages need the grammar

        texts = (source_of(one["report_id"], one["text"], one.get("sha256", "")) for one in said)
        example.sources = Sources(GivenSources({source.file: source for source in texts}))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def complaints(check: Check) -> Iterator[str]:
    """Everything in which a check's page and its code disagree; nothing where they agree."""
    read = examples(check.page, check.severity.name)
    kinds = {example.kind for example in read}
    for kind in ("bad", "good"):
        if kind not in kinds:
            yield f"{check.name}: the page has no {kind.capitalize()} example"
    last: Run | None = None
    bad: Example | None = None
    for example in read:
        if example.kind == "fixed":
            yield from _fixed(check, example, bad, last)
            continue
        result = run([check], Tables(example.grids), answers=example.answers, sources=example.sources)
        yield from _compared(check, example, result)
        if example.kind == "bad":
            last, bad = result, example
    if last and any(f.fix for f in last.findings) and "fixed" not in kinds:
        yield f"{check.name}: it offers a fix, and the page has no Fixed example"


def _compared(check: Check, example: Example, result: Run) -> Iterator[str]:
    where = f"{check.name}, {example.title} (line {example.line} of the page)"
    for crash in result.crashes:
        yield f"{where}: crashed: {crash.error}"
    found = sorted((f.place.file, f.place.row or 0, f.place.name, f.severity.name) for f in result.findings)
    if found != sorted(example.marks):
        yield f"{where}: marked {sorted(example.marks)}, found {found}"
    if example.kind == "bad" and not example.marks:
        yield f"{where}: marks no cell"
    if example.kind in ("good", "skipped") and example.marks:
        yield f"{where}: marks a cell; only Bad examples do"
    tally = result.checked.tallies[check.name]
    if example.kind == "skipped" and not result.skips:
        yield f"{where}: was not skipped"
    if example.kind == "good" and not (tally.passed or tally.explained):
        yield f"{where}: passes because nothing was looked at"


def _fixed(check: Check, example: Example, bad: Example | None, last: Run | None) -> Iterator[str]:
    where = f"{check.name}, {example.title} (line {example.line} of the page)"
    fixes = [f.fix for f in last.findings if f.fix] if last else []
    if bad is None or not fixes:
        yield f"{where}: no fix was offered above it"
        return
    if _texts(_mended(bad.grids, fixes)) != _texts(example.grids):
        yield f"{where}: the fixes give {_texts(_mended(bad.grids, fixes))}"


def _mended(grids: Mapping[str, list[Grid]], fixes: list[Fix]) -> Mapping[str, list[Grid]]:
    mended: dict[str, list[Grid]] = {}
    for name, parts in grids.items():
        for grid in parts:
            texts = [list(row) for row in grid.texts]
            for edit in (edit for fix in fixes for edit in fix.edits if edit.place.file == name):
                for index, line in enumerate(grid.lines):
                    if line == edit.place.row:
                        texts[index][grid.columns[edit.place.name]] = edit.new
            mended.setdefault(name, []).append(Grid(name, grid.columns, texts, grid.lines, grid.positions))
    return mended


def _texts(grids: Mapping[str, list[Grid]]) -> dict[str, list[list[str]]]:
    return {name: [list(row) for grid in parts for row in grid.texts] for name, parts in grids.items()}
