"""A rate ratio's interval has the width that its numbers of events give.

The standard error of the logarithm of a crude rate ratio depends on nothing but the two numbers of events. A
narrower interval has lost events, another level, or the overdispersion of repeated events.

SE(ln IRR) = sqrt(1/e1 + 1/e2); (ln U - ln L) / 2c must meet it within rounding. Narrower is a warning. Wider
is what negative binomial and robust models give: an info where the row is stated to be crude, and in order
otherwise. Where the outcome is a count, the numbers may be of participants: an info.

Source: Cochrane Handbook, section 6.7.1; K. J. Rothman, Modern Epidemiology (rate ratios).

Bad:

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper | events_1 | events_2 | analysis
    R1        | IRR     | 0.80  | 95       | 0.70     | 0.91     | 90       | 110      | crude <- ci_lower
    R2        | IRR     | 0.80  | 95       | 0.40     | 1.60     | 90       | 110 | crude <- ci_lower (info)
    R3        | IRR     | 0.80  |          | 0.70     | 0.91     | 90       | 110      | <- ci_lower (info)
    R4        | IRR     | 0.80  | 95       | 0.61     | 1.05     | 90       | 110      | crude <- ci_lower

Bad, where each participant may have several events:

    outcomes
    outcome_id | label        | type
    attacks    | exacerbation | count

    estimates
    report_id | outcome_id | measure | value | ci_level | ci_lower | ci_upper | events_1 | events_2
    R1        | attacks    | IRR     | 0.80  | 95       | 0.70     | 0.91     | 90 | 110 <- ci_lower (info)

Good, up to the edge of rounding:

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper | events_1 | events_2 | analysis
    R1        | IRR     | 0.80  | 95       | 0.61     | 1.06     | 90       | 110      | crude
    R2        | IRR     | 0.80  | 95       | 0.60     | 1.05     | 90       | 110      | crude
    R3        | IRR     | 0.80  | 95       | 0.40     | 1.60     | 90       | 110      |

Skipped, without events:

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper
    R1        | IRR     | 0.80  | 95       | 0.61     | 1.05
"""

import math

from triallint.kit import (
    ROUNDED,
    CannotLook,
    Estimate,
    Problem,
    Problems,
    Tables,
    check,
    events_behind,
    level_of,
    se_log_rate_ratio,
    se_of_interval,
    short,
    shown,
    span_of,
    widened,
)

_WIDER = "a model for repeated events, or robust errors, give wider limits"


def _applies(row: Estimate) -> bool:
    return row.raw("measure") == "IRR" and row.raw("ci_lower") != "" != row.raw("ci_upper")


@check(severity="warning", applies=_applies, unless="limits_are_in_order")
def problems(row: Estimate, tables: Tables) -> Problems:
    """Yield where the interval is narrower, or (crude) wider, than the events give."""
    if row.cluster_adjusted.text == "yes" or row.paired.text == "yes":
        raise CannotLook("paired or clustered data have other errors")
    first, second, cells = events_behind(row, tables, "event_count")
    if second is None:
        raise CannotLook("the numbers of events are not given for each arm")
    expected = se_log_rate_ratio(first, second)
    if math.isinf(expected):
        raise CannotLook("an arm has no event")
    se, level = se_of_interval(row), level_of(row)
    if se.meets(widened(expected, expected)):
        return ROUNDED
    wider = se.lo > expected
    if wider and row.analysis.text != "crude":
        return None
    outcome = tables.outcome_of(row)
    repeated = outcome is not None and outcome.type.text == "count"
    yield Problem(
        row.ci_lower,
        f"{shown(row)} has a standard error of {span_of(se)}; {cells[0]} and {cells[1]} events give "
        f"{short(expected)}",
        also=[row.ci_upper, *cells],
        severity="info" if wider or repeated or level.assumed else None,
        reading=_WIDER if wider else "participants may be counted, and the ratio be of repeated events",
        assumed=level.assumed,
    )
    return None
