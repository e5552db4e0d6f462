"""What checks of effects say besides that figures disagree: readings, flags, what they rest on."""

from collections.abc import Mapping

import pytest

from triallint.checkfile import builtin_checks
from triallint.model import Finding
from triallint.run import run
from triallint.tables import Grid, Tables

CHECKS = {check.name: check for check in builtin_checks()}
COUNTS = {"events_1": "3", "n_1": "15", "events_2": "9", "n_2": "15"}


def finding(check: str, cells: Mapping[str, str]) -> Finding:
    """The one finding of a check in a table of one estimate."""
    row = {"report_id": "R1"} | dict(cells)
    grid = Grid("estimates", {name: i for i, name in enumerate(row)}, [[*row.values()]], [2])
    (found,) = run([CHECKS[check]], Tables({"estimates": [grid]})).findings
    return found


def hr(value: str, lower: str, upper: str, **cells: str) -> dict[str, str]:
    return {"measure": "HR", "value": value, "ci_level": "95", "ci_lower": lower, "ci_upper": upper} | cells


HR = hr("0.70", "0.47", "1.03")
MD = {"measure": "MD", "ci_level": "95"}
TEST = {"measure": "test", "p_sides": "2"}
T = TEST | {"statistic_name": "t", "statistic": "2.20", "df2": "28"}
RISKS = {"measure": "RR", "events_1": "4", "n_1": "241", "events_2": "10", "n_2": "249"}
NARROW = hr("0.70", "0.47", "1.03", events_1="30", events_2="40")
F = {"measure": "eta_squared", "statistic_name": "F", "statistic": "117.1", "df1": "1", "df2": "76"}

#: Check, cells of a row, a piece of the reading that it must offer.
READINGS = {
    "p_value_is_a_probability": [
        (TEST | {"p_value": "-0.013"}, "a dash before 0.013 may"),
        (TEST | {"p_value": "-1"}, "a dash before 1 may"),
        (TEST | {"p_value": "1.921"}, "a power of ten may be lost"),
        (TEST | {"p_value": "0.000"}, "P < 0.0005"),
    ],
    "ratio_and_its_limits_are_positive": [
        ({"measure": "HR", "value": "-0.36"}, "a ratio of 0.698"),
        (hr("0.70", "-0.47", "1.03"), "read as a minus sign"),
        ({"measure": "HR", "value": "-36"}, "read as a minus sign"),
    ],
    "estimate_lies_in_its_interval": [
        (hr("1.42", "1.50", "1.97"), "ci lower 1.05 for 1.50"),
        (MD | {"value": "42", "ci_lower": "1", "ci_upper": "9"}, "value 4.2"),
        (MD | {"value": "2.06", "ci_lower": "0.5", "ci_upper": "2.0"}, "cut off"),
    ],
    "ratio_lies_midway_between_its_limits": [
        (hr("1.04", "1.02", "1.60"), "ci upper 1.06 for 1.60 (two digits transposed)"),
        (hr("0.07", "0.47", "1.03"), "value 0.70 for 0.07"),
        (hr("0.70", "4.7", "1.03"), "ci lower 0.47 for 4.7"),
        (hr("0.74", "0.58", "9.4"), "ci upper 0.94 for 9.4 (the decimal point moved"),
        (hr("9.5", "1.8", "63.0"), "exact and profile-likelihood"),
        (hr("0.70", "0.47", "1.08"), "cut off"),
    ],
    "limits_are_in_order": [
        (hr("0.97", "1.0", "0.94"), "cut off or rounded up"),
        (hr("0.71", "1.03", "0.47"), "changed places (0.47 to 1.03)"),
        (MD | {"value": "-8.0", "ci_lower": "9.1", "ci_upper": "6.9"}, "a minus sign was lost"),
    ],
    "difference_lies_midway_between_its_limits": [
        (MD | {"value": "-8.0", "ci_lower": "-9.1", "ci_upper": "6.9"}, "ci upper -6.9"),
        (MD | {"value": "8.0", "ci_lower": "-9.1", "ci_upper": "-6.9"}, "value -8.0"),
        (MD | {"value": "-8.0", "ci_lower": "9.1", "ci_upper": "-6.9"}, "ci lower -9.1"),
    ],
    "p_value_fits_its_interval": [
        (HR | {"p_value": ".03"}, "read as one-sided, P is 0.03"),
        (HR | {"p_value": ".07", "p_sides": "1"}, "read as two-sided"),
        (HR | {"p_value": "0.019", "p_sides": "2"}, "99 % interval, it gives P 0.01"),
        (HR | {"p_value": "0.6", "p_sides": "2"}, "0.06 for 0.6"),
        (HR | {"p_value": "0.0626", "p_sides": "2"}, "differ this much"),
        (hr("0.71", "0.51", "0.99", p_value="0.31"), "whether both are stratified alike is unknown"),
    ],
    "p_value_fits_its_counts": [
        (COUNTS | {"measure": "OR", "p_value": "0.0253", "p_test": "yates"}, "pearson"),
        (COUNTS | {"measure": "OR", "p_value": "0.0302"}, "read as one-sided"),
        (RISKS | {"p_value": "0.195", "p_sides": "2", "p_test": "yates"}, "cut off"),
    ],
    "p_value_fits_its_statistic": [
        (T | {"p_value": "0.018", "p_sides": ""}, "read as one-sided, P is 0.0179 to 0.0183"),
        (T | {"p_value": "0.109"}, "multiplied by 3"),
        (T | {"p_value": "0.035"}, "cut off"),
        (
            TEST | {"p_value": "0.772", "statistic_name": "chi2", "statistic": "2.22", "df1": "28"},
            "statistic 22.2 for 2.22",
        ),
    ],
    "standard_error_fits_its_interval": [
        (HR | {"se": "0.040", "se_scale": "log"}, "variance"),
        (HR | {"se": "0.28", "se_scale": "log"}, "half the width"),
        (HR | {"se": "0.152", "se_scale": "log"}, "99 % interval"),
        (HR | {"se": "4.2", "se_scale": "log"}, "standard deviation"),
    ],
    "standard_error_is_on_its_stated_scale": [
        (HR | {"se": "0.14", "se_scale": "log"}, "of the ratio itself"),
        (HR | {"se": "0.20", "se_scale": "natural"}, "of its logarithm"),
    ],
    "eta_squared_fits_its_statistic": [(F | {"value": "0.660"}, "value 0.606 for 0.660")],
    "correlation_lies_between_minus_one_and_one": [
        ({"measure": "correlation", "value": "-45"}, "-0.45 for -45"),
    ],
    "hazard_ratio_fits_its_observed_and_expected": [
        (HR | {"o_minus_e": "7.1", "variance": "19.9"}, "o minus e -7.1 for 7.1"),
        (HR | {"o_minus_e": "-7.1", "variance": "199"}, "variance 19.9 for 199"),
    ],
    "hazard_ratio_interval_fits_its_variance": [(HR | {"variance": "4.99"}, "root of the variance")],
    "interval_is_no_narrower_than_its_events_allow": [(NARROW, "90 % interval")],
    "effect_fits_its_counts": [
        (
            COUNTS
            | {"measure": "RR", "value": "0.33", "ci_level": "95", "ci_lower": "0.08", "ci_upper": "1.40"},
            "those of a 99 % interval",
        ),
        (COUNTS | {"measure": "RR", "value": "0.60"}, "may be adjusted"),
    ],
    "interval_and_p_value_decide_alike": [(HR | {"p_value": "0.03"}, "read as one-sided")],
    "claim_of_noninferiority_keeps_its_margin": [
        (hr("1.10", "0.95", "1.27", margin="1.25", claim="noninferior"), "a 90 % interval is within"),
    ],
    "claim_of_significance_fits_its_numbers": [
        (TEST | {"p_value": "0.002", "claim": "no_difference"}, "interim"),
    ],
}
CASES = [(check, *case) for check, cases in READINGS.items() for case in cases]


