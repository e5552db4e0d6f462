"""The level of a report's intervals and the sidedness of its P values, inferred from rows with both."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from triallint.conventions import Conventions
from triallint.conventions.levels import LevelAndSides, infer, sides_of
from triallint.tables import Estimate, Grid, Tables

COLUMNS = ("report_id", "measure", "value", "ci_level", "ci_lower", "ci_upper", "p_value", "p_sides", "p_for")

#: Three hazard ratios; their P values by level of the interval and sidedness.
EFFECTS = (("0.70", "0.47", "1.03"), ("0.62", "0.39", "0.98"), ("0.75", "0.52", "1.07"))
TWO_SIDED = (".073", ".042", ".11")
ONE_SIDED = (".036", ".021", ".056")
AT_99 = (".019", ".0077", ".037")


def tables(ps: Sequence[str], *, level: str = "95", sides: str = "", p_for: str = "") -> Tables:
    rows = [
        ["R1", "HR", value, level, lower, upper, p, sides, p_for]
        for (value, lower, upper), p in zip(EFFECTS, ps, strict=False)
    ]
    return Tables(
        {"estimates": [Grid("estimates", dict(zip(COLUMNS, range(9), strict=True)), rows, [2, 3, 4])]}
    )


def inferred(ps: Sequence[str], **cells: str) -> LevelAndSides:
    return infer(tables(ps, **cells), "R1")


def test_three_rows_that_fit_one_sidedness_only_prove_it() -> None:
    found = inferred(ONE_SIDED).sides
    assert found is not None
    assert found.value == 1
    assert [cell.text for cell in found.cells] == [*ONE_SIDED]
    assert "3 P values" in found.evidence
    two = inferred(TWO_SIDED).sides
    assert two is not None
    assert two.value == 2


@pytest.mark.parametrize("ps", [ONE_SIDED[:2], TWO_SIDED[:2], (*ONE_SIDED[:2], ".11")])
def test_two_rows_or_a_divided_report_leave_it_open(ps: Sequence[str]) -> None:
    assert inferred(ps) == LevelAndSides()


def test_p_values_that_fit_both_ways_tell_nothing() -> None:
    assert inferred(("<0.2", "<0.2", "<0.2")) == LevelAndSides()


def test_p_values_for_something_else_tell_nothing() -> None:
    assert inferred(ONE_SIDED, p_for="noninferiority") == LevelAndSides()


@pytest.mark.parametrize("level", ["95", ""])
def test_three_rows_that_fit_another_level_only_prove_it(level: str) -> None:
    found = inferred(AT_99, level=level, sides="2")
    assert found.level is not None
    assert found.level.value == Fraction(99, 100)
    assert found.sides is None


def test_a_stated_level_that_fits_is_not_questioned() -> None:
    assert inferred(AT_99, level="99").level is None


def test_a_row_that_says_the_opposite_leaves_the_level_open() -> None:
    assert inferred((*AT_99[:2], TWO_SIDED[2]), sides="2").level is None


def sides(ps: Sequence[str], stated: str) -> tuple[int, bool, bool]:
    data = tables(ps, sides=stated)
    value, known, evidence = sides_of(data.rows(Estimate)[0], Conventions(data))
    return value, known, bool(evidence)


def test_the_row_comes_before_the_report_and_the_report_before_custom() -> None:
    assert sides(ONE_SIDED, "2") == (2, True, False)
    assert sides(ONE_SIDED, "1") == (1, True, False)
    assert sides(ONE_SIDED, "") == (1, True, True)
    assert sides(TWO_SIDED, "") == (2, True, True)
    assert sides(ONE_SIDED[:2], "") == (2, False, False)
