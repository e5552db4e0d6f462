"""Whole numbers, scales, spreads, and the parts of a whole, as the checks of continuous data read them."""

from fractions import Fraction

import pytest

from tests.sample import tables
from triallint.meaning.summaries import (
    others_about,
    pairs_of_arms,
    parts_of_whole,
    people_in,
    same_number,
    scale_of,
    sd_behind,
    summary_of,
    whole_items,
)
from triallint.model import CannotLook
from triallint.tables import Continuous, Estimate

OUTCOMES = """outcomes
outcome_id | type | items | scale_min | scale_max | unit
score | continuous | 5 | 0 | 4 |
visits | count | | 0 | |
rate | count | | | | events per year
stage | ordinal | | 1 | 4 |
"""


@pytest.mark.parametrize(("outcome", "items"), [("score", 5), ("visits", 1)])
def test_whole_numbers_are_proven_by_items_or_by_being_counts(outcome: str, items: int) -> None:
    made = tables(f"{OUTCOMES}\ncontinuous\noutcome_id | mean\n{outcome} | 2.1")
    assert whole_items(made.rows(Continuous)[0], made) == items


@pytest.mark.parametrize("outcome", ["rate", "stage", "unknown"])
def test_nothing_else_proves_them(outcome: str) -> None:
    made = tables(f"{OUTCOMES}\ncontinuous\noutcome_id | mean\n{outcome} | 2.1")
    with pytest.raises(CannotLook):
        whole_items(made.rows(Continuous)[0], made)


@pytest.mark.parametrize(
    ("outcome", "statistic", "scale"),
    [
        ("score", "final", (0, 4)),
        ("score", "change", (-4, 4)),
        ("visits", "baseline", (0, None)),
        ("visits", "change", (None, None)),
        ("unknown", "final", (None, None)),
    ],
)
def test_a_change_runs_both_ways(outcome: str, statistic: str, scale: tuple[int | None, int | None]) -> None:
    made = tables(f"{OUTCOMES}\ncontinuous\noutcome_id | statistic\n{outcome} | {statistic}")
    assert scale_of(made.rows(Continuous)[0], made) == scale


def test_an_sd_is_printed_or_comes_from_its_standard_error() -> None:
    made = tables(
        "continuous\nmean | sd | se | n\n1 | 4.0 | 0.9 | 25\n1 | | 0.8 | 25\n1 | | 0.8 |\n1 | | | 25"
    )
    printed, derived, lost, missing = made.rows(Continuous)
    assert sd_behind(printed)[0] == printed.sd.interval
    assert sd_behind(derived)[0].contains(4)
    assert sd_behind(derived)[1].column == "se"
    assert summary_of(derived).n == 25
    for row in (lost, missing):
        with pytest.raises(CannotLook):
            sd_behind(row)


def test_nobody_is_not_a_number_of_participants() -> None:
    made = tables("continuous\nn\n0")
    with pytest.raises(CannotLook):
        people_in(made.rows(Continuous)[0])


def test_arms_are_paired_by_statistic_and_never_at_baseline() -> None:
    made = tables(
        "continuous\nreport_id | outcome_id | arm_id | statistic | mean\n"
        "R1 | o | A | final | 1\nR1 | o | B | final | 2\nR1 | o | A | change | 3\n"
        "R1 | o | A | baseline | 5\nR1 | o | B | baseline | 6\n\n"
        "estimates\nreport_id | outcome_id | measure | arm_id | comparator_id\nR1 | o | MD | A | B"
    )
    pairs = pairs_of_arms(made.rows(Estimate)[0], made)
    assert [(a.mean.text, b.mean.text) for a, b in pairs] == [("1", "2")]


def test_a_test_that_names_no_arms_compares_the_two_that_there_are() -> None:
    summaries = "continuous\nreport_id | outcome_id | arm_id | mean\nR1 | o | A | 1\nR1 | o | B | 2\n\n"
    test = "estimates\nreport_id | outcome_id | measure\nR1 | o | test\n\n"
    arms = "arms\nreport_id | arm_id | role\nR1 | A | experimental\nR1 | B | control"
    made = tables(summaries + test + arms)
    assert len(pairs_of_arms(made.rows(Estimate)[0], made)) == 1
    third = tables(summaries + test + arms + "\nR1 | C | control")
    with pytest.raises(CannotLook):
        pairs_of_arms(third.rows(Estimate)[0], third)


def test_the_parts_of_a_whole_are_its_arms_or_its_subgroups_by_factor() -> None:
    made = tables(
        "arms\nreport_id | arm_id | role\nR1 | A | experimental\nR1 | B | control\n\n"
        "continuous\nreport_id | outcome_id | arm_id | subgroup | n\n"
        "R1 | o | | | 50\nR1 | o | A | | 25\nR1 | o | B | | 25\n"
        "R1 | o | | sex: female | 20\nR1 | o | | sex: male | 30\nR1 | o | | age=old | 50"
    )
    whole = made.rows(Continuous)[0]
    found = [[part.n.text for part in parts] for parts in parts_of_whole(whole, made)]
    assert found == [["25", "25"], ["20", "30"]]


def test_rows_about_the_same_differ_in_what_is_named_alone() -> None:
    made = tables(
        "continuous\nreport_id | outcome_id | arm_id | statistic | time_value | n\n"
        "R1 | o | A | change | 12 | 20\nR1 | o | A | final | 12 | 20\nR1 | o | A | baseline | 0 | 21"
    )
    change, final, baseline = made.rows(Continuous)
    assert others_about(change, made, statistic="final") == [final]
    assert others_about(change, made, statistic="baseline") == []
    assert others_about(change, made, "time_value", statistic="baseline") == [baseline]
    assert same_number([change, final])
    assert not same_number([change, baseline])


def test_scale_ends_are_exact() -> None:
    made = tables(
        "outcomes\noutcome_id | scale_min | scale_max\no | 0.5 | 10\n\ncontinuous\noutcome_id | n\no | 3"
    )
    assert scale_of(made.rows(Continuous)[0], made) == (Fraction(1, 2), Fraction(10))
