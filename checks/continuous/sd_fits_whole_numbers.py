"""The mean and SD of whole numbers belong to some whole numbers.

A possible mean narrows down the possible SDs: the sum of the squares must be a whole number too, odd where
the total is odd, and no smaller than the most even spread allows. A slipped digit in the SD shows here
while the mean is right.

For some whole total S that gives the mean, a whole Q with Q = S (mod 2) must give the SD:
(Q - S^2/n)/(n - 1) in the interval of SD^2, with Q between the least and (on a scale with ends) the
greatest possible. Only such a proof is reported, for every S that fits. With `items`, totals of items are
the whole numbers.

Benign: fewer participants than the printed n; an SD that divides by n (offered where it fits); figures
cut off rather than rounded.

Source: J. Anaya 2016 and A. Allard 2018 (GRIMMER).

Bad:

    outcomes
    outcome_id | items | scale_min | scale_max
    score      | 1     |           |
    pair       | 2     |           |
    likert     | 1     | 1         | 5

    continuous
    report_id | outcome_id | n  | mean | sd
    R1        | score      | 18 | 3.44 | 2.47 <- sd
    R1        | score      | 35 | 5.23 | 2.55 <- sd
    R1        | score      | 18 | 3.44 | 2.46 <- sd
    R1        | pair       | 9  | 3.44 | 1.23 <- sd

Good, possible or beyond proof:

    outcomes
    outcome_id | items | scale_min | scale_max
    score      | 1     |           |
    likert     | 1     | 1         | 5

    continuous
    report_id | outcome_id | n  | mean | sd
    R1        | score      | 18 | 3.44 | 2.48
    R1        | score      | 18 | 3.44 | 2.45
    R1        | score      | 31 | 4.74 | 6.55
    R1        | score      | 28 | 5.21 | 1.6
    R1        | likert     | 20 | 3.00 | 2.05

Skipped, where values need not be whole:

    outcomes
    outcome_id | type
    weight     | continuous

    continuous
    report_id | outcome_id | n  | mean | sd
    R1        | weight     | 18 | 3.44 | 2.47
"""

from fractions import Fraction

from triallint.kit import (
    CannotLook,
    Continuous,
    Interval,
    Problem,
    Problems,
    Rounding,
    Tables,
    check,
    grimmer,
    people_in,
    require_figures,
    scale_of,
    sqrt_of,
    square_of,
    whole_items,
)

_WORDS = {
    "squares": "no whole sum of squares gives it",
    "parity": "its sum of squares would be odd where the total is even, or even where it is odd",
    "bounds": "its sum of squares would be beyond what the total allows",
}


def _has_both(row: Continuous) -> bool:
    return bool(row.mean) and bool(row.sd) and row.is_printed


@check(
    severity="warning",
    applies=_has_both,
    unless=("means_share_one_number", "mean_fits_whole_numbers", "sd_is_possible_for_its_mean"),
)
def problems(row: Continuous, tables: Tables) -> Problems:
    """Yield where it is proven that no whole numbers have both the mean and the SD."""
    require_figures(row.mean, row.sd)
    items, n = whole_items(row, tables), people_in(row)
    low, high = scale_of(row, tables)
    scale = (int(low), int(high)) if low is not None and high is not None and low == int(low) else None
    if scale is not None and high != scale[1]:
        scale = None
    verdict = grimmer(row.mean.interval, row.sd.interval, n, items, scale)
    if verdict.reason == "mean":
        raise CannotLook("the mean itself is impossible")
    if verdict.possible:
        return None

    def possible(sd: Interval) -> bool:
        return grimmer(row.mean.interval, sd, n, items, scale).possible

    readings = []
    if n > 1 and possible(sqrt_of(square_of(row.sd.interval).scaled(Fraction(n, n - 1)))):
        readings.append("the SD divides by n rather than n - 1")
    if possible(row.sd.rounded(Rounding.TRUNCATED)):
        readings.append("it was cut off, not rounded")
    yield Problem(
        row.sd,
        f"whole numbers of {n} participants with the mean {row.mean} cannot have the SD {row.sd}: "
        f"{_WORDS[verdict.reason]}",
        also=[row.mean, row.n],
        reading=f"possible if {' or '.join(readings)}" if readings else None,
    )
    return None
