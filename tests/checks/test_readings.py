"""The benign readings that survival and continuous checks offer are those that fit, in words."""

import pytest

from triallint.checkfile import builtin_checks
from triallint.model import Finding
from triallint.run import run

from ..sample import tables

CHECKS = {check.name: check for check in builtin_checks()}


def finding(name: str, text: str) -> Finding:
    """The one finding of one check about small tables."""
    result = run([CHECKS[name]], tables(text))
    assert not result.crashes
    (found,) = result.findings
    return found


ESTIMATE = "estimates\nreport_id | outcome_id | arm_id | comparator_id"
SURVIVAL = "estimates\nreport_id | measure | unit | value | se | ci_level | ci_lower | ci_upper | ci_method"
ARM = "continuous\nreport_id | outcome_id | arm_id | statistic | n | mean | sd | se"

SURVIVAL_CASES = {
    "the level": (
        "survival_se_fits_its_interval",
        f"{SURVIVAL}\nR1 | survival | % | 70.0 | 6.0 | 95 | 60.1 | 79.9 |",
        "read as a 90 % interval, it agrees",
    ),
    "another scale": (
        "survival_interval_fits_its_scale",
        f"{SURVIVAL}\nR1 | survival | % | 70.0 | | 95 | 60.1 | 79.9 | log-log",
        "on the plain scale they do",
    ),
    "its scale by a slip": (
        "survival_interval_fits_its_scale",
        f"{SURVIVAL}\nR1 | survival | % | 81.6 | | 95 | 60.8 | 90.2 | log-log",
        "ci upper 92.0 for 90.2 (two digits transposed)",
    ),
    "no scale": (
        "survival_interval_fits_its_scale",
        f"{SURVIVAL}\nR1 | survival | % | 81.6 | | 95 | 61.8 | 92.0 |",
        "a likelihood, bootstrap or Rothman interval is symmetric on no scale",
    ),
    "not cut off": (
        "survival_is_0_to_100_percent",
        f"{SURVIVAL}\nR1 | survival | % | 96.0 | | 95 | 91.0 | 101.0 |",
        "the interval is symmetric about its estimate: made on the plain scale and not cut off",
    ),
    "a point lost": (
        "survival_is_0_to_100_percent",
        f"{SURVIVAL}\nR1 | survival | % | 816 | | | | |",
        "with the decimal point moved by one place it is 81.6",
    ),
    "a sign too many": (
        "survival_is_0_to_100_percent",
        f"{SURVIVAL}\nR1 | survival | % | -81.6 | | | | |",
        "without its sign it is possible",
    ),
    "years for months": (
        "median_survival_agrees_with_survival",
        f"{ESTIMATE} | measure | value | unit | time_value | time_unit\n"
        "R1 | os | A | | survival | 71.3 | % | 2 | years\nR1 | os | A | | median_survival | 3.1 | months | |",
        "read in years, the median agrees",
    ),
    "months for years": (
        "survival_time_is_within_follow_up",
        "outcomes\noutcome_id | type\nfu | follow_up\n\n"
        "continuous\nreport_id | outcome_id | max | unit\nR1 | fu | 48.2 | months\n\n"
        f"{ESTIMATE} | measure | value | unit | time_value | time_unit\n"
        "R1 | os | A | | survival | 93.3 | % | 24 | years",
        "read in weeks or months, the time is within follow-up",
    ),
    "days for months": (
        "restricted_mean_is_within_its_time",
        f"{ESTIMATE} | measure | value | unit | tau | time_unit\n"
        "R1 | os | A | B | RMST_difference | 72 | months | 3 | years",
        "read in days or weeks, it is possible",
    ),
    "the other way round": (
        "survival_difference_is_that_of_its_arms",
        f"{ESTIMATE} | measure | value | unit\nR1 | os | A | | survival | 54.4 | %\n"
        "R1 | os | B | | survival | 39.0 | %\nR1 | os | B | A | survival_difference | 15.4 | %",
        "taken the other way round, comparator less arm, it agrees",
    ),
    "arms exchanged": (
        "survival_arms_fit_the_hazard_ratio",
        f"{ESTIMATE} | measure | value | unit | se | ci_lower | ci_upper | time_value\n"
        "R1 | os | A | B | HR | 0.62 | | | 0.39 | 0.98 |\nR1 | os | A | | survival | 58.4 | % | 4.9 | | | 2\n"
        "R1 | os | B | | survival | 71.3 | % | 4.4 | | | 2",
        "with the arms exchanged, 0.627 to 0.631, it lies inside",
    ),
    "survivors": (
        "events_by_a_time_fit_survival",
        "counts\nreport_id | outcome_id | arm_id | events | total | time_value\nR1 | os | A | 28 | 30 | 2\n\n"
        f"{ESTIMATE} | measure | value | unit | time_value\nR1 | os | A | | survival | 93.3 | % | 2",
        "read as 28 survivors of 30, it agrees with survival",
    ),
}

