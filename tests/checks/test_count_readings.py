"""The readings that checks of counts offer are possible for their row, in words."""

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


RATE = "counts\nreport_id | outcome_id | events | person_time | person_time_unit | rate | rate_per"
PARTS = "counts\nreport_id | outcome_id | arm_id | events | total | percent"
ARMS = "arms\nreport_id | arm_id | label | randomised"

CASES = {
    "months under a rate per years": (
        "rate_is_events_over_person_time",
        f"{RATE}\nR1 | fall | 25 | 1000 | months | 30 | 100",
        "per 100 person-years, the person-time being in months",
    ),
    "years under a rate per months": (
        "rate_is_events_over_person_time",
        f"{RATE}\nR1 | fall | 24 | 1000 | years | 0.2 | 100",
        "per 100 person-months, the person-time being in years",
    ),
    "months labelled years": (
        "rate_is_events_over_person_time",
        f"{RATE}\nR1 | fall | 25 | 1000 | years | 30 | 100",
        "a person-time in months",
    ),
    "years labelled months": (
        "rate_is_events_over_person_time",
        f"{RATE}\nR1 | fall | 24 | 1000 | months | 0.2 | 100",
        "a person-time in years",
    ),
    "a declared number of events": (
        "events_do_not_exceed_total",
        f"{ARMS}\nR1 | A | one | 214\n\n{PARTS}\nR1 | fall | A | 214 | 97 |",
        "the two may have changed places; or it may count events",
    ),
    "the percent of the two": (
        "events_do_not_exceed_total",
        f"{PARTS}\nR1 | fall | A | 214 | 97 | 45.3",
        "the two may have changed places",
    ),
    "a run-in": (
        "assessed_are_excluded_or_randomised",
        "flow\nreport_id | stage | n\nR1 | assessed | 40\nR1 | excluded | 11\nR1 | randomised | 28",
        "left in a run-in",
    ),
    "a denominator that nothing rules out": (
        "percent_is_events_over_total",
        f"{PARTS}\nR1 | fall | A | 97 | 214 | 4.53",
        "denominator 2141",
    ),
}

IMPOSSIBLE = {
    "more events than the arm has": (
        "events_do_not_exceed_total",
        f"{ARMS}\nR1 | A | one | 213\n\n{PARTS}\nR1 | fall | A | 214 | 97 |",
        "changed places",
    ),
    "another percent": (
        "events_do_not_exceed_total",
        f"{PARTS}\nR1 | fall | A | 214 | 97 | 30",
        "changed places",
    ),
    "more than the arm has": (
        "percent_is_events_over_total",
        f"{ARMS}\nR1 | A | one | 2140\n\n{PARTS}\nR1 | fall | A | 97 | 214 | 4.53",
        "denominator 2141",
    ),
    "more than the trial has": (
        "percent_is_events_over_total",
        f"flow\nreport_id | stage | n\nR1 | randomised | 214\n\n{PARTS}\nR1 | fall | A | 97 | 214 | 4.53",
        " of 21",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_reading_that_fits_is_offered(case: str) -> None:
    name, text, words = CASES[case]
    assert words in (finding(name, text).reading or "")


@pytest.mark.parametrize("case", IMPOSSIBLE)
def test_a_reading_that_the_row_cannot_have_is_not_offered(case: str) -> None:
    name, text, words = IMPOSSIBLE[case]
    assert words not in (finding(name, text).reading or "")
