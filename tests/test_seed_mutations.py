"""Every seed figure, one digit changed at a time: what is found, what rounding hides, what nothing checks.

A changed digit is found where something new points at its cell, or at its row while naming the figure. It
is noticed at other cells where something new is said, but only of those. It is hidden by rounding where
another digit in the same cell is found or noticed, so that some relation looks at the cell and the changed
figure is still possible. A cell of whose changed digits nothing new is ever said is checked by nothing.
"""

import pytest

from tests.conftest import Say
from triallint.model import Severity

from .mutations.cells import parts
from .mutations.listing import REMEDY, lines, listed, told
from .mutations.reasons import REASONS
from .mutations.verdicts import findings, shares, verdict

PARTS = parts()


@pytest.mark.parametrize("trial", PARTS)
def test_every_digit_of_a_trial(trial: str, say: Say) -> None:
    part = PARTS[trial]
    clean = findings(part)
    assert not [said for said in clean if said[1] > Severity.info], "the seeds themselves are clean"
    verdicts = [verdict(part, cell, clean) for cell in part.cells()]
    count = shares(verdicts)
    unchecked = lines(trial, verdicts)
    say("\n".join([told(trial, count), *(f"  nothing checks {line}" for line in unchecked)]))
    assert unchecked == listed().get(trial, []), f"the list of unchecked cells is out of date; {REMEDY}"


def test_every_unchecked_cell_has_its_reason() -> None:
    assert set(listed()) <= set(PARTS)
    assert [line for found in listed().values() for line in found if not line.split("\t")[5].strip()] == []


def test_every_reason_is_that_of_a_cell() -> None:
    rows = [line.split("\t") for found in listed().values() for line in found]
    used = {
        (row, column) if (row, column) in REASONS else (table, column) for _, table, row, column, _, _ in rows
    }
    assert used == REASONS.keys()


def test_all_figures_of_all_tables_are_changed() -> None:
    cells = [cell for part in PARTS.values() for cell in part.cells()]
    assert len({(cell.table, cell.row, cell.column) for cell in cells}) == len(cells) >= 160
    assert {cell.table for cell in cells} == {"arms", "flow", "counts", "continuous", "estimates", "trials"}
    (size,) = (cell for cell in cells if cell.row == "000-blina" and cell.column == "randomised")
    assert len(list(size.mutants())) == 27
    assert {"018", "798", "719"} <= set(size.mutants())