CONTINUOUS_CASES = {
    "another number": (
        "mean_fits_whole_numbers",
        "outcomes\noutcome_id | items\no | 1\n\narms\nreport_id | arm_id | randomised | analysed\n"
        f"R1 | A | 28 | 26\n\n{ARM}\nR1 | o | A | final | 28 | 5.19 | |",
        "possible if it is the mean of 26",
    ),
    "cut off": (
        "mean_fits_whole_numbers",
        f"outcomes\noutcome_id | items\no | 1\n\n{ARM}\nR1 | o | A | final | 28 | 5.17 | |",
        "possible if it was cut off, not rounded",
    ),
    "divided by n": (
        "binary_sd_fits_its_mean",
        f"outcomes\noutcome_id | type\no | binary\n\n{ARM}\nR1 | o | A | final | 10 | 0.3 | 0.46 |",
        "it divides by n rather than n - 1",
    ),
    "SD and SE exchanged": (
        "standard_error_is_sd_over_root_n",
        f"{ARM}\nR1 | o | A | final | 25 | | 0.8 | 4.0",
        "it agrees if the two are exchanged",
    ),
    "SE for SD in a t test": (
        "p_value_fits_the_means",
        f"{ARM}\nR1 | o | A | final | 25 | 20.0 | 0.8 |\nR1 | o | B | final | 25 | 23.0 | 0.8 |\n\n"
        f"{ESTIMATE} | measure | p_value | p_sides | p_test\nR1 | o | A | B | MD | 0.01 | 2 | t",
        "P agrees with the SDs read as standard errors",
    ),
    "one-sided": (
        "p_value_fits_the_means",
        f"{ARM}\nR1 | o | A | final | 30 | 20.0 | 4.0 |\nR1 | o | B | final | 30 | 22.0 | 4.0 |\n\n"
        f"{ESTIMATE} | measure | p_value | p_sides | p_test\nR1 | o | A | B | MD | 0.03 | 2 | t",
        "P agrees read as one-sided",
    ),
    "Student for Welch": (
        "p_value_fits_the_means",
        f"{ARM}\nR1 | o | A | final | 10 | 20.0 | 8.0 |\nR1 | o | B | final | 40 | 23.0 | 2.0 |\n\n"
        f"{ESTIMATE} | measure | p_value | p_sides | p_test\nR1 | o | A | B | MD | 0.03 | 2 | welch",
        "P agrees by Student's test",
    ),
    "SE for SD in an effect": (
        "standardised_difference_fits_its_arms",
        f"{ARM}\nR1 | o | A | final | 25 | 20.0 | 0.8 |\nR1 | o | B | final | 25 | 23.0 | 0.8 |\n\n"
        f"{ESTIMATE} | measure | value\nR1 | o | A | B | SMD | -0.75",
        "read as standard errors, the SDs give it",
    ),
    "effect by SE": (
        "standardised_difference_fits_its_arms",
        f"{ARM}\nR1 | o | A | final | 25 | 20.0 | 4.0 |\nR1 | o | B | final | 25 | 23.0 | 4.0 |\n\n"
        f"{ESTIMATE} | measure | value\nR1 | o | A | B | SMD | -3.7",
        "standardised by standard errors taken for SDs, it agrees",
    ),
    "SE below its range": (
        "sd_fits_its_range",
        "continuous\nreport_id | n | sd | min | max\nR1 | 51 | 1.1 | 3.9 | 48.2",
        "read as a standard error, it fits",
    ),
    "SE beside mean and median": (
        "mean_and_median_are_within_one_sd",
        "continuous\nreport_id | n | mean | median | sd\nR1 | 25 | 12.4 | 10.0 | 1.2",
        "read as a standard error, it allows it",
    ),
    "limits of two SDs": (
        "interval_of_mean_fits_its_spread",
        f"{ARM} | ci_level | ci_lower | ci_upper\nR1 | o | A | final | 25 | 12.4 | 4.0 | | 95 | 4.4 | 20.4",
        "read as limits of two SDs, it agrees",
    ),
    "a reduction": (
        "mean_change_is_final_less_baseline",
        f"{ARM}\nR1 | o | A | baseline | 25 | 6.1 | |\nR1 | o | A | final | 25 | 4.0 | |\n"
        "R1 | o | A | change | 25 | 2.1 | |",
        "printed as a reduction, it agrees",
    ),
    "worst to best": (
        "quantiles_are_in_order",
        "continuous\nreport_id | min | median | max\nR1 | 1.2 | 0.8 | 0.4",
        "the range may be printed from worst to best, or a minus sign was lost",
    ),
}


