"""What a P value is compared with, and how far tests may differ."""

from fractions import Fraction

import pytest

from triallint.meaning.beside import BesideP, bounds_of
from triallint.meaning.pvalues import degrees_of_freedom, is_significant, p_range, reported_z, tolerance
from triallint.model import CannotLook, Interval
from triallint.tables import Estimate, Grid


def estimate(**cells: str) -> Estimate:
    grid = Grid("estimates", {name: i for i, name in enumerate(cells)}, [[*cells.values()]], [2])
    return Estimate(grid, 0)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("0.05", "0.045", "0.055"), ("0.000", "0", "0.0005"), ("1.00", "0.995", "1"), ("<.001", "0", "0.001")],
)
def test_p_range_stays_between_0_and_1(text: str, low: str, high: str) -> None:
    found = p_range(estimate(p_value=text).p_value)
    assert (found.lo, found.hi) == (Fraction(low), Fraction(high))


@pytest.mark.parametrize("text", ["NS", "n.s.", "1.2", "-0.01", "", "not_reported"])
def test_what_is_no_probability_cannot_be_looked_at(text: str) -> None:
    with pytest.raises(CannotLook):
        p_range(estimate(p_value=text).p_value)


@pytest.mark.parametrize(
    ("p", "sides", "verdict"),
    [
        ("0.04", 2, True),
        ("0.05", 2, None),
        ("0.06", 2, False),
        ("0.02", 1, True),
        ("0.03", 1, False),  # 0.025 itself is not below 0.025
        ("0.98", 1, True),
        ("0.96", 1, False),
        ("<0.05", 2, True),
        (">0.05", 2, False),
    ],
)
def test_significance(p: str, sides: int, verdict: bool | None) -> None:
    assert is_significant(p_range(estimate(p_value=p).p_value), Fraction(1, 20), sides) is verdict


def test_z_behind_a_one_sided_p_is_that_of_either_direction() -> None:
    p, opposite = Interval.exactly(Fraction(1, 40)), Interval.exactly(Fraction(39, 40))
    for found in (reported_z(p, 1), reported_z(opposite, 1), reported_z(p.scaled(2), 2)):
        assert float(found.lo) == pytest.approx(1.959964, abs=1e-6)


@pytest.mark.parametrize(
    ("cells", "surplus", "allowed", "proves"),
    [
        ({"measure": "HR", "p_test": "wald"}, True, 0.25, True),
        ({"measure": "HR"}, True, 0.75, False),
        ({"measure": "HR", "p_test": "score"}, True, 0.75, False),
        ({"measure": "HR", "analysis": "crude"}, True, 0.75, True),
        ({"measure": "HR", "p_test": "score", "analysis": "stratified"}, True, 0.75, True),
        ({"measure": "HR", "p_test": "likelihood ratio"}, True, 0.75, True),
        ({"measure": "HR", "p_test": "log-rank"}, True, 0.75, False),
        ({"measure": "HR", "p_test": "log-rank", "analysis": "crude"}, False, 0.75, True),
        ({"measure": "HR", "p_test": "stratified log-rank", "analysis": "crude"}, True, 0.75, False),
        ({"measure": "HR", "p_test": "stratified log-rank", "analysis": "stratified"}, True, 0.75, True),
        ({"measure": "OR"}, True, 0.75, True),
        ({"measure": "OR"}, False, 0.25, True),
        ({"measure": "OR", "p_test": "fisher", "analysis": "crude"}, False, 0.57, True),
        ({"measure": "OR", "p_test": "fisher", "analysis": "adjusted"}, False, 0.57, False),
        ({"measure": "OR", "p_test": "fisher", "analysis": "crude"}, True, 1.07, True),
        ({"measure": "RR"}, True, 1.0, True),
        ({"measure": "RD"}, True, 0.5, True),
        ({"measure": "RR", "p_test": "yates", "analysis": "crude"}, True, 2.0, False),
        ({"measure": "RMST_difference"}, True, 0.25, False),
        ({"measure": "MD", "p_test": "t"}, True, 0.25, True),
        ({"measure": "MD"}, True, 0.5, True),
        ({"measure": "MD", "p_test": "permutation"}, True, 0.5, False),
    ],
)
def test_tolerance(cells: dict[str, str], surplus: bool, allowed: float, proves: bool) -> None:
    found = tolerance(estimate(**cells), size=1.0, se=0.8, z=2.0, surplus=surplus)
    assert found.z == pytest.approx(allowed)
    assert (found.unproven == "") is proves


@pytest.mark.parametrize("test", ["", "score", "log-rank"])
def test_stratification_explains_one_standard_error_and_no_more(test: str) -> None:
    found = tolerance(estimate(measure="HR", p_test=test), size=1.0, se=0.8, z=2.0, surplus=True)
    assert [found.proves(gap) for gap in (0.76, 1.75, 1.76)] == [False, False, True]
    assert "`analysis`" in (found.remedy or "")


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"measure": "HR"}, (None,)),
        ({"measure": "HR", "cluster_adjusted": "yes", "n_1": "50"}, (3.0, None)),
        ({"measure": "MD"}, (3.0, None)),
        ({"measure": "MD", "p_test": "wald"}, (None,)),
        ({"measure": "MD", "p_test": "wald", "ci_method": "t"}, (3.0, None)),
        ({"measure": "MD", "df2": "57.8"}, (57.8,)),
        ({"measure": "MD", "n_1": "12", "n_2": "20"}, (11.0, None)),
    ],
)
def test_degrees_of_freedom(cells: dict[str, str], expected: tuple[float | None, ...]) -> None:
    assert degrees_of_freedom(estimate(**cells)) == expected


def test_a_log_rank_p_value_belongs_to_no_restricted_mean() -> None:
    row = estimate(measure="RMST_difference", p_value="<0.001", p_test="log-rank")
    with pytest.raises(CannotLook, match="another estimand"):
        BesideP(row)


@pytest.mark.parametrize(("upper", "excludes"), [("1.00", None), ("0.99", True), ("1.01", False)])
def test_whether_an_interval_excludes_the_null(upper: str, excludes: bool | None) -> None:
    row = estimate(measure="HR", ci_lower="0.47", ci_upper=upper)
    assert bounds_of(row).excludes_null is excludes


def test_an_interval_with_one_limit_reaches_to_infinity() -> None:
    assert bounds_of(estimate(measure="RR", ci_lower="1.1", ci_sides="1")).excludes_null is True
    assert bounds_of(estimate(measure="RR", ci_lower="0.9", ci_upper="not_estimable")).excludes_null is False


def test_the_seeds_one_sided_p_value_agrees_once_rounding_is_an_interval() -> None:
    row = estimate(measure="HR", value="0.70", ci_lower="0.47", ci_upper="1.03", p_value=".03", p_sides="1")
    beside = BesideP(row)
    expected = beside.p_expected(Fraction(19, 20), 1)
    assert (round(float(expected.lo), 3), round(float(expected.hi), 3)) == (0.032, 0.043)
    assert beside.fits(Fraction(19, 20), 1)
    assert not beside.fits(Fraction(19, 20), 2)
