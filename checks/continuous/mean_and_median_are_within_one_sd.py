"""Mean and median are no further apart than one standard deviation.

However skewed the data, the median never lies more than one SD from the mean. Further apart, the SD is a
standard error, or one of the three belongs to another row.

|mean - median| <= SD sqrt((n - 1)/n), and <= SD where n is not known. Where SE stands without SD, SE sqrt(n)
is the SD, and the finding a warning; so is one that figures cut off rather than rounded would explain.

Source: H. Hotelling & L. M. Solomons, Ann Math Stat 1932;3:141.

Bad:

    continuous
    report_id | n  | mean | sd  | se  | median
    R1        | 25 | 12.4 | 1.2 |     | 10.0   <- sd
    R2        |    | 12.4 | 1.2 |     | 10.0   <- sd
    R3        | 25 | 12.4 |     | 0.4 | 10.0   <- se (warning)
    R4        | 25 | 12.4 | 2.2 |     | 10.0   <- sd (warning)

Good, on the edge:

    continuous
    report_id | n  | mean | sd  | se  | median
    R1        | 25 | 12.4 | 2.4 |     | 10.0
    R2        |    | 12.4 | 2.3 |     | 10.0
    R3        | 25 | 12.4 |     | 0.5 | 10.0
    R4        | 25 | 9.6  | 2.4 |     | 12.0
    R5        |    | 12   | 1.4 |     | 10.0

Skipped, where the standard error stands without n:

    continuous
    report_id | n | mean | se  | median
    R1        |   | 12.4 | 0.2 | 10.0
"""

from triallint.kit import (
    Continuous,
    End,
    Interval,
    Problem,
    Problems,
    Rounding,
    absolute,
    check,
    has_mean_and_spread,
    mean_median_gap,
    people_in,
    require_figures,
    sd_behind,
    sd_from_se,
    short,
)


def _has_both(row: Continuous) -> bool:
    return has_mean_and_spread(row) and bool(row.median)


@check(severity="error", applies=_has_both)
def problems(row: Continuous) -> Problems:
    """Yield where the two are further apart than the SD allows."""
    require_figures(row.mean, row.median)
    sd, cell = sd_behind(row)
    gap = absolute(row.mean.interval - row.median.interval)
    most = _most(row, sd)
    if gap.lo <= most:
        return None
    robust = absolute(row.mean.rounded(Rounding.ROBUST) - row.median.rounded(Rounding.ROBUST))
    cut = robust.lo < _most(row, sd_behind(row, Rounding.ROBUST)[0])
    as_error = bool(row.sd and row.n) and gap.lo <= _most(row, sd_from_se(row.sd.interval, people_in(row)))
    yield Problem(
        cell,
        f"mean {row.mean} and median {row.median} are {short(gap.lo)} apart or more, "
        f"further than the {short(most)} that {cell.label} {cell} allows",
        also=[row.mean, row.median],
        severity="warning" if cut or not row.sd else None,
        reading="read as a standard error, it allows it" if as_error else None,
    )
    return None


def _most(row: Continuous, sd: Interval) -> End:
    """The greatest distance between mean and median."""
    return mean_median_gap(sd, people_in(row)).hi if row.n else sd.hi