@pytest.mark.parametrize(
    ("name", "text", "reading"),
    [*SURVIVAL_CASES.values(), *CONTINUOUS_CASES.values()],
    ids=[*SURVIVAL_CASES, *CONTINUOUS_CASES],
)
def test_the_reading_that_fits_is_offered(name: str, text: str, reading: str) -> None:
    assert finding(name, text).reading == reading


def test_a_finding_that_nothing_explains_offers_nothing() -> None:
    text = f"outcomes\noutcome_id | items\no | 1\n\n{ARM}\nR1 | o | A | final | 50 | 5.83 | |"
    found = finding("mean_fits_whole_numbers", text)
    assert found.reading is None
    assert found.message.endswith("the nearest are 5.82 and 5.84")


def test_an_inferred_scale_is_the_basis_of_its_finding() -> None:
    rows = ("81.6 | | 95 | 60.8 | 92.0", "49.4 | | 95 | 42.5 | 56.0", "93.3 | | 95 | 75.9 | 98.3")
    body = "\n".join(f"R1 | survival | % | {row} |" for row in (*rows, "65.8 | | 95 | 58.9 | 78.1"))
    found = finding("survival_interval_fits_its_scale", f"{SURVIVAL}\n{body}")
    assert found.certainty == "inferred"
    assert found.basis == ("3 of 4 survival intervals of this report fit the log-log scale",)


def test_the_limit_to_expect_on_the_scale_is_said() -> None:
    text = f"{SURVIVAL}\nR1 | survival | % | 81.6 | | 95 | 60.8 | 90.2 | log-log"
    found = finding("survival_interval_fits_its_scale", text)
    assert found.message.endswith("on the log-log scale; beside 60.8 the upper would be 92 to 92.1")
    plain = finding("survival_interval_fits_its_scale", text.replace("log-log", "plain"))
    assert plain.message.endswith("the upper would be 100")  # 102.4 by the formula


def test_an_unstated_level_is_named_as_an_assumption() -> None:
    text = f"{SURVIVAL}\nR1 | survival | % | 81.6 | 7.50 | | 60.8 | 92.0 |"
    found = finding("survival_se_fits_its_interval", text)
    assert found.certainty == "assumed"
    assert found.basis == ("a 95 % interval: the level is not stated",)


@pytest.mark.parametrize(
    "cells",
    ["<5 | 2.1 |", "1e300 | 2.1 |", "5.19 | 1e-300 |", "5.19 | >3 |", "NS | 2.1 |", "5.19 | 2.1 | 1e300"],
)
def test_what_cannot_be_reckoned_with_is_skipped_and_never_crashes(cells: str) -> None:
    outcome = "outcomes\noutcome_id | items | scale_min | scale_max\no | 1 | 0 | 7"
    text = f"{outcome}\n\n{ARM}\nR1 | o | A | final | 28 | {cells}"
    result = run([check for check in CHECKS.values() if check.family == "continuous"], tables(text))
    assert result.crashes == ()
    assert any(skip.count for skip in result.skips)