@pytest.mark.parametrize(("check", "cells", "words"), CASES, ids=[f"{c[0]}: {c[2]}" for c in CASES])
def test_reading(check: str, cells: Mapping[str, str], words: str) -> None:
    assert words in (finding(check, cells).reading or "")


@pytest.mark.parametrize(
    ("check", "cells", "flips"),
    [
        ("p_value_fits_its_interval", HR | {"p_value": ".03", "p_sides": "2"}, True),
        ("p_value_fits_its_interval", HR | {"p_value": ".6", "p_sides": "2"}, False),
        ("p_value_fits_its_statistic", T | {"p_value": "0.30"}, True),
        ("p_value_fits_its_statistic", T | {"p_value": "0.03"}, False),
        ("p_value_fits_its_statistic", T | {"p_value": "0.04", "p_sides": "1"}, False),
        ("interval_and_p_value_decide_alike", HR | {"p_value": "0.03"}, True),
    ],
)
def test_a_changed_conclusion_is_flagged(check: str, cells: Mapping[str, str], flips: bool) -> None:
    assert finding(check, cells).changes_conclusion is flips


def test_where_stratification_is_unknown_the_remedy_is_to_say_it() -> None:
    row = hr("0.71", "0.51", "0.99", p_value="0.31")
    assert "`analysis`" in (finding("p_value_fits_its_interval", row).remedy or "")
    assert "`analysis`" not in (
        finding("p_value_fits_its_interval", row | {"analysis": "crude"}).remedy or ""
    )


def test_a_far_off_limit_of_a_ratio_is_a_warning_without_negative_readings() -> None:
    found = finding("ratio_lies_midway_between_its_limits", hr("0.74", "0.58", "9.4"))
    assert "-" not in (found.reading or "")
    assert found.severity.name == "warning"


def test_what_is_not_stated_is_said_to_be_assumed() -> None:
    blank = {"measure": "HR", "value": "0.70", "ci_lower": "0.47", "ci_upper": "1.03"}
    found = finding("p_value_fits_its_interval", blank | {"p_value": ".6", "p_sides": "2"})
    assert found.certainty == "assumed"
    assert found.severity.name == "info"
    assert any("95 %" in words for words in found.basis)
    assert finding("p_value_fits_its_interval", HR | {"p_value": ".6"}).certainty == "stated"
    assert finding("p_value_fits_its_interval", HR | {"p_value": ".03"}).certainty == "assumed"
