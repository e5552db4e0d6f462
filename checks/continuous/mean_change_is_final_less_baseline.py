"""A mean change is the final mean less the baseline mean.

With everyone measured twice the three means are tied together; a slip in one of them shows against the
other two. Changes are often printed as positive reductions, so the sign is worth a look too.

change in [final_lo - baseline_hi, final_hi - baseline_lo], in one arm, outcome, set and data cut, final and
change at one time. Where the three numbers of participants are not printed and equal, the means may be of
different participants: an info; so is a change that agrees with its sign turned. Adjusted changes need
not agree: a warning at most.

Source: Cochrane Handbook, section 6.5.2.8.

Bad:

    continuous
    report_id | outcome_id | arm_id | statistic | time_value | n  | mean
    R1        | vas        | A      | baseline  | 0          | 25 | 6.1
    R1        | vas        | A      | final     | 12         | 25 | 4.0
    R1        | vas        | A      | change    | 12         | 25 | -2.3 <- mean
    R2        | vas        | A      | baseline  |            | 25 | 6.1
    R2        | vas        | A      | final     | 12         | 24 | 4.0
    R2        | vas        | A      | change    | 12         | 24 | -2.3 <- mean (info)
    R3        | vas        | A      | baseline  |            | 25 | 6.1
    R3        | vas        | A      | final     | 12         | 25 | 4.0
    R3        | vas        | A      | change    | 12         | 25 | 2.1  <- mean (info)

Good, on the edges of rounding, or at another time:

    continuous
    report_id | outcome_id | arm_id | statistic | time_value | n  | mean
    R1        | vas        | A      | baseline  | 0          | 25 | 6.1
    R1        | vas        | A      | final     | 12         | 25 | 4.0
    R1        | vas        | A      | final     | 24         | 25 | 3.0
    R1        | vas        | A      | change    | 12         | 25 | -2.2
    R2        | vas        | A      | baseline  |            | 25 | 6.1
    R2        | vas        | A      | final     | 12         | 25 | 4
    R2        | vas        | A      | change    | 12         | 25 | -1.5

Skipped, without a baseline:

    continuous
    report_id | outcome_id | arm_id | statistic | time_value | n  | mean
    R1        | vas        | A      | final     | 12         | 25 | 4.0
    R1        | vas        | A      | change    | 12         | 25 | -2.3
"""

from itertools import product

from triallint.kit import (
    CannotLook,
    Continuous,
    Problem,
    Problems,
    Tables,
    Verdict,
    check,
    others_about,
    require_figures,
    same_number,
    span_of,
    units_off,
)


def _is_mean_change(row: Continuous) -> bool:
    return row.raw("statistic") == "change" and bool(row.mean) and row.is_printed


@check(severity="warning", applies=_is_mean_change)
def problems(change: Continuous, tables: Tables) -> Problems:
    """Yield where no printing of the two means can differ by the printed change."""
    before = others_about(change, tables, "time_value", "time_unit", statistic="baseline")
    after = others_about(change, tables, statistic="final")
    pairs = [pair for pair in product(after, before) if all(one.mean and one.is_printed for one in pair)]
    if not pairs:
        raise CannotLook("the means before and after are not both given")
    require_figures(change.mean, *(one.mean for pair in pairs for one in pair))
    printed = change.mean.interval
    gaps = [final.mean.interval - baseline.mean.interval for final, baseline in pairs]
    if any(printed.meets(gap) for gap in gaps):
        return Verdict(also=[one for pair in pairs for one in pair])
    turned = any(printed.meets(-gap) for gap in gaps)
    final, baseline = pairs[0]
    same = same_number((change, final, baseline))
    yield Problem(
        change.mean,
        f"{final.mean} less {baseline.mean} is {span_of(gaps[0])}, printed {change.mean}",
        also=[final.mean, baseline.mean],
        severity=None if same and not turned else "info",
        reading="printed as a reduction, it agrees"
        if turned
        else None
        if same
        else "the three may be of different participants",
        margin=units_off(change.mean.printed, gaps[0]),
    )
    return None
