"""A mean lies inside its own confidence interval, and the limits are in order.

An estimate outside its interval is nearly always a slip: a digit or a sign of one of the three, limits
exchanged, or the interval of another row. Where a row has no mean, its median is taken.

Compared as rounding intervals: some value behind the mean is not below every value of the lower limit,
nor above every value of the upper. A warning where figures cut off rather than rounded would explain it.

Source: definition of an interval estimate; base rates of reversed limits (0.4 %) and estimates outside
(0.5 %) measured by the project on 1,901 ratios in full texts of trials.

Bad:

    continuous
    report_id | mean | median | ci_lower | ci_upper
    R1        | 12.4 |        | 12.6     | 14.8     <- mean
    R2        | 12.4 |        | 14.1     | 10.7     <- ci_lower
    R3        |      | 19     | 10.7     | 14.1     <- median
    R6        | 12.4 |        | 12.46    | 12.4     <- ci_lower (warning)
    R4        | -2.4 |        | 1.1      | 3.7      <- mean
    R5        | 12.4 |        | 12.46    | 14.8     <- mean (warning)

Good, up to the edge of rounding:

    continuous
    report_id | mean | median | ci_lower | ci_upper
    R1        | 12.4 |        | 12.5     | 14.8
    R2        | 12.4 |        | 12.4     | 12.4
    R3        |      | 19     | 10.7     | not_reached
    R4        | -2.4 |        |          | 1.1

Skipped, without a number:

    continuous
    report_id | mean         | ci_lower | ci_upper
    R1        | not_reported | 10.7     | 14.1
"""

from triallint.kit import Continuous, Interval, Problem, Problems, Reported, Rounding, check, has_interval


@check(severity="error", applies=has_interval)
def problems(row: Continuous) -> Problems:
    """Yield where limits are reversed, or the mean is wholly beyond one of them."""
    if (
        row.ci_lower.maybe
        and row.ci_upper.maybe
        and row.ci_lower.interval.wholly_above(row.ci_upper.interval)
    ):
        certain = row.ci_lower.rounded(Rounding.ROBUST).wholly_above(row.ci_upper.rounded(Rounding.ROBUST))
        yield Problem(
            row.ci_lower,
            f"the lower limit {row.ci_lower} is above the upper limit {row.ci_upper}",
            also=[row.ci_upper],
            severity=None if certain else "warning",
            reading=f"the two limits may have changed places ({row.ci_upper} to {row.ci_lower})",
        )
        return None
    middle = row.mean if row.mean or not row.median else row.median
    ends = [cell for cell in (row.ci_lower, row.ci_upper) if cell.maybe]
    for end in ends:
        if not _beyond(end, middle.interval, end.interval):
            continue
        cut = not _beyond(end, middle.rounded(Rounding.ROBUST), end.rounded(Rounding.ROBUST))
        turned = not _beyond(end, -middle.interval, end.interval)
        yield Problem(
            middle,
            f"{middle.label} {middle} is {'below' if end.column == 'ci_lower' else 'above'} its limit {end}",
            also=ends,
            severity="warning" if cut else None,
            reading="the figures were cut off, not rounded" if cut else "a sign was lost" if turned else None,
        )
    return None


def _beyond(end: Reported, value: Interval, limit: Interval) -> bool:
    return value.wholly_below(limit) if end.column == "ci_lower" else value.wholly_above(limit)
