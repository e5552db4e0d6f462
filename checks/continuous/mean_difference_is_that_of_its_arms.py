"""A mean difference is the difference of the two arms' means.

Where a report prints both means and their difference, one of the three checks the others. The displayed
gap is not the gap: 0.73 and 0.70 may well differ by 0.02, so all three are rounding intervals.

MD in [a_lo - b_hi, a_hi - b_lo] for the arm and its comparator, of final values or of changes. A difference
that is adjusted (for the baseline, say) need not be that of the crude means: an info. The difference taken
the other way round is offered where it fits.

Source: Cochrane Handbook, section 6.5.1.1; interval arithmetic.

Bad:

    continuous
    report_id | outcome_id | arm_id | statistic | mean
    R1        | vas        | A      | final     | 3.2
    R1        | vas        | B      | final     | 4.8

    estimates
    report_id | outcome_id | measure | arm_id | comparator_id | value | analysis
    R1        | vas        | MD      | A      | B             | -1.8  | crude    <- value
    R1        | vas        | MD      | A      | B             | 1.6   |          <- value
    R1        | vas        | MD      | A      | B             | -1.8  | adjusted <- value (info)
    R1        | vas        | MD      | A      | B             | -1.48 |          <- value

Good, on the edges of rounding, of changes or of final values:

    continuous
    report_id | outcome_id | arm_id | statistic | mean
    R1        | auc        | A      | final     | 0.73
    R1        | auc        | B      | final     | 0.70
    R2        | vas        | A      | final     | 3.2
    R2        | vas        | B      | final     | 4.8
    R2        | vas        | A      | change    | -2.0
    R2        | vas        | B      | change    | -0.6
    R2        | vas        | A      | baseline  | 5.2
    R2        | vas        | B      | baseline  | 5.4

    estimates
    report_id | outcome_id | measure | arm_id | comparator_id | value
    R1        | auc        | MD      | A      | B             | 0.02
    R1        | auc        | MD      | A      | B             | 0.04
    R2        | vas        | MD      | A      | B             | -1.6
    R2        | vas        | MD      | A      | B             | -1.4
    R2        | vas        | MD      | A      | B             | -1.5

Skipped, with one arm only:

    continuous
    report_id | outcome_id | arm_id | statistic | mean
    R1        | vas        | A      | final     | 3.2

    estimates
    report_id | outcome_id | measure | arm_id | comparator_id | value
    R1        | vas        | MD      | A      | B             | -1.8
"""

from triallint.kit import (
    Estimate,
    Problem,
    Problems,
    Tables,
    Verdict,
    check,
    pairs_of_arms,
    require_figures,
    span_of,
    units_off,
)


def _is_mean_difference(row: Estimate) -> bool:
    return row.raw("measure") == "MD" and row.is_printed and bool(row.value)


@check(severity="warning", applies=_is_mean_difference)
def problems(difference: Estimate, tables: Tables) -> Problems:
    """Yield where no pair of printed means can differ by the printed difference."""
    pairs = pairs_of_arms(difference, tables)
    require_figures(difference.value)
    printed = difference.value.interval
    gaps = [a.mean.interval - b.mean.interval for a, b in pairs]
    if any(printed.meets(gap) for gap in gaps):
        return Verdict(also=[row for pair in pairs for row in pair])
    turned = any(printed.meets(-gap) for gap in gaps)
    first, second = pairs[0]
    yield Problem(
        difference.value,
        f"{first.mean} less {second.mean} is {span_of(gaps[0])}, printed {difference.value}",
        also=[first.mean, second.mean],
        severity="info" if difference.raw("analysis") in ("adjusted", "stratified") else None,
        reading="taken the other way round, comparator less arm, it agrees" if turned else None,
        margin=units_off(difference.value.printed, gaps[0]),
    )
    return None
