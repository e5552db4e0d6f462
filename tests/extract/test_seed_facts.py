"""The five seed documents extract to what a careful person read in them: every cell, or a reason why not.

`unequal_cells.tsv` names each cell of `seeds/` that the extraction leaves blank, fills beyond the hand-made
table, or words in its own way, with the reason; a cell that is not in it must be equal.
"""

import csv
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Say
from triallint.dual import Pair, compare
from triallint.dual.align import NAMES
from triallint.extract.assemble import assemble
from triallint.extract.reading import read_documents
from triallint.meaning.told import says_what_is_printed
from triallint.read import read
from triallint.read.sheet import Sheet
from triallint.shape import shape
from triallint.tables import Row, Tables

SHARED = os.environ.get("TRIALLINT_SHARED")
pytestmark = pytest.mark.skipif(not SHARED, reason="TRIALLINT_SHARED does not name the folder with the seeds")

SEEDS = Path(__file__).parents[2] / "seeds"
REASONS = Path(__file__).with_name("unequal_cells.tsv")

#: Columns of the curator's own: names, places and remarks; the places are tested where they are printed.
OWN = frozenset(
    {"row_id", "report_id", "trial_id", "at", "note", "extracted_on", "document", "document_sha256", "source"}
)
#: Columns that name a row of another table: the same where the rows that they name are paired.
LINKS = {"outcome_id": "outcomes", "arm_id": "arms", "comparator_id": "arms", "part_of": "outcomes"}
#: Cells of `seeds/` that the extraction must at least fill as they are.
FLOORS = {
    "reports": 27,
    "trials": 18,
    "outcomes": 86,
    "arms": 30,
    "flow": 14,
    "counts": 96,
    "continuous": 23,
    "estimates": 299,
    "citations": 597,
}


class Cell(NamedTuple):
    """A cell of the hand-made tables beside the same of the extraction.

    Attributes:
        table: the table.
        row: the `row_id` by hand; of a row that only the extraction has, its own.
        column: the column.
        verdict: "equal", "missing", "extra" or "other".
        by_hand: what a person read.
        read: what was extracted.
    """

    table: str
    row: str
    column: str
    verdict: str
    by_hand: str
    read: str


def tables(sheets: list[Sheet]) -> Tables:
    return shape(sheets, whole=False, said=()).tables


@pytest.fixture(scope="module")
def cells() -> list[Cell]:
    documents = [
        pair
        for part in read_documents(sorted(Path(str(SHARED), "seeds").glob("*.txt")))
        for pair in part.documents
    ]
    pairs = compare(tables(list(read([SEEDS]).sheets)), tables(assemble(documents))).pairs
    names = {
        (pair.row.table, pair.second.raw("report_id"), _own_name(pair.second)): _own_name(pair.first)
        for pair in pairs
        if pair.first and pair.second and pair.row.table in LINKS.values()
    }
    return [cell for pair in pairs for cell in _cells(pair, names)]


def _own_name(row: Row) -> str:
    return row.raw("arm_id") or row.raw("outcome_id")


def _cells(pair: Pair, names: Mapping[tuple[str, str, str], str]) -> Iterator[Cell]:
    row, table = pair.row, pair.row.table
    for column in type(row).columns:
        if column in OWN or (column in NAMES and LINKS.get(column) == table):
            continue
        hand = pair.first.raw(column) if pair.first else ""
        read = pair.second.raw(column) if pair.second else ""
        if pair.second and column in LINKS:
            report = pair.second.raw("report_id") if LINKS[column] == "arms" else ""
            read = names.get((LINKS[column], report, read), read)
        if hand or read:
            yield Cell(table, row.key, column, _verdict(column, hand, read), hand, read)


def _verdict(column: str, hand: str, read: str) -> str:
    if not read:
        return "missing"
    if not hand:
        return "extra"
    return "equal" if hand == read or says_what_is_printed(column, hand, read) == "same" else "other"


def reasons() -> dict[tuple[str, str, str, str], str]:
    with open(REASONS, encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    return {(row["table"], row["row"], row["column"], row["verdict"]): row["reason"] for row in rows}


def test_every_cell_is_equal_or_has_a_reason(cells: list[Cell], say: Say) -> None:
    counted = Counter((cell.table, cell.verdict) for cell in cells)
    for table in FLOORS:
        words = ("equal", "missing", "extra", "in other words")
        figures = (f"{counted[table, 'other' if 'other' in word else word]} {word}" for word in words)
        say(f"cells of the seed documents, {table}: {', '.join(figures)}")
    unequal = {(one.table, one.row, one.column, one.verdict): one for one in cells if one.verdict != "equal"}
    told = reasons()
    unread = [
        f"{one.table} {one.row}, {one.column} is {one.verdict}: by hand {one.by_hand or '(blank)'}, read {one.read or '(blank)'}"
        for key, one in unequal.items()
        if key not in told
    ]
    assert not unread, "\n" + "\n".join(unread)
    idle = told.keys() - unequal.keys()
    assert not idle, "reasons for cells that are equal by now"


def test_as_many_cells_are_equal_as_were_reached(cells: list[Cell]) -> None:
    equal = Counter(cell.table for cell in cells if cell.verdict == "equal")
    assert {table: n for table, n in FLOORS.items() if equal[table] < n} == {}
