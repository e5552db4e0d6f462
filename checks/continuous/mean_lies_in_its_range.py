"""A mean lies between the smallest and the largest value.

A mean outside its own range has lost a decimal point or a sign, or the range is another row's: most often
an eligibility criterion, or the range of the whole trial beside one arm.

min <= mean <= max as rounding intervals. A warning where figures cut off rather than rounded would
explain it.

Source: definition of the mean; INSPECT-SR guidance, check 4.8.

Bad:

    continuous
    report_id | mean | min | max
    R1        | 62.3 | 3.9 | 48.2 <- mean
    R2        | 3.84 | 3.9 |      <- mean (warning)
    R3        | 3.7  | 3.9 | 48.2 <- mean

Good, up to the edge of rounding:

    continuous
    report_id | mean | min | max
    R1        | 48.3 | 3.9 | 48.2
    R2        | 3.85 | 3.9 |

Skipped, where the range is not a number:

    continuous
    report_id | mean | min          | max
    R1        | 26.3 | under 1 year |
"""

from triallint.kit import CannotLook, Continuous, Problem, Problems, Rounding, check


def _has_range(row: Continuous) -> bool:
    return bool(row.mean) and bool(row.min or row.max) and row.is_printed


@check(severity="error", applies=_has_range, unless="quantiles_are_in_order")
def problems(row: Continuous) -> Problems:
    """Yield where the mean is wholly beyond an end of its range."""
    ends = [cell for cell in (row.min, row.max) if cell.maybe]
    if not ends:
        raise CannotLook("neither the minimum nor the maximum is a number")
    for end in ends:
        below = end.column == "min"
        outside = row.mean.interval.wholly_below if below else row.mean.interval.wholly_above
        if outside(end.interval):
            robust = row.mean.rounded(Rounding.ROBUST), end.rounded(Rounding.ROBUST)
            cut = robust[0].meets(robust[1])
            yield Problem(
                row.mean,
                f"mean {row.mean} is {'below the minimum' if below else 'above the maximum'} {end}",
                also=[end],
                severity="warning" if cut else None,
                reading="the figures were cut off, not rounded" if cut else None,
            )
    return None
