"""The interval of a cluster-randomised comparison is as wide as its clusters make it.

Participants of one cluster are alike, and m of them tell as much as m / (1 + (m - 1) ICC) independent ones.
An interval as narrow as the participants alone would give has left the clusters out: the commonest error
in analyses of such trials, and the commonest reason why they weigh too much in a meta-analysis.

SE from the limits >= 0.9 sqrt(DEFF) SE of the crude RR, OR or RD from the row's counts, where
DEFF = 1 + (m - 1) ICC with m = randomised / clusters of the arm in which it is smaller. Limits and ICC are
rounding intervals; the factor 0.9 leaves room for adjustment and for an ICC that is itself an estimate.

Benign readings: an ICC of another outcome; adjustment for strong covariates. A note where the row says that
clusters were allowed for, or that they were not.

Source: Cochrane Handbook for Systematic Reviews of Interventions, sections 23.1.3 and 23.1.4 (design effect).

Bad, with a design effect of 1.95 for 20 participants in each cluster:

    arms
    report_id | arm_id | label | randomised | clusters | icc
    R1        | A      | one   | 240        | 12       | 0.05
    R1        | B      | two   | 240        | 12       | 0.05

    estimates
    report_id|measure|arm_id|comparator_id|events_1|n_1|events_2|n_2|ci_level|ci_lower|ci_upper
    R1 | RR | A | B | 60 | 240 | 80 | 240 | 95 | 0.57 | 0.99 <- ci_lower
    R1 | OR | A | B | 60 | 240 | 80 | 240 | 95 | 0.45 | 0.99 <- ci_lower
    R1 | RD | A | B | 60 | 240 | 80 | 240 | 95 | -16 | -1 <- ci_lower
    R1 | RD | A | B | 60 | 240 | 80 | 240 | 95 | -.16 | -.01 <- ci_lower
    R1 | RR | A | B | 60 | 240 | 80 | 240 | 95 | 0.54 | 1.05 <- ci_lower

Bad, but as the row says, and with a level that is not stated:

    arms
    report_id | arm_id | label | randomised | clusters | icc
    R1        | A      | one   | 240        | 12       | 0.05
    R1        | B      | two   | 240        | 12       | 0.05

    estimates
    report_id|measure|arm_id|comparator_id|events_1|n_1|events_2|n_2|ci_level|ci_lower|ci_upper|cluster_adjusted
    R1 | RR | A | B | 60 | 240 | 80 | 240 | 95 | 0.57 | 0.99 | no <- ci_lower (info)
    R1 | RR | A | B | 60 | 240 | 80 | 240 | | 0.57 | 0.99 | <- ci_lower (info)

Good, up to the width that is asked for:

    arms
    report_id | arm_id | label | randomised | clusters | icc
    R1        | A      | one   | 240        | 12       | 0.05
    R1        | B      | two   | 240        | 12       | 0.05

    estimates
    report_id|measure|arm_id|comparator_id|events_1|n_1|events_2|n_2|ci_level|ci_lower|ci_upper
    R1 | RR | A | B | 60 | 240 | 80 | 240 | 95 | 0.51 | 1.11
    R1 | RR | A | B | 60 | 240 | 80 | 240 | 95 | 0.53 | 1.06

Good, where the interval is the curator's own, or the clusters are small:

    arms
    report_id | arm_id | label | randomised | clusters | icc
    R1        | A      | one   | 240        | 240      | 0.05
    R1        | B      | two   | 240        | 12       | 0.05
    R2        | A      | one   | 240        | 80       | 0.05
    R2        | B      | two   | 240        | 80       | 0.05

    estimates
    report_id|measure|arm_id|comparator_id|events_1|n_1|events_2|n_2|ci_level|ci_lower|ci_upper|origin
    R1 | RR | A | B | 60 | 240 | 80 | 240 | 95 | 0.70 | 0.80 | calculated
    R2 | RR | A | B | 60 | 240 | 80 | 240 | 95 | 0.57 | 0.99

Skipped, where the clusters are not given, and where nobody had an event:

    arms
    report_id | arm_id | label | randomised | clusters | icc
    R2        | A      | one   | 240        | 12       | 0.05
    R2        | B      | two   | 240        | 12       | 0.05

    estimates
    report_id|measure|arm_id|comparator_id|events_1|n_1|events_2|n_2|ci_level|ci_lower|ci_upper
    R1 | RR | A | B | 60 | 240 | 80 | 240 | 95 | 0.57 | 0.99
    R2 | RR | A | B | 0 | 240 | 80 | 240 | 95 | 0.57 | 0.99
"""

import math
from fractions import Fraction

from triallint.kit import (
    CannotLook,
    Estimate,
    Problem,
    Problems,
    SeverityName,
    Tables,
    check,
    has_interval,
    level_of,
    se_from_limits,
    se_log_or,
    se_log_rr,
    se_risk_difference,
    short,
)

_SE = {"RR": se_log_rr, "OR": se_log_or, "RD": se_risk_difference}
#: Room for covariates and for the uncertainty of the ICC.
_ROOM = 0.9


def _has_table(row: Estimate) -> bool:
    counted = row.events_1 and row.n_1 and row.events_2 and row.n_2
    return row.raw("measure") in _SE and bool(counted) and has_interval(row) and row.is_printed


@check(severity="warning", applies=_has_table)
def problems(row: Estimate, tables: Tables) -> Problems:
    """Yield where the interval is narrower than the design effect leaves it."""
    effect = min(_design_effect(row, column, tables) for column in ("arm_id", "comparator_id"))
    counts = row.events_1.count, row.n_1.count, row.events_2.count, row.n_2.count
    if effect <= 1 or 0 in counts:
        raise CannotLook("the clusters make no difference, or an arm has no event")
    alone = _SE[row.raw("measure")](*counts)
    level, ratio = level_of(row), row.raw("measure") != "RD"
    low, high = row.ci_lower.limit, row.ci_upper.limit
    if not ratio and max(-low.lo, high.hi) > 1:  # percent points
        low, high = low.scaled(Fraction(1, 100)), high.scaled(Fraction(1, 100))
    printed = se_from_limits(low, high, level.value * 100, ratio=ratio, sides=level.sides)
    least = _ROOM * math.sqrt(effect) * alone
    if math.isinf(alone) or printed.hi >= least:
        return None
    severity: SeverityName = "info" if row.cluster_adjusted or level.assumed else "warning"
    yield Problem(
        row.ci_lower,
        f"{row.ci_lower} to {row.ci_upper} is a standard error of {short(printed.hi)}; the participants "
        f"give {short(alone)}, and a design effect of {effect:.3g} or more at least {short(least)}",
        also=[row.ci_upper],
        severity=severity,
        reading="the correlation within clusters may be of another outcome",
        assumed=level.assumed,
    )
    return None


def _design_effect(row: Estimate, column: str, tables: Tables) -> float:
    arm = tables.arm_of(row, column)
    if arm is None or not (arm.clusters and arm.icc and arm.randomised):
        raise CannotLook("the clusters of the arms, or their correlation, are not given")
    size = Fraction(arm.randomised.count, max(arm.clusters.count, 1))
    return 1 + float(max(size - 1, Fraction(0))) * max(float(arm.icc.interval.lo), 0.0)
