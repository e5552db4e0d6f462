"""Proportions, moments and orders in time, as the survival checks read them."""

import pytest

from tests.sample import tables
from triallint.meaning.survivals import (
    at_one_time,
    duration,
    earlier,
    estimates_of_arm,
    looseness,
    moment,
    out_of_order,
    people_behind,
    same_moment,
    se_behind,
    share,
    starters,
    whole_of,
)
from triallint.model import CannotLook, Interval
from triallint.tables import Curve, Estimate, Tables


def rows(text: str) -> tuple[Tables, tuple[Estimate, ...]]:
    made = tables("estimates\n" + text)
    return made, made.rows(Estimate)


@pytest.mark.parametrize(
    ("unit", "value", "lower", "whole"),
    [
        ("percent", "0.8", "", 100),
        ("%", "54.4", "", 100),
        ("proportion", "0.544", "", 1),
        ("", "54.4", "", 100),
        ("", "0.9", "41.0", 100),
    ],
)
def test_the_unit_says_what_certainty_is(unit: str, value: str, lower: str, whole: int) -> None:
    _, (row,) = rows(f"measure | unit | value | ci_lower\nsurvival | {unit} | {value} | {lower}")
    assert whole_of(row) == whole
    assert share(row, row.value).scaled(whole) == row.value.interval


@pytest.mark.parametrize(("unit", "value"), [("", "0.9"), ("", "0"), ("months", "54")])
def test_an_unclear_unit_is_not_guessed(unit: str, value: str) -> None:
    _, (row,) = rows(f"measure | unit | value\nsurvival | {unit} | {value}")
    with pytest.raises(CannotLook):
        whole_of(row)


def test_chosen_times_are_exact_and_measured_ones_are_not() -> None:
    _, (row,) = rows("value | unit | time_value | time_unit\n12.0 | months | 1 | years")
    assert moment(row).lo == moment(row).hi
    assert duration(row, row.value).contains(moment(row).lo)
    assert duration(row, row.value).lo < moment(row).lo


def test_times_compare_across_units() -> None:
    text = "time_value | time_unit\n2 | years\n24 | months\n104 | weeks\n23 | months\n100 | weeks\n | "
    _, (years, months, weeks, less, fewer, blank) = rows(text)
    assert same_moment(years, months)
    assert same_moment(years, weeks)
    assert earlier(less, years)
    assert not earlier(years, less)
    assert earlier(fewer, years)
    assert list(at_one_time(years, [years, months, less, blank])) == [months]
    with pytest.raises(CannotLook):
        moment(blank)


def test_only_different_calendars_are_loose() -> None:
    assert looseness("months", "years") == looseness("weeks", "days") == 0
    assert looseness("month", "weeks") > 0


def test_estimates_of_an_arm_are_about_the_same_people() -> None:
    header = "report_id | outcome_id | measure | arm_id | comparator_id | subgroup | data_cut"
    made, found = rows(
        f"{header}\nR1 | os | HR | A | B | | \nR1 | os | survival | A | | | \n"
        "R1 | os | survival | A | | women | \nR1 | pfs | survival | A | | | \n"
        "R1 | os | survival | B | | | \nR1 | os | survival | A | | | 2020"
    )
    ratio = found[0]
    assert estimates_of_arm(made, ratio, "survival") == [found[1]]
    assert estimates_of_arm(made, ratio, "survival", "comparator_id") == [found[4]]
    assert estimates_of_arm(made, ratio, "survival", other_outcomes=True) == [found[3]]


def test_people_come_from_the_row_or_its_arm_and_never_from_a_guess() -> None:
    made = tables(
        "arms\nreport_id | arm_id | randomised | treated\nR1 | A | 105 | 107\nR1 | B | |\n\n"
        "estimates\nreport_id | arm_id | subgroup | n_1\n"
        "R1 | A | | \nR1 | A | | 90\nR1 | A | women |\nR1 | B | |"
    )
    whole, own, subgroup, unknown = made.rows(Estimate)
    assert [people_behind(row, made) for row in (whole, own)] == [107, 90]
    for row in (subgroup, unknown):
        with pytest.raises(CannotLook):
            people_behind(row, made)


def test_standard_errors_come_from_print_limits_or_numbers() -> None:
    header = "value | unit | se | ci_level | ci_lower | ci_upper | n_1"
    made, (printed, limits, number) = rows(
        f"{header}\n93.3 | % | 4.6 | | | |\n93.3 | % | | 95 | 75.9 | 98.3 |\n93.3 | % | | | | | 30"
    )
    assert se_behind(printed, made).contains(0.046)
    assert float(se_behind(limits, made).lo) == pytest.approx(0.045, abs=1e-4)
    assert float(se_behind(limits, made).hi) == pytest.approx(0.0467, abs=1e-4)
    assert se_behind(number, made).contains((0.933 * 0.067 / 30) ** 0.5)


def test_one_wrong_figure_breaks_an_order_once() -> None:
    header = "report_id | arm_id | outcome_id | time_value | time_unit | at_risk"
    lines = "\n".join(f"R1 | A | os | {t} | months | {n}" for t, n in enumerate((105, 90, 7, 70, 60, 95)))
    made = tables(f"curves\n{header}\n{lines}")
    points = made.rows(Curve)
    found = [out_of_order(point, points, lambda one: Interval.exactly(one.at_risk.count)) for point in points]
    assert [other and other.at_risk.text for other in found] == [None, None, None, "7", None, "60"]
    assert starters(points[3], made) == 105
