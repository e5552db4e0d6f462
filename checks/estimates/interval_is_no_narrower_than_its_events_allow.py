"""A hazard ratio's interval is no narrower than its events allow.

However many participants a trial has, its hazard ratio is only as certain as the number of events lets it
be. A narrower interval has another level than stated, counts recurrent events, ignores that participants
came in clusters, or belongs to another number of events.

SE(ln HR) = (ln U - ln L) / 2c is at least sqrt(1/d1 + 1/d2), and so at least 2 / sqrt(d): the information in
Cox's partial likelihood is a sum of p (1 - p) over the events, with mean p = d1/d. Adjustment and
stratification do not raise it. Warning where even the widest interval that prints like this is narrower.

Looked at only where both numbers of events stand in the row, or in rows of counts of the same outcome,
subgroup, population and stated data cut: events of an earlier analysis prove nothing. Risk and odds ratios
are compared with their counts themselves.

Benign: robust, weighted and frailty models, recurrent events.

Source: D. A. Schoenfeld, Biometrika 1981;68:316; M. K. B. Parmar et al., Stat Med 1998;17:2815.

Bad:

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper | events_1 | events_2
    R1        | HR      | 0.70  | 95       | 0.55     | 0.89     | 34       | 46        <- ci_lower
    R2        | HR      | 0.70  |          | 0.55     | 0.89     | 34       | 46        <- ci_lower (info)
    R3        | HR      | 0.70  | 95       | 0.47     | 1.03     | 43       | 54        <- ci_lower

Bad, with all events together and of the same data cut:

    counts
    report_id | outcome_id | events | data_cut
    R1        | os         | 80     | 2020-09-30

    estimates
    report_id | outcome_id | measure | value | ci_level | ci_lower | ci_upper | data_cut
    R1        | os         | HR      | 0.70  | 95       | 0.47     | 1.03     | 2020-09-30 <- ci_lower

Good, up to the edge of rounding:

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper | events_1 | events_2
    R1        | HR      | 0.70  | 95       | 0.45     | 1.09     | 34       | 46
    R2        | HR      | 0.70  | 95       | 0.47     | 1.03     | 43       | 55
    R3        | HR      | 0.70  | 95       | 0.47     | 1.03     | 48       | 49

Skipped, where nothing proves that the events are of the same analysis:

    counts
    report_id | outcome_id | events | data_cut
    R1        | dfs        | 80     | at termination of randomisation

    estimates
    report_id | outcome_id | measure | value | ci_level | ci_lower | ci_upper
    R1        | dfs        | HR      | 0.70  | 95       | 0.47     | 1.03
"""

import math

from triallint.kit import (
    LEVELS,
    ROUNDED,
    CannotLook,
    Estimate,
    Problem,
    Problems,
    Tables,
    check,
    events_behind,
    level_of,
    se_log_hr_floor,
    se_of_interval,
    short,
    shown,
)


def _applies(row: Estimate) -> bool:
    return row.raw("measure") == "HR" and row.raw("ci_lower") != "" != row.raw("ci_upper")


@check(severity="warning", applies=_applies, unless="limits_are_in_order")
def problems(row: Estimate, tables: Tables) -> Problems:
    """Yield where the widest possible interval is narrower than the events allow."""
    if row.cluster_adjusted.text == "yes" or row.paired.text == "yes":
        raise CannotLook("the errors of paired or clustered data may be smaller")
    first, second, cells = events_behind(row, tables)
    floor = se_log_hr_floor(first, second)
    if math.isinf(floor):
        raise CannotLook("an arm has no event")
    least = floor * (1 - 1e-9)  # a float at the very bound must not fail
    se = se_of_interval(row)
    if se.hi >= least:
        return ROUNDED if se.lo < least else None
    level = level_of(row)
    fitting = [x for x in LEVELS if x < level.value and se_of_interval(row, x).hi >= least]
    events = " + ".join(str(cell) for cell in cells)
    yield Problem(
        row.ci_lower,
        f"{shown(row)} has a standard error of at most {short(se.hi)}; {events} events allow no less than "
        f"{short(floor)}",
        also=[row.ci_upper, *cells],
        severity="info" if level.assumed else None,
        reading=f"the limits are those of a {float(fitting[0] * 100):g} % interval" if fitting else None,
        assumed=level.assumed,
    )
    return None
