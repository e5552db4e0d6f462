"""Documents and their facts -> sheets of the ten tables, as if a curator had typed them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ..read.sheet import Sheet
from ..tables import ROWS
from ..writing import TableRows, header_of
from .described import citations, report_and_trial
from .document import Document
from .facts import Fact
from .line import Line
from .measured import measured

#: Tables whose rows have no natural key that a document always gives: their row_id is a number.
_NUMBERED: Final = {"counts": "count", "continuous": "summary", "estimates": "estimate", "flow": "flow"}


def lines_of(document: Document, facts: Sequence[Fact], extracted_on: str = "") -> Iterator[Line]:
    """The rows of one document."""
    rows = list(measured(document, facts))
    made = [*report_and_trial(document, extracted_on, has_trial=bool(rows)), *rows, *citations(document)]
    numbers: dict[str, int] = {}
    for line in made:
        if line.table in _NUMBERED:
            numbers[line.table] = numbers.get(line.table, 0) + 1
            line.cells["row_id"] = f"{document.id}-{_NUMBERED[line.table]}-{numbers[line.table]}"
        yield line


#: Tables of what several reports of one trial share, and the column that names it.
_SHARED: Final = {"trials": "trial_id", "outcomes": "outcome_id"}


def _each_once(lines: Iterable[Line], given: set[tuple[str, str]]) -> Iterator[Line]:
    """Leave out rows of a trial and its outcomes that another of its reports has given."""
    for line in lines:
        name = (line.table, line.cells[_SHARED[line.table]]) if line.table in _SHARED else None
        if name not in given:
            yield line
        if name:
            given.add(name)


def assemble(read: Iterable[tuple[Document, Sequence[Fact]]], extracted_on: str = "") -> list[Sheet]:
    """The tables of documents: one sheet for each file and table.

    Args:
        read: documents with the facts that the grammar found in them.
        extracted_on: the day of the extraction, as year-month-day; blank where it does not matter.
    """
    found: dict[tuple[str, str], list[tuple[Document, Line]]] = {}
    given = set[tuple[str, str]]()
    for document, facts in read:
        for line in _each_once(lines_of(document, facts, extracted_on), given):
            found.setdefault((document.file, line.table), []).append((document, line))
    return [
        _sheet(file, table, found[file, table])
        for file in dict.fromkeys(file for file, _ in found)
        for table in ROWS
        if (file, table) in found
    ]


def tables_of(read: Iterable[tuple[Document, Sequence[Fact]]], extracted_on: str = "") -> TableRows:
    """Table -> its rows, as they are written down; tables without rows are left out."""
    found: dict[str, list[dict[str, str]]] = {name: [] for name in ROWS}
    given = set[tuple[str, str]]()
    for document, facts in read:
        for line in _each_once(lines_of(document, facts, extracted_on), given):
            found[line.table].append(line.texts)
    return {name: rows for name, rows in found.items() if rows}


def _sheet(file: str, table: str, rows: list[tuple[Document, Line]]) -> Sheet:
    texts = [line.texts for _, line in rows]
    header = header_of(table, (column for text in texts for column in text))
    return Sheet(
        file,
        table,
        header,
        1,
        [[text.get(column, "") for column in header] for text in texts],
        [document.line_of(line.begins)[0] for document, line in rows],
        table=table,
        documents=[document for document, _ in rows],
    )
