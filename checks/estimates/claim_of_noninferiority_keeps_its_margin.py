"""A claim of non-inferiority or equivalence rests on an interval within the margin.

The claim is a statement about one limit of the interval (two, for equivalence), not about P or the estimate.
A limit beyond the margin contradicts it.

Non-inferior: for a ratio, U < m where m > 1, L > m where m < 1. For a difference, L > m where m < 0; where
the margin is printed without sign, U < m or L > -m. Equivalent: both limits within m and 1/m, or m and -m. A
limit that may round to the margin's inner side is in order.

Benign: the claim rests on a one-sided 5 % level, whose limit is that of a 90 % interval: an info where the
trial states such an alpha, and for equivalence, where it is usual; and where the level is not stated, so
that the interval may be another. A margin on another scale than the effect.

Source: G. Piaggio et al., JAMA 2012;308:2594 (CONSORT for non-inferiority and equivalence).

Bad:

    trials
    trial_id | alpha | alpha_sides
    T4       | 0.05  | 1

    reports
    report_id | title               | trial_id
    R4        | One-sided 5 % level | T4

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper | margin | claim
    R1        | HR      | 1.10  | 95       | 0.93     | 1.30     | 1.25   | noninferior <- claim
    R2        | RD      | -2.0  | 95       | -6.1     | 2.1      | -5     | noninferior <- claim
    R3        | RD      | -2.0  | 95       | -6.1     | 7.1      | 5      | noninferior <- claim
    R4        | HR      | 1.10  | 95       | 0.95     | 1.27     | 1.25   | noninferior <- claim (info)
    R5        | GMR     | 0.90  | 95       | 0.70     | 1.16     | 1.25   | equivalent  <- claim
    R6        | GMR     | 0.90  | 95       | 0.79     | 1.03     | 0.80   | equivalent  <- claim (info)
    R7        | HR      | 1.10  |          | 0.93     | 1.30     | 1.25   | noninferior <- claim (info)

Good, up to the edge of rounding:

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper | margin | claim
    R1        | HR      | 1.10  | 95       | 0.97     | 1.25     | 1.25   | noninferior
    R2        | HR      | 0.95  | 95       | 0.81     | 1.11     | 0.80   | noninferior
    R3        | RD      | -2.0  | 95       | -4.9     | 7.1      | 5      | noninferior
    R4        | GMR     | 1.00  | 90       | 0.80     | 1.25     | 0.80   | equivalent
    R5        | MD      | 0.1   | 95       | -1.0     | 1.2      | 2      | equivalent

Skipped, with a margin on another scale:

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper | margin | claim
    R1        | HR      | 1.10  | 95       | 0.93     | 1.30     | -5     | noninferior
"""

from fractions import Fraction

from triallint.kit import (
    CannotLook,
    Estimate,
    Interval,
    Problem,
    Problems,
    Tables,
    check,
    is_comparison,
    is_ratio,
    level_of,
    limits_from_se,
    se_of_interval,
    shown,
)

_CLAIMS = ("noninferior", "equivalent")


def _broken(row: Estimate, margin: Fraction, lower: Interval, upper: Interval) -> bool:
    """Whether the limits are beyond the margin under every way to print one."""
    ratio, equivalent = is_ratio(row), row.claim.text == "equivalent"
    if ratio and (margin <= 0 or margin == 1):
        raise CannotLook("the margin is not on the scale of the ratio")
    other = 1 / margin if ratio else -margin
    low, high = min(margin, other), max(margin, other)
    below, above = lower.wholly_below(low), upper.wholly_above(high)
    if equivalent:
        return below or above
    if ratio:
        return above if margin > 1 else below
    return below if margin < 0 else below and above


def _applies(row: Estimate) -> bool:
    return row.raw("claim") in _CLAIMS and row.raw("margin") != "" and is_comparison(row)


@check(severity="warning", applies=_applies, unless=("limits_are_in_order", "estimate_lies_in_its_interval"))
def problems(row: Estimate, tables: Tables) -> Problems:
    """Yield where the interval is beyond the margin that the claim needs."""
    margin, lower, upper, level = row.margin.value, row.ci_lower.limit, row.ci_upper.limit, level_of(row)
    if not _broken(row, margin, lower, upper):
        return None
    reading, usual = None, False
    if level.value == Fraction(95, 100) and row.value and not row.ci_method:
        limits = limits_from_se(row.value.interval, se_of_interval(row), 90, ratio=is_ratio(row))
        if not _broken(row, margin, *limits):
            reading = "a 90 % interval is within the margin: the claim may rest on a one-sided 5 % level"
            trial = tables.trial_of(row)
            alpha = trial.alpha.maybe if trial and trial.alpha_sides.text == "1" else None
            usual = row.claim.text == "equivalent" or bool(alpha and alpha.value == Fraction(5, 100))
    yield Problem(
        row.claim,
        f"{shown(row)} is not within the margin {row.margin}, and the claim is {row.claim}",
        also=[cell for cell in (row.margin, row.ci_lower, row.ci_upper) if cell],
        severity="info" if usual or level.assumed else None,
        reading=reading,
        assumed=level.assumed,
        changes_conclusion=True,
    )
    return None
